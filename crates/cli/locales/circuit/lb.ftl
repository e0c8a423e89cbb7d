# Texter vum Beräich: circuit.
origin-signed = ënnerschriwwen
help-circuit = Circuiten: en Akt ronderëm schécken, Visa, Genehmegung, Refus, Ënnerschrëft, Verschécken
help-circuit-rules = Weist d’Circuiten, déi d’Prozedur fir en Dokument virgesäit
help-circuit-start = Gëtt en Dokument an e Circuit
help-circuit-show = Weist de Circuit vun engem Dokument
help-circuit-list = Weist d’Circuiten vun engem Dossier
help-circuit-approve = Gëtt Visa, Avis oder Genehmegung
help-circuit-dispatch = Notéiert, datt den Akt verschéckt gouf
help-circuit-refuse = Refuséiert: de Circuit hält op a kënnt bei dee zeréck, deen e gestart huet
help-circuit-send-back = Schéckt de Circuit op eng fréier Stuf zeréck
help-circuit-substitute = Gëtt e Schrëtt engem aneren
help-circuit-skip = Léisst e fräiwëllege Schrëtt eraus
help-circuit-withdraw = Zitt de Circuit zeréck (wien e gestart huet)
help-circuit-cancel = Annuléiert de Circuit (Administrateur)
help-circuit-restart = Start e refuséierten oder zeréckgezunnene Circuit nei
help-circuit-sign = Ënnerschreift Dokumenter mat Ärem Zertifikat, mat enger eenzeger Agab vum Code
help-delegation = Absence: wie fir wien handelt
help-delegation-list = Weist d’Delegatiounen, déi lafen an déi kommen
help-delegation-make = Gëtt engem eng Delegatioun
help-delegation-revoke = Zitt eng Delegatioun zeréck
help-task = Aufgaben: ginn, weisen, ofschléissen
help-task-add = Gëtt enger Persoun, enger Roll oder engem Büro eng Aufgab
help-task-list = Weist d’Aufgabe vun engem Dossier
help-task-done = Markéiert eng Aufgab als gemaach
help-task-open-again = Mécht eng Aufgab nei op
help-note = Notizen zu engem Dossier
help-note-add = Schreift eng Notiz; @Numm seet enger Persoun Bescheed
help-note-edit = Schreift déi eegen Notiz nei; fréier Fassunge bleiwen
help-note-list = Weist d’Notizen zu engem Dossier
help-note-seen = Notéiert, datt Dir eng Notiz gesinn hutt, déi Iech nennt
help-inbox = Weist, wat op Iech waart, a wourop Dir waart
arg-circuit-document = Dokument: Referenz vum Dossier an Nummer, zum Beispill 2026/RES/000001#2, oder seng Id
arg-circuit-seen = SHA-256 vun der Versioun, déi Dir gesinn hutt, oder op d’mannst hir éischt 8 Zifferen
arg-circuit-act-step = Nummer vum Schrëtt (soss deen, deen Dir maache kënnt)
arg-circuit-rule = Schlëssel vum Circuit an der Prozedur
arg-circuit-name = Numm vum Circuit
arg-circuit-new-step = Schrëtt vun Hand: Stuf:Zort:wien[:four-eyes][:optional][:within=3 working days]; wien ass person=NUMM, role=ROLL, office=CODE oder role=ROLL@CODE; méi wéi eemol méiglech
arg-circuit-opinion = Den Avis, oder eng Bemierkung
arg-circuit-reason = Firwat
arg-circuit-to-stage = Stuf, op déi de Circuit zeréckgeet
arg-circuit-heir = Persoun, déi de Schrëtt iwwerhëlt
arg-circuit-way = Wee vum Verschécken: post, email, counter oder platform
arg-circuit-on = Dag vum Verschécken, JJJJ-MM-DD (soss haut)
arg-circuit-addressee = Adressat
arg-circuit-to-sign = Dokumenter mat der Versioun, déi gesi gouf: DOKUMENT=DIGEST
arg-circuit-sign-place = Plaz vun der Ënnerschrëft
arg-delegation-past = Weist och déi, déi fäerdeg sinn
arg-delegation-to = Persoun, déi handelt
arg-delegation-for = Persoun, déi net do ass (soss Dir; fir anerer den Administrateur)
arg-delegation-from = Éischten Dag, JJJJ-MM-DD
arg-delegation-until = Leschten Dag, mat dran
arg-delegation-mandate = Decisioun oder Notiz, op där se berout
arg-delegation-office = Nëmme fir dëse Büro; méi wéi eemol méiglech
arg-delegation-procedure = Nëmme fir dës Prozedur; méi wéi eemol méiglech
arg-delegation-kind = Nëmme fir dës Zort Schrëtt: visa, opinion, approval, signature, seal oder dispatch; méi wéi eemol méiglech
arg-delegation-sub = D’Persoun däerf se weiderginn
arg-delegation-id = Kennung vun der Delegatioun
arg-task-title = Wat ze maachen ass
arg-task-for = Wien: en Numm, role=ROLL, office=CODE oder role=ROLL@CODE
arg-task-dossier = Dossier vun der Aufgab
arg-task-due = Dag, bis zu deem se ze maachen ass, JJJJ-MM-DD
arg-task-id = Kennung vun der Aufgab
arg-note-text = Text vun der Notiz, héchstens 10.000 Zeechen
arg-note-id = Kennung vun der Notiz
arg-inbox-limit = Héchst Zuel vun de Linne vun all Lëscht (100)
value-digest = DIGEST
value-step = SCHRËTT
value-way = WEE
value-day = DAG
value-who = WIEN
circuits-none = Kee Circuit.
circuit-signed = { $title }: Versioun { $version } ënnerschriwwen, { $level }{ $principal ->
    [none] .
   *[other] , p.d. { $principal }.
  }
