# Le registre public.
help-log = Le registre public des sceaux de la plateforme : ce que ce poste en a vu, alertes, preuves
help-log-status = Indique quand le registre a été vu la dernière fois et combien d’originaux sont prouvés
help-log-alarms = Affiche les alertes que personne n’a encore confirmées
help-log-confirm = Confirme que vous avez vu une alerte
help-log-proof = Écrit la preuve qu’un original figure dans le registre (.tlog-proof)
help-log-accept = Accepte de nouvelles clés du registre, après les avoir comparées (administrateurs)
arg-seen-too = Aussi celles qui ont été vues
arg-alarm = Numéro de l’alerte
arg-alarm-note = Ce que vous avez constaté, pour l’auditeur
arg-proved-document = Document : référence du dossier et numéro, par exemple 2026/RES/000001#2, ou son id
arg-log-policy = Fichier de la nouvelle politique, telle que l’exploitant la publie
log-none = Ce poste n’a pas encore vu de registre public.
log-seen = Registre public « { $origin } » : { $size } entrées, vu { $at }
log-proofs = Originaux de ce poste : { $proved } prouvés, { $unproved } pas encore
log-alarms = { $count ->
    [one] Une alerte attend : greffe log alarms
   *[other] { $count } alertes attendent : greffe log alarms
 }
log-no-alarm = Aucune alerte n’attend.
log-alarm-seen = Vue { $at } par { $person } : { $note }
log-alarm-confirmed = L’alerte n° { $alarm } est notée comme vue.
log-proof-none = Il n’y a pas encore de preuve : l’original n’est pas enregistré, ou pas encore dans le registre public.
log-proof-written = Preuve écrite : { $file }
log-accepted = Les nouvelles clés du registre public sont acceptées.
sync-log-problem = Le registre public n’a pas pu être consulté :
help-log-anew = Surveille à nouveau le registre après une alerte dont la cause est connue (administrateurs)
arg-log-reason = Ce qui s’est passé, pour l’auditeur
log-anew = Le registre public est surveillé à nouveau dès la prochaine synchronisation.
help-log-verify = Vérifie hors ligne qu’un fichier figure dans le registre public, par sa .tlog-proof ; sans poste
arg-logged-file = L’original, tel qu’il a été téléchargé
arg-proof = Sa preuve (.tlog-proof), telle que la page de vérification la donne
arg-policy = Clés du registre (C2SP tlog-policy), d’une source en laquelle vous avez confiance
log-verified = { $identifier } : ce fichier a été émis sous cet identifiant. Entrée { $index } du registre public « { $origin } », sous un point de contrôle de { $size } entrées
log-verified-witness = { "  " }Cosigné par { $name }, { $at }
log-verified-alone = { "  " }Aucun témoin n’a cosigné ce point de contrôle : seule la signature du registre lui-même en répond.
log-verified-later = S’il a été révoqué ou remplacé plus tard, seule la page de vérification ou un registre plus récent peut le dire.
