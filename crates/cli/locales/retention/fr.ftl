# Textes du domaine: retention.
