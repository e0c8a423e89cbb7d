# Texts of the area: circuit.
circuit-by-hand = Circuit
signature-delegation = p.d. { $principal }
stamp-signed-by = Signed by { $signer }
stamp-signed-at = on { $date } at { $time } { $zone }
stamp-signed-alternative = Document of { $authority }, signed by { $signer } on { $date } at { $time } { $zone }. Identifier { $identifier }. The original is kept at { $address }.
step-signing = Signing
certificate-other-holder = The certificate is held by “{ $holder }”, and “{ $person }” signs.
  .next = Make sure before signing that it is your certificate; the act will mention it.
opinion-altered = The opinion or remark on “{ $title }” is not the one that was given: the journal has another digest of it.
  .next = Tell your IT support and whoever gave it; a backup has the original text.
