# Aufbewahrung, Exporte, Kennzahlen.
history-retention-table-imported = Aussonderungstabelle Nr. { $version } importiert, gültig ab { $from }
history-retention-adopted = Regel der Tabelle Nr. { $version } übernommen (Zeile { $line }): { $reason }
history-validity-end-set = Ende der Gültigkeit: { $until }
history-hold-placed = Sperre Nr. { $hold }: { $reason }
history-hold-released = Sperre Nr. { $hold } aufgehoben: { $reason }
history-disposition-proposed = Aussonderung für { $count } Dossiers vorgeschlagen
history-disposition-notified = Liste bei { $to } am { $on } angezeigt
history-disposition-appraised = Entscheidung vom { $on }: { $appraisal } ({ $reason })
history-disposition-packaged = Paket für das Archiv: { $package }
history-disposition-received = Vom Archiv am { $on } empfangen ({ $receipt })
history-disposition-confirmed = Vernichtung bestätigt
history-content-destroyed = Inhalt vernichtet: { $count } Versionen
history-disposition-done = Aussonderung abgeschlossen, Bescheinigung ausgestellt
history-disposition-withdrawn = Aussonderung zurückgezogen: { $reason }
history-dossier-exported-eark = Dossier exportiert (E-ARK): { $package }
history-dossier-exported-bagit = Dossier exportiert (BagIt): { $package }
history-open-data-exported = Offene Daten exportiert, { $from } bis { $until }
