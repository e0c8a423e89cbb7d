# Texte des Bereichs: circuit.
origin-signed = unterschrieben
help-circuit = Umläufe: einen Akt umlaufen lassen, Sichtvermerk, Genehmigung, Ablehnung, Unterschrift, Versand
help-circuit-rules = Zeigt die Umläufe, die das Verfahren für ein Dokument vorsieht
help-circuit-start = Gibt ein Dokument in einen Umlauf
help-circuit-show = Zeigt den Umlauf eines Dokuments
help-circuit-list = Zeigt die Umläufe eines Dossiers
help-circuit-approve = Gibt Sichtvermerk, Stellungnahme oder Genehmigung
help-circuit-dispatch = Vermerkt, dass der Akt versandt wurde
help-circuit-refuse = Lehnt ab: Der Umlauf hält an und kommt zu der Person zurück, die ihn begonnen hat
help-circuit-send-back = Schickt den Umlauf auf eine frühere Stufe zurück
help-circuit-substitute = Gibt einen Schritt jemand anderem
help-circuit-skip = Lässt einen freiwilligen Schritt aus
help-circuit-withdraw = Zieht den Umlauf zurück (wer ihn begonnen hat)
help-circuit-cancel = Bricht den Umlauf ab (Administration)
help-circuit-restart = Beginnt einen abgelehnten oder zurückgezogenen Umlauf neu
help-circuit-sign = Unterschreibt Dokumente mit Ihrem Zertifikat, mit einer einzigen Eingabe des Codes
help-delegation = Abwesenheit: wer wen vertritt
help-delegation-list = Zeigt die laufenden und kommenden Vertretungen
help-delegation-make = Lässt sich durch jemanden vertreten
help-delegation-revoke = Widerruft eine Vertretung
help-task = Aufgaben: stellen, zeigen, abschließen
help-task-add = Stellt einer Person, Rolle oder Dienststelle eine Aufgabe
help-task-list = Zeigt die Aufgaben eines Dossiers
help-task-done = Merkt eine Aufgabe als erledigt vor
help-task-open-again = Öffnet eine Aufgabe wieder
help-note = Notizen zu einem Dossier
help-note-add = Schreibt eine Notiz; @Name benachrichtigt eine Person
help-note-edit = Schreibt die eigene Notiz neu; frühere Fassungen bleiben
help-note-list = Zeigt die Notizen zu einem Dossier
help-note-seen = Vermerkt, dass Sie eine Notiz gesehen haben, die Sie nennt
help-inbox = Zeigt, was auf Sie wartet, und worauf Sie warten
arg-circuit-document = Dokument: Aktenzeichen und Nummer, zum Beispiel 2026/RES/000001#2, oder seine Id
arg-circuit-seen = SHA-256 der Version, die Sie gesehen haben, oder mindestens ihre ersten 8 Ziffern
arg-circuit-act-step = Nummer des Schritts (sonst der, den Sie tun können)
arg-circuit-rule = Schlüssel des Umlaufs im Verfahren
arg-circuit-name = Name des Umlaufs
arg-circuit-new-step = Schritt von Hand: Stufe:Art:wer[:four-eyes][:optional][:within=3 working days]; wer ist person=NAME, role=ROLLE, office=CODE oder role=ROLLE@CODE; mehrfach möglich
arg-circuit-opinion = Die Stellungnahme, oder eine Bemerkung
arg-circuit-reason = Warum
arg-circuit-to-stage = Stufe, auf die der Umlauf zurückgeht
arg-circuit-heir = Person, die den Schritt übernimmt
arg-circuit-way = Weg des Versands: post, email, counter oder platform
arg-circuit-on = Tag des Versands, JJJJ-MM-TT (sonst heute)
arg-circuit-addressee = Empfänger
arg-circuit-to-sign = Dokumente mit der gesehenen Version: DOKUMENT=PRÜFSUMME
arg-circuit-sign-place = Ort der Unterschrift
arg-delegation-past = Zeigt auch die beendeten
arg-delegation-to = Person, die vertritt
arg-delegation-for = Person, die abwesend ist (sonst Sie; für andere die Administration)
arg-delegation-from = Erster Tag, JJJJ-MM-TT
arg-delegation-until = Letzter Tag, eingeschlossen
arg-delegation-mandate = Entscheidung oder Vermerk, auf dem sie beruht
arg-delegation-office = Nur für diese Dienststelle; mehrfach möglich
arg-delegation-procedure = Nur für dieses Verfahren; mehrfach möglich
arg-delegation-kind = Nur für diese Art von Schritt: visa, opinion, approval, signature, seal oder dispatch; mehrfach möglich
arg-delegation-sub = Die Person darf sie weitergeben
arg-delegation-id = Kennung der Vertretung
arg-task-title = Was zu tun ist
arg-task-for = Wer: ein Name, role=ROLLE, office=CODE oder role=ROLLE@CODE
arg-task-dossier = Dossier der Aufgabe
arg-task-due = Tag, bis zu dem sie zu tun ist, JJJJ-MM-TT
arg-task-id = Kennung der Aufgabe
arg-note-text = Text der Notiz, höchstens 10.000 Zeichen
arg-note-id = Kennung der Notiz
arg-inbox-limit = Höchste Zahl der Zeilen jeder Liste (100)
value-digest = PRÜFSUMME
value-step = SCHRITT
value-way = WEG
value-day = TAG
value-who = WER
circuits-none = Kein Umlauf.
circuit-signed = { $title }: Version { $version } unterschrieben, { $level }{ $principal ->
    [none] .
   *[other] , i. A. { $principal }.
  }
