# Texte des Bereichs: import.
