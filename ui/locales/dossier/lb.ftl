# Texter vum Beräich: dossier.
history-dossier-subject-changed = Objet „{ $old }“ geännert op „{ $new }“
history-dossier-classified = Klasséierung { $old } geännert op { $new }
history-dossier-tags-changed = Schlësselwierder „{ $old }“ geännert op „{ $new }“
history-dossier-confidentiality-set = Zougang: { $new ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulech
  }, genannt Persounen: { $people }
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
tags = Schlësselwierder
tags-change = Schlësselwierder änneren
tag-add = E Schlësselwuert derbäisetzen
tag-hint = Méi Schlësselwierder mat Kommaen trennen.
tag-remove = D’Schlësselwuert „{ $tag }“ ewechhuelen
classification = Klasséierung
confidentiality = Vertraulechkeet
class-change = Klasséierung änneren
class-none = Net klasséiert
class-free-hint = De Poste huet kee Klasséierungsplang: schreift de Code.
access-internal = Intern
access-restricted = Beschränkt
access-confidential = Vertraulech
access-internal-long = Intern: déi ganz Verwaltung
access-restricted-long = Beschränkt: de Service an déi genannt Persounen
access-confidential-long = Vertraulech: nëmmen déi genannt Persounen
access-change = Wien dësen Dossier gesi kann
access-change-text = Wien en Dossier net gesi kann, fënnt en néierens, och net an der Sich.
access-named = Genannt Persounen
access-named-hint = Dir selwer sidd et ëmmer.
dossier-identity = Identitéit vum Dossier
dossier-closed-since = Dossier zou zënter dem { $moment }.
dossier-read-only = E kann net méi geännert ginn.
dossier-close = Zoumaachen…
dossier-close-title = Den Dossier { $reference } zoumaachen
dossier-close-back = Zréck an den Dossier
dossier-close-text = Den Dossier gëtt zur Akt: näischt ännert méi, et sief dann, datt een e mat engem Motiv erëm opmécht.
dossier-close-remark = Wéi d’Saach ausgaangen ass
dossier-close-confirm = Dossier zoumaachen
dossier-close-blocked = { $count ->
    [one] Eng Saach verhënnert d’Zoumaachen.
   *[other] { $count } Saache verhënneren d’Zoumaachen.
  }
