# Procedures and deadlines: what is wrong in a file, what cannot be done with a deadline.
procedure-too-large = { $file }, line { $line }, column { $column }: the file is larger than { $limit } KB.
    .next = A procedure is a short text; check that it is the right file.
procedure-not-text = { $file }, line { $line }, column { $column }: from here on the file is no UTF-8 text.
    .next = Save it again as UTF-8.
procedure-syntax = { $file }, line { $line }, column { $column }: this is no TOML: “{ $found }”.
    .next = Check quotes, brackets and equals signs of this line and the one before.
procedure-field-twice = { $file }, line { $line }, column { $column }: “{ $field }” stands twice in the same table.
    .next = Keep one of them.
procedure-field-unknown = { $file }, line { $line }, column { $column }: there is no field “{ $field }”.
    .next = Possible here: { $known }.
procedure-field-unknown-similar = { $file }, line { $line }, column { $column }: there is no field “{ $field }”; did you mean “{ $similar }”?
    .next = Possible here: { $known }.
procedure-field-missing = { $file }, line { $line }, column { $column }: the field “{ $field }” is missing.
    .next = Add it; docs/PROCEDURES.md has an example.
procedure-field-kind = { $file }, line { $line }, column { $column }: “{ $field }” must be { $expected ->
       *[text] a text
        [number] a number
        [yes-no] true or false
        [list] a list
        [table] a table
        [texts] one text for each language
        [date] a date
    }, not { $found ->
       *[text] a text
        [number] a number
        [yes-no] true or false
        [list] a list
        [table] a table
        [texts] one text for each language
        [date] a date
    }.
    .next = Correct the value; docs/PROCEDURES.md has an example.
procedure-word-unknown = { $file }, line { $line }, column { $column }: “{ $value }” is not possible for “{ $field }”; the nearest is “{ $similar }”.
    .next = Possible are: { $known }.
procedure-text-empty = { $file }, line { $line }, column { $column }: the text of “{ $field }” is empty.
    .next = Write the text, or remove the field if it is not required.
procedure-text-too-long = { $file }, line { $line }, column { $column }: “{ $field }” has more than { $limit } characters, or a line break.
    .next = Shorten it to one line.
procedure-french-missing = { $file }, line { $line }, column { $column }: “{ $field }” has no French text.
    .next = Add “fr”; the other languages are optional.
procedure-language-unknown = { $file }, line { $line }, column { $column }: “{ $language }” is no language here.
    .next = Possible are: fr, de, lb, en.
procedure-key-form = { $file }, line { $line }, column { $column }: “{ $value }” is no key.
    .next = Small letters without accents, digits and hyphens, a letter first: “{ $similar }”.
procedure-key-taken = { $file }, line { $line }, column { $column }: the key “{ $value }” is taken already.
    .next = Each key stands once in its list; give another one.
procedure-office-form = { $file }, line { $line }, column { $column }: “{ $value }” is no office code.
    .next = One to eight capitals or digits, for example “RES”.
procedure-length-unreadable = { $file }, line { $line }, column { $column }: “{ $value }” is no length of time.
    .next = A number and a unit: “15 days”, “10 working days”, “2 weeks”, “3 months”, “1 year”.
procedure-number-range = { $file }, line { $line }, column { $column }: “{ $field }” must be a whole number from { $least } to { $most }.
    .next = Correct the number.
procedure-state-unknown = { $file }, line { $line }, column { $column }: “{ $field }” names the state “{ $value }”, which does not exist.
    .next = Known keys: { $known }. The nearest: { $similar }
procedure-document-unknown = { $file }, line { $line }, column { $column }: “{ $field }” names the document “{ $value }”, which does not exist.
    .next = Known keys: { $known }. The nearest: { $similar }
procedure-circuit-unknown = { $file }, line { $line }, column { $column }: “{ $field }” names the circuit “{ $value }”, which does not exist.
    .next = Known keys: { $known }. The nearest: { $similar }
procedure-letter-unknown = { $file }, line { $line }, column { $column }: there is no letter template “{ $value }”.
    .next = Known keys: { $known }. The nearest: { $similar }
procedure-state-itself = { $file }, line { $line }, column { $column }: the state “{ $value }” names itself as the next.
    .next = Remove it from “next”.
procedure-state-unreachable = { $file }, line { $line }, column { $column }: no way leads from the first state to “{ $value }”.
    .next = Name it in the “next” of another state, or remove it.
procedure-state-no-end = { $file }, line { $line }, column { $column }: from the state “{ $value }” a dossier can never be closed.
    .next = Give it a “next” that leads to a state with “may_close = true”, or that field itself.
procedure-state-closing-missing = { $file }, line { $line }, column { $column }: no state lets the dossier be closed.
    .next = Add “may_close = true” to the last state.
