file-empty = Die Datei { $file } ist leer (0 Bytes).
  .next = Öffnen Sie sie in dem Programm, das sie erzeugt hat, und speichern Sie sie erneut.
file-not-a-file = { $file } ist keine Datei.
  .next = Wählen Sie eine gewöhnliche Datei, keinen Ordner, keine Pipe und kein Gerät.
file-kind-mismatch = Die Datei { $file } heißt „.{ $named }“, ihr Inhalt ist aber { $found ->
    [pdf] ein PDF
    [word] ein Textdokument
    [spreadsheet] eine Tabelle
    [presentation] eine Präsentation
    [old-office] ein älteres Office-Dokument
    [image] ein Bild
    [archive] ein Archiv
    [markup] eine Webseite oder XML
    [mail] eine E-Mail
    [text] einfacher Text
    [postscript] PostScript
   *[other] etwas anderes, das nicht erkannt wird
  }.
  .next = Geben Sie ihr die richtige Endung oder exportieren Sie sie aus ihrem Programm als PDF und versuchen Sie es erneut.
file-too-large = Die Datei { $file } hat { $size } MB; höchstens { $limit } MB können gelesen werden.
  .next = Wählen Sie eine kleinere Datei, verkleinern Sie die Bilder oder teilen Sie das Dokument.
target-exists = Die Datei { $file } gibt es schon; sie wurde nicht ersetzt.
  .next = Wählen Sie einen anderen Namen oder Ordner.
target-is-input = Die Datei { $file } soll selbst gesiegelt werden; sie wird nie ersetzt.
  .next = Wählen Sie einen anderen Ausgabeordner.
input-changed = Die Datei { $file } wurde geändert, nachdem sie in { $output } gesiegelt worden war; jenes Original wurde nicht ersetzt.
  .next = Siegeln Sie die geänderte Datei in einen anderen Ordner oder mit --force anstelle des früheren Originals.
batch-stopped = Nicht begonnen, weil der Schlüssel nicht mehr benutzt werden kann: { $reason }
  .next = Bringen Sie den Schlüssel in Ordnung und wiederholen Sie denselben Befehl.
document-not-pdf = Das Dokument „{ $title }“ ist kein PDF; nur ein PDF kann gesiegelt werden.
  .next = Exportieren Sie es als PDF, legen Sie dieses ins Dossier und siegeln Sie es.
role-missing = { $person } hat nicht die nötige Rolle: { $role ->
    [agent] Sachbearbeitung
    [signatory] Zeichnungsberechtigung
    [clerk] Kanzlei
    [auditor] Prüfung
   *[administrator] Verwaltung des Arbeitsplatzes
  }.
  .next = Bitten Sie jemanden mit dieser Rolle, oder lassen Sie sich die Rolle geben.
procedure-unknown = Es gibt kein Verfahren „{ $procedure }“.
  .next = Wählen Sie eines aus der Liste.
procedure-damaged = Das Verfahren „{ $procedure }“ ist fehlerhaft definiert ({ $detail }).
  .next = Melden Sie es der Informatik.
platform-not-set = Dieser Arbeitsplatz kennt noch keine Plattform; ihre Adresse wird auf jedes gesiegelte Dokument gedruckt.
  .next = Melden Sie den Arbeitsplatz mit dem Code Ihrer Verwaltung bei der Plattform an.
desk-not-enrolled = Dieser Arbeitsplatz ist bei keiner Plattform angemeldet.
  .next = Melden Sie ihn mit dem Code Ihrer Verwaltung an; was wartet, bleibt im Postausgang.
platform-other-waiting = { $count ->
    [one] Ein Original wartet noch auf die Plattform, deren Adresse es trägt.
   *[other] { $count } Originale warten noch auf die Plattform, deren Adresse sie tragen.
  }
  .next = Synchronisieren Sie zuerst mit der bisherigen Plattform und wechseln Sie dann.
sync-running = Der Postausgang wird bereits gesendet.
  .next = Warten Sie, bis das fertig ist.
original-forgotten = Das Original „{ $title }“ ist weder auf der Plattform noch im Postausgang.
  .next = Melden Sie es der Informatik; das Dokument bleibt auf diesem Arbeitsplatz.
strange-file = Die Datei { $file } liegt zwischen den Inhalten des Arbeitsplatzes, gehört aber nicht dazu.
  .next = Verschieben Sie sie; Greffe rührt sie nicht an.
test-certificates = Die TEST-Zertifikate konnten nicht erzeugt werden ({ $detail }).
  .next = Leeren Sie den Ordner der Vorführung und versuchen Sie es erneut.
