# Texts of the area: letter.
history-letter-drafted = Entwurf „{ $title }“ begonnen
history-letter-draft-discarded = Entwurf „{ $title }“ verworfen
history-letter-finished = Schreiben „{ $title }“ erstellt (Version { $version })
history-letter-batch-begun = Stapel von { $letters } Schreiben begonnen ({ $template })
history-letter-batch-abandoned = Rest des Stapels aufgegeben ({ $waiting } nicht erstellt)
history-letter-template-imported = Vorlage { $template } eingelesen (Version { $version })
history-letter-template-retired = Vorlage { $template } außer Gebrauch genommen
history-letterhead-set = Briefkopf festgelegt

help-letter = Schreiben und Entscheidungen aus Vorlagen
help-letter-templates = Zählt die Vorlagen mit ihren Feldern auf; zu einem Dossier die seines Verfahrens zuerst
help-letter-check = Erprobt eine Vorlage in einem Ordner, ohne Arbeitsplatz
help-letter-import = Nimmt die Vorlage eines Ordners in den Arbeitsplatz auf
help-letter-export = Schreibt eine Vorlage in einen neuen Ordner, um sie zu ändern
help-letter-retire = Nimmt eine eingelesene Vorlage außer Gebrauch
help-letter-letterhead = Zeigt den Briefkopf und legt fest, was angegeben wird
help-letter-draft = Beginnt ein Schreiben in einem Dossier und behält es als Entwurf
help-letter-edit = Ändert Werte eines Entwurfs
help-letter-drafts = Zählt die Entwürfe eines Dossiers auf
help-letter-preview = Schreibt einen Entwurf als PDF, mit gekennzeichneten Lücken
help-letter-finish = Macht aus einem Entwurf das Dokument
help-letter-revise = Beginnt die nächste Version eines fertigen Schreibens
help-letter-discard = Verwirft einen Entwurf
help-letter-source = Zeigt, woraus ein fertiges Schreiben gemacht wurde
help-letter-redraw = Zeichnet ein fertiges Schreiben aus seinen Angaben neu
help-letter-batch = Viele Schreiben aus einer Vorlage
help-letter-batch-run = Macht Schreiben für die Dossiers einer Tabelle oder einer Suche
help-letter-batch-resume = Setzt einen Stapel fort; was gemacht ist, wird nicht noch einmal gemacht
help-letter-batch-list = Zählt die Stapel auf
help-letter-batch-show = Zeigt die Schreiben eines Stapels
help-letter-batch-abandon = Gibt die Schreiben eines Stapels auf, die noch nicht gemacht sind
arg-letter-template = Schlüssel der Vorlage
arg-letter-template-folder = Ordner mit letter.toml und letter.typ
arg-letter-draft = Kennung des Entwurfs, wie sie beim Beginn gezeigt wurde
arg-letter-batch = Kennung des Stapels
arg-letter-to-folder = Ein Ordner, den es noch nicht gibt
arg-letter-party = Der Beteiligte, an den es geht, mit seinem Namen
arg-letter-language = Sprache des Schreibens: fr, de, lb oder en
arg-letter-set = Wert eines Feldes oder Teils: SCHLÜSSEL=TEXT; @DATEI liest den Text aus einer Datei. Teile: reasons, subject, title, date, name, address, salutation, enclosures, yours, signatory, function, for
arg-letter-from-csv = Tabelle mit der Spalte dossier und, wo gewünscht, weiteren
arg-letter-search = Wörter; jedes offene Dossier, das sie enthält, bekommt ein Schreiben
arg-letter-dry-run = Sagt nur, was in jedem Schreiben fehlt; macht nichts
arg-letter-sender-office = Amt oder Dienststelle
arg-letter-sender-address = Eine Zeile der Postanschrift; einmal je Zeile
arg-letter-sender-phone = Telefon
arg-letter-sender-email = E-Mail-Adresse
arg-letter-sender-web = Website
arg-letter-sender-place = Ort in der Datumszeile
arg-letter-window = Fenster des Umschlags: left (links) oder right (rechts)
arg-letter-logo = Bild, PNG oder JPEG; „none“ nimmt es weg
arg-letter-signatory = Wer unterzeichnet, wenn sonst niemand genannt ist
arg-letter-signatory-function = Funktion dieser Person
arg-letter-signatory-for = Für wen (p.d.)
arg-letter-sender-administration = Name der Verwaltung
value-template = VORLAGE
value-draft = ENTWURF
value-batch = STAPEL
value-key-text = SCHLÜSSEL=TEXT
value-side = SEITE
letter-draft-saved = Entwurf „{ $title }“ behalten: { $draft }
letter-draft-gone = Der Entwurf wurde verworfen.
letter-complete = Nichts fehlt; das Schreiben kann fertiggestellt werden.
letter-drafts-none = Keine Entwürfe.
letter-preview-written = { $pages ->
    [one] Eine Seite
   *[other] { $pages } Seiten
} nach { $file } geschrieben
letter-made = „{ $title }“ erstellt, Version { $version }
letter-template-passes = Die Vorlage „{ $template }“ besteht in { $languages }.
letter-template-kept = Vorlage „{ $template }“ als Version { $version } aufgenommen.
letter-template-written = Vorlage „{ $template }“ nach { $file } geschrieben.
letter-template-put-away = Die Vorlage „{ $template }“ ist außer Gebrauch.
letter-other-language = Dieses Schreiben gibt es nicht in { $wished }; es ist in { $lang } verfasst.
letter-batch-summary = { $done } von { $letters } erstellt, { $refused } abgelehnt, { $waiting } offen
letter-batches-none = Keine Stapel.
letter-built-in = mit dem Programm geliefert
letter-imported = Version { $version }, { $by }
letter-required = erforderlich
letter-wrong-pair = „{ $text }“ ist kein SCHLÜSSEL=TEXT, oder dieses Schreiben kennt den Schlüssel nicht.
    .next = Schreiben Sie zum Beispiel --set provide_by=2026-12-24.
column-letter-template = Vorlage
column-letter-languages = Sprachen
column-letter-field = Feld
column-letter-kind = Art
column-letter-label = Bezeichnung
column-letter-begun = Begonnen
column-letter-letters = Schreiben
column-letter-state = Stand
field-letter-office = Dienststelle
field-letter-address = Anschrift
field-letter-phone = Telefon
field-letter-email = E-Mail
field-letter-web = Website
field-letter-place = Ort
field-letter-window = Fenster
field-letter-signatory = Unterzeichnet von
