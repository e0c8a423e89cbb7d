# Texte des Bereichs: circuit.
circuit-unknown = Es gibt keinen Umlauf { $circuit }.
  .next = Öffnen Sie das Dossier neu und wählen Sie den Umlauf aus der Liste.
circuit-none = „{ $title }“ ist in keinem Umlauf.
  .next = Geben Sie das Dokument zuerst in einen Umlauf.
circuit-already = „{ $title }“ ist schon im Umlauf „{ $circuit }“.
  .next = Beenden Sie diesen Umlauf oder ziehen Sie ihn zurück, bevor Sie einen anderen beginnen.
circuit-document-sealed = „{ $title }“ ist schon gesiegelt: Darüber kann nichts mehr entschieden werden.
  .next = Verfassen Sie einen neuen Akt, der ihn ersetzt.
circuit-rule-unknown = Das Verfahren hat keinen Umlauf { $rule } für dieses Dokument.
  .next = Nennen Sie einen Umlauf des Verfahrens oder stellen Sie die Schritte von Hand zusammen.
circuit-rule-not-named = Das Verfahren hat mehrere Umläufe: { $rules }.
  .next = Nennen Sie den, den das Dokument gehen soll.
circuit-other-version = Die Version, die Sie gesehen haben, ist nicht mehr die neueste: Version { $version } von { $by } stammt vom { $at }.
  .next = Lesen Sie die neue Version und versuchen Sie es noch einmal.
circuit-step-count = Der Umlauf hat { $count } Schritte; nötig ist mindestens einer, möglich sind höchstens { $most }.
  .next = Fügen Sie Schritte hinzu oder nehmen Sie welche weg.
circuit-stage-zero = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ steht auf Stufe 0; die Stufen beginnen bei 1.
  .next = Geben Sie ihm eine Stufe ab 1.
circuit-only-optional = Alle Schritte des Umlaufs sind freiwillig: Niemand müsste etwas tun.
  .next = Machen Sie mindestens einen Schritt zur Pflicht.
circuit-after-seal = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ kann weder neben dem Siegel der Stufe { $stage } noch danach stehen: Ein gesiegeltes Dokument ändert sich nicht mehr.
  .next = Stellen Sie ihn vor das Siegel; danach ist nur noch der Versand möglich.
circuit-step-for-nobody = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } sagt nicht, wer ihn tut.
  .next = Nennen Sie eine Person, eine Rolle oder eine Dienststelle.
circuit-person-unknown = { $person } ist an diesem Arbeitsplatz nicht bekannt.
  .next = Wählen Sie eine Person aus der Liste.
circuit-deadlock = Niemand kann den Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } tun: { $reason ->
    [four-eyes] alle Personen, die in Frage kommen, tun schon einen anderen Schritt oder haben das Dokument verfasst (Vier-Augen-Prinzip)
   *[nobody] niemand hat diese Rolle, gehört zu dieser Dienststelle oder darf dieses Dossier sehen
  }.
  .next = Geben Sie den Schritt jemand anderem, oder lassen Sie von der Administration eine Person oder Rolle hinzufügen.
circuit-step-unknown = In diesem Umlauf gibt es keinen Schritt { $step }.
  .next = Öffnen Sie den Umlauf neu und wählen Sie den Schritt aus der Liste.
circuit-over = In diesem Umlauf ist nichts mehr möglich: { $status ->
    [refused] er wurde abgelehnt und liegt wieder bei der Person, die ihn begonnen hat
    [withdrawn] er wurde zurückgezogen
    [cancelled] er wurde abgebrochen
    [finished] er ist beendet
   *[running] er läuft
  }.
  .next = Wer ihn begonnen hat, kann ihn neu beginnen, wenn er abgelehnt oder zurückgezogen wurde.
circuit-step-done = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } ist schon getan.
  .next = Öffnen Sie den Umlauf neu, um zu sehen, von wem.
circuit-not-due = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } ist noch nicht an der Reihe: Stufe { $current } läuft.
  .next = Warten Sie, bis die Schritte davor getan sind.
circuit-not-for-you = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } ist nicht für { $person }.
  .next = Er ist Sache der genannten Person, Rolle oder Dienststelle oder ihrer Vertretung.
circuit-four-eyes = Vier-Augen-Prinzip: { $person } hat schon den Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } getan.
  .next = Diesen Schritt muss eine andere Person tun.
circuit-four-eyes-draft = Vier-Augen-Prinzip: { $person } hat das Dokument verfasst oder einen anderen Schritt getan.
  .next = Diesen Schritt muss eine andere Person tun.
circuit-delegate-own-draft = { $person } hat das Dokument verfasst und kann darüber nicht in Vertretung handeln.
  .next = Die abwesende Person oder eine andere muss diesen Schritt tun.
circuit-other-act = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ geschieht auf andere Weise.
  .next = Unterschreiben, siegeln oder versenden Sie das Dokument; Sichtvermerk, Stellungnahme und Genehmigung werden direkt gegeben.
