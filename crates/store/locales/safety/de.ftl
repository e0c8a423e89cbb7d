# Zugang, Sicherungen, Anker des Journals.
passphrase-weak = Diese Passphrase ist zu leicht zu erraten.
  .next = Wählen Sie mehrere Wörter ohne Zusammenhang oder eine Folge, die niemand kennt.
passphrase-one-time = Diese Passphrase wurde Ihnen nur für das erste Öffnen gegeben.
  .next = Wählen Sie eine eigene, um den Arbeitsplatz zu öffnen.
passphrase-same = Die neue Passphrase ist die, die Ihnen gegeben wurde.
  .next = Wählen Sie eine, die nur Sie kennen.
person-unknown = An diesem Arbeitsplatz gibt es { $person } nicht.
  .next = Wählen Sie eine Person aus der Liste.
person-name-taken = { $person } arbeitet bereits an diesem Arbeitsplatz.
  .next = Ergänzen Sie den Namen um etwas, das die beiden unterscheidet.
person-has-left = { $person } arbeitet nicht mehr an diesem Arbeitsplatz.
  .next = Bitten Sie die Verwaltung des Arbeitsplatzes um Zugang.
person-registered = Was { $person } darf, sagt die Plattform: Hier wird daran nichts geändert.
  .next = Bitten Sie den Betreiber der Plattform um andere Rollen, eine andere Dienststelle oder das Ende dieser Eintragung; hier gilt es nach dem nächsten Abgleich.
access-missing = { $person } hat keinen Zugang zu diesem Arbeitsplatz.
  .next = Bitten Sie die Verwaltung des Arbeitsplatzes um eine einmalige Passphrase.
access-last = Der Zugang von { $person } ist der letzte: ohne ihn könnte niemand den Arbeitsplatz öffnen.
  .next = Geben Sie zuerst einer anderen Person Zugang, die ihre eigene Passphrase wählt.
administrator-last = { $person } verwaltet diesen Arbeitsplatz als letzte Person.
  .next = Geben Sie diese Rolle zuerst einer anderen Person.
recovery-key-length = Der Notschlüssel hat 40 Zeichen; eingegeben wurden { $found }.
  .next = Geben Sie die acht Gruppen zu fünf Zeichen so ein, wie sie gedruckt sind.
recovery-key-group = Gruppe { $group } des Notschlüssels enthält einen Tippfehler.
  .next = Vergleichen Sie diese Gruppe mit dem Papier. Die Zeichen 0, O, 1, I und L kommen nie vor.
recovery-key-wrong = Dieser Notschlüssel öffnet diesen Arbeitsplatz nicht.
  .next = Prüfen Sie, ob es der zuletzt gedruckte ist; ein älterer gilt nicht mehr.
recovery-key-missing = Für diesen Arbeitsplatz wurde kein Notschlüssel angelegt.
  .next = Bitten Sie jemanden, der ihn öffnen kann, um eine einmalige Passphrase.
keychain-unavailable = Der Schlüsselbund dieses Computers kann nicht benutzt werden: { $detail }
  .next = Öffnen Sie den Arbeitsplatz mit Ihrer Passphrase.
keychain-empty = Der Schlüsselbund dieses Computers bewahrt für Sie und diesen Arbeitsplatz keinen Schlüssel auf.
  .next = Öffnen Sie den Arbeitsplatz mit Ihrer Passphrase.
keychain-locked = Der Schlüsselbund dieses Computers ist gesperrt.
  .next = Entsperren Sie den Schlüsselbund in den Einstellungen Ihrer Sitzung, oder öffnen Sie den Arbeitsplatz mit Ihrer Passphrase.
keychain-other = Der Schlüssel, den der Schlüsselbund aufbewahrt, öffnet diesen Arbeitsplatz nicht: Seine Datei key.json wurde ersetzt.
  .next = Öffnen Sie den Arbeitsplatz mit Ihrer Passphrase, schalten Sie dann den Schlüsselbund auf diesem Computer aus und wieder ein.
