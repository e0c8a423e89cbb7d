# Verfahren, Fristen, Feiertage, Weiterleitung.
history-procedure-imported = Verfahren „{ $procedure }“ importiert
history-procedure-migrated = Verfahren „{ $procedure }“: Version { $from } wurde { $to } ({ $reason })
history-holidays-imported = Feiertage aus { $file } übernommen; verschobene Fristen: { $moved }
history-dossier-day-set = { $event ->
        [received] Antrag eingegangen
        [complete] Dossier vollständig
        [notified] Entscheidung zugestellt
       *[other] { $event }
    } am { $day } (andere Behörde: { $authority })
history-dossier-day-corrected = { $event ->
        [received] Antrag eingegangen
        [complete] Dossier vollständig
        [notified] Entscheidung zugestellt
       *[other] { $event }
    }: { $before } berichtigt auf { $day } (andere Behörde: { $authority }); { $reason }
history-deadline-started = Frist „{ $deadline }“ begonnen am { $day }, bis { $due }
history-deadline-corrected = Frist „{ $deadline }“ ab dem { $day } gezählt: { $before } wurde { $due } ({ $reason })
history-deadline-recomputed = Frist „{ $deadline }“: { $before } wurde { $due } (Feiertage)
history-deadline-suspended = Frist „{ $deadline }“ am { $day } ausgesetzt ({ $reason })
history-deadline-resumed = Frist „{ $deadline }“ am { $day } fortgesetzt, bis { $due } ({ $reason })
history-deadline-extended = Frist „{ $deadline }“ um { $length } verlängert: { $before } wurde { $due } ({ $reason })
history-deadline-kept = Frist „{ $deadline }“ am { $day } eingehalten (Ende: { $due })
history-deadline-cancelled = Frist „{ $deadline }“ aufgehoben ({ $reason })
history-deadline-reopened = Frist „{ $deadline }“ wieder geöffnet, bis { $due } ({ $reason })
history-deadline-assigned = Frist „{ $deadline }“ wird von { $person } überwacht ({ $office })
history-deadline-reminder-shown = Erinnerung gezeigt: „{ $deadline }“, { $lead } vorher
history-request-forwarded = Antrag vom { $received } am { $day } an { $authority } weitergeleitet ({ $reason })
deadline = Frist
deadlines = Fristen
deadlines-text = Was überfällig ist und was bald fällig wird, über alle Dossiers, die Sie sehen dürfen.
deadlines-none = Keine Frist.
deadlines-empty = Keine Frist hier
deadlines-empty-text = Fristen beginnen mit den Dossiers, nach ihrem Verfahren.
deadlines-which = Welche
deadlines-soon = Fällig in den nächsten 30 Tagen
deadlines-overdue = Überfällig
deadlines-all = Alle laufenden
deadlines-suspended = Ausgesetzt
deadlines-kept = Eingehalten
deadlines-late = Verspätet erledigt
deadlines-every-office = Alle Dienststellen
deadline-office = Dienststelle
deadline-last-day = Letzter Tag
deadline-running-state = Läuft
deadline-suspended-state = Ausgesetzt
deadline-overdue-state = Überfällig
deadline-passed-state = Abgelaufen
deadline-kept-state = Eingehalten
deadline-kept-late-state = Verspätet erledigt
deadline-cancelled-state = Aufgehoben
deadline-today = Das ist heute.
deadline-days-left = { $count ->
    [one] Noch ein Tag.
   *[other] Noch { $count } Tage.
  }
deadline-days-over = { $count ->
    [one] Einen Tag überfällig.
   *[other] { $count } Tage überfällig.
  }
deadline-counts = { $length } seit: { $event }, { $day }
deadline-history = { $count ->
    [one] { $count } Ereignis
   *[other] { $count } Ereignisse
  }
deadline-was-started = Begonnen
deadline-was-corrected = Tag berichtigt
deadline-was-suspended = Ausgesetzt
deadline-was-resumed = Fortgesetzt
deadline-was-extended = Verlängert
deadline-was-kept = Eingehalten
deadline-was-cancelled = Aufgehoben
deadline-was-reopened = Wieder eröffnet
deadline-add = Frist hinzufügen
deadline-add-text = Eine Frist, die das Verfahren nicht vorsieht. Der Tag des Ereignisses zählt nicht.
deadline-added = Die Frist läuft.
deadline-name = Name der Frist
deadline-from = Tag des Ereignisses
deadline-length = Dauer
deadline-effect = Was ihr Ende bedeutet
deadline-basis = Rechtsgrundlage oder Grund
deadline-on = Tag
deadline-by = Um wie viel
deadline-elsewhere = Bei einer anderen Behörde
deadline-elsewhere-hint = Anderswo rechtzeitig gilt als eingehalten (großherzogliche Verordnung vom 8. Juni 1979, Art. 2).
deadline-changed = Das ist vermerkt.
deadline-suspend = Aussetzen…
deadline-suspend-text = „{ $name }“ läuft ab dem Tag nach dem angegebenen nicht mehr.
deadline-resume = Fortsetzen…
deadline-resume-text = Was von „{ $name }“ übrig war, läuft ab dem Tag nach dem angegebenen.
deadline-extend = Verlängern…
deadline-extend-text = „{ $name }“ bekommt einen späteren letzten Tag.
deadline-keep = Als eingehalten vermerken…
deadline-keep-text = Was „{ $name }“ verlangte, wurde am angegebenen Tag getan.
deadline-cancel = Frist aufheben…
deadline-cancel-text = „{ $name }“ zählt nicht mehr.
deadline-reopen = Wieder eröffnen…
deadline-reopen-text = „{ $name }“ läuft wieder, als wäre nichts erledigt.
effect-none = Keine gesetzliche Folge
effect-silence-refusal = Schweigen gilt als Ablehnung
effect-silence-agreement = Schweigen gilt als Zustimmung
effect-appeal-ends = Kein Rechtsbehelf mehr möglich
effect-hearing-ends = Die Partei kann nicht mehr Stellung nehmen
length-unit = Einheit
length-unreadable = Die Dauer muss eine ganze Zahl ab 1 sein.
unit-days = Tage
unit-working-days = Arbeitstage
unit-weeks = Wochen
unit-months = Monate
unit-years = Jahre
length-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
  }
