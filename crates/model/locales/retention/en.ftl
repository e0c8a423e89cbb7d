# Texts of the area: retention.
