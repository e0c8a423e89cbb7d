# Le registre public des sceaux.
log-policy-changed = La plateforme annonce pour son registre public des sceaux d’autres clés que celles que ce poste connaît.
    .next = Comparez les nouvelles clés avec ce que l’exploitant a publié ailleurs ; un administrateur les accepte (greffe log accept), sinon prévenez l’auditeur.
log-issued-twice = Le registre public montre deux fois l’émission de l’original { $identifier }….
    .next = Prévenez l’exploitant de la plateforme et l’auditeur, et conservez les preuves.
log-issued-other = Le registre public montre, sous l’identifiant { $identifier }…, l’émission d’un document qui n’est pas le nôtre.
    .next = Prévenez aussitôt l’auditeur et conservez les preuves : quelqu’un a enregistré un autre fichier sous cet identifiant.
log-superseded-elsewhere = Selon le registre public, l’original { $identifier }… a été remplacé, et aucun document de ce poste ne le remplace.
    .next = Renseignez-vous auprès des collègues de votre administration ; si aucun ne l’a remplacé, prévenez l’auditeur.
log-revoked-elsewhere = Selon le registre public, l’original { $identifier }… a été révoqué.
    .next = Si votre administration ne l’a pas révoqué, prévenez aussitôt l’auditeur.
log-entry-missing = L’original { $identifier }… est enregistré depuis plus de 24 heures et ne figure toujours pas dans le registre public.
    .next = Prévenez l’exploitant de la plateforme ; si cela persiste, prévenez l’auditeur.
alarm-unknown = Aucune alerte n° { $number } n’attend d’être vue.
    .next = Affichez les alertes avec « greffe log alarms ».
history-log-known = Registre public « { $origin } » connu désormais
history-alarm-raised = Alerte sur le registre public : { $code }
history-alarm-confirmed = Alerte n° { $alarm } vue : { $note }
history-log-policy-accepted = Nouvelles clés du registre public acceptées ({ $sha256 })
log-reason-missing = Pour surveiller à nouveau le registre public, il faut un motif.
    .next = Dites ce qui s’est passé, tel que l’auditeur le lira.
history-log-watched-anew = Registre public surveillé à nouveau : { $reason }
platform-lost-originals = La plateforme a été rétablie à partir d’une sauvegarde et avait perdu { $count ->
        [one] un original de ce poste dont elle avait accusé réception. Il est envoyé à nouveau.
       *[other] { $count } originaux de ce poste dont elle avait accusé réception. Ils sont envoyés à nouveau.
    }
    .next = Synchronisez jusqu’à ce que rien n’attende plus et demandez à l’exploitant ce qui a été perdu d’autre : le registre public ne poursuivra pas ce que ce poste a vu.
