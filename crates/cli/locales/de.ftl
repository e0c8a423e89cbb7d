# Die Worte der Befehlszeile.

### Help: headings and commands.
help-usage = Aufruf:
help-commands = Befehle
help-arguments = Argumente
help-options = Optionen
help-global = Für alle Befehle
help-greffe = Greffe: Dossiers, Siegel und Originale in der Befehlszeile
help-desk = Der Arbeitsplatz: anlegen, prüfen, Passphrase
help-desk-create = Legt in einem neuen Ordner einen verschlüsselten Arbeitsplatz an
help-desk-info = Zeigt den Arbeitsplatz: Verwaltung, Person, Plattform, Wartendes
help-desk-check = Prüft Datenbank, Inhalte und Journal
help-desk-passphrase = Ändert die Passphrase
help-enrol = Meldet diesen Arbeitsplatz mit einem Einmalcode bei einer Plattform an
help-sign-in = Meldet eine Person an diesem Arbeitsplatz an, in ihrem Browser, wo die Plattform es anbietet
help-sign-out = Meldet ab: der Arbeitsplatz handelt für niemanden mehr, wo die Plattform eine Anmeldung verlangt
help-dossier = Die Dossiers: anlegen, suchen, zeigen
help-dossier-create = Legt ein Dossier an; ohne Aktenzeichen erhält es die nächste Nummer
help-dossier-list = Listet die Dossiers auf, das zuletzt geänderte zuerst
help-dossier-show = Zeigt ein Dossier: Parteien, Dokumente, Verlauf
help-document = Die Dokumente: aufnehmen, lesen, prüfen, siegeln
help-document-import = Nimmt PDF-Dateien in ein Dossier auf; die Dateien bleiben, wo sie sind
help-document-show = Zeigt ein Dokument und seine Versionen
help-document-export = Schreibt eine Version in eine Datei, die es noch nicht gibt
help-document-read = Schreibt die Bytes einer Version auf die Standardausgabe
help-document-verify = Prüft Signaturen und Siegel eines Dokuments
help-document-seal = Siegelt Dokumente; jedes erhält seine Kennung
help-outbox = Zeigt, was auf das Senden an die Plattform wartet
help-outbox-retry = Stellt zurückgelegte Vorgänge wieder in die Warteschlange
help-outbox-give-up = Gibt abgelehnte Änderungen auf: Hier gilt wieder der Stand der Plattform, das Journal behält ihren Wortlaut
help-sync = Gleicht mit der Plattform ab: sendet, was wartet, holt, was andere geändert haben
help-journal = Das Journal: prüfen, exportieren
help-journal-verify = Prüft die Hash-Kette des Journals
help-journal-export = Exportiert das Journal, eine JSON-Zeile je Eintrag
help-fetch = Holt das Original zu einer Kennung von der Plattform
help-seal = Siegelt PDF-Dateien, ohne Arbeitsplatz
help-verify = Prüft Signaturen und Siegel von PDF-Dateien, ohne Arbeitsplatz
help-identifier = Die gedruckte Kennung: erzeugen, lesen
help-identifier-new = Zieht eine neue zufällige Kennung
help-identifier-parse = Liest eine getippte, eingefügte oder gescannte Kennung
help-completion = Schreibt das Skript für die Vervollständigung in einer Shell
help-help = Zeigt die Hilfe zu einem Befehl

