file-empty = Le fichier { $file } est vide (0 octet).
  .next = Ouvrez-le dans le programme qui l'a produit et enregistrez-le de nouveau.
file-not-a-file = { $file } n'est pas un fichier.
  .next = Choisissez un fichier, pas un répertoire.
file-kind-mismatch = Le fichier { $file } porte l'extension « .{ $named } », mais son contenu est { $found ->
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
file-too-large = Le fichier { $file } a { $size } Mo ; un PDF peut avoir au plus { $limit } Mo.
  .next = Réduisez les images ou partagez le document.
target-exists = Le fichier { $file } existe déjà ; il n'a pas été remplacé.
  .next = Choisissez un autre nom ou un autre répertoire.
target-is-input = Le fichier { $file } est lui-même à sceller ; il n'est jamais remplacé.
  .next = Choisissez un autre répertoire de sortie.
input-changed = Le fichier { $file } a été modifié après avoir été scellé dans { $output } ; cet original n’a pas été remplacé.
  .next = Scellez le fichier modifié dans un autre dossier, ou avec --force à la place de l’ancien original.
batch-stopped = Pas commencé, car la clé ne peut plus être utilisée : { $reason }
  .next = Remettez la clé en ordre, puis relancez la même commande.
document-not-pdf = Le document « { $title } » n'est pas un PDF ; seul un PDF peut être scellé.
  .next = Exportez-le en PDF, ajoutez ce PDF au dossier et scellez-le.
dossier-closed = Le dossier { $reference } est clos.
  .next = Choisissez un autre dossier.
procedure-unknown = Il n'y a pas de procédure « { $procedure } ».
  .next = Choisissez-en une dans la liste.
procedure-damaged = La procédure « { $procedure } » est mal définie ({ $detail }).
  .next = Prévenez votre service informatique.
platform-not-set = Ce poste ne connaît pas encore de plateforme ; son adresse est imprimée sur chaque document scellé.
  .next = Inscrivez le poste auprès de la plateforme avec le code de votre administration.
desk-not-enrolled = Ce poste n'est pas inscrit auprès d'une plateforme.
  .next = Inscrivez-le avec le code de votre administration ; ce qui attend reste dans la boîte d'envoi.
platform-other-waiting = { $count ->
    [one] Un original attend encore la plateforme dont il porte l'adresse.
   *[other] { $count } originaux attendent encore la plateforme dont ils portent l'adresse.
  }
  .next = Synchronisez d'abord avec l'ancienne plateforme, puis changez.
sync-running = La boîte d'envoi est déjà en cours d'envoi.
  .next = Attendez que cela soit terminé.
original-forgotten = L'original « { $title } » n'est ni sur la plateforme ni dans la boîte d'envoi.
  .next = Prévenez votre service informatique ; le document reste sur ce poste.
strange-file = Le fichier { $file } se trouve parmi les contenus du poste sans en faire partie.
  .next = Déplacez-le ; Greffe ne le touche pas.
test-certificates = Les certificats de TEST n'ont pas pu être produits ({ $detail }).
  .next = Videz le répertoire de démonstration et réessayez.
stamp-sealed = Scellé le { $date } à { $time } { $zone }
stamp-original = Original : { $address }
stamp-other-pages = { $identifier } · page { $page } sur { $pages }
stamp-alternative = Sceau de { $authority }, le { $date } à { $time } { $zone }. Identifiant { $identifier }. L'original se consulte à l'adresse { $address }.
stamp-covers-content = Aucune marge libre n'a été trouvée : le sceau couvre une partie de la première page.
step-reading = Lecture
step-encrypting = Chiffrement
sealed-anew = { $file } avait déjà été scellé et n’était plus là : il a été scellé de nouveau, sous un nouvel identifiant.
step-waiting = Attente d’un autre programme qui scelle dans ce dossier
step-sealing = Scellement
step-uploading = Envoi
step-checking = Vérification
history-desk-created = Poste créé pour { $administration }
history-dossier-created = Dossier { $reference } ouvert : { $subject }
history-document-imported = Document « { $title } » ajouté
history-document-read = Document « { $title } » lu (version { $version })
history-document-exported = Document « { $title } » exporté (version { $version })
history-document-sealed = Document « { $title } » scellé, identifiant { $identifier }-…
history-document-registered = Original « { $title } » conservé par la plateforme
history-registration-parked = Original « { $title } » refusé par la plateforme ({ $code })
history-original-fetched = Original { $identifier }-… repris de la plateforme
history-desk-enrolled = Poste inscrit auprès de { $platform }
history-device-key-made = Clé du poste créée
history-passphrase-changed = Phrase secrète changée
history-unrecorded-content-removed = { $count } contenus jamais enregistrés supprimés
