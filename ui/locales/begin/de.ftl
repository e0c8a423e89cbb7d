begin-way = Wie möchten Sie beginnen?
begin-new = Eine Verwaltung anlegen
begin-new-hint = Der erste Arbeitsplatz: Sie geben den Namen der Verwaltung an. Die Anmeldung bei einer Plattform kann folgen.
begin-join = Einer Verwaltung beitreten
begin-join-hint = Mit der Adresse der Plattform und einem einmaligen Code, den ihr Verwalter Ihnen gibt.
begin-look = Zuerst die Vorführung ansehen
begin-look-hint = Eine erfundene Gemeinde mit ihren Dossiers, für sich: Nichts darin ist gültig, und Ihr eigener Arbeitsplatz kann danach kommen.
begin-look-submit = Vorführung öffnen
begin-look-busy = Die Vorführung wird vorbereitet…
join-submit = Der Verwaltung beitreten
join-busy = Anmeldung…
join-made = Der Arbeitsplatz ist auf diesem Computer angelegt; nur die Anmeldung fehlt noch. Verbessern Sie Adresse oder Code, oder machen Sie ohne weiter: Alles bleibt in den Einstellungen möglich.
join-later = Ohne Anmeldung weitermachen
join-code-missing = Geben Sie den Anmeldecode ein.
join-address-wrong = Das ist nicht die Adresse einer Plattform: Sie beginnt mit https://.
demo-locked = Vorführung
demo-locked-text = Niemanden hier gibt es wirklich, und diese Passphrasen schützen nichts:
demo-leave = Vorführung verlassen
steps-title = Erste Schritte
steps-away = Nicht mehr zeigen
steps-done = erledigt
steps-recovery = Ein gedruckter Notschlüssel öffnet den Arbeitsplatz, wenn die Passphrase vergessen ist.
steps-recovery-go = Unter „Personen am Arbeitsplatz“ erstellen
steps-platform = Erst mit der Anmeldung bei einer Plattform kann man siegeln, senden und zu mehreren arbeiten.
steps-platform-go = Arbeitsplatz anmelden
steps-key = Zum Signieren oder Siegeln braucht es ein Zertifikat: auf einer Karte, in einem Token oder in einer Datei (.p12, .pfx).
steps-key-go = Zertifikat suchen
steps-key-found = { $count ->
    [one] Ein brauchbares Zertifikat wurde auf diesem Computer gefunden.
   *[other] { $count } brauchbare Zertifikate wurden auf diesem Computer gefunden.
}
found-title = Zertifikate dieses Computers
found-text = Was hier gefunden wird, wird bei jeder Signatur und jedem Siegel angeboten. Eine Datei sieht man mit ihrer Passphrase an, die nicht behalten wird.
found-use = Diese Datei benutzen
found-kept = { $file } wird zum Signieren und Siegeln angeboten, auch nach einem Neustart.
history-key-file-remembered = Schlüsseldatei gemerkt
history-key-file-forgotten = Schlüsseldatei vergessen
begin-restore = Eine Sicherung wiederherstellen
begin-restore-hint = Der Arbeitsplatz wird wieder, was er war, als die Sicherung gemacht wurde: nach einem Schaden, einem Verlust oder auf einem neuen Computer.
restore-place = Ort der Sicherung
restore-place-hint = Der Ordner, der für Sicherungen gewählt wurde, oder eine davon. An der Sicherung selbst ändert sich nichts.
restore-place-none = kein Ort gewählt
restore-choose = Wählen…
restore-which = Welche Sicherung?
restore-about = { $count } Inhalte, { $size }
restore-lacks = { $count ->
    [one] Ein Inhalt fehlte dem Arbeitsplatz schon, als sie gemacht wurde.
   *[other] { $count } Inhalte fehlten dem Arbeitsplatz schon, als sie gemacht wurde.
}
restore-passphrase = Ihre Passphrase
restore-passphrase-hint = Die, mit der sich der Arbeitsplatz öffnen ließ, als die Sicherung gemacht wurde.
restore-one = Nur ein Arbeitsplatz macht weiter: Gibt es den alten noch, arbeiten Sie dort nicht mehr. Was seit der Sicherung geschah, fehlt; was die Plattform erhalten hat, kommt mit dem nächsten Abgleich zurück.
restore-submit = Arbeitsplatz wiederherstellen
restore-busy = Wird wiederhergestellt…
restore-folder-missing = Wählen Sie zuerst den Ort der Sicherung.
restore-passphrase-missing = Geben Sie die Passphrase ein.
restore-done = Der Arbeitsplatz ist wiederhergestellt, wie er am { $time } war.
restore-done-missing = Der Arbeitsplatz ist wiederhergestellt, wie er am { $time } war. { $count ->
    [one] Ein Inhalt fehlte schon damals: Die Prüfung des Arbeitsplatzes sagt, welcher.
   *[other] { $count } Inhalte fehlten schon damals: Die Prüfung des Arbeitsplatzes sagt, welche.
}
key-file-title = Schlüsseldatei
key-file-text = Die Datei (.p12, .pfx), die Ihnen zum Unterschreiben und Siegeln angeboten wird. Der Arbeitsplatz merkt sich, wo sie liegt, nie, was sie öffnet.
key-file-kept = „{ $file }“ wird Ihnen angeboten.
key-file-gone = Sie liegt nicht mehr, wo sie lag: Wählen Sie sie neu, oder lassen Sie sie vergessen.
key-file-none = Für Sie ist keine Datei gemerkt.
key-file-choose = Datei wählen…
key-file-other = Eine andere wählen…
key-file-forget = Datei vergessen
key-file-forgotten = Die Schlüsseldatei ist vergessen; die Datei selbst bleibt, wo sie ist.
stopped-title = Das Fenster ist stehen geblieben
stopped-what = Ein Fehler des Programms hat dieses Fenster mitten in der Arbeit angehalten. Die Seite dahinter antwortet nicht mehr.
stopped-safe = Alles Gespeicherte ist im Arbeitsplatz sicher. Einen laufenden Vorgang führt der Arbeitsplatz zu Ende, oder er nimmt ihn zurück.
stopped-lost = Was Sie gerade schrieben, kann verloren sein.
stopped-next = Laden Sie die Seite neu, und sehen Sie dann nach, ob Ihr letzter Schritt da ist.
stopped-anew = Seite neu laden
