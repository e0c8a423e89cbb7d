# Prozeduren, Delaien, Feierdeeg, Weidergoen.
history-procedure-imported = Prozedur „{ $procedure }“ importéiert
history-procedure-migrated = Prozedur „{ $procedure }“: Versioun { $from } gouf { $to } ({ $reason })
history-holidays-imported = Feierdeeg aus { $file } iwwerholl; geréckelt Delaien: { $moved }
history-dossier-day-set = { $event ->
        [received] Demande ukomm
        [complete] Dossier komplett
        [notified] Decisioun notifizéiert
       *[other] { $event }
    } den { $day } (aner Autoritéit: { $authority })
history-dossier-day-corrected = { $event ->
        [received] Demande ukomm
        [complete] Dossier komplett
        [notified] Decisioun notifizéiert
       *[other] { $event }
    }: { $before } verbessert op { $day } (aner Autoritéit: { $authority }); { $reason }
history-deadline-started = Delai „{ $deadline }“ ugefaangen den { $day }, bis den { $due }
history-deadline-corrected = Delai „{ $deadline }“ vum { $day } u gezielt: { $before } gouf { $due } ({ $reason })
history-deadline-recomputed = Delai „{ $deadline }“: { $before } gouf { $due } (Feierdeeg)
history-deadline-suspended = Delai „{ $deadline }“ den { $day } suspendéiert ({ $reason })
history-deadline-resumed = Delai „{ $deadline }“ den { $day } weidergelaf, bis den { $due } ({ $reason })
history-deadline-extended = Delai „{ $deadline }“ ëm { $length } verlängert: { $before } gouf { $due } ({ $reason })
history-deadline-kept = Delai „{ $deadline }“ den { $day } agehalen (Enn: { $due })
history-deadline-cancelled = Delai „{ $deadline }“ annuléiert ({ $reason })
history-deadline-reopened = Delai „{ $deadline }“ nees opgemaach, bis den { $due } ({ $reason })
history-deadline-assigned = Delai „{ $deadline }“ vun { $person } suivéiert ({ $office })
history-deadline-reminder-shown = Erënnerung gewisen: „{ $deadline }“, { $lead } virdrun
history-request-forwarded = Demande vum { $received } den { $day } un { $authority } weiderginn ({ $reason })
