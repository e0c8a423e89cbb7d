# Procédures, délais, jours fériés, transmission.
history-procedure-imported = Procédure « { $procedure } » importée
history-procedure-migrated = Procédure « { $procedure } » : version { $from } devenue { $to } ({ $reason })
history-holidays-imported = Jours fériés pris de { $file } ; délais déplacés : { $moved }
history-dossier-day-set = { $event ->
        [received] Demande reçue
        [complete] Dossier complet
        [notified] Décision notifiée
       *[other] { $event }
    } le { $day } (autre autorité : { $authority })
history-dossier-day-corrected = { $event ->
        [received] Demande reçue
        [complete] Dossier complet
        [notified] Décision notifiée
       *[other] { $event }
    } : { $before } corrigé en { $day } (autre autorité : { $authority }) ; { $reason }
history-deadline-started = Délai « { $deadline } » commencé le { $day }, jusqu’au { $due }
history-deadline-corrected = Délai « { $deadline } » compté à partir du { $day } : { $before } devenu { $due } ({ $reason })
history-deadline-recomputed = Délai « { $deadline } » : { $before } devenu { $due } (jours fériés)
history-deadline-suspended = Délai « { $deadline } » suspendu le { $day } ({ $reason })
history-deadline-resumed = Délai « { $deadline } » repris le { $day }, jusqu’au { $due } ({ $reason })
history-deadline-extended = Délai « { $deadline } » prolongé de { $length } : { $before } devenu { $due } ({ $reason })
history-deadline-kept = Délai « { $deadline } » tenu le { $day } (fin : { $due })
history-deadline-cancelled = Délai « { $deadline } » annulé ({ $reason })
history-deadline-reopened = Délai « { $deadline } » rouvert, jusqu’au { $due } ({ $reason })
history-deadline-assigned = Délai « { $deadline } » suivi par { $person } ({ $office })
history-deadline-reminder-shown = Rappel montré : « { $deadline } », { $lead } avant
history-request-forwarded = Demande du { $received } transmise à { $authority } le { $day } ({ $reason })
deadline = Délai
deadlines = Délais
deadlines-text = Ce qui est en retard et ce qui arrive bientôt à échéance, sur tous les dossiers que vous pouvez voir.
deadlines-none = Aucun délai.
deadlines-empty = Aucun délai ici
deadlines-empty-text = Les délais commencent avec les dossiers, selon leur procédure.
deadlines-which = Lesquels
deadlines-soon = À échéance dans les 30 jours
deadlines-overdue = En retard
deadlines-all = Tous ceux qui courent
deadlines-suspended = Suspendus
deadlines-kept = Tenus
deadlines-late = Faits en retard
deadlines-every-office = Tous les services
deadline-office = Service
deadline-last-day = Dernier jour
deadline-running-state = En cours
deadline-suspended-state = Suspendu
deadline-overdue-state = En retard
deadline-passed-state = Passé
deadline-kept-state = Tenu
deadline-kept-late-state = Fait en retard
deadline-cancelled-state = Annulé
deadline-today = C’est aujourd’hui.
deadline-days-left = { $count ->
    [one] Encore un jour.
   *[other] Encore { $count } jours.
  }
deadline-days-over = { $count ->
    [one] En retard d’un jour.
   *[other] En retard de { $count } jours.
  }
deadline-counts = { $length } depuis : { $event }, { $day }
deadline-history = { $count ->
    [one] { $count } événement
   *[other] { $count } événements
  }
deadline-was-started = Commencé
deadline-was-corrected = Jour corrigé
deadline-was-suspended = Suspendu
deadline-was-resumed = Repris
deadline-was-extended = Prolongé
deadline-was-kept = Tenu
deadline-was-cancelled = Annulé
deadline-was-reopened = Rouvert
deadline-add = Ajouter un délai
deadline-add-text = Un délai que la procédure ne prévoit pas. Le jour de l’événement ne compte pas.
deadline-added = Le délai court.
deadline-name = Nom du délai
deadline-from = Jour de l’événement
deadline-length = Durée
deadline-effect = Ce que sa fin signifie
deadline-basis = Base légale ou motif
deadline-on = Jour
deadline-by = De combien
deadline-elsewhere = Auprès d’une autre autorité
deadline-elsewhere-hint = Tenu à temps ailleurs vaut tenu (règlement grand-ducal du 8 juin 1979, art. 2).
deadline-changed = C’est noté.
deadline-suspend = Suspendre…
deadline-suspend-text = « { $name } » ne court plus à partir du lendemain du jour indiqué.
deadline-resume = Reprendre…
deadline-resume-text = Ce qui restait de « { $name } » court à partir du lendemain du jour indiqué.
deadline-extend = Prolonger…
deadline-extend-text = « { $name } » reçoit un dernier jour plus tardif.
deadline-keep = Noter comme tenu…
deadline-keep-text = Ce que « { $name } » demandait a été fait au jour indiqué.
deadline-cancel = Annuler le délai…
deadline-cancel-text = « { $name } » ne compte plus.
deadline-reopen = Rouvrir…
deadline-reopen-text = « { $name } » court de nouveau, comme s’il n’avait pas été réglé.
effect-none = Aucun effet légal
effect-silence-refusal = Le silence vaut refus
effect-silence-agreement = Le silence vaut accord
effect-appeal-ends = Le recours n’est plus possible
effect-hearing-ends = La partie ne peut plus présenter d’observations
length-unit = Unité
length-unreadable = La durée doit être un nombre entier d’au moins 1.
unit-days = jours
unit-working-days = jours ouvrables
unit-weeks = semaines
unit-months = mois
unit-years = années
length-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
  }
