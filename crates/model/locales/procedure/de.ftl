# Verfahren und Fristen: was in einer Datei falsch ist, was mit einer Frist nicht geht.
procedure-too-large = { $file }, Zeile { $line }, Spalte { $column }: die Datei ist größer als { $limit } KB.
    .next = Ein Verfahren ist ein kurzer Text; prüfen Sie, ob es die richtige Datei ist.
procedure-not-text = { $file }, Zeile { $line }, Spalte { $column }: ab hier ist die Datei kein UTF-8-Text mehr.
    .next = Speichern Sie sie neu als UTF-8.
procedure-syntax = { $file }, Zeile { $line }, Spalte { $column }: das ist kein TOML: „{ $found }“.
    .next = Prüfen Sie Anführungszeichen, Klammern und Gleichheitszeichen dieser und der vorigen Zeile.
procedure-field-twice = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ steht zweimal in derselben Tabelle.
    .next = Behalten Sie nur eines.
procedure-field-unknown = { $file }, Zeile { $line }, Spalte { $column }: das Feld „{ $field }“ gibt es nicht.
    .next = Hier sind möglich: { $known }.
procedure-field-unknown-similar = { $file }, Zeile { $line }, Spalte { $column }: das Feld „{ $field }“ gibt es nicht; meinten Sie „{ $similar }“?
    .next = Hier sind möglich: { $known }.
procedure-field-missing = { $file }, Zeile { $line }, Spalte { $column }: das Feld „{ $field }“ fehlt.
    .next = Fügen Sie es hinzu; docs/PROCEDURES.md enthält ein Beispiel.
procedure-field-kind = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ muss etwas anderes sein: erwartet ist { $expected ->
       *[text] ein Text
        [number] eine Zahl
        [yes-no] true oder false
        [list] eine Liste
        [table] eine Tabelle
        [texts] ein Text je Sprache
        [date] ein Datum
    }, nicht { $found ->
       *[text] ein Text
        [number] eine Zahl
        [yes-no] true oder false
        [list] eine Liste
        [table] eine Tabelle
        [texts] ein Text je Sprache
        [date] ein Datum
    }.
    .next = Berichtigen Sie den Wert; docs/PROCEDURES.md enthält ein Beispiel.
procedure-word-unknown = { $file }, Zeile { $line }, Spalte { $column }: „{ $value }“ ist für „{ $field }“ nicht möglich; am nächsten kommt „{ $similar }“.
    .next = Möglich sind: { $known }.
procedure-text-empty = { $file }, Zeile { $line }, Spalte { $column }: der Text von „{ $field }“ ist leer.
    .next = Schreiben Sie den Text oder entfernen Sie das Feld, wenn es nicht Pflicht ist.
procedure-text-too-long = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ hat mehr als { $limit } Zeichen oder einen Zeilenumbruch.
    .next = Kürzen Sie ihn auf eine Zeile.
procedure-french-missing = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ hat keinen französischen Text.
    .next = Fügen Sie „fr“ hinzu; die anderen Sprachen sind freiwillig.
procedure-language-unknown = { $file }, Zeile { $line }, Spalte { $column }: „{ $language }“ ist hier keine Sprache.
    .next = Möglich sind: fr, de, lb, en.
procedure-key-form = { $file }, Zeile { $line }, Spalte { $column }: „{ $value }“ ist kein Schlüssel.
    .next = Kleine Buchstaben ohne Akzent, Ziffern und Bindestriche, vorn ein Buchstabe: „{ $similar }“.
procedure-key-taken = { $file }, Zeile { $line }, Spalte { $column }: der Schlüssel „{ $value }“ ist schon vergeben.
    .next = Jeder Schlüssel steht einmal in seiner Liste; geben Sie einen anderen.
procedure-office-form = { $file }, Zeile { $line }, Spalte { $column }: „{ $value }“ ist kein Dienstkürzel.
    .next = Ein bis acht Großbuchstaben oder Ziffern, zum Beispiel „RES“.
procedure-length-unreadable = { $file }, Zeile { $line }, Spalte { $column }: „{ $value }“ ist keine Dauer.
    .next = Eine Zahl und eine Einheit: „15 days“, „10 working days“, „2 weeks“, „3 months“, „1 year“.
procedure-number-range = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ muss eine ganze Zahl von { $least } bis { $most } sein.
    .next = Berichtigen Sie die Zahl.
