# Texte des Bereichs: letter.
