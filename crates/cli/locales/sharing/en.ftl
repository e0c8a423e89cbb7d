# What desks share.
help-conflicts = Shows what was changed on two desks differently, side by side
help-conflict = Decides what was changed on two desks differently
help-conflict-decide = Decides a conflict; both texts stay in the journal
arg-conflict = Number of the conflict
arg-mine = Keeps everything as it is on this desk
arg-theirs = Takes everything as it is on the platform
arg-choose = For one field: FIELD=mine, FIELD=theirs or FIELD=text:…; may be given several times
conflicts-none = Nothing waits for a decision.
conflict-line = No. { $number }: { $kind } “{ $label }” { $reference }, since { $at }
conflict-deleted-mine = It was deleted here and changed elsewhere: keep the deletion (--mine) or take it back (--theirs).
conflict-deleted-theirs = It was changed here and deleted elsewhere: keep it (--mine) or let it go (--theirs).
conflict-decided = Conflict no. { $number } is decided; it leaves with the next synchronisation.
conflict-open = Conflict no. { $number } is not decided yet: something of it is left.
column-field = Field
column-before = Before
column-here = Here
column-platform = On the platform
sync-shared = { $count ->
    [one] One change shared
   *[other] { $count } changes shared
 }
sync-received = { $count ->
    [one] One record came from other desks
   *[other] { $count } records came from other desks
 }
sync-contents-awaited = { $count ->
    [one] One file has not come yet
   *[other] { $count } files have not come yet
 }
sync-conflicts = { $count ->
    [one] One conflict waits: greffe conflicts
   *[other] { $count } conflicts wait: greffe conflicts
 }
sync-records-parked = { $count ->
    [one] One change was refused: greffe outbox
   *[other] { $count } changes were refused: greffe outbox
 }
records-waiting = { $count ->
    [one] One change waits to be shared
   *[other] { $count } changes wait to be shared
 }
record-refused = Refused: { $kind } “{ $label }” [{ $code }] { $operation }
record-not-taken = Came and cannot be shown: { $kind } “{ $label }” [{ $code }]
record-person = Person
record-delegation = Delegation
record-classification = Classification
record-procedure-version = Procedure
record-letter-template = Letter template
record-contact = Contact
record-dossier = Dossier
record-dossier-access = Access to a dossier
record-dossier-link = Link between dossiers
record-dossier-procedure = Procedure of a dossier
record-dossier-day = Day of a dossier
record-tag = Tag
record-party = Party
record-document = Document
record-version = Version
record-letter = Letter
record-circuit = Circuit
record-deadline = Deadline
record-deadline-change = Change of a deadline
record-forwarding = Forwarding
record-task = Task
record-note = Note
record-note-text = Text of a note
record-mention = Mention
value-decision = FIELD=CHOICE
sync-offered-again = { $count ->
    [one] The platform was restored and had lost one original, which is sent again
   *[other] The platform was restored and had lost { $count } originals, which are sent again
 }
