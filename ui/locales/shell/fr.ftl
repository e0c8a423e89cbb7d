undo = Annuler l’action
undone = Annulé : { $what }
undo-reason = Annulé aussitôt par la personne qui l’avait fait
palette = Commandes et recherche
palette-hint = Commande, dossier, personne, document, identifiant…
palette-count = { $count ->
    [0] Aucun résultat
    [one] { $count } résultat
   *[other] { $count } résultats
  }
palette-none = Rien ne correspond. Essayez moins de lettres, ou une référence.
palette-recent = Récents
palette-here = Sur cette page
palette-commands = Commandes
palette-lookup = Identifiant
palette-go = aller à ouvrir page
palette-light = Apparence claire
palette-dark = Apparence sombre
palette-system = Apparence du système
palette-contrast-on = Contraste renforcé
palette-contrast-off = Contraste normal
palette-language = Langue : { $language }
print = Imprimer la page
keys-palette = Commandes et recherche
keys-help-page = Aide de la page
keys-undo = Annuler la dernière action
keys-lookup = Chercher un identifiant
keys-print = Imprimer
lookup-open = Chercher un identifiant
lookup-hint = Tapez-le, ou collez l’adresse du code QR. Rien ne quitte ce poste avant votre accord.
lookup-find = Chercher
lookup-here = Ce document est à ce poste.
lookup-open-document = Ouvrir le document
lookup-elsewhere = Ce document n’est pas à ce poste. Vous pouvez reprendre l’original de la plateforme dans un dossier ; son empreinte et son sceau sont vérifiés.
lookup-into = Dans quel dossier ?
lookup-pull = Reprendre l’original
lookup-not-enrolled = Ce document n’est pas à ce poste, et ce poste n’est pas inscrit à la plateforme. Inscrivez-le dans les réglages, ou ouvrez l’adresse imprimée à côté du code QR.
nothing-to-open = Le lien reçu ne mène nulle part : ni dossier, ni document, ni identifiant. Rien n’a été changé.
file-into = { $count ->
    [one] Classer { $count } fichier dans…
   *[other] Classer { $count } fichiers dans…
  }
file-into-dossier = Dossier
file-into-hint = Les fichiers d’origine restent où ils sont. Échap les laisse de côté.
help-open = Aide
help-everywhere = Ctrl+K trouve toute commande, tout dossier et toute personne. Ctrl+Z annule la dernière action. Ce qui est signé, scellé ou envoyé ne s’annule pas : c’est demandé avant.
tour = Visite guidée
tour-place = Étape { $number } sur { $count }
tour-back = Précédent
tour-next = Suivant
tour-end = Commencer
tour-offer = Nouveau ici ? La visite montre l’essentiel en sept étapes.
tour-start = Commencer la visite
tour-no = Non merci
tour-today = Chaque matin commence ici : ce qui vous attend, les délais proches, les dossiers récents. Chaque ligne est un lien.
tour-dossiers = Tout est dans un dossier : parties, documents, délais, notes, journal. N en ouvre un nouveau, la barre oblique cherche. Déposez des fichiers n’importe où : on vous demande dans quel dossier.
tour-palette = Ctrl+K, puis quelques lettres : une commande, un dossier, une personne. Les accents ne comptent pas. Chaque commande montre son raccourci.
tour-inbox = Ici arrivent les visas, avis et signatures qu’on vous demande. J et K pour passer d’une ligne à l’autre, Espace pour choisir, Entrée pour ouvrir.
tour-sealing = Signer et sceller
tour-sealing-text = Une personne signe, l’administration scelle. Le sceau donne au document son identifiant imprimé, par lequel chacun retrouve l’original. C’est demandé avant, car cela reste.
tour-outbox = Vous travaillez aussi sans réseau. Ce qui attend la plateforme est ici ; le pied de la barre dit combien de changements attendent.
tour-help = Aide partout
tour-help-text = F1 explique la page où vous êtes, le point d’interrogation montre les raccourcis. Langue, taille du texte, contraste et notifications se règlent ici. Ctrl+Z annule.
help-today =
  Ce qui vous attend, les délais des sept prochains jours et ceux qui sont dépassés, vos derniers dossiers.
  Un nombre ouvre la liste entière.
help-dossiers =
  La recherche lit référence, objet, parties et texte des documents ; les filtres s’ajoutent.
  Gardez une recherche : elle montre toujours combien de dossiers elle trouve.
  J et K pour se déplacer, Entrée pour ouvrir, N pour un nouveau dossier.
help-dossier =
  Déposez des fichiers sur la fenêtre pour les ajouter, ou appuyez sur I.
  Cochez des documents pour les sceller ensemble.
  Le journal garde chaque changement ; Ctrl+Z annule le dernier.
help-document =
  Une version ne change jamais : une correction est une nouvelle version, ou un nouveau document qui corrige l’ancien.
  Vérifier dit qui a signé ou scellé, à quel niveau, et ce qui a changé depuis.
