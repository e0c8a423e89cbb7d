# Textes du domaine: directory.
history-contact-added = Contact ajouté : { $name }
history-contact-changed = Contact « { $old } » devenu « { $new } » ({ $fields })
history-contacts-merged = Contact « { $merged } » fusionné dans « { $name } » (champs repris : { $fields } ; parties : { $parties } ; fusion { $merge })
history-contacts-unmerged = Fusion { $merge } annulée : « { $merged } » et « { $name } »
history-contacts-imported = { $count } contacts repris d’un tableau
history-contacts-exported = Annuaire exporté ({ $count } contacts)
