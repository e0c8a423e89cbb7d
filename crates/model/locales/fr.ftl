field-reference = référence
field-subject = objet
field-party = nom de la partie
field-title = titre du document

field-name = { $field ->
    [address] adresse
    [addressee] destinataire
    [administration] administration
    [authority] autorité
    [birth-date] date de naissance
    [circuit] circuit
    [classification] classement
    [contact-name] nom
    [date] date
    [given-names] prénoms
    [mandate] mandat
    [name] nom
    [note] note
    [notes] notes
    [office] service
    [party] nom de la partie
    [person] personne
    [reason] motif
    [receipt] accusé de réception
    [reference] référence
    [subject] objet
    [tag] mot-clé
    [task] tâche
    [title] titre
   *[other] { $field }
  }
field-empty = { $field ->
    [reference] La référence est vide.
    [subject] L’objet est vide.
    [party] Le nom de la partie est vide.
    [title] Le titre du document est vide.
    [contact-name] Le nom est vide.
   *[other] Le champ « { field-name } » est vide.
  }
  .next = Remplissez ce champ.
field-too-long = Le champ « { field-name } » compte { $length } caractères ; { $limit } au plus sont possibles.
  .next = Raccourcissez le texte.
field-control-character = Le champ « { field-name } » contient un caractère invisible à la position { $position }.
  .next = Effacez ce caractère ou saisissez le texte à nouveau.
