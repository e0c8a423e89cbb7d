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
