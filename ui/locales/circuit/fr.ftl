# Textes du domaine: circuit.
origin-signed = Signée par une personne, dans un circuit
circuit = Circuit
circuit-absent = Ce document n’est dans aucun circuit.
circuit-start = Faire circuler…
circuit-start-text = « { $title } » passe par ces étapes. Chaque acte vaut pour la version que vous voyez maintenant ; une nouvelle version fait recommencer les accords donnés.
circuit-started = Le circuit « { $name } » est lancé.
circuit-rules-none = La procédure ne prévoit pas de circuit pour ce document.
circuit-running = En cours, lancé par { $name }.
circuit-refused = Refusé par { $name }, { $moment }.
circuit-withdrawn = Retiré par { $name }, { $moment }.
circuit-cancelled = Annulé par { $name }, { $moment }.
circuit-finished = Terminé.
circuit-stuck = Personne ne peut plus accomplir une étape. Confiez-la à quelqu’un d’autre.
circuit-past = { $count ->
    [one] Un acte antérieur
   *[other] { $count } actes antérieurs
}
step-visa = Visa
step-opinion = Avis
step-approval = Approbation
step-signature = Signature
step-seal = Sceau
step-dispatch = Expédition
step-done = Fait
step-due = À faire
step-due-by = À faire jusqu’au { $day }
step-pending = Plus tard
step-skipped = Omis
step-by-for = { $name } p.d. { $principal }
step-version = version { $number }
step-stage = Étape { $number }
step-may-for = par délégation de { $name }
act-visa = Donner le visa
act-opinion = Donner l’avis
act-opinion-text = Avis
act-approve = Approuver
act-dispatch = Noter l’expédition
act-dispatch-text = Le jour d’expédition fait courir les délais de recours.
act-refuse = Refuser…
act-refuse-text = Le circuit s’arrête et revient à qui l’a lancé.
act-refuse-of = « { $title } » : le circuit s’arrête et revient à qui l’a lancé.
act-send-back = Renvoyer…
act-send-back-text = Les étapes à partir de celle que vous choisissez sont à refaire.
act-stage = À quelle étape
act-hand-on = Confier à…
act-hand-on-text = L’étape passe à une autre personne qui peut l’accomplir.
act-to = À qui
act-skip = Omettre…
act-withdraw = Retirer du circuit…
act-withdraw-text = Le document quitte le circuit ; ce qui a été fait reste au journal.
act-restart = Relancer
act-reason = Motif
act-remark = Remarque
act-about = « { $title } », version { $number } : celle que vous avez sous les yeux.
act-done = C’est noté dans le circuit et au journal.
dispatch-way = Voie
dispatch-post = Courrier
dispatch-email = Courriel
dispatch-counter = Remise au guichet
dispatch-platform = Plateforme
dispatch-addressee = Destinataire
dispatch-day = Jour d’expédition
inbox = Boîte de réception
inbox-mine = Pour moi
inbox-delegated = Par délégation
inbox-office = Pour mon service
inbox-tasks = Tâches
inbox-tasks-mine = Mes tâches
inbox-tasks-office = Tâches de mon service
inbox-tasks-given = Tâches données à d’autres
inbox-mentions = Mentions
inbox-waiting = J’attends
inbox-returned = Refusé, revenu chez moi
inbox-stuck = Bloqué : personne ne peut finir
inbox-to-do = À faire
inbox-since = Depuis
inbox-due = Jusqu’au
inbox-why = Par qui et pourquoi
inbox-empty = Rien n’attend ici
inbox-empty-text = Ce que d’autres vous confient apparaît ici.
task = Tâche
tasks = Tâches
tasks-none = Aucune tâche.
task-add = Donner une tâche
task-for = Pour
task-from = De { $name }, { $moment }
task-given = Tâche donnée à { $name }.
task-is-done = « { $title } » est fait.
task-reopened = « { $title } » est de nouveau à faire.
task-overdue = en retard
notes = Notes
notes-none = Aucune note.
note-add = Écrire une note
note-edit = Modifier la note
note-hint = @Nom mentionne une personne : la note apparaît dans sa boîte de réception.
note-kept = Note enregistrée.
note-unresolved = Note enregistrée ; personne ne correspond à : { $names }.
note-earlier = { $count } versions antérieures
mention-seen = Vu
mention-is-seen = La mention est marquée comme vue.
absences = Absences
absences-text = Qui agit pour qui : chaque acte fait par délégation porte « p.d. » et le dit au journal.
absences-none = Aucune délégation
absences-none-text = Quand quelqu’un s’absente, une délégation permet à un collègue d’agir.
absence-add = Déléguer
absence-add-text = La délégation vaut du premier au dernier jour inclus, pour tout ce que la personne absente peut faire.
absence-principal = Personne absente
absence-delegate = Qui agit
absence-days = Jours
absence-scope = Pour
absence-everything = Tout
absence-first = Premier jour
absence-last = Dernier jour
absence-mandate = Mandat
absence-mandate-hint = La décision ou la note sur laquelle la délégation repose.
absence-further = La personne peut déléguer à son tour
absence-made = { $name } peut agir.
absence-end = Mettre fin…
absence-end-title = Mettre fin à la délégation
absence-end-text = { $name } ne pourra plus agir par délégation.
absence-ended = La délégation a pris fin.
absence-revoked = Terminée
absence-in-force = En vigueur
absence-not-in-force = Pas en vigueur aujourd’hui
today = Aujourd’hui
today-to-do = À faire
today-steps = { $count ->
    [one] étape pour vous
   *[other] étapes pour vous
  }
