# Textes du domaine: letter.
