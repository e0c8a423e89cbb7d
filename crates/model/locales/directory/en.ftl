# Texts of the area: directory.
