# Texte des Bereichs: retention.