journal-older-than-anchor = Die Datenbank ist älter als dieser Arbeitsplatz: ihr Journal hat { $found } Zeilen, { $anchored } standen schon darin.
  .next = Legen Sie die neueste Datenbank zurück, oder stellen Sie eine Sicherung in einem neuen Ordner wieder her. Ist der Verlust gewollt, kann die Verwaltung ihn annehmen.
journal-not-anchored = Zeile { $sequence } des Journals ist nicht die, die dort stand: die Datenbank wurde ausgetauscht.
  .next = Bewahren Sie den Ordner so auf, wie er ist, stellen Sie die letzte Sicherung in einem neuen Ordner wieder her, und melden Sie es.
journal-anchor-missing = Der Anker des Journals neben der Datenbank fehlt; ein Rücksprung fiele nicht mehr auf.
  .next = Haben Sie ihn nicht selbst entfernt, vergleichen Sie mit der letzten Sicherung. Beim nächsten Öffnen wird er neu angelegt.
journal-anchor-damaged = Der Anker des Journals wurde verändert.
  .next = Vergleichen Sie mit der letzten Sicherung; danach kann die Verwaltung den jetzigen Stand annehmen.
backup-not-set = Für Sicherungen ist kein Ordner gewählt.
  .next = Wählen Sie einen Ordner auf einem anderen Datenträger.
backup-inside = Der Ordner { $folder } gehört zum Arbeitsplatz selbst.
  .next = Wählen Sie einen Ordner außerhalb, am besten auf einem anderen Datenträger.
backup-running = Dort wird bereits eine Sicherung gemacht.
  .next = Warten Sie, bis sie fertig ist.
backup-damaged = Die Sicherung { $folder } ist beschädigt: { $detail }.
  .next = Nichts wurde geändert. Machen Sie eine neue Sicherung, oder nehmen Sie eine ältere.
backup-unknown = Der Ordner { $folder } ist keine Sicherung von Greffe.
  .next = Wählen Sie eine Sicherung aus der Liste.
backup-newer = Die Sicherung { $folder } stammt von einer neueren Version von Greffe.
  .next = Aktualisieren Sie Greffe auf diesem Computer.
restore-not-empty = Wiederhergestellt wird nur in einem neuen oder leeren Ordner; in { $folder } liegt schon etwas.
  .next = Wählen Sie einen anderen Ordner. Ein vorhandener Arbeitsplatz wird nie überschrieben.
journal-export-damaged = Der Auszug des Journals hält nicht, Zeile { $line }: { $detail ->
    [line] die Zeile ist nicht lesbar
    [entry] der Eintrag wurde verändert
    [order] Einträge fehlen oder sind verschoben
    [chain] der Eintrag schließt nicht an den vorigen an
    [end] das Ende des Auszugs fehlt
   *[signature] die Signatur ist nicht gültig
  }.
  .next = Verlangen Sie einen neuen Auszug von denen, die den Arbeitsplatz führen, und zeigen Sie ihnen diesen.
journal-export-other-key = Der Auszug des Journals ist mit einem anderen Schlüssel signiert: { $found }.
  .next = Vergleichen Sie den Fingerabdruck mit dem, den der Arbeitsplatz anzeigt.
restore-running = Ein anderes Programm stellt gerade in { $folder } wieder her.
  .next = Warten Sie, bis es fertig ist.
desk-wiped = Ihre Verwaltung hat diesen Arbeitsplatz gesperrt und seine Schlüssel und Inhalte entfernen lassen (mitgeteilt von { $platform }).
  .next = Bitten Sie Ihre Verwaltung um einen neuen Arbeitsplatz; was vorher eingetragen wurde, liegt auf der Plattform.
desk-locked-by-administration = Ihre Verwaltung hat diesen Arbeitsplatz gesperrt, und er hat sich verriegelt (mitgeteilt von { $platform }). Nichts wurde entfernt.
  .next = Wenden Sie sich an Ihre Verwaltung. Wer den Notschlüssel verwahrt, öffnet den Arbeitsplatz damit.
restore-interrupted = Die Wiederherstellung einer Sicherung in { $folder } wurde unterbrochen. Die Sicherung ist unverändert.
  .next = Stellen Sie sie noch einmal wieder her; der Rest wird dabei entfernt.
