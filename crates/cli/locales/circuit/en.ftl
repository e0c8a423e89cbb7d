# Texts of the area: circuit.
origin-signed = signed
