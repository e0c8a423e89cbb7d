# Prozeduren an Delaien: wat an engem Fichier falsch ass, wat mat engem Delai net geet.
procedure-too-large = { $file }, Zeil { $line }, Kolonn { $column }: de Fichier ass méi grouss wéi { $limit } KB.
    .next = Eng Prozedur ass e kuerzen Text; kuckt, ob et de richtege Fichier ass.
procedure-not-text = { $file }, Zeil { $line }, Kolonn { $column }: vun hei un ass de Fichier keen UTF-8-Text méi.
    .next = Späichert en nei als UTF-8.
procedure-syntax = { $file }, Zeil { $line }, Kolonn { $column }: dat ass keen TOML: „{ $found }“.
    .next = Kuckt d’Gänseféisercher, d’Klameren an d’Gläichheetszeechen op dëser an der Zeil virdrun.
procedure-field-twice = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ steet zweemol an der selwechter Tabell.
    .next = Haalt nëmmen eent.
procedure-field-unknown = { $file }, Zeil { $line }, Kolonn { $column }: d’Feld „{ $field }“ gëtt et net.
    .next = Hei si méiglech: { $known }.
procedure-field-unknown-similar = { $file }, Zeil { $line }, Kolonn { $column }: d’Feld „{ $field }“ gëtt et net; hutt Dir „{ $similar }“ gemengt?
    .next = Hei si méiglech: { $known }.
procedure-field-missing = { $file }, Zeil { $line }, Kolonn { $column }: d’Feld „{ $field }“ feelt.
    .next = Setzt et derbäi; docs/PROCEDURES.md huet e Beispill.
procedure-field-kind = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ muss eppes anescht sinn: erwaart gëtt { $expected ->
       *[text] en Text
        [number] eng Zuel
        [yes-no] true oder false
        [list] eng Lëscht
        [table] eng Tabell
        [texts] een Text pro Sprooch
        [date] en Datum
    }, net { $found ->
       *[text] en Text
        [number] eng Zuel
        [yes-no] true oder false
        [list] eng Lëscht
        [table] eng Tabell
        [texts] een Text pro Sprooch
        [date] en Datum
    }.
    .next = Verbessert de Wäert; docs/PROCEDURES.md huet e Beispill.
procedure-word-unknown = { $file }, Zeil { $line }, Kolonn { $column }: „{ $value }“ ass fir „{ $field }“ net méiglech; am nooste kënnt „{ $similar }“.
    .next = Méiglech sinn: { $known }.
procedure-text-empty = { $file }, Zeil { $line }, Kolonn { $column }: den Text vun „{ $field }“ ass eidel.
    .next = Schreift den Text oder huelt d’Feld eraus, wann et net obligatoresch ass.
procedure-text-too-long = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ huet méi wéi { $limit } Zeechen oder en Zeilenëmbroch.
    .next = Kierzt en op eng Zeil.
procedure-french-missing = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ huet keen franséischen Text.
    .next = Setzt „fr“ derbäi; déi aner Sprooche sinn optional.
procedure-language-unknown = { $file }, Zeil { $line }, Kolonn { $column }: „{ $language }“ ass hei keng Sprooch.
    .next = Méiglech sinn: fr, de, lb, en.
procedure-key-form = { $file }, Zeil { $line }, Kolonn { $column }: „{ $value }“ ass kee Schlëssel.
    .next = Kleng Buschtawen ouni Akzent, Zifferen a Bindestrécher, vir e Buschtaf: „{ $similar }“.
procedure-key-taken = { $file }, Zeil { $line }, Kolonn { $column }: de Schlëssel „{ $value }“ ass scho verginn.
    .next = All Schlëssel steet eemol a senger Lëscht; gitt en aneren.
procedure-office-form = { $file }, Zeil { $line }, Kolonn { $column }: „{ $value }“ ass kee Code vun engem Service.
    .next = Een bis aacht grouss Buschtawen oder Zifferen, zum Beispill „RES“.
procedure-length-unreadable = { $file }, Zeil { $line }, Kolonn { $column }: „{ $value }“ ass keng Dauer.
    .next = Eng Zuel an eng Eenheet: „15 days“, „10 working days“, „2 weeks“, „3 months“, „1 year“.
procedure-number-range = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ muss eng ganz Zuel vun { $least } bis { $most } sinn.
    .next = Verbessert d’Zuel.
