# Das Fenster
app-name = Greffe
window-title = { $page } · Greffe
loading = Wird geladen…
close = Schließen
cancel = Abbrechen
cancelling = Wird angehalten…
optional = freiwillig
skip = Zum Inhalt
navigation = Hauptnavigation
menu = Menü
crumbs = Pfad
demo = Vorführung · TEST
browser = Browser · erfundene Daten
notice-dismiss = Meldung ausblenden
page-unknown = Diese Seite gibt es nicht

# Vor dem Öffnen
front-line = Das Register, in dem Akte verwahrt und gesiegelt werden.
front-note = Arbeiten Sie ohne Netz. Siegeln Sie. Jede Papierkopie führt zum Original.
unlock-title = Arbeitsplatz entsperren
unlock-explain = Ihre Dossiers sind auf diesem Computer verschlüsselt. Die Passphrase öffnet sie; sie verlässt diesen Arbeitsplatz nicht.
unlock-submit = Entsperren
unlock-busy = Wird geöffnet…
passphrase = Passphrase
passphrase-show = Passphrase anzeigen
passphrase-missing = Geben Sie die Passphrase ein.
passphrase-short = Die Passphrase muss mindestens 12 Zeichen haben.
passphrase-differs = Die beiden Eingaben der Passphrase sind verschieden.
create-title = Arbeitsplatz anlegen
create-explain = Dieser Arbeitsplatz bewahrt Ihre Dossiers verschlüsselt auf diesem Computer auf und gleicht sie mit der Plattform ab, sobald ein Netz da ist.
create-administration = Verwaltung
create-administration-hint = Wie sie auf den Akten gedruckt wird, zum Beispiel „Gemeinde Mertzig“.
create-person = Ihr Name
create-office = Kürzel der Dienststelle
create-office-hint = In Aktenzeichen: 2026/RES/000001.
create-passphrase = Neue Passphrase
create-passphrase-hint = Mindestens 12 Zeichen; mehrere Wörter sind besser als eines. Niemand kann sie wiederherstellen: Bewahren Sie sie sicher auf.
create-repeat = Passphrase wiederholen
create-submit = Arbeitsplatz anlegen
create-busy = Wird angelegt…
day-hint = Zum Beispiel 05.03.2026.
day-unreadable = Diesen Tag gibt es nicht im Kalender, oder er ist nicht vollständig geschrieben: Tag, Monat und Jahr, zum Beispiel 05.03.2026.
field-missing = Füllen Sie dieses Feld aus.
form-errors = { $count ->
    [one] Ein Feld ist zu berichtigen.
   *[other] { $count } Felder sind zu berichtigen.
  }

# Dossiers
dossiers = Dossiers
dossier = Dossier
dossiers-caption = Dossiers, zuletzt geändertes zuerst
dossiers-count = { $count ->
    [0] Kein Dossier
    [one] { $count } Dossier
   *[other] { $count } Dossiers
  }
dossiers-empty = Noch kein Dossier
dossiers-empty-text = Legen Sie das erste Dossier an und ziehen Sie die PDFs des Antrags hinein. Alles geht ohne Netz.
dossier-new = Neues Dossier
dossier-create = Dossier anlegen
dossier-created = Dossier { $reference } angelegt.
dossier-closed = Geschlossen
search-label = Dossier suchen
search-placeholder = Aktenzeichen, Betreff, Partei, Dokument…
search-nothing = Nichts passt zu „{ $search }“
search-nothing-text = Gesucht wird in Aktenzeichen, Betreff, Parteien und Dokumenten. Versuchen Sie es mit weniger Wörtern.
search-clear = Suche löschen
reference = Aktenzeichen
reference-hint = Leer lassen, um die nächste Nummer zu erhalten.
subject = Betreff
subject-hint = In einer Zeile, zum Beispiel „Erweiterte Wohnsitzbescheinigung“.
changed = Geändert
opened = Angelegt am
state = Stand
procedure = Verfahren
procedure-none = Ohne Verfahren
parties = Parteien
no-party = Keine Partei
party-applicant = Antragsteller
party-kind = Person
party-natural = natürliche
party-legal = juristische
role-applicant = Antragsteller
role-addressee = Empfänger
role-third = Dritter
history = Verlauf

