# Access, checks, backups.
step-checking-database = Checking the database
step-checking-journal = Checking the journal
step-copying-database = Copying the database
step-backing-up = Backing up contents
step-restoring = Restoring contents
