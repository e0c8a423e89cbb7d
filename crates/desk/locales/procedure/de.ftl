# Texte des Bereichs: procedure.
