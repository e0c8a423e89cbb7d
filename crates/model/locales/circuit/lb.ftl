# Texter vum Beräich: circuit.
circuit-unknown = Et gëtt kee Circuit { $circuit }.
  .next = Maacht den Dossier nei op a wielt de Circuit an der Lëscht.
circuit-none = „{ $title }“ ass a kengem Circuit.
  .next = Gitt d’Dokument fir d’éischt an e Circuit.
circuit-already = „{ $title }“ ass schonn am Circuit „{ $circuit }“.
  .next = Maacht dëse Circuit fäerdeg oder zitt en zeréck, ier Dir en aneren ufänkt.
circuit-document-sealed = „{ $title }“ ass scho gesigelt: doriwwer kann näischt méi decidéiert ginn.
  .next = Setzt en neien Akt op, deen en ersetzt.
circuit-rule-unknown = D’Prozedur huet kee Circuit { $rule } fir dëst Dokument.
  .next = Nennt e Circuit vun der Prozedur oder stellt d’Schrëtt vun Hand zesummen.
circuit-rule-not-named = D’Prozedur huet méi Circuiten: { $rules }.
  .next = Nennt deen, deen d’Dokument goe soll.
circuit-other-version = D’Versioun, déi Dir gesinn hutt, ass net méi déi neist: d’Versioun { $version } vu { $by } ass vum { $at }.
  .next = Liest déi nei Versioun a probéiert nach eng Kéier.
circuit-step-count = De Circuit huet { $count } Schrëtt; et brauch op d’mannst een an et ginn héchstens { $most }.
  .next = Setzt Schrëtt derbäi oder huelt der ewech.
circuit-stage-zero = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ steet op der Stuf 0; d’Stufe fänke bei 1 un.
  .next = Gitt em eng Stuf vun 1 un.
circuit-only-optional = All Schrëtt vum Circuit si fräiwëlleg: kee misst eppes maachen.
  .next = Maacht op d’mannst ee Schrëtt obligatoresch.
circuit-after-seal = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ ka weder nieft dem Sigel vun der Stuf { $stage } stoen nach duerno: e gesigelt Dokument ännert sech net méi.
  .next = Stellt e virun de Sigel; duerno geet just nach d’Verschécken.
circuit-step-for-nobody = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } seet net, wien e mécht.
  .next = Nennt eng Persoun, eng Roll oder e Büro.
circuit-person-unknown = { $person } ass op dësem Poste net bekannt.
  .next = Wielt eng Persoun an der Lëscht.
circuit-deadlock = Kee kann de Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } maachen: { $reason ->
    [four-eyes] all Persounen, déi a Fro kommen, maache schonn en anere Schrëtt oder hunn d’Dokument opgesat (véier Aen)
   *[nobody] kee huet dës Roll, gehéiert zu dësem Büro oder däerf dësen Dossier gesinn
  }.
  .next = Gitt de Schrëtt engem aneren, oder loosst vum Administrateur eng Persoun oder eng Roll derbäisetzen.
circuit-step-unknown = An dësem Circuit gëtt et kee Schrëtt { $step }.
  .next = Maacht de Circuit nei op a wielt de Schrëtt an der Lëscht.
circuit-over = An dësem Circuit geet näischt méi: { $status ->
    [refused] e gouf refuséiert a läit erëm bei der Persoun, déi e gestart huet
    [withdrawn] e gouf zeréckgezunn
    [cancelled] e gouf annuléiert
    [finished] en ass fäerdeg
   *[running] e leeft
  }.
  .next = Wien e gestart huet, kann en nei starten, wann e refuséiert oder zeréckgezu gouf.
circuit-step-done = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } ass scho gemaach.
  .next = Maacht de Circuit nei op, fir ze gesi vu wiem.
circuit-not-due = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } ass nach net un der Rei: d’Stuf { $current } leeft.
  .next = Waart, bis d’Schrëtt virdru gemaach sinn.
circuit-not-for-you = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } ass net fir { $person }.
  .next = En ass d’Saach vun der genannter Persoun, Roll oder dem Büro, oder vun deem, deen d’Delegatioun huet.
circuit-four-eyes = Véier Aen: { $person } huet schonn de Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } gemaach.
  .next = Dëse Schrëtt muss eng aner Persoun maachen.
circuit-four-eyes-draft = Véier Aen: { $person } huet d’Dokument opgesat oder en anere Schrëtt gemaach.
  .next = Dëse Schrëtt muss eng aner Persoun maachen.
circuit-delegate-own-draft = { $person } huet d’Dokument opgesat a kann doriwwer net per Delegatioun handelen.
  .next = Déi Persoun, déi net do ass, oder eng aner muss dëse Schrëtt maachen.
circuit-other-act = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ gëtt anescht gemaach.
  .next = Ënnerschreift, sigelt oder verschéckt d’Dokument; Visa, Avis a Genehmegung ginn direkt.