dossier-is-closed = Dossier { $reference } zougemaach.
dossier-reopen = Erëm opmaachen…
dossier-reopen-text = De Motiv bleift mat Ärem Numm am Journal.
dossier-reopen-confirm = Dossier erëm opmaachen
dossier-is-reopened = Dossier { $reference } erëm opgemaach.
dossier-more-fields = Schlësselwierder, Vertraulechkeet, Referenz
received-on = Erakomm den
subject-change = Objet änneren
edit-fact = Änneren: { $fact }
state-next = Weider op:
state-changed = Den Dossier ass elo „{ $state }“.
state-kept-back = Den Dossier kann nach net op „{ $state }“ goen:
blocker-to-documents = Bei d’Dokumenter
blocker-to-deadlines = Bei d’Fristen
tab-work = Aufgaben an Notizen
tab-deadlines = Fristen
tab-parties = Parteien a Linken
documents-older = Eeler Dokumenter weisen
history-older-lines = Dat virdru weisen
history-other = Anere Verméierk: { $kind }
party-add = Partei derbäisetzen
party-change = Partei änneren
party-change-of = { $name } änneren
party-name = Numm
party-role = Roll
party-kept = „{ $name }“ ass Partei am Dossier.
party-removed = „{ $name }“ ass net méi Partei am Dossier.
party-remove = Ewechhuelen
party-remove-title = { $name } ewechhuelen
party-remove-text = De Kontakt bleift am Annuaire; de Verlaf hält d’Partei.
party-current-name = haut „{ $name }“
party-not-in-directory = net am Annuaire
party-into-directory = An den Annuaire ophuelen
party-into-directory-hint = Fir d’Persoun an aneren Dossieren erëmzefannen.
links = Verlinkt Dossieren
links-none = Kee Link.
link-add = En Dossier verlinken
link-confirm = Verlinken
link-kind = Dësen Dossier
link-target = Aneren Dossier
link-target-hint = Referenz oder Wierder; wielt aus der Lëscht.
link-target-missing = Wielt en Dossier aus der Lëscht.
link-kept = D’Dossiere sinn verlinkt.
link-removed = De Link ass ewechgeholl.
link-remove = De Link ewechhuelen
link-remove-title = De Link mat { $reference } ewechhuelen
link-follows = kënnt no
link-followed-by = gëtt weidergefouert vun
link-concerns = betrëfft
link-concerned-by = ass betraff vun
link-within = läit an
link-contains = enthält
do-change = Änneren
do-remove = Ewechhuelen
is-kept = Ännerung gespäichert.
history-document-text-read = Text vu „{ $title }“, Versioun { $version }, gelies
history-desk-created = Poste ugeluecht fir { $administration }
history-desk-enrolled = Poste bei { $platform } ugemellt
history-person-signed-in = { $name } huet sech bei der Plattform ugemellt
history-person-signed-out = Vun der Plattform ofgemellt
history-visible-seal-set = Siichtbar Sigelen: { $on } (Ënnerschreiwer { $signer })
history-device-key-made = Schlëssel vum Poste gemaach
history-levels-set = Niveauen vun de Sigelen festgeluecht: { $level }; Zäitstempelen vun { $authorities }
history-document-augmented = Original „{ $title }“ op { $level } ergänzt
history-augmentation-missed = Original „{ $title }“ nach net op { $wanted } ergänzt ({ $code })
history-original-sent-as-is = Original „{ $title }“ gëtt mat { $level } geschéckt, ouni { $wanted }
history-original-queued-again = Original „{ $title }“ gëtt nach eng Kéier geschéckt
history-restore-leftover-removed = De Rescht vun engem ënnerbrachenen Zréckspillen an { $folder } gouf ewechgeholl
history-passphrase-changed = Passphras geännert
history-unrecorded-content-removed = { $count } ni verzeechent Inhalter ewechgeholl
numbering = Nummeréierung vun den Dossieren
numbering-text = Zwee Poste vum selwechte Service, allebéid offline, däerfen ni déi selwecht Nummer ginn.
numbering-pattern = Modell vun der Referenz
numbering-pattern-hint = Tëschent Accoladen: year, office, desk, number:6 (sechs Zifferen).
numbering-code = Kierzel vun dësem Poste
numbering-code-hint = Héchstens 4 Buschtawen oder Zifferen; de Modell muss et weisen.
numbering-first = Éischt Nummer
numbering-last = Lescht Nummer
numbering-sample = Éischten Dossier vum Joer:
numbering-collision = En zweete Poste vum selwechte Service kéint déi selwecht Nummere ginn
numbering-collision-text = Wann et een gëtt, gitt jidderengem säi Kierzel oder säin eegene Beräich vun Nummeren.
numbering-kept = D’Nummeréierung ass gespäichert.
numbering-administrators = Nëmmen d’Verwaltung vum Poste kann se änneren.
number-unreadable = Schreift eng ganz Zuel.
plan = Klasséierungsplang
plan-none = Dëse Poste huet kee Klasséierungsplang: all Code ass erlaabt.
plan-count = { $count } Coden
plan-retired = net méi am Plang
plan-columns = Eng CSV-Tabell mat de Kolonne code, parent, fr an, wa bekannt, de, lb, en. Coden, déi Dossieren droen, bleiwen.
plan-import = Plang importéieren
plan-imported = Klasséierungsplang iwwerholl: { $count } Coden.
grant-access = Zougang zu engem Dossier ginn…
grant-access-title = Zougang zu engem Dossier ginn
grant-access-text = Fir en Dossier, deen hei kee méi däerf gesinn: gitt seng Referenz un a wien sech drëm këmmert. Dir selwer gesitt näischt dovun; de Journal hält de Grond fest.
grant-access-confirm = Zougang ginn
grant-access-done = { $name } däerf den Dossier { $reference } gesinn.
print-dossier = De ganzen Dossier drécken
