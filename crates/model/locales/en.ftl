field-reference = reference
field-subject = subject
field-party = name of the party
field-title = title of the document

field-name = { $field ->
    [address] address
    [addressee] addressee
    [administration] administration
    [authority] authority
    [birth-date] date of birth
    [circuit] circuit
    [classification] classification
    [contact-name] name
    [date] date
    [given-names] given names
    [mandate] mandate
    [name] name
    [note] note
    [notes] notes
    [office] office
    [party] name of the party
    [person] person
    [reason] reason
    [receipt] receipt
    [reference] reference
    [subject] subject
    [tag] tag
    [task] task
    [title] title
   *[other] { $field }
  }
field-empty = { $field ->
    [reference] The reference is empty.
    [subject] The subject is empty.
    [party] The name of the party is empty.
    [title] The title of the document is empty.
    [contact-name] The name is empty.
   *[other] The field “{ field-name }” is empty.
  }
  .next = Fill in this field.
field-too-long = The field “{ field-name }” has { $length } characters; at most { $limit } are possible.
  .next = Shorten the text.
field-control-character = The field “{ field-name }” has an invisible character at position { $position }.
  .next = Delete that character or type the text again.
