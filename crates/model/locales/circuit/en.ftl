# Texts of the area: circuit.
circuit-unknown = There is no circuit { $circuit }.
  .next = Open the dossier again and choose the circuit from the list.
circuit-none = “{ $title }” is in no circuit.
  .next = Send the document round a circuit first.
circuit-already = “{ $title }” is in the circuit “{ $circuit }” already.
  .next = Finish or withdraw that circuit before you start another.
circuit-document-sealed = “{ $title }” is sealed already: nothing can be decided about it any more.
  .next = Draw up a new act that supersedes it.
circuit-rule-unknown = The procedure has no circuit { $rule } for this document.
  .next = Name a circuit of the procedure, or put the steps together by hand.
circuit-rule-not-named = The procedure has several circuits: { $rules }.
  .next = Name the one that the document is to go round.
circuit-other-version = The version you saw is no longer the newest: version { $version } by { $by } is of { $at }.
  .next = Read the new version, then try again.
circuit-step-count = The circuit has { $count } steps; it needs at least one and can have at most { $most }.
  .next = Add or remove steps.
circuit-stage-zero = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” is at stage 0; stages begin at 1.
  .next = Give it a stage from 1 on.
circuit-only-optional = Every step of the circuit is optional: nobody would have to do anything.
  .next = Make at least one step mandatory.
circuit-after-seal = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” cannot be done beside or after the seal of stage { $stage }: a sealed document does not change any more.
  .next = Put it before the seal; after it only dispatch is possible.
circuit-step-for-nobody = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage } does not say who does it.
  .next = Name a person, a role or an office.
circuit-person-unknown = { $person } is not known at this desk.
  .next = Choose a person from the list.
circuit-deadlock = Nobody can do the step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage }: { $reason ->
    [four-eyes] everybody who could does another step or drew the document up (four eyes)
   *[nobody] nobody has this role, belongs to this office, or may see this dossier
  }.
  .next = Give the step to somebody else, or have an administrator add a person or a role.
circuit-step-unknown = There is no step { $step } in this circuit.
  .next = Open the circuit again and choose the step from the list.
circuit-over = Nothing more can be done in this circuit: { $status ->
    [refused] it was refused and is back with whoever started it
    [withdrawn] it was withdrawn
    [cancelled] it was cancelled
    [finished] it is finished
   *[running] it is running
  }.
  .next = Whoever started it can start it again if it was refused or withdrawn.
circuit-step-done = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage } is done already.
  .next = Open the circuit again to see by whom.
circuit-not-due = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage } is not due yet: stage { $current } is under way.
  .next = Wait until the steps before it are done.
circuit-not-for-you = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage } is not for { $person }.
  .next = It belongs to the person, role or office named, or to whoever acts for them by delegation.
circuit-four-eyes = Four eyes: { $person } has already done the step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage }.
  .next = Another person must do this one.
circuit-four-eyes-draft = Four eyes: { $person } drew the document up or did another step.
  .next = Another person must do this step.
circuit-delegate-own-draft = { $person } drew the document up and cannot act on it by delegation.
  .next = The absent person, or another one, must do this step.
circuit-other-act = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” is done in another way.
  .next = Sign, seal or dispatch the document; visa, opinion and approval are given directly.
circuit-dispatch-in-future = { $on } is still to come: a dispatch is recorded on the day it happened.
  .next = Give the day on which it was really sent.
circuit-no-earlier-stage = There is no stage { $stage } before stage { $current }.
  .next = Choose an earlier stage of the circuit.
circuit-sealed = The document is sealed: the circuit cannot go back any more.
  .next = Draw up a new act that supersedes it.
circuit-cannot-take-over = { $person } cannot take over the step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }”.
  .next = Choose somebody who has the role that is needed and may see the dossier.
circuit-not-optional = The step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” of stage { $stage } is mandatory.
  .next = Do it, or hand it to somebody else.
circuit-not-starter = Only { $starter }, who started the circuit, can do that.
  .next = Ask them, or ask an administrator to cancel the circuit.
circuit-not-administrator = { $person } is not an administrator.
  .next = Ask an administrator.
circuit-not-to-restart = This circuit is running or finished: it is not started again.
  .next = Start a new circuit if the document is to be looked at again.
circuit-not-there-yet = The circuit has not come to the step “{ $kind ->
    [visa] visa
    [opinion] opinion
    [approval] approval
    [signature] signature
    [seal] seal
   *[dispatch] dispatch
  }” yet: stage { $stage } is under way.
  .next = Wait until the steps before it are done.
circuit-refused-not-sealed = The circuit of this document was refused.
  .next = Whoever started it corrects the document and starts it again, or withdraws it.
circuit-not-a-persons-certificate = The certificate of { $holder } is not that of a natural person.
  .next = Sign with your own signing certificate; the seal’s certificate is for sealing.
delegation-unknown = There is no delegation { $delegation }.
  .next = Choose it from the list.
delegation-to-oneself = Nobody delegates to themselves.
  .next = Choose another person.
delegation-reversed = The delegation ends on { $last }, before it begins on { $first }.
  .next = Correct the dates.
delegation-past = The delegation was over on { $last } already.
  .next = Choose an end from today on.
delegation-person-unknown = { $person } is not known at this desk.
  .next = Choose a person from the list.
delegation-person-left = { $person } no longer works here.
  .next = Choose another person.
delegation-overlaps = { $principal } has already delegated the same matter to { $delegate } from { $first } to { $last }.
  .next = Choose other dates or another matter, or revoke the other delegation.
delegation-circle = { $delegate } has already delegated to { $principal }, directly or through others, for the same time.
  .next = Choose another person or other dates.
delegation-not-yours = The delegation is { $principal }’s affair.
  .next = Ask them, or an administrator.
delegation-revoked = The delegation is revoked already.
  .next = There is nothing left to do.
task-unknown = There is no task { $task }.
  .next = Choose it from the list.
task-done = The task “{ $title }” is done already.
  .next = There is nothing left to do.
task-not-done = The task “{ $title }” is not done.
  .next = There is nothing to open again.
task-not-yours = The task “{ $title }” is somebody else’s.
  .next = Whoever has to do it, or whoever gave it, can close it.
note-unknown = There is no note { $note }.
  .next = Open the dossier again.
note-not-yours = The note is { $author }’s.
  .next = Write a note of your own.
people-unknown = { $person } is not known at this desk.
  .next = Choose a person from the list.
people-ambiguous = Several people are called { $person }.
  .next = Write the whole name.
people-left = { $person } no longer works here.
  .next = Choose another person.
