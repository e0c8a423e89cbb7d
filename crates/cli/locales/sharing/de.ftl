# Was Arbeitsplätze teilen.
help-conflicts = Zeigt nebeneinander, was auf zwei Arbeitsplätzen verschieden geändert wurde
help-conflict = Entscheidet, was auf zwei Arbeitsplätzen verschieden geändert wurde
help-conflict-decide = Entscheidet einen Konflikt; beide Texte bleiben im Journal
arg-conflict = Nummer des Konflikts
arg-mine = Behält alles wie auf diesem Arbeitsplatz
arg-theirs = Übernimmt alles wie auf der Plattform
arg-choose = Für ein Feld: FELD=mine, FELD=theirs oder FELD=text:…; mehrmals möglich
conflicts-none = Nichts wartet auf eine Entscheidung.
conflict-line = Nr. { $number }: { $kind } „{ $label }“ { $reference }, seit { $at }
conflict-deleted-mine = Hier gelöscht und anderswo geändert: bei der Löschung bleiben (--mine) oder zurücknehmen (--theirs).
conflict-deleted-theirs = Hier geändert und anderswo gelöscht: behalten (--mine) oder aufgeben (--theirs).
conflict-decided = Konflikt Nr. { $number } ist entschieden; er geht mit der nächsten Synchronisation hinaus.
conflict-open = Konflikt Nr. { $number } ist noch nicht entschieden: etwas davon bleibt.
column-field = Feld
column-before = Vorher
column-here = Hier
column-platform = Auf der Plattform
sync-shared = { $count ->
    [one] Eine Änderung geteilt
   *[other] { $count } Änderungen geteilt
 }
sync-received = { $count ->
    [one] Ein Datensatz kam von anderen Arbeitsplätzen
   *[other] { $count } Datensätze kamen von anderen Arbeitsplätzen
 }
sync-contents-awaited = { $count ->
    [one] Eine Datei ist noch nicht gekommen
   *[other] { $count } Dateien sind noch nicht gekommen
 }
sync-conflicts = { $count ->
    [one] Ein Konflikt wartet: greffe conflicts
   *[other] { $count } Konflikte warten: greffe conflicts
 }
sync-records-parked = { $count ->
    [one] Eine Änderung wurde abgelehnt: greffe outbox
   *[other] { $count } Änderungen wurden abgelehnt: greffe outbox
 }
records-waiting = { $count ->
    [one] Eine Änderung wartet darauf, geteilt zu werden
   *[other] { $count } Änderungen warten darauf, geteilt zu werden
 }
record-refused = Abgelehnt: { $kind } „{ $label }“ [{ $code }] { $operation }
record-not-taken = Gekommen und nicht zu zeigen: { $kind } „{ $label }“ [{ $code }]
record-person = Person
record-delegation = Vertretung
record-classification = Aktenplan
record-procedure-version = Verfahren
record-letter-template = Briefvorlage
record-contact = Kontakt
record-dossier = Dossier
record-dossier-access = Zugang zu einem Dossier
record-dossier-link = Verbindung zwischen Dossiers
record-dossier-procedure = Verfahren eines Dossiers
record-dossier-day = Tag eines Dossiers
record-tag = Schlagwort
record-party = Beteiligter
record-document = Dokument
record-version = Version
record-letter = Brief
record-circuit = Umlauf
record-deadline = Frist
record-deadline-change = Änderung einer Frist
record-forwarding = Weiterleitung
record-task = Aufgabe
record-note = Notiz
record-note-text = Text einer Notiz
record-mention = Erwähnung
value-decision = FELD=WAHL
sync-offered-again = { $count ->
    [one] Die Plattform wurde wiederhergestellt und hatte ein Original verloren; es wird erneut gesendet
   *[other] Die Plattform wurde wiederhergestellt und hatte { $count } Originale verloren; sie werden erneut gesendet
 }