procedure-state-unknown = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ nennt den Zustand „{ $value }“, den es nicht gibt.
    .next = Bekannt sind: { $known }. Am nächsten: { $similar }
procedure-document-unknown = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ nennt das Dokument „{ $value }“, das es nicht gibt.
    .next = Bekannt sind: { $known }. Am nächsten: { $similar }
procedure-circuit-unknown = { $file }, Zeile { $line }, Spalte { $column }: „{ $field }“ nennt den Umlauf „{ $value }“, den es nicht gibt.
    .next = Bekannt sind: { $known }. Am nächsten: { $similar }
procedure-letter-unknown = { $file }, Zeile { $line }, Spalte { $column }: die Briefvorlage „{ $value }“ gibt es nicht.
    .next = Bekannt sind: { $known }. Am nächsten: { $similar }
procedure-state-itself = { $file }, Zeile { $line }, Spalte { $column }: der Zustand „{ $value }“ nennt sich selbst als nächsten.
    .next = Entfernen Sie ihn aus „next“.
procedure-state-unreachable = { $file }, Zeile { $line }, Spalte { $column }: vom ersten Zustand führt kein Weg zu „{ $value }“.
    .next = Nennen Sie ihn im „next“ eines anderen Zustands oder entfernen Sie ihn.
procedure-state-no-end = { $file }, Zeile { $line }, Spalte { $column }: aus dem Zustand „{ $value }“ kann ein Dossier nie mehr geschlossen werden.
    .next = Geben Sie ihm ein „next“, das zu einem Zustand mit „may_close = true“ führt, oder dieses Feld selbst.
procedure-state-closing-missing = { $file }, Zeile { $line }, Spalte { $column }: kein Zustand erlaubt, das Dossier zu schließen.
    .next = Fügen Sie dem letzten Zustand „may_close = true“ hinzu.
procedure-state-first-needs = { $file }, Zeile { $line }, Spalte { $column }: der erste Zustand verlangt schon etwas: kein Dossier könnte beginnen.
    .next = Verschieben Sie die Bedingung in einen späteren Zustand.
procedure-circuit-no-act = { $file }, Zeile { $line }, Spalte { $column }: der Umlauf ist für „{ $value }“, das kein Akt ist.
    .next = Fügen Sie diesem Dokument „act = true“ hinzu oder nennen Sie ein anderes.
procedure-circuit-empty = { $file }, Zeile { $line }, Spalte { $column }: der Umlauf „{ $circuit }“ hat keinen Pflichtschritt: er würde ohne jemanden enden.
    .next = Geben Sie ihm einen Schritt ohne „optional“.
procedure-circuit-stage-gap = { $file }, Zeile { $line }, Spalte { $column }: der Umlauf „{ $circuit }“ hat keine Stufe { $stage }: er bliebe dort stehen.
    .next = Nummerieren Sie „stage“ ohne Lücke ab 1.
procedure-circuit-order = { $file }, Zeile { $line }, Spalte { $column }: im Umlauf „{ $circuit }“ steht { $kind ->
       *[visa] ein Sichtvermerk
        [opinion] eine Stellungnahme
        [approval] eine Genehmigung
        [signature] eine Unterschrift
        [seal] ein Siegel
        [dispatch] ein Versand
    } neben dem Siegel, danach oder nach dem Versand.
    .next = Nach dem Siegel ändert sich der Akt nicht mehr: nur der Versand kann folgen, auf einer höheren Stufe.
procedure-circuit-deadlock = { $file }, Zeile { $line }, Spalte { $column }: der Umlauf „{ $circuit }“ kann nicht enden: „{ $person }“ müsste trotz Vier-Augen-Regel zweimal handeln.
    .next = Nennen Sie für einen der Schritte eine andere Person oder eine Rolle.
procedure-step-nobody = { $file }, Zeile { $line }, Spalte { $column }: ein Schritt des Umlaufs „{ $circuit }“ sagt nicht, wer handelt.
    .next = Geben Sie „role“, „office“ oder „person“ an.
procedure-step-person-and-role = { $file }, Zeile { $line }, Spalte { $column }: ein Schritt des Umlaufs „{ $circuit }“ nennt eine Person und noch eine Rolle oder einen Dienst.
    .next = Behalten Sie „person“ oder „role“ und „office“.
