# D’Fënster
app-name = Greffe
window-title = { $page } · Greffe
loading = Gëtt gelueden…
close = Zoumaachen
cancel = Ofbriechen
cancelling = Gëtt ugehalen…
optional = fräiwëlleg
skip = Bei den Inhalt
navigation = Haaptnavigatioun
menu = Menü
crumbs = Wee
demo = Demonstratioun · TEST
browser = Browser · erfonnt Daten
notice-dismiss = Meldung verstoppen
page-unknown = Dës Säit gëtt et net

# Virum Opmaachen
front-line = De Register, an deem Akte gehal a gesigelt ginn.
front-note = Schafft ouni Netz. Sigelt. All Pabeierkopie féiert bei den Original.
unlock-title = De Poste entspären
unlock-explain = Är Dossiere sinn op dësem Computer verschlësselt. D’Passphras mécht se op; si verléisst dëse Poste net.
unlock-submit = Entspären
unlock-busy = Gëtt opgemaach…
passphrase = Passphras
passphrase-show = Passphras weisen
passphrase-missing = Gitt d’Passphras an.
passphrase-short = D’Passphras muss op d’mannst 12 Zeechen hunn.
passphrase-differs = Déi zwou Passphrasen si verschidden.
create-title = Poste uleeën
create-explain = Dëse Poste hält Är Dossiere verschlësselt op dësem Computer a synchroniséiert se mat der Plattform, wann d’Netz do ass.
create-administration = Verwaltung
create-administration-hint = Esou wéi se op den Akte gedréckt gëtt, zum Beispill „Gemeng Mäerzeg“.
create-person = Ären Numm
create-office = Kierzel vum Service
create-office-hint = An de Referenzen: 2026/RES/000001.
create-passphrase = Nei Passphras
create-passphrase-hint = Op d’mannst 12 Zeechen; e puer Wierder si besser wéi eent. Kee kann se erëmfannen: haalt se op enger sécherer Plaz fest.
create-repeat = Passphras widderhuelen
create-submit = Poste uleeën
create-busy = Gëtt ugeluecht…
day-hint = Zum Beispill 05.03.2026.
day-unreadable = Dësen Dag gëtt et net am Kalenner, oder en ass net komplett geschriwwen: Dag, Mount a Joer, zum Beispill 05.03.2026.
field-missing = Fëllt dëst Feld aus.
form-errors = { $count ->
    [one] Ee Feld muss verbessert ginn.
   *[other] { $count } Felder musse verbessert ginn.
  }

# Dossieren
dossiers = Dossieren
dossier = Dossier
dossiers-caption = Dossieren, dee lescht geännerte fir d’éischt
dossiers-count = { $count ->
    [0] Keen Dossier
    [one] { $count } Dossier
   *[other] { $count } Dossieren
  }
dossiers-empty = Nach keen Dossier
dossiers-empty-text = Leet den éischten Dossier un a zitt d’PDFe vun der Ufro dran. Alles geet ouni Netz.
dossier-new = Neien Dossier
dossier-create = Dossier uleeën
dossier-created = Dossier { $reference } ugeluecht.
dossier-closed = Zou
search-label = Dossier sichen
search-placeholder = Referenz, Objet, Partei, Dokument…
search-nothing = Näischt passt op „{ $search }“
search-nothing-text = Gesicht gëtt an der Referenz, dem Objet, de Parteien an den Dokumenter. Probéiert et mat manner Wierder.
search-clear = Sich läschen
reference = Referenz
reference-hint = Eidel loossen, fir déi nächst Nummer ze kréien.
subject = Objet
subject-hint = An enger Zeil, zum Beispill „Erweidert Wunnsëtzzertifikat“.
changed = Geännert
opened = Ugeluecht den
state = Stand
procedure = Prozedur
procedure-none = Ouni Prozedur
parties = Parteien
no-party = Keng Partei
party-applicant = Demandeur
party-kind = Persoun
party-natural = natierlech
party-legal = juristesch
role-applicant = Demandeur
role-addressee = Destinataire
role-third = Drëtten
history = Verlaf

