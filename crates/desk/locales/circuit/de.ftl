# Texte des Bereichs: circuit.
circuit-by-hand = Umlauf
signature-delegation = i. A. { $principal }
stamp-signed-by = Unterschrieben von { $signer }
stamp-signed-at = am { $date } um { $time } { $zone }
stamp-signed-alternative = Dokument von { $authority }, unterschrieben von { $signer } am { $date } um { $time } { $zone }. Identifikator { $identifier }. Das Original ist unter { $address } einzusehen.
step-signing = Unterschrift
