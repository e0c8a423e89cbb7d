# De Kader
service-name = Dokumentekontroll
skip = Direkt bei den Inhalt
languages = Sprooch
nav-check = Pabeier kontrolléieren
nav-compare = Fichier vergläichen
nav-about = Iwwer dëse Service
footer-platform = Dëse Service äntwert ënner { $host }. Vergläicht dat mat der Adress op Ärem Pabeier.
footer-privacy = Kee Kont, keng Cookien, kee Suivi. D’Kennungen, déi Dir aginn hutt, ginn net protokolléiert.
back-to-start = En anere Pabeier kontrolléieren
error-prefix = Feeler:
summary-title = Et gëtt e Problem

# Start
start-title = E Pabeierdokument kontrolléieren
start-lead = Gitt d’Kennung an, déi um Pabeier steet. Dir gesitt, wat am Dokument muss stoen, a kënnt den Original opmaachen.
field-label = Kennung
field-hint = 32 Zeechen an aacht Gruppe vu véier, nieft dem véiereckege QR-Code um Fouss vun der Säit. Espacen, Stréch a kleng Buschtawe spille keng Roll.
check-button = Kontrolléieren
group-suspicious = wahrscheinlech falsch
picture-caption = D’Kennung steet nieft dem QR-Code.
steps-title = Esou geet et
step-find-title = Kennung fannen
step-find = Scannt de QR-Code mat engem Telefon oder tippt d’Zeechen donieft of.
step-compare-title = Vergläichen
step-compare = Haalt de Pabeier nieft den Ecran: Titel, Autoritéit, Referenz, Datum a Säite mussen d’selwecht sinn.
step-open-title = Original opmaachen
step-open = Wann Dir Zweiwel hutt, liest de gesigelten Original selwer. En ass fir jiddereen dee selwechten, Byte fir Byte.
file-title = Dir hutt de PDF-Fichier?
file-text = Fannt eraus, ob en den Original ass oder ob eppes dran geännert gouf.
file-button = Fichier vergläichen

# Dokument
document-title = Dëst Dokument ass agedroen
document-text = Säin Original ass onverännert a säi Sigel gülteg. Vergläicht et elo mat Ärem Pabeier.
document-untrusted-title = Dëst Dokument ass agedroen, mat enger Reserv
document-untrusted-text = Säin Original ass onverännert, mee d’Plattform konnt den Zertifikat vu sengem Sigel net ganz bestätegen. De Grond steet ënner „Grad kontrolléiert“.
document-revoked-title = Dëst Dokument gouf zréckgezunn
document-revoked-text = { $authority } huet et zréckgezunn, den { $date }. Et däerf ee sech net méi drop verloossen.
document-revoked-reason = Uginnene Grond:
document-superseded-title = Dëst Dokument gouf duerch e méi neit ersat
document-superseded-text = E méi neit Dokument ersetzt et zanter dem { $date }. Frot dat aktuellt.
document-superseded-by = Referenz vum méi neien Dokument:
document-seal-failed-title = De Sigel vun dësem Dokument hält net
document-seal-failed-text = De Fichier ass deen, deen agedroe gouf, mee säi Sigel besteet d’Kontroll net méi. Verloosst Iech net drop.
compare-title = Mat Ärem Pabeier vergläichen
compare-text = All Zeil muss um Pabeier d’selwecht sinn.
fact-title = Dokument
fact-authority = Autoritéit
fact-reference = Referenz
fact-sealed = Gesigelt den
fact-pages = Säiten
fact-identifier = Kennung
differs-title = Eppes ass anescht?
differs-text = Da verloosst Iech net op de Pabeier. Maacht den Original op, fir ze gesinn, wat do misst stoen, a sot { $authority } Bescheed.
original-title = Den Original
original-text = De gesigelte PDF, genee esou, wéi d’Autoritéit en agedroen huet.
original-open = Original opmaachen
original-download = Eroflueden
original-size = PDF, { $pages ->
        [one] eng Säit
       *[other] { $pages } Säiten
    }, { $size }