# Dokumenter
documents = Dokumenter
document = Dokument
documents-count = { $count ->
    [0] Keen Dokument
    [one] { $count } Dokument
   *[other] { $count } Dokumenter
  }
documents-empty = Keen Dokument an dësem Dossier
documents-empty-text = Importéiert PDFen oder zitt se iergendwou an dës Fënster. D’Fichieren selwer bleiwen onverännert.
waiting-count = { $count } am Waarden
select-document = „{ $title }“ auswielen
version-number = Versioun { $number }
pages-count = { $count ->
    [one] { $count } Säit
   *[other] { $count } Säiten
  }
import-action = Importéieren…
importing = Import { $index } vun { $count }: { $name }
import-done = { $count ->
    [0] Keen Dokument importéiert.
    [one] { $count } Dokument importéiert.
   *[other] { $count } Dokumenter importéiert.
  }
import-known = { $count ->
    [one] „{ $title }“ ass schonn an dësem Dossier.
   *[other] { $count } Fichieren si schonn an dësem Dossier.
  }
import-refused = { $count ->
    [one] { $count } Fichier refuséiert.
   *[other] { $count } Fichieren refuséiert.
  }
import-also = „{ $title }“ ass och an { $references }.
drop-nowhere = Maacht fir d’éischt en Dossier op a leet d’Fichieren do of.
drop-into = An { $reference } ofleeën
choose-file = Wielen…
file-none = Kee Fichier gewielt
file-name = Numm vum Fichier
pages = Säiten
size = Gréisst
digest = SHA-256-Empreinte
details = Detailer vum Fichier
versions = Versiounen
origin-imported = Importéiert
origin-sealed = Gesigelt: den Original
origin-augmented = Ergänzt: den Original mat sengem Zäitstempel
export-original = Original exportéieren…
export-version = Exportéieren…
exported = „{ $name }“ ass gespäichert.
identifier = Kennung
copy-identifier = Kennung kopéieren
copied-identifier = D’Kennung ass kopéiert.
copy-address = Kontrolladress kopéieren
copied-address = D’Kontrolladress ass kopéiert.
copy-refused = Kopéieren ass hei net méiglech. Markéiert den Text a kopéiert en mat der Tastatur.

# Wou en Dokument drun ass
status-desk = Net gesigelt
status-desk-note = Nach net gesigelt: déi ëffentlech Säit weist et net. Aner Poste kréien et mam Dossier, soubal dëse Poste synchroniséiert.
status-pulled-note = En Original vun der Plattform, iwwer seng Kennung geholl. En dréit de Sigel vun der Autoritéit, déi en erausginn huet; et gëtt näischt verschéckt.
status-waiting = Waart op d’Schécken
status-held = Waart op en Zäitstempel
status-held-note = Den Original waart op säin Zäitstempel, ier e geschéckt gëtt.
status-waiting-note = Gesigelt. Den Original geet bei der nächster Synchronisatioun op d’Plattform.
status-parked = Ze kontrolléieren
status-parked-note = D’Plattform huet et refuséiert. Et bleift op dësem Poste, näischt ass verluer.
status-platform = Op der Plattform
status-platform-note = Den Original gëtt do zënter { $moment } gehal.

# Liesen
preview-label = Virschau vun „{ $title }“
preview-tools = Outile fir ze liesen
preview-page = Säit
preview-page-of = Säit { $page } vun { $pages }
preview-previous = Säit virdrun
preview-next = Nächst Säit
preview-smaller = Méi kleng
preview-larger = Méi grouss
preview-fit = Un d’Breet upassen
preview-no-text = Dës Säit ass e Bild: et ass keen Text drop ze liesen.
preview-not-pdf = Dëse Fichier ass kee PDF; eng Virschau ass net méiglech. Exportéiert en, fir en opzemaachen.
preview-encrypted = Dësen PDF ass duerch e Passwuert geschützt.
  .next = Gitt et an, fir en hei ze liesen.
preview-password-wrong = Dëst Passwuert mécht de PDF net op.
  .next = Gitt et nach eng Kéier an, oder frot et bei deem, deen de Fichier geschéckt huet.
