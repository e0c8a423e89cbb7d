# De Journal.

journal-altered = D’Entrée { $sequence } vum Journal gouf am Nachhinein geännert.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

journal-missing = Am Journal feelen d’Entréeë vun { $first } bis { $last }.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

journal-out-of-order = Am Journal steet d’Entrée { $sequence } op der Plaz vun der Entrée { $expected }.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

journal-unlinked = D’Entrée { $sequence } vum Journal schléisst net un déi virdrun un.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

journal-truncated = De Journal hat { $remembered } Entréeën an huet der nach just { $found }: d’Enn ass verschwonnen.
    .next = Wann elo grad e Backup zréckgespillt gouf, ass dat normal a soll festgehale ginn; soss sot der Informatik an dem Auditeur Bescheed.

journal-rewritten = De Journal ass net méi deen, deen bei der Entrée { $sequence } festgehale gouf: e gouf nei geschriwwen.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

journal-details = D’Detailer vun enger Entrée am Journal stinn net méi an hirer ursprénglecher Form do.
    .next = Ännert näischt méi, haalt eng Kopie vum Repertoire mat den Daten a sot der Informatik an dem Auditeur Bescheed.

# De ëffentleche Register vun de Sigelen.

log-entry = Dat ass keng Entrée vum ëffentleche Register.
    .next = Frot de Beweis nach eng Kéier bei der Plattform un.

log-range = Dës Plaz gëtt et am ëffentleche Register net.
    .next = Frot de Beweis nach eng Kéier bei der Plattform un.

log-hash-missing = E Wäert vum ëffentleche Register feelt.
    .next = Probéiert méi spéit nach eng Kéier; bleift et esou, da sot dem Bedreiwer vun der Plattform Bescheed.

log-inclusion = De Beweis weist net, datt d’Dokument am ëffentleche Register steet.
    .next = Frot de Beweis nach eng Kéier bei der Plattform un a kuckt, ob en zu dësem Fichier gehéiert.

log-consistency = Den ëffentleche Register gouf ëmgeschriwwen: säi méi neie Stand féiert deen ale net weider.
    .next = Haalt béid Stänn op a sot dem Auditeur Bescheed: dat ass e schwéiere Feeler vum Log.

log-note = De Stand vum ëffentleche Register huet net d’Form vun enger signéierter Notiz.
    .next = Frot en nach eng Kéier bei der Plattform un.

log-checkpoint = De Stand vum ëffentleche Register ass net ze liesen.
    .next = Frot en nach eng Kéier bei der Plattform un.

log-proof = De Beweis ass vun der Zeil { $line } un net ze liesen.
    .next = Frot de Fichier nach eng Kéier bei der Plattform un an ännert näischt drun.

log-tile = E Fichier vum ëffentleche Register huet net déi erwaart Form.
    .next = Probéiert méi spéit nach eng Kéier; bleift et esou, da sot dem Bedreiwer vun der Plattform Bescheed.

log-key = De Préifschlëssel vum ëffentleche Register ass net ze liesen.
    .next = Iwwerhuelt e komplett aus senger offizieller Publikatioun.

log-key-kind = De Préifschlëssel ass vun enger Zort ({ $kind }), déi dës Software net kennt.
    .next = Aktualiséiert d’Software oder benotzt en Ed25519-Schlëssel.

log-policy = D’Schlëssele vum ëffentleche Register a vu sengen Zeie widderspriechen sech.
    .next = Kontrolléiert d’Konfiguratioun: een Numm fir de Log, ee Schlëssel pro Zeien, e Quorum, deen net méi grouss ass wéi hir Zuel.

log-origin = De Stand ass vum Log „{ $found }“ an net vun „{ $expected }“.
    .next = Kontrolléiert d’Adress vun der Plattform.

log-signature-missing = De Stand vum ëffentleche Register ass vu kengem bekannte Schlëssel ënnerschriwwen.
    .next = Verloosst Iech net drop; kontrolléiert d’Adress vun der Plattform an déi agestallte Schlësselen.

log-signature-invalid = D’Ënnerschrëft vun „{ $name }“ ënnert dem Stand vum ëffentleche Register ass falsch.
    .next = Verloosst Iech net drop a sot dem Bedreiwer vun der Plattform Bescheed.

log-witnesses = De Stand vum ëffentleche Register ass vun { $found } Zeie confirméiert; et brauch der { $needed }.
    .next = Frot de Beweis méi spéit nach eng Kéier un: d’Zeie confirméiere mat Verspéidung.
log-policy-line = D’Zeil { $line } vun der Politik vum ëffentleche Register passt net.
  .next = Verbessert dës Zeil: log, witness, group oder quorum, mat Nimm, déi virdru stinn, an verschiddene Schlësselen.
log-request = Dat ass keng Ufro un en Zeie vum ëffentleche Register (vun der Zeil { $line } un).
  .next = Sot dem Bedreiwer vum Register Bescheed.
