# Netz a Plattform
platform-unreachable = D’Plattform { $host } ass net z’erreechen.
    .next = Kuckt d’Netz no. Är Aarbecht bleift am Postausgang a geet mat der nächster Synchronisatioun eraus.
platform-tls-untrusted = Dem Zertifikat vun der Plattform { $host } gëtt net vertraut; et gouf näischt geschéckt.
    .next = Frot den IT-Service. D’Adress ka falsch sinn, d’Auer vun dësem Computer falsch goen, oder et lauschtert een mat.
platform-failed = D’Plattform { $host } huet eng Pann (Feeler { $status }).
    .next = Är Aarbecht bleift am Postausgang. Probéiert et méi spéit; wann et unhält, sot dem IT-Service Bescheed.
platform-answer-garbage = Wat ënner { $host } äntwert, ass keng Greffe-Plattform.
    .next = Kuckt d’Adress no. An engem Gaaschtnetz mellt Iech fir d’éischt do un. Är Aarbecht bleift am Postausgang.
platform-silent = D’Plattform { $host } äntwert net.
    .next = Är Aarbecht bleift am Postausgang. Probéiert et méi spéit.
platform-busy = D’Plattform { $host } huet ze vill ze dinn a freet { $seconds ->
        [one] eng Sekonn
       *[other] { $seconds } Sekonnen
    } Gedold.
    .next = Är Aarbecht bleift am Postausgang a geet méi spéit eraus.
platform-full = D’Plattform { $host } huet keng Plaz méi.
    .next = Sot dem IT-Service Bescheed. Är Aarbecht bleift am Postausgang.
platform-refused = D’Plattform huet refuséiert (Code { $code }).
    .next = Sot dem IT-Service dëse Code.
desk-unauthorised = D’Plattform { $host } hëlt dëse Poste net un.
    .next = Mellt de Poste mat engem neie Code vun Ärer Administratioun nei un. Är Aarbecht bleift am Postausgang.
desk-revoked = Dëse Poste gouf op der Plattform { $host } gespaart.
    .next = Schwätzt mat Ärer Administratioun. Är Aarbecht bleift op dësem Poste.
desk-clock-wrong = D’Auer vun dësem Computer ass anescht wéi déi vun der Plattform { $host }.
    .next = Stellt Datum an Auerzäit vun dësem Computer a synchroniséiert nach eng Kéier. Är Aarbecht bleift am Postausgang.
desk-forbidden = Dëse Poste däerf dat op der Plattform net.
    .next = Schwätzt mat Ärer Administratioun.
desk-unknown = D’Plattform kennt dëse Poste net.
    .next = Mellt de Poste mat engem Code vun Ärer Administratioun un.
protocol-too-old = Dëse Poste ass ze al fir d’Plattform { $host }.
    .next = Aktualiséiert Greffe. Är Aarbecht bleift am Postausgang.
enrolment-code-refused = D’Plattform { $host } hëlt dësen Umeldecode net un.
    .next = Tippt en nach eng Kéier esou, wéi Dir e kritt hutt. E Code gëllt eemol an een Dag laang; frot soss en neien.

# Eng Operatioun
identifier-taken = Dës Kennung ass scho mat engem anere Fichier agedroen. D’Plattform huet Alarm geschloen.
    .next = Gitt d’Dokument net eraus. Sot Ärer Administratioun Bescheed.
operation-reused = D’Plattform krut ënner dëser Operatioun schonn eppes aneschters.
    .next = Sot dem IT-Service Bescheed; d’Dokument gouf net agedroen.
blob-missing = D’Plattform huet de Fichier nach net.
    .next = Synchroniséiert nach eng Kéier.
digest-mismatch = D’Bytes vum Fichier hu sech ënnerwee oder op engem vun deenen zwee Computeren geännert. Si goufen net ugeholl.
    .next = Probéiert nach eng Kéier. Geschitt et erëm, kontrolléiert d’Integritéit vum Poste.
checksum-mismatch = En Deel vum Fichier ass beschiedegt ukomm.
    .next = E gëtt mat der nächster Synchronisatioun nach eng Kéier geschéckt.
offset-mismatch = D’Iwwerdroung steet op enger anerer Plaz, wéi dëse Poste geduecht huet.
    .next = Si geet mat der nächster Synchronisatioun weider.
upload-unknown = D’Plattform kennt dës Iwwerdroung net méi.
    .next = Si fänkt mat der nächster Synchronisatioun vu vir un.
