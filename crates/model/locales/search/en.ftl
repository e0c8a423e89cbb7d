# Texts of the area: search.
