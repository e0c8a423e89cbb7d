# Textes du domaine: circuit.
origin-signed = signée
help-circuit = Circuits : envoyer un acte, viser, approuver, refuser, signer, expédier
help-circuit-rules = Montre les circuits que la procédure prévoit pour un document
help-circuit-start = Envoie un document dans un circuit
help-circuit-show = Montre le circuit d’un document
help-circuit-list = Montre les circuits d’un dossier
help-circuit-approve = Donne le visa, l’avis ou l’approbation
help-circuit-dispatch = Note que l’acte a été envoyé
help-circuit-refuse = Refuse : le circuit s’arrête et revient à qui l’a lancé
help-circuit-send-back = Renvoie le circuit à un rang antérieur
help-circuit-substitute = Confie une étape à quelqu’un d’autre
help-circuit-skip = Passe une étape facultative
help-circuit-withdraw = Retire le circuit (qui l’a lancé)
help-circuit-cancel = Annule le circuit (administrateur)
help-circuit-restart = Relance un circuit refusé ou retiré
help-circuit-sign = Signe des documents avec votre certificat, avec une seule saisie du code
help-delegation = Absences : qui agit pour qui
help-delegation-list = Montre les délégations en cours et à venir
help-delegation-make = Donne délégation à quelqu’un
help-delegation-revoke = Révoque une délégation
help-task = Tâches : donner, montrer, clore
help-task-add = Donne une tâche à une personne, un rôle ou un bureau
help-task-list = Montre les tâches d’un dossier
help-task-done = Marque une tâche comme faite
help-task-open-again = Rouvre une tâche
help-note = Notes sur un dossier
help-note-add = Écrit une note ; @nom prévient une personne
help-note-edit = Récrit sa propre note ; les versions antérieures restent
help-note-list = Montre les notes d’un dossier
help-note-seen = Note que vous avez vu une note qui vous mentionne
help-inbox = Montre ce qui vous attend, et ce que vous attendez
arg-circuit-document = Document : référence du dossier et numéro, par exemple 2026/RES/000001#2, ou son id
arg-circuit-seen = SHA-256 de la version que vous avez vue, ou au moins ses 8 premiers chiffres
arg-circuit-act-step = Numéro de l’étape (sinon celle que vous pouvez faire)
arg-circuit-rule = Clé du circuit dans la procédure
arg-circuit-name = Nom du circuit
arg-circuit-new-step = Étape composée à la main : rang:genre:qui[:four-eyes][:optional][:within=3 working days] ; qui est person=NOM, role=RÔLE, office=CODE ou role=RÔLE@CODE ; peut être répété
arg-circuit-opinion = L’avis, ou une remarque
arg-circuit-reason = Pourquoi
arg-circuit-to-stage = Rang auquel le circuit revient
arg-circuit-heir = Personne qui reprend l’étape
arg-circuit-way = Moyen d’envoi : post, email, counter ou platform
arg-circuit-on = Jour de l’envoi, AAAA-MM-JJ (sinon aujourd’hui)
arg-circuit-addressee = Destinataire
arg-circuit-to-sign = Documents avec la version vue : DOCUMENT=EMPREINTE
arg-circuit-sign-place = Lieu de la signature
arg-delegation-past = Montre aussi celles qui sont finies
arg-delegation-to = Personne qui agit
arg-delegation-for = Personne absente (sinon vous ; pour d’autres, l’administrateur)
arg-delegation-from = Premier jour, AAAA-MM-JJ
arg-delegation-until = Dernier jour, compris
arg-delegation-mandate = Décision ou note sur laquelle elle repose
arg-delegation-office = Seulement pour ce bureau ; peut être répété
arg-delegation-procedure = Seulement pour cette procédure ; peut être répété
arg-delegation-kind = Seulement pour ce genre d’étape : visa, opinion, approval, signature, seal ou dispatch ; peut être répété
arg-delegation-sub = La personne peut la transmettre à son tour
arg-delegation-id = Identifiant de la délégation
arg-task-title = Ce qui est à faire
arg-task-for = Qui : un nom, role=RÔLE, office=CODE ou role=RÔLE@CODE
arg-task-dossier = Dossier de la tâche
arg-task-due = Jour pour lequel elle doit être faite, AAAA-MM-JJ
arg-task-id = Identifiant de la tâche
arg-note-text = Texte de la note, 10 000 caractères au plus
arg-note-id = Identifiant de la note
arg-inbox-limit = Nombre de lignes de chaque liste (100)
value-digest = EMPREINTE
value-step = ÉTAPE
value-way = MOYEN
value-day = JOUR
value-who = QUI
circuits-none = Aucun circuit.
circuit-signed = { $title } : version { $version } signée, { $level }{ $principal ->
    [none] .
   *[other] , p.d. { $principal }.
  }
