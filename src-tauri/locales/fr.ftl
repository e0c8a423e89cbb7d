desk-locked = Le poste est verrouillé.
  .next = Saisissez la phrase secrète pour continuer.
file-not-offered = Ce fichier n’a pas été choisi dans cette session.
  .next = Choisissez-le à nouveau.
settings-not-saved = Les réglages n’ont pas pu être enregistrés : { $detail }.
  .next = Ils valent jusqu’à la fermeture de la fenêtre. Vérifiez l’espace libre et les droits sur votre dossier personnel.
chosen-file-unreadable = « { $file } » n’a pas pu être lu : { $detail }.
  .next = Vérifiez que le fichier existe encore et que vous avez le droit de le lire.
work-stopped = Le travail s’est arrêté de façon inattendue : { $detail }.
  .next = Rien d’acquis n’est perdu. Recommencez ; si cela se reproduit, prévenez l’assistance.
choose-documents = Documents
choose-seal-key = Clé du sceau (PKCS#12)
choose-certificates = Certificats (PEM)
certificate-not-shown = Ce certificat n’est plus parmi ceux qui ont été trouvés.
  .next = Cherchez à nouveau les cartes et jetons, puis choisissez-le.
seal-pin-missing = Le code PIN est vide.
  .next = Saisissez le code PIN de la carte ou du jeton.
target-not-written = « { $file } » n’a pas pu être écrit : { $detail }.
  .next = Choisissez un autre dossier ou un autre nom, puis recommencez.
choose-version = Fichiers
choose-table = Tables (CSV)
choose-logo = Images (PNG, JPEG)
choose-letter-table = Tables (CSV)
choose-procedure = Procédures (TOML)
choose-holidays = Jours fériés (TOML)
notify-deadline = { $count ->
    [one] Un délai est dépassé.
   *[other] { $count } délais sont dépassés.
  }
notify-deadline-named = Le délai du dossier { $name } est dépassé.
notify-waiting = { $count ->
    [one] Une nouvelle demande vous attend.
   *[other] { $count } nouvelles demandes vous attendent.
  }
notify-alarm = Une alerte demande à être vue.
restore-here-taken = Là où ce programme garde le poste, il y a déjà quelque chose qui n’est pas un poste. Rien n’a été écrasé.
  .next = Faites mettre à l’abri ce qui s’y trouve par votre service informatique, puis recommencez.