# Dokumente
documents = Dokumente
document = Dokument
documents-count = { $count ->
    [0] Kein Dokument
    [one] { $count } Dokument
   *[other] { $count } Dokumente
  }
documents-empty = Kein Dokument in diesem Dossier
documents-empty-text = Importieren Sie PDFs oder ziehen Sie sie irgendwo in dieses Fenster. Die Ausgangsdateien bleiben unverändert.
waiting-count = { $count } wartend
select-document = „{ $title }“ auswählen
version-number = Version { $number }
pages-count = { $count ->
    [one] { $count } Seite
   *[other] { $count } Seiten
  }
import-action = Importieren…
importing = Import { $index } von { $count }: { $name }
import-done = { $count ->
    [0] Kein Dokument importiert.
    [one] { $count } Dokument importiert.
   *[other] { $count } Dokumente importiert.
  }
import-known = { $count ->
    [one] „{ $title }“ liegt schon in diesem Dossier.
   *[other] { $count } Dateien liegen schon in diesem Dossier.
  }
import-refused = { $count ->
    [one] { $count } Datei abgelehnt.
   *[other] { $count } Dateien abgelehnt.
  }
import-also = „{ $title }“ liegt auch in { $references }.
drop-nowhere = Öffnen Sie zuerst ein Dossier und legen Sie die Dateien dort ab.
drop-into = In { $reference } ablegen
choose-file = Wählen…
file-none = Keine Datei gewählt
file-name = Dateiname
pages = Seiten
size = Größe
digest = SHA-256-Prüfsumme
details = Angaben zur Datei
versions = Versionen
origin-imported = Importiert
origin-sealed = Gesiegelt: das Original
origin-augmented = Ergänzt: das Original mit seinem Zeitstempel
export-original = Original exportieren…
export-version = Exportieren…
exported = „{ $name }“ ist gespeichert.
identifier = Kennung
copy-identifier = Kennung kopieren
copied-identifier = Die Kennung ist kopiert.
copy-address = Prüfadresse kopieren
copied-address = Die Prüfadresse ist kopiert.
copy-refused = Kopieren ist hier nicht möglich. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.

# Wo ein Dokument steht
status-desk = Ungesiegelt
status-desk-note = Noch nicht gesiegelt: Die öffentliche Seite zeigt es nicht. Andere Arbeitsplätze erhalten es mit dem Dossier, sobald dieser abgeglichen wird.
status-pulled-note = Ein Original der Plattform, über seine Kennung geholt. Es trägt das Siegel der Behörde, die es ausgestellt hat; es wird nichts gesendet.
status-waiting = Wartet auf Versand
status-held = Wartet auf einen Zeitstempel
status-held-note = Das Original wartet auf seinen Zeitstempel, bevor es gesendet wird.
status-waiting-note = Gesiegelt. Das Original geht beim nächsten Abgleich an die Plattform.
status-parked = Zu prüfen
status-parked-note = Die Plattform hat es abgelehnt. Es bleibt auf diesem Arbeitsplatz, nichts ist verloren.
status-platform = Auf der Plattform
status-platform-note = Das Original wird dort seit { $moment } verwahrt.

# Lesen
preview-label = Vorschau von „{ $title }“
preview-tools = Lesewerkzeuge
preview-page = Seite
preview-page-of = Seite { $page } von { $pages }
preview-previous = Vorige Seite
preview-next = Nächste Seite
preview-smaller = Verkleinern
preview-larger = Vergrößern
preview-fit = An Breite anpassen
preview-no-text = Diese Seite ist ein Bild: Sie enthält keinen lesbaren Text.
preview-not-pdf = Diese Datei ist kein PDF; eine Vorschau ist nicht möglich. Exportieren Sie sie, um sie zu öffnen.
preview-encrypted = Dieses PDF ist durch ein Passwort geschützt.
  .next = Geben Sie es ein, um es hier zu lesen.
preview-password-wrong = Dieses Passwort öffnet das PDF nicht.
  .next = Geben Sie es noch einmal ein, oder erfragen Sie es bei dem, der die Datei gesandt hat.
