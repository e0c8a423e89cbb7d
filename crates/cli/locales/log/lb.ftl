# Den ëffentleche Register.
help-log = Den ëffentleche Register vun de Sigele vun der Plattform: wat dëse Poste dovu gesinn huet, Alerten, Beweiser
help-log-status = Weist, wéini de Registre fir d’lescht gesi gouf a wéi vill Originaler bewise sinn
help-log-alarms = Weist d’Alerten, déi nach kee confirméiert huet
help-log-confirm = Confirméiert, datt Dir eng Alert gesinn hutt
help-log-proof = Schreift de Beweis, datt en Original am Registre steet (.tlog-proof)
help-log-accept = Hëlt nei Schlëssele vum Registre un, nodeems se verglach goufen (Administrateuren)
arg-seen-too = Och déi, déi gesi goufen
arg-alarm = Nummer vun der Alert
arg-alarm-note = Wat Dir festgestallt hutt, fir den Auditeur
arg-proved-document = Dokument: Referenz vum Dossier an Nummer, zum Beispill 2026/RES/000001#2, oder seng Id
arg-log-policy = Fichier mat der neier Politik, wéi de Bedreiwer se publizéiert
log-none = Dëse Poste huet nach keen ëffentleche Register gesinn.
log-seen = Ëffentleche Register „{ $origin }“: { $size } Antréi, gesinn { $at }
log-proofs = Originaler vun dësem Poste: { $proved } bewisen, { $unproved } nach net
log-alarms = { $count ->
    [one] Eng Alert waart: greffe log alarms
   *[other] { $count } Alerte waarden: greffe log alarms
 }
log-no-alarm = Et waart keng Alert.
log-alarm-seen = Gesinn { $at } vun { $person }: { $note }
log-alarm-confirmed = D’Alert Nr. { $alarm } ass als gesinn notéiert.
log-proof-none = Et gëtt nach kee Beweis: den Original ass net registréiert, oder nach net am ëffentleche Register.
log-proof-written = Beweis geschriwwen: { $file }
log-accepted = Déi nei Schlëssele vum ëffentleche Register sinn ugeholl.
sync-log-problem = Den ëffentleche Register konnt net gekuckt ginn:
help-log-anew = Iwwerwaacht de Registre nei, no enger Alert mat bekannter Ursaach (Administrateuren)
arg-log-reason = Wat geschitt ass, fir den Auditeur
log-anew = Den ëffentleche Register gëtt vun der nächster Synchronisatioun un nei iwwerwaacht.
help-log-verify = Kontrolléiert offline mat dem .tlog-proof, ob e Fichier am ëffentleche Register steet; ouni Poste
arg-logged-file = Den Original, sou wéi en erofgeluede gouf
arg-proof = Säi Beweis (.tlog-proof), sou wéi d’Kontrollsäit e gëtt
arg-policy = Schlësselen vum Register (C2SP tlog-policy), aus enger Quell, där Dir vertraut
log-verified = { $identifier }: dëse Fichier gouf ënner dëser Kennung erausginn. Entrée { $index } vum ëffentleche Register „{ $origin }“, ënner engem Kontrollpunkt mat { $size } Entréeën
log-verified-witness = { "  " }Matënnerschriwwe vun { $name }, { $at }
log-verified-alone = { "  " }Keen Zeien huet dëse Kontrollpunkt matënnerschriwwen: nëmmen d’Ënnerschrëft vum Register selwer steet dofir an.
log-verified-later = Ob en duerno widderruff oder ersat gouf, kann nëmmen d’Kontrollsäit oder e méi neie Register soen.