preview-password = Passwuert vum PDF
preview-password-hint = Et gëtt néierens verhalen oder opgeschriwwen; de Fichier bleift verschlësselt, wéi en ass.
preview-password-open = Weisen
preview-damaged = Dëse PDF ass futti: e kann net gewise ginn.
    .next = Frot den Auteur nach eng Kéier no dem Fichier.

# Validatioun
validation = Validatioun
validate = Ënnerschrëft validéieren
verdict-passed = All d’Ënnerschrëften an d’Sigele si gülteg.
verdict-failed = Op d’mannst eng Ënnerschrëft oder ee Sigel ass net gülteg.
verdict-indeterminate = Näischt ass gebrach, mee net alles konnt confirméiert ginn.
verdict-none = Dës Versioun huet weder Ënnerschrëft nach Sigel.
signature-intact = onverännert
signature-broken = geännert
covers-whole = deckt de ganze Fichier
covers-part = deckt nëmmen en Deel vum Fichier

# Sigelen
seal-action = Sigelen…
seal-action-count = { $count ->
    [one] { $count } Dokument sigelen…
   *[other] { $count } Dokumenter sigelen…
  }
seal-title = Sigelen
seal-explain = All Dokument kritt eng Kennung, e QR-Code an de Sigel vun der Verwaltung. Den Original kann duerno net méi geännert ginn.
seal-what = { $count ->
    [one] { $count } Dokument ze sigelen
   *[other] { $count } Dokumenter ze sigelen
  }
seal-key = Schlëssel
seal-key-none = Kee Schlëssel gewielt
seal-key-missing = Et ass kee Schlëssel gewielt.
    .next = Wielt en Zertifikat op Kaart oder Token oder den .p12-Fichier vum Sigel vun der Verwaltung.
seal-passphrase = Passphras vum Schlëssel
seal-passphrase-hint = Déi vum .p12-Fichier, net déi vum Poste. Si gëtt no Gebrauch geläscht.
seal-passphrase-missing = D’Passphras vum Schlëssel ass eidel.
    .next = Gitt d’Passphras vum .p12-Fichier an.
seal-submit = { $count ->
    [one] Dokument sigelen
   *[other] { $count } Dokumenter sigelen
  }
seal-progress = Et gëtt gesigelt
seal-running = Dokument { $done } vun { $count }
seal-running-hint = All gesigelt Dokument ass direkt gesécher: eng Ënnerbriechung verléiert näischt.
seal-done = Resultat vum Sigelen
seal-result = { $sealed ->
    [0] Keen Dokument gesigelt
    [one] { $sealed } Dokument gesigelt
   *[other] { $sealed } Dokumenter gesigelt
  }{ $refused ->
    [0] .
    [one] , { $refused } refuséiert.
   *[other] , { $refused } refuséiert.
  }
seal-left = { $count ->
    [one] { $count } Dokument gouf net behandelt: et bleift, wéi et ass.
   *[other] { $count } Dokumenter goufen net behandelt: si bleiwen, wéi se sinn.
  }
seal-covers = Kee fräie Rand: de Stempel verdeckt en Deel vun der Säit. Liest se no.

# Synchronisatioun
sync-title = Synchronisatioun
sync-start = Synchroniséieren
sync-running = Gëtt geschéckt…
sync-calm = Alles ass iwwerdroen
sync-waiting = { $count ->
    [one] { $count } Ännerung waart
   *[other] { $count } Ännerunge waarden
  }
sync-not-enrolled = Net ugemellt
sync-enrol = Poste umellen
sync-last = Lescht: { $moment }
sync-sent = { $count ->
    [0] Et konnt näischt iwwerdroe ginn.
    [one] { $count } Original op d’Plattform iwwerdroen.
   *[other] { $count } Originaler op d’Plattform iwwerdroen.
  }
sync-parked = { $count ->
    [one] { $count } Sendung ass am Postausgang ze kontrolléieren.
   *[other] { $count } Sendunge sinn am Postausgang ze kontrolléieren.
  }
