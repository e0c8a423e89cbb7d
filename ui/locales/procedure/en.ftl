# Procedures, deadlines, public holidays, forwarding.
history-procedure-imported = Procedure “{ $procedure }” imported
history-procedure-migrated = Procedure “{ $procedure }”: version { $from } became { $to } ({ $reason })
history-holidays-imported = Public holidays taken from { $file }; deadlines moved: { $moved }
history-dossier-day-set = { $event ->
        [received] Request received
        [complete] File complete
        [notified] Decision notified
       *[other] { $event }
    } on { $day } (other authority: { $authority })
history-dossier-day-corrected = { $event ->
        [received] Request received
        [complete] File complete
        [notified] Decision notified
       *[other] { $event }
    }: { $before } corrected to { $day } (other authority: { $authority }); { $reason }
history-deadline-started = Deadline “{ $deadline }” began on { $day }, until { $due }
history-deadline-corrected = Deadline “{ $deadline }” counted from { $day }: { $before } became { $due } ({ $reason })
history-deadline-recomputed = Deadline “{ $deadline }”: { $before } became { $due } (public holidays)
history-deadline-suspended = Deadline “{ $deadline }” suspended on { $day } ({ $reason })
history-deadline-resumed = Deadline “{ $deadline }” resumed on { $day }, until { $due } ({ $reason })
history-deadline-extended = Deadline “{ $deadline }” extended by { $length }: { $before } became { $due } ({ $reason })
history-deadline-kept = Deadline “{ $deadline }” kept on { $day } (end: { $due })
history-deadline-cancelled = Deadline “{ $deadline }” cancelled ({ $reason })
history-deadline-reopened = Deadline “{ $deadline }” reopened, until { $due } ({ $reason })
history-deadline-assigned = Deadline “{ $deadline }” watched by { $person } ({ $office })
history-deadline-reminder-shown = Reminder shown: “{ $deadline }”, { $lead } before
history-request-forwarded = Request of { $received } forwarded to { $authority } on { $day } ({ $reason })
deadline = Deadline
deadlines = Deadlines
deadlines-text = What is overdue and what is due soon, over all dossiers that you may see.
deadlines-none = No deadline.
deadlines-empty = No deadline here
deadlines-empty-text = Deadlines begin with the dossiers, as their procedure says.
deadlines-which = Which
deadlines-soon = Due within 30 days
deadlines-overdue = Overdue
deadlines-all = All that run
deadlines-suspended = Suspended
deadlines-kept = Kept
deadlines-late = Done late
deadlines-every-office = Every office
deadline-office = Office
deadline-last-day = Last day
deadline-running-state = Running
deadline-suspended-state = Suspended
deadline-overdue-state = Overdue
deadline-passed-state = Over
deadline-kept-state = Kept
deadline-kept-late-state = Done late
deadline-cancelled-state = Cancelled
deadline-today = That is today.
deadline-days-left = { $count ->
    [one] One day left.
   *[other] { $count } days left.
  }
deadline-days-over = { $count ->
    [one] One day overdue.
   *[other] { $count } days overdue.
  }
deadline-counts = { $length } since: { $event }, { $day }
deadline-history = { $count ->
    [one] { $count } event
   *[other] { $count } events
  }
deadline-was-started = Begun
deadline-was-corrected = Day corrected
deadline-was-suspended = Suspended
deadline-was-resumed = Resumed
deadline-was-extended = Extended
deadline-was-kept = Kept
deadline-was-cancelled = Cancelled
deadline-was-reopened = Reopened
deadline-add = Add a deadline
deadline-add-text = A deadline that the procedure does not know. The day of the event is not counted.
deadline-added = The deadline runs.
deadline-name = Name of the deadline
deadline-from = Day of the event
deadline-length = Length
deadline-effect = What its end means
deadline-basis = Legal basis, or why
deadline-on = Day
deadline-by = By how much
deadline-elsewhere = At another authority
deadline-elsewhere-hint = Kept in time elsewhere counts as kept (Grand-Ducal regulation of 8 June 1979, art. 2).
deadline-changed = It is recorded.
deadline-suspend = Suspend…
deadline-suspend-text = “{ $name }” does not run from the day after the one given.
deadline-resume = Resume…
deadline-resume-text = What was left of “{ $name }” runs from the day after the one given.
deadline-extend = Extend…
deadline-extend-text = “{ $name }” gets a later last day.
deadline-keep = Record as kept…
deadline-keep-text = What “{ $name }” asked for was done on the day given.
deadline-cancel = Cancel the deadline…
deadline-cancel-text = “{ $name }” no longer counts.
deadline-reopen = Reopen…
deadline-reopen-text = “{ $name }” runs again as if it had not been settled.
effect-none = Nothing by law
effect-silence-refusal = Silence counts as refusal
effect-silence-agreement = Silence counts as agreement
effect-appeal-ends = The appeal is no longer possible
effect-hearing-ends = The party can no longer make observations
length-unit = Unit
length-unreadable = The length must be a whole number of at least 1.
unit-days = days
unit-working-days = working days
unit-weeks = weeks
unit-months = months
unit-years = years
length-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
  }
