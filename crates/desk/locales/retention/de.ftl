# Aufbewahrung, Sperren, Aussonderung, Vernichtung.
retention-reason-table = Geschlossen am { $closed }; { $years } Jahre ab dem { $starts } nach Zeile { $line } der Aussonderungstabelle Nr. { $table } ({ $basis }): aufbewahrt bis { $last }.
retention-reason-procedure = Geschlossen am { $closed }; { $years } Jahre ab dem { $starts } nach dem Verfahren ({ $basis }): aufbewahrt bis { $last }.
retention-reason-validity = Geschlossen am { $closed }; Zeile { $line } zählt { $years } Jahre ab dem Ende der Gültigkeit, das nicht erfasst ist.
retention-reason-none = Geschlossen am { $closed }; weder Aussonderungstabelle noch Verfahren sagen, was daraus wird.
archive-index-documents = Dokumente
archive-index-parties = Beteiligte
archive-index-journal = Journal
certificate-title = Vernichtungsbescheinigung
certificate-test = TEST – ohne rechtliche Wirkung
certificate-law = Die unten aufgeführten Inhalte wurden nach dem Gesetz vom 17. August 2018 über die Archivierung vernichtet, nach Anzeige beim Nationalarchiv.
certificate-number = Aussonderung
certificate-count = Dossiers
certificate-proposed = Vorgeschlagen von
certificate-notified = Angezeigt bei
certificate-confirmed = Bestätigt von
certificate-destroyed = Vernichtet von
certificate-list-digest = Prüfsumme der Liste (SHA-256)
certificate-list = Dossiers, deren Inhalt vernichtet ist
certificate-closed = Geschlossen, aufbewahrt bis
certificate-basis = Rechtsgrundlage
certificate-appraisal = Entscheidung
certificate-receipt = Empfangsbestätigung des Archivs
certificate-contents = Versionen, Größe, Prüfsumme
certificate-taken = vom Archiv übernommen, Kopie des Arbeitsplatzes vernichtet
certificate-free = Vernichtung vom Archiv zugelassen
certificate-silence = keine Antwort des Archivs binnen zwei Monaten, Entscheidung einer Person
certificate-limits = Ältere Sicherungen des Arbeitsplatzes enthalten diese Inhalte bis zu ihrem eigenen Ablauf. Gleicher Inhalt eines anderen Dossiers bleibt bei diesem. Das Journal belegt jeden Schritt.
figures-title = Kennzahlen – { $administration }
figures-method = Gezählt über die Dossiers nach Monat (Europe/Luxembourg) und Verfahren. Zahlen unter { $threshold }, auch null, sind unterdrückt, ebenso jene, aus denen man sie errechnen könnte. Dauer: von der Eröffnung bis zum Schließen, in ganzen Tagen. Vermiedenes Papier: Seiten gesiegelter Akte mal { $copies } Kopien. Offene Dossiers sind auf fünf gerundet.
proof-not-registered = Der Arbeitsplatz hat das Original noch nicht an die Plattform gesendet: kein Beweis des öffentlichen Registers.
  .next = Synchronisieren Sie und erstellen Sie das Paket neu, wenn der Beweis darin stehen soll.
proof-not-in-log = Die Plattform hat für dieses Original (noch) keinen Eintrag im öffentlichen Register.
  .next = Erstellen Sie das Paket später neu, wenn der Beweis darin stehen soll.
proof-other-file = Der Beweis, den die Plattform gab, ist nicht der dieser Datei; er ist nicht im Paket.
  .next = Melden Sie es dem Betreiber der Plattform.
notice-title = Vernichtungsanzeige
notice-law = Nach dem Gesetz vom 17. August 2018 über die Archivierung zeigt die Verwaltung dem Nationalarchiv an, dass sie { $count ->
    [one] das unten aufgeführte Dossier
   *[other] die unten aufgeführten { $count } Dossiers
  } vernichten will, deren Aufbewahrungsfrist abgelaufen ist. Nichts wird vernichtet, bevor drei Monate seit dieser Anzeige vergangen sind.
notice-request = Das Nationalarchiv wird gebeten, binnen zwei Monaten mitzuteilen, welche Dossiers es ganz oder in Auswahl übernimmt.
notice-held = Als die Liste aufgestellt wurde, war für keines dieser Dossiers die Vernichtung ausgesetzt. Die Liste steht fest: ihre Prüfsumme und die der Inhalte sind angegeben.
notice-addressee = Nationalarchiv
notice-answer = Antwort erbeten bis
notice-destroy = Vernichtung frühestens am
notice-list = Zur Vernichtung vorgeschlagene Dossiers
paper-fate-keep = aufzubewahren
paper-fate-sample = Auswahl
paper-fate-destroy = zu vernichten
paper-sampled = in der Auswahl
paper-not-sampled = nicht in der Auswahl
paper-contents = { $versions ->
    [one] 1 Version
   *[other] { $versions } Versionen
  }, { $bytes } Bytes
paper-note = Bemerkung
paper-plain-digest = Am Arbeitsplatz verwahrte Bescheinigung (SHA-256)
paper-attached = Die Liste ist dieser Datei als Daten beigefügt: { $file }.
paper-signature = Für die Verwaltung:
paper-column-position = Nr.
paper-column-reference = Zeichen und Betreff
paper-column-days = Geschlossen, aufbewahrt bis
paper-column-basis = Rechtsgrundlage
paper-column-decision = Bewertung und Entscheidung
paper-column-contents = Inhalt und Prüfsumme (SHA-256)