today-office = { $count ->
    [one] étape pour votre service
   *[other] étapes pour votre service
  }
today-tasks = { $count ->
    [one] tâche
   *[other] tâches
  }
today-mentions = { $count ->
    [one] mention
   *[other] mentions
  }
today-returned = { $count ->
    [one] circuit revenu ou bloqué
   *[other] circuits revenus ou bloqués
  }
today-nothing = Rien n’attend : tout est fait.
today-deadlines = Délais : en retard et dans les 7 jours
today-no-deadline = Aucun délai en retard ni dans les 7 jours.
today-recent = Récemment modifiés
today-all-inbox = Boîte de réception
today-all-deadlines = Tous les délais
today-all-dossiers = Tous les dossiers
today-drop = Déposez des fichiers dans la fenêtre, sur n’importe quelle page : Greffe demande dans quel dossier les classer.
act-sign = Signer…
sign-all = { $count ->
    [one] Signer ce qui attend ({ $count })…
   *[other] Signer ce qui attend ({ $count })…
  }
sign-title = Signer
sign-explain = Chaque document est signé avec le certificat d’une personne physique, dans la version que vous avez vue. La clé n’est ouverte qu’une fois.
sign-what = { $count ->
    [one] À signer
   *[other] À signer ({ $count })
  }
sign-submit = { $count ->
    [one] Signer
   *[other] Signer { $count } documents
  }
sign-progress = Signature en cours
sign-done = Résultat de la signature
sign-result = Signés : { $signed } ; refusés : { $refused }.
sign-before = Déjà signé par vous
history-circuit-started = Circuit « { $circuit } » lancé pour « { $title } »
history-circuit-step-done = Action « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » (étape { $stage }) faite pour « { $title } »{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-circuit-refused = « { $title } » refusé à l’étape { $stage } : { $reason }
history-circuit-sent-back = « { $title } » renvoyé à l’étape { $to } : { $reason }
history-circuit-substituted = Étape « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » de « { $title } » confiée à { $to } : { $reason }
history-circuit-step-skipped = Étape « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » de « { $title } » passée
history-circuit-withdrawn = Circuit de « { $title } » retiré : { $reason }
history-circuit-cancelled = Circuit de « { $title } » annulé : { $reason }
history-circuit-restarted = Circuit de « { $title } » relancé
history-circuit-content-changed = Nouvelle version de « { $title } » : { $count } étapes à refaire
history-circuit-finished = Circuit « { $circuit } » de « { $title } » terminé
history-circuit-stuck = Circuit « { $circuit } » de « { $title } » : personne ne peut plus le terminer
history-document-signed = « { $title } » signé, version { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = Délégation de { $principal } à { $delegate } du { $first } au { $last }
history-delegation-revoked = Délégation de { $principal } à { $delegate } révoquée : { $reason }
history-task-given = Tâche « { $task } » donnée à { $to }
history-task-done = Tâche « { $task } » faite
history-task-open-again = Tâche « { $task } » rouverte
history-note-written = Note écrite
history-note-edited = Note récrite
circuit-sent-back-by = Renvoyé par { $name }, { $moment } : « { $reason } »
