# Textes du domaine: search.
