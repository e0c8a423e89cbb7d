# Texter vum Beräich: dossier.
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
