# Texte des Bereichs: circuit.
circuit-by-hand = Umlauf
signature-delegation = i. A. { $principal }
stamp-signed-by = Unterschrieben von { $signer }
stamp-signed-at = am { $date } um { $time } { $zone }
stamp-signed-alternative = Dokument von { $authority }, unterschrieben von { $signer } am { $date } um { $time } { $zone }. Identifikator { $identifier }. Das Original ist unter { $address } einzusehen.
step-signing = Unterschrift
certificate-other-holder = Das Zertifikat lautet auf „{ $holder }“, es unterschreibt aber „{ $person }“.
  .next = Prüfen Sie vor dem Unterschreiben, ob es Ihr Zertifikat ist; der Akt vermerkt es.
opinion-altered = Die Stellungnahme oder Bemerkung zu „{ $title }“ ist nicht mehr die abgegebene: das Journal hat eine andere Prüfsumme.
  .next = Melden Sie es der Informatik und der Person, die sie abgab; eine Sicherung enthält den ursprünglichen Text.