preview-password = Passwort des PDF
preview-password-hint = Es wird nirgends behalten oder vermerkt; die Datei bleibt verschlüsselt, wie sie ist.
preview-password-open = Anzeigen
preview-damaged = Dieses PDF ist beschädigt: Es kann nicht angezeigt werden.
    .next = Bitten Sie den Verfasser erneut um die Datei.

# Validierung
validation = Validierung
validate = Signatur validieren
verdict-passed = Alle Signaturen und Siegel sind gültig.
verdict-failed = Mindestens eine Signatur oder ein Siegel ist ungültig.
verdict-indeterminate = Nichts ist gebrochen, aber nicht alles ließ sich bestätigen.
verdict-none = Diese Version trägt weder Signatur noch Siegel.
signature-intact = unversehrt
signature-broken = verändert
covers-whole = deckt die ganze Datei
covers-part = deckt nur einen Teil der Datei

# Siegeln
seal-action = Siegeln…
seal-action-count = { $count ->
    [one] { $count } Dokument siegeln…
   *[other] { $count } Dokumente siegeln…
  }
seal-title = Siegeln
seal-explain = Jedes Dokument erhält eine Kennung, einen QR-Code und das Siegel der Verwaltung. Das so gesiegelte Original kann nicht mehr geändert werden.
seal-what = { $count ->
    [one] { $count } Dokument zu siegeln
   *[other] { $count } Dokumente zu siegeln
  }
seal-key = Schlüssel
seal-key-none = Kein Schlüssel gewählt
seal-key-missing = Es ist kein Schlüssel gewählt.
    .next = Wählen Sie ein Zertifikat auf Karte oder Token oder die .p12-Datei des Siegels der Verwaltung.
seal-passphrase = Passphrase des Schlüssels
seal-passphrase-hint = Die der .p12-Datei, nicht die des Arbeitsplatzes. Sie wird nach Gebrauch gelöscht.
seal-passphrase-missing = Die Passphrase des Schlüssels ist leer.
    .next = Geben Sie die Passphrase der .p12-Datei ein.
seal-submit = { $count ->
    [one] Dokument siegeln
   *[other] { $count } Dokumente siegeln
  }
seal-progress = Siegelung läuft
seal-running = Dokument { $done } von { $count }
seal-running-hint = Jedes gesiegelte Dokument ist sofort gesichert: Eine Unterbrechung verliert nichts.
seal-done = Ergebnis der Siegelung
seal-result = { $sealed ->
    [0] Kein Dokument gesiegelt
    [one] { $sealed } Dokument gesiegelt
   *[other] { $sealed } Dokumente gesiegelt
  }{ $refused ->
    [0] .
    [one] , { $refused } abgelehnt.
   *[other] , { $refused } abgelehnt.
  }
seal-left = { $count ->
    [one] { $count } Dokument wurde nicht bearbeitet: Es bleibt, wie es ist.
   *[other] { $count } Dokumente wurden nicht bearbeitet: Sie bleiben, wie sie sind.
  }
seal-covers = Kein freier Rand: Der Stempel verdeckt einen Teil der Seite. Lesen Sie sie nach.

# Abgleich
sync-title = Abgleich
sync-start = Abgleichen
sync-running = Wird gesendet…
sync-calm = Alles ist übermittelt
sync-waiting = { $count ->
    [one] { $count } Änderung wartet
   *[other] { $count } Änderungen warten
  }
sync-not-enrolled = Nicht angemeldet
sync-enrol = Arbeitsplatz anmelden
sync-last = Zuletzt: { $moment }
sync-sent = { $count ->
    [0] Es konnte nichts übermittelt werden.
    [one] { $count } Original an die Plattform übermittelt.
   *[other] { $count } Originale an die Plattform übermittelt.
  }
sync-parked = { $count ->
    [one] { $count } Sendung ist im Postausgang zu prüfen.
   *[other] { $count } Sendungen sind im Postausgang zu prüfen.
  }
