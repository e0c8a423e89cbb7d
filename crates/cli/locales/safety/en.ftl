# Texts of the area: safety.
