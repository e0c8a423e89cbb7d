# Le journal.

journal-altered = L'entrée { $sequence } du journal a été modifiée après coup.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-missing = Il manque au journal les entrées { $first } à { $last }.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-out-of-order = Dans le journal, l'entrée { $sequence } se trouve à la place de l'entrée { $expected }.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-unlinked = L'entrée { $sequence } du journal ne fait pas suite à celle qui la précède.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-truncated = Le journal comptait { $remembered } entrées et n'en compte plus que { $found } : la fin a disparu.
    .next = Si une sauvegarde vient d'être restaurée, c'est normal et cela doit être consigné ; sinon, prévenez le responsable informatique et l'auditeur.

journal-rewritten = Le journal n'est plus celui qui avait été relevé à l'entrée { $sequence } : il a été réécrit.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.

journal-details = Les détails d'une entrée du journal ne sont pas dans leur forme d'origine.
    .next = Ne modifiez plus rien, conservez une copie du répertoire de données et prévenez le responsable informatique et l'auditeur.
