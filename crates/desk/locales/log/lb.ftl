# Den ëffentleche Register vun de Sigelen.
log-policy-changed = D’Plattform nennt fir hiren ëffentleche Register vun de Sigelen aner Schlësselen wéi déi, déi dëse Poste kennt.
    .next = Vergläicht déi nei Schlësselen domat, wat de Bedreiwer soss anzwousch publizéiert huet; en Administrateur hëlt se un (greffe log accept), soss sot dem Auditeur Bescheed.
log-issued-twice = Den ëffentleche Register weist d’Ausstelle vum Original { $identifier }… zweemol.
    .next = Sot dem Bedreiwer vun der Plattform an dem Auditeur Bescheed, an haalt d’Beweiser op.
log-issued-other = Den ëffentleche Register weist ënner der Kennung { $identifier }… d’Ausstelle vun engem Dokument, dat net eist ass.
    .next = Sot direkt dem Auditeur Bescheed an haalt d’Beweiser op: Iergendee huet ënner dëser Kennung en anere Fichier registréiert.
log-superseded-elsewhere = Nom ëffentleche Register gouf den Original { $identifier }… ersat, a keen Dokument vun dësem Poste ersetzt en.
    .next = Frot d’Kolleege vun Ärer Verwaltung; huet keen en ersat, da sot dem Auditeur Bescheed.
log-revoked-elsewhere = Nom ëffentleche Register gouf den Original { $identifier }… widderruff.
    .next = Huet Är Verwaltung en net widderruff, da sot direkt dem Auditeur Bescheed.
log-entry-missing = Den Original { $identifier }… ass zënter méi wéi 24 Stonnen registréiert a steet nach ëmmer net am ëffentleche Register.
    .next = Sot dem Bedreiwer vun der Plattform Bescheed; bleift et esou, da sot et dem Auditeur.
alarm-unknown = Et gëtt keng Alert Nr. { $number }, déi nach keen gesinn huet.
    .next = Kuckt d’Alerte mat „greffe log alarms“.
history-log-known = Ëffentleche Register „{ $origin }“ vun elo u bekannt
history-alarm-raised = Alert iwwer den ëffentleche Register: { $code }
history-alarm-confirmed = Alert Nr. { $alarm } gesinn: { $note }
history-log-policy-accepted = Nei Schlësselen vum ëffentleche Register ugeholl ({ $sha256 })
log-reason-missing = Fir den ëffentleche Register nei ze iwwerwaachen, brauch et e Grond.
    .next = Sot, wat geschitt ass, esou wéi den Auditeur et liese wäert.
history-log-watched-anew = Ëffentleche Register nei iwwerwaacht: { $reason }
platform-lost-originals = D’Plattform gouf aus enger Sécherung restauréiert an hat { $count ->
        [one] een confirméierten Original vun dësem Poste verluer. E gëtt nach eng Kéier geschéckt.
       *[other] { $count } confirméiert Originaler vun dësem Poste verluer. Si ginn nach eng Kéier geschéckt.
    }
    .next = Synchroniséiert, bis näischt méi waart, a frot de Bedreiwer, wat soss verluer gaangen ass: Den ëffentleche Register wäert net weiderféieren, wat dëse Poste gesinn huet.