length-working-days = { $count ->
    [one] { $count } Arbeitstag
   *[other] { $count } Arbeitstage
  }
length-weeks = { $count ->
    [one] { $count } Woche
   *[other] { $count } Wochen
  }
length-months = { $count ->
    [one] { $count } Monat
   *[other] { $count } Monate
  }
length-years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
  }
day-received = Antrag eingegangen
day-complete = Dossier vollständig
day-notified = Entscheidung zugestellt
day-manual = Von einer Person bestimmter Tag
day-state = Beginn des Zustands „{ $state }“
day-first-at = zuerst bei { $authority }
day-set = Tag festlegen oder berichtigen…
day-set-text = Die Fristen des Verfahrens zählen ab diesen Tagen. Bei einer Berichtigung behält das Journal den alten Tag.
day-set-confirm = Tag festlegen
day-is-set = Der Tag steht; die Fristen sind neu berechnet.
day-event = Was geschah
day-first = Zuerst bei einer anderen Behörde eingegangen
day-first-hint = Der dortige Tag gilt (großherzogliche Verordnung vom 8. Juni 1979, Art. 2).
forward = An die zuständige Behörde weiterleiten…
forward-text = Der Antrag wird weitergeleitet, der Antragsteller erfährt es per Schreiben, die Fristen hier werden aufgehoben und das Dossier geschlossen. Der Eingangstag bleibt dem Antragsteller erhalten.
forward-confirm = Weiterleiten und schließen
forward-reason = Warum sie zuständig ist
forward-authority = Zuständige Behörde
forward-authority-hint = Das Verzeichnis schlägt beim Tippen Namen vor; ein anderer Name ist möglich.
forward-found = Im Verzeichnis gefunden
forward-address = Anschrift der Behörde
forward-applicant = Anschrift des Antragstellers
forward-applicant-hint = Nur wenn das Verzeichnis keine hat.
forward-done = Der Antrag ist an { $authority } weitergeleitet; das Schreiben ist fertig.
forwarded-to = An { $authority } weitergeleitet am { $day }
forwarded-letter = Schreiben an den Antragsteller
reminders-said = { $count ->
    [one] Erinnerung: „{ $name }“ ({ $reference }), letzter Tag { $day }.
   *[other] { $count } Erinnerungen an Fristen; die erste: „{ $name }“ ({ $reference }), letzter Tag { $day }.
  }
reminders-next = Öffnen Sie „Fristen“, um alle zu sehen.
pages-turn = Seiten der Liste
pages-before = Vorherige
pages-after = Nächste
pages-number = Seite { $number }
procedures = Verfahren
procedures-text = Was jede Art von Dossier vorsieht. Ein Dossier behält die Version, mit der es begann.
procedures-open = Verfahren öffnen
procedure-import = Verfahren importieren…
procedure-import-now = Importieren
procedure-imported = Das Verfahren „{ $name }“ ist importiert: Neue Dossiers erhalten es.
procedure-checked = Prüfung von „{ $name }“
procedure-good = „{ $name }“ enthält keinen Fehler.
procedure-faults = { $count ->
    [one] Ein Fehler: die Datei kann nicht importiert werden.
   *[other] { $count } Fehler: die Datei kann nicht importiert werden.
  }
procedure-remarks = Hinweise für diesen Arbeitsplatz
procedure-unused = Noch nicht verwendet
procedure-own = Importiert
procedure-current = gültig
procedure-states = Zustände
procedure-may-close = Das Dossier kann hier geschlossen werden.
procedure-documents = Dokumente
procedure-required = erforderlich
procedure-act = Akt
procedure-circuits = Umläufe
procedure-four-eyes = Vier-Augen-Prinzip
procedure-deadlines = Fristen
procedure-letters = Schreiben
procedure-retention = Aufbewahrung
procedure-kept = { $count ->
    [one] Ein Jahr nach dem Schließen.
   *[other] { $count } Jahre nach dem Schließen.
  }
fate-is-keep = Danach Abgabe an das Archiv.
fate-is-sample = Danach eine Auswahl an das Archiv, der Rest vernichtet.
fate-is-destroy = Danach Vernichtung.
holidays = Feiertage
holidays-year = Jahr
holidays-own = der Verwaltung
holidays-import = Feiertage importieren…
holidays-remove = Die der Verwaltung entfernen
holidays-remove-text = Laufende Fristen werden ohne diese Tage neu berechnet.
holidays-taken = Die Feiertage sind gespeichert; verschobene Fristen: { $count }.
deadline-watched-by = Überwacht von { $who }
deadline-assign = Übertragen…
deadline-assign-title = Frist übertragen
deadline-assign-text = Wer „{ $name }“ überwacht, erhält die Erinnerungen und findet die Frist unter den eigenen.
deadline-who = Zuständige Person
deadline-nobody = Niemand Bestimmtes
deadline-office-hint = Das Kürzel der Dienststelle; leer: sie bleibt, wie sie ist.
deadline-assigned = Die Frist ist übertragen.
