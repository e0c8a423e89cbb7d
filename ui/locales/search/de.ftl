# Texte des Bereichs: search.
