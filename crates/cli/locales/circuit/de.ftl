# Texte des Bereichs: circuit.
origin-signed = unterschrieben
