# Texter vum Beräich: circuit.
origin-signed = Vun enger Persoun am Circuit ënnerschriwwen
circuit = Circuit
circuit-absent = Dëst Dokument ass a kengem Circuit.
circuit-start = An de Circuit ginn…
circuit-start-text = „{ $title }“ geet duerch dës Schrëtt. All Handlung gëllt fir d’Versioun, déi Dir elo gesitt; eng nei Versioun léisst d’Accorden, déi scho gi goufen, nei ufänken.
circuit-started = De Circuit „{ $name }“ ass gestart.
circuit-rules-none = D’Prozedur gesäit kee Circuit fir dëst Dokument vir.
circuit-running = Leeft, gestart vun { $name }.
circuit-refused = Refuséiert vun { $name }, { $moment }.
circuit-withdrawn = Zréckgezunn vun { $name }, { $moment }.
circuit-cancelled = Annuléiert vun { $name }, { $moment }.
circuit-finished = Fäerdeg.
circuit-stuck = Ee Schrëtt ka kee méi maachen. Gitt en engem aneren.
circuit-past = { $count ->
    [one] Eng fréier Handlung
   *[other] { $count } fréier Handlungen
}
step-visa = Visa
step-opinion = Avis
step-approval = Genehmegung
step-signature = Ënnerschrëft
step-seal = Sigel
step-dispatch = Verschécken
step-done = Gemaach
step-due = Ze maachen
step-due-by = Ze maache bis { $day }
step-pending = Méi spéit
step-skipped = Ewechgelooss
step-by-for = { $name } p.d. { $principal }
step-version = Versioun { $number }
step-stage = Stuf { $number }
step-may-for = per Delegatioun vun { $name }
act-visa = Visa ginn
act-opinion = Avis ginn
act-opinion-text = Avis
act-approve = Genehmegen
act-dispatch = Verschécke festhalen
act-dispatch-text = Mam Dag vum Verschécke fänken d’Recoursfristen un.
act-refuse = Refuséieren…
act-refuse-text = De Circuit hält un a geet zréck un deen, deen e gestart huet.
act-refuse-of = „{ $title }“: De Circuit hält un a geet zréck un deen, deen e gestart huet.
act-send-back = Zréckschécken…
act-send-back-text = D’Schrëtt vun där Stuf un, déi Dir wielt, sinn nei ze maachen.
act-stage = Op wéi eng Stuf
act-hand-on = Weiderginn…
act-hand-on-text = De Schrëtt geet un eng aner Persoun, déi e maache kann.
act-to = U wien
act-skip = Ewechloossen…
act-withdraw = Aus dem Circuit huelen…
act-withdraw-text = D’Dokument verléisst de Circuit; wat gemaach gouf, bleift am Journal.
act-restart = Nei starten
act-reason = Grond
act-remark = Bemierkung
act-about = „{ $title }“: Virun Iech läit d’Versioun { $number }.
act-done = Am Circuit an am Journal festgehalen.
dispatch-way = Wee
dispatch-post = Post
dispatch-email = E-Mail
dispatch-counter = Um Guichet iwwerreecht
dispatch-platform = Plattform
dispatch-addressee = Destinataire
dispatch-day = Dag vum Verschécken
inbox = Agank
inbox-mine = Fir mech
inbox-delegated = Per Delegatioun
inbox-office = Fir mäi Service
inbox-tasks = Aufgaben
inbox-tasks-mine = Meng Aufgaben
inbox-tasks-office = Aufgabe vu mengem Service
inbox-tasks-given = Aufgaben, déi ech aneren opginn hunn
inbox-mentions = Erwänungen
inbox-waiting = Ech waarden op
inbox-returned = Refuséiert, zréck bei mir
inbox-stuck = Blockéiert: kee kann et fäerdeg maachen
inbox-to-do = Ze maachen
inbox-since = Zënter
inbox-due = Bis
inbox-why = Vu wiem a firwat
inbox-empty = Hei waart näischt
inbox-empty-text = Wat anerer Iech ginn, erschéngt hei.
task = Aufgab
tasks = Aufgaben
tasks-none = Keng Aufgaben.
task-add = Aufgab ginn
task-for = Fir
task-from = Vun { $name }, { $moment }
task-given = Aufgab un { $name } ginn.
task-is-done = „{ $title }“ ass gemaach.
task-reopened = „{ $title }“ ass erëm ze maachen.
task-overdue = ze spéit
notes = Notizen
notes-none = Keng Notizen.
note-add = Notiz schreiwen
note-edit = Notiz änneren
note-hint = @Numm erwäänt eng Persoun: d’Notiz erschéngt an hirem Agank.
note-kept = Notiz gespäichert.
note-unresolved = Notiz gespäichert; kee passt zu: { $names }.
note-earlier = { $count } fréier Versiounen
mention-seen = Gesinn
mention-is-seen = D’Erwänung ass als gesi markéiert.
absences = Absencen
absences-text = Wie fir wien handelt: All Handlung per Delegatioun dréit „p.d.“ a steet esou am Journal.
absences-none = Keng Delegatiounen
absences-none-text = Wann een absent ass, kann eng Delegatioun engem Kolleg erlaben ze handelen.
absence-add = Delegéieren
absence-add-text = D’Delegatioun gëllt vum éischte bis zum leschten Dag, fir alles, wat déi absent Persoun däerf.
absence-principal = Absent Persoun
absence-delegate = Wien handelt
absence-days = Deeg
absence-scope = Fir
absence-everything = Alles
absence-first = Éischten Dag
absence-last = Leschten Dag
absence-mandate = Mandat
absence-mandate-hint = D’Decisioun oder d’Notiz, op där d’Delegatioun berout.
absence-further = D’Persoun däerf weider delegéieren
absence-made = { $name } kann handelen.
absence-end = Ofschléissen…
absence-end-title = Delegatioun ofschléissen
absence-end-text = { $name } kann net méi per Delegatioun handelen.
absence-ended = D’Delegatioun ass eriwwer.
absence-revoked = Eriwwer
absence-in-force = A Kraaft
absence-not-in-force = Haut net a Kraaft
today = Haut
today-to-do = Ze maachen
today-steps = { $count ->
    [one] Schrëtt fir Iech
   *[other] Schrëtt fir Iech
  }
