# Accès, contrôle, sauvegardes.
step-checking-database = Contrôle de la base de données
step-checking-journal = Contrôle du journal
step-copying-database = Copie de la base de données
step-backing-up = Sauvegarde des contenus
step-restoring = Restauration des contenus
