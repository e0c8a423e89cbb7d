# D'Wierder vun der Befeelszeil.

### Help: headings and commands.
help-usage = Benotzung:
help-commands = Befeeler
help-arguments = Argumenter
help-options = Optiounen
help-global = Fir all Befeeler
help-greffe = Greffe: Dossieren, Sigelen an Originaler an der Befeelszeil
help-desk = D'Aarbechtsplaz: uleeën, kontrolléieren, Passphrase
help-desk-create = Leet an engem neie Repertoire eng verschlësselt Aarbechtsplaz un
help-desk-info = Weist d'Aarbechtsplaz: Verwaltung, Persoun, Plattform, wat waart
help-desk-check = Kontrolléiert d'Datebank, d'Inhalter an de Journal
help-desk-passphrase = Ännert d'Passphrase
help-enrol = Mellt dës Aarbechtsplaz mat engem Code fir eng Kéier bei enger Plattform un
help-dossier = D'Dossieren: uleeën, sichen, weisen
help-dossier-create = Leet en Dossier un; ouni Referenz kritt en déi nächst Nummer
help-dossier-list = Lëscht d'Dossieren op, dee fir d'lescht geännerten als éischten
help-dossier-show = Weist en Dossier: Parteien, Dokumenter, Verlaf
help-document = D'Dokumenter: ophuelen, liesen, kontrolléieren, sigelen
help-document-import = Hëlt PDF-Dateien an en Dossier op; d'Dateie bleiwen, wou se sinn
help-document-show = Weist en Dokument a seng Versiounen
help-document-export = Schreift eng Versioun an eng Datei, déi et nach net gëtt
help-document-read = Schreift d'Bytes vun enger Versioun op d'Standardausgab
help-document-verify = Kontrolléiert d'Ënnerschrëften an d'Sigele vun engem Dokument
help-document-seal = Sigelt Dokumenter; all Dokument kritt seng Kennung
help-outbox = Weist, wat drop waart, un d'Plattform geschéckt ze ginn
help-outbox-retry = Setzt Operatiounen, déi op d'Säit geluecht goufen, nees an d'Rei
help-sync = Schéckt de Postausgang un d'Plattform
help-journal = De Journal: kontrolléieren, exportéieren
help-journal-verify = Kontrolléiert d'Hash-Ketten vum Journal
help-journal-export = Exportéiert de Journal, eng JSON-Zeil pro Antrag
help-fetch = Hëlt d'Original zu enger Kennung vun der Plattform
help-seal = Sigelt PDF-Dateien, ouni Aarbechtsplaz
help-verify = Kontrolléiert d'Ënnerschrëften an d'Sigele vu PDF-Dateien, ouni Aarbechtsplaz
help-identifier = Déi gedréckte Kennung: maachen, liesen
help-identifier-new = Zitt eng nei zoufälleg Kennung
help-identifier-parse = Liest eng getippten, agefüügten oder gescannte Kennung
help-completion = Schreift de Skript fir d'Vervollstännegung an enger Shell
help-help = Weist d'Hëllef zu engem Befeel

