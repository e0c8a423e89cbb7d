# Textes du domaine: import.
