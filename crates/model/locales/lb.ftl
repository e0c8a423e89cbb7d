field-reference = Referenz
field-subject = Sujet
field-party = Numm vun der Partei
field-title = Titel vum Dokument

field-empty = { $field ->
    [reference] D’Referenz ass eidel.
    [subject] De Sujet ass eidel.
    [party] Den Numm vun der Partei ass eidel.
    [title] Den Titel vum Dokument ass eidel.
    [contact-name] Den Numm ass eidel.
   *[other] D’Feld „{ $field }“ ass eidel.
  }
  .next = Fëllt dëst Feld aus.
field-too-long = D’Feld „{ $field }“ huet { $length } Zeechen; héchstens { $limit } si méiglech.
  .next = Maacht den Text méi kuerz.
field-control-character = D’Feld „{ $field }“ huet op der Plaz { $position } en onsiichtbaart Zeechen.
  .next = Läscht dat Zeechen oder gitt den Text nei an.