original-too-large = De Fichier ass méi grouss, wéi d’Plattform unhëlt.
    .next = Maacht de PDF méi kleng oder frot den IT-Service.
original-taken = Genee dëse Fichier ass schonn op der Plattform agedroen, ënner enger anerer Kennung.
    .next = Mellt Iech bei Ärem Administrateur: en Original gëtt eng Kéier agedroen. Fir en z’ersetzen, sigelt d’Dokument nei.
original-seal-foreign = De Fichier ass net mat engem Zertifikat gesigelt, dat d’Plattform als dat vun Ärer Verwaltung kennt.
    .next = Sigelt e mam Sigel vun Ärer Verwaltung. Ass et nei, da frot de Bedreiwer vun der Plattform, säin Zertifikat anzedroen.
original-not-sealed = De Fichier dréit kee Sigel. D’Plattform hëlt nëmme gesigelt Originaler un.
    .next = Sigelt d’Dokument a synchroniséiert dann.
original-seal-broken = De Sigel vum Fichier ass futti.
    .next = Sigelt d’Dokument nei aus senger ongesigelter Versioun.
original-changed-after-seal = De Fichier gouf nom Sigelen geännert.
    .next = Sigelt d’Dokument nei aus senger ongesigelter Versioun.
original-unreadable = D’Plattform kann de Fichier net als PDF liesen.
    .next = Kuckt d’Dokument no a sigelt et nei.
request-invalid = D’Plattform huet dës Ufro net ugeholl: en Deel feelt oder ass falsch, oder d’Plattform huet eng aner Adress wéi déi, un déi geschéckt gouf.
    .next = Schreift d’Adress vun der Plattform esou, wéi Dir se kritt hutt; soss sot dem IT-Service Bescheed.
original-damaged = D’Kopie, déi d’Plattform verwahrt, ass beschiedegt. Si gëtt net erausginn.
    .next = D’Plattform huet Alarm geschloen. Sot dem IT-Service Bescheed.
superseded-unknown = D’Dokument ersetzt eent, dat Är Administratioun net op der Plattform agedroen huet.
    .next = Synchroniséiert fir d’éischt dat ersaten Dokument a probéiert dann nach eng Kéier.
original-revoked = D’Dokument gouf vu senger Autoritéit zréckgezunn.
    .next = Maacht seng Kontrollsäit op, fir de Grond ze gesinn.

# Dëse Poste
device-key-damaged = De Schlëssel vun dësem Poste ass net ze gebrauchen.
    .next = Mellt de Poste mat engem neie Code nei un.
platform-certificates-unreadable = D’Zertifikater fir d’Plattform kënnen net gelies ginn.
    .next = Frot den IT-Service nom Fichier mat den Zertifikater vun der Plattform (PEM).
sync-cancelled = D’Synchronisatioun gouf gestoppt.
    .next = Wat geschéckt ass, bleift geschéckt; de Rescht geet mat der nächster Synchronisatioun eraus.
desk-blob-unreadable = De Fichier op dësem Poste kann net bis zum Enn gelies ginn.
    .next = Kontrolléiert d’Integritéit vum Poste a sot dem IT-Service Bescheed. D’Dokument gouf net geschéckt.

sign-in-not-offered = Op dëser Plattform mellen d’Leit sech net un.
    .next = Et ass näischt ze maachen: de Poste handelt an de Rollen, déi en huet.
sign-in-needed = D’Plattform wëll, datt een op dësem Poste ugemellt ass. Näischt geet verluer: wat waart, geet duerno weider.
    .next = Mellt Iech an den Astellungen un (oder mat greffe sign-in) a synchroniséiert dann.
sign-in-refused = D’Umeldung gouf refuséiert.
    .next = Probéiert nach eng Kéier; wann et sou bleift, frot Ären Administrateur.
sign-in-over = D’Umeldung huet ze laang gedauert oder gouf scho benotzt.
    .next = Fänkt se vu vir un.
sign-in-nobody = Deen, dee sech ugemellt huet, ass net fir dëse Poste agedroen.
    .next = Mellt Iech mat Ärem eegene Kont un, oder loosst Iech fir dëse Poste androen.
sign-in-issuer = Den Umeldedéngscht vun Ärer Verwaltung ass net z’erreechen oder äntwert falsch.
    .next = Kuckt d’Netz no a probéiert méi spéit nach eng Kéier.
sign-in-no-listener = Dëse Computer léisst de Browser net op de Poste zréckkommen.
    .next = Erlaabt Verbindunge vun dësem Computer op sech selwer (127.0.0.1) a probéiert nach eng Kéier.
