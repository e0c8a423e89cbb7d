# Texte des Bereichs: search.
search-hint = Wörter genügen. Genauer: "rue de la Gare" (Wörter in dieser Folge), -refus (ohne dieses Wort), tag:urgent, after:03.2026; ebenso procedure:, status:, party:, office:, class:, access:, before:, year:.
search-keep = Suche speichern
search-keep-text = „{ $query }“
search-is-kept = Suche „{ $name }“ gespeichert.
search-not-complete = Diese Wörter sind sehr häufig: Nur die neuesten Stellen wurden angesehen. Ergänzen Sie ein Wort.
saved-searches = Gespeicherte Suchen
saved-name = Name der Suche
saved-rename-of = Suche „{ $name }“ umbenennen
saved-remove-of = Suche „{ $name }“ löschen
saved-is-removed = Die gespeicherte Suche ist gelöscht.
dossiers-count-more = Mehr als { $count } Dossiers
list-more = Mehr anzeigen
list-coming = { $count } Zeilen sind da, die anderen kommen.
filters = Filter
filter-status = Offen oder geschlossen
filter-office = Dienststelle
filter-every-status = Alle
filter-every-procedure = Alle Verfahren
filter-every-state = Alle Stände
filter-every-tag = Alle Schlagwörter
filter-every-class = Der ganze Aktenplan
filter-every-office = Alle Dienststellen
filter-every-access = Jeder Zugang
status-open = Offene
status-closed = Geschlossene
order = Reihenfolge
order-changed = Letzte Änderung
order-created = Anlage
order-reference = Aktenzeichen
place-page = { $title }, Seite { $page }
place-title = Titel eines Dokuments
place-party = Partei
place-tag = Schlagwort
place-note = Notiz
history-search-saved = Suche „{ $name }“ gespeichert
history-search-removed = Gespeicherte Suche „{ $name }“ gelöscht
history-search-renamed = Gespeicherte Suche „{ $old }“ in „{ $name }“ umbenannt
texts-title = Texte für die Suche
texts-text = Was nicht gelesen werden konnte, wird noch einmal gelesen; Bilder von Text auch, wenn die Texterkennung (OCR) seither installiert wurde.
texts-again = Texte neu lesen
texts-nothing = Es gab nichts neu zu lesen: Die Suche findet alles, was lesbar ist.
texts-done = { $count ->
    [one] { $count } Text ist gelesen: Die Suche findet ihn.
   *[other] { $count } Texte sind gelesen: Die Suche findet sie.
  }
texts-none = { $count ->
    [one] { $count } Datei enthält keinen Text.
   *[other] { $count } Dateien enthalten keinen Text.
  }
texts-ocr = { $count ->
    [one] { $count } Datei ist ein Bild von Text: Dafür braucht es die Texterkennung (OCR).
   *[other] { $count } Dateien sind Bilder von Text: Dafür braucht es die Texterkennung (OCR).
  }
texts-failed = { $count ->
    [one] { $count } Datei konnte nicht gelesen werden.
   *[other] { $count } Dateien konnten nicht gelesen werden.
  }
texts-waiting = { $count ->
    [one] { $count } Text wartet noch.
   *[other] { $count } Texte warten noch.
  }
