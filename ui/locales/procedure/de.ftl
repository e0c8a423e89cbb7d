# Verfahren, Fristen, Feiertage, Weiterleitung.
history-procedure-imported = Verfahren „{ $procedure }“ importiert
history-procedure-migrated = Verfahren „{ $procedure }“: Version { $from } wurde { $to } ({ $reason })
history-holidays-imported = Feiertage aus { $file } übernommen; verschobene Fristen: { $moved }
history-dossier-day-set = { $event ->
        [received] Antrag eingegangen
        [complete] Dossier vollständig
        [notified] Entscheidung zugestellt
       *[other] { $event }
    } am { $day } (andere Behörde: { $authority })
history-dossier-day-corrected = { $event ->
        [received] Antrag eingegangen
        [complete] Dossier vollständig
        [notified] Entscheidung zugestellt
       *[other] { $event }
    }: { $before } berichtigt auf { $day } (andere Behörde: { $authority }); { $reason }
history-deadline-started = Frist „{ $deadline }“ begonnen am { $day }, bis { $due }
history-deadline-corrected = Frist „{ $deadline }“ ab dem { $day } gezählt: { $before } wurde { $due } ({ $reason })
history-deadline-recomputed = Frist „{ $deadline }“: { $before } wurde { $due } (Feiertage)
history-deadline-suspended = Frist „{ $deadline }“ am { $day } ausgesetzt ({ $reason })
history-deadline-resumed = Frist „{ $deadline }“ am { $day } fortgesetzt, bis { $due } ({ $reason })
history-deadline-extended = Frist „{ $deadline }“ um { $length } verlängert: { $before } wurde { $due } ({ $reason })
history-deadline-kept = Frist „{ $deadline }“ am { $day } eingehalten (Ende: { $due })
history-deadline-cancelled = Frist „{ $deadline }“ aufgehoben ({ $reason })
history-deadline-reopened = Frist „{ $deadline }“ wieder geöffnet, bis { $due } ({ $reason })
history-deadline-assigned = Frist „{ $deadline }“ wird von { $person } überwacht ({ $office })
history-deadline-reminder-shown = Erinnerung gezeigt: „{ $deadline }“, { $lead } vorher
history-request-forwarded = Antrag vom { $received } am { $day } an { $authority } weitergeleitet ({ $reason })
