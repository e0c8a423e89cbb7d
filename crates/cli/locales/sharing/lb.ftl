# Wat Poste mateneen deelen.
help-conflicts = Weist niewenteneen, wat op zwee Posten anescht geännert gouf
help-conflict = Entscheet, wat op zwee Posten anescht geännert gouf
help-conflict-decide = Entscheet e Konflikt; béid Texter bleiwen am Journal
arg-conflict = Nummer vum Konflikt
arg-mine = Hält alles wéi op dësem Poste
arg-theirs = Hëlt alles wéi op der Plattform
arg-choose = Fir ee Feld: FELD=mine, FELD=theirs oder FELD=text:…; méi dacks méiglech
conflicts-none = Näischt waart op eng Entscheedung.
conflict-line = Nr. { $number }: { $kind } „{ $label }“ { $reference }, zënter { $at }
conflict-deleted-mine = Hei geläscht an anzwousch anescht geännert: beim Läsche bleiwen (--mine) oder zréckhuelen (--theirs).
conflict-deleted-theirs = Hei geännert an anzwousch anescht geläscht: behalen (--mine) oder opginn (--theirs).
conflict-decided = De Konflikt Nr. { $number } ass entscheet; e geet mat der nächster Synchronisatioun eraus.
conflict-open = De Konflikt Nr. { $number } ass nach net entscheet: et bleift eppes dovun.
column-field = Feld
column-before = Virdrun
column-here = Hei
column-platform = Op der Plattform
sync-shared = { $count ->
    [one] Eng Ännerung gedeelt
   *[other] { $count } Ännerunge gedeelt
 }
sync-received = { $count ->
    [one] En Datesaz koum vun anere Posten
   *[other] { $count } Datesätz koumen vun anere Posten
 }
sync-contents-awaited = { $count ->
    [one] Ee Fichier ass nach net komm
   *[other] { $count } Fichiere sinn nach net komm
 }
sync-conflicts = { $count ->
    [one] E Konflikt waart: greffe conflicts
   *[other] { $count } Konflikter waarden: greffe conflicts
 }
sync-records-parked = { $count ->
    [one] Eng Ännerung gouf refuséiert: greffe outbox
   *[other] { $count } Ännerunge goufe refuséiert: greffe outbox
 }
records-waiting = { $count ->
    [one] Eng Ännerung waart drop, gedeelt ze ginn
   *[other] { $count } Ännerunge waarden drop, gedeelt ze ginn
 }
record-refused = Refuséiert: { $kind } „{ $label }“ [{ $code }] { $operation }
record-not-taken = Komm an net ze weisen: { $kind } „{ $label }“ [{ $code }]
record-person = Persoun
record-delegation = Delegatioun
record-classification = Klassement
record-procedure-version = Prozedur
record-letter-template = Bréifvirlag
record-contact = Kontakt
record-dossier = Dossier
record-dossier-access = Zougang zu engem Dossier
record-dossier-link = Verbindung tëscht Dossieren
record-dossier-procedure = Prozedur vun engem Dossier
record-dossier-day = Dag vun engem Dossier
record-tag = Schlagwuert
record-party = Partei
record-document = Dokument
record-version = Versioun
record-letter = Bréif
record-circuit = Circuit
record-deadline = Frist
record-deadline-change = Ännerung vun enger Frist
record-forwarding = Weiderleedung
record-task = Aufgab
record-note = Notiz
record-note-text = Text vun enger Notiz
record-mention = Ernimmung
value-decision = FELD=WIEL
sync-offered-again = { $count ->
    [one] D’Plattform gouf restauréiert an hat een Original verluer; e gëtt nach eng Kéier geschéckt
   *[other] D’Plattform gouf restauréiert an hat { $count } Originaler verluer; si ginn nach eng Kéier geschéckt
 }
