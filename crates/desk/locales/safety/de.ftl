# Texte des Bereichs: safety.
