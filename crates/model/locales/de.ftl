field-reference = Aktenzeichen
field-subject = Betreff
field-party = Name der Partei
field-title = Titel des Dokuments

field-name = { $field ->
    [address] Anschrift
    [addressee] Empfänger
    [administration] Verwaltung
    [authority] Behörde
    [birth-date] Geburtsdatum
    [circuit] Umlauf
    [classification] Aktenplan
    [contact-name] Name
    [date] Datum
    [given-names] Vornamen
    [mandate] Vollmacht
    [name] Name
    [note] Notiz
    [notes] Bemerkungen
    [office] Dienststelle
    [party] Name der Partei
    [person] Person
    [reason] Grund
    [receipt] Empfangsbestätigung
    [reference] Aktenzeichen
    [subject] Betreff
    [tag] Schlagwort
    [task] Aufgabe
    [title] Titel
   *[other] { $field }
  }
field-empty = { $field ->
    [reference] Das Aktenzeichen ist leer.
    [subject] Der Betreff ist leer.
    [party] Der Name der Partei ist leer.
    [title] Der Titel des Dokuments ist leer.
    [contact-name] Der Name ist leer.
   *[other] Das Feld „{ field-name }“ ist leer.
  }
  .next = Füllen Sie dieses Feld aus.
field-too-long = Das Feld „{ field-name }“ hat { $length } Zeichen; höchstens { $limit } sind möglich.
  .next = Kürzen Sie den Text.
field-control-character = Das Feld „{ field-name }“ enthält an Stelle { $position } ein unsichtbares Zeichen.
  .next = Löschen Sie dieses Zeichen oder geben Sie den Text neu ein.
