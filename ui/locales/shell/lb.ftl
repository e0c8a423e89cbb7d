undo = Réckgängeg maachen
undone = Réckgängeg gemaach: { $what }
undo-reason = Direkt réckgängeg gemaach vun der Persoun, déi et gemaach hat
palette = Kommandoen a Sich
palette-hint = Kommando, Dossier, Persoun, Dokument, Kennung…
palette-count = { $count ->
    [0] Keen Treffer
    [one] { $count } Treffer
   *[other] { $count } Treffer
  }
palette-none = Näischt passt. Probéiert manner Buschtawen oder eng Referenz.
palette-recent = Rezent
palette-here = Op dëser Säit
palette-commands = Kommandoen
palette-lookup = Kennung
palette-go = goen op opmaache Säit
palette-light = Hellt Ausgesinn
palette-dark = Däischtert Ausgesinn
palette-system = Ausgesinn vum System
palette-contrast-on = Méi Kontrast
palette-contrast-off = Normale Kontrast
palette-language = Sprooch: { $language }
print = Säit drécken
keys-palette = Kommandoen a Sich
keys-help-page = Hëllef zur Säit
keys-undo = Lescht Aktioun réckgängeg maachen
keys-lookup = Kennung nosichen
keys-print = Drécken
lookup-open = Eng Kennung nosichen
lookup-hint = Tippt se, oder setzt d’Adress vum QR-Code an. Näischt verléisst dëse Poste ier Dir d’accord sidd.
lookup-find = Sichen
lookup-here = Dëst Dokument ass op dësem Poste.
lookup-open-document = Dokument opmaachen
lookup-elsewhere = Dëst Dokument ass net op dësem Poste. Dir kënnt den Original vun der Plattform an en Dossier iwwerhuelen; Empreinte a Sigel gi gepréift.
lookup-into = A wéi en Dossier?
lookup-pull = Original iwwerhuelen
lookup-not-enrolled = Dëst Dokument ass net op dësem Poste, an dëse Poste ass net bei der Plattform ugemellt. Mellt en an den Astellungen un, oder maacht d’Adress nieft dem QR-Code op.
nothing-to-open = De Link, dee koum, féiert néierens hin: keen Dossier, keen Dokument, keng Kennung. Näischt gouf geännert.
file-into = { $count ->
    [one] { $count } Fichier klasséieren an…
   *[other] { $count } Fichiere klasséieren an…
  }
file-into-dossier = Dossier
file-into-hint = D’Originalfichieren bleiwen, wou se sinn. Esc léisst se op der Säit.
help-open = Hëllef
help-everywhere = Ctrl+K fënnt all Kommando, all Dossier an all Persoun. Ctrl+Z mécht déi lescht Aktioun réckgängeg. Wat ënnerschriwwen, gesigelt oder geschéckt ass, bleift: dat gëtt virdru gefrot.
tour = Visitt
tour-place = Schrëtt { $number } vun { $count }
tour-back = Zréck
tour-next = Weider
tour-end = Ufänken
tour-offer = Nei hei? D’Visitt weist dat Wichtegst a siwe Schrëtt.
tour-start = Visitt ufänken
tour-no = Nee Merci
tour-today = All Moien fänkt hei un: wat op Iech waart, no Fristen, rezent Dossieren. All Zeil ass e Link.
tour-dossiers = Alles ass an engem Dossier: Parteien, Dokumenter, Fristen, Notizen, Journal. N mécht en neien op, de Schréistréch sicht. Leet Fichieren iergendwou of: Dir gitt no dem Dossier gefrot.
tour-palette = Ctrl+K, dann e puer Buschtawen: e Kommando, en Dossier, eng Persoun. Accenter zielen net. All Kommando weist säi Raccourci.
tour-inbox = Hei kommen d’Visaen, d’Avisen an d’Ënnerschrëften un, ëm déi Dir gefrot gitt. J a K beweegen, Leertast wielt, Enter mécht op.
tour-sealing = Ënnerschreiwen a Sigelen
tour-sealing-text = Eng Persoun ënnerschreift, d’Verwaltung sigelt. De Sigel gëtt dem Dokument seng gedréckt Kennung, iwwer déi jiddereen den Original fënnt. Do gëtt virdru gefrot, well et bleift.
tour-outbox = Dir schafft och ouni Netz. Wat op d’Plattform waart, ass hei; um Fouss vun der Leescht steet, wéi vill Ännerunge waarden.
tour-help = Hëllef iwwerall
tour-help-text = F1 erkläert d’Säit, op där Dir sidd, d’Frozeechen weist d’Raccourcien. Sprooch, Textgréisst, Kontrast an Notifikatioune stellt Dir hei an. Ctrl+Z mécht réckgängeg.
help-today =
  Wat op Iech waart, d’Friste vun den nächste siwen Deeg an déi, déi ofgelaf sinn, Är lescht Dossieren.
  Eng Zuel mécht déi ganz Lëscht op.