checked-title = Grad kontrolléiert
check-intact-title = Onverännert
check-intact = De verwahrte Fichier ass Byte fir Byte deen, deen agedroe gouf.
check-log-title = Am ëffentleche Register
check-log = Den ëffentleche Register vun de Sigelen, deen vun Zeien iwwerwaacht gëtt, enthält dëst Dokument.
check-log-proof = De Beweis eroflueden
check-log-later-title = Nach net am ëffentleche Register
check-log-later = Dëst Dokument steet spéitstens 24 Stonnen no sengem Hannerleeën am ëffentleche Register vun de Sigelen.
check-standing-title = A Kraaft
check-standing = { $administration } huet et net zréckgezunn.
check-revoked-title = Zréckgezunn
check-revoked = Seng Autoritéit huet et zréckgezunn.
seal-passed-title = Sigel gülteg
seal-passed = De Sigel deckt dat ganzt Dokument, an d’Plattform vertraut sengem Zertifikat.
seal-indeterminate-title = Sigel ganz, Vertrauen net bestätegt
seal-failed-title = Sigel net gülteg
seal-failed = De Sigel passt net bei dëse Fichier, oder säin Zertifikat däerf net benotzt ginn.
seal-unknown-issuer = De Sigel ass ganz an deckt dat ganzt Dokument. Dee säin Zertifikat ausgestallt huet, ass net bei deenen, deenen d’Plattform vertraut.
seal-out-of-bounds = De Sigel ass ganz an deckt dat ganzt Dokument. Säin Zertifikat ass zënterhier ofgelaf, an näischt beweist d’Zäit vum Sigelen.
seal-try-later = De Sigel ass ganz an deckt dat ganzt Dokument. Ob säin Zertifikat gespaart gouf, konnt grad net gefrot ginn.
seal-undecided = De Sigel ass ganz an deckt dat ganzt Dokument. Säin Zertifikat konnt net bestätegt ginn ({ $code }).
seal-by = Gesigelt vun
seal-at = Zäit, déi am Sigel steet:
technical-title = Detailer fir Spezialisten
technical-registered = Agedroen
technical-number = Nummer { $number }
technical-administration = Agedroe vun
technical-signature = Ënnerschrëft

# Onbekannt, beschiedegt
unknown-title = Keen Dokument huet dës Kennung
unknown-do-title = Wat Dir maache kënnt
unknown-do-host = Vergläicht d’Adress op Ärem Pabeier mat där vun dësem Service:
unknown-do-wait = Ass d’Dokument vun haut? De Computer vun der Autoritéit war vläicht ouni Netz; probéiert muer nach eng Kéier.
unknown-do-ask = Soss verloosst Iech net op de Pabeier a frot d’Autoritéit, déi drop steet.
damaged-title = Déi verwahrte Kopie ass beschiedegt
damaged-text = De Fichier vun der Plattform ass net méi deen, deen agedroe gouf. Iwwer Äre Pabeier seet dat näischt: e kann elo weder bestätegt nach widderluecht ginn.
damaged-alarm = D’Bedreiwer vun der Plattform sinn alarméiert. De beschiedegte Fichier gëtt net erausginn.
damaged-next = Probéiert méi spéit nach eng Kéier oder frot { $authority } direkt.