help-inbox =
  Ce qu’on vous demande, ce que votre service doit faire, ce qui vous est revenu.
  Lisez, puis approuvez ou refusez avec un motif. Plusieurs actes se signent avec une seule saisie du code PIN.
help-absences = Pendant votre absence, une personne de confiance agit pour vous ; chaque acte dit pour qui.
help-directory =
  Un contact est saisi une fois et sert partout.
  Les doublons se fusionnent, et une fusion s’annule.
help-conflicts = Deux postes ont changé la même chose autrement. Rien n’est perdu : choisissez, champ par champ.
help-outbox =
  Ce que la plateforme n’a pas encore reçu. Sans réseau, tout attend ici sans rien perdre.
  Ce qui a été refusé dit pourquoi et ce qu’on peut faire.
help-doctor = Dit si sceller marcherait ici, sans rien signer ni essayer de code PIN.
help-unfiled =
  Ce qui est arrivé du répertoire surveillé et attend son dossier.
  Classez-le, ou mettez-le de côté avec un motif.
help-retention = Ce dont la durée est écoulée, les gels, et les éliminations avec avis aux archives au moins trois mois avant.
help-figures = Chaque graphique a son tableau. L’export ouvert regroupe les petits nombres pour ne désigner personne.
help-journal = Qui a fait quoi, chaîné pour que rien ne disparaisse sans se voir. Vérifiez-le, exportez-le.
help-people = Qui travaille à ce poste, avec quels rôles. Une clé de secours imprimée ouvre le poste quand une phrase secrète est oubliée.
help-deadlines = Les délais de tous vos dossiers, calculés par leur procédure, jours fériés compris.
help-letter = À gauche le texte, à droite la page telle qu’elle sera. Ce qui manque est marqué ; recours et délais sont calculés.
help-templates = Les modèles de lettres et l’en-tête. Un modèle importé est contrôlé avant de servir.
help-batches = Une lettre par dossier, depuis une recherche ou un tableau. Essayez d’abord : rien n’est créé.
help-procedures = Étapes, circuits, délais et modèles d’un type de dossier. Un dossier garde la version avec laquelle il fut ouvert.
help-settings = Langue, apparence, contraste et taille du texte valent sur cet ordinateur. Le reste vaut pour le poste.
accessibility = Accessibilité
statement-lead = Greffe veut être utilisable par tous, au clavier, à la loupe, au lecteur d’écran.
statement-conformity = Conformité
statement-conformity-text = Le logiciel vise WCAG 2.2, niveau AA, et EN 301 549. C’est une déclaration de l’éditeur ; aucun organisme n’a audité cette version.
statement-tried = Ce qui est vérifié
statement-tried-text = Chaque page est contrôlée automatiquement, en quatre langues, claire et sombre : règles d’accessibilité, titres, ordre du focus, boîtes de dialogue, agrandissement.
statement-lacking = Ce qui ne l’est pas
statement-lacking-text =
  L’usage avec NVDA, JAWS et VoiceOver n’a pas encore été essayé par des personnes qui s’en servent chaque jour.
  Un PDF sans balises reste un PDF sans balises : son texte est lu, sa structure manque.
statement-ways = Vos moyens
statement-ways-text =
  Tout se fait au clavier : F1 aide, le point d’interrogation montre les raccourcis, Ctrl+K trouve toute commande.
  Texte de 100 à 400 %, contraste renforcé, apparence claire ou sombre dans les réglages.
statement-tell = Nous le dire
statement-tell-text = Dites à l’assistance informatique de votre administration ce qui vous arrête. Au Luxembourg, le Service information et presse reçoit les réclamations sur l’accessibilité.
contrast-high = Contraste renforcé
contrast-high-hint = Traits et textes plus marqués, quel que soit le réglage du système.
notify = Notifications du système
notify-hint = Délai échu, demande qui vous attend, alerte de synchronisation. Désactivées au départ.
notify-named = Elles peuvent nommer le dossier
notify-named-hint = Sinon elles ne disent qu’un nombre : un écran partagé ou verrouillé ne révèle rien.
quiet-from = Silence à partir de
quiet-until = Silence jusqu’à
hour = { $hour } h
renumber = Donner une nouvelle référence…
renumber-text = Le dossier reçoit la prochaine référence de ce poste. L’ancienne y mène toujours et n’est plus donnée à un autre ; ce qui est imprimé reste tel quel. Cela ne s’annule pas.
renumbered = Nouvelle référence : { $reference }
locked-asked = Un lien attend : déverrouillez le poste pour l’ouvrir.
strength = Solidité
strength-short = Trop courte : au moins 12 caractères.
strength-weak = Faible : elle se devine. Ajoutez des mots qui n’ont rien à voir entre eux.
strength-fair = Acceptable : un mot de plus la rendrait solide.
strength-good = Solide.
recovery-explained = Oubliée, elle ne peut être retrouvée par personne. Après la création, faites une clé de secours imprimée dans « Personnes du poste » : elle seule ouvre alors le poste.
notice-paper = Avis aux archives (PDF)
notice-file = avis-aux-archives
