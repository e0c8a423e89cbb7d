# Opbewarung, Spären, Aussortéierung, Zerstéierung.
retention-reason-table = Zougemaach den { $closed }; { $years } Joer vum { $starts } un no der Zeil { $line } vum Tableau de tri Nr. { $table } ({ $basis }): gehale bis { $last }.
retention-reason-procedure = Zougemaach den { $closed }; { $years } Joer vum { $starts } un no der Prozedur ({ $basis }): gehale bis { $last }.
retention-reason-validity = Zougemaach den { $closed }; d’Zeil { $line } zielt { $years } Joer vum Enn vun der Gültegkeet un, dat net agedroen ass.
retention-reason-none = Zougemaach den { $closed }; weder Tableau de tri nach Prozedur soen, wat doraus gëtt.
archive-index-documents = Dokumenter
archive-index-parties = Parteien
archive-index-journal = Journal
certificate-title = Zerstéierungsbescheenegung
certificate-test = TEST – ouni juristeschen Effet
certificate-law = Déi hei drënner opgezielt Inhalter goufen nom Gesetz vum 17. August 2018 iwwer d’Archivéierung zerstéiert, no Umeldung beim Nationalarchiv.
certificate-number = Aussortéierung
certificate-count = Dossieren
certificate-proposed = Virgeschloe vum
certificate-notified = Ugemellt bei
certificate-confirmed = Confirméiert vum
certificate-destroyed = Zerstéiert vum
certificate-list-digest = Préifzomm vun der Lëscht (SHA-256)
certificate-list = Dossieren, deenen hiren Inhalt zerstéiert ass
certificate-closed = Zougemaach, gehale bis
certificate-basis = Rechtsgrondlag
certificate-appraisal = Decisioun
certificate-receipt = Empfangsbestätegung vun den Archiven
certificate-contents = Versiounen, Gréisst, Préifzomm
certificate-taken = vun den Archiven iwwerholl, Kopie vum Poste zerstéiert
certificate-free = Zerstéierung vun den Archiven zougelooss
certificate-silence = keng Äntwert vun den Archiven an zwee Méint, Decisioun vun enger Persoun
certificate-limits = Méi al Sécherunge vum Poste hunn dës Inhalter, bis si selwer oflafen. Deeselwechten Inhalt vun engem aneren Dossier bleift bei deem. De Journal beleet all Schrëtt.
figures-title = Schlësselzuelen – { $administration }
figures-method = Gezielt iwwer d’Dossieren no Mount (Europe/Luxembourg) a Prozedur. Zuelen ënner { $threshold }, och null, sinn ënnerdréckt, an och déi, aus deenen ee se ausrechne kéint. Dauer: vum Opmaache bis zum Zoumaachen, a ganzen Deeg. Agespuert Pabeier: Säite vu gesigelten Akten mol { $copies } Kopien. Oppen Dossiere sinn op fënnef gerënnt.
proof-not-registered = De Poste huet den Original nach net un d’Plattform geschéckt: kee Beweis vum ëffentleche Register.
  .next = Synchroniséiert a maacht de Pak nei, wann de Beweis dra soll sinn.
proof-not-in-log = D’Plattform huet fir dësen Original (nach) keng Entrée am ëffentleche Register.
  .next = Maacht de Pak méi spéit nei, wann de Beweis dra soll sinn.
proof-other-file = De Beweis, deen d’Plattform ginn huet, ass net dee vun dësem Fichier; en ass net am Pak.
  .next = Mellt et dem Bedreiwer vun der Plattform.
notice-title = Avis vun der Zerstéierung
notice-law = Nom Gesetz vum 17. August 2018 iwwer d’Archivéierung deelt d’Verwaltung dem Nationalarchiv mat, datt si { $count ->
    [one] den Dossier hei drënner
   *[other] déi { $count } Dossieren hei drënner
  } zerstéiere wëll, deenen hir Frist ofgelaf ass. Näischt gëtt zerstéiert, ier dräi Méint zënter dësem Avis eriwwer sinn.
notice-request = D’Nationalarchiv gëtt gebieden, bannent zwee Méint matzedeelen, wéi eng Dossieren et ganz oder als Auswiel iwwerhëlt.
notice-held = Wéi d’Lëscht gemaach gouf, war fir keen vun dësen Dossieren d’Zerstéierung ausgesat. D’Lëscht steet fest: hir Préifzomm an déi vun den Inhalter stinn dran.
notice-addressee = Nationalarchiv
notice-answer = Äntwert gefrot bis
notice-destroy = Zerstéierung fréistens den
notice-list = Fir d’Zerstéierung proposéiert Dossieren
paper-fate-keep = ze halen
paper-fate-sample = Auswiel
paper-fate-destroy = ze zerstéieren
paper-sampled = an der Auswiel
paper-not-sampled = net an der Auswiel
paper-contents = { $versions ->
    [one] 1 Versioun
   *[other] { $versions } Versiounen
  }, { $bytes } Byten
paper-note = Bemierkung
paper-plain-digest = Bescheenegung, déi um Poste läit (SHA-256)
paper-attached = D’Lëscht hänkt als Daten un dësem Fichier: { $file }.
paper-signature = Fir d’Verwaltung:
paper-column-position = Nr.
paper-column-reference = Referenz an Objet
paper-column-days = Zou, gehale bis
paper-column-basis = Rechtsgrondlag
paper-column-decision = Schicksal an Decisioun
paper-column-contents = Inhalt a Préifzomm (SHA-256)
