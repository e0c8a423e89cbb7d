# D’Wierder vun der Befeelszeil.

### Help: headings and commands.
help-usage = Benotzung:
help-commands = Befeeler
help-arguments = Argumenter
help-options = Optiounen
help-global = Fir all Befeeler
help-greffe = Greffe: Dossieren, Sigelen an Originaler an der Befeelszeil
help-desk = De Poste: uleeën, kontrolléieren, Passphrase
help-desk-create = Leet an engem neie Repertoire e verschlësselte Poste un
help-desk-info = Weist de Poste: Verwaltung, Persoun, Plattform, wat waart
help-desk-check = Kontrolléiert d’Datebank, d’Inhalter an de Journal
help-desk-passphrase = Ännert d’Passphrase
help-enrol = Mellt dëse Poste mat engem Code fir eng Kéier bei enger Plattform un
help-sign-in = Mellt eng Persoun op dësem Poste un, an hirem Browser, wou d’Plattform et ubitt
help-sign-out = Mellt of: de Poste handelt fir keen méi, wou d’Plattform eng Umeldung verlaangt
help-dossier = D’Dossieren: uleeën, sichen, weisen
help-dossier-create = Leet en Dossier un; ouni Referenz kritt en déi nächst Nummer
help-dossier-list = Lëscht d’Dossieren op, dee fir d’lescht geännerten als éischten
help-dossier-show = Weist en Dossier: Parteien, Dokumenter, Verlaf
help-document = D’Dokumenter: ophuelen, liesen, kontrolléieren, sigelen
help-document-import = Hëlt PDF-Fichieren an en Dossier op; d’Fichiere bleiwen, wou se sinn
help-document-show = Weist en Dokument a seng Versiounen
help-document-export = Schreift eng Versioun an e Fichier, deen et nach net gëtt
help-document-read = Schreift d’Bytes vun enger Versioun op d’Standardausgab
help-document-verify = Kontrolléiert d’Ënnerschrëften an d’Sigele vun engem Dokument
help-document-seal = Sigelt Dokumenter; all Dokument kritt seng Kennung
help-outbox = Weist, wat drop waart, un d’Plattform geschéckt ze ginn
help-outbox-retry = Setzt Operatiounen, déi op d’Säit geluecht goufen, nees an d’Rei
help-outbox-give-up = Gëtt refuséiert Ännerungen op: hei gëllt nees de Stand vun der Plattform, de Journal behält, wat dra stoung
help-sync = Synchroniséiert mat der Plattform: schéckt, wat waart, hëlt, wat anerer geännert hunn
help-journal = De Journal: kontrolléieren, exportéieren
help-journal-verify = Kontrolléiert d’Hash-Ketten vum Journal
help-journal-export = Exportéiert de Journal, eng JSON-Zeil pro Antrag
help-fetch = Hëlt den Original zu enger Kennung vun der Plattform
help-seal = Sigelt PDF-Fichieren, ouni Poste
help-verify = Kontrolléiert d’Ënnerschrëften an d’Sigele vu PDF-Fichieren, ouni Poste
help-identifier = Déi gedréckte Kennung: maachen, liesen
help-identifier-new = Zitt eng nei zoufälleg Kennung
help-identifier-parse = Liest eng getippten, agefüügten oder gescannte Kennung
help-completion = Schreift de Skript fir d’Vervollstännegung an enger Shell
help-help = Weist d’Hëllef zu engem Befeel

