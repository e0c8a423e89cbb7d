# Texte des Bereichs: circuit.
