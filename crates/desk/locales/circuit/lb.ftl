# Texter vum Beräich: circuit.
circuit-by-hand = Circuit
signature-delegation = p.d. { $principal }
stamp-signed-by = Ënnerschriwwe vun { $signer }
stamp-signed-at = den { $date } um { $time } { $zone }
stamp-signed-alternative = Dokument vun { $authority }, ënnerschriwwe vun { $signer } den { $date } um { $time } { $zone }. Kennung { $identifier }. Den Original fënnt een ënner { $address }.
step-signing = Ënnerschrëft
certificate-other-holder = Den Zertifikat ass op den Numm „{ $holder }“, et ënnerschreift awer „{ $person }“.
  .next = Kuckt virum Ënnerschreiwen, ob et Ären Zertifikat ass; am Akt steet et dobäi.
opinion-altered = Den Avis oder d’Bemierkung zu „{ $title }“ ass net méi deen, dee gouf: de Journal huet eng aner Préifzomm.
  .next = Mellt et der Informatik an der Persoun, déi en ofginn huet; an enger Sécherung steet den originalen Text.
