file-empty = De Fichier { $file } ass eidel (0 Bytes).
  .next = Maacht se am Programm op, dat se gemaach huet, a späichert se nach eng Kéier.
file-not-a-file = { $file } ass kee Fichier.
  .next = Wielt en normale Fichier, kee Repertoire, keng Pipe a keen Apparat.
file-kind-mismatch = De Fichier { $file } heescht „.{ $named }“, säin Inhalt ass awer { $found ->
    [pdf] e PDF
    [word] en Textdokument
    [spreadsheet] eng Tabell
    [presentation] eng Presentatioun
    [old-office] en aalt Office-Dokument
    [image] e Bild
    [archive] en Archiv
    [markup] eng Websäit oder XML
    [mail] eng E-Mail
    [text] einfachen Text
    [postscript] PostScript
   *[other] eppes anescht, dat net erkannt gëtt
  }.
  .next = Gitt hir déi richteg Endung oder exportéiert se aus hirem Programm als PDF a probéiert nach eng Kéier.
file-too-large = De Fichier { $file } huet { $size } MB; héchstens { $limit } MB kënne gelies ginn.
  .next = Wielt e méi klenge Fichier, maacht d’Biller méi kleng oder deelt d’Dokument.
target-exists = De Fichier { $file } gëtt et schonn; e gouf net ersat.
  .next = Wielt en aneren Numm oder Repertoire.
target-is-input = De Fichier { $file } soll selwer gesigelt ginn; e gëtt ni ersat.
  .next = Wielt en anere Repertoire fir d’Resultater.
input-changed = De Fichier { $file } gouf geännert, nodeems e gesigelt gouf an { $output }; deen Original gouf net ersat.
  .next = Sigelt de geännerte Fichier an en anere Repertoire, oder mat --force amplaz vum fréieren Original.
batch-stopped = Net ugefaangen, well de Schlëssel net méi ka benotzt ginn: { $reason }
  .next = Bréngt de Schlëssel an d’Rei a widderhuelt datselwecht Kommando.
document-not-pdf = D’Dokument „{ $title }“ ass kee PDF; nëmmen e PDF ka gesigelt ginn.
  .next = Exportéiert et als PDF, setzt dee PDF an den Dossier a sigelt en.
role-missing = { $person } huet net déi néideg Roll: { $role ->
    [agent] Agent
    [signatory] Signataire
    [clerk] Greffier
    [auditor] Auditeur
   *[administrator] Administrateur
  }.
  .next = Frot een, deen dës Roll huet, oder loosst Iech d’Roll vun engem Administrateur vum Poste ginn.
procedure-unknown = Et gëtt keng Prozedur „{ $procedure }“.
  .next = Wielt eng aus der Lëscht.
procedure-damaged = D’Prozedur „{ $procedure }“ ass falsch definéiert ({ $detail }).
  .next = Sot Ärer Informatik Bescheed.
platform-not-set = Dëse Poste kennt nach keng Plattform; hir Adress gëtt op all gesigelt Dokument gedréckt.
  .next = Mellt de Poste mam Code vun Ärer Verwaltung bei der Plattform un.
desk-not-enrolled = Dëse Poste ass bei kenger Plattform ugemellt.
  .next = Mellt se mam Code vun Ärer Verwaltung un; wat waart, bleift am Postausgang.
platform-other-waiting = { $count ->
    [one] En Original waart nach op d’Plattform, där hir Adress en dréit.
   *[other] { $count } Originaler waarden nach op d’Plattform, där hir Adress si droen.
  }
  .next = Synchroniséiert fir d’éischt mat der bishereger Plattform a wiesselt dann.
sync-running = De Postausgang gëtt scho geschéckt.
  .next = Waart, bis dat fäerdeg ass.
original-forgotten = Den Original „{ $title }“ ass weder op der Plattform nach am Postausgang.
  .next = Sot Ärer Informatik Bescheed; d’Dokument bleift op dësem Poste.
strange-file = De Fichier { $file } läit tëscht den Inhalter vum Poste, gehéiert awer net derzou.
  .next = Réckelt se fort; Greffe beréiert se net.
test-certificates = D’TEST-Zertifikater konnten net gemaach ginn ({ $detail }).
  .next = Maacht de Repertoire vun der Demonstratioun eidel a probéiert nach eng Kéier.
