# Texts of the area: circuit.
origin-signed = Signed by a person, in a circuit
circuit = Circuit
circuit-absent = This document is in no circuit.
circuit-start = Send round…
circuit-start-text = “{ $title }” goes through these steps. Each act counts for the version you see now; a new version restarts approvals already given.
circuit-started = The circuit “{ $name }” is under way.
circuit-rules-none = The procedure has no circuit for this document.
circuit-running = Under way, started by { $name }.
circuit-refused = Refused by { $name }, { $moment }.
circuit-withdrawn = Withdrawn by { $name }, { $moment }.
circuit-cancelled = Cancelled by { $name }, { $moment }.
circuit-finished = Finished.
circuit-stuck = Nobody can do one of the steps any more. Hand it on to somebody else.
circuit-past = { $count ->
    [one] One earlier act
   *[other] { $count } earlier acts
}
step-visa = Visa
step-opinion = Opinion
step-approval = Approval
step-signature = Signature
step-seal = Seal
step-dispatch = Dispatch
step-done = Done
step-due = To do
step-due-by = To do by { $day }
step-pending = Later
step-skipped = Left out
step-by-for = { $name } p.d. { $principal }
step-version = version { $number }
step-stage = Stage { $number }
step-may-for = by delegation of { $name }
act-visa = Give the visa
act-opinion = Give the opinion
act-opinion-text = Opinion
act-approve = Approve
act-dispatch = Record the dispatch
act-dispatch-text = The day of dispatch starts the time limits for appeal.
act-refuse = Refuse…
act-refuse-text = The circuit stops and comes back to whoever started it.
act-refuse-of = “{ $title }”: the circuit stops and comes back to whoever started it.
act-send-back = Send back…
act-send-back-text = The steps from the stage you choose on are to be done again.
act-stage = To which stage
act-hand-on = Hand on…
act-hand-on-text = The step goes to another person who may do it.
act-to = To whom
act-skip = Leave out…
act-withdraw = Withdraw from the circuit…
act-withdraw-text = The document leaves the circuit; what was done stays in the journal.
act-restart = Start again
act-reason = Reason
act-remark = Remark
act-about = “{ $title }”, version { $number }: the one before your eyes.
act-done = Recorded in the circuit and in the journal.
dispatch-way = Way
dispatch-post = Post
dispatch-email = E-mail
dispatch-counter = Handed over at the counter
dispatch-platform = Platform
dispatch-addressee = Addressee
dispatch-day = Day of dispatch
inbox = Inbox
inbox-mine = For me
inbox-delegated = By delegation
inbox-office = For my office
inbox-tasks = Tasks
inbox-tasks-mine = My tasks
inbox-tasks-office = Tasks of my office
inbox-tasks-given = Tasks given to others
inbox-mentions = Mentions
inbox-waiting = I wait for
inbox-returned = Refused, back with me
inbox-stuck = Stuck: nobody can finish
inbox-to-do = To do
inbox-since = Since
inbox-due = By
inbox-why = By whom and why
inbox-empty = Nothing waits here
inbox-empty-text = What others hand to you appears here.
task = Task
tasks = Tasks
tasks-none = No tasks.
task-add = Give a task
task-for = For
task-from = From { $name }, { $moment }
task-given = Task given to { $name }.
task-is-done = “{ $title }” is done.
task-reopened = “{ $title }” is to be done again.
task-overdue = overdue
notes = Notes
notes-none = No notes.
note-add = Write a note
note-edit = Edit the note
note-hint = @Name mentions somebody: the note appears in their inbox.
note-kept = Note kept.
note-unresolved = Note kept; nobody fits: { $names }.
note-earlier = { $count } earlier wordings
mention-seen = Seen
mention-is-seen = The mention is marked as seen.
absences = Absences
absences-text = Who acts for whom: every act done by delegation bears “p.d.” and says so in the journal.
absences-none = No delegations
absences-none-text = When somebody is away, a delegation lets a colleague act.
absence-add = Delegate
absence-add-text = The delegation holds from the first to the last day included, for everything the absent person may do.
absence-principal = Absent person
absence-delegate = Who acts
absence-days = Days
absence-scope = For
absence-everything = Everything
absence-first = First day
absence-last = Last day
absence-mandate = Mandate
absence-mandate-hint = The decision or note the delegation rests on.
absence-further = The delegate may delegate further
absence-made = { $name } may act.
absence-end = End…
absence-end-title = End the delegation
absence-end-text = { $name } will no longer act by delegation.
absence-ended = The delegation has ended.
absence-revoked = Ended
absence-in-force = In force
absence-not-in-force = Not in force today
today = Today
today-to-do = To do
today-steps = { $count ->
    [one] step for you
   *[other] steps for you
  }
today-office = { $count ->
    [one] step for your office
   *[other] steps for your office
  }
today-tasks = { $count ->
    [one] task
   *[other] tasks
  }
today-mentions = { $count ->
    [one] mention
   *[other] mentions
  }
today-returned = { $count ->
    [one] circuit returned or stuck
   *[other] circuits returned or stuck
  }
today-nothing = Nothing waits: all is done.
today-deadlines = Deadlines: overdue and within 7 days
today-no-deadline = No deadline overdue or within 7 days.
today-recent = Recent dossiers
today-all-inbox = Inbox
today-all-deadlines = All deadlines
today-all-dossiers = All dossiers
today-drop = Drop files on the window, on any page: Greffe asks which dossier they belong to.
act-sign = Sign…
sign-all = { $count ->
    [one] Sign what waits ({ $count })…
   *[other] Sign what waits ({ $count })…
  }
sign-title = Sign
sign-explain = Each document is signed with a natural person’s certificate, in the version that you saw. The key is opened only once.
sign-what = { $count ->
    [one] To sign
   *[other] To sign ({ $count })
  }
sign-submit = { $count ->
    [one] Sign
   *[other] Sign { $count } documents
  }
sign-progress = Signing
sign-done = Result of signing
sign-result = Signed: { $signed }; refused: { $refused }.
sign-before = Already signed by you
history-circuit-started = Circuit “{ $circuit }” started for “{ $title }”
history-circuit-step-done = Step “{ $step ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” (stage { $stage }) done for “{ $title }”{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-circuit-refused = “{ $title }” refused at stage { $stage }: { $reason }
history-circuit-sent-back = “{ $title }” sent back to stage { $to }: { $reason }
history-circuit-substituted = Step “{ $step ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of “{ $title }” handed to { $to }: { $reason }
history-circuit-step-skipped = Step “{ $step ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of “{ $title }” left out
history-circuit-withdrawn = Circuit of “{ $title }” withdrawn: { $reason }
history-circuit-cancelled = Circuit of “{ $title }” cancelled: { $reason }
history-circuit-restarted = Circuit of “{ $title }” started again
history-circuit-content-changed = New version of “{ $title }”: { $count } steps to do again
history-circuit-finished = Circuit “{ $circuit }” of “{ $title }” finished
history-circuit-stuck = Circuit “{ $circuit }” of “{ $title }”: nobody can finish it any more
history-document-signed = “{ $title }” signed, version { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = Delegation from { $principal } to { $delegate } from { $first } to { $last }
history-delegation-revoked = Delegation from { $principal } to { $delegate } revoked: { $reason }
history-task-given = Task “{ $task }” given to { $to }
history-task-done = Task “{ $task }” done
history-task-open-again = Task “{ $task }” opened again
history-note-written = Note written
history-note-edited = Note rewritten
circuit-sent-back-by = Sent back by { $name }, { $moment }: “{ $reason }”
