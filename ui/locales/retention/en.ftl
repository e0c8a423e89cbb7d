# Retention, exports, key figures.
history-retention-table-imported = Tableau de tri no. { $version } imported, valid from { $from }
history-retention-adopted = Rule of table no. { $version } adopted (line { $line }): { $reason }
history-validity-end-set = End of validity: { $until }
history-hold-placed = Hold no. { $hold }: { $reason }
history-hold-released = Hold no. { $hold } released: { $reason }
history-disposition-proposed = Disposition proposed for { $count } dossiers
history-disposition-notified = List notified to { $to } on { $on }
history-disposition-appraised = Decision of { $on }: { $appraisal } ({ $reason })
history-disposition-packaged = Package for the archives: { $package }
history-disposition-received = Received by the archives on { $on } ({ $receipt })
history-disposition-confirmed = Destruction confirmed
history-content-destroyed = Content destroyed: { $count } versions
history-disposition-done = Disposition done, certificate made
history-disposition-withdrawn = Disposition withdrawn: { $reason }
history-dossier-exported-eark = Dossier exported (E-ARK): { $package }
history-dossier-exported-bagit = Dossier exported (BagIt): { $package }
history-open-data-exported = Open data exported, { $from } to { $until }
