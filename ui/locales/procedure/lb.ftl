# Prozeduren, Delaien, Feierdeeg, Weidergoen.
history-procedure-imported = Prozedur „{ $procedure }“ importéiert
history-procedure-migrated = Prozedur „{ $procedure }“: Versioun { $from } gouf { $to } ({ $reason })
history-holidays-imported = Feierdeeg aus { $file } iwwerholl; verréckelt Fristen: { $moved }
history-dossier-day-set = { $event ->
        [received] Ufro ukomm
        [complete] Dossier komplett
        [notified] Decisioun zougestallt
       *[other] { $event }
    } den { $day } (aner Autoritéit: { $authority })
history-dossier-day-corrected = { $event ->
        [received] Ufro ukomm
        [complete] Dossier komplett
        [notified] Decisioun zougestallt
       *[other] { $event }
    }: { $before } verbessert op { $day } (aner Autoritéit: { $authority }); { $reason }
history-deadline-started = Frist „{ $deadline }“ ugefaangen den { $day }, bis den { $due }
history-deadline-corrected = Frist „{ $deadline }“ vum { $day } u gezielt: { $before } gouf { $due } ({ $reason })
history-deadline-recomputed = Frist „{ $deadline }“: { $before } gouf { $due } (Feierdeeg)
history-deadline-suspended = Frist „{ $deadline }“ den { $day } suspendéiert ({ $reason })
history-deadline-resumed = Frist „{ $deadline }“ den { $day } weidergelaf, bis den { $due } ({ $reason })
history-deadline-extended = Frist „{ $deadline }“ ëm { $length } verlängert: { $before } gouf { $due } ({ $reason })
history-deadline-kept = Frist „{ $deadline }“ den { $day } agehalen (Enn: { $due })
history-deadline-cancelled = Frist „{ $deadline }“ opgehuewen ({ $reason })
history-deadline-reopened = Frist „{ $deadline }“ nees opgemaach, bis den { $due } ({ $reason })
history-deadline-assigned = Frist „{ $deadline }“ vun { $person } iwwerwaacht ({ $office })
history-deadline-reminder-shown = Erënnerung gewisen: „{ $deadline }“, { $lead } virdrun
history-request-forwarded = Ufro vum { $received } den { $day } un { $authority } weiderginn ({ $reason })
deadline = Frist
deadlines = Fristen
deadlines-text = Wat iwwerfälleg ass a wat geschwënn fälleg gëtt, iwwer all Dossieren, déi Dir däerft gesinn.
deadlines-none = Keng Frist.
deadlines-empty = Keng Frist hei
deadlines-empty-text = Friste fänke mat den Dossieren un, no hirer Prozedur.
deadlines-which = Wéi eng
deadlines-soon = Fälleg an den nächsten 30 Deeg
deadlines-overdue = Iwwerfälleg
deadlines-all = All déi, déi lafen
deadlines-suspended = Ausgesat
deadlines-kept = Agehalen
deadlines-late = Ze spéit gemaach
deadlines-every-office = All Servicer
deadline-office = Service
deadline-last-day = Leschten Dag
deadline-running-state = Leeft
deadline-suspended-state = Ausgesat
deadline-overdue-state = Iwwerfälleg
deadline-passed-state = Ofgelaf
deadline-kept-state = Agehalen
deadline-kept-late-state = Ze spéit gemaach
deadline-cancelled-state = Opgehuewen
deadline-today = Dat ass haut.
deadline-days-left = { $count ->
    [one] Nach een Dag.
   *[other] Nach { $count } Deeg.
  }
deadline-days-over = { $count ->
    [one] Een Dag iwwerfälleg.
   *[other] { $count } Deeg iwwerfälleg.
  }
deadline-counts = { $length } zënter: { $event }, { $day }
deadline-history = { $count ->
    [one] { $count } Evenement
   *[other] { $count } Evenementer
  }
