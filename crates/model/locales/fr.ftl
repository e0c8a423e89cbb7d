field-reference = référence
field-subject = objet
field-party = nom de la partie
field-title = titre du document

field-empty = { $field ->
    [reference] La référence est vide.
    [subject] L’objet est vide.
    [party] Le nom de la partie est vide.
    [title] Le titre du document est vide.
    [contact-name] Le nom est vide.
   *[other] Le champ « { $field } » est vide.
  }
  .next = Remplissez ce champ.
field-too-long = Le champ « { $field } » compte { $length } caractères ; { $limit } au plus sont possibles.
  .next = Raccourcissez le texte.
field-control-character = Le champ « { $field } » contient un caractère invisible à la position { $position }.
  .next = Effacez ce caractère ou saisissez le texte à nouveau.