sync-nothing = Alles ist schon übermittelt.
outbox = Postausgang
outbox-explain = Was die Plattform noch nicht bestätigt hat. Auch ohne Netz geht nichts verloren.
outbox-empty = Alles ist übermittelt
outbox-empty-text = Dokumente, die Sie siegeln, warten hier, bis die Plattform sie bestätigt.
outbox-not-enrolled = Dieser Arbeitsplatz ist noch bei keiner Plattform angemeldet.
outbox-registration = Original zu registrieren
waiting-since = seit { $moment }
attempts = { $count ->
    [one] { $count } Versuch
   *[other] { $count } Versuche
  }
retry = Erneut versuchen
retry-done = Die Sendung wartet wieder.

# Einstellungen
settings = Einstellungen
settings-window = Fenster
settings-desk = Dieser Arbeitsplatz
language = Sprache
theme = Erscheinungsbild
theme-system = Wie das System
theme-light = Hell
theme-dark = Dunkel
go-to-dossiers = Zu den Dossiers
lists-density = Zeilen der Listen
lists-comfortable = Luftig
lists-compact = Dicht
palette-lists-comfortable = Zeilen der Listen luftig
palette-lists-compact = Zeilen der Listen dicht
text-size = Textgröße
idle = Sperren nach
idle-never = Nie
minutes = { $count } Minuten
letter-keys = Tastenkürzel mit einer Taste
letter-keys-hint = J und K zum Bewegen, N für ein neues Dossier… Bei Sprachsteuerung abschalten.
administration = Verwaltung
person = Person
roles = Rollen
role-agent = Sachbearbeiter
role-signatory = Unterzeichner
role-clerk = Registrator
role-auditor = Prüfer
role-administrator = Verwalter
platform = Plattform
platform-none = Keine: Dieser Arbeitsplatz arbeitet für sich
enrol-title = Arbeitsplatz anmelden
enrol-explain = Der Verwalter der Plattform gibt Ihnen ihre Adresse und einen einmaligen Code.
enrol-platform = Adresse der Plattform
enrol-code = Anmeldecode
enrol-certificates = Zertifikate der Plattform
enrol-certificates-hint = Nur wenn die Plattform eine eigene Zertifizierungsstelle hat (.pem-Datei).
enrol-submit = Anmelden
enrol-again = Bei einer anderen Plattform anmelden
enrol-missing = Adresse und Code sind beide nötig.
enrolled = Dieser Arbeitsplatz ist bei { $platform } angemeldet.
passphrase-change = Passphrase ändern
passphrase-change-submit = Ändern
passphrase-old = Jetzige Passphrase
passphrase-changed = Die Passphrase ist geändert.
about = Über Greffe
about-version = Greffe { $version }, Lizenz EUPL-1.2.
about-parts = Enthält Designsystemet (MIT), pdf.js (Apache-2.0) und die Schriften Inter, Source Serif 4 und IBM Plex Mono (OFL 1.1).
lock = Sperren

# Tastenkürzel
keys-title = Tastenkürzel
keys-off = Tastenkürzel mit einer Taste sind in den Einstellungen abgeschaltet.
keys-everywhere = Überall
keys-lists = Listen und Dossiers
keys-reading = Lesen
keys-help = Dieses Blatt
keys-search = Suchen
keys-dossiers = Dossiers
keys-outbox = Postausgang
keys-settings = Einstellungen
keys-sync = Abgleichen
keys-zoom = Textgröße
keys-lock = Sperren
keys-back = Zurück, schließen
keys-down = Nächste Zeile
keys-up = Vorige Zeile
keys-open = Öffnen
keys-select = Auswählen
keys-new = Neues Dossier
keys-import = Importieren
keys-seal = Siegeln
keys-next-page = Nächste Seite
keys-previous-page = Vorige Seite
keys-larger = Vergrößern
keys-smaller = Verkleinern
keys-fit = An Breite anpassen
key-esc = Esc
key-enter = Eingabe
key-space = Leertaste
key-ctrl = Strg
key-home = Pos1
key-end = Ende
key-page = Bild
keys-writing = Verfassen
keys-window = Eine Bildschirmseite tiefer, höher
keys-ends = Erste Zeile, letzte Zeile
keys-next-gap = Nächste fehlende Angabe eines Schreibens
keys-written = Bestätigen in einem mehrzeiligen Feld

