# Barrierefreiheit, Datenschutz, und wie man ohne diesen Dienst prüft
contact-operator = Schreiben Sie dem Betreiber dieses Dienstes:
contact-authority = Schreiben Sie der Behörde, die Ihr Papier ausgestellt hat; sie gibt Ihre Nachricht an den Betreiber dieses Dienstes weiter.
accessibility-title = Erklärung zur Barrierefreiheit
accessibility-state-title = Stand der Vereinbarkeit
accessibility-state =
    Diese Erklärung gilt für die Dokumentenprüfung unter { $host }. Maßstab ist das Gesetz vom 28. Mai 2019 über die Barrierefreiheit von Websites, mit der europäischen Norm EN 301 549 (WCAG 2.2, Stufe AA) und dem luxemburgischen RAWeb.
    Der Dienst ist dafür gebaut, alles zu erfüllen. Eine Stelle von außen hat ihn noch nicht geprüft: Bis dahin gilt er als teilweise vereinbar.
accessibility-works-title = Was geht
accessibility-works =
    Jede Seite geht mit der Tastatur allein, mit Vorleseprogrammen, ohne Skripte, ohne Formatvorlagen, bei 320 Pixeln Breite, bei 400 % Vergrößerung, mit weiterem Text, hell und dunkel und in den Farben Ihres Systems.
    Farbe ist nie das einzige Zeichen. Es gibt keine Zeitgrenze, und nichts bewegt sich.
accessibility-tried-title = Was wie geprüft wurde
accessibility-tried =
    Bei jeder Änderung prüfen Maschinen jede Seite in vier Sprachen, hell und dunkel: axe-core findet nichts auszusetzen, bei 320 Pixeln muss nichts seitlich verschoben werden, jede Handlung ist mit der Tastatur erreichbar.
    Noch nicht von Menschen geprüft: NVDA, JAWS, VoiceOver und TalkBack, und wie gut die Leichte Sprache verstanden wird.
accessibility-limits-title = Was nicht für alle geht
accessibility-limits =
    Die Bilder der Seiten eines Originals haben keinen eigenen Text. Öffnen Sie das PDF: Mit Greffe gemachte Dokumente sind ausgezeichnet; eingescannte haben vielleicht gar keinen Text. Die Behörde, die es ausgestellt hat, muss Ihnen auf Verlangen eine zugängliche Form geben.
    Kamera und Foto setzen voraus, dass man sieht. Die Kennung einzutippen oder einzufügen leistet immer dasselbe.
accessibility-easy-title = Leichte Sprache
accessibility-easy = Startseite, Antworten, Foto und Vergleich gibt es in Leichter Sprache, mit dem Schalter oben. Diese Erklärung und die Einzelheiten für Fachleute nicht.
accessibility-contact-title = Eine Barriere melden
accessibility-remedy = Sie sollten binnen eines Monats eine Antwort haben. Wenn nicht, oder wenn sie nicht hilft, wenden Sie sich an den Informations- und Pressedienst der luxemburgischen Regierung, der über die Barrierefreiheit wacht, oder an den Ombudsman.
privacy-title = Datenschutz
privacy-entered-title = Was Sie eingeben
privacy-entered =
    Eine eingegebene Kennung dient dazu, das Dokument zu finden, und wird nicht protokolliert. Aufbewahrt wird nur ihr Hashwert (SHA-256). Sie steht in der Adresse der Seite: Wer diese Adresse sieht, kann das Dokument öffnen, ebenso wer nach Ihnen Ihren Browser benutzt.
    Es gibt keine Konten, keine Cookies, keine Werbung, keine Messung der Besucher, und nichts wird von anderen Servern geladen.
privacy-photos-title = Fotos und Kamera
privacy-photos =
    Ein Foto wird im Arbeitsspeicher dieses Servers gelesen und mit der Antwort vergessen. Es wird nie auf eine Platte geschrieben.
    Starten Sie die Kamera, fragt zuerst Ihr Browser. Manche Browser lesen den Code selbst; sonst gehen einzelne Bilder an diesen Server und werden sofort vergessen.