stamp-sealed = Gesigelt den { $date } um { $time } { $zone }
stamp-original = Original: { $address }
stamp-other-pages = { $identifier } · Säit { $page } vun { $pages }
stamp-alternative = Sigel vun { $authority }, den { $date } um { $time } { $zone }. Kennung { $identifier }. Den Original ass op { $address } ze fannen.
stamp-covers-content = Et gouf keng fräi Plaz fonnt: de Stempel verdeckt en Deel vun der éischter Säit.
signature-covers-content = Déi siichtbar Signatur deckt en Deel vum Inhalt vun der Säit of.
stamp-without-visible-seal = Fir de sichtbare Sigel war keng Plaz fräi: E gëtt ewechgelooss, de QR-Code ass do.
step-reading = Liesen
step-encrypting = Verschlësselen
sealed-anew = { $file } war scho gesigelt an net méi do: de Fichier gouf nei gesigelt, mat enger neier Kennung.
step-waiting = Waarden op en anere Programm, deen an dëse Repertoire sigelt
step-augmenting = Zäitstempel bäisetzen
step-sealing = Sigelen
step-uploading = Schécken
step-checking = Nokucken
history-desk-created = Poste ugeluecht fir { $administration }
history-dossier-created = Dossier { $reference } opgemaach: { $subject }
history-document-imported = Dokument „{ $title }“ derbäigesat
history-document-read = Dokument „{ $title }“ gelies (Versioun { $version })
history-document-exported = Dokument „{ $title }“ exportéiert (Versioun { $version })
history-document-sealed = Dokument „{ $title }“ gesigelt, Kennung { $identifier }-…
history-document-registered = Original „{ $title }“ vun der Plattform opgehuewen
history-registration-parked = Original „{ $title }“ vun der Plattform refuséiert ({ $code })
history-original-fetched = Original { $identifier }-… vun der Plattform geholl
history-desk-revoked-wipe = Poste vun der Verwaltung gespaart: Schlësselen an Inhalter gi geläscht (matgedeelt vun { $platform })
history-desk-revoked-lock = Poste vun der Verwaltung gespaart an zougespaart (matgedeelt vun { $platform })
history-desk-revoked-released = Zougespaarte Poste mam Noutschlëssel opgemaach (gespaart duerch { $platform })
history-desk-enrolled = Poste bei { $platform } ugemellt
history-person-signed-in = { $name } huet sech bei der Plattform ugemellt
history-person-signed-out = Vun der Plattform ofgemellt
history-visible-seal-set = Sichtbar Sigelen: { $on } (Ënnerschreiwer { $signer })
history-device-key-made = Schlëssel vum Poste gemaach
history-levels-set = Niveauen vun de Sigelen festgeluecht: { $level }; Zäitstempelen vun { $authorities }
history-document-augmented = Original „{ $title }“ op { $level } ergänzt
history-augmentation-missed = Original „{ $title }“ nach net op { $wanted } ergänzt ({ $code })
history-original-sent-as-is = Original „{ $title }“ gëtt mat { $level } geschéckt, ouni { $wanted }
history-original-queued-again = Original „{ $title }“ gëtt nach eng Kéier geschéckt
history-restore-leftover-removed = De Rescht vun enger ënnerbrachener Hierstellung op { $folder } gouf ewechgeholl
history-passphrase-changed = Passphrase geännert
history-unrecorded-content-removed = { $count } ni verzeechent Inhalter ewechgeholl
doctor-drivers-none = Et gouf kee Kaartendriver fonnt; nëmme Schlësselfichiere kënne benotzt ginn.
    .next = Fir eng Kaart installéiert hiren Driver (zum Beispill OpenSC oder dee vu LuxTrust).
doctor-driver = Driver fonnt a gelueden: { $driver } ({ $module }), { $slots } Slotten.
doctor-slot-empty = De Slot { $slot } ({ $reader }) ass eidel.
doctor-token = Den Token „{ $token }“ ass do, Slot { $slot } ({ $reader }).
doctor-pin-pad = De PIN vum Token „{ $token }“ gëtt um Lieser aginn.
doctor-pin-few-left = Dem Token „{ $token }“ gouf e falsche PIN ginn; et bleiwen nëmmen nach wéineg Versich.
    .next = Kontrolléiert de PIN, ier Dir en agitt.
doctor-pin-last-try = Fir de PIN vum Token „{ $token }“ bleift een eenzege Versuch.
    .next = Nach ee Feeler spaart en; am Zweiwel frot den Erausgeber.
doctor-pin-locked = De PIN vum Token „{ $token }“ ass gespaart.
    .next = Maacht en mam PUK an der Software vum Token nees op.
