# Zougang, Kontroll, Sécherungen.
step-checking-database = D’Datebank gëtt kontrolléiert
step-checking-journal = De Journal gëtt kontrolléiert
step-copying-database = D’Datebank gëtt kopéiert
step-backing-up = D’Inhalter ginn geséchert
step-restoring = D’Inhalter ginn nees hiergestallt
