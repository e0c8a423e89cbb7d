# Texte des Bereichs: dossier.
history-dossier-renumbered = Neu nummeriert: aus { $old } wurde { $new } ({ $reason })
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
help-dossier-edit = Betreff, Aktenplan oder Schlagwörter ändern
help-dossier-confidentiality = Festlegen, wer ein Dossier sehen darf
help-dossier-grant = Zugang zu einem Dossier geben, das niemand mehr sehen kann (Administrator)
help-dossier-state = Ein Dossier in einen anderen Stand seines Verfahrens bringen
help-dossier-close = Ein Dossier schließen; sagt alles, was dem entgegensteht
help-dossier-renumber = Dem Dossier eine andere Nummer dieses Arbeitsplatzes geben, weil seine anderswo vergeben ist
help-dossier-reopen = Ein geschlossenes Dossier wieder öffnen
help-dossier-link = Ein Dossier mit einem anderen verknüpfen
help-dossier-unlink = Eine Verknüpfung entfernen
help-dossier-add-party = Eine Partei hinzufügen
help-dossier-change-party = Eine Partei ändern
help-dossier-remove-party = Eine Partei entfernen
help-dossier-history = Das Journal eines Dossiers, auch wenn man seinen Inhalt nicht sieht (Prüfer)
help-classification = Der Aktenplan
help-classification-list = Den Plan zeigen und wie viele Dossiers jeden Code tragen
help-classification-import = Den Plan durch den einer CSV-Tabelle ersetzen (Administrator)
help-numbering = Zeigen oder festlegen, wie dieser Arbeitsplatz seine Dossiers nummeriert (Administrator)
arg-new-subject = Neuer Betreff
arg-classification = Code des Aktenplans
arg-no-classification = Den Code entfernen
arg-tag = Schlagwort, das hinzukommt; wiederholbar
arg-remove-tag = Schlagwort, das wegkommt; wiederholbar
arg-level-of-access = internal, restricted (die Dienststelle und die Genannten) oder confidential (die Genannten)
arg-named = Genannte Person, mit Namen oder Id; wiederholbar
arg-to-person = Die Person, mit Namen oder Id
arg-why = Begründung, die im Journal bleibt
arg-to-state = Schlüssel des Standes
arg-remark = Wie die Sache endete
arg-check = Nur sagen, was dem Schließen entgegensteht
arg-link-kind = follows (folgt auf), concerns (betrifft) oder parent (liegt in)
arg-other = Das andere Dossier, mit Aktenzeichen oder Id
arg-party = Id der Partei
arg-party-role = applicant (Antragsteller), addressee (Empfänger) oder third (Dritter)
arg-contact = Id des Kontakts im Verzeichnis
arg-party-name = Name; „legal:“ davor für eine juristische Person
arg-table = CSV-Datei
arg-pattern = Muster der Aktenzeichen: {"{"}year{"}"}, {"{"}office{"}"}, {"{"}number:6{"}"} und {"{"}desk{"}"}
arg-desk-code = Kürzel dieses Arbeitsplatzes, eindeutig in der Dienststelle
arg-no-desk-code = Das Kürzel entfernen
arg-first = Erste Nummer dieses Arbeitsplatzes
arg-last = Letzte Nummer dieses Arbeitsplatzes
arg-no-last = Ohne letzte Nummer
value-level-of-access = ZUGANG
value-state = STAND
value-link-kind = VERKNÜPFUNG
value-party = PARTEI
value-contact = KONTAKT
value-pattern = MUSTER
field-office = Dienststelle
field-state = Stand
field-next-states = Kann folgen
field-classification = Aktenplan
field-access = Zugang
field-named = Genannte Personen
field-tags = Schlagwörter
field-closed-on = Geschlossen am
field-pattern = Muster
field-desk-code = Kürzel
field-range = Nummern
access-internal = intern
access-restricted = beschränkt
access-confidential = vertraulich
link-follows = Folgt auf
link-concerns = Betrifft
link-parent = Liegt in
link-follows-from = Gefolgt von
link-concerns-from = Betroffen von
link-parent-from = Enthält
dossier-edited = Dossier { $reference } geändert.
dossier-moved = Dossier { $reference }: { $state }.
dossier-is-closed = Dossier { $reference } geschlossen.
dossier-may-close = Dem Schließen steht nichts entgegen.
dossier-kept-back = Das Dossier { $reference } bleibt, wie es ist:
dossier-renumbered = Das Dossier hat jetzt das Zeichen { $reference }; das frühere führt weiterhin zu ihm.
dossier-reopened = Dossier { $reference } wieder geöffnet.
access-granted = { $person } kann das Dossier { $reference } sehen.
table-imported = { $count } Zeilen übernommen.
table-refused = Nichts wurde übernommen; fehlerhafte Zeilen: { $count }
table-line = Zeile { $line }
plan-none = Es wurde kein Aktenplan übernommen.
plan-retired = (nicht mehr im Plan)
numbering-alone = Dieser Arbeitsplatz hat weder Kürzel noch Bereich: Kein anderer darf für diese Dienststelle nummerieren.
