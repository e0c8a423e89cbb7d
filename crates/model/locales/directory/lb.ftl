# Texter vum Beräich: directory.
matricule-check-digits = { $failed ->
    [luhn] Déi 12. Ziffer vun der Matricule (Luhn) passt net.
    [verhoeff] Déi 13. Ziffer vun der Matricule (Verhoeff) passt net.
   *[other] Weder déi 12. Ziffer (Luhn) nach déi 13. Ziffer (Verhoeff) vun der Matricule passt.
  }
  .next = { $count ->
    [0] Vergläicht all Ziffer; méi wéi eng si falsch.
   *[other] Vergläicht all Ziffer. Méiglech Tippfeeler (Plaz: getippt → gemengt, ↔ vertosch): { $slips }.
  }
matricule-no-digit = D’Zeechen { $position } vun der Matricule ass keng Ziffer.
  .next = Eng Matricule huet nëmmen Zifferen; kuckt O an 0, l an 1 no.
matricule-length = D’Matricule huet { $digits } Zifferen.
  .next = Eng natierlech Persoun huet der 13, eng juristesch Persoun 11.
matricule-wrong-kind = Eng Matricule mat { $digits } Zifferen passt net bei dës Zort Persoun.
  .next = 13 Zifferen: natierlech Persoun; 11 Zifferen: juristesch Persoun.
matricule-date = D’Matricule fänkt mat „{ $text }“ un; dat ass kee méiglechen Datum.
  .next = Si fänkt mam Joer, Mount an Dag vun der Gebuert un, bei juristesche Persoune mam Joer.
matricule-future = D’Matricule fänkt mat { $date } un, engem Datum an der Zukunft.
  .next = Kuckt d’Gebuertsjoer no.
contact-birth-date-differs = De Gebuertsdatum ass net dee vun der Matricule ({ $date }).
  .next = Verbessert een vun deenen zwee; den Datum kann eidel bleiwen.
contact-birth-date = { $date } ass kee méigleche Gebuertsdatum.
  .next = Schreift Joer, Mount an Dag: 1979-07-14.
contact-not-for-legal = Eng juristesch Persoun huet weder Virnumm nach Gebuertsdatum.
  .next = Maacht d’Feld eidel, oder wielt „natierlech Persoun“.
vat-form = Dat ass keng TVA-Nummer.
  .next = Zu Lëtzebuerg: LU an 8 Zifferen, zum Beispill LU12345613.
vat-check-digits = Déi lescht zwou Ziffere vun der TVA-Nummer missten { $expected } sinn.
  .next = Kuckt d’Nummer op enger Rechnung oder am Register no.
contact-postal-code = { $text } ass kee Postcode zu Lëtzebuerg.
  .next = Schreift L-1234, oder gitt en anert Land un.
contact-country = „{ $text }“ ass kee Lännercode.
  .next = Schreift zwee Buschtawen, zum Beispill LU, FR, DE oder BE.
contact-email = { $text } ass keng E-Mail-Adress.
  .next = Schreift se wéi virnumm.numm@exemple.lu.
contact-phone = { $text } ass keng Telefonsnummer.
  .next = Schreift Zifferen, wann néideg mat der Virwiel: +352 26 12 34.
contact-language = { $text } ass keng Sprooch fir d’Korrespondenz.
  .next = Schreift fr, de, lb oder en.
contact-kind = { $text } ass keng Zort Persoun.
  .next = Schreift natural (natierlech Persoun) oder legal (juristesch Persoun).