procedure-state-unknown = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ nennt den Zoustand „{ $value }“, deen et net gëtt.
    .next = Bekannt sinn: { $known }. Am noosten: { $similar }
procedure-document-unknown = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ nennt d’Dokument „{ $value }“, dat et net gëtt.
    .next = Bekannt sinn: { $known }. Am noosten: { $similar }
procedure-circuit-unknown = { $file }, Zeil { $line }, Kolonn { $column }: „{ $field }“ nennt de Circuit „{ $value }“, deen et net gëtt.
    .next = Bekannt sinn: { $known }. Am noosten: { $similar }
procedure-letter-unknown = { $file }, Zeil { $line }, Kolonn { $column }: de Bréifmodell „{ $value }“ gëtt et net.
    .next = Bekannt sinn: { $known }. Am noosten: { $similar }
procedure-state-itself = { $file }, Zeil { $line }, Kolonn { $column }: den Zoustand „{ $value }“ nennt sech selwer als nächsten.
    .next = Huelt en aus „next“ eraus.
procedure-state-unreachable = { $file }, Zeil { $line }, Kolonn { $column }: vum éischten Zoustand féiert kee Wee op „{ $value }“.
    .next = Nennt en am „next“ vun engem aneren Zoustand oder huelt en eraus.
procedure-state-no-end = { $file }, Zeil { $line }, Kolonn { $column }: aus dem Zoustand „{ $value }“ kann en Dossier ni méi zougemaach ginn.
    .next = Gitt him en „next“, deen op en Zoustand mat „may_close = true“ féiert, oder dëst Feld selwer.
procedure-state-closing-missing = { $file }, Zeil { $line }, Kolonn { $column }: keen Zoustand erlaabt et, den Dossier zouzemaachen.
    .next = Setzt „may_close = true“ bei de leschten Zoustand.
procedure-state-first-needs = { $file }, Zeil { $line }, Kolonn { $column }: den éischten Zoustand verlaangt schonn eppes: keen Dossier kéint ufänken.
    .next = Réckelt d’Conditioun an e spéideren Zoustand.
procedure-circuit-no-act = { $file }, Zeil { $line }, Kolonn { $column }: de Circuit ass fir „{ $value }“, dat keen Akt ass.
    .next = Setzt „act = true“ bei dat Dokument oder nennt en anert.
procedure-circuit-empty = { $file }, Zeil { $line }, Kolonn { $column }: de Circuit „{ $circuit }“ huet keen obligatoresche Schrëtt: e géif ouni iergendeen ophalen.
    .next = Gitt him e Schrëtt ouni „optional“.
procedure-circuit-stage-gap = { $file }, Zeil { $line }, Kolonn { $column }: de Circuit „{ $circuit }“ huet keng Stuf { $stage }: e géif do stoe bleiwen.
    .next = Nummeréiert „stage“ ouni Lach vun 1 un.
procedure-circuit-order = { $file }, Zeil { $line }, Kolonn { $column }: am Circuit „{ $circuit }“ steet { $kind ->
       *[visa] e Visa
        [opinion] en Avis
        [approval] eng Approbatioun
        [signature] eng Ënnerschrëft
        [seal] e Sigel
        [dispatch] e Versand
    } nieft dem Sigel, duerno oder nom Versand.
    .next = Nom Sigel ännert den Akt net méi: nëmmen de Versand kann nokommen, op enger méi héijer Stuf.
procedure-circuit-deadlock = { $file }, Zeil { $line }, Kolonn { $column }: de Circuit „{ $circuit }“ kann net ophalen: „{ $person }“ misst trotz der Véier-Aen-Regel zweemol handelen.
    .next = Nennt fir ee vun de Schrëtt eng aner Persoun oder eng Roll.
procedure-step-nobody = { $file }, Zeil { $line }, Kolonn { $column }: e Schrëtt vum Circuit „{ $circuit }“ seet net, wien handelt.
    .next = Gitt „role“, „office“ oder „person“ un.
procedure-step-person-and-role = { $file }, Zeil { $line }, Kolonn { $column }: e Schrëtt vum Circuit „{ $circuit }“ nennt eng Persoun an nach eng Roll oder e Service.
    .next = Haalt „person“ oder „role“ an „office“.
