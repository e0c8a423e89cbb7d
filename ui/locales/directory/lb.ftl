# Texter vum Beräich: directory.
history-contact-added = Kontakt derbäigesat: { $name }
history-contact-changed = Kontakt „{ $old }“ geännert op „{ $new }“ ({ $fields })
history-contacts-merged = Kontakt „{ $merged }“ an „{ $name }“ fusionéiert (iwwerholl: { $fields }; Parteien: { $parties }; Fusioun { $merge })
history-contacts-unmerged = Fusioun { $merge } réckgängeg gemaach: „{ $merged }“ an „{ $name }“
history-contacts-imported = { $count } Kontakter aus enger Tabell iwwerholl
history-contacts-exported = Annuaire exportéiert ({ $count } Kontakter)
