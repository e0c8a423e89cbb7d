# De Kader
nav-scan = Pabeier fotograféieren
nav-verify = Selwer nopréiwen
nav-privacy = Dateschutz
nav-accessibility = Accessibilitéit
easy-on = Einfach Sprooch
easy-off = Gewéinlech Sprooch
print-line = Gedréckt vun { $address }, { $time }.
busy-title = Am Moment ze vill Ufroen
busy-text = Grad schécke vill Leit Fichieren. Äre gouf net ugekuckt.
busy-next = Probéiert et w.e.g. an e puer Minutten nach eng Kéier.

# Dokument
band-why = Wat dat heescht
to-do-title = Wat Dir maache sollt
document-do = Vergläicht all Zeil hei uewen mat Ärem Pabeier. Wann se all d’selwecht sinn, kënnt Dir Iech drop verloossen. Am Zweiwelsfall liest den Original.
document-untrusted-do = Vergläicht all Zeil hei uewen mat Ärem Pabeier, a frot { $authority }, ob d’Dokument vun do kënnt, ier vill dovun ofhänkt.
document-revoked-do = Verloosst Iech net op de Pabeier, och wann all Zeil stëmmt. Frot { $authority }, wat elo gëllt.
document-superseded-do = Wat op Ärem Pabeier steet, huet fréier gegollt. Frot { $authority } no deem neieren Dokument.
document-seal-failed-do = Verloosst Iech net op de Pabeier. Sot { $authority }, wat Dir hei gesitt.
check-replaced-title = Ersat
check-replaced = E méi neit Dokument huet seng Plaz geholl.
original-read = Hei liesen
page-alt = Säit { $page } vu { $pages } vum Original, als Bild. Den Text steet am PDF.
page-of = Säit { $page } vu { $pages }
viewer-title = Den Original, Säit fir Säit
viewer-text = Dës Biller zeechent de Service aus dem agedroene Fichier. Fir e Virliesprogramm, fir ze sichen oder ze kopéieren, maacht de PDF op. Wann e Bild feelt, maacht och de PDF op.
viewer-back = Zréck bei d’Äntwert
pager = Säiten
pager-before = Fréier Säiten
pager-after = Weider Säiten
proof-title = Beweis
proof-text = Fir déi, déi spéider weise mussen, wat festgestallt gouf, oder sech net op dës Säit verloosse wëllen.
proof-report = Préifbericht
proof-yourself = Sou préift Dir selwer no
feedback-title = Hutt Dir en Zweiwel?
feedback-text = Mellt en { $authority }, mat der Kennung an deem, wat anescht ass. Gitt d’Kennung soss kengem weider: si mécht d’Dokument op.
feedback-operator = Stëmmt eppes mat dëser Säit net? Schreift dem Bedreiwer:

# Bericht
report-title = Préifbericht
report-at = Kontrolléiert
report-result = Resultat
report-signature = Ënnerschrëft { $number }
report-warnings = Hiweiser vun der Préifung
report-standard = D’Resultater heeschen ewéi an der europäescher Norm EN 319 102-1.
report-json = Fir Programmer eroflueden (JSON)
report-issuer = Zertifikat ausgestallt vun
report-bytes = Ënnerschriwwe Bytes
report-intact = Onverännert
report-broken = Verännert oder net liesbar
report-covers-all = De ganze Fichier ass ofgedeckt
report-covers-part = En Deel vum Fichier ass ofgedeckt; spéider Deeler hunn hir eegen Ënnerschrëften
report-level = Niveau
report-proven = Duerch Zäitstempel bewisen Zäit
report-claimed = Vum Ënnerschreiwer uginn Zäit
report-algorithm = Verfaren
report-serial = Nummer vum Zertifikat

# Foto
scan-link = Pabeier fotograféieren
scan-title = Pabeier fotograféieren
scan-lead = Fotograféiert de Fouss vun der Säit, mam QR-Code an dem quadratesche Symbol derniewent. De Service liest béides.
scan-label = Foto
scan-hint = JPEG oder PNG, héchstens { $megabytes } MB. Flaach, schaarf, gutt beliicht, mat de Code grouss am Bild.
scan-button = Foto liesen
scan-privacy = D’Foto gëtt op dësem Server gelies an direkt vergiess. Si gëtt weder opgehuewen nach weiderginn.
scan-type-instead = Léiwer d’Kennung antippen
scan-another = Eng aner Foto liesen
camera-title = Mat der Kamera
camera-text = Haalt de QR-Code an d’Bild. Biller ginn, wann iwwerhaapt, nëmmen op dëse Server a gi direkt vergiess.
camera-start = Kamera starten
camera-take = Bild maachen
camera-stop = Kamera ausmaachen
camera-view = Bild vun der Kamera
camera-wait = Äre Browser freet, ob dës Säit d’Kamera benotzen däerf.
camera-looking = De QR-Code gëtt gesicht. Fir dat quadratescht Symbol maacht d’Bild.
camera-refused = D’Kamera kann net benotzt ginn. Wielt ënnen eng Foto, oder tippt d’Kennung an.
camera-found = Fonnt. D’Säit vum Dokument geet op.
photo-missing = Wielt als éischt eng Foto.
    .next = Oder tippt d’Kennung op der Startsäit an.
photo-too-large = D’Foto ass méi grouss wéi { $megabytes } MB.
    .next = Maacht se mat manner Opléisung, oder schneit se op de Fouss vun der Säit zou.
photo-broken = D’Foto ass net ganz ukomm.
    .next = Probéiert et nach eng Kéier.
photo-too-hard = Dës Foto ze liesen huet ze laang gedauert.
    .next = Maacht se méi no bei de Coden, flaach a schaarf, oder tippt d’Kennung an.