procedure-remind-too-early = { $file }, Zeile { $line }, Spalte { $column }: die Erinnerung „{ $value }“ fiele vor den Beginn der Frist.
    .next = Geben Sie eine kürzere Dauer als die der Frist.
procedure-letter-remedy-missing = { $file }, Zeile { $line }, Spalte { $column }: ein nachteiliger Brief hat keinen Rechtsbehelf.
    .next = Fügen Sie [letter.remedy] mit „court“ und „within“ hinzu (großherzogliche Verordnung vom 8. Juni 1979, Art. 14).
holidays-too-large = { $file }, Zeile { $line }, Spalte { $column }: die Datei ist zu groß für eine Liste von Feiertagen.
    .next = Prüfen Sie, ob es die richtige Datei ist.
holidays-syntax = { $file }, Zeile { $line }, Spalte { $column }: das ist nicht lesbar: „{ $found }“.
    .next = Jeder Tag ist eine Tabelle [[holiday]] mit „name“ und „month“ und „day“ oder „easter“ oder „date“; „from“ und „until“ sind Jahre.
holidays-day-impossible = { $file }, Zeile { $line }, Spalte { $column }: „{ $found }“ ist kein Tag des Kalenders.
    .next = Berichtigen Sie den Tag.
holidays-day-missing = { $file }, Zeile { $line }, Spalte { $column }: dieser Feiertag sagt nicht eindeutig, wann er ist.
    .next = Geben Sie „month“ und „day“ oder „easter“ oder „date“ an, nur eines davon.
holidays-french-missing = { $file }, Zeile { $line }, Spalte { $column }: dieser Feiertag hat keinen französischen Namen.
    .next = Fügen Sie seinem Namen „fr“ hinzu.
holidays-too-many = { $file }, Zeile { $line }, Spalte { $column }: so viele Feiertage kann ein Jahr nicht haben.
    .next = Behalten Sie nur die Feiertage Ihrer Verwaltung (höchstens 60 im Jahr).
holidays-empty = { $file }, Zeile { $line }, Spalte { $column }: darin steht kein Feiertag.
    .next = Fügen Sie eine Tabelle [[holiday]] hinzu.
deadline-length-unreadable = „{ $text }“ ist keine Dauer.
    .next = Eine Zahl und eine Einheit: „15 days“, „10 working days“, „2 weeks“, „3 months“, „1 year“.
deadline-length-out-of-range = „{ $text }“: Die Dauer muss zwischen 1 und { $most } liegen.
    .next = Berichtigen Sie die Zahl.
deadline-unknown = Es gibt keine Frist „{ $id }“.
    .next = Die Fristen eines Dossiers zeigt „greffe deadline show“.
deadline-settled = Die Frist „{ $name }“ ist schon erledigt: eingehalten oder aufgehoben.
    .next = Wurde sie irrtümlich erledigt, öffnen Sie sie mit einer Begründung wieder.
deadline-suspended = Die Frist „{ $name }“ ist seit dem { $since } ausgesetzt.
    .next = Setzen Sie sie zuerst fort.
deadline-not-suspended = Die Frist „{ $name }“ ist nicht ausgesetzt.
    .next = Sie läuft schon; es ist nichts zu tun.
deadline-over = Die Frist „{ $name }“ endete am { $due }.
    .next = Eine abgelaufene Frist wird nicht mehr ausgesetzt oder verlängert; wurde es vorher entschieden, geben Sie diesen Tag an.
deadline-day-too-early = Der { $day } liegt vor dem { $start }, dem ersten möglichen Tag.
    .next = Geben Sie einen späteren Tag an.
deadline-day-in-future = Der { $day } liegt in der Zukunft.
    .next = Geben Sie den Tag an, an dem es geschah.
deadline-day-unreadable = „{ $text }“ ist kein Tag.
    .next = Schreiben Sie Jahr, Monat und Tag: 2026-11-03.
deadline-beyond-calendar = Die Frist würde nach dem Jahr 9999 enden.
    .next = Prüfen Sie Anfangstag und Dauer.
deadline-person-does-not-see = { $person } darf dieses Dossier nicht sehen und würde von der Frist nichts erfahren. Nichts wurde geändert.
    .next = Wählen Sie jemanden, der das Dossier sieht, oder benennen Sie { $person } zuerst unter „Vertraulichkeit“ des Dossiers.