privacy-files-title = Dateien
privacy-files =
    Mit Skripten berechnet Ihr Browser den Fingerabdruck Ihrer Datei (SHA-256), und nur er wird gesendet, mit der Größe der Datei und der Kennung, die darin steht.
    Ohne Skripte wird die Datei selbst gesendet, verglichen und sofort gelöscht.
privacy-logs-title = Was protokolliert wird
privacy-logs =
    Von jeder Anfrage: die Zeit, die Art der Seite, das Ergebnis und die Dauer. Keine Kennung, keine Adresse von Ihnen, kein Name.
    Ihre Netzadresse bleibt einige Minuten im Arbeitsspeicher, um die zu bremsen, die Kennungen raten. Aufgeschrieben wird sie nicht.
privacy-shown-title = Was andere sehen
privacy-shown = Das öffentliche Register der Siegel enthält weder Namen noch Kennungen: Nur wer eine Kennung schon hat, kann ihren Eintrag erkennen. Originale werden so lange aufbewahrt, wie das Gesetz es von der ausstellenden Behörde verlangt.
privacy-rights-title = Ihre Rechte
privacy-rights = Welche Daten über Sie in einem Dokument stehen, erfahren Sie bei der Behörde, die es ausgestellt hat; dort können Sie sie auch berichtigen lassen. Sie ist für den Inhalt verantwortlich; der Betreiber dieses Dienstes verarbeitet ihn in ihrem Auftrag (Verordnung (EU) 2016/679).
privacy-contact-title = Wen Sie fragen können
privacy-authority = Beschweren können Sie sich bei der Nationalen Kommission für den Datenschutz (CNPD), Luxemburg.
verify-title = So prüfen Sie selbst nach
verify-lead = Sie müssen dieser Seite nicht vertrauen. Mit diesen Schritten kann jeder ein Original mit anderen Programmen prüfen. Setzen Sie Ihre Kennung an die Stelle der Kennung im Beispiel.
verify-fetch-title = Das Original holen
verify-fetch = In einem Terminal, oder mit der Schaltfläche „Herunterladen“ auf der Seite des Dokuments.
verify-hash-title = Seinen Fingerabdruck berechnen
verify-hash = Er muss der SHA-256 sein, der unter „Einzelheiten für Fachleute“ steht. Unter Windows: certutil -hashfile original.pdf SHA256.
verify-seal-title = Das Siegel mit einem fremden Programm prüfen
verify-seal = pdfsig gehört zum Paket poppler-utils. Es muss sagen, dass die Signatur gültig ist und das ganze Dokument erfasst. Auch der Validierungsdienst DSS der Europäischen Kommission liest die Datei.
verify-greffe-title = Mit Greffe prüfen
verify-greffe = Die Befehlszeile von Greffe braucht kein Netz. Geben Sie ihr die Zertifikate der Stellen, denen Sie vertrauen.
verify-proof-title = Den Nachweis des öffentlichen Registers aufheben
verify-proof = Der Nachweis besagt, dass das Siegel im öffentlichen Register steht, unter einem signierten Prüfpunkt. Heben Sie ihn beim Original auf: Niemand kann den Eintrag dann noch unbemerkt entfernen. Das Format ist tlog-proof von C2SP; die Policy nennt die Schlüssel, mit denen man ihm glaubt: Vergleichen Sie sie mit dem, was der Betreiber und die Zeugen anderswo veröffentlichen.
verify-paper-title = Das Papier ohne Netz prüfen
verify-paper = Das quadratische Symbol neben dem QR-Code ist ein sichtbares Siegel (BSI TR-03171, ICAO 9303-13). Ein Foto und die Liste der Zertifikate genügen.
verify-end = Sagt einer dieser Schritte etwas anderes als dieser Dienst, melden Sie es der Behörde und dem Betreiber, und heben Sie die Dateien auf.
