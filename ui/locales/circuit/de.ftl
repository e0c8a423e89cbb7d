# Texte des Bereichs: circuit.
origin-signed = Von einer Person im Umlauf unterschrieben
circuit = Umlauf
circuit-absent = Dieses Dokument ist in keinem Umlauf.
circuit-start = In Umlauf geben…
circuit-start-text = „{ $title }“ durchläuft diese Schritte. Jede Handlung gilt für die Version, die Sie jetzt sehen; eine neue Version lässt erteilte Zustimmungen neu beginnen.
circuit-started = Der Umlauf „{ $name }“ ist gestartet.
circuit-rules-none = Das Verfahren sieht keinen Umlauf für dieses Dokument vor.
circuit-running = Läuft, gestartet von { $name }.
circuit-refused = Abgelehnt von { $name }, { $moment }.
circuit-withdrawn = Zurückgezogen von { $name }, { $moment }.
circuit-cancelled = Abgebrochen von { $name }, { $moment }.
circuit-finished = Abgeschlossen.
circuit-stuck = Einen Schritt kann niemand mehr ausführen. Geben Sie ihn jemand anderem.
circuit-past = { $count ->
    [one] Eine frühere Handlung
   *[other] { $count } frühere Handlungen
}
step-visa = Sichtvermerk
step-opinion = Stellungnahme
step-approval = Genehmigung
step-signature = Unterschrift
step-seal = Siegel
step-dispatch = Versand
step-done = Erledigt
step-due = Zu tun
step-due-by = Zu tun bis { $day }
step-pending = Später
step-skipped = Ausgelassen
step-by-for = { $name } i. V. { $principal }
step-version = Version { $number }
step-stage = Stufe { $number }
step-may-for = in Vertretung von { $name }
act-visa = Sichtvermerk geben
act-opinion = Stellung nehmen
act-opinion-text = Stellungnahme
act-approve = Genehmigen
act-dispatch = Versand festhalten
act-dispatch-text = Mit dem Versandtag beginnen die Rechtsbehelfsfristen.
act-refuse = Ablehnen…
act-refuse-text = Der Umlauf hält an und geht zurück an die Person, die ihn gestartet hat.
act-refuse-of = „{ $title }“: Der Umlauf hält an und geht zurück an die Person, die ihn gestartet hat.
act-send-back = Zurückgeben…
act-send-back-text = Die Schritte ab der gewählten Stufe sind neu zu machen.
act-stage = Zu welcher Stufe
act-hand-on = Weitergeben…
act-hand-on-text = Der Schritt geht an eine andere Person, die ihn ausführen darf.
act-to = An wen
act-skip = Auslassen…
act-withdraw = Aus dem Umlauf nehmen…
act-withdraw-text = Das Dokument verlässt den Umlauf; was getan wurde, bleibt im Journal.
act-restart = Neu starten
act-reason = Grund
act-remark = Bemerkung
act-about = „{ $title }“: Vor Ihnen liegt Version { $number }.
act-done = Im Umlauf und im Journal festgehalten.
dispatch-way = Weg
dispatch-post = Post
dispatch-email = E-Mail
dispatch-counter = Übergabe am Schalter
dispatch-platform = Plattform
dispatch-addressee = Empfänger
dispatch-day = Versandtag
inbox = Eingang
inbox-mine = Für mich
inbox-delegated = In Vertretung
inbox-office = Für meine Dienststelle
inbox-tasks = Aufgaben
inbox-tasks-mine = Meine Aufgaben
inbox-tasks-office = Aufgaben meiner Dienststelle
inbox-tasks-given = An andere vergebene Aufgaben
inbox-mentions = Erwähnungen
inbox-waiting = Ich warte auf
inbox-returned = Abgelehnt, zurück bei mir
inbox-stuck = Blockiert: Niemand kann abschließen
inbox-to-do = Zu tun
inbox-since = Seit
inbox-due = Bis
inbox-why = Von wem und warum
inbox-empty = Hier wartet nichts
inbox-empty-text = Was andere Ihnen geben, erscheint hier.
task = Aufgabe
tasks = Aufgaben
tasks-none = Keine Aufgaben.
task-add = Aufgabe geben
task-for = Für
task-from = Von { $name }, { $moment }
task-given = Aufgabe an { $name } vergeben.
task-is-done = „{ $title }“ ist erledigt.
task-reopened = „{ $title }“ ist wieder offen.
task-overdue = überfällig
notes = Notizen
notes-none = Keine Notizen.
note-add = Notiz schreiben
note-edit = Notiz ändern
note-hint = @Name erwähnt eine Person: Die Notiz erscheint in ihrem Eingang.
note-kept = Notiz gespeichert.
note-unresolved = Notiz gespeichert; niemand passt zu: { $names }.
note-earlier = { $count } frühere Fassungen
mention-seen = Gesehen
mention-is-seen = Die Erwähnung ist als gesehen vermerkt.
absences = Abwesenheiten
absences-text = Wer für wen handelt: Jede Handlung in Vertretung trägt „i. V.“ und steht so im Journal.
absences-none = Keine Vertretungen
absences-none-text = Ist jemand abwesend, kann eine Vertretung handeln.
absence-add = Vertretung einrichten
absence-add-text = Die Vertretung gilt vom ersten bis zum letzten Tag einschließlich, für alles, was die abwesende Person darf.
absence-principal = Abwesende Person
absence-delegate = Wer handelt
absence-days = Tage
absence-scope = Für
absence-everything = Alles
absence-first = Erster Tag
absence-last = Letzter Tag
absence-mandate = Vollmacht
absence-mandate-hint = Die Entscheidung oder Notiz, auf der die Vertretung beruht.
absence-further = Die Person darf weiter übertragen
absence-made = { $name } kann handeln.
absence-end = Beenden…
absence-end-title = Vertretung beenden
absence-end-text = { $name } kann nicht mehr in Vertretung handeln.
absence-ended = Die Vertretung ist beendet.
absence-revoked = Beendet
absence-in-force = In Kraft
absence-not-in-force = Heute nicht in Kraft
today = Heute
today-to-do = Zu tun
today-steps = { $count ->
    [one] Schritt für Sie
   *[other] Schritte für Sie
  }
