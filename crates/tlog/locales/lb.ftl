# De Journal.

journal-altered = D'Entrée { $sequence } vum Journal gouf am Nachhinein geännert.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.

journal-missing = Am Journal feelen d'Entréeë vun { $first } bis { $last }.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.

journal-out-of-order = Am Journal steet d'Entrée { $sequence } op der Plaz vun der Entrée { $expected }.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.

journal-unlinked = D'Entrée { $sequence } vum Journal schléisst net un déi virdrun un.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.

journal-truncated = De Journal hat { $remembered } Entréeën an huet der nach just { $found }: d'Enn ass verschwonnen.
    .next = Wann elo grad e Backup zréckgespillt gouf, ass dat normal a soll festgehale ginn; soss sot der Informatik an dem Auditeur Bescheed.

journal-rewritten = De Journal ass net méi deen, deen bei der Entrée { $sequence } festgehale gouf: e gouf nei geschriwwen.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.

journal-details = D'Detailer vun enger Entrée am Journal stinn net méi an hirer ursprénglecher Form do.
    .next = Ännert näischt méi, haalt eng Kopie vum Datenuerdner a sot der Informatik an dem Auditeur Bescheed.
