# Texts of the area: import.
