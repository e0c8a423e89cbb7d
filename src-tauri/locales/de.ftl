desk-locked = Der Arbeitsplatz ist gesperrt.
  .next = Geben Sie die Passphrase ein, um fortzufahren.
file-not-offered = Diese Datei wurde in dieser Sitzung nicht gewählt.
  .next = Wählen Sie sie erneut.
settings-not-saved = Die Einstellungen konnten nicht gespeichert werden: { $detail }.
  .next = Sie gelten, bis das Fenster geschlossen wird. Prüfen Sie den freien Platz und die Rechte an Ihrem persönlichen Ordner.
chosen-file-unreadable = „{ $file }“ konnte nicht gelesen werden: { $detail }.
  .next = Prüfen Sie, ob es die Datei noch gibt und ob Sie sie lesen dürfen.
work-stopped = Die Arbeit ist unerwartet abgebrochen: { $detail }.
  .next = Was gesichert war, ist nicht verloren. Versuchen Sie es erneut; wiederholt es sich, benachrichtigen Sie die Betreuung.
choose-documents = Dokumente
choose-seal-key = Schlüssel des Siegels (PKCS#12)
choose-certificates = Zertifikate (PEM)
certificate-not-shown = Dieses Zertifikat ist nicht mehr unter den gefundenen.
  .next = Suchen Sie erneut nach Karten und Token und wählen Sie es aus.
seal-pin-missing = Die PIN ist leer.
  .next = Geben Sie die PIN der Karte oder des Tokens ein.
target-not-written = „{ $file }“ konnte nicht geschrieben werden: { $detail }.
  .next = Wählen Sie einen anderen Ordner oder Namen und versuchen Sie es erneut.
choose-version = Dateien
choose-table = Tabellen (CSV)
choose-logo = Bilder (PNG, JPEG)
choose-letter-table = Tabellen (CSV)
choose-procedure = Verfahren (TOML)
choose-holidays = Feiertage (TOML)
notify-deadline = { $count ->
    [one] Eine Frist ist überschritten.
   *[other] { $count } Fristen sind überschritten.
  }
notify-deadline-named = Die Frist des Dossiers { $name } ist überschritten.
notify-waiting = { $count ->
    [one] Eine neue Anfrage wartet auf Sie.
   *[other] { $count } neue Anfragen warten auf Sie.
  }
notify-alarm = Ein Alarm will gesehen werden.
restore-here-taken = Dort, wo dieses Programm den Arbeitsplatz verwahrt, liegt schon etwas, das kein Arbeitsplatz ist. Nichts wurde überschrieben.
  .next = Lassen Sie das Vorhandene von Ihrer IT in Sicherheit bringen und versuchen Sie es dann noch einmal.
