# Texter vum Beräich: circuit.
circuit-by-hand = Ëmlaf
signature-delegation = p.d. { $principal }
stamp-signed-by = Ënnerschriwwe vun { $signer }
stamp-signed-at = den { $date } um { $time } { $zone }
stamp-signed-alternative = Dokument vun { $authority }, ënnerschriwwe vun { $signer } den { $date } um { $time } { $zone }. Identifiant { $identifier }. D'Original fënnt een ënner { $address }.
step-signing = Ënnerschrëft
