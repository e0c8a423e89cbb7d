# Zugang, Prüfung, Sicherungen.
step-checking-database = Prüfung der Datenbank
step-checking-journal = Prüfung des Journals
step-copying-database = Kopieren der Datenbank
step-backing-up = Sichern der Inhalte
step-restoring = Wiederherstellen der Inhalte
