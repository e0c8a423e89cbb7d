# Ce que les postes partagent.
help-conflicts = Montre côte à côte ce qui a été modifié différemment sur deux postes
help-conflict = Tranche ce qui a été modifié différemment sur deux postes
help-conflict-decide = Tranche un conflit ; les deux textes restent au journal
arg-conflict = Numéro du conflit
arg-mine = Garde tout comme sur ce poste
arg-theirs = Reprend tout comme sur la plateforme
arg-choose = Pour un champ : CHAMP=mine, CHAMP=theirs ou CHAMP=text:… ; peut être répété
conflicts-none = Rien n'attend de décision.
conflict-line = N° { $number } : { $kind } « { $label } » { $reference }, depuis { $at }
conflict-deleted-mine = Supprimé ici et modifié ailleurs : maintenir la suppression (--mine) ou le reprendre (--theirs).
conflict-deleted-theirs = Modifié ici et supprimé ailleurs : le garder (--mine) ou y renoncer (--theirs).
conflict-decided = Le conflit n° { $number } est tranché ; il part avec la prochaine synchronisation.
conflict-open = Le conflit n° { $number } n'est pas encore tranché : il en reste une partie.
column-field = Champ
column-before = Avant
column-here = Ici
column-platform = Sur la plateforme
sync-shared = { $count ->
    [one] Une modification partagée
   *[other] { $count } modifications partagées
 }
sync-received = { $count ->
    [one] Un enregistrement reçu d'autres postes
   *[other] { $count } enregistrements reçus d'autres postes
 }
sync-contents-awaited = { $count ->
    [one] Un fichier n'est pas encore arrivé
   *[other] { $count } fichiers ne sont pas encore arrivés
 }
sync-conflicts = { $count ->
    [one] Un conflit attend : greffe conflicts
   *[other] { $count } conflits attendent : greffe conflicts
 }
sync-records-parked = { $count ->
    [one] Une modification a été refusée : greffe outbox
   *[other] { $count } modifications ont été refusées : greffe outbox
 }
records-waiting = { $count ->
    [one] Une modification attend d'être partagée
   *[other] { $count } modifications attendent d'être partagées
 }
record-refused = Refusé : { $kind } « { $label } » [{ $code }] { $operation }
record-not-taken = Reçu et impossible à montrer : { $kind } « { $label } » [{ $code }]
record-person = Personne
record-delegation = Délégation
record-classification = Classement
record-procedure-version = Procédure
record-letter-template = Modèle de lettre
record-contact = Contact
record-dossier = Dossier
record-dossier-access = Accès à un dossier
record-dossier-link = Lien entre dossiers
record-dossier-procedure = Procédure d'un dossier
record-dossier-day = Jour d'un dossier
record-tag = Mot-clé
record-party = Partie
record-document = Document
record-version = Version
record-letter = Lettre
record-circuit = Circuit
record-deadline = Délai
record-deadline-change = Modification d'un délai
record-forwarding = Transmission
record-task = Tâche
record-note = Note
record-note-text = Texte d'une note
record-mention = Mention
value-decision = CHAMP=CHOIX
sync-offered-again = { $count ->
    [one] La plateforme a été restaurée et avait perdu un original, envoyé à nouveau
   *[other] La plateforme a été restaurée et avait perdu { $count } originaux, envoyés à nouveau
 }
