# Textes du domaine: dossier.
