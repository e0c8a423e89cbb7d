# Texte des Bereichs: directory.
matricule-check-digits = { $failed ->
    [luhn] Die 12. Ziffer der Matrikel (Luhn) passt nicht.
    [verhoeff] Die 13. Ziffer der Matrikel (Verhoeff) passt nicht.
   *[other] Weder die 12. Ziffer (Luhn) noch die 13. Ziffer (Verhoeff) der Matrikel passt.
  }
  .next = { $count ->
    [0] Vergleichen Sie jede Ziffer; mehrere sind falsch.
   *[other] Vergleichen Sie jede Ziffer. Mögliche Tippfehler (Stelle: getippt → gemeint, ↔ vertauscht): { $slips }.
  }
matricule-no-digit = Das Zeichen { $position } der Matrikel ist keine Ziffer.
  .next = Eine Matrikel besteht nur aus Ziffern; prüfen Sie O und 0, l und 1.
matricule-length = Die Matrikel hat { $digits } Ziffern.
  .next = Eine natürliche Person hat 13, eine juristische Person 11.
matricule-wrong-kind = Eine Matrikel mit { $digits } Ziffern passt nicht zu dieser Art von Person.
  .next = 13 Ziffern: natürliche Person; 11 Ziffern: juristische Person.
matricule-date = Die Matrikel beginnt mit „{ $text }“; das ist kein mögliches Datum.
  .next = Sie beginnt mit Jahr, Monat und Tag der Geburt, bei juristischen Personen mit dem Jahr.
matricule-future = Die Matrikel beginnt mit { $date }, einem Datum in der Zukunft.
  .next = Prüfen Sie das Geburtsjahr.
contact-birth-date-differs = Das Geburtsdatum ist nicht das der Matrikel ({ $date }).
  .next = Berichtigen Sie eines von beiden; das Datum kann leer bleiben.
contact-birth-date = { $date } ist kein mögliches Geburtsdatum.
  .next = Schreiben Sie Jahr, Monat und Tag: 1979-07-14.
contact-not-for-legal = Eine juristische Person hat weder Vornamen noch Geburtsdatum.
  .next = Leeren Sie das Feld, oder wählen Sie „natürliche Person“.
vat-form = Das ist keine Mehrwertsteuernummer.
  .next = In Luxemburg: LU und 8 Ziffern, zum Beispiel LU12345613.
vat-check-digits = Die letzten zwei Ziffern der Mehrwertsteuernummer müssten { $expected } sein.
  .next = Prüfen Sie die Nummer auf einer Rechnung oder im Register.
contact-postal-code = { $text } ist keine Postleitzahl in Luxemburg.
  .next = Schreiben Sie L-1234, oder geben Sie ein anderes Land an.
contact-country = „{ $text }“ ist kein Ländercode.
  .next = Schreiben Sie zwei Buchstaben, zum Beispiel LU, FR, DE oder BE.
contact-email = { $text } ist keine E-Mail-Adresse.
  .next = Schreiben Sie sie wie vorname.name@exemple.lu.
contact-phone = { $text } ist keine Telefonnummer.
  .next = Schreiben Sie Ziffern, wenn nötig mit der Vorwahl: +352 26 12 34.
contact-language = { $text } ist keine Sprache für den Schriftverkehr.
  .next = Schreiben Sie fr, de, lb oder en.
contact-kind = { $text } ist keine Art von Person.
  .next = Schreiben Sie natural (natürliche Person) oder legal (juristische Person).