length-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
  }
length-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
  }
length-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
  }
length-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
  }
day-received = Request received
day-complete = File complete
day-notified = Decision notified
day-manual = Day set by a person
day-state = State “{ $state }” began
day-first-at = first at { $authority }
day-set = Set or correct a day…
day-set-text = The deadlines of the procedure count from these days. The journal keeps the old day of a correction.
day-set-confirm = Set this day
day-is-set = The day is set; the deadlines are computed anew.
day-event = What happened
day-first = First received by another authority
day-first-hint = The day there counts (Grand-Ducal regulation of 8 June 1979, art. 2).
forward = Forward to the competent authority…
forward-text = The request is forwarded, the applicant is told by letter, the deadlines here are cancelled and the dossier is closed. The day of receipt stays the applicant’s.
forward-confirm = Forward and close
forward-reason = Why it is competent
forward-authority = Competent authority
forward-authority-hint = The directory suggests names as you type; another name is possible.
forward-found = Found in the directory
forward-address = Address of the authority
forward-applicant = Address of the applicant
forward-applicant-hint = Only where the directory has none.
forward-done = The request is forwarded to { $authority }; the letter is ready.
forwarded-to = Forwarded to { $authority } on { $day }
forwarded-letter = Letter to the applicant
reminders-said = { $count ->
    [one] Reminder: “{ $name }” ({ $reference }), last day { $day }.
   *[other] { $count } reminders of deadlines; the first: “{ $name }” ({ $reference }), last day { $day }.
  }
reminders-next = Open “Deadlines” to see them all.
pages-turn = Pages of the list
pages-before = Previous
pages-after = Next
pages-number = Page { $number }
procedures = Procedures
procedures-text = What each kind of dossier provides. A dossier keeps the version it began with.
procedures-open = Open the procedures
procedure-import = Import a procedure…
procedure-import-now = Import
procedure-imported = The procedure “{ $name }” is imported: new dossiers get it.
procedure-checked = Check of “{ $name }”
procedure-good = “{ $name }” has no fault.
procedure-faults = { $count ->
    [one] One fault: the file cannot be imported.
   *[other] { $count } faults: the file cannot be imported.
  }
procedure-remarks = Remarks for this desk
procedure-unused = Not used yet
procedure-own = Imported
procedure-current = current
procedure-states = States
procedure-may-close = The dossier may be closed here.
procedure-documents = Documents
procedure-required = required
procedure-act = act
procedure-circuits = Circuits
procedure-four-eyes = four eyes
procedure-deadlines = Deadlines
procedure-letters = Letters
procedure-retention = Retention
procedure-kept = { $count ->
    [one] One year after closing.
   *[other] { $count } years after closing.
  }
fate-is-keep = Then delivered to the archives.
fate-is-sample = Then a sample to the archives, the rest destroyed.
fate-is-destroy = Then destroyed.
holidays = Public holidays
holidays-year = Year
holidays-own = the administration’s
holidays-import = Import public holidays…
holidays-remove = Remove the administration’s own
holidays-remove-text = Deadlines that run are computed anew without these days.
holidays-taken = The holidays are kept; deadlines moved: { $count }.
deadline-watched-by = Watched by { $who }
deadline-assign = Hand over…
deadline-assign-title = Hand over the deadline
deadline-assign-text = Whoever watches “{ $name }” gets its reminders and finds it among their own deadlines.
deadline-who = Person in charge
deadline-nobody = Nobody in particular
deadline-office-hint = The code of the office; empty: it stays as it is.
deadline-assigned = The deadline is handed over.
