# Das Fenster
app-name = Greffe
window-title = { $page } · Greffe
loading = Wird geladen …
close = Schließen
cancel = Abbrechen
cancelling = Wird angehalten …
optional = freiwillig
skip = Zum Inhalt
navigation = Hauptnavigation
crumbs = Pfad
demo = Vorführung · TEST
browser = Browser · erfundene Daten
notice-dismiss = Meldung ausblenden
page-unknown = Diese Seite gibt es nicht

# Vor dem Öffnen
front-line = Das Register, in dem Akte verwahrt und gesiegelt werden.
front-note = Arbeiten Sie ohne Netz. Siegeln Sie. Jede Papierkopie führt zum Original.
unlock-title = Arbeitsplatz entsperren
unlock-explain = Ihre Dossiers sind auf diesem Rechner verschlüsselt. Die Passphrase öffnet sie; sie verlässt diesen Arbeitsplatz nicht.
unlock-submit = Entsperren
unlock-busy = Wird geöffnet …
passphrase = Passphrase
passphrase-show = Passphrase anzeigen
passphrase-missing = Geben Sie die Passphrase ein.
passphrase-short = Die Passphrase muss mindestens 12 Zeichen haben.
passphrase-differs = Die beiden Eingaben der Passphrase sind verschieden.
create-title = Arbeitsplatz anlegen
create-explain = Dieser Arbeitsplatz bewahrt Ihre Dossiers verschlüsselt auf diesem Rechner auf und gleicht sie mit der Plattform ab, sobald ein Netz da ist.
create-administration = Verwaltung
create-administration-hint = Wie sie auf den Akten gedruckt wird, zum Beispiel „Gemeinde Mertzig“.
create-person = Ihr Name
create-office = Kürzel der Dienststelle
create-office-hint = In Aktenzeichen: 2026/RES/000001.
create-passphrase = Neue Passphrase
create-passphrase-hint = Mindestens 12 Zeichen; mehrere Wörter sind besser als eines. Niemand kann sie wiederherstellen: Bewahren Sie sie sicher auf.
create-repeat = Passphrase wiederholen
create-submit = Arbeitsplatz anlegen
create-busy = Wird angelegt …
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
dossier-closed = Abgeschlossen
search-label = Dossier suchen
search-placeholder = Aktenzeichen, Betreff, Partei, Dokument …
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
import-action = Importieren …
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
choose-file = Wählen …
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
export-original = Original exportieren …
export-version = Exportieren …
exported = „{ $name }“ ist gespeichert.
identifier = Kennung
copy-identifier = Kennung kopieren
copied-identifier = Die Kennung ist kopiert.
copy-address = Prüfadresse kopieren
copied-address = Die Prüfadresse ist kopiert.
copy-refused = Kopieren ist hier nicht möglich. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.

# Wo ein Dokument steht
status-desk = Nur hier
status-desk-note = Noch nicht gesiegelt: Es wird nichts gesendet.
status-waiting = Wartet auf Versand
status-held = Wartet auf einen Zeitstempel
status-held-note = Das Original wartet vor dem Senden auf einen Zeitstempel; „greffe augmentations“ fügt ihn hinzu oder sendet es, wie es ist.
status-waiting-note = Gesiegelt. Das Original geht beim nächsten Abgleich an die Plattform.
status-parked = Zu prüfen
status-parked-note = Die Plattform hat es abgelehnt. Es bleibt auf diesem Arbeitsplatz, nichts ist verloren.
status-platform = Auf der Plattform
status-platform-note = Das Original wird dort verwahrt seit { $moment }.

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
preview-encrypted = Dieses PDF ist mit einem Passwort geschützt: Es kann nicht angezeigt werden.
    .next = Bitten Sie um eine Fassung ohne Schutz und importieren Sie diese.
preview-damaged = Dieses PDF ist beschädigt: Es kann nicht angezeigt werden.
    .next = Bitten Sie den Verfasser erneut um die Datei.

# Validierung
validation = Validierung
validate = Signatur validieren
verdict-passed = Das Siegel ist gültig und die Datei unversehrt.
verdict-failed = Das Siegel passt nicht zu dieser Datei: Sie wurde verändert.
verdict-indeterminate = Die Datei ist unversehrt, aber das Zertifikat führt zu keiner bekannten Stelle.
verdict-none = Diese Version trägt weder Signatur noch Siegel.
signature-intact = unversehrt
signature-broken = verändert
covers-whole = deckt die ganze Datei
covers-part = deckt nur einen Teil der Datei

# Siegeln
seal-action = Siegeln …
seal-action-count = { $count ->
    [one] { $count } Dokument siegeln …
   *[other] { $count } Dokumente siegeln …
  }
seal-title = Siegeln
seal-explain = Jedes Dokument erhält eine Kennung, einen QR-Code und das Siegel der Verwaltung. Das so gesiegelte Original kann nicht mehr geändert werden.
seal-what = { $count ->
    [one] { $count } Dokument zu siegeln
   *[other] { $count } Dokumente zu siegeln
  }
seal-key = Schlüssel des Siegels (.p12)
seal-key-none = Kein Schlüssel gewählt
seal-key-missing = Es ist kein Schlüssel gewählt.
    .next = Wählen Sie die .p12-Datei mit dem Siegel der Verwaltung.
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
sync-running = Wird gesendet …
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
text-size = Textgröße
idle = Sperren nach
idle-never = Nie
minutes = { $count } Minuten
letter-keys = Tastenkürzel mit einer Taste
letter-keys-hint = J und K zum Bewegen, N für ein neues Dossier … Bei Sprachsteuerung abschalten.
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
format-day = { $day }. { $month } { $year }
format-moment = { $day }, { $clock } { $zone }
zone-winter = MEZ
zone-summer = MESZ
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
size-bytes = { $n } Byte
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB
