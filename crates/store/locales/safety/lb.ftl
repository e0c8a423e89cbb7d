# Zougang, Sécherungen, Anker vum Journal.
passphrase-weak = Dës Passphrase ass ze liicht ze roden.
  .next = Wielt e puer Wierder, déi näischt mateneen ze dinn hunn, oder eng Suite, déi kee kennt.
passphrase-one-time = Dës Passphrase krut Dir nëmme fir d’éischt Opmaachen.
  .next = Wielt Är eegen, fir de Poste opzemaachen.
passphrase-same = Déi nei Passphrase ass déi, déi Dir kritt hutt.
  .next = Wielt eng, déi nëmmen Dir kennt.
person-unknown = Op dësem Poste gëtt et { $person } net.
  .next = Wielt eng Persoun aus der Lëscht.
person-name-taken = { $person } schafft schonn op dësem Poste.
  .next = Setzt bei den Numm eppes derbäi, wat déi zwou Persounen ënnerscheet.
person-has-left = { $person } schafft net méi op dësem Poste.
  .next = Frot den Administrateur vum Poste no Zougang.
person-registered = Wat { $person } däerf, seet d’Plattform: hei gëtt dorunner näischt geännert.
  .next = Frot bei deem, deen d’Plattform bedreift, no anere Rollen, enger anerer Déngschtstell oder dem Enn vun dëser Aschreiwung; hei gëllt et no der nächster Synchroniséierung.
access-missing = { $person } huet keen Zougang zu dësem Poste.
  .next = Frot den Administrateur vum Poste no enger Passphrase fir eemol.
access-last = Den Zougang vun { $person } ass dee leschten: ouni hie kéint keen de Poste méi opmaachen.
  .next = Gitt fir d’éischt enger anerer Persoun Zougang, déi hir eege Passphrase wielt.
administrator-last = { $person } ass déi lescht Persoun, déi dëse Poste administréiert.
  .next = Gitt dës Roll fir d’éischt enger anerer Persoun.
recovery-key-length = De Noutschlëssel huet 40 Zeechen; et goufen der { $found } agetippt.
  .next = Tippt déi aacht Gruppe vu fënnef Zeechen esou an, wéi se gedréckt sinn.
recovery-key-group = An der Grupp { $group } vum Noutschlëssel ass en Tippfeeler.
  .next = Vergläicht dës Grupp mam Pabeier. D’Zeechen 0, O, 1, I a L kommen ni vir.
recovery-key-wrong = Dësen Noutschlëssel mécht dëse Poste net op.
  .next = Kuckt, ob et dee läscht gedréckten ass; en eelere gëllt net méi.
recovery-key-missing = Fir dëse Poste gouf keen Noutschlëssel ugeluecht.
  .next = Frot een, deen se opmaache kann, no enger Passphrase fir eemol.
keychain-unavailable = De Schlësselbond vun dësem Computer kann net benotzt ginn: { $detail }
  .next = Maacht de Poste mat Ärer Passphrase op.
keychain-empty = De Schlësselbond vun dësem Computer hält kee Schlëssel fir Iech a fir dëse Poste.
  .next = Maacht de Poste mat Ärer Passphrase op.
keychain-locked = De Schlësselbond vun dësem Computer ass gespaart.
  .next = Spärt de Schlësselbond an den Astellunge vun Ärer Sessioun op, oder maacht de Poste mat Ärer Passphrase op.
keychain-other = De Schlëssel, deen de Schlësselbond hält, mécht dëse Poste net op: säi Fichier key.json gouf ersat.
  .next = Maacht de Poste mat Ärer Passphrase op, schalt dann de Schlësselbond op dësem Computer aus an nees un.
journal-older-than-anchor = D’Datebank ass méi al wéi dëse Poste: säi Journal huet { $found } Zeilen, { $anchored } stoungen schonn dran.
  .next = Leet déi neist Datebank nees zréck, oder stellt eng Sécherung op enger neier Plaz nees hier. Ass de Verloscht gewollt, kann en Administrateur en unhuelen.
journal-not-anchored = D’Zeil { $sequence } vum Journal ass net déi, déi do stoung: d’Datebank gouf ausgetosch.
  .next = Haalt eng Kopie vun där Plaz, sou wéi se ass, stellt déi lescht Sécherung op enger neier Plaz nees hier a sot Bescheed.
journal-anchor-missing = Den Anker vum Journal nieft der Datebank feelt; e Schrëtt zréck géif net méi opfalen.
  .next = Hutt Dir en net selwer ewechgeholl, da vergläicht mat der leschter Sécherung. Beim nächsten Opmaache gëtt en nei gemaach.
journal-anchor-damaged = Den Anker vum Journal gouf verännert.
  .next = Vergläicht mat der leschter Sécherung; duerno kann en Administrateur den aktuelle Stand unhuelen.
backup-not-set = Fir d’Sécherungen ass keng Plaz gewielt.
  .next = Wielt eng Plaz op engem aneren Datendréier.
backup-inside = D’Plaz { $folder } gehéiert zum Poste selwer.
  .next = Wielt eng Plaz dobaussen, am beschten op engem aneren Datendréier.
backup-running = Do gëtt schonn eng Sécherung gemaach.
  .next = Waart, bis se fäerdeg ass.
backup-damaged = D’Sécherung { $folder } ass beschiedegt: { $detail }.
  .next = Et gouf näischt geännert. Maacht eng nei Sécherung, oder huelt eng méi al.
backup-unknown = D’Plaz { $folder } ass keng Sécherung vu Greffe.
  .next = Wielt eng Sécherung aus der Lëscht.
backup-newer = D’Sécherung { $folder } gouf mat enger méi neier Versioun vu Greffe gemaach.
  .next = Aktualiséiert Greffe op dësem Computer.
restore-not-empty = Et gëtt nëmmen op enger neier oder eideler Plaz nees hiergestallt; op { $folder } läit schonn eppes.
  .next = Wielt eng aner Plaz. E Poste, deen et gëtt, gëtt ni iwwerschriwwen.
journal-export-damaged = Den Extrait vum Journal hält net, Zeil { $line }: { $detail ->
    [line] d’Zeil ass net liesbar
    [entry] d’Zeil gouf verännert
    [order] et feelen Zeilen, oder si si verréckelt
    [chain] d’Zeil passt net un déi virdrun
    [end] d’Enn vum Extrait feelt
   *[signature] d’Ënnerschrëft ass net gülteg
  }.
  .next = Frot deenen, déi de Poste féieren, en neien Extrait a weist hinnen dësen.
journal-export-other-key = Den Extrait vum Journal ass mat engem anere Schlëssel ënnerschriwwen: { $found }.
  .next = Vergläicht de Fangerofdrock mat deem, deen de Poste weist.
restore-running = En anere Programm stellt grad op { $folder } nees hier.
  .next = Waart, bis en fäerdeg ass.
desk-wiped = Är Verwaltung huet dëse Poste gespaart a seng Schlësselen an Inhalter läsche gelooss (matgedeelt vun { $platform }).
  .next = Frot Är Verwaltung no engem neie Poste; wat virdrun ageschriwwe gouf, läit op der Plattform.
desk-locked-by-administration = Är Verwaltung huet dëse Poste gespaart, an hien huet sech zougespaart (matgedeelt vun { $platform }). Näischt gouf geläscht.
  .next = Mellt Iech bei Ärer Verwaltung. Wien de Noutschlëssel huet, mécht de Poste domat op.
restore-interrupted = D’Hierstelle vun enger Sécherung op { $folder } gouf ënnerbrach. D’Sécherung ass onverännert.
  .next = Stellt se nach eng Kéier hier; de Rescht gëtt dobäi ewechgeholl.