today-office = { $count ->
    [one] Schrëtt fir Äre Service
   *[other] Schrëtt fir Äre Service
  }
today-tasks = { $count ->
    [one] Aufgab
   *[other] Aufgaben
  }
today-mentions = { $count ->
    [one] Erwänung
   *[other] Erwänungen
  }
today-returned = { $count ->
    [one] Circuit zréck oder blockéiert
   *[other] Circuiten zréck oder blockéiert
  }
today-nothing = Näischt waart: alles ass gemaach.
today-deadlines = Fristen: iwwerfälleg an an den nächste 7 Deeg
today-no-deadline = Keng Frist ass iwwerfälleg oder an den nächste 7 Deeg fälleg.
today-recent = Rezent geännert
today-all-inbox = Agank
today-all-deadlines = All d’Fristen
today-all-dossiers = All d’Dossieren
today-drop = Dir kënnt Fichieren op all Säit an d’Fënster zéien: Greffe freet, a wéi en Dossier se gehéieren.
act-sign = Ënnerschreiwen…
sign-all = { $count ->
    [one] Ënnerschreiwe wat waart ({ $count })…
   *[other] Ënnerschreiwe wat waart ({ $count })…
  }
sign-title = Ënnerschreiwen
sign-explain = All Dokument gëtt mam Zertifikat vun enger natierlecher Persoun ënnerschriwwen, an der Versioun, déi Dir gesinn hutt. De Schlëssel gëtt nëmmen eemol opgemaach.
sign-what = { $count ->
    [one] Z’ënnerschreiwen
   *[other] Z’ënnerschreiwen ({ $count })
  }
sign-submit = { $count ->
    [one] Ënnerschreiwen
   *[other] { $count } Dokumenter ënnerschreiwen
  }
sign-progress = Gëtt ënnerschriwwen
sign-done = Resultat vun der Ënnerschrëft
sign-result = Ënnerschriwwen: { $signed }; refuséiert: { $refused }.
sign-before = Scho vun Iech ënnerschriwwen
history-circuit-started = Circuit „{ $circuit }“ fir „{ $title }“ gestart
history-circuit-step-done = Schrëtt „{ $step ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ (Stuf { $stage }) fir „{ $title }“ gemaach{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-circuit-refused = „{ $title }“ op der Stuf { $stage } refuséiert: { $reason }
history-circuit-sent-back = „{ $title }“ op d’Stuf { $to } zréckgeschéckt: { $reason }
history-circuit-substituted = Schrëtt „{ $step ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vu „{ $title }“ un { $to } ginn: { $reason }
history-circuit-step-skipped = Schrëtt „{ $step ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vu „{ $title }“ erausgelooss
history-circuit-withdrawn = Circuit vu „{ $title }“ zréckgezunn: { $reason }
history-circuit-cancelled = Circuit vu „{ $title }“ annuléiert: { $reason }
history-circuit-restarted = Circuit vu „{ $title }“ nei gestart
history-circuit-content-changed = Nei Versioun vu „{ $title }“: { $count } Schrëtt nach eng Kéier ze maachen
history-circuit-finished = Circuit „{ $circuit }“ vu „{ $title }“ fäerdeg
history-circuit-stuck = Circuit „{ $circuit }“ vu „{ $title }“: kee kann e méi fäerdeg maachen
history-document-signed = „{ $title }“ ënnerschriwwen, Versioun { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = Delegatioun vu { $principal } un { $delegate } vum { $first } bis den { $last }
history-delegation-revoked = Delegatioun vu { $principal } un { $delegate } zréckgezunn: { $reason }
history-task-given = Aufgab „{ $task }“ un { $to } ginn
history-task-done = Aufgab „{ $task }“ gemaach
history-task-open-again = Aufgab „{ $task }“ nei opgemaach
history-note-written = Notiz geschriwwen
history-note-edited = Notiz nei geschriwwen
circuit-sent-back-by = Zréckgeschéckt ({ $name }, { $moment }): „{ $reason }“
