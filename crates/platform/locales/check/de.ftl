# Der Rahmen
nav-scan = Papier fotografieren
nav-verify = Selbst nachprüfen
nav-privacy = Datenschutz
nav-accessibility = Barrierefreiheit
easy-on = Leichte Sprache
easy-off = Alltagssprache
print-line = Gedruckt von { $address }, { $time }.
busy-title = Im Augenblick zu viele Anfragen
busy-text = Gerade senden viele Menschen Dateien. Ihre wurde nicht angesehen.
busy-next = Bitte versuchen Sie es in einigen Minuten noch einmal.

# Dokument
band-why = Was das bedeutet
to-do-title = Was Sie tun sollten
document-do = Vergleichen Sie jede Zeile oben mit Ihrem Papier. Stimmen alle überein, können Sie sich darauf verlassen. Im Zweifel lesen Sie das Original.
document-untrusted-do = Vergleichen Sie jede Zeile oben mit Ihrem Papier, und fragen Sie { $authority }, ob das Dokument von dort kommt, bevor viel davon abhängt.
document-revoked-do = Verlassen Sie sich nicht auf das Papier, auch wenn jede Zeile stimmt. Fragen Sie { $authority }, was jetzt gilt.
document-superseded-do = Was auf Ihrem Papier steht, galt früher. Fragen Sie { $authority } nach dem späteren Dokument.
document-seal-failed-do = Verlassen Sie sich nicht auf das Papier. Sagen Sie { $authority }, was Sie hier sehen.
check-replaced-title = Ersetzt
check-replaced = Ein späteres Dokument ist an seine Stelle getreten.
original-read = Hier lesen
page-alt = Seite { $page } von { $pages } des Originals, als Bild. Den Text enthält das PDF.
page-of = Seite { $page } von { $pages }
viewer-title = Das Original, Seite für Seite
viewer-text = Diese Bilder zeichnet der Dienst aus der eingetragenen Datei. Für ein Vorleseprogramm, zum Suchen oder Kopieren öffnen Sie das PDF. Fehlt ein Bild, öffnen Sie ebenfalls das PDF.
viewer-back = Zurück zur Antwort
pager = Seiten
pager-before = Frühere Seiten
pager-after = Weitere Seiten
proof-title = Nachweis
proof-text = Für alle, die später zeigen müssen, was festgestellt wurde, oder sich nicht auf diese Seite verlassen wollen.
proof-report = Prüfbericht
proof-yourself = So prüfen Sie selbst nach
feedback-title = Haben Sie einen Zweifel?
feedback-text = Melden Sie ihn { $authority }, mit der Kennung und dem, was anders ist. Geben Sie die Kennung sonst niemandem weiter: Sie öffnet das Dokument.
feedback-operator = Stimmt etwas mit dieser Seite nicht? Schreiben Sie dem Betreiber:

# Bericht
report-title = Prüfbericht
report-at = Geprüft
report-result = Ergebnis
report-signature = Signatur { $number }
report-warnings = Hinweise der Prüfung
report-standard = Die Ergebnisse heißen wie in der europäischen Norm EN 319 102-1.
report-json = Für Programme herunterladen (JSON)
report-issuer = Zertifikat ausgestellt von
report-bytes = Signierte Bytes
report-intact = Unverändert
report-broken = Verändert oder nicht lesbar
report-covers-all = Die ganze Datei ist erfasst
report-covers-part = Ein Teil der Datei ist erfasst; spätere Teile haben eigene Signaturen
report-level = Niveau
report-proven = Durch Zeitstempel bewiesene Zeit
report-claimed = Vom Unterzeichner angegebene Zeit
report-algorithm = Verfahren
report-serial = Nummer des Zertifikats

# Foto
scan-link = Papier fotografieren
scan-title = Papier fotografieren
scan-lead = Fotografieren Sie den Fuß der Seite, mit dem QR-Code und dem quadratischen Symbol daneben. Der Dienst liest beides.
scan-label = Foto
scan-hint = JPEG oder PNG, höchstens { $megabytes } MB. Flach, scharf, gut beleuchtet, mit großen Codes im Bild.
scan-button = Foto lesen
scan-privacy = Das Foto wird auf diesem Server gelesen und sofort vergessen. Es wird weder aufbewahrt noch weitergegeben.
scan-type-instead = Lieber die Kennung eintippen
scan-another = Ein anderes Foto lesen
camera-title = Mit der Kamera
camera-text = Halten Sie den QR-Code ins Bild. Bilder gehen, wenn überhaupt, nur an diesen Server und werden sofort vergessen.
camera-start = Kamera starten
camera-take = Bild aufnehmen
camera-stop = Kamera ausschalten
camera-view = Bild der Kamera
camera-wait = Ihr Browser fragt, ob diese Seite die Kamera benutzen darf.
camera-looking = Der QR-Code wird gesucht. Für das quadratische Symbol nehmen Sie das Bild auf.
camera-refused = Die Kamera kann nicht benutzt werden. Wählen Sie unten ein Foto, oder tippen Sie die Kennung ein.
camera-found = Gefunden. Die Seite des Dokuments wird geöffnet.
photo-missing = Wählen Sie zuerst ein Foto.
    .next = Oder tippen Sie die Kennung auf der Startseite ein.
photo-too-large = Das Foto ist größer als { $megabytes } MB.
    .next = Nehmen Sie es mit geringerer Auflösung auf, oder schneiden Sie es auf den Fuß der Seite zu.
photo-broken = Das Foto ist nicht vollständig angekommen.
    .next = Versuchen Sie es noch einmal.
photo-too-hard = Dieses Foto zu lesen dauerte zu lange.
    .next = Nehmen Sie es näher an den Codes auf, flach und scharf, oder tippen Sie die Kennung ein.
