# Procédures, délais, jours fériés, transmission.
history-procedure-imported = Procédure « { $procedure } » importée
history-procedure-migrated = Procédure « { $procedure } » : version { $from } devenue { $to } ({ $reason })
history-holidays-imported = Jours fériés pris de { $file } ; délais déplacés : { $moved }
history-dossier-day-set = { $event ->
        [received] Demande reçue
        [complete] Dossier complet
        [notified] Décision notifiée
       *[other] { $event }
    } le { $day } (autre autorité : { $authority })
history-dossier-day-corrected = { $event ->
        [received] Demande reçue
        [complete] Dossier complet
        [notified] Décision notifiée
       *[other] { $event }
    } : { $before } corrigé en { $day } (autre autorité : { $authority }) ; { $reason }
history-deadline-started = Délai « { $deadline } » commencé le { $day }, jusqu’au { $due }
history-deadline-corrected = Délai « { $deadline } » compté à partir du { $day } : { $before } devenu { $due } ({ $reason })
history-deadline-recomputed = Délai « { $deadline } » : { $before } devenu { $due } (jours fériés)
history-deadline-suspended = Délai « { $deadline } » suspendu le { $day } ({ $reason })
history-deadline-resumed = Délai « { $deadline } » repris le { $day }, jusqu’au { $due } ({ $reason })
history-deadline-extended = Délai « { $deadline } » prolongé de { $length } : { $before } devenu { $due } ({ $reason })
history-deadline-kept = Délai « { $deadline } » tenu le { $day } (fin : { $due })
history-deadline-cancelled = Délai « { $deadline } » annulé ({ $reason })
history-deadline-reopened = Délai « { $deadline } » rouvert, jusqu’au { $due } ({ $reason })
history-deadline-assigned = Délai « { $deadline } » suivi par { $person } ({ $office })
history-deadline-reminder-shown = Rappel montré : « { $deadline } », { $lead } avant
history-request-forwarded = Demande du { $received } transmise à { $authority } le { $day } ({ $reason })
