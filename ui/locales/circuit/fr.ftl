# Textes du domaine: circuit.
