field-reference = reference
field-subject = subject
field-party = name of the party
field-title = title of the document

field-empty = { $field ->
    [reference] The reference is empty.
    [subject] The subject is empty.
    [party] The name of the party is empty.
    [title] The title of the document is empty.
    [contact-name] The name is empty.
   *[other] The field “{ $field }” is empty.
  }
  .next = Fill in this field.
field-too-long = The field “{ $field }” has { $length } characters; at most { $limit } are possible.
  .next = Shorten the text.
field-control-character = The field “{ $field }” has an invisible character at position { $position }.
  .next = Delete that character or type the text again.
