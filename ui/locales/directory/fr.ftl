# Textes du domaine: directory.
