undo = Rückgängig machen
undone = Rückgängig gemacht: { $what }
undo-reason = Sofort rückgängig gemacht von der Person, die es getan hatte
palette = Befehle und Suche
palette-hint = Befehl, Dossier, Person, Dokument, Kennung…
palette-count = { $count ->
    [0] Kein Treffer
    [one] { $count } Treffer
   *[other] { $count } Treffer
  }
palette-none = Nichts passt. Versuchen Sie weniger Buchstaben oder ein Aktenzeichen.
palette-recent = Zuletzt
palette-here = Auf dieser Seite
palette-commands = Befehle
palette-lookup = Kennung
palette-go = gehen zu öffnen Seite
palette-light = Helles Erscheinungsbild
palette-dark = Dunkles Erscheinungsbild
palette-system = Erscheinungsbild des Systems
palette-contrast-on = Hoher Kontrast
palette-contrast-off = Normaler Kontrast
palette-language = Sprache: { $language }
print = Seite drucken
keys-palette = Befehle und Suche
keys-help-page = Hilfe zur Seite
keys-undo = Letzte Aktion rückgängig machen
keys-lookup = Kennung nachschlagen
keys-print = Drucken
lookup-open = Kennung nachschlagen
lookup-hint = Tippen Sie sie ein oder fügen Sie die Adresse des QR-Codes ein. Nichts verlässt diesen Arbeitsplatz, bevor Sie zustimmen.
lookup-find = Nachschlagen
lookup-here = Dieses Dokument liegt an diesem Arbeitsplatz.
lookup-open-document = Dokument öffnen
lookup-elsewhere = Dieses Dokument liegt nicht an diesem Arbeitsplatz. Sie können das Original von der Plattform in ein Dossier übernehmen; Prüfsumme und Siegel werden geprüft.
lookup-into = In welches Dossier?
lookup-pull = Original übernehmen
lookup-not-enrolled = Dieses Dokument liegt nicht an diesem Arbeitsplatz, und dieser ist nicht an der Plattform angemeldet. Melden Sie ihn in den Einstellungen an oder öffnen Sie die Adresse neben dem QR-Code.
nothing-to-open = Der empfangene Link führt nirgendwohin: weder Dossier noch Dokument noch Kennung. Nichts wurde geändert.
file-into = { $count ->
    [one] { $count } Datei ablegen in…
   *[other] { $count } Dateien ablegen in…
  }
file-into-dossier = Dossier
file-into-hint = Die ursprünglichen Dateien bleiben, wo sie sind. Esc legt sie beiseite.
help-open = Hilfe
help-everywhere = Strg+K findet jeden Befehl, jedes Dossier und jede Person. Strg+Z macht die letzte Aktion rückgängig. Was unterschrieben, gesiegelt oder gesendet ist, bleibt: Danach wird vorher gefragt.
tour = Rundgang
tour-place = Schritt { $number } von { $count }
tour-back = Zurück
tour-next = Weiter
tour-end = Beginnen
tour-offer = Neu hier? Der Rundgang zeigt das Wichtigste in sieben Schritten.
tour-start = Rundgang beginnen
tour-no = Nein danke
tour-today = Jeder Morgen beginnt hier: was auf Sie wartet, nahe Fristen, zuletzt geänderte Dossiers. Jede Zeile ist ein Link.
tour-dossiers = Alles liegt in einem Dossier: Parteien, Dokumente, Fristen, Notizen, Journal. N öffnet ein neues, der Schrägstrich sucht. Ziehen Sie Dateien irgendwohin: Sie werden nach dem Dossier gefragt.
tour-palette = Strg+K, dann ein paar Buchstaben: ein Befehl, ein Dossier, eine Person. Akzente zählen nicht. Jeder Befehl zeigt sein Kürzel.
tour-inbox = Hier kommen Sichtvermerke, Stellungnahmen und Unterschriften an, um die man Sie bittet. J und K bewegen, Leertaste wählt, Eingabe öffnet.
tour-sealing = Unterschreiben und Siegeln
tour-sealing-text = Eine Person unterschreibt, die Verwaltung siegelt. Das Siegel gibt dem Dokument seine gedruckte Kennung, über die jeder das Original findet. Davor wird gefragt, denn es bleibt.
tour-outbox = Sie arbeiten auch ohne Netz. Was auf die Plattform wartet, steht hier; am Fuß der Leiste steht, wie viele Änderungen warten.
tour-help = Hilfe überall
tour-help-text = F1 erklärt die Seite, auf der Sie sind, das Fragezeichen zeigt die Kürzel. Sprache, Textgröße, Kontrast und Benachrichtigungen stellen Sie hier ein. Strg+Z macht rückgängig.
help-today =
  Was auf Sie wartet, Fristen der nächsten sieben Tage und überschrittene, Ihre letzten Dossiers.
  Eine Zahl öffnet die ganze Liste.