procedure-state-first-needs = { $file }, line { $line }, column { $column }: the first state needs something already: no dossier could begin.
    .next = Move what is needed to a later state.
procedure-circuit-no-act = { $file }, line { $line }, column { $column }: the circuit is for “{ $value }”, which is no act.
    .next = Add “act = true” to that document, or name another one.
procedure-circuit-empty = { $file }, line { $line }, column { $column }: the circuit “{ $circuit }” has no step that must be done: it would end without anybody.
    .next = Give it a step without “optional”.
procedure-circuit-stage-gap = { $file }, line { $line }, column { $column }: the circuit “{ $circuit }” has no stage { $stage }: it would stop there.
    .next = Number “stage” without gaps from 1.
procedure-circuit-order = { $file }, line { $line }, column { $column }: in the circuit “{ $circuit }” { $kind ->
       *[visa] a visa
        [opinion] an opinion
        [approval] an approval
        [signature] a signature
        [seal] a seal
        [dispatch] a dispatch
    } stands beside the seal, after it, or after dispatch.
    .next = After the seal the act does not change any more: only dispatch can follow, at a later stage.
procedure-circuit-deadlock = { $file }, line { $line }, column { $column }: the circuit “{ $circuit }” cannot end: “{ $person }” would have to act twice under the four-eyes rule.
    .next = Name another person or a role for one of the steps.
procedure-step-nobody = { $file }, line { $line }, column { $column }: a step of the circuit “{ $circuit }” does not say who acts.
    .next = Give “role”, “office” or “person”.
procedure-step-person-and-role = { $file }, line { $line }, column { $column }: a step of the circuit “{ $circuit }” names a person and also a role or an office.
    .next = Keep “person”, or “role” and “office”.
procedure-remind-too-early = { $file }, line { $line }, column { $column }: the reminder “{ $value }” would fall before the deadline begins.
    .next = Give a shorter length than the deadline’s.
procedure-letter-remedy-missing = { $file }, line { $line }, column { $column }: an adverse letter has no remedy.
    .next = Add [letter.remedy] with “court” and “within” (grand-ducal regulation of 8 June 1979, art. 14).
holidays-too-large = { $file }, line { $line }, column { $column }: the file is too large for a list of public holidays.
    .next = Check that it is the right file.
holidays-syntax = { $file }, line { $line }, column { $column }: this cannot be read: “{ $found }”.
    .next = Each day is a table [[holiday]] with “name” and “month” and “day”, or “easter”, or “date”; “from” and “until” are years.
holidays-day-impossible = { $file }, line { $line }, column { $column }: “{ $found }” is no day of the calendar.
    .next = Correct the day.
holidays-day-missing = { $file }, line { $line }, column { $column }: this public holiday does not clearly say when it is.
    .next = Give “month” and “day”, or “easter”, or “date”: only one of the three.
holidays-french-missing = { $file }, line { $line }, column { $column }: this public holiday has no French name.
    .next = Add “fr” to its name.
holidays-too-many = { $file }, line { $line }, column { $column }: no year can have so many public holidays.
    .next = Keep only your administration's own holidays (at most 60 a year).
holidays-empty = { $file }, line { $line }, column { $column }: no public holiday stands in it.
    .next = Add a table [[holiday]].
deadline-length-unreadable = “{ $text }” is no length of time.
    .next = A number and a unit: “15 days”, “10 working days”, “2 weeks”, “3 months”, “1 year”.
deadline-length-out-of-range = “{ $text }”: the length must be from 1 to { $most }.
    .next = Correct the number.
deadline-unknown = There is no deadline “{ $id }”.
    .next = “greffe deadline show” shows a dossier’s deadlines.
deadline-settled = The deadline “{ $name }” is settled already: kept or cancelled.
    .next = If it was settled by mistake, reopen it with a reason.
deadline-suspended = The deadline “{ $name }” has been suspended since { $since }.
    .next = Resume it first.
deadline-not-suspended = The deadline “{ $name }” is not suspended.
    .next = It runs already; there is nothing to do.
deadline-over = The deadline “{ $name }” ended on { $due }.
    .next = A deadline that has ended is no longer suspended or extended; if that was decided before, give that day.
deadline-day-too-early = { $day } is before { $start }, the first possible day.
    .next = Give a later day.
deadline-day-in-future = { $day } is in the future.
    .next = Give the day on which it happened.
deadline-day-unreadable = “{ $text }” is no day.
    .next = Write year, month and day: 2026-11-03.
deadline-beyond-calendar = The deadline would end after the year 9999.
    .next = Check the starting day and the length.
deadline-person-does-not-see = { $person } may not see this dossier and would never learn of the deadline. Nothing was changed.
    .next = Choose somebody who sees the dossier, or name { $person } first under “Confidentiality” of the dossier.
