# Opbewarung, Spären, Aussortéierung, Zerstéierung.
retention-line-empty = Zeil { $line }: D’Kolonn „{ $column }“ ass eidel.
  .next = Fëllt se am Fichier aus an importéiert en nach eng Kéier.
retention-line-value = Zeil { $line }: „{ $value }“ ass an der Kolonn „{ $column }“ net méiglech.
  .next = docs/ARCHIVES.md seet, wéi eng Wäerter méiglech sinn.
retention-line-for-nothing = Zeil { $line }: weder Klassement nach Prozedur; si géif fir keen Dossier gëllen.
  .next = Gitt op d’mannst ee vun deenen zwee un.
retention-line-sampling-missing = Zeil { $line }: Eng Auswiel ass virgesinn, ouni Reegel dofir.
  .next = Schreift zum Beispill 1/10, 10 % oder d’Reegel a Wierder.
retention-line-twice = Zeil { $line }: „{ $value }“ steet an der Kolonn „{ $column }“ schonn op Zeil { $first }.
  .next = Halt nëmmen eng vun dëse Zeilen.
retention-column-missing = D’Kolonn „{ $column }“ feelt.
  .next = Setzt se an déi éischt Zeil vum Fichier.
retention-column-unknown = D’Iwwerschrëft „{ $heading }“ ass onbekannt oder steet zweemol do.
  .next = docs/ARCHIVES.md seet, wéi d’Iwwerschrëfte sinn.
retention-line-no-csv = Zeil { $line }: Si huet net esou vill Zelle wéi déi éischt, oder en Anféierungszeechen ass op.
  .next = Verbessert d’Zeil am Fichier.
retention-table-empty = Den Tableau de tri huet keng Zeil.
  .next = Wielt en anere Fichier.
retention-table-refused = Den Tableau de tri huet { $count } Feeler; näischt gouf iwwerholl. Deen éischten: { $first }
  .next = „greffe retention check“ weist se all.
retention-table-not-text = Den Tableau de tri ass keen Text an UTF-8.
  .next = Späichert en als „CSV UTF-8“.
retention-table-twice = En Tableau de tri vum { $from } un gëtt et schonn.
  .next = Gitt him en aneren éischten Dag.
retention-not-closed = Den Dossier { $reference } ass net zou.
  .next = Maacht en als éischt zou.
retention-nothing-to-adopt = Kee méi neien Tableau seet eppes anescht iwwer den Dossier { $reference }.
  .next = E behält seng Reegel.
dossier-destroyed = Den Inhalt vum Dossier { $reference } gouf zerstéiert.
  .next = D’Zerstéierungsbescheenegung seet, wéini an op wéi enger Basis.
hold-for-everything = E Spär ouni Bedéngung géif all Dossiere spären.
  .next = Gitt en Dossier, eng Prozedur, e Klassement, den Ufank vun enger Referenz oder eng Partei un.
hold-unknown = Et gëtt keng Spär Nr. { $hold }.
  .next = „greffe retention holds“ weist se.
hold-released = D’Spär Nr. { $hold } ass schonn opgehuewen.
  .next = Näischt gouf geännert.
disposition-unknown = Op dësem Poste gëtt et keng Aussortéierung { $disposition }.
  .next = „greffe retention dispositions“ weist se.
disposition-empty = E Virschlag huet 1 bis 10 000 Dossieren.
  .next = Wielt se aus der Lëscht vun deene fällegen.
disposition-not-due = D’Opbewarung vum Dossier { $reference } ass net eriwwer, oder et gëtt keng Reegel dofir.
  .next = „greffe retention show“ seet firwat.
disposition-in-another = Den Dossier { $reference } ass schonn an enger Aussortéierung.
  .next = Zitt als éischt déi zréck, oder loosst den Dossier ewech.
disposition-held = Den Dossier { $reference } ass gespaart (Nr. { $hold }): { $reason }
  .next = Näischt gëtt zerstéiert, soulaang d’Spär net opgehuewen ass.
disposition-state = Dëse Schrëtt ass net méiglech: D’Aussortéierung ass { $state ->
    [proposed] virgeschloen
    [notified] ugemellt, mat Dossieren ouni Decisioun
    [appraised] bewäert
    [confirmed] confirméiert
    [destroying] an der Zerstéierung
    [done] fäerdeg
   *[withdrawn] zréckgezunn
  }.
  .next = D’Reiefolleg: virschloen, umellen, bewäerten, ofliwweren, confirméieren, zerstéieren.
disposition-day = Den { $day } ass net méiglech: vum { $from } bis den { $until }.
  .next = Gitt den Dag un, wou et geschitt ass.
disposition-not-in-it = Den Dossier { $dossier } ass net an dëser Aussortéierung.
  .next = „greffe retention disposition“ weist hir Lëscht.
disposition-answer-awaited = D’Nationalarchiv ka bis den { $until } äntweren.
  .next = Waart d’Äntwert of, oder den Dag duerno.
disposition-answered = D’Nationalarchiv huet zum Dossier { $reference } geäntwert: dat ass kee Schweigen méi.
  .next = Dot déi nei Äntwert an, wann et eng gëtt.
disposition-silence-keeps = Den Tableau de tri hält den Dossier { $reference }: Schweigen ännert näischt drun.
  .next = Frot d’Archiven no der Äntwert, oder dréit se an.
disposition-not-wanted = D’Archiven hunn den Dossier { $reference } net gefrot.
  .next = Dréit als éischt hir Äntwert an.
disposition-not-packaged = Fir den Dossier { $reference } gouf kee Pak gemaach.
  .next = Liwwert en als éischt of: „greffe retention deliver“.
disposition-receipt-missing = D’Archive wëllen den Dossier { $reference }; hir Empfangsbestätegung feelt.
  .next = Liwwert en of an dréit d’Empfangsbestätegung an.
disposition-too-early = D’Zerstéierung ass eréischt vum { $from } un erlaabt.
  .next = D’Gesetz vum 17. August 2018 verlaangt dräi Méint tëscht der Umeldung an der Zerstéierung.
disposition-same-person = { $person } huet dës Aussortéierung virgeschloen a kann se net confirméieren.
  .next = Eng aner Persoun confirméiert (véier Aen).
disposition-changed = Den Dossier { $reference } ass net méi dee vun der Lëscht.
  .next = Zitt d’Aussortéierung zréck a schloot eng nei vir.
disposition-outbox-waits = En Original vum Dossier { $reference } waart nach am Ausgang.
  .next = Synchroniséiert als éischt.
disposition-removing-later = En anere Programm schreift um Poste; d’Inhalter gi beim Weidermaachen ewechgeholl.
  .next = Widderhuelt de Schrëtt geschwënn.
disposition-no-certificate = Et gëtt nach keng Zerstéierungsbescheenegung.
  .next = Si entsteet um Enn vun der Zerstéierung.
content-destroyed = Dësen Inhalt gouf duerch eng Aussortéierung zerstéiert.
  .next = D’Zerstéierungsbescheenegung seet, wéini an op wéi enger Basis.
export-nothing = Den Dossier { $reference } huet keen Dokument.
  .next = Näischt gouf geschriwwen.
figures-period = Den Zäitraum ass net méiglech: 1 bis 120 Méint, deen éischte virum leschten.
  .next = Schreift d’Méint esou: 2026-01.