sync-nothing = Alles ass schonn iwwerdroen.
outbox = Postausgang
outbox-explain = Wat d’Plattform nach net confirméiert huet. Och ouni Netz geet näischt verluer.
outbox-empty = Alles ass iwwerdroen
outbox-empty-text = Dokumenter, déi Dir sigelt, waarden hei, bis d’Plattform se confirméiert.
outbox-not-enrolled = Dëse Poste ass nach bei kenger Plattform ugemellt.
outbox-registration = Original fir ze registréieren
waiting-since = zënter { $moment }
attempts = { $count ->
    [one] { $count } Versuch
   *[other] { $count } Versich
  }
retry = Nach eng Kéier probéieren
retry-done = D’Sendung waart erëm.

# Astellungen
settings = Astellungen
settings-window = Fënster
settings-desk = Dëse Poste
language = Sprooch
theme = Ausgesinn
theme-system = Wéi de System
theme-light = Hell
theme-dark = Däischter
go-to-dossiers = Bei d’Dossieren
lists-density = Zeile vun de Lëschten
lists-comfortable = Lëfteg
lists-compact = Enk
palette-lists-comfortable = Zeile vun de Lëschte lëfteg
palette-lists-compact = Zeile vun de Lëschten enk
text-size = Gréisst vum Text
idle = Spären no
idle-never = Ni
minutes = { $count } Minutten
letter-keys = Raccourcie mat enger Tast
letter-keys-hint = J a K fir sech ze beweegen, N fir en neien Dossier… Bei Sproochsteierung ofschalten.
administration = Verwaltung
person = Persoun
roles = Rollen
role-agent = Agent
role-signatory = Ënnerschreiwer
role-clerk = Greffier
role-auditor = Auditeur
role-administrator = Administrateur
platform = Plattform
platform-none = Keng: dëse Poste schafft eleng
enrol-title = Poste umellen
enrol-explain = Den Administrateur vun der Plattform gëtt Iech hir Adress an en eemolege Code.
enrol-platform = Adress vun der Plattform
enrol-code = Umellcode
enrol-certificates = Zertifikater vun der Plattform
enrol-certificates-hint = Nëmme wann d’Plattform eng eegen Autoritéit huet (.pem-Fichier).
enrol-submit = Umellen
enrol-again = Bei enger anerer Plattform umellen
enrol-missing = Adress a Code sinn allebéid néideg.
enrolled = Dëse Poste ass bei { $platform } ugemellt.
passphrase-change = Passphras änneren
passphrase-change-submit = Änneren
passphrase-old = Aktuell Passphras
passphrase-changed = D’Passphras ass geännert.
about = Iwwer Greffe
about-version = Greffe { $version }, Lizenz EUPL-1.2.
about-parts = Enthält Designsystemet (MIT), pdf.js (Apache-2.0) an d’Schrëften Inter, Source Serif 4 an IBM Plex Mono (OFL 1.1).
lock = Spären

# Raccourcien
keys-title = Tastaturraccourcien
keys-off = Raccourcie mat enger Tast sinn an den Astellungen ofgeschalt.
keys-everywhere = Iwwerall
keys-lists = Lëschten an Dossieren
keys-reading = Liesen
keys-help = Dëst Blat
keys-search = Sichen
keys-dossiers = Dossieren
keys-outbox = Postausgang
keys-settings = Astellungen
keys-sync = Synchroniséieren
keys-zoom = Gréisst vum Text
keys-lock = Spären
keys-back = Zréck, zoumaachen
keys-down = Nächst Zeil
keys-up = Zeil virdrun
keys-open = Opmaachen
keys-select = Auswielen
keys-new = Neien Dossier
keys-import = Importéieren
keys-seal = Sigelen
keys-next-page = Nächst Säit
keys-previous-page = Säit virdrun
keys-larger = Méi grouss
keys-smaller = Méi kleng
keys-fit = Un d’Breet upassen
key-esc = Esc
key-enter = Enter
key-space = Leertast
key-ctrl = Ctrl
key-home = Pos1
key-end = Enn
key-page = Säit
keys-writing = Schreiwen
keys-window = Eng Säit méi déif, méi héich
keys-ends = Éischt Zeil, lescht Zeil
keys-next-gap = Nächst Saach, déi an engem Bréif feelt
keys-written = Bestätegen an engem Feld mat méi Zeilen