circuit-signed-before = { $title }: vun Iech scho ënnerschriwwen, Versioun { $version }.
circuit-stuck-at = kee kann de Schrëtt „{ $kind }“ vun der Stuf { $stage } maachen
field-circuit = Circuit
field-circuit-starter = Gestart vun
field-circuit-version = Versioun
field-circuit-seen = SHA-256
field-circuit-reason = Grond
field-circuit-stuck = Blockéiert
column-circuit-stage = Stuf
column-circuit-step = Schrëtt
column-circuit-who = Wien
column-circuit-done = Gemaach
circuit-status-running = leeft
circuit-status-refused = refuséiert
circuit-status-withdrawn = zeréckgezunn
circuit-status-cancelled = annuléiert
circuit-status-finished = fäerdeg
circuit-step-pending = kënnt nach
circuit-step-due = ze maachen
circuit-step-done = gemaach
circuit-step-skipped = erausgelooss
circuit-kind-visa = Visa
circuit-kind-opinion = Avis
circuit-kind-approval = Genehmegung
circuit-kind-signature = Ënnerschrëft
circuit-kind-seal = Sigel
circuit-kind-dispatch = Verschécken
circuit-role-agent = Agent
circuit-role-signatory = Signataire
circuit-role-clerk = Greffier
circuit-role-auditor = Auditeur
circuit-role-administrator = Administrateur
delegations-none = Keng Delegatioun.
delegation-line = { $delegate } handelt fir { $principal } vum { $first } bis den { $last }
delegation-line-revoked = { $delegate } huet fir { $principal } vum { $first } bis den { $last } gehandelt; zeréckgezunn
tasks-none = Keng Aufgab.
notes-none = Keng Notiz.
note-unresolved = Kee heescht esou, oder méi Leit heeschen esou: { $names }
inbox-empty = Näischt waart op Iech.
inbox-mine = Fir Iech ze maachen ({ $count })
inbox-delegated = Per Delegatioun ze maachen ({ $count })
inbox-office = Fir Äre Büro ({ $count })
inbox-waiting = Dir waart op ({ $count })
inbox-returned = Refuséiert, erëm bei Iech ({ $count })
inbox-stuck = Circuiten, déi kee fäerdeg maache kann ({ $count })
inbox-tasks = Är Aufgaben ({ $count })
inbox-office-tasks = Aufgabe vun Ärem Büro ({ $count })
inbox-given-tasks = Aufgaben, déi Dir ginn hutt ({ $count })
inbox-mentions = Notizen, déi Iech nennen ({ $count })
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
history-circuit-sent-back = „{ $title }“ op d’Stuf { $to } zeréckgeschéckt: { $reason }
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
history-circuit-withdrawn = Circuit vu „{ $title }“ zeréckgezunn: { $reason }
history-circuit-cancelled = Circuit vu „{ $title }“ annuléiert: { $reason }
history-circuit-restarted = Circuit vu „{ $title }“ nei gestart
history-circuit-content-changed = nei Versioun vu „{ $title }“: { $count } Schrëtt nach eng Kéier ze maachen
history-circuit-finished = Circuit „{ $circuit }“ vu „{ $title }“ fäerdeg
history-circuit-stuck = Circuit „{ $circuit }“ vu „{ $title }“: kee kann e méi fäerdeg maachen
history-document-signed = „{ $title }“ ënnerschriwwen, Versioun { $version }{ $for ->
    [none] {""}
   *[other] , p.d. { $for }
  }
history-delegation-made = Delegatioun vu { $principal } un { $delegate } vum { $first } bis den { $last }
history-delegation-revoked = Delegatioun vu { $principal } un { $delegate } zeréckgezunn: { $reason }
history-task-given = Aufgab „{ $task }“ un { $to } ginn
history-task-done = Aufgab „{ $task }“ gemaach
history-task-open-again = Aufgab „{ $task }“ nei opgemaach
history-note-written = Notiz geschriwwen
history-note-edited = Notiz nei geschriwwen
inbox-sent-back = Zréckgeschéckt ({ $name }): „{ $reason }“