help-dossiers =
  Die Suche liest Aktenzeichen, Betreff, Parteien und Text der Dokumente; Filter kommen dazu.
  Behalten Sie eine Suche: Sie zeigt immer, wie viele Dossiers sie findet.
  J und K bewegen, Eingabe öffnet, N legt ein neues Dossier an.
help-dossier =
  Ziehen Sie Dateien auf das Fenster, um sie hinzuzufügen, oder drücken Sie I.
  Haken Sie Dokumente an, um sie zusammen zu siegeln.
  Das Journal behält jede Änderung; Strg+Z macht die letzte rückgängig.
help-document =
  Eine Version ändert sich nie: Eine Korrektur ist eine neue Version oder ein neues Dokument, das das alte berichtigt.
  Prüfen sagt, wer unterschrieben oder gesiegelt hat, auf welchem Niveau und was sich seither geändert hat.
help-inbox =
  Worum man Sie bittet, was Ihre Dienststelle zu tun hat, was zu Ihnen zurückkam.
  Lesen Sie, dann stimmen Sie zu oder lehnen mit Grund ab. Mehrere Akte werden mit einer einzigen PIN-Eingabe unterschrieben.
help-absences = Während Ihrer Abwesenheit handelt eine Vertrauensperson für Sie; jeder Akt sagt, für wen.
help-directory =
  Ein Kontakt wird einmal erfasst und überall verwendet.
  Doppel werden zusammengeführt, und das lässt sich rückgängig machen.
help-conflicts = Zwei Arbeitsplätze haben dasselbe verschieden geändert. Nichts ist verloren: Wählen Sie Feld für Feld.
help-outbox =
  Was die Plattform noch nicht erhalten hat. Ohne Netz wartet hier alles, nichts geht verloren.
  Was abgelehnt wurde, sagt warum und was zu tun ist.
help-doctor = Sagt, ob Siegeln hier gelänge, ohne zu unterschreiben oder eine PIN zu probieren.
help-unfiled =
  Was aus dem überwachten Ordner kam und auf sein Dossier wartet.
  Ordnen Sie es ein oder legen Sie es mit Grund beiseite.
