# Opbewarung, Exporter, Schlësselzuelen.
history-retention-table-imported = Tableau de tri Nr. { $version } importéiert, gëlteg vum { $from } un
history-retention-adopted = Reegel vum Tableau Nr. { $version } iwwerholl (Zeil { $line }): { $reason }
history-validity-end-set = Enn vun der Gëltegkeet: { $until }
history-hold-placed = Spär Nr. { $hold }: { $reason }
history-hold-released = Spär Nr. { $hold } opgehuewen: { $reason }
history-disposition-proposed = Aussonnerung fir { $count } Dossieren virgeschloen
history-disposition-notified = Lëscht bei { $to } den { $on } ugemellt
history-disposition-appraised = Decisioun vum { $on }: { $appraisal } ({ $reason })
history-disposition-packaged = Pak fir d'Archiven: { $package }
history-disposition-received = Vun den Archiven den { $on } kritt ({ $receipt })
history-disposition-confirmed = Zerstéierung confirméiert
history-content-destroyed = Inhalt zerstéiert: { $count } Versiounen
history-disposition-done = Aussonnerung fäerdeg, Bescheenegung ausgestallt
history-disposition-withdrawn = Aussonnerung zréckgezunn: { $reason }
history-dossier-exported-eark = Dossier exportéiert (E-ARK): { $package }
history-dossier-exported-bagit = Dossier exportéiert (BagIt): { $package }
history-open-data-exported = Oppen Daten exportéiert, { $from } bis { $until }