### Help: arguments.
arg-desk = Repertoire vun der Aarbechtsplaz (soss $GREFFE_DESK, soss dee vum Benotzer)
arg-passphrase-file = Datei, där hir éischt Zeil d'Passphrase vun der Aarbechtsplaz ass (soss $GREFFE_PASSPHRASE_FILE, soss gëtt gefrot)
arg-seal-passphrase-file = Datei, där hir éischt Zeil d'Passphrase vum Schlëssel ass (soss gëtt gefrot)
arg-lang = Sprooch: fr, de, lb oder en (soss déi vum System, soss Franséisch)
arg-json = Resultater als JSON, eng Zeil pro Element; Feeler als JSON op der Feelerausgab
arg-help = Weist dës Hëllef
arg-greffe-version = Weist d'Versioun vum Programm
arg-administration = Numm vun der Verwaltung, wéi en am Stempel gedréckt gëtt
arg-person = Numm vun der Persoun, déi hei schafft
arg-office = Kierzel vum Déngscht fir d'Referenzen, zum Beispill RES
arg-role = Roll: agent, signatory (ënnerschreift), clerk (Greffier), auditor oder administrator; widderhuelbar
arg-new-passphrase-file = Datei, där hir éischt Zeil déi nei Passphrase ass (soss gëtt gefrot)
arg-extract-revision = Byte fir Byte op --out schreiwen, wat d’Signatur Nummer N signéiert huet
arg-platform = Adress vun der Plattform, zum Beispill https://verify.example.lu
arg-code = Code fir eng Kéier vun der Plattform (soss gëtt gefrot)
arg-code-file = Datei, där hir éischt Zeil de Code ass
arg-ca = PEM-Datei vun den Autoritéiten, deenen een zousätzlech fir d'Verbindung vertraut
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
arg-file = PDF-Dateien
arg-input = PDF-Dateien; si ginn net verännert
arg-title = Titel (soss den Numm vun der Datei)
arg-out = Zildatei; et däerf se nach net ginn
arg-version = Nummer vun der Versioun (soss déi neist)
arg-target = Dokumenter, oder Dossieren, vun deenen all déi net gesigelt Dokumenter geholl ginn
arg-all = All déi net gesigelt Dokumenter vun dëser Aarbechtsplaz
arg-p12 = Schlëssel vum Sigel mat Zertifikat (PKCS#12)
arg-p12-passphrase-file = Datei, där hir éischt Zeil d'Passphrase vum Schlëssel ass (soss gëtt gefrot)
arg-operation = Operatiounen (soss all déi op der Säit)
arg-identifier = D'Kennung, wéi se gedréckt ass, oder hir Adress
arg-force = Ersetzt eng Datei, déi et scho gëtt
arg-out-dir = Repertoire fir déi gesigelt Dateien, ënner deemselwechten Numm
arg-platform-url = Adress vun der Plattform, zum Beispill https://verify.example.lu
arg-no-stamp = Dréckt näischt op d'Säiten
arg-level = PAdES-Niveau: B-B; B-T, B-LT a B-LTA ginn haut refuséiert
arg-jobs = Fichieren, déi zur selwechter Zäit gesigelt ginn, 1 bis 64 (soss een pro Kär)
arg-results = Fichier fir e Blat mat de Resultater: .csv oder .json
arg-authority = Autoritéit, déi am Stempel steet (soss déi vum Zertifikat)
arg-stamp-lang = Sprooch vum Stempel: fr, de, lb oder en (fr)
arg-trust = PEM-Datei vun de Wuerzelzertifikater, deenen ee vertraut
arg-at = Zäitpunkt, fir deen gejugéiert gëtt, zum Beispill 2026-11-03T10:30:00+01:00 (soss elo)
arg-offline = Ouni Netz (haut ëmmer de Fall)
arg-password-file = Datei, där hir éischt Zeil d'Passwuert vu verschlësselte PDFen ass
arg-text = D'Kennung; méi Wierder ginn zesumme gelies
arg-shell = bash, zsh, fish, elvish oder powershell
arg-command = De Befeel

### Help: names of values.
value-folder = REPERTOIRE
value-file = DATEI
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
  .next = „greffe help“ weist d'Befeeler an hir Optiounen.
usage-command-unknown = Et gëtt kee Befeel „{ $command }“.
  .next = „greffe help“ weist d'Befeeler an hir Optiounen.
usage-command-similar = Et gëtt kee Befeel „{ $command }“.
  .next = Hutt Dir „{ $similar }“ gemengt?
usage-argument-unknown = D'Argument „{ $argument }“ ass hei onbekannt.
  .next = „--help“ hannert dem Befeel weist seng Optiounen.
usage-argument-similar = D'Argument „{ $argument }“ ass hei onbekannt.
  .next = Hutt Dir „{ $similar }“ gemengt?
usage-argument-missing = Et feelt: { $argument }.
  .next = „--help“ hannert dem Befeel weist seng Optiounen.
usage-argument-conflict = „{ $argument }“ geet net mat „{ $other }“.
  .next = Wielt ee vun deenen zwee.
usage-value-missing = De Wäert vun „{ $argument }“ feelt.
  .next = Schreift en hannert d'Optioun.
usage-value-not-possible = „{ $value }“ ass fir „{ $argument }“ net méiglech.
  .next = Méiglech: { $possible }.
usage-value-invalid = „{ $value }“ passt net fir „{ $argument }“.
  .next = „--help“ hannert dem Befeel seet, wat erwaart gëtt.
usage-not-utf8 = En Argument ass keen UTF-8-Text.
  .next = Tippt et nei an.
usage-wrong = D'Befeelszeil gëtt net verstan ({ $argument }).
  .next = „greffe help“ weist d'Befeeler an hir Optiounen.

### Errors of the command line itself. What the desk, the key or the platform says stands with them.
path-not-a-folder = An { $file } ass en Deel vum Pad kee Repertoire.
  .next = Kuckt de Pad no.
trust-file-invalid = An { $file } steet keen Zertifikat, dat ka gelies ginn.
  .next = Gitt eng PEM-Datei un („BEGIN CERTIFICATE“).
passphrase-file-empty = Déi éischt Zeil vun { $file } ass eidel.
  .next = Schreift d'Passphrase an déi éischt Zeil.
passphrase-needed = Et brauch eng Passphrase, an et gëtt keen Terminal, fir dono ze froen.
  .next = Gitt mat { $option } eng Datei un. Ni an der Befeelszeil: do gesinn se all d'Benotzer vum Computer.
passphrases-differ = Déi zwou Agabe sinn net d'selwecht; et gouf näischt geännert.
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
  .next = Schreift d'Referenz vum Dossier an d'Nummer, zum Beispill 2026/RES/000001#2; „greffe dossier show“ weist d'Nummeren.
document-number-unknown = Den Dossier { $reference } huet keen Dokument Nummer { $number }: en huet der { $count }.
  .next = „greffe dossier show { $reference }“ weist d'Nummeren.
document-version-unknown = D'Dokument huet keng Versioun { $number }: et huet der { $count }.
  .next = „greffe document show“ weist d'Versiounen.
operation-argument-invalid = „{ $text }“ ass keng Id vun enger Operatioun.
  .next = „greffe outbox“ weist d'Operatiounen.
title-for-several-files = En Titel passt nëmme bei eng Datei; et sinn der { $count }.
  .next = Huelt d'Dateien eenzel op oder ouni --title.
output-is-terminal = E PDF gehéiert net an en Terminal.
  .next = Leet d'Ausgab ëm: > datei.pdf, oder huelt „document export“.
desk-folder-unknown = Dëse System seet net, wou d'Donnéeë vum Benotzer leien.
  .next = Nennt de Repertoire vun der Aarbechtsplaz mat --desk.
results-kind-unknown = „{ $file }“ ass weder .csv nach .json.
  .next = Gitt dem Blat mat de Resultater eng vun dësen zwou Endungen.
level-not-available = Den Niveau { $level } kann nach net gemaach ginn; et gouf näischt geschriwwen.
  .next = Frot B-B; den Zäitstempel kann herno derbäikommen.
interrupted = Ënnerbrach: { $done } vun { $all } fäerdeg, näischt ass hallef bliwwen.
  .next = Start deeselwechte Befeel nach eng Kéier: wat fäerdeg ass, gëtt net widderholl.

### Questions at the terminal.
ask-desk-passphrase = Passphrase vun der Aarbechtsplaz:
ask-new-passphrase = Nei Passphrase:
ask-new-passphrase-again = Nach eng Kéier:
ask-key-passphrase = Passphrase vum Schlëssel:
ask-enrolment-code = Umellcode:

### Results.
desk-created = Aarbechtsplaz an { $folder } ugeluecht.
desk-check-good = D'Datebank, d'Inhalter an de Journal sinn an der Rei.
passphrase-changed = D'Passphrase ass geännert.
journal-good = { $count ->
    [one] De Journal ass an der Rei: een Antrag.
   *[other] De Journal ass an der Rei: { $count } Anträg.
  }
journal-exported = { $count ->
    [one] Een Antrag exportéiert.
   *[other] { $count } Anträg exportéiert.
  }
enrolled = Dës Aarbechtsplaz ass bei { $platform } ugemellt.
dossier-created = Dossier { $reference } ugeluecht.
dossiers-none = Op dëser Aarbechtsplaz gëtt et nach keen Dossier.
dossiers-none-found = Keen Dossier passt op „{ $search }“.
dossiers-more = Et gëtt der vläicht nach: --offset { $offset }
import-done = { $file }: „{ $title }“
import-duplicate = { $file }: schonn als „{ $title }“ an dësem Dossier; näischt derbäigesat
import-also-in = Och an: { $references }
exported = „{ $title }“ steet an { $file }.
seal-nothing = Näischt ze sigelen.
seal-resumed = vun engem fréiere Laf vun dësem Kommando gesigelt
seal-summary = Gesigelt: { $sealed } · refuséiert: { $refused }
outbox-empty = De Postausgang ass eidel.
outbox-retry = { $count ->
    [0] Keng Operatioun louch op der Säit.
    [1] Eng Operatioun waart nees.
   *[other] { $count } Operatioune waarden nees.
  }
sync-acknowledged = { $count ->
    [0] D'Plattform huet näischt kritt ({ $size } geschéckt).
    [1] D'Plattform huet eng Operatioun kritt ({ $size } geschéckt).
   *[other] D'Plattform huet { $count } Operatioune kritt ({ $size } geschéckt).
  }
sync-nothing = Näischt ze schécken: d'Plattform huet alles.
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
dossier-closed = zou
origin-imported = opgeholl
origin-sealed = gesigelt
origin-augmented = ergänzt
status-on-this-desk = nëmmen op dëser Aarbechtsplaz
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
verdict-total-passed = gëlteg
verdict-indeterminate = onbestëmmt: integer, mee d'Vertrauen ass net gekläert
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
changes-none-partial = näischt geännert; d'Ënnerschrëft deckt net déi ganz Datei
changes-permitted = nëmme wat d'Ënnerschrëft erlaabt
revision-extracted = D’Versioun, déi d’Signatur { $number } signéiert huet, steet an { $out }.
changes-unclear = eng spéider Signature ass iwwer d'Säit gezeechent: Versioune vergläichen
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
purpose-guessed = no dem Inhaber ugeholl