today-office = { $count ->
    [one] Schritt für Ihre Dienststelle
   *[other] Schritte für Ihre Dienststelle
  }
today-tasks = { $count ->
    [one] Aufgabe
   *[other] Aufgaben
  }
today-mentions = { $count ->
    [one] Erwähnung
   *[other] Erwähnungen
  }
today-returned = { $count ->
    [one] Umlauf zurück oder blockiert
   *[other] Umläufe zurück oder blockiert
  }
today-nothing = Nichts wartet: Alles ist erledigt.
today-deadlines = Fristen: überfällig und in den nächsten 7 Tagen
today-no-deadline = Keine Frist ist überfällig oder in den nächsten 7 Tagen fällig.
today-recent = Zuletzt geändert
today-all-inbox = Eingang
today-all-deadlines = Alle Fristen
today-all-dossiers = Alle Dossiers
today-drop = Dateien lassen sich auf jeder Seite in das Fenster ziehen: Greffe fragt, in welches Dossier sie gehören.
act-sign = Unterschreiben…
sign-all = { $count ->
    [one] Wartendes unterschreiben ({ $count })…
   *[other] Wartendes unterschreiben ({ $count })…
  }
sign-title = Unterschreiben
sign-explain = Jedes Dokument wird mit dem Zertifikat einer natürlichen Person unterschrieben, in der Version, die Sie gesehen haben. Der Schlüssel wird nur einmal geöffnet.
sign-what = { $count ->
    [one] Zu unterschreiben
   *[other] Zu unterschreiben ({ $count })
  }
sign-submit = { $count ->
    [one] Unterschreiben
   *[other] { $count } Dokumente unterschreiben
  }
sign-progress = Wird unterschrieben
sign-done = Ergebnis der Unterschrift
sign-result = Unterschrieben: { $signed }; abgelehnt: { $refused }.
sign-before = Schon von Ihnen unterschrieben
history-circuit-started = Umlauf „{ $circuit }“ für „{ $title }“ begonnen
history-circuit-step-done = Schritt „{ $step ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ (Stufe { $stage }) für „{ $title }“ getan{ $for ->
    [none] {""}
   *[other] , i. V. { $for }
  }
history-circuit-refused = „{ $title }“ auf Stufe { $stage } abgelehnt: { $reason }
history-circuit-sent-back = „{ $title }“ auf Stufe { $to } zurückgeschickt: { $reason }
history-circuit-substituted = Schritt „{ $step ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ von „{ $title }“ an { $to } gegeben: { $reason }
history-circuit-step-skipped = Schritt „{ $step ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ von „{ $title }“ ausgelassen
history-circuit-withdrawn = Umlauf von „{ $title }“ zurückgezogen: { $reason }
history-circuit-cancelled = Umlauf von „{ $title }“ abgebrochen: { $reason }
history-circuit-restarted = Umlauf von „{ $title }“ neu begonnen
history-circuit-content-changed = Neue Version von „{ $title }“: { $count } Schritte noch einmal zu tun
history-circuit-finished = Umlauf „{ $circuit }“ von „{ $title }“ beendet
history-circuit-stuck = Umlauf „{ $circuit }“ von „{ $title }“: niemand kann ihn mehr beenden
history-document-signed = „{ $title }“ unterschrieben, Version { $version }{ $for ->
    [none] {""}
   *[other] , i. V. { $for }
  }
history-delegation-made = Vertretung von { $principal } durch { $delegate } vom { $first } bis { $last }
history-delegation-revoked = Vertretung von { $principal } durch { $delegate } widerrufen: { $reason }
history-task-given = Aufgabe „{ $task }“ an { $to } gestellt
history-task-done = Aufgabe „{ $task }“ erledigt
history-task-open-again = Aufgabe „{ $task }“ wieder geöffnet
history-note-written = Notiz geschrieben
history-note-edited = Notiz neu geschrieben
circuit-sent-back-by = Zurückgegeben von { $name }, { $moment }: „{ $reason }“
