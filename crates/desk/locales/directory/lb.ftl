# Texter vum Beräich: directory.
contact-field-unknown = E Kontakt huet kee Feld „{ $field }“.
  .next = Méiglech Felder: { $known }.
contact-known = { $name } steet mat dëser Matricule oder TVA-Nummer schonn am Annuaire.
  .next = Benotzt dëse Kontakt ({ $contact }), oder späichert trotzdeem a fusionéiert dono.
merge-self = E Kontakt gëtt net mat sech selwer fusionéiert.
  .next = Wielt zwee verschiddener; ee vun hinnen ass vläicht schonn an deen anere fusionéiert.
merge-kinds = Eng natierlech an eng juristesch Persoun ginn net fusionéiert.
  .next = Verbessert als éischt d’Zort vun enger vun deenen zwou.
merge-unknown = Et gëtt keng Fusioun { $merge }, déi réckgängeg ze maache wier.
  .next = Kuckt d’Fusioune vum Kontakt; dës ass vläicht scho réckgängeg gemaach.
merge-overtaken = { $name } gouf zënter der Fusioun geännert; se réckgängeg maachen, géif dës Ännerung verléieren.
  .next = Maacht als éischt déi méi nei Fusioun réckgängeg, oder leet de Kontakt vun Hand nei un.
