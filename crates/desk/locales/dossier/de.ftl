# Texte des Bereichs: dossier.
