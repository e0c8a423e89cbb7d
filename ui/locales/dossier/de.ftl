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
tags = Schlagwörter
tags-change = Schlagwörter ändern
tag-add = Schlagwort hinzufügen
tag-hint = Mehrere Schlagwörter durch Kommas trennen.
tag-remove = Schlagwort „{ $tag }“ entfernen
classification = Aktenplan
confidentiality = Vertraulichkeit
class-change = Einordnung ändern
class-none = Nicht eingeordnet
class-free-hint = Der Arbeitsplatz hat keinen Aktenplan: Schreiben Sie den Code.
access-internal = Intern
access-restricted = Beschränkt
access-confidential = Vertraulich
access-internal-long = Intern: die ganze Verwaltung
access-restricted-long = Beschränkt: die Dienststelle und genannte Personen
access-confidential-long = Vertraulich: nur genannte Personen
access-change = Wer dieses Dossier sehen darf
access-change-text = Wer ein Dossier nicht sehen darf, findet es nirgends, auch nicht in der Suche.
access-named = Genannte Personen
access-named-hint = Sie selbst sind es immer.
dossier-identity = Angaben zum Dossier
dossier-closed-since = Dossier geschlossen am { $moment }.
dossier-read-only = Es kann nicht mehr geändert werden.
dossier-close = Schließen…
dossier-close-title = Dossier { $reference } schließen
dossier-close-back = Zurück zum Dossier
dossier-close-text = Das Dossier wird zum Archivstück: Nichts ändert sich mehr, es sei denn, jemand öffnet es mit Begründung wieder.
dossier-close-remark = Wie die Sache ausgegangen ist
dossier-close-confirm = Dossier schließen
dossier-close-blocked = { $count ->
    [one] Eines verhindert das Schließen.
   *[other] { $count } Dinge verhindern das Schließen.
  }