stamp-sealed = Gesiegelt am { $date } um { $time } { $zone }
stamp-original = Original: { $address }
stamp-other-pages = { $identifier } · Seite { $page } von { $pages }
stamp-alternative = Siegel von { $authority }, { $date } um { $time } { $zone }. Kennung { $identifier }. Das Original ist unter { $address } einzusehen.
stamp-covers-content = Es wurde kein freier Rand gefunden: der Stempel verdeckt einen Teil der ersten Seite.
signature-covers-content = Die sichtbare Signatur verdeckt einen Teil des Inhalts der Seite.
stamp-without-visible-seal = Für das sichtbare Siegel war kein Platz frei: Es entfällt, der QR-Code ist da.
step-reading = Lesen
step-encrypting = Verschlüsseln
sealed-anew = { $file } war schon gesiegelt und nicht mehr da: Die Datei wurde neu gesiegelt, mit neuer Kennung.
step-waiting = Warten auf ein anderes Programm, das in diesen Ordner siegelt
step-augmenting = Zeitstempel hinzufügen
step-sealing = Siegeln
step-uploading = Senden
step-checking = Prüfen
history-desk-created = Arbeitsplatz angelegt für { $administration }
history-dossier-created = Dossier { $reference } eröffnet: { $subject }
history-document-imported = Dokument „{ $title }“ hinzugefügt
history-document-read = Dokument „{ $title }“ gelesen (Version { $version })
history-document-exported = Dokument „{ $title }“ exportiert (Version { $version })
history-document-sealed = Dokument „{ $title }“ gesiegelt, Kennung { $identifier }-…
history-document-registered = Original „{ $title }“ von der Plattform verwahrt
history-registration-parked = Original „{ $title }“ von der Plattform abgelehnt ({ $code })
history-original-fetched = Original { $identifier }-… von der Plattform geholt
history-desk-revoked-wipe = Arbeitsplatz von der Verwaltung gesperrt: Schlüssel und Inhalte werden entfernt (mitgeteilt von { $platform })
history-desk-revoked-lock = Arbeitsplatz von der Verwaltung gesperrt und verriegelt (mitgeteilt von { $platform })
history-desk-revoked-released = Verriegelter Arbeitsplatz mit dem Notschlüssel geöffnet (verriegelt durch { $platform })
history-desk-enrolled = Arbeitsplatz bei { $platform } angemeldet
history-person-signed-in = { $name } hat sich an der Plattform angemeldet
history-person-signed-out = Von der Plattform abgemeldet
history-visible-seal-set = Sichtbare Siegel: { $on } (Unterzeichner { $signer })
history-device-key-made = Schlüssel des Arbeitsplatzes erzeugt
history-levels-set = Stufen der Siegel festgelegt: { $level }; Zeitstempel von { $authorities }
history-document-augmented = Original „{ $title }“ auf { $level } ergänzt
history-augmentation-missed = Original „{ $title }“ noch nicht auf { $wanted } ergänzt ({ $code })
history-original-sent-as-is = Original „{ $title }“ wird mit { $level } gesendet, ohne { $wanted }
history-original-queued-again = Original „{ $title }“ wird erneut gesendet
history-restore-leftover-removed = Der Rest einer unterbrochenen Wiederherstellung in { $folder } wurde entfernt
history-passphrase-changed = Passphrase geändert
history-unrecorded-content-removed = { $count } nie verzeichnete Inhalte entfernt
doctor-drivers-none = Es wurde kein Kartentreiber gefunden; nur Schlüsseldateien können verwendet werden.
    .next = Für eine Karte installieren Sie ihren Treiber (zum Beispiel OpenSC oder den von LuxTrust).
doctor-driver = Treiber gefunden und geladen: { $driver } ({ $module }), { $slots } Slots.
doctor-slot-empty = Der Slot { $slot } ({ $reader }) ist leer.
doctor-token = Das Token „{ $token }“ ist da, Slot { $slot } ({ $reader }).
doctor-pin-pad = Die PIN des Tokens „{ $token }“ wird am Leser eingegeben.
doctor-pin-few-left = Dem Token „{ $token }“ wurde eine falsche PIN gegeben; es bleiben nur wenige Versuche.
    .next = Prüfen Sie die PIN, bevor Sie sie eingeben.
doctor-pin-last-try = Für die PIN des Tokens „{ $token }“ bleibt ein einziger Versuch.
    .next = Noch ein Fehler sperrt sie; im Zweifel fragen Sie den Herausgeber.
