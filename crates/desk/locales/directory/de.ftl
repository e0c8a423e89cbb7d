# Texte des Bereichs: directory.
contact-field-unknown = Ein Kontakt hat kein Feld „{ $field }“.
  .next = Mögliche Felder: { $known }.
contact-known = { $name } steht mit dieser Matrikel oder Mehrwertsteuernummer schon im Verzeichnis.
  .next = Verwenden Sie diesen Kontakt ({ $contact }), oder speichern Sie trotzdem und führen Sie dann zusammen.
merge-self = Ein Kontakt wird nicht mit sich selbst zusammengeführt.
  .next = Wählen Sie zwei verschiedene; einer wurde vielleicht schon in den anderen überführt.
merge-kinds = Eine natürliche und eine juristische Person werden nicht zusammengeführt.
  .next = Berichtigen Sie zuerst die Art einer der beiden.
merge-unknown = Es gibt keine Zusammenführung { $merge }, die rückgängig zu machen wäre.
  .next = Sehen Sie die Zusammenführungen des Kontakts an; diese wurde vielleicht schon rückgängig gemacht.
merge-overtaken = { $name } wurde seit der Zusammenführung geändert; sie rückgängig zu machen, verlöre diese Änderung.
  .next = Machen Sie zuerst die neuere Zusammenführung rückgängig, oder legen Sie den Kontakt von Hand neu an.
