# Texts of the area: letter.