# Verlaf
history-times = { $count } ×
history-dossier-created = Dossier ugeluecht
history-document-imported = „{ $title }“ importéiert
history-document-sealed = „{ $title }“ gesigelt
history-document-registered = „{ $title }“ vun der Plattform confirméiert
history-registration-parked = Original „{ $title }“ vun der Plattform refuséiert
history-original-fetched = Original vun der Plattform geholl
history-document-read = „{ $title }“ gelies
history-document-exported = „{ $title }“ exportéiert

# Zäiten a Gréissten
format-moment = { $day }, { $clock } { $zone }
zone-winter = MEZ
zone-summer = MESZ
size-bytes = { $n } Byte
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

# Schlësselen, Niveauen, Diagnos
seal-key-file = Schlësselfichier (.p12)
seal-pin = PIN vun „{ $token }“
seal-pin-hint = Gëtt fir all d’Dokumenter just eng Kéier probéiert an duerno geläscht.
seal-pin-empty = De PIN ass eidel.
    .next = Gitt de PIN vun der Kaart oder vum Token an.
seal-pin-pad = De PIN vun „{ $token }“ gëtt no „Sigelen“ op der Tastatur vum Lieser aginn.
seal-pin-now = Gitt elo de PIN um Lieser an.
seal-no-pin = Dësen Token freet kee PIN.
pin-few-left = Et gouf schonn e falsche PIN aginn. Et bleiwen nëmme wéineg Versich bis zur Spär.
pin-last-try = Leschte Versuch: e falsche PIN spaart den Token.
keys-searching = Kaarten an Token gi gesicht…
keys-none = Keng Kaart a keen Token mat Zertifikat fonnt.
keys-found = { $count ->
    [one] { $count } Zertifikat op Kaart oder Token fonnt.
   *[other] { $count } Zertifikater op Kaart oder Token fonnt.
  }
