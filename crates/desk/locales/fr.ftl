file-empty = Le fichier { $file } est vide (0 octet).
  .next = Ouvrez-le dans le programme qui l'a produit et enregistrez-le de nouveau.
file-not-a-file = { $file } n'est pas un fichier.
  .next = Choisissez un fichier ordinaire, pas un répertoire, un tube ou un périphérique.
file-kind-mismatch = Le fichier { $file } porte l'extension « .{ $named } », mais son contenu est { $found ->
    [pdf] un PDF
    [word] un document de traitement de texte
    [spreadsheet] un tableur
    [presentation] une présentation
    [old-office] un ancien document Office
    [image] une image
    [archive] une archive
    [markup] une page web ou du XML
    [mail] un courriel
    [text] du texte simple
    [postscript] du PostScript
   *[other] autre chose, qui n'est pas reconnu
  }.
  .next = Rendez-lui la bonne extension, ou exportez-le en PDF depuis son programme, puis réessayez.
file-too-large = Le fichier { $file } a { $size } Mo ; au plus { $limit } Mo peuvent être lus.
  .next = Choisissez un fichier plus petit, réduisez les images ou partagez le document.
target-exists = Le fichier { $file } existe déjà ; il n'a pas été remplacé.
  .next = Choisissez un autre nom ou un autre répertoire.
target-is-input = Le fichier { $file } est lui-même à sceller ; il n'est jamais remplacé.
  .next = Choisissez un autre répertoire de sortie.
input-changed = Le fichier { $file } a été modifié après avoir été scellé dans { $output } ; cet original n’a pas été remplacé.
  .next = Scellez le fichier modifié dans un autre répertoire, ou avec --force à la place de l’ancien original.
batch-stopped = Pas commencé, car la clé ne peut plus être utilisée : { $reason }
  .next = Remettez la clé en ordre, puis relancez la même commande.
document-not-pdf = Le document « { $title } » n'est pas un PDF ; seul un PDF peut être scellé.
  .next = Exportez-le en PDF, ajoutez ce PDF au dossier et scellez-le.
role-missing = { $person } n'a pas le rôle qu'il faut : { $role ->
    [agent] agent
    [signatory] signataire
    [clerk] greffier
    [auditor] auditeur
   *[administrator] administrateur
  }.
  .next = Demandez à une personne qui a ce rôle, ou faites-vous donner le rôle par un administrateur du poste.
procedure-unknown = Il n'y a pas de procédure « { $procedure } ».
  .next = Choisissez-en une dans la liste.
procedure-damaged = La procédure « { $procedure } » est mal définie ({ $detail }).
  .next = Prévenez votre service informatique.
platform-not-set = Ce poste ne connaît pas encore de plateforme ; son adresse est imprimée sur chaque document scellé.
  .next = Inscrivez le poste auprès de la plateforme avec le code de votre administration.
desk-not-enrolled = Ce poste n'est pas inscrit auprès d'une plateforme.
  .next = Inscrivez-le avec le code de votre administration ; ce qui attend reste dans la boîte d'envoi.
platform-other-waiting = { $count ->
    [one] Un original attend encore la plateforme dont il porte l'adresse.
   *[other] { $count } originaux attendent encore la plateforme dont ils portent l'adresse.
  }
  .next = Synchronisez d'abord avec l'ancienne plateforme, puis changez.
sync-running = La boîte d'envoi est déjà en cours d'envoi.
  .next = Attendez que cela soit terminé.
original-forgotten = L'original « { $title } » n'est ni sur la plateforme ni dans la boîte d'envoi.
  .next = Prévenez votre service informatique ; le document reste sur ce poste.
strange-file = Le fichier { $file } se trouve parmi les contenus du poste sans en faire partie.
  .next = Déplacez-le ; Greffe ne le touche pas.
test-certificates = Les certificats de TEST n'ont pas pu être produits ({ $detail }).
  .next = Videz le répertoire de démonstration et réessayez.
