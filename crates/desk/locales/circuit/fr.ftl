# Textes du domaine: circuit.
circuit-by-hand = Circuit
signature-delegation = p.d. { $principal }
stamp-signed-by = Signé par { $signer }
stamp-signed-at = le { $date } à { $time } { $zone }
stamp-signed-alternative = Document de { $authority } signé par { $signer }, le { $date } à { $time } { $zone }. Identifiant { $identifier }. L'original se consulte à l'adresse { $address }.
step-signing = Signature
certificate-other-holder = Le certificat est au nom de « { $holder } », et c'est « { $person } » qui signe.
  .next = Vérifiez que c'est bien votre certificat avant de signer ; l'acte le mentionnera.
opinion-altered = L'avis ou la remarque sur « { $title } » n'est plus celui qui a été donné : le journal en garde une autre empreinte.
  .next = Prévenez votre service informatique et l'auteur de l'avis ; une sauvegarde contient le texte d'origine.
