template-file-missing = The template has no file { $file }.
    .next = Add the file to the template's folder.
template-file-refused = { $why ->
    [name] The template's file { $file } has a name that is not possible: letters without accents, digits, - and _ only, and neither _lib/ nor logo.
    [size] The template's file { $file } is larger than 512 KB.
    [text] The template's file { $file } is not text in UTF-8.
    [total] The template has too many files ({ $file }); at most 30 are possible.
   *[kind] The template's file { $file } is of a kind that templates do not use.
}
    .next = A template consists of letter.toml, letter.typ and, where needed, more .typ, .png and .jpg files.
template-manifest-wrong = { $file }, line { $line }, column { $column }: { $detail }
    .next = Correct the line; docs/LETTERS.md lists every entry.
template-entry-wrong = { $file }, line { $line }: { $why ->
    [key] { $name }: “{ $value }” is no possible key. Keys have small letters, digits and a joining sign, and begin with a letter.
    [twice] { $name }: “{ $value }” stands twice.
    [language] { $name } has no text in the language { $value }.
    [empty] { $name } has an empty text in the language { $value }.
    [long] { $name } has a text of more than 300 characters in the language { $value }.
    [no-language] { $name }: at least one language is needed.
    [choices] { $name }: a field of the kind choice needs at least two choices, and only such a field has any.
    [source] { $name }: “{ $value }” is not known as the origin of a value.
    [many] There are { $value } fields; at most 40 are possible.
   *[no-choice] { $name }: “{ $value }” is no choice of this template.
}
    .next = Correct the entry; docs/LETTERS.md lists every entry.
template-field-unused = The field { $name } is declared in letter.toml and stands nowhere in the letter: what is entered would be lost.
    .next = Use the field in letter.typ, or take it out of letter.toml.
template-part-unused = letter.toml promises { $name ->
    [reasons] reasons
    [remedy] a remedy clause
   *[enclosures] a list of enclosures
}, and letter.typ does not set { $name ->
    [reasons] them
   *[remedy] it
}.
    .next = Use “{ $name }” in letter.typ.
template-typst = { $file }, line { $line }, column { $column } (language { $lang }): { $detail }
    .next = Correct the line of the template.
letter-language = The template { $template } has no letter in the language { $lang }.
    .next = Choose one of the template's languages.
letter-missing = { $field ->
    [sender-administration] The letter has no administration as its sender.
    [addressee-name] The letter has no addressee.
    [addressee-address] The addressee's postal address is missing.
    [subject] The letter has no subject.
    [signatory-name] Nobody is named as signatory.
    [reasons] A decision that is adverse must state its reasons; there are none.
    [remedy] A decision that is adverse must say how it can be contested; the procedure names no remedy.
   *[other] “{ $label }” is missing.
}
    .next = Fill it in; until then the letter stays a draft.
letter-value = “{ $label }”: “{ $value }” is { $kind ->
    [date] no date. Dates are entered as 2026-11-22.
    [number] no whole number.
    [money] no amount. Amounts are entered as 1234.50.
    [choice] not among the choices.
    [yes_no] neither true nor false.
   *[line] more than one line, or longer than 300 characters.
}
    .next = Correct the value.
letter-field-unknown = The template { $template } has no field { $field }.
    .next = Look at the template's fields: greffe letter templates.
letter-character = The character { $code } in “{ $field }” is in none of the fonts of letters.
    .next = Write it in Latin, Greek or Cyrillic letters. Signs that cannot be seen come from what was pasted: type the text anew.
letter-too-long = The letter is too long: { $found } { $what ->
    [pages] pages
   *[characters] characters
}, at most { $limit } are possible.
    .next = Put long lists and texts into an enclosure.
letter-timed-out = The template { $template } took more than { $seconds } seconds and was given up.
    .next = Take loops in loops out of the template, or shorten the letter.
letter-engine-stuck = { $running } letters that were given up still keep the computer busy; no more letters are set for now.
    .next = Close the program and start it again, and correct the template.
letter-engine-stopped = Typesetting stopped in the middle of the template { $template }.
    .next = Try out the template with greffe letter check; if it passes, tell the makers of Greffe.