stamp-sealed = Scellé le { $date } à { $time } { $zone }
stamp-original = Original : { $address }
stamp-other-pages = { $identifier } · page { $page } sur { $pages }
stamp-alternative = Sceau de { $authority }, le { $date } à { $time } { $zone }. Identifiant { $identifier }. L'original se consulte à l'adresse { $address }.
stamp-covers-content = Aucune marge libre n'a été trouvée : le sceau couvre une partie de la première page.
signature-covers-content = La signature visible couvre une partie du contenu de la page.
stamp-without-visible-seal = La place libre ne suffisait pas au sceau visible : il est omis, le code QR est là.
step-reading = Lecture
step-encrypting = Chiffrement
sealed-anew = { $file } avait déjà été scellé et n’était plus là : il a été scellé de nouveau, sous un nouvel identifiant.
step-waiting = Attente d’un autre programme qui scelle dans ce répertoire
step-augmenting = Ajout d’un horodatage
step-sealing = Scellement
step-uploading = Envoi
step-checking = Vérification
history-desk-created = Poste créé pour { $administration }
history-dossier-created = Dossier { $reference } ouvert : { $subject }
history-document-imported = Document « { $title } » ajouté
history-document-read = Document « { $title } » lu (version { $version })
history-document-exported = Document « { $title } » exporté (version { $version })
history-document-sealed = Document « { $title } » scellé, identifiant { $identifier }-…
history-document-registered = Original « { $title } » conservé par la plateforme
history-registration-parked = Original « { $title } » refusé par la plateforme ({ $code })
history-original-fetched = Original { $identifier }-… repris de la plateforme
history-desk-revoked-wipe = Poste révoqué par l’administration : clés et contenu sont supprimés (annoncé par { $platform })
history-desk-revoked-lock = Poste révoqué par l’administration et verrouillé (annoncé par { $platform })
history-desk-revoked-released = Poste verrouillé ouvert avec la clé de secours (verrouillé par { $platform })
history-desk-enrolled = Poste inscrit auprès de { $platform }
history-person-signed-in = { $name } : connexion à la plateforme
history-person-signed-out = Déconnexion de la plateforme
history-visible-seal-set = Sceaux visibles : { $on } (signataire { $signer })
history-device-key-made = Clé du poste créée
history-levels-set = Niveaux des sceaux fixés : { $level } ; horodatages de { $authorities }
history-document-augmented = Original « { $title } » complété au niveau { $level }
history-augmentation-missed = Original « { $title } » pas encore complété au niveau { $wanted } ({ $code })
history-original-sent-as-is = Original « { $title } » envoyé au niveau { $level }, sans { $wanted }
history-original-queued-again = Original « { $title } » remis en file d’envoi
history-restore-leftover-removed = Le reste d’une restauration interrompue dans { $folder } a été supprimé
history-passphrase-changed = Phrase secrète changée
history-unrecorded-content-removed = { $count } contenus jamais enregistrés supprimés
doctor-drivers-none = Aucun pilote de carte n’a été trouvé ; seuls les fichiers de clé peuvent servir.
    .next = Pour une carte, installez son pilote (par exemple OpenSC ou celui de LuxTrust).
doctor-driver = Pilote trouvé et chargé : { $driver } ({ $module }), { $slots ->
    [one] { $slots } emplacement
   *[other] { $slots } emplacements
  }.
doctor-slot-empty = L’emplacement { $slot } ({ $reader }) est vide.
doctor-token = Le jeton « { $token } » est présent, emplacement { $slot } ({ $reader }).
doctor-pin-pad = Le code PIN du jeton « { $token } » est saisi sur le lecteur.
doctor-pin-few-left = Un code PIN erroné a été donné au jeton « { $token } » ; il ne reste que peu d’essais.
    .next = Vérifiez le code avant de le saisir.
doctor-pin-last-try = Il reste un seul essai pour le code PIN du jeton « { $token } ».
    .next = Une erreur de plus le bloque ; en cas de doute, demandez à l’émetteur.