# E Fichier vergläichen
compare-file-title = E PDF-Fichier mam Original vergläichen
compare-file-lead = Wielt de Fichier. Dir gitt gewuer, ob e Byte fir Byte den Original ass.
compare-file-label = PDF-Fichier
compare-file-hint = Héchstens { $megabytes } MB. E Pabeier, deen nei gescannt gouf, ass ni den Original.
compare-identifier-label = Kennung (fräiwëlleg)
compare-identifier-hint = Hëlleft, wann de Fichier esou geännert gouf, datt seng Kennung net méi dran ze fannen ass.
compare-button = Vergläichen
compare-privacy = De Fichier gëtt verglach a direkt vergiess. E gëtt weder verwahrt nach weiderginn.
compare-no-file = Wielt fir d’éischt e Fichier.
compare-too-large = De Fichier ass méi grouss wéi { $megabytes } MB. Esou grouss ass keen Original.
compare-broken = De Fichier ass net ganz ukomm. Probéiert nach eng Kéier.
compare-another = En anere Fichier vergläichen
open-document-page = D’Säit vun dësem Dokument opmaachen
same-title = Dëse Fichier ass den Original
same-text = En ass Byte fir Byte d’selwecht wéi den agedroenen Original.
same-facts = Wat agedroe gouf
same-revoked-title = Dëse Fichier ass den Original vun engem zréckgezunnenen Dokument
same-revoked-text = De Fichier ass onverännert, mee op d’Dokument däerf ee sech net méi verloossen.
other-original-title = Dëse Fichier ass en Original, mee vun engem aneren Dokument
other-original-text = D’Kennung, déi Dir aginn hutt, gehéiert zu engem anere Dokument wéi dëse Fichier.
other-original-facts = Dëse Fichier ass den Original vun
altered-title = Verännert: net den Original
altered-text = Dat sinn net d’Bytes vum agedroenen Original. Eppes gouf geännert, oder e Programm huet de Fichier nei gespäichert.
altered-typed = Dir hutt d’Kennung vun engem agedroenen Dokument aginn; de Fichier ass en aneren.
altered-found = De Fichier dréit d’Kennung vun engem agedroenen Dokument, ass awer net deem säin Original.
altered-sizes = Gréisst vun Ärem Fichier: { $yours }. Gréisst vum Original: { $original }.
altered-next = Verloosst Iech net op dëse Fichier. Maacht amplaz den Original op a vergläicht, wat dra steet.
file-unknown-title = Iwwer dëse Fichier ass näischt bekannt
file-unknown-text = En ass keen Original vun dëser Plattform.
file-unknown-next = Eng Kennung gouf och net dra fonnt. Ass um Dokument eng gedréckt, da gitt se ënner dem Fichier an a vergläicht nach eng Kéier. E Fichier ouni Kennung kann hei net kontrolléiert ginn.
file-unknown-typed = Keen Dokument huet d’Kennung, déi Dir aginn hutt:
file-unknown-found = De Fichier dréit eng Kennung, déi keen Dokument vun dëser Plattform huet:

# Hiweiser
failed-title = De Service huet eng Pann
failed-text = Et läit un eis; iwwer Äre Pabeier oder Äre Fichier ass domat näischt gesot.
failed-next = Probéiert w.e.g. an e puer Minutten nach eng Kéier.
too-often-title = Ze vill Froen op eemol
too-often-text = Fir d’Dokumenter ze schützen, äntwert dëse Service nëmmen op eng gewëssen Zuel vu Froen vun engem Uschloss.
too-often-next = Waart eng Minutt a probéiert dann nach eng Kéier.
no-page-title = Dës Säit gëtt et net
no-page-text = D’Adress ass vläicht net komplett.
no-page-next = Gitt amplaz d’Kennung op der Startsäit an.