doctor-pin-locked = Die PIN des Tokens „{ $token }“ ist gesperrt.
    .next = Entsperren Sie sie mit der PUK und der Software des Tokens.
doctor-pin-not-set = Für das Token „{ $token }“ ist keine PIN gesetzt.
    .next = Setzen Sie sie mit der Software des Tokens.
doctor-pin-to-be-changed = Die PIN des Tokens „{ $token }“ muss vor der Verwendung geändert werden.
    .next = Ändern Sie sie mit der Software des Tokens.
doctor-key-file = Die Schlüsseldatei { $file } lässt sich öffnen.
doctor-certificate-seal = Zertifikat für Siegel von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-seal-qualified = Zertifikat für Siegel, nach eigener Angabe qualifiziert, von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-signature = Zertifikat für Signaturen von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-signature-qualified = Zertifikat für Signaturen, nach eigener Angabe qualifiziert, von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-neither = Zertifikat weder für Signaturen noch für Siegel, von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-unsuitable = Das Zertifikat von { $holder } ({ $place }) ist ungeeignet: { $reasons }
doctor-certificate-ends-soon = Das Zertifikat von { $holder } läuft in { $days } Tagen ab.
    .next = Beantragen Sie jetzt das nächste.
doctor-tsa = Die Zeitstempelstelle { $tsa } antwortet, Richtlinie { $policy }.
doctor-clock = Die Uhr dieses Computers geht richtig (verglichen mit { $tsa }, Abweichung { $seconds } s).
doctor-clock-differs = Die Uhr dieses Computers weicht um { $seconds } s von der von { $tsa } ab.
    .next = Lassen Sie die Zeit in den Einstellungen des Systems automatisch stellen.
doctor-clock-wrong = Die Uhr dieses Computers geht falsch: { $seconds } s Abweichung von { $tsa }.
    .next = Stellen Sie die Zeit, und starten Sie den Befehl erneut: Zeitstempel würden den Signaturen widersprechen.
doctor-ocsp = Der OCSP-Dienst { $host } antwortet.
doctor-crl = Die Sperrliste von { $host } lässt sich herunterladen.
doctor-revocation-strange = { $host } antwortet, aber nicht wie ein Sperrdienst (HTTP { $status }).
    .next = Vielleicht antwortet ein Proxy oder Portal an seiner Stelle; B-LT und B-LTA hängen davon ab.
doctor-revocation-unreachable = Der Sperrdienst { $host } ist nicht erreichbar: { $detail }
    .next = Prüfen Sie Netz und Proxy; ohne ihn sind B-LT und B-LTA nicht möglich.
doctor-offline = Das Netz wurde nicht befragt.
doctor-proxy-none = In der Umgebung ist kein Proxy eingestellt.
doctor-proxies = Proxy laut Umgebung: { $proxies }
doctor-desk = In { $file } gibt es einen Arbeitsplatz.
doctor-desk-none = In { $file } gibt es noch keinen Arbeitsplatz; zum Siegeln von Dateien ist keiner nötig.
doctor-ready = Siegeln würde hier gelingen.
doctor-no-key = Siegeln würde nicht gelingen: es wurde kein brauchbares Zertifikat gefunden.
    .next = Stecken Sie die Karte des Siegels ein, oder geben Sie eine Schlüsseldatei (.p12) an.
doctor-obstacles = Siegeln wie gewünscht würde nicht gelingen: siehe die mit ✗ markierten Punkte.
    .next = Beheben Sie diese Punkte, und starten Sie den Befehl erneut.
doctor-certificate-presumed-seal = Zertifikat ohne erklärten Zweck, nach seinem Inhaber für Siegel, von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-certificate-presumed-signature = Zertifikat ohne erklärten Zweck, nach seinem Inhaber für Signaturen, von { $holder }, ausgestellt von { $issuer }, gültig vom { $from } bis { $until }, { $kind } ({ $place }).
doctor-list = Vertrauensliste { $territory }, Nummer { $sequence }, { $days } Tage alt; die nächste ist am { $next } fällig.
doctor-list-closed = Vertrauensliste { $territory }, Nummer { $sequence }, geschlossen.
doctor-list-stale = Die Vertrauensliste { $territory } (Nummer { $sequence }, { $days } Tage) ist seit dem { $next } veraltet.
    .next = Erneuern Sie die Listen mit „greffe trust update“.
revision-unknown = Diese Datei hat keine Fassung { $number }.
  .next = Wählen Sie eine Fassung aus der Liste.
history-batch-begun = Stapel begonnen: { $count } Dokumente
history-batch-ended = Stapel beendet
