field-reference = Aktenzeichen
field-subject = Betreff
field-party = Name der Partei
field-title = Titel des Dokuments

field-empty = { $field ->
    [reference] Das Aktenzeichen ist leer.
    [subject] Der Betreff ist leer.
    [party] Der Name der Partei ist leer.
    [title] Der Titel des Dokuments ist leer.
    [contact-name] Der Name ist leer.
   *[other] Das Feld „{ $field }“ ist leer.
  }
  .next = Füllen Sie dieses Feld aus.
field-too-long = Das Feld „{ $field }“ hat { $length } Zeichen; höchstens { $limit } sind möglich.
  .next = Kürzen Sie den Text.
field-control-character = Das Feld „{ $field }“ enthält an Stelle { $position } ein unsichtbares Zeichen.
  .next = Löschen Sie dieses Zeichen oder geben Sie den Text neu ein.
