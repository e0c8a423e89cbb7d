# Le journal.

journal-altered = L'entrée { $sequence } du journal a été modifiée après coup.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-missing = Il manque au journal les entrées { $first } à { $last }.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-out-of-order = Dans le journal, l'entrée { $sequence } se trouve à la place de l'entrée { $expected }.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-unlinked = L'entrée { $sequence } du journal ne fait pas suite à celle qui la précède.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-truncated = Le journal comptait { $remembered } entrées et n'en compte plus que { $found } : la fin a disparu.
    .next = Si une sauvegarde vient d'être restaurée, c'est normal et cela doit être consigné ; sinon, prévenez le responsable informatique et l'auditeur.

journal-rewritten = Le journal n'est plus celui qui avait été relevé à l'entrée { $sequence } : il a été réécrit.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-details = Les détails d'une entrée du journal ne sont pas dans leur forme d'origine.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

# Le registre public des sceaux.

log-entry = Ce n'est pas une entrée du registre public.
    .next = Demandez de nouveau la preuve à la plateforme.

log-range = Cet emplacement n'existe pas dans le registre public.
    .next = Demandez de nouveau la preuve à la plateforme.

log-hash-missing = Il manque une valeur du registre public.
    .next = Réessayez plus tard ; si cela persiste, prévenez l'exploitant de la plateforme.

log-inclusion = La preuve ne montre pas que le document figure dans le registre public.
    .next = Demandez de nouveau la preuve à la plateforme et vérifiez qu'elle appartient bien à ce fichier.

log-consistency = Le registre public a été réécrit : sa version récente ne prolonge pas l'ancienne.
    .next = Conservez les deux points de contrôle et prévenez l'auditeur : c'est une faute grave du journal.

log-note = Le point de contrôle du registre public n'a pas la forme d'une note signée.
    .next = Demandez-le de nouveau à la plateforme.

log-checkpoint = Le point de contrôle du registre public est illisible.
    .next = Demandez-le de nouveau à la plateforme.

log-proof = La preuve est illisible à partir de la ligne { $line }.
    .next = Demandez de nouveau le fichier à la plateforme et n'y modifiez rien.

log-tile = Un fichier du registre public n'a pas la forme attendue.
    .next = Réessayez plus tard ; si cela persiste, prévenez l'exploitant de la plateforme.

log-key = La clé de vérification du registre public est illisible.
    .next = Recopiez-la en entier depuis sa publication officielle.

log-key-kind = La clé de vérification est d'un genre ({ $kind }) que ce logiciel ne connaît pas.
    .next = Mettez le logiciel à jour ou employez une clé Ed25519.

log-policy = Les clés du registre public et de ses témoins se contredisent.
    .next = Vérifiez la configuration : un nom pour le journal, une clé par témoin, un quorum qui ne dépasse pas leur nombre.

log-origin = Le point de contrôle est celui du journal « { $found } » et non de « { $expected } ».
    .next = Vérifiez l'adresse de la plateforme.

log-signature-missing = Le point de contrôle du registre public n'est signé par aucune clé connue.
    .next = Ne vous y fiez pas ; vérifiez l'adresse de la plateforme et les clés configurées.

log-signature-invalid = La signature de « { $name } » sur le point de contrôle du registre public est fausse.
    .next = Ne vous y fiez pas et prévenez l'exploitant de la plateforme.

log-witnesses = Le point de contrôle du registre public est confirmé par { $found } témoins ; il en faut { $needed }.
    .next = Redemandez la preuve plus tard : les témoins confirment avec un délai.
log-policy-line = La ligne { $line } de la politique du registre public ne convient pas.
  .next = Corrigez cette ligne : log, witness, group ou quorum, avec des noms définis plus haut et des clés différentes.
log-request = Ce n’est pas une demande à un témoin du registre public (à partir de la ligne { $line }).
  .next = Prévenez l’exploitant du registre.
