# Texte des Bereichs: directory.
history-contact-added = Kontakt hinzugefügt: { $name }
history-contact-changed = Kontakt „{ $old }“ geändert in „{ $new }“ ({ $fields })
history-contacts-merged = Kontakt „{ $merged }“ in „{ $name }“ überführt (übernommen: { $fields }; Parteien: { $parties }; Zusammenführung { $merge })
history-contacts-unmerged = Zusammenführung { $merge } rückgängig gemacht: „{ $merged }“ und „{ $name }“
history-contacts-imported = { $count } Kontakte aus einer Tabelle übernommen
history-contacts-exported = Verzeichnis exportiert ({ $count } Kontakte)