circuit-signed-before = { $title } : déjà signé par vous, version { $version }.
circuit-stuck-at = personne ne peut faire l’étape « { $kind } » du rang { $stage }
field-circuit = Circuit
field-circuit-starter = Lancé par
field-circuit-version = Version
field-circuit-seen = SHA-256
field-circuit-reason = Motif
field-circuit-stuck = Bloqué
column-circuit-stage = Rang
column-circuit-step = Étape
column-circuit-who = Qui
column-circuit-done = Fait
circuit-status-running = en cours
circuit-status-refused = refusé
circuit-status-withdrawn = retiré
circuit-status-cancelled = annulé
circuit-status-finished = terminé
circuit-step-pending = à venir
circuit-step-due = à faire
circuit-step-done = fait
circuit-step-skipped = passé
circuit-kind-visa = visa
circuit-kind-opinion = avis
circuit-kind-approval = approbation
circuit-kind-signature = signature
circuit-kind-seal = sceau
circuit-kind-dispatch = envoi
circuit-role-agent = agent
circuit-role-signatory = signataire
circuit-role-clerk = greffier
circuit-role-auditor = auditeur
circuit-role-administrator = administrateur
delegations-none = Aucune délégation.
delegation-line = { $delegate } agit pour { $principal } du { $first } au { $last }
delegation-line-revoked = { $delegate } agissait pour { $principal } du { $first } au { $last } ; révoquée
tasks-none = Aucune tâche.
notes-none = Aucune note.
note-unresolved = Personne ne s’appelle ainsi, ou plusieurs personnes : { $names }
inbox-empty = Rien ne vous attend.
inbox-mine = À faire par vous ({ $count })
inbox-delegated = À faire par délégation ({ $count })
inbox-office = Pour votre bureau ({ $count })
inbox-waiting = Vous attendez ({ $count })
inbox-returned = Refusés, de retour chez vous ({ $count })
inbox-stuck = Circuits que personne ne peut terminer ({ $count })
inbox-tasks = Vos tâches ({ $count })
inbox-office-tasks = Tâches de votre bureau ({ $count })
inbox-given-tasks = Tâches que vous avez données ({ $count })
inbox-mentions = Notes qui vous mentionnent ({ $count })
history-circuit-started = circuit « { $circuit } » lancé pour « { $title } »
history-circuit-step-done = étape « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » (rang { $stage }) faite pour « { $title } »{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-circuit-refused = « { $title } » refusé au rang { $stage } : { $reason }
history-circuit-sent-back = « { $title } » renvoyé au rang { $to } : { $reason }
history-circuit-substituted = étape « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » de « { $title } » confiée à { $to } : { $reason }
history-circuit-step-skipped = étape « { $step ->
    [visa] visa
    [opinion] avis
    [approval] approbation
    [signature] signature
    [seal] sceau
   *[dispatch] envoi
  } » de « { $title } » passée
history-circuit-withdrawn = circuit de « { $title } » retiré : { $reason }
history-circuit-cancelled = circuit de « { $title } » annulé : { $reason }
history-circuit-restarted = circuit de « { $title } » relancé
history-circuit-content-changed = nouvelle version de « { $title } » : { $count } étapes à refaire
history-circuit-finished = circuit « { $circuit } » de « { $title } » terminé
history-circuit-stuck = circuit « { $circuit } » de « { $title } » : personne ne peut plus le terminer
history-document-signed = « { $title } » signé, version { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = délégation de { $principal } à { $delegate } du { $first } au { $last }
history-delegation-revoked = délégation de { $principal } à { $delegate } révoquée : { $reason }
history-task-given = tâche « { $task } » donnée à { $to }
history-task-done = tâche « { $task } » faite
history-task-open-again = tâche « { $task } » rouverte
history-note-written = note écrite
history-note-edited = note récrite
inbox-sent-back = Renvoyé par { $name } : « { $reason } »