deadline-was-started = Ugefaangen
deadline-was-corrected = Dag korrigéiert
deadline-was-suspended = Ausgesat
deadline-was-resumed = Weidergelaf
deadline-was-extended = Verlängert
deadline-was-kept = Agehalen
deadline-was-cancelled = Opgehuewen
deadline-was-reopened = Nei opgemaach
deadline-add = Frist derbäisetzen
deadline-add-text = Eng Frist, déi d’Prozedur net virgesäit. Den Dag vum Evenement zielt net.
deadline-added = D’Frist leeft.
deadline-name = Numm vun der Frist
deadline-from = Dag vum Evenement
deadline-length = Dauer
deadline-effect = Wat hiert Enn bedeit
deadline-basis = Rechtsgrondlag oder Grond
deadline-on = Dag
deadline-by = Ëm wéi vill
deadline-elsewhere = Bei enger anerer Autoritéit
deadline-elsewhere-hint = Anzwousch anescht zäitlech agehale gëllt als agehalen (groussherzoglecht Reglement vum 8. Juni 1979, Art. 2).
deadline-changed = Dat ass notéiert.
deadline-suspend = Aussetzen…
deadline-suspend-text = „{ $name }“ leeft vum Dag no deem uginnen un net méi.
deadline-resume = Weiderlafe loossen…
deadline-resume-text = Wat vun „{ $name }“ iwwreg war, leeft vum Dag no deem uginnen un.
deadline-extend = Verlängeren…
deadline-extend-text = „{ $name }“ kritt e méi spéide leschten Dag.
deadline-keep = Als agehalen notéieren…
deadline-keep-text = Wat „{ $name }“ verlaangt huet, gouf um uginnenen Dag gemaach.
deadline-cancel = Frist ophiewen…
deadline-cancel-text = „{ $name }“ zielt net méi.
deadline-reopen = Nei opmaachen…
deadline-reopen-text = „{ $name }“ leeft nees, wéi wann näischt gereegelt gewiescht wier.
effect-none = Keng Follege vum Gesetz hier
effect-silence-refusal = Schweige gëllt als Refus
effect-silence-agreement = Schweige gëllt als Accord
effect-appeal-ends = De Recours ass net méi méiglech
effect-hearing-ends = D’Partei kann keng Observatioune méi maachen
length-unit = Eenheet
length-unreadable = D’Dauer muss eng ganz Zuel vun op d’mannst 1 sinn.
unit-days = Deeg
unit-working-days = Aarbechtsdeeg
unit-weeks = Wochen
unit-months = Méint
unit-years = Joer
length-days = { $count ->
    [one] { $count } Dag
   *[other] { $count } Deeg
  }
length-working-days = { $count ->
    [one] { $count } Aarbechtsdag
   *[other] { $count } Aarbechtsdeeg
  }
length-weeks = { $count ->
    [one] { $count } Woch
   *[other] { $count } Wochen
  }
length-months = { $count ->
    [one] { $count } Mount
   *[other] { $count } Méint
  }
length-years = { $count ->
    [one] { $count } Joer
   *[other] { $count } Joer
  }
