# Textes du domaine: procedure.
