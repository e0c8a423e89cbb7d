# Textes du domaine: circuit.
circuit-by-hand = Circuit
signature-delegation = p.d. { $principal }
stamp-signed-by = Signé par { $signer }
stamp-signed-at = le { $date } à { $time } { $zone }
stamp-signed-alternative = Document de { $authority } signé par { $signer }, le { $date } à { $time } { $zone }. Identifiant { $identifier }. L'original se consulte à l'adresse { $address }.
step-signing = Signature
