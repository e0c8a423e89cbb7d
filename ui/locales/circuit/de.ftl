# Texte des Bereichs: circuit.
origin-signed = Von einer Person im Umlauf unterschrieben
