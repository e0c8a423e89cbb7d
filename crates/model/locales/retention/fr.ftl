# Conservation, gels, dispositions, destruction.
retention-line-empty = Ligne { $line } : la colonne « { $column } » est vide.
  .next = Remplissez-la dans le fichier, puis importez-le de nouveau.
retention-line-value = Ligne { $line } : « { $value } » n'est pas possible dans la colonne « { $column } ».
  .next = docs/ARCHIVES.md donne les valeurs possibles.
retention-line-for-nothing = Ligne { $line } : ni classement ni procédure ; elle ne vaudrait pour aucun dossier.
  .next = Indiquez au moins l'un des deux.
retention-line-sampling-missing = Ligne { $line } : un échantillon est prévu, sans règle pour le tirer.
  .next = Écrivez par exemple 1/10, 10 % ou la règle en mots.
retention-line-twice = Ligne { $line } : « { $value } » figure déjà dans la colonne « { $column } », ligne { $first }.
  .next = Gardez une seule de ces lignes.
retention-column-missing = Il manque la colonne « { $column } ».
  .next = Ajoutez-la à la première ligne du fichier.
retention-column-unknown = L'intitulé de colonne « { $heading } » n'est pas connu, ou figure deux fois.
  .next = docs/ARCHIVES.md donne les intitulés.
retention-line-no-csv = Ligne { $line } : elle n'a pas le nombre de cellules de la première, ou un guillemet n'est pas fermé.
  .next = Corrigez la ligne dans le fichier.
retention-table-empty = Le tableau de tri n'a aucune ligne.
  .next = Choisissez un autre fichier.
retention-table-refused = Le tableau de tri a { $count } défauts ; rien n'a été repris. Le premier : { $first }
  .next = « greffe retention check » les montre tous.
retention-table-not-text = Le tableau de tri n'est pas un texte en UTF-8.
  .next = Enregistrez-le comme « CSV UTF-8 ».
retention-table-twice = Un tableau de tri valable à partir du { $from } existe déjà.
  .next = Donnez-lui un autre premier jour.
retention-not-closed = Le dossier { $reference } n'est pas clos.
  .next = Clôturez-le d'abord.
retention-nothing-to-adopt = Aucun tableau plus récent ne dit autre chose du dossier { $reference }.
  .next = Il garde sa règle.
dossier-destroyed = Le contenu du dossier { $reference } a été détruit.
  .next = Le certificat de destruction dit quand et sur quelle base.
hold-for-everything = Un gel sans condition bloquerait tous les dossiers.
  .next = Indiquez un dossier, une procédure, un classement, un début de référence ou une partie.
hold-unknown = Il n'y a pas de gel n° { $hold }.
  .next = « greffe retention holds » les montre.
hold-released = Le gel n° { $hold } est déjà levé.
  .next = Rien n'a été changé.
disposition-unknown = Il n'y a pas de disposition { $disposition } sur ce poste.
  .next = « greffe retention dispositions » les montre.
disposition-empty = Une proposition compte de 1 à 10 000 dossiers.
  .next = Choisissez-les dans la liste des échéances.
disposition-not-due = La conservation du dossier { $reference } n'est pas finie, ou aucune règle ne lui convient.
  .next = « greffe retention show » dit pourquoi.
disposition-in-another = Le dossier { $reference } se trouve déjà dans une disposition.
  .next = Retirez d'abord celle-là, ou laissez ce dossier.
disposition-held = Le dossier { $reference } est gelé (n° { $hold }) : { $reason }
  .next = Rien n'est détruit tant que le gel n'est pas levé.
disposition-state = Cette étape n'est pas possible : la disposition est { $state ->
    [proposed] proposée
    [notified] notifiée, avec des dossiers sans décision
    [appraised] évaluée
    [confirmed] confirmée
    [destroying] en destruction
    [done] terminée
   *[withdrawn] retirée
  }.
  .next = L'ordre : proposer, notifier, évaluer, livrer, confirmer, détruire.
disposition-day = Le { $day } n'est pas possible : du { $from } au { $until }.
  .next = Donnez le jour où cela s'est passé.
disposition-not-in-it = Le dossier { $dossier } n'est pas dans cette disposition.
  .next = « greffe retention disposition » montre sa liste.
disposition-answer-awaited = Les Archives nationales peuvent répondre jusqu'au { $until }.
  .next = Attendez leur réponse, ou le lendemain de ce jour.
disposition-answered = Les Archives nationales ont répondu au sujet du dossier { $reference } : ce n'est plus un silence.
  .next = Inscrivez leur nouvelle réponse, si elles en ont donné une.
disposition-silence-keeps = Le tableau de tri conserve le dossier { $reference } : le silence n'y change rien.
  .next = Demandez la réponse aux Archives, ou enregistrez-la.
disposition-not-wanted = Les Archives n'ont pas demandé le dossier { $reference }.
  .next = Enregistrez d'abord leur réponse.
disposition-not-packaged = Aucun paquet n'a été fait pour le dossier { $reference }.
  .next = Livrez-le d'abord : « greffe retention deliver ».
disposition-receipt-missing = Les Archives veulent le dossier { $reference } ; leur accusé de réception manque.
  .next = Livrez-le et enregistrez l'accusé de réception.
disposition-too-early = La destruction n'est permise qu'à partir du { $from }.
  .next = La loi du 17 août 2018 veut trois mois entre l'avis et la destruction.
disposition-same-person = { $person } a proposé cette disposition et ne peut pas la confirmer.
  .next = Une autre personne confirme (quatre yeux).
disposition-changed = Le dossier { $reference } n'est plus celui de la liste.
  .next = Retirez la disposition et proposez-en une nouvelle.
disposition-outbox-waits = Un original du dossier { $reference } attend encore dans la boîte d'envoi.
  .next = Synchronisez d'abord.
disposition-removing-later = Un autre programme écrit sur le poste ; les contenus seront retirés à la reprise.
  .next = Recommencez la même étape dans un instant.
disposition-no-certificate = Il n'y a pas encore de certificat de destruction.
  .next = Il est fait à la fin de la destruction.
content-destroyed = Ce contenu a été détruit par une disposition.
  .next = Le certificat de destruction dit quand et sur quelle base.
export-nothing = Le dossier { $reference } ne contient aucun document.
  .next = Rien n'a été écrit.
figures-period = La période n'est pas possible : 1 à 120 mois, le premier avant le dernier.
  .next = Écrivez les mois ainsi : 2026-01.