photo-nothing = Auf dem Foto war weder der QR-Code eines Dokuments noch ein sichtbares Siegel zu lesen.
    .next = Nehmen Sie es näher auf, flach, scharf und gut beleuchtet, oder tippen Sie die Kennung ein. Ein Dokument ohne Codes kann hier nicht geprüft werden.
photo-is-pdf = Diese Datei ist ein PDF, kein Foto.
    .next = Ein PDF wird als Datei verglichen:
photo-kind = Diese Datei ist weder ein JPEG- noch ein PNG-Bild.
    .next = Speichern Sie das Foto als JPEG, und wählen Sie es noch einmal.
photo-too-many-pixels = Das Foto hat mehr als { $megapixels } Megapixel.
    .next = Nehmen Sie es mit geringerer Auflösung auf, oder schneiden Sie es auf den Fuß der Seite zu.
photo-damaged = Das Bild kann nicht gelesen werden: Die Datei ist beschädigt.
    .next = Nehmen Sie das Foto noch einmal auf.
elsewhere-title = Der QR-Code führt anderswohin
elsewhere-text = Der QR-Code auf diesem Papier führt zu { $host }, nicht zu diesem Dienst ({ $here }). Ein Fälscher kann ihn dort angebracht haben.
elsewhere-do = Öffnen Sie jene Adresse nicht. Tippen Sie die Kennung ein, die neben dem Code gedruckt ist, und verständigen Sie die auf dem Papier genannte Behörde.
several-title = Mehrere Dokumente
several-text = Auf dem Foto sind die Codes mehrerer Dokumente. Stehen sie auf einem einzigen Papier, verlassen Sie sich nicht darauf; sonst fotografieren Sie jedes Papier für sich.
seal-differs = Die Codes auf diesem Papier nennen verschiedene Dokumente. Verlassen Sie sich nicht darauf.
online-title = Sehen Sie auch im Register nach
online-text = Das sichtbare Siegel wurde beurteilt, ohne jemanden zu fragen. Das Register weiß mehr: ob das Dokument widerrufen oder ersetzt wurde, und was das Original sagt.
date-day = { $day }. { $month } { $year }
seal-valid-do = Vergleichen Sie jede Zeile oben mit dem Papier. Auch ein von einem anderen Dokument kopiertes Siegel ist echt, aber seine Zeilen passen nicht.
seal-issued = Datum des Dokuments
seal-signer = Unterzeichner und Zertifikat
seal-signed-on = Gesiegelt am
seal-bundle = Liste der Zertifikate
seal-bundle-age = Version { $version }, { $days ->
        [one] einen Tag alt
       *[other] { $days } Tage alt
    }
seal-bytes = Bytes des Siegels

# Eine Datei vergleichen
drop-here = Oder legen Sie die Datei irgendwo auf dieser Seite ab.
drop-hashing = Die Datei wird in Ihrem Browser untersucht.
drop-failed = Ihr Browser konnte die Datei nicht lesen. Wählen Sie sie noch einmal.
compare-privacy-script = Ihr Browser berechnet den Fingerabdruck der Datei (SHA-256). Nur der Fingerabdruck wird gesendet; die Datei bleibt bei Ihnen.
same-replaced-title = Diese Datei ist ein Original, das ersetzt wurde
same-replaced-text = Sie ist Byte für Byte die eingetragene Datei. Doch ein späteres Dokument hat sie ersetzt.
same-no-facts = Was eingetragen wurde, sehen Sie auf der Seite des Dokuments, mit der darauf gedruckten Kennung.
later-version-title = Diese Datei ist ein späteres Dokument
later-version-text = Die Datei ist ein Original. Sie ersetzt das Dokument, dessen Kennung Sie eingegeben haben.
later-version-do = Das Dokument mit Ihrer Kennung gilt nicht mehr; die Datei gilt, außer sie wurde selbst ersetzt oder widerrufen. Prüfen Sie ihre eigene Kennung.
earlier-version-title = Diese Datei ist ein früheres Dokument
earlier-version-text = Die Datei ist ein Original, aber das Dokument, dessen Kennung Sie eingegeben haben, hat sie ersetzt.
earlier-version-do = Verwenden Sie das Dokument mit Ihrer Kennung statt dieser Datei.
other-original-do = Ist es die richtige Datei, und die Kennung des richtigen Papiers?
longer-title = Dem Original wurde etwas hinzugefügt
longer-text = Die Datei beginnt Byte für Byte wie das Original. Danach wurde etwas hinzugefügt: vielleicht eine Signatur, vielleicht eine Änderung dessen, was Sie sehen.
beginning-title = Ein unfertiger Stand des Originals
beginning-text = Das Original beginnt Byte für Byte wie diese Datei und geht weiter. Die Datei ist ein früherer Stand, vor dem Siegel, oder sie wurde abgeschnitten.
side-title = Ihre Datei und das Original
side-yours = Ihre Datei
side-original = Original
side-size = Größe
side-hint-title = Nebeneinander vergleichen
side-hint = Öffnen Sie das Original in einem Fenster und Ihre Datei in einem anderen. Sehen Sie zuerst auf Namen, Daten, Beträge und die Entscheidung.
file-unknown-digest = Auch eine Kennung dieses Dienstes wurde in der Datei nicht gefunden. Ist eine auf dem Dokument gedruckt, geben Sie sie unter der Datei ein und vergleichen Sie noch einmal.

# The server, for its operator
server-seal-bundle-key = Die Datei { $path } enthält keinen Schlüssel für eine Liste von Zertifikaten.
    .next = Geben Sie ein Zertifikat oder einen öffentlichen Schlüssel (P-256 oder P-384), PEM oder DER.
