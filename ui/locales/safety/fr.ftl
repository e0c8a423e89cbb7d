# Textes du domaine: safety.
