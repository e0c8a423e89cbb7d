begin-way = Comment voulez-vous commencer ?
begin-new = Créer une administration
begin-new-hint = Le premier poste : vous donnez le nom de l’administration. L’inscription à une plateforme peut suivre.
begin-join = Rejoindre une administration
begin-join-hint = Avec l’adresse de la plateforme et un code à usage unique, que son administrateur vous donne.
begin-look = Regarder d’abord la démonstration
begin-look-hint = Une commune inventée avec ses dossiers, à part : rien n’y est valable, et votre propre poste peut venir ensuite.
begin-look-submit = Ouvrir la démonstration
begin-look-busy = La démonstration se prépare…
join-submit = Rejoindre l’administration
join-busy = Inscription…
join-made = Le poste est créé sur cet ordinateur ; seule l’inscription manque encore. Corrigez l’adresse ou le code, ou continuez sans : tout reste possible dans les réglages.
join-later = Continuer sans inscription
join-code-missing = Saisissez le code d’inscription.
join-address-wrong = Ce n’est pas l’adresse d’une plateforme : elle commence par https://.
demo-locked = Démonstration
demo-locked-text = Personne ici n’existe, et ces phrases secrètes ne protègent rien :
demo-leave = Quitter la démonstration
steps-title = Premiers pas
steps-away = Ne plus montrer
steps-done = fait
steps-recovery = Une clé de secours imprimée ouvre le poste quand la phrase secrète est oubliée.
steps-recovery-go = La faire dans « Personnes du poste »
steps-platform = L’inscription auprès d’une plateforme permet de sceller, d’envoyer et de travailler à plusieurs.
steps-platform-go = Inscrire ce poste
steps-key = Pour signer ou sceller il faut un certificat : sur une carte, dans un jeton ou dans un fichier (.p12, .pfx).
steps-key-go = Chercher un certificat
steps-key-found = { $count ->
    [one] Un certificat utilisable a été trouvé sur cet ordinateur.
   *[other] { $count } certificats utilisables ont été trouvés sur cet ordinateur.
}
found-title = Certificats de cet ordinateur
found-text = Ce qui est trouvé ici est proposé pour chaque signature et chaque sceau. Un fichier se regarde avec sa phrase secrète, qui n’est pas gardée.
found-use = Utiliser ce fichier
found-kept = { $file } sera proposé pour signer et sceller, aussi après un redémarrage.
history-key-file-remembered = Fichier de clé retenu
history-key-file-forgotten = Fichier de clé oublié
begin-restore = Restaurer une sauvegarde
begin-restore-hint = Le poste redevient ce qu’il était quand la sauvegarde a été faite : après une panne, une perte, ou sur un nouvel ordinateur.
restore-place = Emplacement de la sauvegarde
restore-place-hint = L’emplacement choisi pour les sauvegardes, ou l’une d’elles. La sauvegarde elle-même n’est pas modifiée.
restore-place-none = aucun emplacement choisi
restore-choose = Choisir…
restore-which = Quelle sauvegarde ?
restore-about = { $count } contenus, { $size }
restore-lacks = { $count ->
    [one] Un contenu manquait déjà au poste quand elle a été faite.
   *[other] { $count } contenus manquaient déjà au poste quand elle a été faite.
}
restore-passphrase = Votre phrase secrète
restore-passphrase-hint = Celle qui ouvrait le poste quand la sauvegarde a été faite.
restore-one = Un seul poste continue : si l’ancien existe encore, n’y travaillez plus. Ce qui a été fait depuis la sauvegarde n’y est pas ; ce que la plateforme a reçu en revient à la prochaine synchronisation.
restore-submit = Restaurer le poste
restore-busy = Restauration…
restore-folder-missing = Choisissez d’abord l’emplacement de la sauvegarde.
restore-passphrase-missing = Saisissez la phrase secrète.
restore-done = Le poste est restauré, tel qu’il était le { $time }.
restore-done-missing = Le poste est restauré, tel qu’il était le { $time }. { $count ->
    [one] Un contenu lui manquait déjà alors : la vérification du poste dit lequel.
   *[other] { $count } contenus lui manquaient déjà alors : la vérification du poste dit lesquels.
}
key-file-title = Fichier de clé
key-file-text = Le fichier .p12 ou .pfx qui vous est proposé pour signer et sceller. Le poste retient où il se trouve, jamais ce qui l’ouvre.
key-file-kept = « { $file } » vous est proposé.
key-file-gone = Il n’est plus là où il était : choisissez-le de nouveau, ou oubliez-le.
key-file-none = Aucun fichier n’est retenu pour vous.
key-file-choose = Choisir un fichier…
key-file-other = Choisir un autre…
key-file-forget = Oublier ce fichier
key-file-forgotten = Le fichier de clé est oublié ; le fichier lui-même reste où il est.
stopped-title = La fenêtre s’est arrêtée
stopped-what = Une erreur du programme a arrêté cette fenêtre en plein travail. La page qui est derrière ne répond plus.
stopped-safe = Tout ce qui était enregistré est en sécurité dans le poste. Une opération en cours est menée à son terme par le poste, ou annulée.
stopped-lost = Ce que vous étiez en train d’écrire peut être perdu.
stopped-next = Rechargez la page, puis regardez si votre dernière action y est.
stopped-anew = Recharger la page