help-dossiers =
  D’Sich liest Referenz, Objet, Parteien an Text vun den Dokumenter; d’Filtere kommen derbäi.
  Haalt eng Sich: si weist ëmmer, wéi vill Dossieren si fënnt.
  J a K beweegen, Enter mécht op, N mécht en neien Dossier.
help-dossier =
  Leet Fichieren op d’Fënster, fir se derbäizesetzen, oder dréckt I.
  Kräizt Dokumenter, fir se zesummen ze sigelen.
  De Journal hält all Ännerung; Ctrl+Z mécht déi lescht réckgängeg.
help-document =
  Eng Versioun ännert ni: eng Korrektur ass eng nei Versioun oder en neit Dokument, dat dat aalt korrigéiert.
  Préiwe seet, wien ënnerschriwwen oder gesigelt huet, op wéi engem Niveau, a wat zënterhier geännert ass.
help-inbox =
  Wat vun Iech gefrot gëtt, wat Äre Service ze maachen huet, wat bei Iech zréckkoum.
  Liest, da stëmmt zou oder refuséiert mat engem Grond. Verschidden Akte ginn mat enger eenzeger Agab vum PIN ënnerschriwwen.
help-absences = Während Ärer Absence handelt eng Vertrauenspersoun fir Iech; all Akt seet, fir wien.
help-directory =
  E Kontakt gëtt eemol agedroen an iwwerall benotzt.
  Duebeler ginn zesummegefouert, an dat kann een réckgängeg maachen.
help-conflicts = Zwee Posten hunn déi selwecht Saach anescht geännert. Näischt ass verluer: wielt Feld fir Feld.
help-outbox =
  Wat d’Plattform nach net kritt huet. Ouni Netz waart alles hei, näischt geet verluer.
  Wat refuséiert gouf, seet firwat a wat een maache kann.
help-doctor = Seet, ob Sigelen hei géing goen, ouni eppes ze ënnerschreiwen oder e PIN ze probéieren.
help-unfiled =
  Wat aus dem iwwerwaachte Repertoire koum an op säin Dossier waart.
  Klasséiert et, oder leet et mat engem Grond op d’Säit.
