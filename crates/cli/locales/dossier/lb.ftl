# Texter vum Beräich: dossier.
history-dossier-renumbered = Nei numeréiert: aus { $old } gouf { $new } ({ $reason })
history-dossier-subject-changed = Objet „{ $old }“ geännert op „{ $new }“
history-dossier-classified = Klasséierung { $old } geännert op { $new }
history-dossier-tags-changed = Schlësselwierder „{ $old }“ geännert op „{ $new }“
history-dossier-confidentiality-set = Zougang: { $new ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulech
  }, genannte Persounen: { $people }
history-dossier-confidentiality-changed = Zougang { $old ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulech
  } („{ $old-people }“) geännert op { $new ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulech
  } („{ $people }“)
history-dossier-access-granted = Zougang fir { $person } duerch d’Verwaltung vum Poste: { $reason }
history-dossier-linked = Dësen Dossier { $link ->
    [follows] kënnt no
    [parent] läit an
   *[other] betrëfft
  } { $reference }
history-dossier-linked-from = Den Dossier { $reference } { $link ->
    [follows] kënnt no
    [parent] läit an
   *[other] betrëfft
  } dësem
history-dossier-unlinked = Link ewechgeholl: { $link ->
    [follows] kënnt no
    [parent] läit an
   *[other] betrëfft
  } { $reference }
history-dossier-unlinked-from = Link vun { $reference } ewechgeholl ({ $link ->
    [follows] kënnt no
    [parent] läit an
   *[other] betrëfft
  })
history-dossier-state-changed = Zoustand „{ $old }“ geännert op „{ $new }“
history-dossier-closed = Dossier { $reference } zougemaach. { $reason }
history-dossier-reopened = Dossier { $reference } erëm opgemaach: { $reason }
history-party-added = Partei derbäigesat: { $name }, { $role ->
    [applicant] Demandeur
    [addressee] Destinataire
   *[other] Drëtten
  }
history-party-changed = Partei „{ $old }“ ({ $old-role ->
    [applicant] Demandeur
    [addressee] Destinataire
   *[other] Drëtten
  }) geännert op „{ $new }“ ({ $role ->
    [applicant] Demandeur
    [addressee] Destinataire
   *[other] Drëtten
  })
history-party-removed = Partei ewechgeholl: { $name }, { $role ->
    [applicant] Demandeur
    [addressee] Destinataire
   *[other] Drëtten
  }
history-numbering-set = Nummeréierung { $old } geännert op { $new } (Kierzel { $code }, Nummeren { $range })
history-classification-imported = Klasséierungsplang iwwerholl: { $count } Coden
help-dossier-edit = Objet, Klasséierung oder Schlësselwierder änneren
help-dossier-confidentiality = Festleeën, wien en Dossier däerf gesinn
help-dossier-grant = Zougang zu engem Dossier ginn, dee kee méi gesäit (Administrateur)
help-dossier-state = En Dossier an en aneren Zoustand vu senger Prozedur bréngen
help-dossier-close = En Dossier zoumaachen; seet alles, wat dergéint schwätzt
help-dossier-renumber = Dem Dossier eng aner Referenz vun dësem Poste ginn, well seng soss enzwousch vergi ass
help-dossier-reopen = En zouenen Dossier erëm opmaachen
help-dossier-link = En Dossier mat engem anere verlinken
help-dossier-unlink = E Link ewechhuelen
help-dossier-add-party = Eng Partei derbäisetzen
help-dossier-change-party = Eng Partei änneren
help-dossier-remove-party = Eng Partei ewechhuelen
help-dossier-history = De Journal vun engem Dossier, och wann een den Inhalt net gesäit (Auditeur)
help-classification = De Klasséierungsplang
help-classification-list = De Plang weisen a wéi vill Dossieren all Code droen
help-classification-import = De Plang duerch dee vun enger CSV-Tabell ersetzen (Administrateur)
help-numbering = Weisen oder festleeën, wéi dëse Poste seng Dossieren nummeréiert (Administrateur)
arg-new-subject = Neien Objet
arg-classification = Code vum Klasséierungsplang
arg-no-classification = De Code ewechhuelen
arg-tag = Schlësselwuert, dat derbäikënnt; widderhuelbar
arg-remove-tag = Schlësselwuert, dat ewechkënnt; widderhuelbar
arg-level-of-access = internal, restricted (de Service an déi Genannten) oder confidential (déi Genannten)
arg-named = Genannte Persoun, mam Numm oder der Id; widderhuelbar
arg-to-person = D’Persoun, mam Numm oder der Id
arg-why = Begrënnung, déi am Journal bleift
arg-to-state = Schlëssel vum Zoustand
arg-remark = Wéi d’Saach ausgaangen ass
arg-check = Nëmme soen, wat dem Zoumaachen am Wee steet
arg-link-kind = follows (kënnt no), concerns (betrëfft) oder parent (läit an)
arg-other = Deen aneren Dossier, mat der Referenz oder der Id
arg-party = Id vun der Partei
arg-party-role = applicant (Demandeur), addressee (Destinataire) oder third (Drëtten)
arg-contact = Id vum Kontakt am Annuaire
arg-party-name = Numm; „legal:“ virdru fir eng juristesch Persoun
arg-table = CSV-Fichier
arg-pattern = Muster vun de Referenzen: {"{"}year{"}"}, {"{"}office{"}"}, {"{"}number:6{"}"} an {"{"}desk{"}"}
arg-desk-code = Kierzel vun dësem Poste, eendeiteg am Service
arg-no-desk-code = D’Kierzel ewechhuelen
arg-first = Éischt Nummer vun dësem Poste
arg-last = Lescht Nummer vun dësem Poste
arg-no-last = Ouni lescht Nummer
value-level-of-access = ZOUGANG
value-state = ZOUSTAND
value-link-kind = LINK
value-party = PARTEI
value-contact = KONTAKT
value-pattern = MUSTER
field-office = Service
field-state = Zoustand
field-next-states = Ka kommen
field-classification = Klasséierung
field-access = Zougang
field-named = Genannte Persounen
field-tags = Schlësselwierder
field-closed-on = Zougemaach den
field-pattern = Muster
field-desk-code = Kierzel
field-range = Nummeren
access-internal = intern
access-restricted = beschränkt
access-confidential = vertraulech
link-follows = Kënnt no
link-concerns = Betrëfft
link-parent = Läit an
link-follows-from = Gefollegt vun
link-concerns-from = Betraff vun
link-parent-from = Enthält
dossier-edited = Dossier { $reference } geännert.
dossier-moved = Dossier { $reference }: { $state }.
dossier-is-closed = Dossier { $reference } zougemaach.
dossier-may-close = Dem Zoumaache steet näischt am Wee.
dossier-kept-back = Den Dossier { $reference } bleift, wéi en ass:
dossier-renumbered = Den Dossier huet elo d’Referenz { $reference }; déi al féiert weider bei en.
dossier-reopened = Dossier { $reference } erëm opgemaach.
access-granted = { $person } gesäit den Dossier { $reference }.
table-imported = { $count } Zeilen iwwerholl.
table-refused = Näischt gouf iwwerholl; falsch Zeilen: { $count }
table-line = Zeil { $line }
plan-none = Et gouf kee Klasséierungsplang iwwerholl.
plan-retired = (net méi am Plang)
numbering-alone = Dëse Poste huet weder Kierzel nach Beräich: keen anere Poste däerf fir dëse Service nummeréieren.
