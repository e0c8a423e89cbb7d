# Accessibilitéit, Dateschutz, a wéi een ouni dëse Service kontrolléiert
contact-operator = Schreift dem Bedreiwer vun dësem Service:
contact-authority = Schreift der Autoritéit, déi Äre Pabeier ausgestallt huet; si gëtt Är Noriicht un de Bedreiwer vun dësem Service weider.
accessibility-title = Erklärung zur Accessibilitéit
accessibility-state-title = Wéi accessibel dëse Service ass
accessibility-state =
    Dës Erklärung ass fir d’Dokumentekontroll op { $host }. Moossstaf ass d’Gesetz vum 28. Mee 2019 iwwer d’Accessibilitéit vun Internetsäiten, mat der europäescher Norm EN 301 549 (WCAG 2.2, Niveau AA) an dem lëtzebuergesche RAWeb.
    De Service ass gebaut, fir alles anzehalen. Vu baussen huet en nach keen auditéiert: bis dohin zielt en als deelweis konform.
accessibility-works-title = Wat geet
accessibility-works =
    All Säit geet mat der Tastatur eleng, mat engem Virliesprogramm, ouni Scripten, ouni Stylesheets, op 320 Pixel Breet, mat 400 % Zoom, mat méi wäitem Text, hell an däischter a mat de Faarwe vun Ärem System.
    Faarf ass ni dat eenzegt Zeechen. Et gëtt keng Zäitlimitt, an näischt beweegt sech.
accessibility-tried-title = Wat wéi getest gouf
accessibility-tried =
    Bei all Ännerung teste Maschinnen all Säit a véier Sproochen, hell an däischter: axe-core fënnt näischt auszesetzen, bei 320 Pixel muss näischt op d’Säit geréckelt ginn, all Aktioun ass mat der Tastatur z’erreechen.
    Nach net vu Mënsche getest: NVDA, JAWS, VoiceOver an TalkBack, a wéi gutt déi einfach Sprooch verstane gëtt.
accessibility-limits-title = Wat net fir jiddereen geet
accessibility-limits =
    D’Biller vun de Säite vun engem Original hu keen eegenen Text. Maacht de PDF op: Dokumenter, déi mat Greffe gemaach goufen, sinn ausgezeechent; agescannt hunn vläicht guer keen Text. D’Autoritéit, déi et ausgestallt huet, muss Iech op Ufro eng accessibel Form ginn.
    Fir Kamera a Foto muss ee gesinn. D’Kennung antippen oder aspete bréngt ëmmer datselwecht.
accessibility-easy-title = Einfach Sprooch
accessibility-easy = D’Startsäit, d’Äntwerten, d’Foto an de Verglach ginn et an einfacher Sprooch, mam Schalter uewen. Dës Erklärung an d’Detailer fir Fachleit net.
accessibility-contact-title = Eng Barrière mellen
accessibility-remedy = Dir sollt bannent engem Mount eng Äntwert hunn. Wann net, oder wann se net hëlleft, wend Iech un de Service information et presse vun der lëtzebuergescher Regierung, deen iwwer d’Accessibilitéit waacht, oder un den Ombudsman.
privacy-title = Dateschutz
privacy-entered-title = Wat Dir agitt
privacy-entered =
    Eng Kennung, déi Dir agitt, déngt derzou, d’Dokument ze fannen, a gëtt net protokolléiert. Opgehuewe gëtt nëmmen hiren Hash (SHA-256). Si steet an der Adress vun der Säit: wien dës Adress gesäit, kann d’Dokument opmaachen, an och wien no Iech Äre Browser benotzt.
    Et gëtt keng Konten, keng Cookien, keng Reklamm, keng Moossung vun de Besicher, an näischt gëtt vun anere Servere gelueden.
privacy-photos-title = Fotoen an d’Kamera
privacy-photos =
    Eng Foto gëtt an der Memoire vun dësem Server gelies a mat der Äntwert vergiess. Si gëtt ni op eng Disk geschriwwen.
    Wann Dir d’Kamera start, freet als éischt Äre Browser. Verschidde Browsere liesen de Code selwer; soss ginn eenzel Biller op dëse Server a gi direkt vergiess.