doctor-pin-locked = Le code PIN du jeton « { $token } » est bloqué.
    .next = Débloquez-le avec le code PUK et le logiciel du jeton.
doctor-pin-not-set = Aucun code PIN n’est défini pour le jeton « { $token } ».
    .next = Définissez-le avec le logiciel du jeton.
doctor-pin-to-be-changed = Le code PIN du jeton « { $token } » doit être changé avant de servir.
    .next = Changez-le avec le logiciel du jeton.
doctor-key-file = Le fichier de clé { $file } s’ouvre.
doctor-certificate-seal = Certificat de sceau de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-seal-qualified = Certificat de sceau, qualifié selon ses dires, de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-signature = Certificat de signature de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-signature-qualified = Certificat de signature, qualifié selon ses dires, de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-neither = Certificat ni de signature ni de sceau, de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-unsuitable = Le certificat de { $holder } ({ $place }) ne convient pas : { $reasons }
doctor-certificate-ends-soon = Le certificat de { $holder } expire dans { $days } jours.
    .next = Demandez le suivant dès maintenant.
doctor-tsa = L’autorité d’horodatage { $tsa } répond, politique { $policy }.
doctor-clock = L’horloge de cet ordinateur est juste (comparée à { $tsa }, écart { $seconds } s).
doctor-clock-differs = L’horloge de cet ordinateur s’écarte de { $seconds } s de celle de { $tsa }.
    .next = Réglez l’heure automatiquement dans les paramètres du système.
doctor-clock-wrong = L’horloge de cet ordinateur est fausse : { $seconds } s d’écart avec { $tsa }.
    .next = Réglez l’heure, puis relancez la commande : les horodatages contrediraient les signatures.
doctor-ocsp = Le service OCSP { $host } répond.
doctor-crl = La liste de révocation de { $host } se télécharge.
doctor-revocation-strange = { $host } répond, mais pas comme un service de révocation (HTTP { $status }).
    .next = Un proxy ou un portail répond peut-être à sa place ; les niveaux B-LT et B-LTA en dépendent.
doctor-revocation-unreachable = Le service de révocation { $host } n’est pas joignable : { $detail }
    .next = Vérifiez le réseau et le proxy ; sans lui, les niveaux B-LT et B-LTA ne sont pas possibles.
doctor-offline = Le réseau n’a pas été interrogé.
doctor-proxy-none = Aucun proxy n’est réglé dans l’environnement.
doctor-proxies = Proxy selon l’environnement : { $proxies }
doctor-desk = Il y a un poste dans { $file }.
doctor-desk-none = Il n’y a pas encore de poste dans { $file } ; sceller des fichiers n’en demande pas.
doctor-ready = Sceller fonctionnerait ici.
doctor-no-key = Sceller ne fonctionnerait pas : aucun certificat utilisable n’a été trouvé.
    .next = Insérez la carte du sceau, ou donnez un fichier de clé (.p12).
doctor-obstacles = Sceller comme demandé ne fonctionnerait pas : voyez les points marqués ✗.
    .next = Corrigez ces points, puis relancez la commande.
doctor-certificate-presumed-seal = Certificat sans usage déclaré, d’après son titulaire pour des sceaux, de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-certificate-presumed-signature = Certificat sans usage déclaré, d’après son titulaire pour des signatures, de { $holder }, délivré par { $issuer }, valable du { $from } au { $until }, { $kind } ({ $place }).
doctor-list = Liste de confiance { $territory }, numéro { $sequence }, vieille de { $days } jours ; la suivante est due le { $next }.
doctor-list-closed = Liste de confiance { $territory }, numéro { $sequence }, close.
doctor-list-stale = La liste de confiance { $territory } (numéro { $sequence }, { $days } jours) est périmée depuis le { $next }.
    .next = Renouvelez les listes avec « greffe trust update ».
revision-unknown = Ce fichier n’a pas de révision { $number }.
  .next = Choisissez une révision de la liste.
history-batch-begun = Lot commencé : { $count } documents
history-batch-ended = Lot terminé
