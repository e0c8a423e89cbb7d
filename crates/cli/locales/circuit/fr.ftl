# Textes du domaine: circuit.
origin-signed = signée
