# Texts of the area: circuit.
origin-signed = Signed by a person, in a circuit