help-retention = Wat seng Conservatiounszäit erreecht huet, d’Spären, an d’Aussortéierunge mat Avis un d’Archiven op d’mannst dräi Méint virdrun.
help-figures = All Grafik huet seng Tabell. Den oppenen Export hëlt kleng Zuelen zesummen, fir datt keen erkennbar ass.
help-journal = Wie wat gemaach huet, sou verkett, datt näischt onbemierkt verschwënnt. Préift en, exportéiert en.
help-people = Wien op dësem Poste schafft, mat wéi engen Rollen. E gedréckten Noutschlëssel mécht de Poste op, wann eng Passphrase vergiess ass.
help-deadlines = D’Friste vun all Ären Dossieren, no hirer Prozedur gerechent, Feierdeeg abegraff.
help-letter = Lénks den Text, riets d’Säit, wéi se gëtt. Wat feelt, ass markéiert; Rechtsmëttel a Friste gi gerechent.
help-templates = D’Virlage vun de Bréiwer an de Bréifkapp. Eng importéiert Virlag gëtt gepréift, ier se benotzt gëtt.
help-batches = Ee Bréif pro Dossier, aus enger Sich oder enger Tabell. Probéiert fir d’éischt: näischt gëtt ugeluecht.
help-procedures = Schrëtt, Circuiten, Fristen a Virlage vun enger Zort Dossier. En Dossier behält d’Versioun, mat där en opgemaach gouf.
help-settings = Sprooch, Ausgesinn, Kontrast an Textgréisst gëllen op dësem Computer. De Rescht gëllt fir de Poste.
accessibility = Accessibilitéit
statement-lead = Greffe soll vun jidderengem benotzt kënne ginn, mat der Tastatur, vergréissert, mam Screenreader.
statement-conformity = Konformitéit
statement-conformity-text = D’Software zielt op WCAG 2.2, Niveau AA, an EN 301 549. Dëst ass eng Erklärung vum Hiersteller; keng Stell huet dës Versioun gepréift.
statement-tried = Wat gepréift gëtt
statement-tried-text = All Säit gëtt automatesch gepréift, a véier Sproochen, hell an däischter: Reegele vun der Accessibilitéit, Titelen, Fokus-Reiefolleg, Dialogen, Vergréisserung.
statement-lacking = Wat net gepréift ass
statement-lacking-text =
  D’Benotze mat NVDA, JAWS a VoiceOver gouf nach net vu Leit probéiert, déi dat all Dag benotzen.
  E PDF ouni Tags bleift een: säin Text gëtt virgelies, seng Struktur feelt.
statement-ways = Är Mëttelen
statement-ways-text =
  Alles geet mat der Tastatur: F1 hëlleft, d’Frozeechen weist d’Raccourcien, Ctrl+K fënnt all Kommando.
  Text vun 100 bis 400 %, méi Kontrast, hellt oder däischtert Ausgesinn an den Astellungen.
statement-tell = Eis Bescheed soen
statement-tell-text = Sot der Informatik vun Ärer Verwaltung, wat Iech ophält. Zu Lëtzebuerg hëlt de Service information et presse Reklamatiounen iwwer d’Accessibilitéit un.
contrast-high = Méi Kontrast
contrast-high-hint = Méi kräfteg Linnen an Texter, egal wéi de System agestallt ass.
notify = Notifikatioune vum System
notify-hint = Ofgelafe Frist, Ufro un Iech, Alarm vun der Synchronisatioun. Um Ufank ausgeschalt.
notify-named = Si däerfen den Dossier nennen
notify-named-hint = Soss soen se just eng Zuel: e gedeelten oder gespaarten Ecran verréit näischt.
quiet-from = Rou vun
quiet-until = Rou bis
hour = { $hour } Auer
renumber = Nei Referenz ginn…
renumber-text = Den Dossier kritt déi nächst Referenz vun dësem Poste. Déi al féiert ëmmer nach dohin a gëtt kengem anere ginn; wat gedréckt ass, bleift. Dat kann een net réckgängeg maachen.
renumbered = Nei Referenz: { $reference }
locked-asked = E Link waart: entspaart de Poste, fir en opzemaachen.
strength = Stäerkt
strength-short = Ze kuerz: op d’mannst 12 Zeechen.
strength-weak = Schwaach: et kann ee se roden. Setzt Wierder derbäi, déi näischt mateneen ze dinn hunn.
strength-fair = Akzeptabel: ee Wuert méi géif se staark maachen.
strength-good = Staark.
recovery-explained = Vergiess kann kee se erëmfannen. Maacht duerno ënner „Leit um Poste“ e gedréckten Noutschlëssel: just deen mécht de Poste dann op.
notice-paper = Avis un d’Archiven (PDF)
notice-file = avis-un-d-archiven
