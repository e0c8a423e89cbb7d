# Accessibilité, protection des données, et comment vérifier sans ce service
contact-operator = Écrivez à l’exploitant de ce service :
contact-authority = Écrivez à l’autorité qui a émis votre papier ; elle transmet votre message à l’exploitant de ce service.
accessibility-title = Déclaration d’accessibilité
accessibility-state-title = État de conformité
accessibility-state =
    Cette déclaration concerne la vérification de documents à l’adresse { $host }. Elle se mesure à la loi du 28 mai 2019 relative à l’accessibilité des sites internet, avec la norme européenne EN 301 549 (WCAG 2.2, niveau AA) et le RAWeb luxembourgeois.
    Le service est construit pour être entièrement conforme. Aucun organisme extérieur ne l’a encore audité : jusque-là, il compte comme partiellement conforme.
accessibility-works-title = Ce qui fonctionne
accessibility-works =
    Chaque page fonctionne au clavier seul, avec un lecteur d’écran, sans scripts, sans feuilles de style, sur 320 pixels de large, avec un zoom de 400 %, avec un texte plus espacé, en clair et en sombre et avec les couleurs de votre système.
    La couleur n’est jamais le seul signe. Il n’y a pas de limite de temps, et rien ne bouge.
accessibility-tried-title = Ce qui a été testé, et comment
accessibility-tried =
    À chaque changement, des machines testent chaque page en quatre langues, en clair et en sombre : axe-core n’y trouve rien à redire, rien ne défile de côté à 320 pixels, chaque action est atteinte au clavier.
    Pas encore testé par des personnes : NVDA, JAWS, VoiceOver et TalkBack, et la compréhension du langage facile.
accessibility-limits-title = Ce qui ne fonctionne pas pour tous
accessibility-limits =
    Les images des pages d’un original n’ont pas de texte à elles. Ouvrez le PDF : les documents faits avec Greffe sont balisés ; des documents numérisés peuvent n’avoir aucun texte. L’autorité qui l’a émis doit vous en donner une forme accessible sur demande.
    La caméra et la photo demandent de voir. Saisir ou coller l’identifiant donne toujours le même résultat.
accessibility-easy-title = Facile à lire
accessibility-easy = La page d’accueil, les réponses, la photo et la comparaison existent en langage facile, par le bouton en haut. Cette déclaration et les détails pour spécialistes n’y existent pas.
accessibility-contact-title = Signaler un obstacle
accessibility-remedy = Vous devriez avoir une réponse dans un délai d’un mois. Sinon, ou si elle ne vous aide pas, adressez-vous au Service information et presse du gouvernement luxembourgeois, qui veille à l’accessibilité, ou à l’Ombudsman.
privacy-title = Protection des données
privacy-entered-title = Ce que vous saisissez
privacy-entered =
    Un identifiant que vous saisissez sert à trouver le document et n’est pas journalisé. Il n’est conservé que sous forme d’empreinte (SHA-256). Il figure dans l’adresse de la page : qui voit cette adresse peut ouvrir le document, comme qui utilise votre navigateur après vous.
    Il n’y a ni compte, ni cookie, ni publicité, ni mesure d’audience, et rien n’est chargé depuis d’autres serveurs.
privacy-photos-title = Photos et caméra
privacy-photos =
    Une photo est lue dans la mémoire de ce serveur et oubliée avec la réponse. Elle n’est jamais écrite sur un disque.
    Si vous démarrez la caméra, votre navigateur vous le demande d’abord. Certains navigateurs lisent eux-mêmes le code ; sinon, des images isolées vont à ce serveur et sont oubliées aussitôt.
privacy-files-title = Fichiers
privacy-files =
    Avec les scripts, votre navigateur calcule l’empreinte de votre fichier (SHA-256) ; elle seule est envoyée, avec la taille du fichier et l’identifiant qui s’y trouve.
    Sans scripts, le fichier lui-même est envoyé, comparé et effacé aussitôt.
privacy-logs-title = Ce qui est journalisé
privacy-logs =
    De chaque demande : l’heure, le genre de page, le résultat et la durée. Ni identifiant, ni votre adresse, ni nom.
    Votre adresse de réseau reste en mémoire quelques minutes, pour freiner qui devine des identifiants. Elle n’est écrite nulle part.
privacy-shown-title = Ce que d’autres voient
privacy-shown = Le registre public des sceaux ne contient ni noms ni identifiants : seul qui a déjà un identifiant peut en reconnaître l’entrée. Les originaux sont conservés aussi longtemps que la loi l’exige de l’autorité qui les a émis.
privacy-rights-title = Vos droits
privacy-rights = Vous pouvez demander quelles données sur vous figurent dans un document, et les faire rectifier, auprès de l’autorité qui l’a émis. Elle est responsable de son contenu ; l’exploitant de ce service le traite pour elle (règlement (UE) 2016/679).
privacy-contact-title = À qui s’adresser
privacy-authority = Vous pouvez introduire une réclamation auprès de la Commission nationale pour la protection des données (CNPD), Luxembourg.
verify-title = Comment vérifier soi-même
verify-lead = Vous n’avez pas à faire confiance à cette page. Avec ces étapes, chacun peut vérifier un original avec d’autres programmes. Mettez votre identifiant à la place de celui de l’exemple.
verify-fetch-title = Chercher l’original
verify-fetch = Dans un terminal, ou avec le bouton « Télécharger » de la page du document.
verify-hash-title = Calculer son empreinte
verify-hash = Elle doit être le SHA-256 qui figure sous « Détails pour spécialistes ». Sous Windows : certutil -hashfile original.pdf SHA256.
verify-seal-title = Examiner le sceau avec un programme qui n’est pas le nôtre
verify-seal = pdfsig fait partie du paquet poppler-utils. Il doit dire que la signature est valable et couvre le document entier. Le service de validation DSS de la Commission européenne lit aussi le fichier.
verify-greffe-title = L’examiner avec Greffe
verify-greffe = La ligne de commande de Greffe n’a pas besoin de réseau. Donnez-lui les certificats des autorités auxquelles vous faites confiance.
verify-proof-title = Garder la preuve du registre public
verify-proof = La preuve dit que le sceau figure dans le registre public, sous un point de contrôle signé. Gardez-la avec l’original : plus personne ne peut retirer l’entrée sans que cela se voie. Son format est tlog-proof de C2SP ; la politique nomme les clés par lesquelles on y croit : comparez-la avec ce que l’exploitant et les témoins publient ailleurs.
verify-paper-title = Vérifier le papier sans réseau
verify-paper = Le symbole carré à côté du code QR est un sceau visible (BSI TR-03171, ICAO 9303-13). Une photo et la liste des certificats suffisent.
verify-end = Si une de ces étapes dit autre chose que ce service, signalez-le à l’autorité et à l’exploitant, et gardez les fichiers.
