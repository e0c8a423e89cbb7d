# Conservation, gels, dispositions, destruction.
retention-reason-table = Clos le { $closed } ; { $years } ans à partir du { $starts } d'après la ligne { $line } du tableau de tri n° { $table } ({ $basis }) : conservé jusqu'au { $last }.
retention-reason-procedure = Clos le { $closed } ; { $years } ans à partir du { $starts } d'après la procédure ({ $basis }) : conservé jusqu'au { $last }.
retention-reason-validity = Clos le { $closed } ; la ligne { $line } compte { $years } ans à partir de la fin de validité, qui n'est pas saisie.
retention-reason-none = Clos le { $closed } ; ni tableau de tri ni procédure ne dit ce qu'il devient.
archive-index-documents = Documents
archive-index-parties = Parties
archive-index-journal = Journal
certificate-title = Certificat de destruction
certificate-test = TEST – sans effet juridique
certificate-law = Les contenus énumérés ci-dessous ont été détruits conformément à la loi du 17 août 2018 relative à l'archivage, après avis aux Archives nationales.
certificate-number = Disposition
certificate-count = Dossiers
certificate-proposed = Proposée par
certificate-notified = Avis donné à
certificate-confirmed = Confirmée par
certificate-destroyed = Détruit par
certificate-list-digest = Empreinte de la liste (SHA-256)
certificate-list = Dossiers dont le contenu est détruit
certificate-closed = Clos, conservé jusqu'au
certificate-basis = Base légale
certificate-appraisal = Décision
certificate-receipt = Accusé de réception des Archives
certificate-contents = Versions, taille, empreinte
certificate-taken = reçu par les Archives, copie du poste détruite
certificate-free = destruction admise par les Archives
certificate-silence = sans réponse des Archives dans les deux mois, décision d'une personne
certificate-limits = Les sauvegardes plus anciennes du poste gardent ces contenus jusqu'à leur propre expiration. Un contenu identique d'un autre dossier reste avec celui-ci. Le journal atteste chaque étape.
figures-title = Chiffres clés – { $administration }
figures-method = Compté sur les dossiers par mois (Europe/Luxembourg) et par procédure. Les nombres inférieurs à { $threshold }, zéro compris, sont supprimés, ainsi que ceux qui permettraient de les recalculer. Durée : de l'ouverture à la clôture, en jours entiers. Papier évité : pages des actes scellés fois { $copies } copies. Les dossiers en cours sont arrondis à cinq.
proof-not-registered = Le poste n'a pas encore envoyé l'original à la plateforme : aucune preuve du registre public.
  .next = Synchronisez, puis refaites le paquet si la preuve doit y être.
proof-not-in-log = La plateforme n'a pas (encore) d'entrée du registre public pour cet original.
  .next = Refaites le paquet plus tard si la preuve doit y être.
proof-other-file = La preuve remise par la plateforme n'est pas celle de ce fichier ; elle n'est pas dans le paquet.
  .next = Signalez-le à l'exploitant de la plateforme.
notice-title = Avis de destruction
notice-law = En application de la loi du 17 août 2018 relative à l'archivage, l'administration informe les Archives nationales qu'elle envisage de détruire { $count ->
    [one] le dossier énuméré
   *[other] les { $count } dossiers énumérés
  } ci-après, dont la durée d'utilité administrative est échue. Rien n'est détruit avant que trois mois ne se soient écoulés depuis cet avis.
notice-request = Les Archives nationales sont priées de faire savoir dans les deux mois quels dossiers elles prennent en charge, en tout ou par échantillon.
notice-held = Lorsque la liste a été établie, aucun de ces dossiers n'était soumis à une suspension de la destruction. La liste est figée : son empreinte et celles des contenus y figurent.
notice-addressee = Archives nationales
notice-answer = Réponse attendue jusqu'au
notice-destroy = Destruction au plus tôt le
notice-list = Dossiers proposés à la destruction
paper-fate-keep = à conserver
paper-fate-sample = échantillon
paper-fate-destroy = à détruire
paper-sampled = retenu par l'échantillon
paper-not-sampled = non retenu par l'échantillon
paper-contents = { $versions ->
    [one] 1 version
   *[other] { $versions } versions
  }, { $bytes } octets
paper-note = Remarque
paper-plain-digest = Certificat gardé au poste (SHA-256)
paper-attached = La liste est jointe à ce fichier sous forme de données : { $file }.
paper-signature = Pour l'administration :
paper-column-position = N°
paper-column-reference = Référence et objet
paper-column-days = Clos, conservé jusqu'au
paper-column-basis = Base légale
paper-column-decision = Sort et décision
paper-column-contents = Contenu et empreinte (SHA-256)
