# Conservation, exportations, chiffres clés.
history-retention-table-imported = Tableau de tri n° { $version } importé, valable à partir du { $from }
history-retention-adopted = Règle du tableau n° { $version } adoptée (ligne { $line }) : { $reason }
history-validity-end-set = Fin de validité : { $until }
history-hold-placed = Gel n° { $hold } : { $reason }
history-hold-released = Gel n° { $hold } levé : { $reason }
history-disposition-proposed = Disposition proposée pour { $count } dossiers
history-disposition-notified = Liste notifiée à { $to } le { $on }
history-disposition-appraised = Décision du { $on } : { $appraisal } ({ $reason })
history-disposition-packaged = Paquet pour les Archives : { $package }
history-disposition-received = Reçu par les Archives le { $on } ({ $receipt })
history-disposition-confirmed = Destruction confirmée
history-content-destroyed = Contenu détruit : { $count } versions
history-disposition-done = Disposition terminée, certificat établi
history-disposition-withdrawn = Disposition retirée : { $reason }
history-dossier-exported-eark = Dossier exporté (E-ARK) : { $package }
history-dossier-exported-bagit = Dossier exporté (BagIt) : { $package }
history-open-data-exported = Données ouvertes exportées, { $from } à { $until }