circuit-signed-before = { $title }: von Ihnen schon unterschrieben, Version { $version }.
circuit-stuck-at = niemand kann den Schritt „{ $kind }“ der Stufe { $stage } tun
field-circuit = Umlauf
field-circuit-starter = Begonnen von
field-circuit-version = Version
field-circuit-seen = SHA-256
field-circuit-reason = Grund
field-circuit-stuck = Blockiert
column-circuit-stage = Stufe
column-circuit-step = Schritt
column-circuit-who = Wer
column-circuit-done = Getan
circuit-status-running = läuft
circuit-status-refused = abgelehnt
circuit-status-withdrawn = zurückgezogen
circuit-status-cancelled = abgebrochen
circuit-status-finished = beendet
circuit-step-pending = kommt noch
circuit-step-due = zu tun
circuit-step-done = getan
circuit-step-skipped = ausgelassen
circuit-kind-visa = Sichtvermerk
circuit-kind-opinion = Stellungnahme
circuit-kind-approval = Genehmigung
circuit-kind-signature = Unterschrift
circuit-kind-seal = Siegel
circuit-kind-dispatch = Versand
circuit-role-agent = Sachbearbeitung
circuit-role-signatory = Unterzeichnung
circuit-role-clerk = Greffe
circuit-role-auditor = Prüfung
circuit-role-administrator = Administration
delegations-none = Keine Vertretung.
delegation-line = { $delegate } vertritt { $principal } vom { $first } bis { $last }
delegation-line-revoked = { $delegate } vertrat { $principal } vom { $first } bis { $last }; widerrufen
tasks-none = Keine Aufgabe.
notes-none = Keine Notiz.
note-unresolved = Niemand heißt so, oder mehrere heißen so: { $names }
inbox-empty = Nichts wartet auf Sie.
inbox-mine = Für Sie zu tun ({ $count })
inbox-delegated = In Vertretung zu tun ({ $count })
inbox-office = Für Ihre Dienststelle ({ $count })
inbox-waiting = Sie warten auf ({ $count })
inbox-returned = Abgelehnt, wieder bei Ihnen ({ $count })
inbox-stuck = Umläufe, die niemand beenden kann ({ $count })
inbox-tasks = Ihre Aufgaben ({ $count })
inbox-office-tasks = Aufgaben Ihrer Dienststelle ({ $count })
inbox-given-tasks = Aufgaben, die Sie gestellt haben ({ $count })
inbox-mentions = Notizen, die Sie nennen ({ $count })
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
   *[other] , i. A. { $for }
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
history-circuit-content-changed = neue Version von „{ $title }“: { $count } Schritte noch einmal zu tun
history-circuit-finished = Umlauf „{ $circuit }“ von „{ $title }“ beendet
history-circuit-stuck = Umlauf „{ $circuit }“ von „{ $title }“: niemand kann ihn mehr beenden
history-document-signed = „{ $title }“ unterschrieben, Version { $version }{ $for ->
    [none] {""}
   *[other] , i. A. { $for }
  }
history-delegation-made = Vertretung von { $principal } durch { $delegate } vom { $first } bis { $last }
history-delegation-revoked = Vertretung von { $principal } durch { $delegate } widerrufen: { $reason }
history-task-given = Aufgabe „{ $task }“ an { $to } gestellt
history-task-done = Aufgabe „{ $task }“ erledigt
history-task-open-again = Aufgabe „{ $task }“ wieder geöffnet
history-note-written = Notiz geschrieben
history-note-edited = Notiz neu geschrieben
inbox-sent-back = Zurückgegeben von { $name }: „{ $reason }“
