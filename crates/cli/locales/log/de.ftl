# Das öffentliche Register.
help-log = Das öffentliche Siegelregister der Plattform: was dieser Arbeitsplatz davon sah, Warnungen, Nachweise
help-log-status = Zeigt, wann das Register zuletzt gesehen wurde und wie viele Originale nachgewiesen sind
help-log-alarms = Zeigt die Warnungen, die noch niemand bestätigt hat
help-log-confirm = Bestätigt, dass Sie eine Warnung gesehen haben
help-log-proof = Schreibt den Nachweis, dass ein Original im Register steht (.tlog-proof)
help-log-accept = Nimmt neue Schlüssel des Registers an, nachdem sie verglichen wurden (Administratoren)
arg-seen-too = Auch die gesehenen
arg-alarm = Nummer der Warnung
arg-alarm-note = Was Sie festgestellt haben, für die Prüfung
arg-proved-document = Dokument: Aktenzeichen und Nummer, zum Beispiel 2026/RES/000001#2, oder seine Id
arg-log-policy = Datei mit der neuen Richtlinie, wie der Betreiber sie veröffentlicht
log-none = Dieser Arbeitsplatz hat noch kein öffentliches Register gesehen.
log-seen = Öffentliches Register „{ $origin }“: { $size } Einträge, gesehen { $at }
log-proofs = Originale dieses Arbeitsplatzes: { $proved } nachgewiesen, { $unproved } noch nicht
log-alarms = { $count ->
    [one] Eine Warnung wartet: greffe log alarms
   *[other] { $count } Warnungen warten: greffe log alarms
 }
log-no-alarm = Es wartet keine Warnung.
log-alarm-seen = Gesehen { $at } von { $person }: { $note }
log-alarm-confirmed = Die Warnung Nr. { $alarm } ist als gesehen vermerkt.
log-proof-none = Es gibt noch keinen Nachweis: Das Original ist nicht registriert oder noch nicht im öffentlichen Register.
log-proof-written = Nachweis geschrieben: { $file }
log-accepted = Die neuen Schlüssel des öffentlichen Registers sind angenommen.
sync-log-problem = Das öffentliche Register konnte nicht eingesehen werden:
help-log-anew = Beobachtet das Register neu, nach einer Warnung mit bekannter Ursache (Administratoren)
arg-log-reason = Was geschehen ist, für die Prüfung
log-anew = Das öffentliche Register wird ab der nächsten Synchronisation neu beobachtet.
help-log-verify = Prüft offline mit dem .tlog-proof, ob eine Datei im öffentlichen Register steht; ohne Arbeitsplatz
arg-logged-file = Das Original, wie es heruntergeladen wurde
arg-proof = Sein Nachweis (.tlog-proof), wie ihn die Prüfseite gibt
arg-policy = Schlüssel des Registers (C2SP tlog-policy), aus einer Quelle, der Sie vertrauen
log-verified = { $identifier }: Diese Datei wurde unter dieser Kennung ausgestellt. Eintrag { $index } des öffentlichen Registers „{ $origin }“, unter einem Prüfpunkt mit { $size } Einträgen
log-verified-witness = { "  " }Mitsigniert von { $name }, { $at }
log-verified-alone = { "  " }Kein Zeuge hat diesen Prüfpunkt mitsigniert: Nur die Signatur des Registers selbst steht dafür ein.
log-verified-later = Ob es später widerrufen oder ersetzt wurde, kann nur die Prüfseite oder ein neueres Register sagen.