privacy-files-title = Fichieren
privacy-files =
    Mat Scripte rechent Äre Browser de Fangerofdrock vun Ärem Fichier aus (SHA-256), an nëmmen dee gëtt geschéckt, mat der Gréisst vum Fichier an der Kennung, déi dra steet.
    Ouni Scripte gëtt de Fichier selwer geschéckt, verglach an direkt geläscht.
privacy-logs-title = Wat protokolléiert gëtt
privacy-logs =
    Vun all Ufro: d’Zäit, d’Zort vu Säit, d’Resultat an d’Dauer. Keng Kennung, keng Adress vun Iech, keen Numm.
    Är Netzadress bleift e puer Minutten an der Memoire, fir déi ze bremsen, déi Kennunge roden. Opgeschriwwe gëtt se net.
privacy-shown-title = Wat anerer gesinn
privacy-shown = Den ëffentleche Register vun de Sigelen enthält weder Nimm nach Kennungen: nëmme wien eng Kennung schonn huet, kann hiren Androch erkennen. Originaler ginn esou laang opgehuewen, wéi d’Gesetz et vun der Autoritéit verlaangt, déi se ausgestallt huet.
privacy-rights-title = Är Rechter
privacy-rights = Wéi eng Donnéeën iwwer Iech an engem Dokument stinn, gitt Dir bei der Autoritéit gewuer, déi et ausgestallt huet; do kënnt Dir se och verbessere loossen. Si ass fir den Inhalt responsabel; de Bedreiwer vun dësem Service verschafft en an hirem Optrag (Reglement (EU) 2016/679).
privacy-contact-title = Wien Dir froe kënnt
privacy-authority = Dir kënnt Iech bei der Nationaler Kommissioun fir den Dateschutz (CNPD), Lëtzebuerg, beschwéieren.
verify-title = Sou kontrolléiert Dir selwer
verify-lead = Dir musst dëser Säit net vertrauen. Mat dëse Schrëtt kann jiddereen en Original mat anere Programmer kontrolléieren. Setzt Är Kennung op d’Plaz vun där am Beispill.
verify-fetch-title = Den Original sichen
verify-fetch = An engem Terminal, oder mam Knäppchen „Eroflueden“ op der Säit vum Dokument.
verify-hash-title = Säi Fangerofdrock ausrechnen
verify-hash = E muss dee SHA-256 sinn, deen ënner „Detailer fir Spezialisten“ steet. Ënner Windows: certutil -hashfile original.pdf SHA256.
verify-seal-title = De Sigel mat engem frieme Programm kontrolléieren
verify-seal = pdfsig gehéiert zum Pak poppler-utils. Et muss soen, datt d’Ënnerschrëft gülteg ass an dat ganzt Dokument ofdeckt. Och de Validéierungsservice DSS vun der Europäescher Kommissioun liest de Fichier.
verify-greffe-title = Mat Greffe kontrolléieren
verify-greffe = D’Kommandozeil vu Greffe brauch keen Netz. Gitt er d’Zertifikater vun den Autoritéiten, deenen Dir vertraut.
verify-proof-title = De Beweis vum ëffentleche Register ophiewen
verify-proof = De Beweis seet, datt de Sigel am ëffentleche Register steet, ënner engem ënnerschriwwene Kontrollpunkt. Hieft en beim Original op: keen kann den Androch dann nach ongesinn eraushuelen. De Format ass tlog-proof vu C2SP; d’Policy nennt d’Schlësselen, mat deenen een em gleeft: vergläicht se mat deem, wat de Bedreiwer an d’Zeien anzwousch anescht verëffentlechen.
verify-paper-title = De Pabeier ouni Netz kontrolléieren
verify-paper = Dat quadratescht Symbol nieft dem QR-Code ass e siichtbare Sigel (BSI TR-03171, ICAO 9303-13). Eng Foto an d’Lëscht vun den Zertifikater ginn duer.
verify-end = Wann ee vun dëse Schrëtt eppes anescht seet wéi dëse Service, mellt et der Autoritéit an dem Bedreiwer, an hieft d’Fichieren op.
