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
pdf-field-unknown = Das PDF hat kein Signaturfeld namens „{ $field }“.
    .next = Prüfen Sie den Namen (Großschreibung zählt); „greffe inspect“ zählt die Felder auf.
pdf-field-signed = Das Signaturfeld „{ $field }“ trägt bereits eine Signatur.
    .next = Wählen Sie ein leeres oder ein neues Feld.
pdf-field-locked = Eine frühere Signatur hat das Feld „{ $field }“ gesperrt: eine weitere Signatur dort würde sie brechen.
    .next = Lassen Sie das PDF, wie es ist, oder signieren Sie eine Fassung von vor dieser Signatur.
pdf-field-read-only = Das Signaturfeld „{ $field }“ darf nicht ausgefüllt werden.
    .next = Wählen Sie ein anderes oder ein neues Feld.
pdf-field-no-room = Das Signaturfeld „{ $field }“ hat keine sichtbare Fläche auf einer Seite: darin kann nichts gezeigt werden.
    .next = Signieren Sie ohne sichtbare Darstellung oder in einem anderen Feld.
pdf-lock-conflict = Das Signaturfeld „{ $field }“ legt schon selbst, und anders, fest, welche Felder nach der Signatur gesperrt sind.
    .next = Verzichten Sie auf die eigene Wahl gesperrter Felder, oder signieren Sie in einem neuen Feld.
pdf-seed-value = { $constraint ->
    [filter] Das Feld „{ $field }“ verlangt den Signaturdienst „{ $wanted }“, der nicht unserer ist.
    [sub-filter] Das Feld „{ $field }“ verlangt ein anderes Signaturformat als PAdES: { $wanted }.
    [version] Das Feld „{ $field }“ folgt Regeln einer späteren PDF-Version ({ $wanted }).
    [reasons] { $wanted ->
        [none] Das Feld „{ $field }“ lässt den angegebenen Grund nicht zu.
       *[other] Das Feld „{ $field }“ verlangt einen dieser Gründe: { $wanted }
    }
    [certification] { $wanted ->
        [none] Das Feld „{ $field }“ verlangt eine Signatur, die das Dokument nicht zertifiziert.
       *[other] Das Feld „{ $field }“ verlangt eine Zertifizierung mit der Erlaubnis { $wanted }.
    }
    [legal-attestation] Das Feld „{ $field }“ verlangt eine Rechtserklärung, die wir nicht schreiben.
    [lock-document] { $wanted ->
        [true] Das Feld „{ $field }“ verlangt, dass die Signatur das ganze Dokument sperrt.
       *[other] Das Feld „{ $field }“ verlangt, dass die Signatur das Dokument nicht sperrt.
    }
    [appearance] Das Feld „{ $field }“ verlangt die Darstellung „{ $wanted }“.
    [signature-policy] Das Feld „{ $field }“ verlangt eine Signaturrichtlinie, die wir nicht schreiben.
   *[other] Das Feld „{ $field }“ verlangt, was nicht eingehalten werden kann ({ $constraint }: { $wanted }).
}
    .next = Signieren Sie, wie das Feld es verlangt, wählen Sie ein anderes Feld, oder fragen Sie, wer das Dokument vorbereitet hat.
pdf-certify-not-first = Das PDF ist schon signiert: nur die erste Signatur kann ein Dokument zertifizieren.
    .next = Signieren Sie ohne zu zertifizieren, oder zertifizieren Sie die unsignierte Fassung.
pdf-already-certified = Das PDF ist schon zertifiziert.
    .next = Signieren Sie ohne zu zertifizieren.
pdf-certified-no-appearance = Das PDF ist zertifiziert: eine neue sichtbare Signatur würde seine Seiten ändern.
    .next = Signieren Sie in einem vorhandenen Feld oder unsichtbar.
pdf-page-unknown = Eine Seite { $page } gibt es nicht: das PDF hat { $pages }.
    .next = Wählen Sie eine Seite, die es gibt.
pdf-place-outside = Die Stelle liegt außerhalb der Seite, die { $width } × { $height } mm zeigt.
    .next = Wählen Sie eine Stelle innerhalb der Seite.
pdf-place-too-small = Die Stelle ist zu klein: nötig sind mindestens { $width } × { $height } mm.
    .next = Wählen Sie eine größere Stelle.
placeholder-not-found = Die Marke „{ $text }“ steht nicht im Text des Dokuments.
    .next = Prüfen Sie, wie die Marke im Dokument geschrieben ist, oder wählen Sie eine andere Stelle.
pdf-appearance-template = { $problem ->
    [name] Die Vorlage der Darstellung hat keinen Namen.
    [size] Breite und Höhe der Vorlage der Darstellung müssen 5 bis 300 mm betragen.
    [font-size] Die Schrift der Vorlage der Darstellung muss 4 bis 36 Punkt groß sein, die kleinste nicht über der größten.
    [image-share] Das Bild der Vorlage der Darstellung darf einen Anteil von 0,1 bis 0,9 haben.
    [lines] Die Vorlage der Darstellung muss 1 bis 24 Zeilen haben.
    [line] Zeile { $line } der Vorlage der Darstellung ist länger als 400 Zeichen, oder ihr Maßstab liegt nicht zwischen 0,5 und 2.
    [brace] Zeile { $line } der Vorlage der Darstellung hat eine Klammer ohne Gegenstück.
    [unknown] Zeile { $line } der Vorlage der Darstellung nennt „{ $detail }“, das für nichts steht (bekannt: { $names }).
   *[syntax] Die Vorlage der Darstellung ist nicht lesbar: { $detail }
}
    .next = Berichtigen Sie die Vorlage.
pdf-appearance-too-small = Der Text der Signatur passt auch in kleinster Schrift nicht in { $width } × { $height } mm.
    .next = Wählen Sie eine größere Stelle, oder kürzen Sie den Text.
pdf-image-unsupported = Das Bild ist kein PNG oder JPEG in Grau oder RGB.
    .next = Speichern Sie es als PNG.
pdf-image-damaged = Das Bild ist beschädigt.
    .next = Speichern Sie es noch einmal aus seiner Quelle.
pdf-image-too-large = Das Bild ist zu groß (mehr als 8 MB oder 25 Millionen Pixel).
    .next = Speichern Sie eine kleinere Fassung.
pdf-repair-nothing = Aus dem PDF lässt sich keine Seite wiedergewinnen.
    .next = Bitten Sie um eine neue Kopie.
pdf-repair-signed = Das PDF trägt Signaturen ({ $count }): in einer reparierten Kopie wären sie verloren.
    .next = Bitten Sie um eine unbeschädigte Kopie; gibt es keine, reparieren Sie mit „--forget-signatures“.
pdf-repair-encrypted = Das PDF ist verschlüsselt: eine Wiedergewinnung kann nicht wissen, was sie liest.
    .next = Bitten Sie um eine unbeschädigte Kopie oder um eine ohne Kennwort.
