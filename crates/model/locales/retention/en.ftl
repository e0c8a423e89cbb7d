# Retention, holds, dispositions, destruction.
retention-line-empty = Line { $line }: the column “{ $column }” is empty.
  .next = Fill it in the file and import the file again.
retention-line-value = Line { $line }: “{ $value }” is not possible in the column “{ $column }”.
  .next = docs/ARCHIVES.md has the possible values.
retention-line-for-nothing = Line { $line }: neither classification nor procedure; it would hold for no dossier.
  .next = Give at least one of the two.
retention-line-sampling-missing = Line { $line }: a sample is foreseen without a rule for drawing it.
  .next = Write for example 1/10, 10 % or the rule in words.
retention-line-twice = Line { $line }: “{ $value }” stands in the column “{ $column }” on line { $first } already.
  .next = Keep one of these lines only.
retention-column-missing = The column “{ $column }” is missing.
  .next = Add it to the first line of the file.
retention-column-unknown = The heading “{ $heading }” is not known, or stands twice.
  .next = docs/ARCHIVES.md has the headings.
retention-line-no-csv = Line { $line }: it has not as many cells as the first one, or a quotation mark is open.
  .next = Correct the line in the file.
retention-table-empty = The tableau de tri has no line.
  .next = Choose another file.
retention-table-refused = The tableau de tri has { $count } faults; nothing was taken. The first: { $first }
  .next = “greffe retention check” shows them all.
retention-table-not-text = The tableau de tri is no text in UTF-8.
  .next = Save it as “CSV UTF-8”.
retention-table-twice = A tableau de tri from { $from } on is there already.
  .next = Give it another first day.
retention-not-closed = The dossier { $reference } is not closed.
  .next = Close it first.
retention-nothing-to-adopt = No newer table says anything else about the dossier { $reference }.
  .next = It keeps its rule.
dossier-destroyed = The content of the dossier { $reference } was destroyed.
  .next = The certificate of destruction says when and on which basis.
hold-for-everything = A hold without a condition would hold every dossier.
  .next = Give a dossier, a procedure, a classification, the beginning of a reference or a party.
hold-unknown = There is no hold no. { $hold }.
  .next = “greffe retention holds” shows them.
hold-released = The hold no. { $hold } is released already.
  .next = Nothing was changed.
disposition-unknown = There is no disposition { $disposition } on this desk.
  .next = “greffe retention dispositions” shows them.
disposition-empty = A proposal has 1 to 10,000 dossiers.
  .next = Choose them from the due list.
disposition-not-due = The retention of the dossier { $reference } has not ended, or there is no rule for it.
  .next = “greffe retention show” says why.
disposition-in-another = The dossier { $reference } is in a disposition already.
  .next = Withdraw that one first, or leave this dossier out.
disposition-held = The dossier { $reference } is held (no. { $hold }): { $reason }
  .next = Nothing is destroyed until the hold is released.
disposition-state = This step is not possible: the disposition is { $state ->
    [proposed] proposed
    [notified] notified, with dossiers undecided
    [appraised] appraised
    [confirmed] confirmed
    [destroying] being destroyed
    [done] done
   *[withdrawn] withdrawn
  }.
  .next = The order: propose, notify, appraise, deliver, confirm, destroy.
disposition-day = { $day } is not possible: from { $from } to { $until }.
  .next = Give the day on which it happened.
disposition-not-in-it = The dossier { $dossier } is not in this disposition.
  .next = “greffe retention disposition” shows its list.
disposition-answer-awaited = The national archives may answer until { $until }.
  .next = Wait for their answer, or for the day after.
disposition-answered = The national archives have answered about the dossier { $reference }: that is no silence any more.
  .next = Enter their new answer, if they gave one.
disposition-silence-keeps = The tableau de tri keeps the dossier { $reference }: silence does not change that.
  .next = Ask the archives for their answer, or record it.
disposition-not-wanted = The archives have not asked for the dossier { $reference }.
  .next = Record their answer first.
disposition-not-packaged = No package was made for the dossier { $reference }.
  .next = Deliver it first: “greffe retention deliver”.
disposition-receipt-missing = The archives want the dossier { $reference }; their receipt is missing.
  .next = Deliver it and record the receipt.
disposition-too-early = The destruction is lawful from { $from } on only.
  .next = The law of 17 August 2018 asks for three months between notice and destruction.
disposition-same-person = { $person } proposed this disposition and cannot confirm it.
  .next = Another person confirms (four eyes).
disposition-changed = The dossier { $reference } is no longer the one on the list.
  .next = Withdraw the disposition and propose a new one.
disposition-outbox-waits = An original of the dossier { $reference } still waits in the outbox.
  .next = Synchronise first.
disposition-removing-later = Another program writes to the desk; the contents are removed when this goes on.
  .next = Repeat the same step in a moment.
disposition-no-certificate = There is no certificate of destruction yet.
  .next = It is made at the end of the destruction.
content-destroyed = This content was destroyed by a disposition.
  .next = The certificate of destruction says when and on which basis.
export-nothing = The dossier { $reference } holds no document.
  .next = Nothing was written.
figures-period = The period is not possible: 1 to 120 months, the first before the last.
  .next = Write months like this: 2026-01.