photo-nothing = Op der Foto war weder de QR-Code vun engem Dokument nach e siichtbare Sigel ze liesen.
    .next = Maacht se méi no, flaach, schaarf a gutt beliicht, oder tippt d’Kennung an. En Dokument ouni Code kann hei net kontrolléiert ginn.
photo-is-pdf = Dëse Fichier ass e PDF, keng Foto.
    .next = E PDF gëtt als Fichier verglach:
photo-kind = Dëse Fichier ass weder e JPEG- nach e PNG-Bild.
    .next = Späichert d’Foto als JPEG a wielt se nach eng Kéier.
photo-too-many-pixels = D’Foto huet méi wéi { $megapixels } Megapixel.
    .next = Maacht se mat manner Opléisung, oder schneit se op de Fouss vun der Säit zou.
photo-damaged = D’Bild kann net gelies ginn: de Fichier ass futti.
    .next = Maacht d’Foto nach eng Kéier.
elsewhere-title = De QR-Code féiert soss anzwousch hin
elsewhere-text = De QR-Code op dësem Pabeier féiert op { $host }, net op dëse Service ({ $here }). E Fälscher kann en dohi gesat hunn.
elsewhere-do = Maacht déi Adress net op. Tippt d’Kennung an, déi nieft dem Code gedréckt ass, a sot der Autoritéit Bescheed, déi um Pabeier steet.
several-title = Méi Dokumenter
several-text = Op der Foto sinn d’Code vu méi Dokumenter. Stinn se op engem eenzege Pabeier, verloosst Iech net drop; soss fotografeiert all Pabeier fir sech.
seal-differs = D’Coden op dësem Pabeier nennen ënnerschiddlech Dokumenter. Verloosst Iech net drop.
online-title = Kuckt och am Register no
online-text = De siichtbare Sigel gouf beurteelt, ouni iergendeen ze froen. De Register weess méi: ob d’Dokument zréckgezunn oder ersat gouf, a wat den Original seet.
date-day = { $day }. { $month } { $year }
seal-valid-do = Vergläicht all Zeil hei uewe mam Pabeier. Och e Sigel, dee vun engem aneren Dokument kopéiert gouf, ass echt, mee seng Zeile passen net.
seal-issued = Datum vum Dokument
seal-signer = Ënnerschreiwer an Zertifikat
seal-signed-on = Gesigelt den
seal-bundle = Lëscht vun den Zertifikater
seal-bundle-age = Versioun { $version }, { $days ->
        [one] een Dag al
       *[other] { $days } Deeg al
    }
seal-bytes = Bytes vum Sigel

# E Fichier vergläichen
drop-here = Oder leet de Fichier iergendwou op dës Säit.
drop-hashing = De Fichier gëtt an Ärem Browser ënnersicht.
drop-failed = Äre Browser konnt de Fichier net liesen. Wielt en nach eng Kéier.
compare-privacy-script = Äre Browser rechent de Fangerofdrock vum Fichier aus (SHA-256). Nëmmen de Fangerofdrock gëtt geschéckt; de Fichier bleift bei Iech.
same-replaced-title = Dëse Fichier ass en Original, deen ersat gouf
same-replaced-text = Et ass Byte fir Byte de agedroene Fichier. Mee e méi neit Dokument huet en ersat.
same-no-facts = Wat agedroe gouf, gesitt Dir op der Säit vum Dokument, mat der Kennung, déi drop gedréckt ass.
later-version-title = Dëse Fichier ass e méi neit Dokument
later-version-text = De Fichier ass en Original. En ersetzt d’Dokument, vun deem Dir d’Kennung aginn hutt.
later-version-do = D’Dokument mat Ärer Kennung gëllt net méi; de Fichier gëllt, ausser e gouf selwer ersat oder zréckgezunn. Kontrolléiert seng eege Kennung.
earlier-version-title = Dëse Fichier ass e méi aalt Dokument
earlier-version-text = De Fichier ass en Original, mee d’Dokument, vun deem Dir d’Kennung aginn hutt, huet en ersat.
earlier-version-do = Benotzt d’Dokument mat Ärer Kennung amplaz vun dësem Fichier.
other-original-do = Ass et de richtege Fichier, an d’Kennung vum richtege Pabeier?
longer-title = Zum Original gouf eppes derbäigesat
longer-text = De Fichier fänkt Byte fir Byte un ewéi den Original. Dono gouf eppes derbäigesat: vläicht eng Ënnerschrëft, vläicht eng Ännerung vun deem, wat Dir gesitt.
beginning-title = En onfäerdege Stand vum Original
beginning-text = Den Original fänkt Byte fir Byte un ewéi dëse Fichier a geet weider. De Fichier ass e fréiere Stand, virum Sigel, oder e gouf ofgeschnidden.
side-title = Äre Fichier an den Original
side-yours = Äre Fichier
side-original = Original
side-size = Gréisst
side-hint-title = Niewenteneen vergläichen
side-hint = Maacht den Original an enger Fënster op an Äre Fichier an enger anerer. Kuckt als éischt op Nimm, Datumen, Beträg an d’Decisioun.
file-unknown-digest = Och eng Kennung vun dësem Service gouf am Fichier net fonnt. Wann eng op dem Dokument gedréckt ass, gitt se ënnert dem Fichier an a vergläicht nach eng Kéier.

# The server, for its operator
server-seal-bundle-key = De Fichier { $path } enthält kee Schlëssel fir eng Lëscht vun Zertifikater.
    .next = Gitt en Zertifikat oder en ëffentleche Schlëssel (P-256 oder P-384), PEM oder DER.