### Help: arguments.
arg-desk = Ordner des Arbeitsplatzes (sonst $GREFFE_DESK, sonst der des Benutzers)
arg-passphrase-file = Datei, deren erste Zeile die Passphrase des Arbeitsplatzes ist (sonst $GREFFE_PASSPHRASE_FILE, sonst wird gefragt)
arg-seal-passphrase-file = Datei, deren erste Zeile die Passphrase des Schlüssels ist (sonst wird gefragt)
arg-lang = Sprache: fr, de, lb oder en (sonst die des Systems, sonst Französisch)
arg-json = Ergebnisse als JSON, eine Zeile je Eintrag; Fehler als JSON auf der Fehlerausgabe
arg-help = Zeigt diese Hilfe
arg-greffe-version = Zeigt die Version des Programms
arg-administration = Name der Verwaltung, wie er im Stempel gedruckt wird
arg-person = Name der Person, die hier arbeitet
arg-office = Kürzel der Dienststelle für Aktenzeichen, zum Beispiel RES
arg-role = Rolle: agent, signatory (Unterzeichner), clerk (Greffier), auditor oder administrator; wiederholbar
arg-new-passphrase-file = Datei, deren erste Zeile die neue Passphrase ist (sonst wird gefragt)
arg-extract-revision = Byte für Byte nach --out schreiben, was Signatur Nummer N signiert hat
arg-platform = Adresse der Plattform, zum Beispiel https://verify.example.lu
arg-code = Einmalcode der Plattform (sonst wird gefragt)
arg-code-file = Datei, deren erste Zeile der Code ist
arg-ca = PEM-Datei der Zertifizierungsstellen, denen für die Verbindung zusätzlich vertraut wird
arg-subject = Betreff des Dossiers
arg-reference = Aktenzeichen (sonst das nächste)
arg-procedure = Schlüssel des Verfahrens, zum Beispiel residence-certificate
arg-applicant = Antragsteller; „legal:“ vor dem Namen einer juristischen Person; wiederholbar
arg-addressee = Adressat, wie bei --applicant
arg-third-party = Dritter, wie bei --applicant
arg-search = Wörter, die in Aktenzeichen, Betreff, Parteien oder Dokumenten stehen
arg-limit = Höchstzahl der Dossiers (100)
arg-offset = Zahl der Dossiers, die übersprungen werden (0)
arg-dossier = Aktenzeichen des Dossiers oder seine Id
arg-document = Dokument: Aktenzeichen und Nummer, zum Beispiel 2026/RES/000001#2, oder seine Id
arg-file = PDF-Dateien
arg-input = PDF-Dateien; sie werden nicht verändert
arg-title = Titel (sonst der Name der Datei)
arg-out = Zieldatei; es darf sie noch nicht geben
arg-version = Nummer der Version (sonst die neueste)
arg-target = Dokumente, oder Dossiers, aus denen alle ungesiegelten Dokumente genommen werden
arg-dossier-show-all = Alle Dokumente und den ganzen Verlauf
arg-all = Alle ungesiegelten Dokumente dieses Arbeitsplatzes
arg-p12 = Schlüssel des Siegels mit Zertifikat (PKCS#12)
arg-p12-passphrase-file = Datei, deren erste Zeile die Passphrase des Schlüssels ist (sonst wird gefragt)
arg-operation = Vorgänge (sonst alle zurückgelegten)
arg-identifier = Die Kennung, wie sie gedruckt ist, oder ihre Adresse
arg-force = Ersetzt eine vorhandene Datei
arg-out-dir = Ordner für die gesiegelten Dateien, unter demselben Namen
arg-platform-url = Adresse der Plattform, zum Beispiel https://verify.example.lu
arg-no-stamp = Druckt nichts auf die Seiten
arg-level = PAdES-Niveau: B-B, B-T, B-LT oder B-LTA
arg-jobs = Dateien, die gleichzeitig gesiegelt werden, 1 bis 64 (sonst eine je Kern)
arg-results = Datei für ein Blatt mit den Ergebnissen: .csv oder .json
arg-authority = Behörde, die im Stempel steht (sonst die des Zertifikats)
arg-stamp-lang = Sprache des Stempels: fr, de, lb oder en (fr)
arg-trust = PEM-Datei der Wurzelzertifikate, denen vertraut wird
arg-at = Zeitpunkt, für den geurteilt wird, zum Beispiel 2026-11-03T10:30:00+01:00 (sonst jetzt)
arg-offline = Ohne Netz (immer, außer mit --online)
arg-password-file = Datei, deren erste Zeile das Passwort verschlüsselter PDFs ist
arg-text = Die Kennung; mehrere Wörter werden zusammen gelesen
arg-shell = bash, zsh, fish, elvish oder powershell
arg-command = Der Befehl

### Help: names of values.
value-folder = ORDNER
value-file = DATEI
value-language = SPRACHE
value-name = NAME
value-code = CODE
value-role = ROLLE
value-url = URL
value-text = TEXT
value-reference = AKTENZEICHEN
value-key = SCHLÜSSEL
value-word = WORT
value-number = ZAHL
value-dossier = DOSSIER
value-document = DOKUMENT
value-target = ZIEL
value-operation = VORGANG
value-identifier = KENNUNG
value-level = NIVEAU
value-time = ZEIT
value-shell = SHELL
value-command = BEFEHL

### Errors of use.
usage-command-missing = Es fehlt ein Befehl.
  .next = „greffe help“ zeigt die Befehle und ihre Optionen.
usage-command-unknown = Es gibt keinen Befehl „{ $command }“.
  .next = „greffe help“ zeigt die Befehle und ihre Optionen.
usage-command-similar = Es gibt keinen Befehl „{ $command }“.
  .next = Meinten Sie „{ $similar }“?
usage-argument-unknown = Das Argument „{ $argument }“ ist hier unbekannt.
  .next = „--help“ hinter dem Befehl zeigt seine Optionen.
usage-argument-similar = Das Argument „{ $argument }“ ist hier unbekannt.
  .next = Meinten Sie „{ $similar }“?
usage-argument-missing = Es fehlt: { $argument }.
  .next = „--help“ hinter dem Befehl zeigt seine Optionen.
usage-argument-conflict = „{ $argument }“ verträgt sich nicht mit „{ $other }“.
  .next = Wählen Sie eines von beiden.
usage-value-missing = Der Wert von „{ $argument }“ fehlt.
  .next = Schreiben Sie ihn hinter die Option.
usage-value-not-possible = „{ $value }“ ist für „{ $argument }“ nicht möglich.
  .next = Möglich: { $possible }.
usage-value-invalid = „{ $value }“ passt nicht für „{ $argument }“.
  .next = „--help“ hinter dem Befehl sagt, was erwartet wird.
usage-not-utf8 = Ein Argument ist kein UTF-8-Text.
  .next = Geben Sie es neu ein.
usage-wrong = Die Befehlszeile wird nicht verstanden ({ $argument }).
  .next = „greffe help“ zeigt die Befehle und ihre Optionen.

### Errors of the command line itself. What the desk, the key or the platform says stands with them.
path-not-a-folder = In { $file } ist ein Teil des Pfades kein Ordner.
  .next = Prüfen Sie den Pfad.
trust-file-invalid = { $file } enthält kein lesbares Zertifikat.
  .next = Geben Sie eine PEM-Datei an („BEGIN CERTIFICATE“).
passphrase-file-empty = Die erste Zeile von { $file } ist leer.
  .next = Schreiben Sie die Passphrase in die erste Zeile.
passphrase-needed = Es braucht eine Passphrase, und es gibt kein Terminal, um danach zu fragen.
  .next = Geben Sie mit { $option } eine Datei an. Nie in der Befehlszeile: dort sehen sie alle Benutzer des Rechners.
passphrases-differ = Die beiden Eingaben sind verschieden; es wurde nichts geändert.
  .next = Versuchen Sie es noch einmal.
enrolment-code-needed = Es braucht den Anmeldecode, und es gibt kein Terminal, um danach zu fragen.
  .next = Geben Sie ihn mit --code oder --code-file an.
revision-of-several-files = Eine signierte Fassung kann nur aus einer einzigen Datei entnommen werden.
  .next = Geben Sie eine einzige Datei an.
signed-revision-unknown = „{ $file }“ hat keine Signatur Nummer { $number }, deren signierte Fassung bekannt ist.
  .next = „greffe verify“ zählt die Signaturen auf; die erste hat die Nummer 1.
time-invalid = „{ $text }“ ist kein vollständiger Zeitpunkt.
  .next = Schreiben Sie Datum, Uhrzeit und Zone, zum Beispiel 2026-11-03T10:30:00+01:00.
document-argument-invalid = „{ $text }“ bezeichnet kein Dokument.
  .next = Schreiben Sie Aktenzeichen und Nummer, zum Beispiel 2026/RES/000001#2; „greffe dossier show“ zeigt die Nummern.
document-number-unknown = Das Dossier { $reference } hat kein Dokument Nummer { $number }: es hat { $count }.
  .next = „greffe dossier show { $reference }“ zeigt die Nummern.
document-version-unknown = Das Dokument hat keine Version { $number }: es hat { $count }.
  .next = „greffe document show“ zeigt die Versionen.
operation-argument-invalid = „{ $text }“ ist keine Id eines Vorgangs.
  .next = „greffe outbox“ zeigt die Vorgänge.
title-for-several-files = Ein Titel passt nur zu einer Datei; es sind { $count }.
  .next = Nehmen Sie die Dateien einzeln auf oder ohne --title.
output-is-terminal = Ein PDF gehört nicht ins Terminal.
  .next = Leiten Sie die Ausgabe um: > datei.pdf, oder nehmen Sie „document export“.
desk-folder-unknown = Dieses System sagt nicht, wo die Daten des Benutzers liegen.
  .next = Nennen Sie den Ordner des Arbeitsplatzes mit --desk.
results-kind-unknown = „{ $file }“ ist weder .csv noch .json.
  .next = Geben Sie dem Blatt mit den Ergebnissen eine dieser beiden Endungen.
  .next = Verlangen Sie B-B; der Zeitstempel kann später hinzukommen.
interrupted = Unterbrochen: { $done } von { $all } fertig, nichts blieb halb.
  .next = Starten Sie denselben Befehl noch einmal: Fertiges wird nicht wiederholt.

### Questions at the terminal.
ask-desk-passphrase = Passphrase des Arbeitsplatzes:
ask-new-passphrase = Neue Passphrase:
ask-new-passphrase-again = Noch einmal:
ask-key-passphrase = Passphrase des Schlüssels:
ask-enrolment-code = Anmeldecode:

### Results.
desk-created = Arbeitsplatz in { $folder } angelegt.
desk-check-good = Datenbank, Inhalte und Journal sind in Ordnung.
passphrase-changed = Die Passphrase ist geändert.
journal-good = { $count ->
    [one] Das Journal ist in Ordnung: ein Eintrag.
   *[other] Das Journal ist in Ordnung: { $count } Einträge.
  }
journal-exported = { $count ->
    [one] Ein Eintrag exportiert.
   *[other] { $count } Einträge exportiert.
  }
enrolled = Dieser Arbeitsplatz ist bei { $platform } angemeldet.
enrolled-elsewhere = Er gehört dort zu „{ $now }“; bisher stand hier „{ $before }“. Ist das nicht Ihre Verwaltung, gleichen Sie nicht ab und verständigen Sie Ihren Administrator.
sign-in-open = Melden Sie sich unter dieser Adresse in Ihrem Browser an: { $address }
signed-in = Angemeldet als { $name }, bis { $until }.
signed-out = Abgemeldet.
sign-in-page-done = Sie sind angemeldet. Sie können diese Seite schließen und zum Arbeitsplatz zurückkehren.
dossier-created = Dossier { $reference } angelegt.
dossiers-none = Auf diesem Arbeitsplatz gibt es noch kein Dossier.
dossiers-none-found = Kein Dossier passt zu „{ $search }“.
dossier-newest-documents = Die neuesten { $shown } von { $count } Dokumenten. Alle, mit dem ganzen Verlauf: --all
dossiers-more = Es gibt vielleicht weitere: --offset { $offset }
import-done = { $file }: „{ $title }“
import-duplicate = { $file }: schon als „{ $title }“ in diesem Dossier; nichts hinzugefügt
import-also-in = Auch in: { $references }
exported = „{ $title }“ steht in { $file }.
seal-nothing = Nichts zu siegeln.
seal-resumed = von einem früheren Lauf dieses Befehls gesiegelt
seal-summary = Gesiegelt: { $sealed } · abgelehnt: { $refused }
outbox-empty = Der Postausgang ist leer.
outbox-given-up = { $count ->
    [1] Eine Änderung wurde aufgegeben; ihr Wortlaut steht im Journal.
   *[other] { $count } Änderungen wurden aufgegeben; ihr Wortlaut steht im Journal.
  }
outbox-retry = { $count ->
    [0] Kein Vorgang war zurückgelegt.
    [1] Ein Vorgang wartet wieder.
   *[other] { $count } Vorgänge warten wieder.
  }
sync-acknowledged = { $count ->
    [0] Die Plattform hat nichts empfangen ({ $size } gesendet).
    [1] Die Plattform hat einen Vorgang empfangen ({ $size } gesendet).
   *[other] Die Plattform hat { $count } Vorgänge empfangen ({ $size } gesendet).
  }
sync-nothing = Nichts zu senden: die Plattform hat alles.
sync-waiting = { $count ->
    [1] Ein Vorgang wartet noch.
   *[other] { $count } Vorgänge warten noch.
  }
sync-parked = { $count ->
    [1] Ein Vorgang ist zurückgelegt: siehe „greffe outbox“.
   *[other] { $count } Vorgänge sind zurückgelegt: siehe „greffe outbox“.
  }
fetched = Original in { $file } geschrieben ({ $size }).
interrupt-notice = Das laufende Stück wird noch fertig; noch einmal Strg-C beendet sofort.

### Progress.
progress-remaining = Rest
step-verifying = Prüfen

### Labels.
field-administration = Verwaltung
field-person = Person
field-folder = Ordner
field-platform = Plattform
field-waiting = Wartend
field-last-sync = Letzte Synchronisation
field-demo = Vorführung
field-status = Stand
field-procedure = Verfahren
field-created = Angelegt
field-changed = Geändert
field-id = Id
field-identifier = Kennung
field-check-page = Prüfseite
field-canonical = Ohne Trennzeichen
field-url = Adresse
field-integrity = Unversehrtheit
field-changes = Nach der Signatur
field-level = Niveau
field-claimed-time = Angegebene Zeit
field-proven-time = Bewiesene Zeit
party-applicant = Antragsteller
party-addressee = Adressat
party-third = Dritter
not-enrolled = nicht angemeldet
never = nie
desk-is-demo = seine Zertifikate sind TEST-Zertifikate
role-agent = Sachbearbeiter
role-signatory = Unterzeichner
role-clerk = Greffier
role-auditor = Prüfer
role-administrator = Administrator
column-reference = Aktenzeichen
column-subject = Betreff
column-party = Partei
column-status = Stand
column-documents = Dokumente
column-waiting = Wartend
column-changed = Geändert
column-number = Nr.
column-title = Titel
column-versions = Versionen
column-size = Größe
column-identifier = Kennung
column-time = Zeit
column-event = Ereignis
column-actor = Durch
column-version = Version
column-origin = Herkunft
column-pages = Seiten
column-sha256 = SHA-256
column-what = Was
column-since = Seit
column-attempts = Versuche
column-sent = Gesendet
column-operation = Vorgang
dossier-open = offen
dossier-status-closed = geschlossen
origin-imported = aufgenommen
origin-sealed = gesiegelt
origin-augmented = ergänzt
status-on-this-desk = nicht gesiegelt
status-withdrawn = zurückgezogen
status-waiting = wartet auf das Senden
status-held = wartet auf einen Zeitstempel
status-parked = zurückgelegt
status-on-platform = auf der Plattform seit { $since }
history-other = { $kind }
size-bytes = { $count } Bytes
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
size-gigabytes = { $value } GB

### Validation.
verdict-total-passed = gültig
verdict-indeterminate = unbestimmt: unversehrt, aber das Vertrauen ist nicht geklärt
verdict-total-failed = UNGÜLTIG
verdict-no-signature = keine Signatur
verdict-error = nicht lesbar
kind-signature = Signatur von
kind-certification = Zertifizierung durch
kind-document-timestamp = Zeitstempel von
field-issuer = Aussteller
signer-unknown = Unterzeichner unbekannt
integrity-intact = unversehrt
integrity-broken = GEBROCHEN
changes-none = nichts verändert
changes-none-partial = nichts verändert; die Signatur deckt nicht die ganze Datei
changes-permitted = nur, was die Signatur erlaubt
revision-extracted = Die Fassung, die Signatur { $number } signiert hat, steht in { $out }.
changes-unclear = eine spätere Signatur ist über die Seite gezeichnet: Fassungen vergleichen
changes-not-permitted = auf unerlaubte Weise VERÄNDERT
level-none = kein PAdES-Niveau
help-certificates = Zeigt die Zertifikate der Karten und einer Schlüsseldatei, und warum manche ungeeignet sind
help-doctor = Sagt, ob Siegeln hier gelingen würde, und was im Weg steht
arg-pkcs11-module = Treiber der Karte (PKCS#11-Modul); sonst die installierten
arg-slot = Nummer des Slots, wie der Treiber zählt
arg-token = Name des Tokens
arg-certificate = Kennung (CKA_ID) oder SHA-256-Fingerabdruck des Zertifikats, hexadezimal
arg-pin-file = Datei, deren erste Zeile die PIN ist (sonst wird sie erfragt)
arg-pin-pad = Die PIN wird an der Tastatur des Lesers eingegeben
arg-chain = PEM-Datei der Zertifikate über dem des Schlüssels, wenn er sie nicht mitbringt
arg-rsa-pss = Signiert mit RSA-PSS statt PKCS#1 v1.5 (RSA-Schlüssel)
arg-key = Schlüsseldatei (PKCS#12)
arg-certificates-passphrase-file = Datei, deren erste Zeile die Passphrase der Schlüsseldatei ist (sonst wird sie erfragt)
arg-doctor-passphrase-file = Datei, deren erste Zeile die Passphrase der Schlüsseldatei ist (sonst wird sie erfragt)
arg-tsa = Adresse einer Zeitstempelstelle; wiederholbar
arg-doctor-offline = Fragt nichts im Netz
value-module = MODUL
value-label = NAME
value-id = ID
ask-pin = PIN des Tokens „{ $token }“:
pin-at-the-reader = Geben Sie die PIN des Tokens „{ $token }“ am Leser ein.
certificates-none = Es wurde kein Zertifikat gefunden.
purpose-signature = Signatur einer Person
purpose-seal = Siegel einer Organisation
purpose-neither = weder Signatur noch Siegel
claim-qualified = nennt sich qualifiziert
claim-qualified-device = nennt sich qualifiziert, Schlüssel in qualifiziertem Gerät
place-token = Token „{ $token }“, Slot { $slot }
field-purpose = Zweck
field-organisation = Organisation
field-validity = Gültigkeit
field-key-kind = Schlüssel
field-serial = Seriennummer
field-fingerprint = SHA-256-Fingerabdruck
field-place = Ort
field-certificate-id = Kennung

### Visible seals.
help-visible-seal = Sichtbare Siegel: ohne Netz prüfen, Liste der Zertifikate, Profil
help-visible-seal-verify = Prüft sichtbare Siegel in Bildern, Scans, Dateien mit Bytes oder getipptem Text
help-visible-seal-profile = Schreibt das Profil unserer sichtbaren Siegel als XML
help-visible-seal-bundle = Die signierte Liste der Zertifikate, nach der sichtbare Siegel geprüft werden
help-visible-seal-bundle-make = Erstellt und signiert eine Liste
help-visible-seal-bundle-show = Zeigt eine Liste, deren Signatur passt
help-desk-visible-seal = Zeigt oder legt fest, ob Dokumente ein sichtbares Siegel bekommen, und in wessen Namen
arg-visible-seal-verify-file = Bild (PNG, JPEG, PNM), eingescanntes PDF, Bytes eines Siegels oder Text, der für sie steht; „-“ ist die Standardeingabe
arg-bytes = Bytes eines Siegels als Hexadezimal- oder Base64-Text; mehrfach möglich
arg-bundle = Signierte Liste der Zertifikate
arg-bundle-key = Zertifikat oder öffentlicher Schlüssel des Herausgebers, PEM oder DER
arg-bundle-at-least = Eine Liste mit kleinerer Version ablehnen
arg-entry = Zertifikat eines Unterzeichners: KENNUNG=DATEI, in der PEM-Datei zuerst das Zertifikat, dann seine Kette; mehrfach möglich
arg-revoke = KENNUNG/REFERENZ=ZEIT[,GRUND], zum Beispiel LUAS/4F1C=2026-11-20T00:00:00Z,keyCompromise; mehrfach möglich
arg-previous = Die Liste davor, deren Einträge bleiben (mit --bundle-key); die Version wird die nächste
arg-visible-seal-bundle-make-version = Version (sonst die nächste nach --previous, sonst 1)
arg-valid-days = Tage bis zur nächsten Liste (sonst 30)
arg-visible-seal = Ein sichtbares Siegel verlangen: Kann der Schlüssel keines signieren, wird nichts gesiegelt
arg-no-visible-seal = Den Stempel ohne sichtbares Siegel zeichnen
arg-signer-id = Kennung der Behörde: zwei Buchstaben des Landes und zwei Buchstaben oder Ziffern (sonst nach dem Zertifikat)
arg-fact = Angabe im sichtbaren Siegel: title=…, reference=…, addressee=… oder fact=…; mehrfach möglich
arg-seal-visible-seal-p12 = Anderer Schlüssel für das sichtbare Siegel (P-256 oder P-384), PKCS#12
arg-seal-visible-seal-passphrase-file = Datei, deren erste Zeile die Passphrase dieses Schlüssels ist (sonst wird gefragt)
arg-on = Dokumente bekommen ein sichtbares Siegel, wenn der Schlüssel es signieren kann
arg-off = Dokumente bekommen kein sichtbares Siegel
value-entry = KENNUNG=DATEI
value-revocation = KENNUNG/REFERENZ=ZEIT
value-signer = LUxx
value-fact = NAME=TEXT
field-valid-from = Gültig ab
field-valid-until = Gültig bis
field-sealed-on = Gesiegelt am
field-signer-id = Unterzeichner
field-seal-certificate = Zertifikat
field-seal-issuer = Ausgestellt von
field-revoked-at = Widerrufen
field-bundle = Liste
field-bundle-issued = Erstellt am
field-bundle-next = Nächste bis
field-visible-seal = Sichtbares Siegel
bundle-version-and-age = Version { $version }, { $days } Tage alt
visible-seal-on = ein
visible-seal-off = aus
visible-seal-by-certificate = nach dem Zertifikat
visible-seal-bundle-key-invalid = { $file } enthält weder Zertifikat noch öffentlichen Schlüssel der Art P-256 oder P-384.
    .next = Geben Sie das Zertifikat des Herausgebers der Liste an, PEM oder DER.
visible-seal-bundle-argument-invalid = „{ $text }“ ist nicht lesbar.
    .next = Siehe greffe help visible-seal bundle make.
visible-seal-fact-invalid = „{ $text }“ ist keine Angabe.
    .next = Schreiben Sie title=…, reference=…, addressee=… oder fact=…

# Signaturfelder, Darstellung und Stellen
help-inspect = Sagt, was ein PDF ist: Seiten, Signaturfelder und was sie verlangen, Zertifizierung, Konformität
help-repair = Macht ein neues PDF aus dem, was von einem beschädigten lesbar ist, und sagt, was verloren ist
arg-field = Vorhandenes Signaturfeld, in dem signiert wird; ein leerer Name nimmt das erste leere oder ein neues
arg-certify = Zertifiziert das Dokument: 1 erlaubt keine Änderung, 2 Formulare und Signaturen, 3 auch Anmerkungen
arg-lock = Formularfelder, die sich nicht mehr ändern dürfen: all, include:A,B oder exclude:A,B
arg-appearance = Vorlage (TOML) der sichtbaren Signatur; ohne sie ist die Signatur unsichtbar
arg-image = Bild in der sichtbaren Signatur, PNG oder JPEG
arg-place = Stelle in Millimetern, z. B. page=1,x=20,y=20,w=60,h=25,from=top-left
arg-placeholder = Marke im Text des Dokuments, die die Stelle festlegt, z. B. [[signature]]
arg-pages = Seiten: first, last, all oder eine Nummer
arg-stamp-place = Stelle des Stempels, wenn es nicht die der Signatur ist
arg-stamp-placeholder = Marke, die die Stelle des Stempels festlegt
arg-stamp-pages = Seiten des Stempels: first, last, all oder eine Nummer
arg-capacity = In welcher Eigenschaft der Inhaber signiert
arg-delegation = Für wen der Inhaber signiert, z. B. „i. A. der Bürgermeister“
arg-reason = Grund der Signatur
arg-location = Ort der Signatur
arg-repair-input = Das beschädigte PDF; es wird nie geändert
arg-repair-output = Das neue PDF
arg-forget-signatures = Repariert auch, wenn dabei Signaturen verloren gehen
value-lock = FELDER
value-place = STELLE
value-pages = SEITEN
value-out = ZIEL
option-invalid = „{ $text }“ wird für { $option } nicht verstanden.
    .next = „--help“ hinter dem Befehl sagt, was erwartet wird.
field-pdf-version = PDF-Version
field-pdf-title = Titel
field-page-count = Seiten
field-conformance = Konformität
field-encrypted = Verschlüsselt
field-signature-count = Signaturen
field-certification = Zertifizierung
field-state-signed = signiert
field-state-locked = gesperrt
field-state-empty = leer
field-on-page = Seite { $page }
inspect-yes = ja
inspect-no = nein
inspect-need-appearances = Das Formular lässt Leseprogramme seine Felder neu zeichnen: was gezeigt wird, kann vom Signierten abweichen.
inspect-usage-rights = Die Datei trägt Nutzungsrechte für ein altes Leseprogramm; jede Änderung, auch eine Signatur, beendet sie.
inspect-fields-outside-form = Eine Seite zeigt ein Signaturfeld, das das Formular nicht aufzählt.
inspect-rotation-odd = Eine Seite soll um einen Winkel gedreht sein, der kein Vielfaches von 90 Grad ist; sie wird ungedreht gezeigt.
inspect-pages-without-size = Eine Seite hat eine Größe, die keinen Sinn ergibt.
repair-pages = { $pages } von { $promised } Seiten wurden gefunden.
repair-unreadable = Nicht lesbare Objekte: { $objects }
repair-missing = Teile, auf die verwiesen wird und die nirgends sind: { $count }
repair-cut = Stücke, die zu früh enden: { $count }
repair-signatures = Weggelassene Signaturen: { $count }
repair-content = Seiten mit beschädigtem Inhalt: { $pages }
repair-nothing-lost = Von einem Verlust ist nichts bekannt; Seiten: { $pages }.
repair-was-readable = Die Datei war auch ohne Reparatur lesbar.
repair-check = Vergleichen Sie jede Seite mit der Vorlage, bevor Sie das neue Dokument verwenden.

### Levels and augmentations.
help-desk-levels = Zeigt oder setzt die Stufen der Siegel und die Zeitstempelstellen
help-augmentations = Was Siegeln vor dem Senden noch fehlt
help-augmentations-list = Zeigt, was auf einen Zeitstempel wartet
help-augmentations-run = Fügt jetzt hinzu, was fehlt
help-augmentations-send-as-is = Sendet Originale mit der Stufe, die sie haben
seal-held = Wartet auf einen Zeitstempel für { $wanted }; im Postausgang zurückgehalten
augmentations-none = Nichts wartet auf einen Zeitstempel.
arg-document-seal-level = Gewünschte Stufe: B-B, B-T, B-LT oder B-LTA (sonst die des Arbeitsplatzes)
arg-if-missed = Wenn die Stufe nicht erreicht wird: refuse (ablehnen) oder later (siegeln, zurückhalten und später ergänzen)
arg-document-seal-dossier = Dossiers, deren ungesiegelte Dokumente alle genommen werden; mehrfach möglich
arg-desk-levels-procedure = Schlüssel des Verfahrens, für das die Stufe gilt (sonst alle)
arg-no-browser = Nur die Adresse zeigen, keinen Browser öffnen
arg-no-tsa = Entfernt alle Zeitstempelstellen
arg-tsa-user = Benutzer bei den Stellen
arg-tsa-password-file = Datei, deren erste Zeile das Passwort des Benutzers ist
arg-tsa-timeout = Sekunden, in denen eine Stelle antworten muss
arg-tsa-per-hour = Zeitstempel höchstens je Stunde
arg-tsa-per-day = Zeitstempel höchstens je Tag
value-choice = WAHL
value-seconds = SEKUNDEN
field-if-missed = Wenn verfehlt
field-tsa = Zeitstempelstellen
if-missed-refuse = abgelehnt
if-missed-later = gesiegelt, zurückgehalten und später ergänzt
column-level = Stufe
column-next-attempt = Nächster Versuch
column-document = Dokument
arg-desk-levels-level = Gewünschte Stufe: B-B, B-T, B-LT oder B-LTA
arg-desk-levels-tsa = Adresse einer Zeitstempelstelle, die bevorzugte zuerst; mehrfach möglich

### Trusted lists.
help-trust = Vertrauenslisten: holen, zeigen
help-trust-update = Holt die Liste der Listen und die nationalen Vertrauenslisten in einen Ordner; was nicht verlässlich ist, bleibt, wie es war
help-trust-show = Zeigt die Vertrauenslisten eines Ordners: Alter, Nummer, nächste Ausgabe und die Dienste eines Landes
arg-trust-lists = Ordner mit Vertrauenslisten, wie „greffe trust update“ sie holt
arg-lotl-certificates = Ordner der Zertifikate, die die Liste der Listen signieren dürfen (Amtsblatt); sonst „lotl-certificates“ bei den Listen
arg-lotl-url = Adresse der Liste der Listen (sonst die der Kommission)
arg-online = Fragt nach Ausstellern und Widerrufen, die die Datei nicht enthält
arg-etsi-report = Datei für den Bericht nach ETSI TS 119 102-2 (XML)
arg-trust-update-out = Ordner für die Listen
arg-folder = Ordner der Listen
arg-country = Land, dessen Dienste gezeigt werden, zum Beispiel LU
trust-renewed = erneuert
trust-in-force = { $operator }, Nummer { $sequence }, { $days } Tage alt, nächste Ausgabe { $next }
trust-stale = { $operator }, Nummer { $sequence }, { $days } Tage alt: VERALTET seit { $next }, wird nicht herangezogen
field-qualification = Nach den Vertrauenslisten
qualification-qesig = qualifizierte elektronische Signatur (QESig)
qualification-qeseal = qualifiziertes elektronisches Siegel (QESeal)
qualification-adesig-qc = fortgeschrittene elektronische Signatur mit qualifiziertem Zertifikat (AdESig-QC)
qualification-adeseal-qc = fortgeschrittenes elektronisches Siegel mit qualifiziertem Zertifikat (AdESeal-QC)
qualification-adesig = fortgeschrittene elektronische Signatur (AdESig)
qualification-adeseal = fortgeschrittenes elektronisches Siegel (AdESeal)
qualification-ades = fortgeschrittene elektronische Signatur oder Siegel (AdES)
qualification-indeterminate = unentschieden
qualification-not-applicable = keine: die Signatur ist gescheitert
purpose-guessed = nach dem Inhaber vermutet
help-augment = Hebt signierte PDF-Dateien auf ein höheres Niveau oder erneuert sie, ohne Arbeitsplatz
arg-renew = Fügt frische Prüfdaten und einen weiteren Archivzeitstempel hinzu
arg-if-level-fails = Wird das Niveau nicht erreicht: refuse (ablehnen) oder keep (Erreichtes behalten und später ergänzen)
arg-tsa-policy = Richtlinie, nach der die Dienste gefragt werden
arg-augment-input = Signierte Dateien
arg-augment-out-dir = Ordner für die Ergebnisse, unter demselben Namen
value-oid = OID