# Verlauf
history-times = { $count } ×
history-dossier-created = Dossier angelegt
history-document-imported = „{ $title }“ importiert
history-document-sealed = „{ $title }“ gesiegelt
history-document-registered = „{ $title }“ von der Plattform bestätigt
history-registration-parked = Original „{ $title }“ von der Plattform abgelehnt
history-original-fetched = Original von der Plattform geholt
history-document-read = „{ $title }“ gelesen
history-document-exported = „{ $title }“ exportiert

# Zeiten und Größen
format-moment = { $day }, { $clock } { $zone }
zone-winter = MEZ
zone-summer = MESZ
size-bytes = { $n } Byte
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

# Schlüssel, Niveaus, Diagnose
seal-key-file = Schlüsseldatei (.p12)
seal-pin = PIN von „{ $token }“
seal-pin-hint = Wird für alle Dokumente nur einmal versucht und dann gelöscht.
seal-pin-empty = Die PIN ist leer.
    .next = Geben Sie die PIN der Karte oder des Tokens ein.
seal-pin-pad = Die PIN von „{ $token }“ wird nach „Siegeln“ an der Tastatur des Lesers eingegeben.
seal-pin-now = Geben Sie die PIN jetzt am Leser ein.
seal-no-pin = Dieses Token verlangt keine PIN.
pin-few-left = Es wurde bereits eine falsche PIN eingegeben. Bis zur Sperre bleiben nur wenige Versuche.
pin-last-try = Letzter Versuch: Eine falsche PIN sperrt das Token.
keys-searching = Karten und Token werden gesucht…
keys-none = Keine Karte und kein Token mit Zertifikat gefunden.
keys-found = { $count ->
    [one] { $count } Zertifikat auf Karte oder Token gefunden.
   *[other] { $count } Zertifikate auf Karte oder Token gefunden.
  }