help-retention = Was seine Frist erreicht hat, Sperren und Aussonderungen mit Meldung an das Archiv mindestens drei Monate zuvor.
help-figures = Jedes Diagramm hat seine Tabelle. Der offene Export fasst kleine Zahlen zusammen, damit niemand erkennbar ist.
help-journal = Wer was getan hat, so verkettet, dass nichts unbemerkt verschwindet. Prüfen und exportieren Sie es.
help-people = Wer an diesem Arbeitsplatz arbeitet, mit welchen Rollen. Ein gedruckter Notschlüssel öffnet ihn, wenn eine Passphrase vergessen ist.
help-deadlines = Die Fristen aller Ihrer Dossiers, nach ihrem Verfahren berechnet, Feiertage eingeschlossen.
help-letter = Links der Text, rechts die Seite, wie sie sein wird. Was fehlt, ist markiert; Rechtsbehelfe und Fristen werden berechnet.
help-templates = Vorlagen der Schreiben und der Briefkopf. Eine importierte Vorlage wird vor dem Einsatz geprüft.
help-batches = Ein Schreiben je Dossier, aus einer Suche oder Tabelle. Probieren Sie zuerst: Nichts wird angelegt.
help-procedures = Schritte, Umläufe, Fristen und Vorlagen einer Dossierart. Ein Dossier behält die Version, mit der es eröffnet wurde.
help-settings = Sprache, Erscheinungsbild, Kontrast und Textgröße gelten an diesem Computer. Das Übrige gilt für den Arbeitsplatz.
accessibility = Barrierefreiheit
statement-lead = Greffe soll von allen benutzbar sein, mit der Tastatur, vergrößert, mit dem Screenreader.
statement-conformity = Konformität
statement-conformity-text = Die Software strebt WCAG 2.2, Stufe AA, und EN 301 549 an. Dies ist eine Erklärung des Herstellers; keine Stelle hat diese Version geprüft.
statement-tried = Was geprüft wird
statement-tried-text = Jede Seite wird automatisch geprüft, in vier Sprachen, hell und dunkel: Regeln der Barrierefreiheit, Titel, Fokusreihenfolge, Dialoge, Vergrößerung.
statement-lacking = Was nicht geprüft ist
statement-lacking-text =
  Die Benutzung mit NVDA, JAWS und VoiceOver wurde noch nicht von Menschen erprobt, die sie täglich verwenden.
  Ein PDF ohne Auszeichnung bleibt eines: Sein Text wird vorgelesen, seine Struktur fehlt.
statement-ways = Ihre Mittel
statement-ways-text =
  Alles geht mit der Tastatur: F1 hilft, das Fragezeichen zeigt die Kürzel, Strg+K findet jeden Befehl.
  Text von 100 bis 400 %, hoher Kontrast, helles oder dunkles Erscheinungsbild in den Einstellungen.
statement-tell = Uns Bescheid geben
statement-tell-text = Sagen Sie der IT-Unterstützung Ihrer Verwaltung, was Sie aufhält. In Luxemburg nimmt der Service information et presse Beschwerden zur Barrierefreiheit entgegen.
contrast-high = Hoher Kontrast
contrast-high-hint = Kräftigere Linien und Texte, was auch immer das System einstellt.
notify = Benachrichtigungen des Systems
notify-hint = Fällige Frist, Anfrage an Sie, Warnung beim Abgleich. Zu Beginn abgeschaltet.
notify-named = Sie dürfen das Dossier nennen
notify-named-hint = Sonst nennen sie nur eine Zahl: Ein geteilter oder gesperrter Bildschirm verrät nichts.
quiet-from = Ruhe ab
quiet-until = Ruhe bis
hour = { $hour } Uhr
renumber = Neues Aktenzeichen geben…
renumber-text = Das Dossier erhält das nächste Aktenzeichen dieses Arbeitsplatzes. Das frühere führt weiter dorthin und wird keinem anderen gegeben; Gedrucktes bleibt, wie es ist. Das lässt sich nicht rückgängig machen.
renumbered = Neues Aktenzeichen: { $reference }
locked-asked = Ein Link wartet: Entsperren Sie den Arbeitsplatz, um ihn zu öffnen.
strength = Stärke
strength-short = Zu kurz: mindestens 12 Zeichen.
strength-weak = Schwach: Sie ist zu erraten. Fügen Sie Wörter hinzu, die nichts miteinander zu tun haben.
strength-fair = Annehmbar: Ein Wort mehr machte sie stark.
strength-good = Stark.
recovery-explained = Vergessen, kann niemand sie wiederfinden. Erstellen Sie danach unter „Personen am Arbeitsplatz“ einen gedruckten Notschlüssel: Nur er öffnet dann den Arbeitsplatz.
notice-paper = Meldung an das Archiv (PDF)
notice-file = meldung-an-das-archiv