circuit-dispatch-in-future = Der { $on } liegt in der Zukunft: Ein Versand wird an dem Tag vermerkt, an dem er geschah.
  .next = Geben Sie den wirklichen Tag des Versands an.
circuit-no-earlier-stage = Vor der Stufe { $current } gibt es keine Stufe { $stage }.
  .next = Wählen Sie eine frühere Stufe des Umlaufs.
circuit-sealed = Das Dokument ist gesiegelt: Der Umlauf kann nicht mehr zurück.
  .next = Verfassen Sie einen neuen Akt, der es ersetzt.
circuit-cannot-take-over = { $person } kann den Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ nicht übernehmen.
  .next = Wählen Sie eine Person, die die nötige Rolle hat und das Dossier sehen darf.
circuit-not-optional = Der Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“ der Stufe { $stage } ist Pflicht.
  .next = Tun Sie ihn, oder lassen Sie ihn jemand anderen tun.
circuit-not-starter = Das kann nur { $starter } tun, der den Umlauf begonnen hat.
  .next = Bitten Sie diese Person darum, oder eine Administratorin, den Umlauf abzubrechen.
circuit-not-administrator = { $person } hat die Rolle der Administration nicht.
  .next = Bitten Sie jemanden mit dieser Rolle.
circuit-not-to-restart = Dieser Umlauf läuft oder ist beendet: Er wird nicht neu begonnen.
  .next = Beginnen Sie einen neuen Umlauf, wenn das Dokument noch einmal durchgesehen werden soll.
circuit-not-there-yet = Der Umlauf ist noch nicht beim Schritt „{ $kind ->
    [visa] Sichtvermerk
    [opinion] Stellungnahme
    [approval] Genehmigung
    [signature] Unterschrift
    [seal] Siegel
   *[dispatch] Versand
  }“: Stufe { $stage } läuft.
  .next = Warten Sie, bis die Schritte davor getan sind.
circuit-refused-not-sealed = Der Umlauf dieses Dokuments wurde abgelehnt.
  .next = Wer ihn begonnen hat, verbessert das Dokument und beginnt ihn neu oder zieht ihn zurück.
circuit-not-a-persons-certificate = Das Zertifikat von { $holder } ist nicht das einer natürlichen Person.
  .next = Unterschreiben Sie mit Ihrem eigenen Zertifikat; das Zertifikat des Siegels dient zum Siegeln.
delegation-unknown = Es gibt keine Vertretung { $delegation }.
  .next = Wählen Sie sie aus der Liste.
delegation-to-oneself = Niemand vertritt sich selbst.
  .next = Wählen Sie eine andere Person.
delegation-reversed = Die Vertretung endet am { $last }, bevor sie am { $first } beginnt.
  .next = Berichtigen Sie die Daten.
delegation-past = Die Vertretung ist am { $last } schon zu Ende.
  .next = Wählen Sie ein Ende ab heute.
delegation-person-unknown = { $person } ist an diesem Arbeitsplatz nicht bekannt.
  .next = Wählen Sie eine Person aus der Liste.
delegation-person-left = { $person } arbeitet nicht mehr hier.
  .next = Wählen Sie eine andere Person.
delegation-overlaps = { $principal } wird vom { $first } bis { $last } für dieselbe Sache schon durch { $delegate } vertreten.
  .next = Wählen Sie andere Tage oder eine andere Sache, oder widerrufen Sie die andere Vertretung.
delegation-circle = { $delegate } wird in derselben Zeit schon durch { $principal } vertreten, unmittelbar oder über andere.
  .next = Wählen Sie eine andere Person oder andere Tage.
delegation-not-yours = Die Vertretung ist Sache von { $principal }.
  .next = Bitten Sie diese Person oder eine Administratorin darum.
delegation-revoked = Die Vertretung ist schon widerrufen.
  .next = Es ist nichts mehr zu tun.
task-unknown = Es gibt keine Aufgabe { $task }.
  .next = Wählen Sie sie aus der Liste.
task-done = Die Aufgabe „{ $title }“ ist schon erledigt.
  .next = Es ist nichts mehr zu tun.
task-not-done = Die Aufgabe „{ $title }“ ist nicht erledigt.
  .next = Es gibt nichts wieder zu öffnen.
task-not-yours = Die Aufgabe „{ $title }“ gehört jemand anderem.
  .next = Wer sie zu tun hat oder wer sie gestellt hat, kann sie abschließen.
note-unknown = Es gibt keine Notiz { $note }.
  .next = Öffnen Sie das Dossier neu.
note-not-yours = Die Notiz ist von { $author }.
  .next = Schreiben Sie eine eigene Notiz.
people-unknown = { $person } ist an diesem Arbeitsplatz nicht bekannt.
  .next = Wählen Sie eine Person aus der Liste.
people-ambiguous = Mehrere Personen heißen { $person }.
  .next = Schreiben Sie den ganzen Namen.
people-left = { $person } arbeitet nicht mehr hier.
  .next = Wählen Sie eine andere Person.
