# Texte des Bereichs: dossier.
history-dossier-subject-changed = Betreff „{ $old }“ geändert in „{ $new }“
history-dossier-classified = Aktenplan { $old } geändert in { $new }
history-dossier-tags-changed = Schlagwörter „{ $old }“ geändert in „{ $new }“
history-dossier-confidentiality-set = Zugang: { $new ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulich
  }, genannte Personen: { $people }
history-dossier-confidentiality-changed = Zugang { $old ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulich
  } („{ $old-people }“) geändert in { $new ->
    [internal] intern
    [restricted] beschränkt
   *[other] vertraulich
  } („{ $people }“)
history-dossier-access-granted = Zugang für { $person } durch die Verwaltung des Arbeitsplatzes: { $reason }
history-dossier-linked = Dieses Dossier { $link ->
    [follows] folgt auf
    [parent] liegt in
   *[other] betrifft
  } { $reference }
history-dossier-linked-from = Das Dossier { $reference } { $link ->
    [follows] folgt auf
    [parent] liegt in
   *[other] betrifft
  } diesem
history-dossier-unlinked = Verknüpfung entfernt: { $link ->
    [follows] folgt auf
    [parent] liegt in
   *[other] betrifft
  } { $reference }
history-dossier-unlinked-from = Verknüpfung von { $reference } entfernt ({ $link ->
    [follows] folgt auf
    [parent] liegt in
   *[other] betrifft
  })
history-dossier-state-changed = Stand „{ $old }“ geändert in „{ $new }“
history-dossier-closed = Dossier { $reference } geschlossen. { $reason }
history-dossier-reopened = Dossier { $reference } wieder geöffnet: { $reason }
history-party-added = Partei hinzugefügt: { $name }, { $role ->
    [applicant] Antragsteller
    [addressee] Empfänger
   *[other] Dritter
  }
history-party-changed = Partei „{ $old }“ ({ $old-role ->
    [applicant] Antragsteller
    [addressee] Empfänger
   *[other] Dritter
  }) geändert in „{ $new }“ ({ $role ->
    [applicant] Antragsteller
    [addressee] Empfänger
   *[other] Dritter
  })
history-party-removed = Partei entfernt: { $name }, { $role ->
    [applicant] Antragsteller
    [addressee] Empfänger
   *[other] Dritter
  }
history-numbering-set = Nummerierung { $old } geändert in { $new } (Kürzel { $code }, Nummern { $range })
history-classification-imported = Aktenplan übernommen: { $count } Codes
