pdf-empty = Die Datei ist leer (0 Byte).
    .next = Holen Sie das Dokument erneut von der Quelle: Das Kopieren oder Herunterladen wurde unterbrochen.
pdf-not-a-pdf = { $looks ->
    [office] Die Datei ist ein Office-Dokument (Word, Excel, LibreOffice oder ähnlich) und trotz ihres Namens kein PDF.
    [old-office] Die Datei ist ein älteres Office-Dokument (Word, Excel oder ähnlich) und trotz ihres Namens kein PDF.
    [archive] Die Datei ist ein ZIP-Archiv und trotz ihres Namens kein PDF.
    [image] Die Datei ist ein Bild und trotz ihres Namens kein PDF.
    [web-page] Die Datei ist eine Webseite oder XML und trotz ihres Namens kein PDF.
    [rich-text] Die Datei ist ein RTF-Dokument und trotz ihres Namens kein PDF.
    [postscript] Die Datei ist PostScript und trotz ihres Namens kein PDF.
    [mail] Die Datei ist eine E-Mail und trotz ihres Namens kein PDF.
    [text] Die Datei ist reiner Text und trotz ihres Namens kein PDF.
   *[unknown] Die Datei ist trotz ihres Namens kein PDF.
}
    .next = Öffnen Sie sie im ursprünglichen Programm und exportieren Sie sie als PDF.
pdf-damaged = Das PDF ist beschädigt: Programme müssten seinen Inhalt erraten, deshalb kann es nicht gesiegelt werden.
    .next = Bitten Sie um eine neue Kopie, oder öffnen Sie es in einem PDF-Programm, prüfen Sie jede Seite und speichern Sie es als neues PDF.
pdf-too-complex = Das PDF ist größer oder komplexer als jedes echte Dokument und wurde nicht verarbeitet.
    .next = Bitten Sie um eine neue Kopie, oder drucken Sie es in ein neues PDF.
pdf-password-needed = Das PDF ist durch ein Passwort geschützt.
    .next = Geben Sie sein Passwort ein.
pdf-password-wrong = Das Passwort öffnet das PDF nicht.
    .next = Geben Sie das Passwort erneut ein; Groß- und Kleinschreibung zählt.
pdf-encryption-unsupported = Das PDF ist auf eine nicht unterstützte Weise verschlüsselt (zum Beispiel für Zertifikate).
    .next = Bitten Sie um eine Kopie, die durch ein Passwort oder gar nicht geschützt ist.
pdf-permissions-forbid = Der Verfasser des PDF erlaubt weder Änderungen noch Signaturen.
    .next = Geben Sie das Besitzerpasswort ein, oder bitten Sie den Verfasser um eine Kopie ohne Einschränkungen.
pdf-xfa = Das PDF ist ein XFA-Formular: Was angezeigt wird, steht nicht in seinen Seiten, deshalb kann es nicht gesiegelt werden.
    .next = Drucken Sie das ausgefüllte Formular in ein neues PDF und siegeln Sie dieses.
pdf-no-pages = Das PDF hat keine Seite.
    .next = Bitten Sie um eine neue Kopie.
pdf-certified-closed = Das PDF ist zertifiziert, und sein Verfasser erlaubt keine Änderung, nicht einmal eine weitere Signatur.
    .next = Behalten Sie es, wie es ist, oder bitten Sie den Verfasser um eine Fassung, die Signaturen erlaubt.
pdf-certified-no-stamp = Das PDF ist zertifiziert: Signaturen sind erlaubt, aber auf seinen Seiten darf nichts gezeichnet werden.
    .next = Siegeln Sie es ohne Stempel.
pdf-already-signed = Das PDF ist bereits signiert: Ein Stempel würde die signierten Seiten verändern.
    .next = Siegeln Sie es ohne Stempel, oder stempeln und siegeln Sie die unsignierte Fassung.
pdf-unreadable = Das PDF konnte nicht bis zum Ende gelesen werden: Festplatte, Laufwerk oder Netzwerkordner gab es nicht vollständig her.
    .next = Prüfen Sie, ob sich die Datei öffnen lässt und kein anderes Programm in sie schreibt, kopieren Sie sie auf diesen Computer und versuchen Sie es erneut.
pdf-page-too-small = Die erste Seite ist zu klein für einen noch lesbaren Stempel.
    .next = Siegeln Sie es ohne Stempel.
pdf-stamp-character = Der Stempel kann das Zeichen „{ $character }“ nicht drucken.
    .next = Schreiben Sie den Namen der Behörde oder die Adresse ohne dieses Zeichen.
pdf-qr-too-long = Die Adresse der Plattform ist zu lang für einen lesbaren QR-Code.
    .next = Verwenden Sie eine kürzere Adresse für die Plattform.
pdf-signature-too-long = Die Signatur braucht { $needed } Byte, im PDF waren aber nur { $reserved } reserviert.
    .next = Melden Sie diesen Fehler: Die Zertifikatskette ist vielleicht ungewöhnlich lang.
