# Textes du domaine: directory.
matricule-check-digits = { $failed ->
    [luhn] Le 12e chiffre du matricule (clé de Luhn) ne correspond pas.
    [verhoeff] Le 13e chiffre du matricule (clé de Verhoeff) ne correspond pas.
   *[other] Ni le 12e chiffre (clé de Luhn) ni le 13e (clé de Verhoeff) du matricule ne correspondent.
  }
  .next = { $count ->
    [0] Comparez chaque chiffre ; plusieurs sont faux.
   *[other] Comparez chaque chiffre. Fautes de frappe possibles (position : tapé → voulu, ↔ échangés) : { $slips }.
  }
matricule-no-digit = Le caractère { $position } du matricule n’est pas un chiffre.
  .next = Un matricule ne contient que des chiffres ; vérifiez O et 0, l et 1.
matricule-length = Le matricule compte { $digits } chiffres.
  .next = Une personne physique en a 13, une personne morale 11.
matricule-wrong-kind = Un matricule de { $digits } chiffres ne va pas avec ce genre de personne.
  .next = 13 chiffres : personne physique ; 11 chiffres : personne morale.
matricule-date = Le matricule commence par « { $text } », qui n’est pas une date possible.
  .next = Il commence par l’année, le mois et le jour de naissance, ou par l’année pour une personne morale.
matricule-future = Le matricule commence par { $date }, une date à venir.
  .next = Vérifiez l’année de naissance.
contact-birth-date-differs = La date de naissance n’est pas celle du matricule ({ $date }).
  .next = Corrigez l’une des deux ; la date peut rester vide.
contact-birth-date = { $date } n’est pas une date de naissance possible.
  .next = Écrivez l’année, le mois et le jour : 1979-07-14.
contact-not-for-legal = Une personne morale n’a ni prénom ni date de naissance.
  .next = Videz ce champ, ou choisissez « personne physique ».
vat-form = Ce n’est pas un numéro de TVA.
  .next = Au Luxembourg : LU et 8 chiffres, par exemple LU12345613.
vat-check-digits = Les deux derniers chiffres du numéro de TVA devraient être { $expected }.
  .next = Vérifiez le numéro sur une facture ou dans le registre.
contact-postal-code = { $text } n’est pas un code postal du Luxembourg.
  .next = Écrivez L-1234, ou indiquez un autre pays.
contact-country = « { $text } » n’est pas un code de pays.
  .next = Écrivez deux lettres, par exemple LU, FR, DE ou BE.
contact-email = { $text } n’est pas une adresse électronique.
  .next = Écrivez-la comme prenom.nom@exemple.lu.
contact-phone = { $text } n’est pas un numéro de téléphone.
  .next = Écrivez des chiffres, avec l’indicatif au besoin : +352 26 12 34.
contact-language = { $text } n’est pas une langue de correspondance.
  .next = Écrivez fr, de, lb ou en.
contact-kind = { $text } n’est pas un genre de personne.
  .next = Écrivez natural (personne physique) ou legal (personne morale).
