# Der Rahmen
service-name = Dokumentenprüfung
skip = Zum Inhalt springen
languages = Sprache
nav-check = Papier prüfen
nav-compare = Datei vergleichen
nav-about = Über diesen Dienst
footer-platform = Dieser Dienst antwortet unter { $host }. Vergleichen Sie das mit der Adresse auf Ihrem Papier.
footer-privacy = Kein Konto, keine Cookies, keine Verfolgung. Eingegebene Kennungen werden nicht protokolliert.
back-to-start = Anderes Papier prüfen
error-prefix = Fehler:
summary-title = Es gibt ein Problem

# Start
start-title = Ein Papierdokument prüfen
start-lead = Geben Sie die Kennung ein, die auf dem Papier steht. Sie sehen, was im Dokument stehen muss, und können das Original öffnen.
field-label = Kennung
field-hint = 32 Zeichen in acht Gruppen zu vier, neben dem quadratischen QR-Code am Fuß der Seite. Leerzeichen, Striche und Kleinschreibung spielen keine Rolle.
check-button = Prüfen
group-suspicious = wahrscheinlich falsch
picture-caption = Die Kennung steht neben dem QR-Code.
steps-title = So geht es
step-find-title = Kennung finden
step-find = Scannen Sie den QR-Code mit einem Telefon oder tippen Sie die Zeichen daneben ab.
step-compare-title = Vergleichen
step-compare = Halten Sie das Papier neben den Bildschirm: Titel, Behörde, Aktenzeichen, Datum und Seiten müssen gleich sein.
step-open-title = Original öffnen
step-open = Im Zweifel lesen Sie das gesiegelte Original selbst. Es ist für alle dasselbe, Byte für Byte.
file-title = Sie haben die PDF-Datei?
file-text = Erfahren Sie, ob sie das Original ist oder ob etwas darin geändert wurde.
file-button = Datei vergleichen

# Dokument
document-title = Dieses Dokument ist eingetragen
document-text = Sein Original ist unverändert und sein Siegel gültig. Vergleichen Sie es jetzt mit Ihrem Papier.
document-untrusted-title = Dieses Dokument ist eingetragen, mit einem Vorbehalt
document-untrusted-text = Sein Original ist unverändert, aber die Plattform konnte das Zertifikat seines Siegels nicht ganz bestätigen. Der Grund steht unter „Soeben geprüft“.
document-revoked-title = Dieses Dokument wurde widerrufen
document-revoked-text = { $authority } hat es widerrufen, am { $date }. Man darf sich nicht mehr darauf verlassen.
document-revoked-reason = Angegebener Grund:
document-superseded-title = Dieses Dokument wurde durch ein späteres ersetzt
document-superseded-text = Ein späteres Dokument ersetzt es seit dem { $date }. Verlangen Sie das aktuelle.
document-superseded-by = Aktenzeichen des späteren Dokuments:
document-seal-failed-title = Das Siegel dieses Dokuments hält nicht
document-seal-failed-text = Die Datei ist die eingetragene, aber ihr Siegel besteht die Prüfung nicht mehr. Verlassen Sie sich nicht darauf.
compare-title = Mit Ihrem Papier vergleichen
compare-text = Jede Zeile muss auf dem Papier gleich sein.
fact-title = Dokument
fact-authority = Behörde
fact-reference = Aktenzeichen
fact-sealed = Gesiegelt am
fact-pages = Seiten
fact-identifier = Kennung
differs-title = Etwas ist anders?
differs-text = Dann verlassen Sie sich nicht auf das Papier. Öffnen Sie das Original, um zu sehen, was dort stehen müsste, und verständigen Sie { $authority }.
original-title = Das Original
original-text = Das gesiegelte PDF, genau so, wie die Behörde es eingetragen hat.
original-open = Original öffnen
original-download = Herunterladen
original-size = PDF, { $pages ->
        [one] eine Seite
       *[other] { $pages } Seiten
    }, { $size }
checked-title = Soeben geprüft
check-intact-title = Unverändert
check-intact = Die aufbewahrte Datei ist Byte für Byte die eingetragene.
check-log-title = Im öffentlichen Register
check-log = Das öffentliche Register der Siegel, das von Zeugen überwacht wird, enthält dieses Dokument.
check-log-proof = Nachweis herunterladen
check-log-later-title = Noch nicht im öffentlichen Register
check-log-later = Dieses Dokument steht spätestens 24 Stunden nach seiner Hinterlegung im öffentlichen Register der Siegel.
check-standing-title = In Kraft
check-standing = { $administration } hat es nicht widerrufen.
check-revoked-title = Widerrufen
check-revoked = Seine Behörde hat es zurückgezogen.
seal-passed-title = Siegel gültig
seal-passed = Das Siegel deckt das ganze Dokument, und die Plattform vertraut seinem Zertifikat.
seal-indeterminate-title = Siegel ungebrochen, Vertrauen nicht bestätigt
seal-failed-title = Siegel ungültig
seal-failed = Das Siegel passt nicht zu dieser Datei, oder sein Zertifikat darf nicht verwendet werden.
seal-unknown-issuer = Das Siegel ist ungebrochen und deckt das ganze Dokument. Der Aussteller seines Zertifikats gehört nicht zu denen, welchen die Plattform vertraut.
seal-out-of-bounds = Das Siegel ist ungebrochen und deckt das ganze Dokument. Sein Zertifikat ist seither abgelaufen, und nichts beweist die Zeit der Siegelung.
seal-try-later = Das Siegel ist ungebrochen und deckt das ganze Dokument. Ob sein Zertifikat gesperrt wurde, ließ sich gerade nicht erfragen.
seal-undecided = Das Siegel ist ungebrochen und deckt das ganze Dokument. Sein Zertifikat ließ sich nicht bestätigen ({ $code }).
seal-by = Gesiegelt von
seal-at = Im Siegel angegebene Zeit:
technical-title = Einzelheiten für Fachleute
technical-registered = Eingetragen
technical-number = Nummer { $number }
technical-administration = Eingetragen von
technical-signature = Signatur