circuit-dispatch-in-future = Den { $on } kënnt nach: e Verschécke gëtt op deem Dag notéiert, wou et geschitt ass.
  .next = Gitt de richtegen Dag un.
circuit-no-earlier-stage = Virun der Stuf { $current } gëtt et keng Stuf { $stage }.
  .next = Wielt eng fréier Stuf vum Circuit.
circuit-sealed = D’Dokument ass gesigelt: de Circuit kann net méi zeréck.
  .next = Setzt en neien Akt op, deen et ersetzt.
circuit-cannot-take-over = { $person } kann de Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ net iwwerhuelen.
  .next = Wielt eng Persoun, déi déi néideg Roll huet an den Dossier gesi kann.
circuit-not-optional = De Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“ vun der Stuf { $stage } ass obligatoresch.
  .next = Maacht en, oder loosst en vun engem anere maachen.
circuit-not-starter = Dat kann nëmmen { $starter } maachen, deen de Circuit gestart huet.
  .next = Frot dës Persoun, oder en Administrateur, fir de Circuit ze annuléieren.
circuit-not-administrator = { $person } ass keen Administrateur.
  .next = Frot en Administrateur.
circuit-not-to-restart = Dëse Circuit leeft oder ass fäerdeg: e gëtt net nei gestart.
  .next = Start en neie Circuit, wann d’Dokument nach eng Kéier soll gekuckt ginn.
circuit-not-there-yet = De Circuit ass nach net beim Schrëtt „{ $kind ->
    [visa] Visa
    [opinion] Avis
    [approval] Genehmegung
    [signature] Ënnerschrëft
    [seal] Sigel
   *[dispatch] Verschécken
  }“: d’Stuf { $stage } leeft.
  .next = Waart, bis d’Schrëtt virdru gemaach sinn.
circuit-refused-not-sealed = De Circuit vun dësem Dokument gouf refuséiert.
  .next = Wien e gestart huet, verbessert d’Dokument a start en nei, oder zitt en zeréck.
circuit-not-a-persons-certificate = Den Zertifikat vu { $holder } ass net dee vun enger natierlecher Persoun.
  .next = Ënnerschreift mat Ärem eegenen Zertifikat; den Zertifikat vum Sigel ass do fir ze sigelen.
delegation-unknown = Et gëtt keng Delegatioun { $delegation }.
  .next = Wielt se an der Lëscht.
delegation-to-oneself = Kee gëtt sech selwer eng Delegatioun.
  .next = Wielt eng aner Persoun.
delegation-reversed = D’Delegatioun ass den { $last } fäerdeg, ier se den { $first } ufänkt.
  .next = Verbessert d’Datumer.
delegation-past = D’Delegatioun ass den { $last } scho fäerdeg.
  .next = Wielt en Enn vun haut un.
delegation-person-unknown = { $person } ass op dësem Poste net bekannt.
  .next = Wielt eng Persoun an der Lëscht.
delegation-person-left = { $person } schafft net méi hei.
  .next = Wielt eng aner Persoun.
delegation-overlaps = { $principal } huet { $delegate } schonn eng Delegatioun vum { $first } bis den { $last } fir déiselwecht Saach ginn.
  .next = Wielt aner Deeg oder eng aner Saach, oder zitt déi aner Delegatioun zeréck.
delegation-circle = { $delegate } huet { $principal } schonn eng Delegatioun ginn, direkt oder iwwer anerer, fir déiselwecht Zäit.
  .next = Wielt eng aner Persoun oder aner Deeg.
delegation-not-yours = D’Delegatioun ass d’Saach vu { $principal }.
  .next = Frot dës Persoun oder en Administrateur.
delegation-revoked = D’Delegatioun ass scho zeréckgezunn.
  .next = Et ass näischt méi ze maachen.
task-unknown = Et gëtt keng Aufgab { $task }.
  .next = Wielt se an der Lëscht.
task-done = D’Aufgab „{ $title }“ ass scho gemaach.
  .next = Et ass näischt méi ze maachen.
task-not-done = D’Aufgab „{ $title }“ ass net gemaach.
  .next = Et ass näischt nei opzemaachen.
task-not-yours = D’Aufgab „{ $title }“ ass engem aneren seng.
  .next = Wie se ze maachen huet oder wie se ginn huet, kann se ofschléissen.
note-unknown = Et gëtt keng Notiz { $note }.
  .next = Maacht den Dossier nei op.
note-not-yours = D’Notiz ass vu { $author }.
  .next = Schreift eng eegen Notiz.
people-unknown = { $person } ass op dësem Poste net bekannt.
  .next = Wielt eng Persoun an der Lëscht.
people-ambiguous = Méi Persounen heeschen { $person }.
  .next = Schreift de ganzen Numm.
people-left = { $person } schafft net méi hei.
  .next = Wielt eng aner Persoun.
