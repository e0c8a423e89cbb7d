# Texts of the area: circuit.
circuit-by-hand = Circuit
signature-delegation = p.d. { $principal }
stamp-signed-by = Signed by { $signer }
stamp-signed-at = on { $date } at { $time } { $zone }
stamp-signed-alternative = Document of { $authority }, signed by { $signer } on { $date } at { $time } { $zone }. Identifier { $identifier }. The original is kept at { $address }.
step-signing = Signing