# Unbekannt, beschädigt
unknown-title = Kein Dokument hat diese Kennung
unknown-do-title = Was Sie tun können
unknown-do-host = Vergleichen Sie die Adresse auf Ihrem Papier mit der dieses Dienstes:
unknown-do-wait = Ist das Dokument von heute? Der Rechner der Behörde war vielleicht ohne Netz; versuchen Sie es morgen noch einmal.
unknown-do-ask = Sonst verlassen Sie sich nicht auf das Papier und fragen Sie die Behörde, die darauf steht.
damaged-title = Die aufbewahrte Kopie ist beschädigt
damaged-text = Die Datei der Plattform ist nicht mehr die, die eingetragen wurde. Über Ihr Papier sagt das nichts: Es kann jetzt weder bestätigt noch widerlegt werden.
damaged-alarm = Der Betrieb der Plattform ist alarmiert. Die beschädigte Datei wird nicht herausgegeben.
damaged-next = Versuchen Sie es später noch einmal oder fragen Sie { $authority } unmittelbar.

# Eine Datei vergleichen
compare-file-title = Eine PDF-Datei mit dem Original vergleichen
compare-file-lead = Wählen Sie die Datei. Sie erfahren, ob sie Byte für Byte das Original ist.
compare-file-label = PDF-Datei
compare-file-hint = Höchstens { $megabytes } MB. Ein neu eingescanntes Papier ist nie das Original.
compare-identifier-label = Kennung (freiwillig)
compare-identifier-hint = Hilft, wenn die Datei so verändert wurde, dass ihre Kennung nicht mehr darin zu finden ist.
compare-button = Vergleichen
compare-privacy = Die Datei wird verglichen und sofort vergessen. Sie wird weder aufbewahrt noch weitergegeben.
compare-no-file = Wählen Sie zuerst eine Datei.
compare-too-large = Die Datei ist größer als { $megabytes } MB. So groß ist kein Original.
compare-broken = Die Datei kam nicht vollständig an. Versuchen Sie es noch einmal.
compare-another = Andere Datei vergleichen
open-document-page = Seite dieses Dokuments öffnen
same-title = Diese Datei ist das Original
same-text = Sie gleicht Byte für Byte dem eingetragenen Original.
same-facts = Was eingetragen wurde
same-revoked-title = Diese Datei ist das Original eines widerrufenen Dokuments
same-revoked-text = Die Datei ist unverändert, aber auf das Dokument darf man sich nicht mehr verlassen.
other-original-title = Diese Datei ist ein Original, aber von einem anderen Dokument
other-original-text = Die eingegebene Kennung gehört zu einem anderen Dokument als diese Datei.
other-original-facts = Diese Datei ist das Original von
altered-title = Verändert: nicht das Original
altered-text = Das sind nicht die Bytes des eingetragenen Originals. Etwas wurde geändert, oder ein Programm hat die Datei neu gespeichert.
altered-typed = Sie haben die Kennung eines eingetragenen Dokuments eingegeben; die Datei ist eine andere.
altered-found = Die Datei trägt die Kennung eines eingetragenen Dokuments, ist aber nicht dessen Original.
altered-sizes = Größe Ihrer Datei: { $yours }. Größe des Originals: { $original }.
altered-next = Verlassen Sie sich nicht auf diese Datei. Öffnen Sie stattdessen das Original und vergleichen Sie, was darin steht.
file-unknown-title = Über diese Datei ist nichts bekannt
file-unknown-text = Sie ist kein Original dieser Plattform.
file-unknown-next = Auch eine Kennung wurde darin nicht gefunden. Ist auf dem Dokument eine gedruckt, so geben Sie sie unter der Datei ein und vergleichen Sie noch einmal. Eine Datei ohne Kennung kann hier nicht geprüft werden.
file-unknown-typed = Auch die eingegebene Kennung hat kein Dokument:
file-unknown-found = Die Datei trägt eine Kennung, die kein Dokument dieser Plattform hat:

# Hinweise
failed-title = Der Dienst ist gestört
failed-text = Es liegt an uns; über Ihr Papier oder Ihre Datei ist damit nichts gesagt.
failed-next = Bitte versuchen Sie es in einigen Minuten noch einmal.
too-often-title = Zu viele Fragen auf einmal
too-often-text = Zum Schutz der Dokumente beantwortet dieser Dienst nur eine begrenzte Zahl von Fragen je Anschluss.
too-often-next = Warten Sie eine Minute und versuchen Sie es dann noch einmal.
no-page-title = Diese Seite gibt es nicht
no-page-text = Die Adresse ist vielleicht unvollständig.
no-page-next = Geben Sie die Kennung auf der Startseite ein.

# Über
about-title = Über diesen Dienst
about-what-title = Was er tut
about-what = Behörden tragen hier jedes gesiegelte Dokument mit seiner Kennung ein. Wer das Papier in der Hand hat, kann sehen, was darin stehen muss, und das Original öffnen. Das Siegel ist das „elektronische Siegel“ der europäischen eIDAS-Verordnung.
about-safe-title = Was eine Antwort bedeutet
about-safe = Vor jeder Antwort wird der Hashwert der aufbewahrten Datei neu berechnet und ihr Siegel geprüft. „Unverändert“ heißt Byte für Byte. Die Seite sagt nie mehr, als eben festgestellt wurde.
about-privacy-title = Ihre Privatsphäre
about-privacy = Es gibt keine Konten, Cookies oder Skripte. Kennungen stehen in keinem Protokoll; aufbewahrt wird nur ihr Hashwert. Die Kennung öffnet das Dokument: Wem Sie sie zeigen, der kann es lesen.
about-accessibility-title = Barrierefreiheit
about-accessibility = Diese Seite funktioniert ohne Skripte und ohne Formatvorlagen, mit Tastatur und Bildschirmleser, auf kleinen Bildschirmen und im Dunkeln. Wenn etwas für Sie nicht geht, sagen Sie es der Behörde, die Ihr Papier ausgestellt hat.

# Daten und Größen
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
date-time = { $day }. { $month } { $year }, { $time } (Luxemburger Zeit, { $offset })
size-kb = { $size } kB
size-mb = { $size } MB

# Der Server, für seinen Betrieb
server-database-failed = Die Datenbank der Plattform ist gestört.
    .next = Sehen Sie ins Protokoll und auf die Festplatte.
server-database-migration-failed = Die Datenbank konnte nicht auf die Form dieser Version gebracht werden.
    .next = Ist sie von einer neueren Version? Es wurde nichts geändert; spielen Sie eine Sicherung ein oder installieren Sie die neuere Version.
server-database-damaged = Die Datenbank enthält etwas Unlesbares.
    .next = Sehen Sie ins Protokoll; spielen Sie eine Sicherung ein.
server-file-failed = Die Datei oder der Ordner { $path } konnte nicht benutzt werden.
    .next = Prüfen Sie Rechte und Festplatte.
server-disk-full = Die Festplatte ist voll.
    .next = Schaffen Sie Platz. Es ist nichts verloren; die Arbeitsplätze senden noch einmal.
administration-exists = Die Verwaltung „{ $name }“ gibt es schon.
    .next = Wählen Sie einen anderen Namen oder benutzen Sie die vorhandene.
administration-unknown = Es gibt keine Verwaltung „{ $name }“.
    .next = Legen Sie sie zuerst an: greffe-platform administration add NAME.
administration-name-invalid = Der Text ist leer, zu lang oder enthält nicht druckbare Zeichen.
    .next = Geben Sie eine druckbare Zeile ein.
desk-not-enrolled = Es gibt keinen Arbeitsplatz „{ $desk }“.
    .next = Zeigen Sie die Arbeitsplätze an: greffe-platform desk list.
server-trust-unreadable = Die vertrauten Zertifikate in { $path } sind nicht lesbar.
    .next = Geben Sie eine Datei mit Zertifikaten in PEM-Form an.
server-tls-unusable = Das TLS-Zertifikat { $certificate } und der Schlüssel { $key } sind nicht benutzbar.
    .next = Geben Sie eine PEM-Kette und den zugehörigen PEM-Schlüssel an.
server-address-unusable = Auf der Adresse { $address } kann nicht gehorcht werden.
    .next = Benutzt sie ein anderes Programm?
server-randomness-missing = Das Betriebssystem gibt keinen Zufall.
    .next = Ohne ihn lässt sich nichts Geheimes erzeugen; prüfen Sie die Maschine.
server-task-broken-off = Ein Teil des Servers ist abgebrochen.
    .next = Sehen Sie ins Protokoll.
server-log-key-other = Das öffentliche Register „{ $origin }“ wurde bisher mit einem anderen Schlüssel unterschrieben; die Plattform startet nicht.
  .next = Legen Sie die Datei log-key aus der Sicherung zurück in den Datenordner; ohne sie muss ein neues Register eröffnet werden.
