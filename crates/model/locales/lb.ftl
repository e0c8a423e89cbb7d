field-reference = Referenz
field-subject = Sujet
field-party = Numm vun der Partei
field-title = Titel vum Dokument

field-name = { $field ->
    [address] Adress
    [addressee] Destinataire
    [administration] Verwaltung
    [authority] Autoritéit
    [birth-date] Gebuertsdatum
    [circuit] Circuit
    [classification] Klasséierung
    [contact-name] Numm
    [date] Datum
    [given-names] Virnimm
    [mandate] Mandat
    [name] Numm
    [note] Notiz
    [notes] Notizen
    [office] Service
    [party] Numm vun der Partei
    [person] Persoun
    [reason] Grond
    [receipt] Empfangsbestätegung
    [reference] Referenz
    [subject] Sujet
    [tag] Schlësselwuert
    [task] Aufgab
    [title] Titel
   *[other] { $field }
  }
field-empty = { $field ->
    [reference] D’Referenz ass eidel.
    [subject] De Sujet ass eidel.
    [party] Den Numm vun der Partei ass eidel.
    [title] Den Titel vum Dokument ass eidel.
    [contact-name] Den Numm ass eidel.
   *[other] D’Feld „{ field-name }“ ass eidel.
  }
  .next = Fëllt dëst Feld aus.
field-too-long = D’Feld „{ field-name }“ huet { $length } Zeechen; héchstens { $limit } si méiglech.
  .next = Maacht den Text méi kuerz.
field-control-character = D’Feld „{ field-name }“ huet op der Plaz { $position } en onsiichtbaart Zeechen.
  .next = Läscht dat Zeechen oder gitt den Text nei an.
