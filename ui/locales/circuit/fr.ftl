# Textes du domaine: circuit.
origin-signed = Signée par une personne, dans un circuit