### Help: arguments.
arg-desk = Repertoire vum Poste (soss $GREFFE_DESK, soss dee vum Benotzer)
arg-passphrase-file = Fichier, deem seng éischt Zeil d’Passphrase vum Poste ass (soss $GREFFE_PASSPHRASE_FILE, soss gëtt gefrot)
arg-seal-passphrase-file = Fichier, deem seng éischt Zeil d’Passphrase vum Schlëssel ass (soss gëtt gefrot)
arg-lang = Sprooch: fr, de, lb oder en (soss déi vum System, soss Franséisch)
arg-json = Resultater als JSON, eng Zeil pro Element; Feeler als JSON op der Feelerausgab
arg-help = Weist dës Hëllef
arg-greffe-version = Weist d’Versioun vum Programm
arg-administration = Numm vun der Verwaltung, wéi en am Stempel gedréckt gëtt
arg-person = Numm vun der Persoun, déi hei schafft
arg-office = Kierzel vum Déngscht fir d’Referenzen, zum Beispill RES
arg-role = Roll: agent, signatory (ënnerschreift), clerk (Greffier), auditor oder administrator; widderhuelbar
arg-new-passphrase-file = Fichier, deem seng éischt Zeil déi nei Passphrase ass (soss gëtt gefrot)
arg-extract-revision = Byte fir Byte op --out schreiwen, wat d’Signatur Nummer N signéiert huet
arg-platform = Adress vun der Plattform, zum Beispill https://verify.example.lu
arg-code = Code fir eng Kéier vun der Plattform (soss gëtt gefrot)
arg-code-file = Fichier, deem seng éischt Zeil de Code ass
arg-ca = PEM-Fichier vun den Autoritéiten, deenen een zousätzlech fir d’Verbindung vertraut
arg-subject = Sujet vum Dossier
arg-reference = Referenz (soss déi nächst)
arg-procedure = Schlëssel vun der Prozedur, zum Beispill residence-certificate
arg-applicant = Demandeur; „legal:“ virun den Numm vun enger juristescher Persoun; widderhuelbar
arg-addressee = Adressat, wéi bei --applicant
arg-third-party = Drëtten, wéi bei --applicant
arg-search = Wierder, déi an der Referenz, am Sujet, an de Parteien oder den Dokumenter stinn
arg-limit = Héchstzuel vun Dossieren (100)
arg-offset = Zuel vun den Dossieren, déi iwwersprong ginn (0)
arg-dossier = Referenz vum Dossier oder seng Id
arg-document = Dokument: Referenz vum Dossier an Nummer, zum Beispill 2026/RES/000001#2, oder seng Id
arg-file = PDF-Fichieren
arg-input = PDF-Fichieren; si ginn net verännert
arg-title = Titel (soss den Numm vum Fichier)
arg-out = Zilfichier; et däerf en nach net ginn
arg-version = Nummer vun der Versioun (soss déi neist)
arg-target = Dokumenter, oder Dossieren, vun deenen all déi net gesigelt Dokumenter geholl ginn
arg-dossier-show-all = All Dokumenter an de ganze Verlaf
arg-all = All déi net gesigelt Dokumenter vun dësem Poste
arg-p12 = Schlëssel vum Sigel mat Zertifikat (PKCS#12)
arg-p12-passphrase-file = Fichier, deem seng éischt Zeil d’Passphrase vum Schlëssel ass (soss gëtt gefrot)
arg-operation = Operatiounen (soss all déi op der Säit)
arg-identifier = D’Kennung, wéi se gedréckt ass, oder hir Adress
arg-force = Ersetzt e Fichier, deen et scho gëtt
arg-out-dir = Repertoire fir déi gesigelt Fichieren, ënner deemselwechten Numm
arg-platform-url = Adress vun der Plattform, zum Beispill https://verify.example.lu
arg-no-stamp = Dréckt näischt op d’Säiten
arg-level = PAdES-Niveau: B-B, B-T, B-LT oder B-LTA
arg-jobs = Fichieren, déi zur selwechter Zäit gesigelt ginn, 1 bis 64 (soss een pro Kär)
arg-results = Fichier fir e Blat mat de Resultater: .csv oder .json
arg-authority = Autoritéit, déi am Stempel steet (soss déi vum Zertifikat)
arg-stamp-lang = Sprooch vum Stempel: fr, de, lb oder en (fr)
arg-trust = PEM-Fichier vun de Wuerzelzertifikater, deenen ee vertraut
arg-at = Zäitpunkt, fir deen gejugéiert gëtt, zum Beispill 2026-11-03T10:30:00+01:00 (soss elo)
arg-offline = Ouni Netz (ëmmer, ausser mat --online)
arg-password-file = Fichier, deem seng éischt Zeil d’Passwuert vu verschlësselte PDFen ass
arg-text = D’Kennung; méi Wierder ginn zesumme gelies
arg-shell = bash, zsh, fish, elvish oder powershell
arg-command = De Befeel

### Help: names of values.
value-folder = REPERTOIRE
value-file = FICHIER
value-language = SPROOCH
value-name = NUMM
value-code = CODE
value-role = ROLL
value-url = URL
value-text = TEXT
value-reference = REFERENZ
value-key = SCHLËSSEL
value-word = WUERT
value-number = ZUEL
value-dossier = DOSSIER
value-document = DOKUMENT
value-target = ZIL
value-operation = OPERATIOUN
value-identifier = KENNUNG
value-level = NIVEAU
value-time = ZÄIT
value-shell = SHELL
value-command = BEFEEL

### Errors of use.
usage-command-missing = Et feelt e Befeel.
  .next = „greffe help“ weist d’Befeeler an hir Optiounen.
usage-command-unknown = Et gëtt kee Befeel „{ $command }“.
  .next = „greffe help“ weist d’Befeeler an hir Optiounen.
usage-command-similar = Et gëtt kee Befeel „{ $command }“.
  .next = Hutt Dir „{ $similar }“ gemengt?
usage-argument-unknown = D’Argument „{ $argument }“ ass hei onbekannt.
  .next = „--help“ hannert dem Befeel weist seng Optiounen.
usage-argument-similar = D’Argument „{ $argument }“ ass hei onbekannt.
  .next = Hutt Dir „{ $similar }“ gemengt?
usage-argument-missing = Et feelt: { $argument }.
  .next = „--help“ hannert dem Befeel weist seng Optiounen.
usage-argument-conflict = „{ $argument }“ geet net mat „{ $other }“.
  .next = Wielt ee vun deenen zwee.
usage-value-missing = De Wäert vun „{ $argument }“ feelt.
  .next = Schreift en hannert d’Optioun.
usage-value-not-possible = „{ $value }“ ass fir „{ $argument }“ net méiglech.
  .next = Méiglech: { $possible }.
usage-value-invalid = „{ $value }“ passt net fir „{ $argument }“.
  .next = „--help“ hannert dem Befeel seet, wat erwaart gëtt.
usage-not-utf8 = En Argument ass keen UTF-8-Text.
  .next = Tippt et nei an.
usage-wrong = D’Befeelszeil gëtt net verstan ({ $argument }).
  .next = „greffe help“ weist d’Befeeler an hir Optiounen.

### Errors of the command line itself. What the desk, the key or the platform says stands with them.
path-not-a-folder = An { $file } ass en Deel vum Pad kee Repertoire.
  .next = Kuckt de Pad no.
trust-file-invalid = An { $file } steet keen Zertifikat, dat ka gelies ginn.
  .next = Gitt e PEM-Fichier un („BEGIN CERTIFICATE“).
passphrase-file-empty = Déi éischt Zeil vun { $file } ass eidel.
  .next = Schreift d’Passphrase an déi éischt Zeil.
passphrase-needed = Et brauch eng Passphrase, an et gëtt keen Terminal, fir dono ze froen.
  .next = Gitt mat { $option } e Fichier un. Ni an der Befeelszeil: do gesinn se all d’Benotzer vum Computer.
passphrases-differ = Déi zwou Agabe sinn net d’selwecht; et gouf näischt geännert.
  .next = Probéiert nach eng Kéier.
enrolment-code-needed = Et brauch den Umellcode, an et gëtt keen Terminal, fir dono ze froen.
  .next = Gitt e mat --code oder --code-file un.
revision-of-several-files = Eng signéiert Versioun kann nëmmen aus engem eenzege Fichier geholl ginn.
  .next = Gitt een eenzege Fichier un.
signed-revision-unknown = „{ $file }“ huet keng Signatur Nummer { $number }, där hir signéiert Versioun bekannt ass.
  .next = „greffe verify“ zielt d’Signaturen op; déi éischt huet d’Nummer 1.
time-invalid = „{ $text }“ ass kee komplette Zäitpunkt.
  .next = Schreift Datum, Auerzäit an Zon, zum Beispill 2026-11-03T10:30:00+01:00.
document-argument-invalid = „{ $text }“ ass keen Dokument.
  .next = Schreift d’Referenz vum Dossier an d’Nummer, zum Beispill 2026/RES/000001#2; „greffe dossier show“ weist d’Nummeren.
document-number-unknown = Den Dossier { $reference } huet keen Dokument Nummer { $number }: en huet der { $count }.
  .next = „greffe dossier show { $reference }“ weist d’Nummeren.
document-version-unknown = D’Dokument huet keng Versioun { $number }: et huet der { $count }.
  .next = „greffe document show“ weist d’Versiounen.
operation-argument-invalid = „{ $text }“ ass keng Id vun enger Operatioun.
  .next = „greffe outbox“ weist d’Operatiounen.
title-for-several-files = En Titel passt nëmme bei ee Fichier; et sinn der { $count }.
  .next = Huelt d’Fichieren eenzel op oder ouni --title.
output-is-terminal = E PDF gehéiert net an en Terminal.
  .next = Leet d’Ausgab ëm: > fichier.pdf, oder huelt „document export“.
desk-folder-unknown = Dëse System seet net, wou d’Donnéeë vum Benotzer leien.
  .next = Nennt de Repertoire vum Poste mat --desk.
results-kind-unknown = „{ $file }“ ass weder .csv nach .json.
  .next = Gitt dem Blat mat de Resultater eng vun dësen zwou Endungen.
  .next = Frot B-B; den Zäitstempel kann herno derbäikommen.
interrupted = Ënnerbrach: { $done } vun { $all } fäerdeg, näischt ass hallef bliwwen.
  .next = Start deeselwechte Befeel nach eng Kéier: wat fäerdeg ass, gëtt net widderholl.

### Questions at the terminal.
ask-desk-passphrase = Passphrase vum Poste:
ask-new-passphrase = Nei Passphrase:
ask-new-passphrase-again = Nach eng Kéier:
ask-key-passphrase = Passphrase vum Schlëssel:
ask-enrolment-code = Umellcode:

### Results.
desk-created = Poste an { $folder } ugeluecht.
desk-check-good = D’Datebank, d’Inhalter an de Journal sinn an der Rei.
passphrase-changed = D’Passphrase ass geännert.
journal-good = { $count ->
    [one] De Journal ass an der Rei: een Antrag.
   *[other] De Journal ass an der Rei: { $count } Anträg.
  }
journal-exported = { $count ->
    [one] Een Antrag exportéiert.
   *[other] { $count } Anträg exportéiert.
  }
enrolled = Dëse Poste ass bei { $platform } ugemellt.
enrolled-elsewhere = En gehéiert do zu „{ $now }“; bis elo stoung hei „{ $before }“. Wann dat net Är Verwaltung ass, synchroniséiert net a sot Ärem Administrateur Bescheed.
sign-in-open = Mellt Iech ënner dëser Adress an Ärem Browser un: { $address }
signed-in = Ugemellt als { $name }, bis { $until }.
signed-out = Ofgemellt.
sign-in-page-done = Dir sidd ugemellt. Dir kënnt dës Säit zoumaachen an op de Poste zréckgoen.
dossier-created = Dossier { $reference } ugeluecht.
dossiers-none = Op dësem Poste gëtt et nach keen Dossier.
dossiers-none-found = Keen Dossier passt op „{ $search }“.
dossier-newest-documents = Déi neist { $shown } vun { $count } Dokumenter. All, mam ganze Verlaf: --all
dossiers-more = Et gëtt der vläicht nach: --offset { $offset }
import-done = { $file }: „{ $title }“
import-duplicate = { $file }: schonn als „{ $title }“ an dësem Dossier; näischt derbäigesat
import-also-in = Och an: { $references }
exported = „{ $title }“ steet an { $file }.
seal-nothing = Näischt ze sigelen.
seal-resumed = vun engem fréiere Laf vun dësem Kommando gesigelt
seal-summary = Gesigelt: { $sealed } · refuséiert: { $refused }
outbox-empty = De Postausgang ass eidel.
outbox-given-up = { $count ->
    [1] Eng Ännerung gouf opginn; wat dra stoung, steet am Journal.
   *[other] { $count } Ännerunge goufen opginn; wat dra stoung, steet am Journal.
  }
outbox-retry = { $count ->
    [0] Keng Operatioun louch op der Säit.
    [1] Eng Operatioun waart nees.
   *[other] { $count } Operatioune waarden nees.
  }
sync-acknowledged = { $count ->
    [0] D’Plattform huet näischt kritt ({ $size } geschéckt).
    [1] D’Plattform huet eng Operatioun kritt ({ $size } geschéckt).
   *[other] D’Plattform huet { $count } Operatioune kritt ({ $size } geschéckt).
  }
sync-nothing = Näischt ze schécken: d’Plattform huet alles.
sync-waiting = { $count ->
    [1] Eng Operatioun waart nach.
   *[other] { $count } Operatioune waarden nach.
  }
sync-parked = { $count ->
    [1] Eng Operatioun läit op der Säit: kuckt „greffe outbox“.
   *[other] { $count } Operatioune leien op der Säit: kuckt „greffe outbox“.
  }
fetched = Original an { $file } geschriwwen ({ $size }).
interrupt-notice = Dat aktuellt Stéck gëtt nach fäerdeg; nach eng Kéier Ctrl-C hält direkt op.

### Progress.
progress-remaining = Rescht
step-verifying = Kontrolléieren

### Labels.
field-administration = Verwaltung
field-person = Persoun
field-folder = Repertoire
field-platform = Plattform
field-waiting = Waart
field-last-sync = Lescht Synchronisatioun
field-demo = Demonstratioun
field-status = Stand
field-procedure = Prozedur
field-created = Ugeluecht
field-changed = Geännert
field-id = Id
field-identifier = Kennung
field-check-page = Kontrollsäit
field-canonical = Ouni Trennzeechen
field-url = Adress
field-integrity = Integritéit
field-changes = No der Ënnerschrëft
field-level = Niveau
field-claimed-time = Uginn Zäit
field-proven-time = Bewise Zäit
party-applicant = Demandeur
party-addressee = Adressat
party-third = Drëtten
not-enrolled = net ugemellt
never = ni
desk-is-demo = seng Zertifikater sinn TEST-Zertifikater
role-agent = Agent
role-signatory = ënnerschreift
role-clerk = Greffier
role-auditor = Auditeur
role-administrator = Administrateur
column-reference = Referenz
column-subject = Sujet
column-party = Partei
column-status = Stand
column-documents = Dokumenter
column-waiting = Waart
column-changed = Geännert
column-number = Nr.
column-title = Titel
column-versions = Versiounen
column-size = Gréisst
column-identifier = Kennung
column-time = Zäit
column-event = Evenement
column-actor = Duerch
column-version = Versioun
column-origin = Hierkonft
column-pages = Säiten
column-sha256 = SHA-256
column-what = Wat
column-since = Zënter
column-attempts = Versich
column-sent = Geschéckt
column-operation = Operatioun
dossier-open = op
dossier-status-closed = zou
origin-imported = opgeholl
origin-sealed = gesigelt
origin-augmented = ergänzt
status-on-this-desk = net gesigelt
status-withdrawn = zeréckgezunn
status-waiting = waart drop, geschéckt ze ginn
status-held = waart op en Zäitstempel
status-parked = op der Säit
status-on-platform = op der Plattform zënter { $since }
history-other = { $kind }
size-bytes = { $count } Bytes
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
size-gigabytes = { $value } GB

### Validation.
verdict-total-passed = gülteg
verdict-indeterminate = onbestëmmt: integer, mee d’Vertrauen ass net gekläert
verdict-total-failed = ONGËLTEG
verdict-no-signature = keng Ënnerschrëft
verdict-error = net liesbar
kind-signature = Ënnerschrëft vun
kind-certification = Zertifizéierung duerch
kind-document-timestamp = Zäitstempel vun
field-issuer = Aussteller
signer-unknown = onbekannt, vu wiem
integrity-intact = intakt
integrity-broken = FUTTI
changes-none = näischt geännert
changes-none-partial = näischt geännert; d’Ënnerschrëft deckt net de ganze Fichier
changes-permitted = nëmme wat d’Ënnerschrëft erlaabt
revision-extracted = D’Versioun, déi d’Signatur { $number } signéiert huet, steet an { $out }.
changes-unclear = eng spéider Signature ass iwwer d’Säit gezeechent: Versioune vergläichen
changes-not-permitted = op eng net erlaabten Aart GEÄNNERT
level-none = kee PAdES-Niveau
help-certificates = Weist d’Zertifikater vun de Kaarten a vun engem Schlësselfichier, a firwat der net passen
help-doctor = Seet, ob Sigelen hei géif goen, a wat am Wee steet
arg-pkcs11-module = Driver vun der Kaart (PKCS#11-Modul); soss déi installéiert
arg-slot = Nummer vum Slot, wéi den Driver zielt
arg-token = Numm vum Token
arg-certificate = Kennung (CKA_ID) oder SHA-256-Fangerofdrock vum Zertifikat, hexadezimal
arg-pin-file = Fichier, deem seng éischt Zeil de PIN ass (soss gëtt dono gefrot)
arg-pin-pad = De PIN gëtt op der Tastatur vum Lieser aginn
arg-chain = PEM-Fichier vun den Zertifikater iwwer deem vum Schlëssel, wann en se net matbréngt
arg-rsa-pss = Ënnerschreift mat RSA-PSS amplaz PKCS#1 v1.5 (RSA-Schlësselen)
arg-key = Schlësselfichier (PKCS#12)
arg-certificates-passphrase-file = Fichier, deem seng éischt Zeil d’Passphras vum Schlësselfichier ass (soss gëtt dono gefrot)
arg-doctor-passphrase-file = Fichier, deem seng éischt Zeil d’Passphras vum Schlësselfichier ass (soss gëtt dono gefrot)
arg-tsa = Adress vun enger Zäitstempelstell; widderhuelbar
arg-doctor-offline = Freet näischt am Netz
value-module = MODUL
value-label = NUMM
value-id = ID
ask-pin = PIN vum Token „{ $token }“:
pin-at-the-reader = Gitt de PIN vum Token „{ $token }“ um Lieser an.
certificates-none = Et gouf keen Zertifikat fonnt.
purpose-signature = Ënnerschrëft vun enger Persoun
purpose-seal = Sigel vun enger Organisatioun
purpose-neither = weder Ënnerschrëft nach Sigel
claim-qualified = nennt sech qualifizéiert
claim-qualified-device = nennt sech qualifizéiert, Schlëssel an engem qualifizéierten Apparat
place-token = Token „{ $token }“, Slot { $slot }
field-purpose = Zweck
field-organisation = Organisatioun
field-validity = Gültegkeet
field-key-kind = Schlëssel
field-serial = Seriennummer
field-fingerprint = SHA-256-Fangerofdrock
field-place = Plaz
field-certificate-id = Kennung

### Visible seals.
help-visible-seal = Sichtbar Sigelen: ouni Netz kontrolléieren, Lëscht vun den Zertifikater, Profil
help-visible-seal-verify = Kontrolléiert sichtbar Sigelen a Biller, Scans, Fichiere mat Bytes oder getipptem Text
help-visible-seal-profile = Schreift de Profil vun eise sichtbare Sigelen als XML
help-visible-seal-bundle = Déi ënnerschriwwe Lëscht vun den Zertifikater, no där sichtbar Sigele kontrolléiert ginn
help-visible-seal-bundle-make = Mécht an ënnerschreift eng Lëscht
help-visible-seal-bundle-show = Weist eng Lëscht, där hir Ënnerschrëft passt
help-desk-visible-seal = Weist oder leet fest, ob Dokumenter e sichtbare Sigel kréien, an a wiem sengem Numm
arg-visible-seal-verify-file = Bild (PNG, JPEG, PNM), gescannte PDF, Bytes vun engem Sigel oder Text, dee fir si steet; „-“ ass d’Standardentrée
arg-bytes = Bytes vun engem Sigel als hexadezimalen oder Base64-Text; ka widderholl ginn
arg-bundle = Ënnerschriwwe Lëscht vun den Zertifikater
arg-bundle-key = Zertifikat oder ëffentleche Schlëssel vum Erausgeber, PEM oder DER
arg-bundle-at-least = Eng Lëscht mat enger méi klenger Versioun refuséieren
arg-entry = Zertifikat vun engem Ënnerschreiwer: KENNUNG=FICHIER, am PEM-Fichier fir d’éischt den Zertifikat, duerno seng Ketten; ka widderholl ginn
arg-revoke = KENNUNG/REFERENZ=ZÄIT[,GRONN], zum Beispill LUAS/4F1C=2026-11-20T00:00:00Z,keyCompromise; ka widderholl ginn
arg-previous = D’Lëscht virdrun, där hir Entréë bleiwen (mat --bundle-key); d’Versioun gëtt déi nächst
arg-visible-seal-bundle-make-version = Versioun (soss déi nächst no --previous, soss 1)
arg-valid-days = Deeg bis zur nächster Lëscht (soss 30)
arg-visible-seal = E sichtbare Sigel verlaangen: Wann de Schlëssel keen ënnerschreiwe kann, gëtt näischt gesigelt
arg-no-visible-seal = De Stempel ouni sichtbare Sigel zeechnen
arg-signer-id = Kennzeeche vun der Verwaltung: zwee Buschtawe vum Land an zwee Buschtawen oder Zifferen (soss nom Zertifikat)
arg-fact = Angab am sichtbare Sigel: title=…, reference=…, addressee=… oder fact=…; ka widderholl ginn
arg-seal-visible-seal-p12 = Anere Schlëssel fir de sichtbare Sigel (P-256 oder P-384), PKCS#12
arg-seal-visible-seal-passphrase-file = Fichier, deem seng éischt Zeil d’Passphrase vun dësem Schlëssel ass (soss gëtt gefrot)
arg-on = Dokumenter kréien e sichtbare Sigel, wann de Schlëssel en ënnerschreiwe kann
arg-off = Dokumenter kréie kee sichtbare Sigel
value-entry = KENNUNG=FICHIER
value-revocation = KENNUNG/REFERENZ=ZÄIT
value-signer = LUxx
value-fact = NUMM=TEXT
field-valid-from = Valabel vum
field-valid-until = Valabel bis
field-sealed-on = Gesigelt den
field-signer-id = Ënnerschreiwer
field-seal-certificate = Zertifikat
field-seal-issuer = Ausgestallt vun
field-revoked-at = Widderruff
field-bundle = Lëscht
field-bundle-issued = Gemaach den
field-bundle-next = Nächst bis
field-visible-seal = Sichtbare Sigel
bundle-version-and-age = Versioun { $version }, { $days } Deeg al
visible-seal-on = un
visible-seal-off = aus
visible-seal-by-certificate = nom Zertifikat
visible-seal-bundle-key-invalid = { $file } enthält weder en Zertifikat nach en ëffentleche Schlëssel vun der Zort P-256 oder P-384.
    .next = Gitt den Zertifikat vum Erausgeber vun der Lëscht un, PEM oder DER.
visible-seal-bundle-argument-invalid = „{ $text }“ ass net liesbar.
    .next = Kuckt greffe help visible-seal bundle make.
visible-seal-fact-invalid = „{ $text }“ ass keng Angab.
    .next = Schreift title=…, reference=…, addressee=… oder fact=…

# Signaturfelder, Bild a Plazen
help-inspect = Seet, wat e PDF ass: Säiten, Signaturfelder a wat se verlaangen, Zertifizéierung, Konformitéit
help-repair = Mécht en neie PDF aus deem, wat vun engem beschiedegten ze liesen ass, a seet, wat verluer ass
arg-field = Signaturfeld, dat scho do ass, an deem signéiert gëtt; en eidelen Numm hëlt dat éischt eidelt oder en neit
arg-certify = Zertifiéiert d’Dokument: 1 erlaabt keng Ännerung, 2 Formulairen a Signaturen, 3 och Annotatiounen
arg-lock = Formulairesfelder, déi sech net méi ännere däerfen: all, include:A,B oder exclude:A,B
arg-appearance = Virlag (TOML) vun der siichtbarer Signatur; ouni si ass d’Signatur onsiichtbar
arg-image = Bild an der siichtbarer Signatur, PNG oder JPEG
arg-place = Plaz a Millimeter, z. B. page=1,x=20,y=20,w=60,h=25,from=top-left
arg-placeholder = Mark am Text vum Dokument, déi d’Plaz festleet, z. B. [[signature]]
arg-pages = Säiten: first, last, all oder eng Nummer
arg-stamp-place = Plaz vum Stempel, wann et net déi vun der Signatur ass
arg-stamp-placeholder = Mark, déi d’Plaz vum Stempel festleet
arg-stamp-pages = Säite vum Stempel: first, last, all oder eng Nummer
arg-capacity = A wéi enger Eegenschaft den Titulaire signéiert
arg-delegation = Fir wien den Titulaire signéiert, z. B. „p.d. de Buergermeeschter“
arg-reason = Grond vun der Signatur
arg-location = Plaz, wou signéiert gëtt
arg-repair-input = De beschiedegte PDF; e gëtt ni geännert
arg-repair-output = Den neie PDF
arg-forget-signatures = Fléckt och, wann domat Signature verluer ginn
value-lock = FELDER
value-place = PLAZ
value-pages = SÄITEN
value-out = ZIL
option-invalid = „{ $text }“ gëtt fir { $option } net verstanen.
    .next = „--help“ hannert dem Befeel seet, wat erwaart gëtt.
field-pdf-version = PDF-Versioun
field-pdf-title = Titel
field-page-count = Säiten
field-conformance = Konformitéit
field-encrypted = Verschlësselt
field-signature-count = Signaturen
field-certification = Zertifizéierung
field-state-signed = signéiert
field-state-locked = gespaart
field-state-empty = eidel
field-on-page = Säit { $page }
inspect-yes = jo
inspect-no = neen
inspect-need-appearances = De Formulaire léisst Liesprogrammer seng Felder nei zeechnen: wat gewise gëtt, kann aneschters si wéi wat signéiert gouf.
inspect-usage-rights = De Fichier huet Notzungsrechter fir en aalt Liesprogramm; all Ännerung, och eng Signatur, hält se op.
inspect-fields-outside-form = Eng Säit weist e Signaturfeld, dat de Formulaire net opzielt.
inspect-rotation-odd = Eng Säit soll ëm e Wénkel gedréit sinn, dee kee Villfacht vun 90 Grad ass; si gëtt ongedréit gewisen.
inspect-pages-without-size = Eng Säit huet eng Gréisst, déi kee Sënn mécht.
repair-pages = { $pages } vun { $promised } Säite goufe fonnt.
repair-unreadable = Objeten, déi net ze liese waren: { $objects }
repair-missing = Deeler, op déi verwise gëtt an déi néierens sinn: { $count }
repair-cut = Stécker, déi ze fréi ophalen: { $count }
repair-signatures = Signaturen, déi ewechgelooss goufen: { $count }
repair-content = Säite mat beschiedegtem Inhalt: { $pages }
repair-nothing-lost = Vun engem Verloscht ass näischt bekannt; Säiten: { $pages }.
repair-was-readable = De Fichier war och ouni Reparatur ze liesen.
repair-check = Vergläicht all Säit mat der Virlag, ier Dir dat neit Dokument benotzt.

### Levels and augmentations.
help-desk-levels = Weist oder setzt d’Niveauen vun de Sigelen an d’Zäitstempel-Autoritéiten
help-augmentations = Wat de Sigelen virum Schécken nach feelt
help-augmentations-list = Weist, wat op en Zäitstempel waart
help-augmentations-run = Setzt elo dobäi, wat feelt
help-augmentations-send-as-is = Schéckt Originaler mam Niveau, deen se hunn
seal-held = Waart op en Zäitstempel fir { $wanted }; am Postausgang zréckgehalen
augmentations-none = Näischt waart op en Zäitstempel.
arg-document-seal-level = Gewënschten Niveau: B-B, B-T, B-LT oder B-LTA (soss dee vum Poste)
arg-if-missed = Wann den Niveau net erreecht gëtt: refuse (refuséieren) oder later (sigelen, zréckhalen a méi spéit ergänzen)
arg-document-seal-dossier = Dossieren, vun deenen all net gesigelt Dokumenter geholl ginn; méi dacks méiglech
arg-desk-levels-procedure = Schlëssel vun der Prozedur, fir déi den Niveau gëllt (soss all)
arg-no-browser = Nëmmen d’Adress weisen, kee Browser opmaachen
arg-no-tsa = Hëlt all Zäitstempel-Autoritéiten ewech
arg-tsa-user = Benotzer bei den Autoritéiten
arg-tsa-password-file = Fichier, deem seng éischt Zeil d’Passwuert vum Benotzer ass
arg-tsa-timeout = Sekonnen, an deenen eng Autoritéit muss äntweren
arg-tsa-per-hour = Zäitstempelen héchstens pro Stonn
arg-tsa-per-day = Zäitstempelen héchstens pro Dag
value-choice = WIEL
value-seconds = SEKONNEN
field-if-missed = Wann net erreecht
field-tsa = Zäitstempel-Autoritéiten
if-missed-refuse = refuséiert
if-missed-later = gesigelt, zréckgehalen a méi spéit ergänzt
column-level = Niveau
column-next-attempt = Nächste Versuch
column-document = Dokument
arg-desk-levels-level = Gewënschten Niveau: B-B, B-T, B-LT oder B-LTA
arg-desk-levels-tsa = Adress vun enger Zäitstempel-Autoritéit, déi bevirzuucht als éischt; méi dacks méiglech

### Trusted lists.
help-trust = Vertrauenslëschten: huelen, weisen
help-trust-update = Hëlt d’Lëscht vun de Lëschten an déi national Vertrauenslëschten an e Repertoire; wat net zouverlässeg ass, bleift, wéi et war
help-trust-show = Weist d’Vertrauenslëschte vun engem Repertoire: Alter, Nummer, nächst Ausgab an d’Servicer vun engem Land
arg-trust-lists = Repertoire mat Vertrauenslëschten, wéi „greffe trust update“ se hëlt
arg-lotl-certificates = Repertoire vun den Zertifikater, déi d’Lëscht vun de Lëschten ënnerschreiwe dierfen (Amtsblat); soss „lotl-certificates“ bei de Lëschten
arg-lotl-url = Adress vun der Lëscht vun de Lëschten (soss déi vun der Kommissioun)
arg-online = Freet no Aussteller a Réckruffen, déi net am Fichier sinn
arg-etsi-report = Fichier fir de Rapport no ETSI TS 119 102-2 (XML)
arg-trust-update-out = Repertoire fir d’Lëschten
arg-folder = Repertoire vun de Lëschten
arg-country = Land, deem seng Servicer gewise ginn, zum Beispill LU
trust-renewed = erneiert
trust-in-force = { $operator }, Nummer { $sequence }, { $days } Deeg al, nächst Ausgab { $next }
trust-stale = { $operator }, Nummer { $sequence }, { $days } Deeg al: VERALS zënter { $next }, gëtt net gebraucht
field-qualification = No de Vertrauenslëschten
qualification-qesig = qualifizéiert elektronesch Ënnerschrëft (QESig)
qualification-qeseal = qualifizéierten elektronesche Sigel (QESeal)
qualification-adesig-qc = fortgeschratt elektronesch Ënnerschrëft mat qualifizéiertem Zertifikat (AdESig-QC)
qualification-adeseal-qc = fortgeschrattenen elektronesche Sigel mat qualifizéiertem Zertifikat (AdESeal-QC)
qualification-adesig = fortgeschratt elektronesch Ënnerschrëft (AdESig)
qualification-adeseal = fortgeschrattenen elektronesche Sigel (AdESeal)
qualification-ades = fortgeschratt elektronesch Ënnerschrëft oder Sigel (AdES)
qualification-indeterminate = net decidéiert
qualification-not-applicable = keng: d’Ënnerschrëft ass gescheitert
purpose-guessed = no dem Inhaber ugeholl
help-augment = Hieft ënnerschriwwe PDF-Fichieren op e méi héijen Niveau oder erneiert se, ouni Poste
arg-renew = Setzt frësch Kontrolldaten an en neien Archivzäitstempel derbäi
arg-if-level-fails = Wann den Niveau net erreecht gëtt: refuse (refuséieren) oder keep (halen, wat erreecht ass, a méi spéit ergänzen)
arg-tsa-policy = Richtlinn, no där d’Déngschter gefrot ginn
arg-augment-input = Ënnerschriwwe Fichieren
arg-augment-out-dir = Repertoire fir d’Resultater, ënnert dem selwechten Numm
value-oid = OID
