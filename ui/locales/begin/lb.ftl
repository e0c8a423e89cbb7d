begin-way = Wéi wëllt Dir ufänken?
begin-new = Eng Verwaltung uleeën
begin-new-hint = Den éischte Poste: Dir gitt den Numm vun der Verwaltung un. D’Umeldung bei enger Plattform ka méi spéit kommen.
begin-join = Bei eng Verwaltung derbäikommen
begin-join-hint = Mat der Adress vun der Plattform an engem eemolege Code, deen hiren Administrateur Iech gëtt.
begin-look = Fir d’éischt d’Demonstratioun kucken
begin-look-hint = Eng erfonnt Gemeng mat hiren Dossieren, fir sech: näischt dran ass gülteg, an Ären eegene Poste kann duerno kommen.
begin-look-submit = Demonstratioun opmaachen
begin-look-busy = D’Demonstratioun gëtt virbereet…
join-submit = Bei d’Verwaltung derbäikommen
join-busy = Umeldung…
join-made = De Poste ass op dësem Computer ugeluecht; just d’Umeldung feelt nach. Verbessert d’Adress oder de Code, oder maacht ouni weider: alles bleift an den Astellunge méiglech.
join-later = Ouni Umeldung weidermaachen
join-code-missing = Gitt den Umellcode an.
join-address-wrong = Dat ass keng Adress vun enger Plattform: si fänkt mat https:// un.
demo-locked = Demonstratioun
demo-locked-text = Kee vun dëse Leit gëtt et wierklech, an dës Passphrase schützen näischt:
demo-leave = D’Demonstratioun verloossen
steps-title = Éischt Schrëtt
steps-away = Net méi weisen
steps-done = gemaach
steps-recovery = E gedréckten Noutschlëssel mécht de Poste op, wann d’Passphras vergiess ass.
steps-recovery-go = En ënner „Leit um Poste“ maachen
steps-platform = Eréischt mat der Umeldung bei enger Plattform kann ee sigelen, schécken a mat méi Leit schaffen.
steps-platform-go = Poste umellen
steps-key = Fir z’ënnerschreiwen oder ze sigele brauch een en Zertifikat: op enger Kaart, an engem Token oder an engem Fichier (.p12, .pfx).
steps-key-go = Zertifikat sichen
steps-key-found = { $count ->
    [one] Ee brauchbaren Zertifikat gouf op dësem Computer fonnt.
   *[other] { $count } brauchbar Zertifikater goufen op dësem Computer fonnt.
}
found-title = Zertifikater vun dësem Computer
found-text = Wat hei fonnt gëtt, gëtt bei all Ënnerschrëft an all Sigel ugebueden. E Fichier kuckt ee mat senger Passphras, déi net gehale gëtt.
found-use = Dëse Fichier benotzen
found-kept = { $file } gëtt fir d’Ënnerschreiwen an d’Sigelen ugebueden, och no engem Neistart.
history-key-file-remembered = Schlësselfichier gemierkt
history-key-file-forgotten = Schlësselfichier vergiess
begin-restore = Eng Sécherung zréckspillen
begin-restore-hint = De Poste gëtt erëm, wat e war, wéi d’Sécherung gemaach gouf: no enger Pann, engem Verloscht oder op engem neie Computer.
restore-place = Plaz vun der Sécherung
restore-place-hint = De Repertoire, dee fir d’Sécherunge gewielt gouf, oder eng dovun. Un der Sécherung selwer ännert sech näischt.
restore-place-none = keng Plaz gewielt
restore-choose = Wielen…
restore-which = Wéi eng Sécherung?
restore-about = { $count } Inhalter, { $size }
restore-lacks = { $count ->
    [one] En Inhalt huet dem Poste scho gefeelt, wéi se gemaach gouf.
   *[other] { $count } Inhalter hunn dem Poste scho gefeelt, wéi se gemaach gouf.
}
restore-passphrase = Är Passphras
restore-passphrase-hint = Déi, mat där de Poste sech opmaache gelooss huet, wéi d’Sécherung gemaach gouf.
restore-one = Nëmmen ee Poste mécht weider: gëtt et deen ale nach, da schafft net méi drop. Wat zënter der Sécherung gemaach gouf, ass net dran; wat d’Plattform kritt huet, kënnt mat der nächster Synchronisatioun zréck.
restore-submit = Poste zréckspillen
restore-busy = Gëtt zréckgespillt…
restore-folder-missing = Wielt fir d’éischt d’Plaz vun der Sécherung.
restore-passphrase-missing = Gitt d’Passphras an.
restore-done = De Poste ass erëm do, sou wéi en den { $time } war.
restore-done-missing = De Poste ass erëm do, sou wéi en den { $time } war. { $count ->
    [one] En Inhalt huet deemools scho gefeelt: d’Kontroll vum Poste seet, wéi een.
   *[other] { $count } Inhalter hunn deemools scho gefeelt: d’Kontroll vum Poste seet, wéi eng.
}
key-file-title = Schlësselfichier
key-file-text = De Fichier (.p12, .pfx), dee fir d’Ënnerschreiwen an d’Sigelen ugebuede gëtt. De Poste verhält, wou e läit, ni, wat en opmécht.
key-file-kept = „{ $file }“ gëtt Iech ugebueden.
key-file-gone = E läit net méi do, wou e louch: wielt en nei, oder loosst e vergiessen.
key-file-none = Fir Iech ass kee Fichier verhalen.
key-file-choose = Fichier wielen…
key-file-other = En anere wielen…
key-file-forget = De Fichier vergiessen
key-file-forgotten = De Schlësselfichier ass vergiess; de Fichier selwer bleift, wou en ass.
stopped-title = D’Fënster ass stoe bliwwen
stopped-what = E Feeler vum Programm huet dës Fënster matten an der Aarbecht gestoppt. D’Säit hannendrun äntwert net méi.
stopped-safe = Alles, wat gespäichert war, ass am Poste sécher. Wat grad am Gaang ass, mécht de Poste fäerdeg, oder en hëlt et zréck.
stopped-lost = Wat Dir grad geschriwwen hutt, ka verluer sinn.
stopped-next = Luet d’Säit nei, a kuckt dann, ob Äre leschte Schrëtt do ass.
stopped-anew = D’Säit nei lueden
