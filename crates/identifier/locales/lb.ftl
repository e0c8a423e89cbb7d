# Déi gedréckte Kennung an d’Adress vun der Plattform.

identifier-letter-u = De Buschtaf U kënnt a kenger Kennung vir (Zeechen { $position }).
    .next = Kuckt um Pabeier no: meeschtens ass et e V.

identifier-bad-character = D’Zeechen { $character } (op der Plaz { $position }) kann a kenger Kennung stoen.
    .next = Eng Kennung besteet nëmmen aus Zifferen a Buschtawen, an aacht Gruppe vu véier. Kuckt um Pabeier no a verbessert dëst Zeechen.

identifier-length = { $count ->
        [0] Hei steet keng Kennung: 0 vun 32 Zeechen.
       *[other] D’Kennung huet net déi richteg Längt: { $count } amplaz 32 Zeechen.
    }
    .next = Si besteet aus aacht Gruppe vu véier Zeechen. Kuckt no, ob Zeeche feelen oder der ze vill do sinn.

identifier-mistyped = An der Kennung ass en Tipp- oder Liesfeeler.
    .next = { $suspicious ->
        [0] Vergläicht se Grupp fir Grupp mam Pabeier.
        [1] Vergläicht se mam Pabeier; de Feeler ass wahrscheinlech am Grupp { $group }.
       *[other] Vergläicht se mam Pabeier; d’Feeler sinn wahrscheinlech an de Gruppen { $group } an { $other }.
    }

identifier-version-unknown = Dës Kennung ass richteg ofgeschriwwen, mee vun enger méi neier Zort (Versioun { $version }), déi dës Software net kennt.
    .next = Aktualiséiert d’Software oder maacht d’Adress op, déi nieft der Kennung gedréckt ass.

identifier-unknown = Dës Kennung ass richteg opgebaut, mee d’Plattform kennt keen Dokument, dat se dréit.
    .next = En Tippfeeler kann net d’Ursaach sinn. Kontrolléiert d’Adress vun der Plattform um Pabeier; wa se stëmmt, da vertraut dësem Pabeier net a wennt Iech un d’Verwaltung, déi drop steet.

platform-url-scheme = D’Adress vun der Plattform „{ $address }“ fänkt net mat https:// un.
    .next = Schreift se ganz aus, zum Beispill https://verify.example.lu.

platform-url-insecure = D’Adress vun der Plattform „{ $address }“ ass net verschlësselt: http ass nëmmen op dësem Computer selwer erlaabt.
    .next = Schreift https:// amplaz http://.

platform-url-credentials = An der Adress vun der Plattform steet e Benotzernumm oder e Passwuert.
    .next = Huelt alles ewech, wat virum Zeechen @ steet.

platform-url-path = An der Adress vun der Plattform „{ $address }“ steet méi wéi en Numm vun engem Server an e Port.
    .next = Huelt alles ewech, wat no dem Numm vum Server an dem Port steet, zum Beispill https://verify.example.lu.

platform-url-host = An der Adress vun der Plattform ass „{ $host }“ keen Numm vun engem Server.
    .next = Benotzt Buschtawen ouni Accent, Zifferen, Bindestrécher a Punkten, oder eng IP-Adress. En Numm mat Accent gëtt a senger Form mat xn-- geschriwwen.

platform-url-port = An der Adress vun der Plattform ass „{ $port }“ kee Port.
    .next = E Port ass eng Zuel vun 1 bis 65535; ouni Port huelt och den Doppelpunkt ewech.
