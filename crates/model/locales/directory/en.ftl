# Texts of the area: directory.
matricule-check-digits = { $failed ->
    [luhn] The 12th digit of the matricule (Luhn) does not fit.
    [verhoeff] The 13th digit of the matricule (Verhoeff) does not fit.
   *[other] Neither the 12th digit (Luhn) nor the 13th (Verhoeff) of the matricule fits.
  }
  .next = { $count ->
    [0] Compare every digit; several are wrong.
   *[other] Compare every digit. Possible slips (place: typed → meant, ↔ swapped): { $slips }.
  }
matricule-no-digit = Character { $position } of the matricule is no digit.
  .next = A matricule has digits only; look at O and 0, l and 1.
matricule-length = The matricule has { $digits } digits.
  .next = A natural person’s has 13, a legal person’s 11.
matricule-wrong-kind = A matricule of { $digits } digits does not fit this kind of person.
  .next = 13 digits: natural person; 11 digits: legal person.
matricule-date = The matricule begins with “{ $text }”, which is no possible date.
  .next = It begins with year, month and day of birth, or with the year for a legal person.
matricule-future = The matricule begins with { $date }, a date that is to come.
  .next = Look at the year of birth.
contact-birth-date-differs = The date of birth is not the one of the matricule ({ $date }).
  .next = Correct one of the two; the date may stay empty.
contact-birth-date = { $date } is no possible date of birth.
  .next = Write year, month and day: 1979-07-14.
contact-not-for-legal = A legal person has neither given names nor a date of birth.
  .next = Empty the field, or choose “natural person”.
vat-form = This is no VAT number.
  .next = In Luxembourg: LU and 8 digits, for example LU12345613.
vat-check-digits = The last two digits of the VAT number should be { $expected }.
  .next = Look at the number on an invoice or in the register.
contact-postal-code = { $text } is no postal code of Luxembourg.
  .next = Write L-1234, or give another country.
contact-country = “{ $text }” is no country code.
  .next = Write two letters, for example LU, FR, DE or BE.
contact-email = { $text } is no e-mail address.
  .next = Write it like given.family@exemple.lu.
contact-phone = { $text } is no telephone number.
  .next = Write digits, with the country’s code where needed: +352 26 12 34.
contact-language = { $text } is no language of correspondence.
  .next = Write fr, de, lb or en.
contact-kind = { $text } is no kind of person.
  .next = Write natural (natural person) or legal (legal person).