keys-search-again = Nach eng Kéier sichen
keys-look-inside = Zertifikat vum Fichier kucken
keys-inside = Zertifikater am Fichier
key-issuer = Ausgestallt vun { $issuer }
key-validity = gülteg vum { $from } bis { $to }
key-place = Op „{ $place }“
purpose-signature = Ënnerschrëft vun enger Persoun
purpose-seal = Sigel vun enger Organisatioun
purpose-neither = weder Ënnerschrëft nach Sigel
purpose-guessed = { $purpose } (nom Numm vum Inhaber)
claim-qualified = no eegener Angab qualifizéiert
claim-qualified-device = no eegener Angab qualifizéiert, Schlëssel an engem qualifizéierten Apparat
seal-pause = Ënnerbriechen
seal-resume = Weiderfueren
seal-paused = Ënnerbrach: { $done } vun { $count } beaarbecht
seal-held = Originaler ouni Zäitstempel waarden op dësem Poste; e gëtt derbäigesat, soubal et geet. Kuckt
level-b-b = B-B, Grondniveau
level-b-t = B-T, mat Zäitstempel
level-b-lt = B-LT, mat Valabilitéitsbeweiser
level-b-lta = B-LTA, mat Archivzäitstempel
level-reached = Erreechten Niveau: { $level }
level-missed = De gewënschten Niveau ({ $wanted }) gouf net erreecht:
visible-seal-yes = siichtbare Sigel op der Säit
visible-seal-no-room = keng Plaz fir de siichtbare Sigel
held-title = Waarden op en Zäitstempel
held-explain = Dës Originaler si gesigelt, hunn awer nach net de gewënschten Niveau. Si bleiwen op dësem Poste; all Synchronisatioun probéiert et nees. Wann en Original geschéckt ass, ännert en net méi.
held-levels = Erreecht: { $reached }. Gewënscht: { $wanted }.
held-next = nächste Versuch { $moment }
held-add = Elo ergänzen
held-add-all = Bei all elo ergänzen
held-adding = Zäitstempel gëtt gefrot…
held-send = Esou schécken…
held-send-title = Ouni Zäitstempel schécken?
held-send-explain = „{ $title }“ gëtt mam Niveau geschéckt, deen et huet: { $level }. Duerno kann näischt méi derbäigesat ginn.
held-send-submit = Esou schécken
held-released = „{ $title }“ gëtt bei der nächster Synchronisatioun esou geschéckt.
held-result = Fäerdeg: { $done }. Nach am Waarden: { $left }.
verdict-error = Dëse Fichier konnt net validéiert ginn.
kind-timestamp = Zäitstempel vum Dokument
kind-certification = Zertifizéierung
kind-seal = Sigel vun enger Organisatioun
kind-personal = Ënnerschrëft vun enger Persoun
kind-signature = Ënnerschrëft oder Sigel
qualification-qesig = qualifizéiert Ënnerschrëft
qualification-qeseal = qualifizéierte Sigel
qualification-qc = fortgeschratt, mat qualifizéiertem Zertifikat
qualification-ades = fortgeschratt
qualification-open = Qualifikatioun onbestëmmt
changes-none = keng
changes-permitted = just erlaabt Ergänzungen
changes-unclear = ze kucken: eppes ass iwwer eng Säit gezeechent
changes-not-permitted = net erlaabt Ännerungen
signer-unknown = Onbekannten Ënnerschreiwer
signature-kind = Zort
signature-level = Niveau
signature-content = Ënnerschriwwenen Inhalt
signature-changes = Ännerungen duerno
signature-issuer = Zertifikat ausgestallt vun
time-claimed = Uginn Zäit
time-proven = Bewisen Zäit
time-unproven = keng: ouni unerkannten Zäitstempel
settings-sealing = Sigelen
sealing-saved = D’Astellunge vum Sigele si gespäichert.
wanted-level = Gewënschten Niveau
if-missed = Wann den Niveau net erreecht gëtt
missed-later = Sigelen a méi spéit ergänzen
missed-refuse = Net sigelen
levels-by-procedure = Niveau pro Prozedur
level-of-desk = Wéi de Poste
visible-seal = Siichtbare Sigel
visible-seal-hint = E Code op der Säit, op Pabeier an ouni Netz kontrolléierbar. E brauch en ECDSA-Schlëssel.
authorities = Zäitstempeldéngschter
authorities-hint = Deen éischte gëtt als éischt gefrot; deen nächsten, wann en net äntwert.
authorities-none = Keen Déngscht agestallt.
authorities-missing = Ouni Zäitstempeldéngscht kënnen Niveauen iwwer B-B net erreecht ginn.
authority-timeout = héchstens { $seconds } s
authority-as = Kont { $user }
authority-a-day = héchstens { $count } den Dag
authority-up = { $url } erop
authority-down = { $url } erof
authority-remove = { $url } ewechhuelen
authority-add = Déngscht derbäisetzen
authority-url = Adress
authority-url-wrong = D’Adress muss mat https:// oder http:// ufänken.
authority-known = Dësen Déngscht steet schonn an der Lëscht.
authority-seconds = Héchstens waarden (Sekonnen)
authority-user = Kont
authority-password = Passwuert vum Kont
authority-per-day = Zäitstempelen den Dag héchstens
doctor = Diagnos vum Sigelen
doctor-link = Diagnos: géif d’Sigelen hei goen?
doctor-explain = Lieser, Token, Zertifikater, Zäitstempelen, Réckruff an Auer. Näischt gëtt ënnerschriwwen, kee PIN gëtt probéiert.
doctor-again = Nach eng Kéier kucken
doctor-running = Et gëtt gekuckt: { $count ->
    [one] ee Constat
   *[other] { $count } Constaten
}
doctor-stopped = Ofgebrach: { $count ->
    [one] ee Constat
   *[other] { $count } Constaten
}
doctor-done = Fäerdeg: { $count ->
    [one] ee Constat
   *[other] { $count } Constaten
}
standing-good = an der Rei
standing-attention = ze wëssen
standing-bad = ze verbesseren
area-driver = Driver
area-reader = Lieser
area-token = Token
area-key-file = Schlësselfichier
area-certificate = Zertifikat
area-time-stamp = Zäitstempel
area-revocation = Réckruff
area-clock = Auer
area-network = Netz
area-trust = Vertrauenslëschten
area-desk = Poste
history-batch-begun = Stapel ugefaang: { $count } Dokumenter
history-batch-ended = Stapel fäerdeg