keys-search-again = Erneut suchen
keys-look-inside = Zertifikat der Datei ansehen
keys-inside = Zertifikate in der Datei
key-issuer = Ausgestellt von { $issuer }
key-validity = gültig vom { $from } bis { $to }
key-place = Auf „{ $place }“
purpose-signature = Signatur einer Person
purpose-seal = Siegel einer Organisation
purpose-neither = weder Signatur noch Siegel
purpose-guessed = { $purpose } (nach dem Namen des Inhabers)
claim-qualified = nach eigener Angabe qualifiziert
claim-qualified-device = nach eigener Angabe qualifiziert, Schlüssel in qualifizierter Einheit
seal-pause = Anhalten
seal-resume = Fortsetzen
seal-paused = Angehalten: { $done } von { $count } bearbeitet
seal-held = Originale ohne Zeitstempel warten auf diesem Arbeitsplatz; er wird ergänzt, sobald es geht. Siehe
level-b-b = B-B, Grundniveau
level-b-t = B-T, mit Zeitstempel
level-b-lt = B-LT, mit Gültigkeitsnachweisen
level-b-lta = B-LTA, mit Archivzeitstempel
level-reached = Erreichtes Niveau: { $level }
level-missed = Das gewünschte Niveau ({ $wanted }) wurde nicht erreicht:
visible-seal-yes = sichtbares Siegel auf der Seite
visible-seal-no-room = kein Platz für das sichtbare Siegel
held-title = Warten auf einen Zeitstempel
held-explain = Diese Originale sind gesiegelt, haben aber noch nicht das gewünschte Niveau. Sie bleiben auf diesem Arbeitsplatz; jeder Abgleich versucht es erneut. Nach dem Senden ändert sich ein Original nicht mehr.
held-levels = Erreicht: { $reached }. Gewünscht: { $wanted }.
held-next = nächster Versuch { $moment }
held-add = Jetzt ergänzen
held-add-all = Bei allen jetzt ergänzen
held-adding = Zeitstempel wird geholt…
held-send = So senden…
held-send-title = Ohne Zeitstempel senden?
held-send-explain = „{ $title }“ wird mit dem vorhandenen Niveau gesendet: { $level }. Danach kann nichts mehr ergänzt werden.
held-send-submit = So senden
held-released = „{ $title }“ wird beim nächsten Abgleich so gesendet.
held-result = Ergänzt: { $done }. Noch wartend: { $left }.
verdict-error = Diese Datei konnte nicht validiert werden.
kind-timestamp = Zeitstempel des Dokuments
kind-certification = Zertifizierung
kind-seal = Siegel einer Organisation
kind-personal = Signatur einer Person
kind-signature = Signatur oder Siegel
qualification-qesig = qualifizierte Signatur
qualification-qeseal = qualifiziertes Siegel
qualification-qc = fortgeschritten, mit qualifiziertem Zertifikat
qualification-ades = fortgeschritten
qualification-open = Qualifikation unbestimmt
changes-none = keine
changes-permitted = nur erlaubte Ergänzungen
changes-unclear = zu prüfen: Etwas ist über eine Seite gezeichnet
changes-not-permitted = nicht erlaubte Änderungen
signer-unknown = Unbekannter Unterzeichner
signature-kind = Art
signature-level = Niveau
signature-content = Signierter Inhalt
signature-changes = Änderungen danach
signature-issuer = Zertifikat ausgestellt von
time-claimed = Angegebene Zeit
time-proven = Bewiesene Zeit
time-unproven = keine: ohne anerkannten Zeitstempel
settings-sealing = Siegeln
sealing-saved = Die Einstellungen zum Siegeln sind gespeichert.
wanted-level = Gewünschtes Niveau
if-missed = Wenn das Niveau nicht erreicht wird
missed-later = Siegeln und später ergänzen
missed-refuse = Nicht siegeln
levels-by-procedure = Niveau je Verfahren
level-of-desk = Wie der Arbeitsplatz
visible-seal = Sichtbares Siegel
visible-seal-hint = Ein Code auf der Seite, auf Papier und ohne Netz prüfbar. Er braucht einen ECDSA-Schlüssel.
authorities = Zeitstempeldienste
authorities-hint = Der erste wird zuerst gefragt; der nächste, wenn er nicht antwortet.
authorities-none = Kein Dienst eingestellt.
authorities-missing = Ohne Zeitstempeldienst können Niveaus über B-B nicht erreicht werden.
authority-timeout = höchstens { $seconds } s
authority-as = Konto { $user }
authority-a-day = höchstens { $count } am Tag
authority-up = { $url } nach oben
authority-down = { $url } nach unten
authority-remove = { $url } entfernen
authority-add = Dienst hinzufügen
authority-url = Adresse
authority-url-wrong = Die Adresse muss mit https:// oder http:// beginnen.
authority-known = Dieser Dienst steht schon in der Liste.
authority-seconds = Wartezeit höchstens (Sekunden)
authority-user = Konto
authority-password = Passwort des Kontos
authority-per-day = Zeitstempel am Tag höchstens
doctor = Siegeldiagnose
doctor-link = Diagnose: Würde das Siegeln hier gehen?
doctor-explain = Leser, Token, Zertifikate, Zeitstempel, Widerruf und Uhr. Nichts wird signiert, keine PIN wird versucht.
doctor-again = Erneut prüfen
doctor-running = Prüfung läuft: { $count ->
    [one] ein Befund
   *[other] { $count } Befunde
}
doctor-stopped = Prüfung abgebrochen: { $count ->
    [one] ein Befund
   *[other] { $count } Befunde
}
doctor-done = Prüfung beendet: { $count ->
    [one] ein Befund
   *[other] { $count } Befunde
}
standing-good = in Ordnung
standing-attention = zu beachten
standing-bad = zu beheben
area-driver = Treiber
area-reader = Leser
area-token = Token
area-key-file = Schlüsseldatei
area-certificate = Zertifikat
area-time-stamp = Zeitstempel
area-revocation = Widerruf
area-clock = Uhr
area-network = Netz
area-trust = Vertrauenslisten
area-desk = Arbeitsplatz
history-batch-begun = Stapel begonnen: { $count } Dokumente
history-batch-ended = Stapel beendet