doctor-pin-not-set = Fir den Token „{ $token }“ ass kee PIN gesat.
    .next = Setzt en mat der Software vum Token.
doctor-pin-to-be-changed = De PIN vum Token „{ $token }“ muss geännert ginn, ier e benotzt ka ginn.
    .next = Ännert en mat der Software vum Token.
doctor-key-file = De Schlësselfichier { $file } geet op.
doctor-certificate-seal = Zertifikat fir Sigelen vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-seal-qualified = Zertifikat fir Sigelen, no eegener Angab qualifizéiert, vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-signature = Zertifikat fir Ënnerschrëften vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-signature-qualified = Zertifikat fir Ënnerschrëften, no eegener Angab qualifizéiert, vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-neither = Zertifikat weder fir Ënnerschrëften nach fir Sigelen, vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-unsuitable = Den Zertifikat vun { $holder } ({ $place }) passt net: { $reasons }
doctor-certificate-ends-soon = Den Zertifikat vun { $holder } leeft an { $days } Deeg of.
    .next = Frot elo schonn deen nächsten un.
doctor-tsa = D’Zäitstempelstell { $tsa } äntwert, Richtlinn { $policy }.
doctor-clock = D’Auer vun dësem Computer geet richteg (verglach mat { $tsa }, Ofwäichung { $seconds } s).
doctor-clock-differs = D’Auer vun dësem Computer wäicht ëm { $seconds } s vun där vun { $tsa } of.
    .next = Loosst d’Zäit an den Astellunge vum System automatesch astellen.
doctor-clock-wrong = D’Auer vun dësem Computer geet falsch: { $seconds } s Ofwäichung vun { $tsa }.
    .next = Stellt d’Zäit, a start de Kommando nach eng Kéier: Zäitstempele géifen den Ënnerschrëfte widderspriechen.
doctor-ocsp = Den OCSP-Service { $host } äntwert.
doctor-crl = D’Sperrlëscht vun { $host } léisst sech eroflueden.
doctor-revocation-strange = { $host } äntwert, awer net wéi e Sperrservice (HTTP { $status }).
    .next = Vläicht äntwert e Proxy oder Portal u senger Plaz; B-LT a B-LTA hänken dovun of.
doctor-revocation-unreachable = De Sperrservice { $host } ass net z’erreechen: { $detail }
    .next = Kontrolléiert d’Netz an de Proxy; ouni en sinn B-LT a B-LTA net méiglech.
doctor-offline = D’Netz gouf net gefrot.
doctor-proxy-none = An der Ëmgéigend ass kee Proxy agestallt.
doctor-proxies = Proxy no der Ëmgéigend: { $proxies }
doctor-desk = An { $file } gëtt et e Poste.
doctor-desk-none = An { $file } gëtt et nach kee Poste; fir Fichieren ze sigelen ass keen néideg.
doctor-ready = Sigele géif hei goen.
doctor-no-key = Sigele géif net goen: et gouf keen Zertifikat fonnt, dee benotzt ka ginn.
    .next = Stiecht d’Kaart vum Sigel an, oder gitt e Schlësselfichier (.p12) un.
doctor-obstacles = Sigelen ewéi gefrot géif net goen: kuckt d’Punkte mat ✗.
    .next = Verbessert dës Punkten, a start de Kommando nach eng Kéier.
doctor-certificate-presumed-seal = Zertifikat ouni erkläerten Zweck, no sengem Inhaber fir Sigelen, vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-certificate-presumed-signature = Zertifikat ouni erkläerten Zweck, no sengem Inhaber fir Ënnerschrëften, vun { $holder }, ausgestallt vun { $issuer }, gülteg vum { $from } bis den { $until }, { $kind } ({ $place }).
doctor-list = Vertrauenslëscht { $territory }, Nummer { $sequence }, { $days } Deeg al; déi nächst ass den { $next } fälleg.
doctor-list-closed = Vertrauenslëscht { $territory }, Nummer { $sequence }, zou.
doctor-list-stale = D’Vertrauenslëscht { $territory } (Nummer { $sequence }, { $days } Deeg) ass zënter dem { $next } veralt.
    .next = Erneiert d’Lëschte mat „greffe trust update“.
revision-unknown = Dëse Fichier huet keng Fassung { $number }.
  .next = Wielt eng Fassung aus der Lëscht.
history-batch-begun = Stapel ugefaang: { $count } Dokumenter
history-batch-ended = Stapel fäerdeg