dossier-is-closed = Dossier { $reference } geschlossen.
dossier-reopen = Wieder öffnen…
dossier-reopen-text = Der Grund bleibt mit Ihrem Namen im Journal.
dossier-reopen-confirm = Dossier wieder öffnen
dossier-is-reopened = Dossier { $reference } wieder geöffnet.
dossier-more-fields = Schlagwörter, Vertraulichkeit, Aktenzeichen
received-on = Eingegangen am
subject-change = Betreff ändern
edit-fact = Ändern: { $fact }
state-next = Weiter zu:
state-changed = Das Dossier ist nun „{ $state }“.
state-kept-back = Das Dossier kann noch nicht in „{ $state }“ übergehen:
blocker-to-documents = Zu den Dokumenten
blocker-to-deadlines = Zu den Fristen
tab-work = Aufgaben und Notizen
tab-deadlines = Fristen
tab-parties = Parteien und Verknüpfungen
documents-older = Ältere Dokumente anzeigen
history-older-lines = Frühere Einträge anzeigen
history-other = Anderer Eintrag: { $kind }
party-add = Partei hinzufügen
party-change = Partei ändern
party-change-of = { $name } ändern
party-name = Name
party-role = Rolle
party-kept = „{ $name }“ ist Partei des Dossiers.
party-removed = „{ $name }“ ist nicht mehr Partei des Dossiers.
party-remove = Entfernen
party-remove-title = { $name } entfernen
party-remove-text = Der Kontakt bleibt im Verzeichnis; der Verlauf behält die Partei.
party-current-name = heute „{ $name }“
party-not-in-directory = nicht im Verzeichnis
party-into-directory = In das Verzeichnis aufnehmen
party-into-directory-hint = Damit die Person in anderen Dossiers gefunden wird.
links = Verknüpfte Dossiers
links-none = Keine Verknüpfung.
link-add = Dossier verknüpfen
link-confirm = Verknüpfen
link-kind = Dieses Dossier
link-target = Anderes Dossier
link-target-hint = Aktenzeichen oder Wörter; wählen Sie aus der Liste.
link-target-missing = Wählen Sie ein Dossier aus der Liste.
link-kept = Die Dossiers sind verknüpft.
link-removed = Die Verknüpfung ist entfernt.
link-remove = Verknüpfung entfernen
link-remove-title = Verknüpfung mit { $reference } entfernen
link-follows = folgt auf
link-followed-by = wird fortgesetzt durch
link-concerns = betrifft
link-concerned-by = ist betroffen von
link-within = liegt in
link-contains = enthält
do-change = Ändern
do-remove = Entfernen
is-kept = Änderung gespeichert.
history-document-text-read = Text von „{ $title }“, Version { $version }, gelesen
history-desk-created = Arbeitsplatz angelegt für { $administration }
history-desk-enrolled = Arbeitsplatz bei { $platform } angemeldet
history-person-signed-in = { $name } hat sich an der Plattform angemeldet
history-person-signed-out = Von der Plattform abgemeldet
history-visible-seal-set = Sichtbare Siegel: { $on } (Unterzeichner { $signer })
history-device-key-made = Schlüssel des Arbeitsplatzes erzeugt
history-levels-set = Stufen der Siegel festgelegt: { $level }; Zeitstempel von { $authorities }
history-document-augmented = Original „{ $title }“ auf { $level } ergänzt
history-augmentation-missed = Original „{ $title }“ noch nicht auf { $wanted } ergänzt ({ $code })
history-original-sent-as-is = Original „{ $title }“ wird mit { $level } gesendet, ohne { $wanted }
history-original-queued-again = Original „{ $title }“ wird erneut gesendet
history-restore-leftover-removed = Der Rest einer unterbrochenen Wiederherstellung in { $folder } wurde entfernt
history-passphrase-changed = Passphrase geändert
history-unrecorded-content-removed = { $count } nie verzeichnete Inhalte entfernt
numbering = Nummerierung der Dossiers
numbering-text = Zwei Arbeitsplätze derselben Dienststelle, beide offline, dürfen nie dieselbe Nummer vergeben.
numbering-pattern = Muster der Aktenzeichen
numbering-pattern-hint = In geschweiften Klammern: year, office, desk, number:6 (sechs Ziffern).
numbering-code = Kürzel dieses Arbeitsplatzes
numbering-code-hint = Höchstens 4 Buchstaben oder Ziffern; das Muster muss es zeigen.
numbering-first = Erste Nummer
numbering-last = Letzte Nummer
numbering-sample = Erstes Dossier des Jahres:
numbering-collision = Ein zweiter Arbeitsplatz derselben Dienststelle könnte dieselben Nummern vergeben
numbering-collision-text = Wenn es einen gibt, geben Sie jedem ein eigenes Kürzel oder einen eigenen Nummernbereich.
numbering-kept = Die Nummerierung ist gespeichert.
numbering-administrators = Nur die Verwaltung des Arbeitsplatzes kann sie ändern.
number-unreadable = Schreiben Sie eine ganze Zahl.
plan = Aktenplan
plan-none = Dieser Arbeitsplatz hat keinen Aktenplan: jeder Code ist zulässig.
plan-count = { $count } Codes
plan-retired = nicht mehr im Plan
plan-columns = Eine CSV-Tabelle mit den Spalten code, parent, fr und, soweit bekannt, de, lb, en. Codes, die Dossiers tragen, bleiben.
plan-import = Plan importieren
plan-imported = Aktenplan übernommen: { $count } Codes.
grant-access = Zugang zu einem Dossier geben…
grant-access-title = Zugang zu einem Dossier geben
grant-access-text = Für ein Dossier, das hier niemand mehr sehen darf: Geben Sie sein Aktenzeichen an und wer sich darum kümmert. Sie selbst sehen davon nichts; das Journal hält den Grund fest.
grant-access-confirm = Zugang geben
grant-access-done = { $name } darf das Dossier { $reference } sehen.
print-dossier = Ganzes Dossier drucken
