# Texts of the area: circuit.