day-received = Ufro ukomm
day-complete = Dossier komplett
day-notified = Decisioun zougestallt
day-manual = Vun enger Persoun fixéierten Dag
day-state = Ufank vum Zoustand „{ $state }“
day-first-at = fir d’éischt bei { $authority }
day-set = Dag fixéieren oder korrigéieren…
day-set-text = D’Friste vun der Prozedur zielen vun dësen Deeg un. Bei enger Korrektur hält de Journal den alen Dag fest.
day-set-confirm = Dëse Dag fixéieren
day-is-set = Den Dag steet; d’Friste sinn nei gerechent.
day-event = Wat geschitt ass
day-first = Fir d’éischt bei enger anerer Autoritéit ukomm
day-first-hint = Den Dag vun do zielt (groussherzoglecht Reglement vum 8. Juni 1979, Art. 2).
forward = Un déi zoustänneg Autoritéit weiderginn…
forward-text = D’Ufro gëtt weiderginn, den Demandeur kritt e Bréif, d’Fristen hei ginn opgehuewen an den Dossier gëtt zougemaach. Den Dag vun der Receptioun bleift dem Demandeur.
forward-confirm = Weiderginn an zoumaachen
forward-reason = Firwat si zoustänneg ass
forward-authority = Zoustänneg Autoritéit
forward-authority-hint = Beim Tippe schléit den Annuaire Nimm vir; en aneren Numm ass méiglech.
forward-found = Am Annuaire fonnt
forward-address = Adress vun der Autoritéit
forward-applicant = Adress vum Demandeur
forward-applicant-hint = Nëmme wann den Annuaire keng huet.
forward-done = D’Ufro ass un { $authority } weiderginn; de Bréif ass prett.
forwarded-to = Un { $authority } weiderginn den { $day }
forwarded-letter = Bréif un den Demandeur
reminders-said = { $count ->
    [one] Erënnerung: „{ $name }“ ({ $reference }), leschten Dag { $day }.
   *[other] { $count } Erënnerungen u Fristen; déi éischt: „{ $name }“ ({ $reference }), leschten Dag { $day }.
  }
reminders-next = Maacht „Fristen“ op, fir se all ze gesinn.
pages-turn = Säite vun der Lëscht
pages-before = Virdrun
pages-after = Nächst
pages-number = Säit { $number }
procedures = Prozeduren
procedures-text = Wat all Zort Dossier virgesäit. En Dossier behält d’Versioun, mat där en ugefaangen huet.
procedures-open = Prozeduren opmaachen
procedure-import = Prozedur importéieren…
procedure-import-now = Importéieren
procedure-imported = D’Prozedur „{ $name }“ ass importéiert: nei Dossiere kréien se.
procedure-checked = Kontroll vun „{ $name }“
procedure-good = „{ $name }“ huet kee Feeler.
procedure-faults = { $count ->
    [one] Ee Feeler: de Fichier kann net importéiert ginn.
   *[other] { $count } Feeler: de Fichier kann net importéiert ginn.
  }
procedure-remarks = Bemierkunge fir dëse Poste
procedure-unused = Nach net benotzt
procedure-own = Importéiert
procedure-current = a Kraaft
procedure-states = Zoustänn
procedure-may-close = Den Dossier kann hei zougemaach ginn.
procedure-documents = Dokumenter
procedure-required = obligatoresch
procedure-act = Akt
procedure-circuits = Circuiten
procedure-four-eyes = véier Aen
procedure-deadlines = Fristen
procedure-letters = Bréiwer
procedure-retention = Conservatioun
procedure-kept = { $count ->
    [one] Ee Joer nom Zoumaachen.
   *[other] { $count } Joer nom Zoumaachen.
  }
fate-is-keep = Duerno an d’Archiven.
fate-is-sample = Duerno eng Auswiel an d’Archiven, de Rescht zerstéiert.
fate-is-destroy = Duerno zerstéiert.
holidays = Feierdeeg
holidays-year = Joer
holidays-own = vun der Verwaltung
holidays-import = Feierdeeg importéieren…
holidays-remove = Déi vun der Verwaltung ewechhuelen
holidays-remove-text = D’Fristen, déi lafen, ginn ouni dës Deeg nei gerechent.
holidays-taken = D’Feierdeeg si gespäichert; verréckelt Fristen: { $count }.
deadline-watched-by = Iwwerwaacht vun { $who }
deadline-assign = Iwwerdroen…
deadline-assign-title = Frist iwwerdroen
deadline-assign-text = Wien „{ $name }“ iwwerwaacht, kritt d’Erënnerungen a fënnt d’Frist ënner sengen eegenen.
deadline-who = Zoustänneg Persoun
deadline-nobody = Keen Bestëmmten
deadline-office-hint = De Kierzel vum Service; eidel: e bleift, wéi en ass.
deadline-assigned = D’Frist ass iwwerdroen.