length-working-days = { $count ->
    [one] { $count } jour ouvrable
   *[other] { $count } jours ouvrables
  }
length-weeks = { $count ->
    [one] { $count } semaine
   *[other] { $count } semaines
  }
length-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
  }
length-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
  }
day-received = Demande reçue
day-complete = Dossier complet
day-notified = Décision notifiée
day-manual = Jour fixé par une personne
day-state = Entrée dans l’état « { $state } »
day-first-at = d’abord auprès de { $authority }
day-set = Fixer ou corriger un jour…
day-set-text = Les délais de la procédure comptent à partir de ces jours. Une correction garde l’ancien jour au journal.
day-set-confirm = Fixer ce jour
day-is-set = Le jour est fixé ; les délais sont recalculés.
day-event = Ce qui s’est passé
day-first = Reçue d’abord par une autre autorité
day-first-hint = Le jour de là-bas vaut (règlement grand-ducal du 8 juin 1979, art. 2).
forward = Transmettre à l’autorité compétente…
forward-text = La demande est transmise, le demandeur en est informé par lettre, les délais d’ici sont annulés et le dossier est clos. Le jour de réception reste acquis au demandeur.
forward-confirm = Transmettre et clore
forward-reason = Pourquoi elle est compétente
forward-authority = Autorité compétente
forward-authority-hint = Le répertoire propose des noms pendant la saisie ; un autre nom est possible.
forward-found = Trouvé dans le répertoire
forward-address = Adresse de l’autorité
forward-applicant = Adresse du demandeur
forward-applicant-hint = Seulement si le répertoire n’en a pas.
forward-done = La demande est transmise à { $authority } ; la lettre est prête.
forwarded-to = Transmise à { $authority } le { $day }
forwarded-letter = Lettre au demandeur
reminders-said = { $count ->
    [one] Rappel : « { $name } » ({ $reference }), dernier jour { $day }.
   *[other] { $count } rappels de délais ; le premier : « { $name } » ({ $reference }), dernier jour { $day }.
  }
reminders-next = Ouvrez « Délais » pour les voir tous.
pages-turn = Pages de la liste
pages-before = Précédents
pages-after = Suivants
pages-number = Page { $number }
procedures = Procédures
procedures-text = Ce que chaque genre de dossier prévoit. Un dossier garde la version avec laquelle il a commencé.
procedures-open = Ouvrir les procédures
procedure-import = Importer une procédure…
procedure-import-now = Importer
procedure-imported = La procédure « { $name } » est importée : les nouveaux dossiers l’auront.
procedure-checked = Vérification de « { $name } »
procedure-good = « { $name } » ne contient pas de faute.
procedure-faults = { $count ->
    [one] Une faute : le fichier ne peut pas être importé.
   *[other] { $count } fautes : le fichier ne peut pas être importé.
  }
procedure-remarks = Remarques pour ce poste
procedure-unused = Pas encore utilisée
procedure-own = Importée
procedure-current = en vigueur
procedure-states = États
procedure-may-close = Le dossier peut être clos ici.
procedure-documents = Documents
procedure-required = obligatoire
procedure-act = acte
procedure-circuits = Circuits
procedure-four-eyes = quatre yeux
procedure-deadlines = Délais
procedure-letters = Lettres
procedure-retention = Conservation
procedure-kept = { $count ->
    [one] Un an après la clôture.
   *[other] { $count } ans après la clôture.
  }
fate-is-keep = Puis versement aux archives.
fate-is-sample = Puis un échantillon aux archives, le reste détruit.
fate-is-destroy = Puis destruction.
holidays = Jours fériés
holidays-year = Année
holidays-own = de l’administration
holidays-import = Importer des jours fériés…
holidays-remove = Retirer ceux de l’administration
holidays-remove-text = Les délais qui courent sont recalculés sans ces jours.
holidays-taken = Les jours fériés sont enregistrés ; délais déplacés : { $count }.
deadline-watched-by = Suivi par { $who }
deadline-assign = Confier…
deadline-assign-title = Confier le délai
deadline-assign-text = Qui suit « { $name } » reçoit ses rappels et le trouve parmi ses délais.
deadline-who = Personne chargée
deadline-nobody = Personne en particulier
deadline-office-hint = Le code du service ; vide : il reste comme il est.
deadline-assigned = Le délai est confié.
