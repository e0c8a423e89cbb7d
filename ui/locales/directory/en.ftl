# Texts of the area: directory.
history-contact-added = Contact added: { $name }
history-contact-changed = Contact “{ $old }” changed to “{ $new }” ({ $fields })
history-contacts-merged = Contact “{ $merged }” merged into “{ $name }” (fields taken: { $fields }; parties: { $parties }; merge { $merge })
history-contacts-unmerged = Merge { $merge } undone: “{ $merged }” and “{ $name }”
history-contacts-imported = { $count } contacts imported from a table
history-contacts-exported = Directory exported ({ $count } contacts)
