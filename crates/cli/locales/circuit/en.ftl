# Texts of the area: circuit.
origin-signed = signed
help-circuit = Circuits: send an act round, give visa or approval, refuse, sign, dispatch
help-circuit-rules = Shows the circuits that the procedure has for a document
help-circuit-start = Sends a document round a circuit
help-circuit-show = Shows the circuit of a document
help-circuit-list = Shows the circuits of a dossier
help-circuit-approve = Gives the visa, opinion or approval
help-circuit-dispatch = Records that the act was sent
help-circuit-refuse = Refuses: the circuit stops and comes back to whoever started it
help-circuit-send-back = Sends the circuit back to an earlier stage
help-circuit-substitute = Hands a step to somebody else
help-circuit-skip = Leaves an optional step out
help-circuit-withdraw = Takes the circuit back (whoever started it)
help-circuit-cancel = Cancels the circuit (administrator)
help-circuit-restart = Starts a refused or withdrawn circuit again
help-circuit-sign = Signs documents with your certificate, entering its code once
help-delegation = Absence: who acts for whom
help-delegation-list = Shows the delegations in force and to come
help-delegation-make = Delegates to somebody
help-delegation-revoke = Revokes a delegation
help-task = Tasks: give, show, close
help-task-add = Gives a task to a person, a role or an office
help-task-list = Shows the tasks of a dossier
help-task-done = Marks a task as done
help-task-open-again = Opens a task again
help-note = Notes on a dossier
help-note-add = Writes a note; @name tells a person
help-note-edit = Rewrites one’s own note; earlier wordings are kept
help-note-list = Shows the notes on a dossier
help-note-seen = Records that you have seen a note that mentions you
help-inbox = Shows what waits for you, and what you wait for
arg-circuit-document = Document: reference of the dossier and number, for example 2026/RES/000001#2, or its id
arg-circuit-seen = SHA-256 of the version you saw, or at least its first 8 digits
arg-circuit-act-step = Number of the step (else the one you may do)
arg-circuit-rule = Key of the circuit in the procedure
arg-circuit-name = Name of the circuit
arg-circuit-new-step = Step put together by hand: stage:kind:who[:four-eyes][:optional][:within=3 working days]; who is person=NAME, role=ROLE, office=CODE or role=ROLE@CODE; may be repeated
arg-circuit-opinion = The opinion, or a remark
arg-circuit-reason = Why
arg-circuit-to-stage = Stage to which the circuit goes back
arg-circuit-heir = Person who takes the step over
arg-circuit-way = Way of sending: post, email, counter or platform
arg-circuit-on = Day of sending, YYYY-MM-DD (else today)
arg-circuit-addressee = Addressee
arg-circuit-to-sign = Documents with the version seen: DOCUMENT=DIGEST
arg-circuit-sign-place = Place of signing
arg-delegation-past = Also shows those that are over
arg-delegation-to = Person who acts
arg-delegation-for = Person who is absent (else you; for others, an administrator)
arg-delegation-from = First day, YYYY-MM-DD
arg-delegation-until = Last day, included
arg-delegation-mandate = Decision or note it rests on
arg-delegation-office = Only for this office; may be repeated
arg-delegation-procedure = Only for this procedure; may be repeated
arg-delegation-kind = Only for this kind of step: visa, opinion, approval, signature, seal or dispatch; may be repeated
arg-delegation-sub = The person may hand it on
arg-delegation-id = Id of the delegation
arg-task-title = What is to be done
arg-task-for = Who: a name, role=ROLE, office=CODE or role=ROLE@CODE
arg-task-dossier = Dossier of the task
arg-task-due = Day by which it is to be done, YYYY-MM-DD
arg-task-id = Id of the task
arg-note-text = Text of the note, at most 10,000 characters
arg-note-id = Id of the note
arg-inbox-limit = Lines of each list at most (100)
value-digest = DIGEST
value-step = STEP
value-way = WAY
value-day = DAY
value-who = WHO
circuits-none = No circuit.
circuit-signed = { $title }: version { $version } signed, { $level }{ $principal ->
    [none] .
   *[other] , p.d. { $principal }.
  }
circuit-signed-before = { $title }: signed by you before, version { $version }.
circuit-stuck-at = nobody can do the step “{ $kind }” of stage { $stage }
field-circuit = Circuit
field-circuit-starter = Started by
field-circuit-version = Version
field-circuit-seen = SHA-256
field-circuit-reason = Reason
field-circuit-stuck = Stuck
column-circuit-stage = Stage
column-circuit-step = Step
column-circuit-who = Who
column-circuit-done = Done
circuit-status-running = running
circuit-status-refused = refused
circuit-status-withdrawn = withdrawn
circuit-status-cancelled = cancelled
circuit-status-finished = finished
circuit-step-pending = to come
circuit-step-due = due
circuit-step-done = done
circuit-step-skipped = left out
circuit-kind-visa = visa
circuit-kind-opinion = opinion
circuit-kind-approval = approval
circuit-kind-signature = signature
circuit-kind-seal = seal
circuit-kind-dispatch = dispatch
circuit-role-agent = agent
circuit-role-signatory = signatory
circuit-role-clerk = clerk
circuit-role-auditor = auditor
circuit-role-administrator = administrator
delegations-none = No delegation.
delegation-line = { $delegate } acts for { $principal } from { $first } to { $last }
delegation-line-revoked = { $delegate } acted for { $principal } from { $first } to { $last }; revoked
tasks-none = No task.
notes-none = No note.
note-unresolved = Nobody has this name, or several people do: { $names }
inbox-empty = Nothing waits for you.
inbox-mine = For you to do ({ $count })
inbox-delegated = For you by delegation ({ $count })
inbox-office = For your office ({ $count })
inbox-waiting = You wait for ({ $count })
inbox-returned = Refused, back with you ({ $count })
inbox-stuck = Circuits that nobody can finish ({ $count })
inbox-tasks = Your tasks ({ $count })
inbox-office-tasks = Tasks of your office ({ $count })
inbox-given-tasks = Tasks you gave ({ $count })
inbox-mentions = Notes that mention you ({ $count })
history-circuit-started = circuit “{ $circuit }” started for “{ $title }”
history-circuit-step-done = step “{ $step ->
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
history-circuit-substituted = step “{ $step ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of “{ $title }” handed to { $to }: { $reason }
history-circuit-step-skipped = step “{ $step ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of “{ $title }” left out
history-circuit-withdrawn = circuit of “{ $title }” withdrawn: { $reason }
history-circuit-cancelled = circuit of “{ $title }” cancelled: { $reason }
history-circuit-restarted = circuit of “{ $title }” started again
history-circuit-content-changed = new version of “{ $title }”: { $count } steps to do again
history-circuit-finished = circuit “{ $circuit }” of “{ $title }” finished
history-circuit-stuck = circuit “{ $circuit }” of “{ $title }”: nobody can finish it any more
history-document-signed = “{ $title }” signed, version { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = delegation from { $principal } to { $delegate } from { $first } to { $last }
history-delegation-revoked = delegation from { $principal } to { $delegate } revoked: { $reason }
history-task-given = task “{ $task }” given to { $to }
history-task-done = task “{ $task }” done
history-task-open-again = task “{ $task }” opened again
history-note-written = note written
history-note-edited = note rewritten
inbox-sent-back = Sent back by { $name }: “{ $reason }”
