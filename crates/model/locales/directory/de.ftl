# Texte des Bereichs: directory.