# Iwwer
about-title = Iwwer dëse Service
about-what-title = Wat e mécht
about-what = D’Autoritéiten droen hei all gesigelt Dokument mat senger Kennung an. Wien de Pabeier an der Hand huet, ka gesinn, wat dra muss stoen, an den Original opmaachen. De Sigel ass dat „elektronescht Siegel“ vun der europäescher eIDAS-Reglementatioun.
about-safe-title = Wat eng Äntwert bedeit
about-safe = Virun all Äntwert gëtt den Hash vum verwahrte Fichier nei berechent a säi Sigel kontrolléiert. „Onverännert“ heescht Byte fir Byte. D’Säit seet ni méi, wéi grad festgestallt gouf.
about-privacy-title = Är Privatsphär
about-privacy = Et gëtt keng Konten, Cookien oder Scripten. Kennungen stinn a kengem Protokoll; verwahrt gëtt nëmmen hiren Hash. D’Kennung mécht d’Dokument op: wiem Dir se weist, dee kann et liesen.
about-accessibility-title = Accessibilitéit
about-accessibility = Dës Säit funktionéiert ouni Scripten an ouni Stylesheeten, mat der Tastatur a mat engem Screenreader, op klengen Ecranen an am Däischteren. Wann eppes fir Iech net geet, sot et der Autoritéit, déi Äre Pabeier ausgestallt huet.

# Datumen a Gréissten
month-1 = Januar
month-2 = Februar
month-3 = Mäerz
month-4 = Abrëll
month-5 = Mee
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date-time = { $day }. { $month } { $year }, { $time } (Lëtzebuerger Zäit, { $offset })
size-kb = { $size } kB
size-mb = { $size } MB

# De Server, fir säi Bedreiwer
server-database-failed = D’Datebank vun der Plattform huet eng Pann.
    .next = Kuckt an de Protokoll an op d’Disk.
server-database-migration-failed = D’Datebank konnt net op d’Form vun dëser Versioun bruecht ginn.
    .next = Ass se vun enger méi neier Versioun? Et gouf näischt geännert; spillt e Backup an oder installéiert déi méi nei Versioun.
server-database-damaged = An der Datebank steet eppes, wat net gelies ka ginn.
    .next = Kuckt an de Protokoll; spillt e Backup an.
server-file-failed = De Fichier oder Dossier { $path } konnt net benotzt ginn.
    .next = Kuckt d’Rechter an d’Disk no.
server-disk-full = D’Disk ass voll.
    .next = Maacht Plaz. Näischt ass verluer; d’Aarbechtsplaze schécken nach eng Kéier.
administration-exists = Et gëtt schonn eng Administratioun „{ $name }“.
    .next = Wielt en aneren Numm, oder benotzt déi, déi do ass.
administration-unknown = Et gëtt keng Administratioun „{ $name }“.
    .next = Setzt se fir d’éischt derbäi: greffe-platform administration add NUMM.
administration-name-invalid = Den Text ass eidel, ze laang oder huet Zeechen, déi net gedréckt kënne ginn.
    .next = Gitt eng Zeil an, déi gedréckt ka ginn.
desk-not-enrolled = Et gëtt keng Aarbechtsplaz „{ $desk }“.
    .next = Weist d’Aarbechtsplazen: greffe-platform desk list.
server-trust-unreadable = D’Zertifikater, deene vertraut gëtt, an { $path } kënnen net gelies ginn.
    .next = Gitt e Fichier mat Zertifikater a PEM-Form un.
server-tls-unusable = Den TLS-Zertifikat { $certificate } an de Schlëssel { $key } sinn net ze gebrauchen.
    .next = Gitt eng PEM-Ketten an de PEM-Schlëssel un, deen dozou gehéiert.
server-address-unusable = Op der Adress { $address } kann net gelauschtert ginn.
    .next = Benotzt en anere Programm se?
server-randomness-missing = De Betribssystem gëtt keen Zoufall.
    .next = Ouni dee ka näischt Geheimes gemaach ginn; kuckt d’Maschinn no.
server-task-broken-off = En Deel vum Server ass ofgebrach.
    .next = Kuckt an de Protokoll.
server-log-key-other = Den ëffentleche Register „{ $origin }“ gouf bis elo mat engem anere Schlëssel ënnerschriwwen; d’Plattform fänkt net un.
  .next = Leet d’Datei log-key aus der Sécherung zréck an den Dossier mat den Daten; ouni si muss en neie Register opgemaach ginn.
