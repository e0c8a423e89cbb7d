# Texts of the area: directory.
contact-field-unknown = A contact has no field “{ $field }”.
  .next = Possible fields: { $known }.
contact-known = { $name } is in the directory already with this matricule or VAT number.
  .next = Use that contact ({ $contact }), or save anyway and merge afterwards.
merge-self = A contact is not merged with itself.
  .next = Choose two different ones; one may have been merged into the other already.
merge-kinds = A natural and a legal person are not merged.
  .next = Correct the kind of one of them first.
merge-unknown = There is no merge { $merge } to undo.
  .next = Look at the contact’s merges; this one may have been undone already.
merge-overtaken = { $name } was changed since the merge; undoing it would lose that change.
  .next = Undo the newer merge first, or make the contact anew by hand.
