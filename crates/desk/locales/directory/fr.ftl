# Textes du domaine: directory.
contact-field-unknown = Un contact n’a pas de champ « { $field } ».
  .next = Champs possibles : { $known }.
contact-known = { $name } figure déjà dans le répertoire avec ce matricule ou ce numéro de TVA.
  .next = Utilisez ce contact ({ $contact }), ou enregistrez quand même et fusionnez ensuite.
merge-self = Un contact ne se fusionne pas avec lui-même.
  .next = Choisissez deux contacts différents ; l’un a peut-être déjà été fusionné dans l’autre.
merge-kinds = Une personne physique et une personne morale ne se fusionnent pas.
  .next = Corrigez d’abord le genre de l’une des deux.
merge-unknown = Il n’y a pas de fusion { $merge } à annuler.
  .next = Regardez les fusions du contact ; celle-ci a peut-être déjà été annulée.
merge-overtaken = { $name } a été modifié depuis la fusion ; l’annuler perdrait cette modification.
  .next = Annulez d’abord la fusion plus récente, ou créez de nouveau le contact à la main.