procedure-remind-too-early = { $file }, Zeil { $line }, Kolonn { $column }: d’Erënnerung „{ $value }“ géif virum Ufank vum Delai leien.
    .next = Gitt eng méi kuerz Dauer wéi déi vum Delai.
procedure-letter-remedy-missing = { $file }, Zeil { $line }, Kolonn { $column }: en negative Bréif huet kee Rechtsmëttel.
    .next = Setzt [letter.remedy] mat „court“ an „within“ derbäi (groussherzoglecht Reglement vum 8. Juni 1979, Art. 14).
holidays-too-large = { $file }, Zeil { $line }, Kolonn { $column }: de Fichier ass ze grouss fir eng Lëscht vu Feierdeeg.
    .next = Kuckt, ob et de richtege Fichier ass.
holidays-syntax = { $file }, Zeil { $line }, Kolonn { $column }: dat ass net ze liesen: „{ $found }“.
    .next = All Dag ass eng Tabell [[holiday]] mat „name“ an „month“ an „day“ oder „easter“ oder „date“; „from“ an „until“ si Joren.
holidays-day-impossible = { $file }, Zeil { $line }, Kolonn { $column }: „{ $found }“ ass keen Dag vum Kalenner.
    .next = Verbessert den Dag.
holidays-day-missing = { $file }, Zeil { $line }, Kolonn { $column }: dëse Feierdag seet net kloer, wéini en ass.
    .next = Gitt „month“ an „day“ oder „easter“ oder „date“ un, nëmmen eent dervun.
holidays-french-missing = { $file }, Zeil { $line }, Kolonn { $column }: dëse Feierdag huet kee franséischen Numm.
    .next = Setzt „fr“ bei säin Numm.
holidays-too-many = { $file }, Zeil { $line }, Kolonn { $column }: sou vill Feierdeeg kann e Joer net hunn.
    .next = Haalt just d’Feierdeeg vun Ärer Verwaltung (héchstens 60 am Joer).
holidays-empty = { $file }, Zeil { $line }, Kolonn { $column }: do steet kee Feierdag dran.
    .next = Setzt eng Tabell [[holiday]] derbäi.
deadline-length-unreadable = „{ $text }“ ass keng Dauer.
    .next = Eng Zuel an eng Eenheet: „15 days“, „10 working days“, „2 weeks“, „3 months“, „1 year“.
deadline-length-out-of-range = „{ $text }“: D’Dauer muss tëscht 1 an { $most } leien.
    .next = Verbessert d’Zuel.
deadline-unknown = Et gëtt keen Delai „{ $id }“.
    .next = D’Delaie vun engem Dossier weist „greffe deadline show“.
deadline-settled = Den Delai „{ $name }“ ass schonn erleedegt: agehalen oder annuléiert.
    .next = Wann en duerch en Iertum erleedegt gouf, maacht en mat engem Grond nees op.
deadline-suspended = Den Delai „{ $name }“ ass zënter dem { $since } suspendéiert.
    .next = Loosst en als éischt nees lafen.
deadline-not-suspended = Den Delai „{ $name }“ ass net suspendéiert.
    .next = E leeft schonn; et ass näischt ze maachen.
deadline-over = Den Delai „{ $name }“ ass den { $due } ofgelaf.
    .next = En ofgelafenen Delai gëtt net méi suspendéiert oder verlängert; wann et virdru decidéiert gouf, gitt deen Dag un.
deadline-day-too-early = Den { $day } läit virum { $start }, dem éischte méiglechen Dag.
    .next = Gitt e méi spéiden Dag un.
deadline-day-in-future = Den { $day } läit an der Zukunft.
    .next = Gitt den Dag un, wou et geschitt ass.
deadline-day-unreadable = „{ $text }“ ass keen Dag.
    .next = Schreift Joer, Mount an Dag: 2026-11-03.
deadline-beyond-calendar = Den Delai géif nom Joer 9999 ophalen.
    .next = Kuckt den Ufanksdag an d’Dauer.
deadline-person-does-not-see = { $person } däerf dësen Dossier net gesinn a géif vum Delai näischt gewuer ginn. Näischt gouf geännert.
    .next = Wielt een, deen den Dossier gesäit, oder nennt { $person } fir d’éischt ënner „Vertraulechkeet“ vum Dossier.
