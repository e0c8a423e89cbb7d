# Texts of the area: procedure.
