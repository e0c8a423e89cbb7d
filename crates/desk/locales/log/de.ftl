# Das öffentliche Siegelregister.
log-policy-changed = Die Plattform nennt für ihr öffentliches Siegelregister andere Schlüssel als die, die dieser Arbeitsplatz kennt.
    .next = Vergleichen Sie die neuen Schlüssel mit dem, was der Betreiber anderswo veröffentlicht hat; ein Administrator nimmt sie an (greffe log accept), sonst verständigen Sie die Prüfung.
log-issued-twice = Das öffentliche Register zeigt die Ausstellung des Originals { $identifier }… zweimal.
    .next = Verständigen Sie den Betreiber der Plattform und die Prüfung, und bewahren Sie die Belege auf.
log-issued-other = Das öffentliche Register zeigt unter der Kennung { $identifier }… die Ausstellung eines Dokuments, das nicht unseres ist.
    .next = Verständigen Sie sofort die Prüfung und bewahren Sie die Belege auf: Jemand hat unter dieser Kennung eine andere Datei registriert.
log-superseded-elsewhere = Laut öffentlichem Register wurde das Original { $identifier }… ersetzt, und kein Dokument dieses Arbeitsplatzes ersetzt es.
    .next = Fragen Sie die Kollegen Ihrer Verwaltung; hat es keiner ersetzt, verständigen Sie die Prüfung.
log-revoked-elsewhere = Laut öffentlichem Register wurde das Original { $identifier }… widerrufen.
    .next = Hat Ihre Verwaltung es nicht widerrufen, verständigen Sie sofort die Prüfung.
log-entry-missing = Das Original { $identifier }… ist seit mehr als 24 Stunden registriert und steht noch immer nicht im öffentlichen Register.
    .next = Verständigen Sie den Betreiber der Plattform; bleibt es dabei, verständigen Sie die Prüfung.
alarm-unknown = Es gibt keine Warnung Nr. { $number }, die noch niemand gesehen hat.
    .next = Zeigen Sie die Warnungen mit „greffe log alarms“ an.
history-log-known = Öffentliches Register „{ $origin }“ von nun an bekannt
history-alarm-raised = Warnung zum öffentlichen Register: { $code }
history-alarm-confirmed = Warnung Nr. { $alarm } gesehen: { $note }
history-log-policy-accepted = Neue Schlüssel des öffentlichen Registers angenommen ({ $sha256 })
log-reason-missing = Um das öffentliche Register neu zu beobachten, braucht es einen Grund.
    .next = Sagen Sie, was geschehen ist, so wie die Prüfung es lesen wird.
history-log-watched-anew = Öffentliches Register neu beobachtet: { $reason }
platform-lost-originals = Die Plattform wurde aus einer Sicherung wiederhergestellt und hatte { $count ->
        [one] ein bestätigtes Original dieses Arbeitsplatzes verloren. Es wird erneut gesendet.
       *[other] { $count } bestätigte Originale dieses Arbeitsplatzes verloren. Sie werden erneut gesendet.
    }
    .next = Synchronisieren Sie, bis nichts mehr wartet, und fragen Sie den Betreiber, was sonst verloren ging: Das öffentliche Register wird nicht fortsetzen, was dieser Arbeitsplatz gesehen hat.
