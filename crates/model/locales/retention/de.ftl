# Aufbewahrung, Sperren, Aussonderung, Vernichtung.
retention-line-empty = Zeile { $line }: Die Spalte „{ $column }“ ist leer.
  .next = Füllen Sie sie in der Datei aus und importieren Sie diese erneut.
retention-line-value = Zeile { $line }: „{ $value }“ ist in der Spalte „{ $column }“ nicht möglich.
  .next = docs/ARCHIVES.md nennt die möglichen Werte.
retention-line-for-nothing = Zeile { $line }: weder Aktenplan noch Verfahren; sie gälte für kein Dossier.
  .next = Geben Sie mindestens eines von beiden an.
retention-line-sampling-missing = Zeile { $line }: Eine Auswahl ist vorgesehen, ohne Regel dafür.
  .next = Schreiben Sie zum Beispiel 1/10, 10 % oder die Regel in Worten.
retention-line-twice = Zeile { $line }: „{ $value }“ steht in der Spalte „{ $column }“ schon auf Zeile { $first }.
  .next = Behalten Sie nur eine dieser Zeilen.
retention-column-missing = Die Spalte „{ $column }“ fehlt.
  .next = Fügen Sie sie in der ersten Zeile der Datei hinzu.
retention-column-unknown = Die Spaltenüberschrift „{ $heading }“ ist unbekannt oder steht zweimal da.
  .next = docs/ARCHIVES.md nennt die Überschriften.
retention-line-no-csv = Zeile { $line }: Sie hat nicht so viele Zellen wie die erste, oder ein Anführungszeichen ist offen.
  .next = Berichtigen Sie die Zeile in der Datei.
retention-table-empty = Die Aussonderungstabelle hat keine Zeile.
  .next = Wählen Sie eine andere Datei.
retention-table-refused = Die Aussonderungstabelle hat { $count } Fehler; nichts wurde übernommen. Der erste: { $first }
  .next = „greffe retention check“ zeigt sie alle.
retention-table-not-text = Die Aussonderungstabelle ist kein Text in UTF-8.
  .next = Speichern Sie sie als „CSV UTF-8“.
retention-table-twice = Eine Aussonderungstabelle ab dem { $from } gibt es schon.
  .next = Geben Sie ihr einen anderen ersten Tag.
retention-not-closed = Das Dossier { $reference } ist nicht geschlossen.
  .next = Schließen Sie es zuerst.
retention-nothing-to-adopt = Keine neuere Tabelle sagt etwas anderes über das Dossier { $reference }.
  .next = Es behält seine Regel.
dossier-destroyed = Der Inhalt des Dossiers { $reference } wurde vernichtet.
  .next = Die Vernichtungsbescheinigung sagt, wann und auf welcher Grundlage.
hold-for-everything = Eine Sperre ohne Bedingung würde alle Dossiers sperren.
  .next = Geben Sie ein Dossier, ein Verfahren, eine Aktenplannummer, den Anfang eines Aktenzeichens oder einen Beteiligten an.
hold-unknown = Es gibt keine Sperre Nr. { $hold }.
  .next = „greffe retention holds“ zeigt sie.
hold-released = Die Sperre Nr. { $hold } ist schon aufgehoben.
  .next = Nichts wurde geändert.
disposition-unknown = Auf diesem Arbeitsplatz gibt es keine Aussonderung { $disposition }.
  .next = „greffe retention dispositions“ zeigt sie.
disposition-empty = Ein Vorschlag hat 1 bis 10 000 Dossiers.
  .next = Wählen Sie sie aus der Fälligkeitsliste.
disposition-not-due = Die Aufbewahrung des Dossiers { $reference } ist nicht zu Ende, oder es gibt keine Regel dafür.
  .next = „greffe retention show“ sagt, warum.
disposition-in-another = Das Dossier { $reference } steht schon in einer Aussonderung.
  .next = Ziehen Sie zuerst diese zurück, oder lassen Sie das Dossier weg.
disposition-held = Das Dossier { $reference } ist gesperrt (Nr. { $hold }): { $reason }
  .next = Nichts wird vernichtet, solange die Sperre nicht aufgehoben ist.
disposition-state = Dieser Schritt ist nicht möglich: Die Aussonderung ist { $state ->
    [proposed] vorgeschlagen
    [notified] angezeigt, mit Dossiers ohne Entscheidung
    [appraised] bewertet
    [confirmed] bestätigt
    [destroying] in Vernichtung
    [done] abgeschlossen
   *[withdrawn] zurückgezogen
  }.
  .next = Die Reihenfolge: vorschlagen, anzeigen, bewerten, abliefern, bestätigen, vernichten.
disposition-day = Der { $day } ist nicht möglich: vom { $from } bis zum { $until }.
  .next = Geben Sie den Tag an, an dem es geschah.
disposition-not-in-it = Das Dossier { $dossier } gehört nicht zu dieser Aussonderung.
  .next = „greffe retention disposition“ zeigt ihre Liste.
disposition-answer-awaited = Das Nationalarchiv kann bis zum { $until } antworten.
  .next = Warten Sie die Antwort ab, oder den Tag danach.
disposition-answered = Das Nationalarchiv hat zum Dossier { $reference } geantwortet: Das ist kein Schweigen mehr.
  .next = Tragen Sie die neue Antwort ein, falls es eine gibt.
disposition-silence-keeps = Die Aussonderungstabelle bewahrt das Dossier { $reference } auf: Schweigen ändert daran nichts.
  .next = Holen Sie die Antwort des Archivs ein, oder tragen Sie sie ein.
disposition-not-wanted = Das Archiv hat das Dossier { $reference } nicht verlangt.
  .next = Tragen Sie zuerst die Antwort ein.
disposition-not-packaged = Für das Dossier { $reference } wurde kein Paket gemacht.
  .next = Liefern Sie es zuerst ab: „greffe retention deliver“.
disposition-receipt-missing = Das Archiv will das Dossier { $reference }; seine Empfangsbestätigung fehlt.
  .next = Liefern Sie es ab und tragen Sie die Empfangsbestätigung ein.
disposition-too-early = Die Vernichtung ist erst ab dem { $from } erlaubt.
  .next = Das Gesetz vom 17. August 2018 verlangt drei Monate zwischen Anzeige und Vernichtung.
disposition-same-person = { $person } hat diese Aussonderung vorgeschlagen und kann sie nicht bestätigen.
  .next = Eine andere Person bestätigt (vier Augen).
disposition-changed = Das Dossier { $reference } ist nicht mehr das der Liste.
  .next = Ziehen Sie die Aussonderung zurück und schlagen Sie eine neue vor.
disposition-outbox-waits = Ein Original des Dossiers { $reference } wartet noch im Ausgang.
  .next = Synchronisieren Sie zuerst.
disposition-removing-later = Ein anderes Programm schreibt auf dem Arbeitsplatz; die Inhalte werden bei der Wiederaufnahme entfernt.
  .next = Wiederholen Sie den Schritt gleich.
disposition-no-certificate = Es gibt noch keine Vernichtungsbescheinigung.
  .next = Sie entsteht am Ende der Vernichtung.
content-destroyed = Dieser Inhalt wurde durch eine Aussonderung vernichtet.
  .next = Die Vernichtungsbescheinigung sagt, wann und auf welcher Grundlage.
export-nothing = Das Dossier { $reference } enthält kein Dokument.
  .next = Nichts wurde geschrieben.
figures-period = Der Zeitraum ist nicht möglich: 1 bis 120 Monate, der erste vor dem letzten.
  .next = Schreiben Sie die Monate so: 2026-01.
