# Le cadre
service-name = Vérification de documents
skip = Aller au contenu
languages = Langue
nav-check = Vérifier un papier
nav-compare = Comparer un fichier
nav-about = À propos de ce service
footer-platform = Ce service répond à l’adresse { $host }. Comparez-la à celle de votre papier.
footer-privacy = Ni compte, ni cookies, ni suivi. Les identifiants saisis ne sont pas journalisés.
back-to-start = Vérifier un autre papier
error-prefix = Erreur :
summary-title = Il y a un problème

# Accueil
start-title = Vérifier un document papier
start-lead = Saisissez l’identifiant imprimé sur le papier. Vous verrez ce que le document doit dire, et vous pourrez ouvrir l’original.
field-label = Identifiant
field-hint = 32 caractères en huit groupes de quatre, à côté du code QR carré au bas de la page. Espaces, traits d’union et minuscules sont sans importance.
check-button = Vérifier
group-suspicious = probablement faux
picture-caption = L’identifiant se trouve à côté du code QR.
steps-title = Comment cela marche
step-find-title = Trouvez l’identifiant
step-find = Scannez le code QR avec un téléphone, ou tapez les caractères à côté.
step-compare-title = Comparez
step-compare = Tenez le papier à côté de l’écran : titre, autorité, référence, date et pages doivent être les mêmes.
step-open-title = Ouvrez l’original
step-open = En cas de doute, lisez l’original scellé lui-même. Il est le même pour tous, octet par octet.
file-title = Vous avez le fichier PDF ?
file-text = Apprenez s’il s’agit de l’original ou si quelque chose y a été modifié.
file-button = Comparer un fichier

# Document
document-title = Ce document est enregistré
document-text = Son original est inchangé et son sceau est valable. Comparez-le maintenant à votre papier.
document-untrusted-title = Ce document est enregistré, avec une réserve
document-untrusted-text = Son original est inchangé, mais la plateforme n’a pas pu confirmer entièrement le certificat de son sceau. La raison figure sous « Vérifié à l’instant ».
document-revoked-title = Ce document a été révoqué
document-revoked-text = { $authority } l’a révoqué le { $date }. Il ne faut plus s’y fier.
document-revoked-reason = Raison indiquée :
document-superseded-title = Ce document a été remplacé par un plus récent
document-superseded-text = Un document plus récent le remplace depuis le { $date }. Demandez le document actuel.
document-superseded-by = Référence du document plus récent :
document-seal-failed-title = Le sceau de ce document ne tient pas
document-seal-failed-text = Le fichier est celui qui a été enregistré, mais son sceau ne passe plus l’examen. Ne vous y fiez pas.
compare-title = À comparer avec votre papier
compare-text = Chaque ligne doit être la même sur le papier.
fact-title = Document
fact-authority = Autorité
fact-reference = Référence
fact-sealed = Scellé le
fact-pages = Pages
fact-identifier = Identifiant
differs-title = Quelque chose diffère ?
differs-text = Alors ne vous fiez pas au papier. Ouvrez l’original pour voir ce qu’il devrait dire, et avertissez { $authority }.
original-title = L’original
original-text = Le PDF scellé, exactement tel que l’autorité l’a enregistré.
original-open = Ouvrir l’original
original-download = Télécharger
original-size = PDF, { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $size }
checked-title = Vérifié à l’instant
check-intact-title = Inchangé
check-intact = Le fichier conservé est, octet par octet, celui qui a été enregistré.
check-log-title = Inscrit au registre public
check-log = Le registre public des sceaux, que des témoins surveillent, contient ce document.
check-log-proof = Télécharger la preuve
check-log-later-title = Pas encore au registre public
check-log-later = Ce document sera dans le registre public des sceaux au plus tard 24 heures après son dépôt.
check-standing-title = En vigueur
check-standing = { $administration } ne l’a pas révoqué.
check-revoked-title = Révoqué
check-revoked = Son autorité l’a retiré.
seal-passed-title = Sceau valable
seal-passed = Le sceau couvre tout le document et la plateforme fait confiance à son certificat.
seal-indeterminate-title = Sceau intact, confiance non confirmée
seal-failed-title = Sceau non valable
seal-failed = Le sceau ne correspond pas à ce fichier, ou son certificat ne doit pas être utilisé.
seal-unknown-issuer = Le sceau est intact et couvre tout le document. L’émetteur de son certificat n’est pas parmi les autorités auxquelles la plateforme fait confiance.
seal-out-of-bounds = Le sceau est intact et couvre tout le document. Son certificat a expiré depuis, et rien ne prouve la date du sceau.
seal-try-later = Le sceau est intact et couvre tout le document. Il n’a pas été possible de demander à l’instant si son certificat a été révoqué.
seal-undecided = Le sceau est intact et couvre tout le document. Son certificat n’a pas pu être confirmé ({ $code }).
seal-by = Scellé par
seal-at = Heure indiquée dans le sceau :
technical-title = Détails pour spécialistes
technical-registered = Enregistré
technical-number = numéro { $number }
technical-administration = Enregistré par
technical-signature = Signature

# Inconnu, abîmé
unknown-title = Aucun document ne porte cet identifiant
unknown-do-title = Ce que vous pouvez faire
unknown-do-host = Comparez l’adresse sur votre papier à celle de ce service :
unknown-do-wait = Le document date d’aujourd’hui ? L’ordinateur de l’autorité était peut-être hors ligne ; réessayez demain.
unknown-do-ask = Sinon, ne vous fiez pas au papier et adressez-vous à l’autorité qui y est nommée.
damaged-title = La copie conservée est abîmée
damaged-text = Le fichier de la plateforme n’est plus celui qui a été enregistré. Cela ne dit rien de votre papier : il ne peut être ni confirmé ni démenti pour le moment.
damaged-alarm = Les exploitants de la plateforme sont alertés. Le fichier abîmé n’est pas délivré.
damaged-next = Réessayez plus tard, ou adressez-vous directement à { $authority }.

# Comparer un fichier
compare-file-title = Comparer un fichier PDF avec l’original
compare-file-lead = Choisissez le fichier. Vous apprendrez s’il est l’original, octet par octet.
compare-file-label = Fichier PDF
compare-file-hint = { $megabytes } Mo au plus. Un papier numérisé à nouveau n’est jamais l’original.
compare-identifier-label = Identifiant (facultatif)
compare-identifier-hint = Utile si le fichier a été modifié au point que son identifiant ne s’y trouve plus.
compare-button = Comparer
compare-privacy = Le fichier est comparé puis oublié aussitôt. Il n’est ni conservé ni transmis.
compare-no-file = Choisissez d’abord un fichier.
compare-too-large = Le fichier dépasse { $megabytes } Mo. Aucun original n’est aussi grand.
compare-broken = Le fichier n’est pas arrivé entier. Réessayez.
compare-another = Comparer un autre fichier
open-document-page = Ouvrir la page de ce document
same-title = Ce fichier est l’original
same-text = Il est identique, octet par octet, à l’original enregistré.
same-facts = Ce qui a été enregistré
same-revoked-title = Ce fichier est l’original d’un document révoqué
same-revoked-text = Le fichier est inchangé, mais il ne faut plus se fier au document.
other-original-title = Ce fichier est un original, mais d’un autre document
other-original-text = L’identifiant que vous avez saisi appartient à un autre document que ce fichier.
other-original-facts = Ce fichier est l’original de
altered-title = Altéré : ce n’est pas l’original
altered-text = Ce ne sont pas les octets de l’original enregistré. Quelque chose a été modifié, ou un programme a réenregistré le fichier.
altered-typed = Vous avez saisi l’identifiant d’un document enregistré ; le fichier en est un autre.
altered-found = Le fichier porte l’identifiant d’un document enregistré, mais n’en est pas l’original.
altered-sizes = Taille de votre fichier : { $yours }. Taille de l’original : { $original }.
altered-next = Ne vous fiez pas à ce fichier. Ouvrez plutôt l’original et comparez ce qu’ils disent.
file-unknown-title = Rien n’est connu de ce fichier
file-unknown-text = Ce n’est pas un original de cette plateforme.
file-unknown-next = Aucun identifiant n’y a été trouvé non plus. S’il y en a un d’imprimé sur le document, saisissez-le sous le fichier et comparez à nouveau. Un fichier sans identifiant ne peut pas être vérifié ici.
file-unknown-typed = Aucun document ne porte non plus l’identifiant que vous avez saisi :
file-unknown-found = Le fichier porte un identifiant qu’aucun document de cette plateforme ne porte :

# Avis
failed-title = Le service est en panne
failed-text = La faute est de notre côté ; votre papier ou votre fichier n’a pas été jugé.
failed-next = Veuillez réessayer dans quelques minutes.
too-often-title = Trop de questions à la fois
too-often-text = Pour protéger les documents, ce service ne répond qu’à un certain nombre de questions d’une même connexion.
too-often-next = Attendez une minute, puis réessayez.
no-page-title = Cette page n’existe pas
no-page-text = L’adresse est peut-être incomplète.
no-page-next = Saisissez plutôt l’identifiant sur la page d’accueil.

# À propos
about-title = À propos de ce service
about-what-title = Ce qu’il fait
about-what = Les autorités enregistrent ici chaque document scellé avec son identifiant. Qui tient le papier peut voir ce que le document doit dire, et ouvrir l’original. Le sceau est le « cachet électronique » du règlement européen eIDAS.
about-safe-title = Ce que dit une réponse
about-safe = Avant chaque réponse, l’empreinte du fichier conservé est recalculée et son sceau examiné. « Inchangé » veut dire octet par octet. La page ne dit jamais plus que ce qui vient d’être constaté.
about-privacy-title = Votre vie privée
about-privacy = Il n’y a ni comptes, ni cookies, ni scripts. Les identifiants n’apparaissent pas dans les journaux ; seule leur empreinte est conservée. L’identifiant ouvre le document : qui le voit peut le lire.
about-accessibility-title = Accessibilité
about-accessibility = Cette page fonctionne sans scripts et sans feuilles de style, au clavier et avec un lecteur d’écran, sur de petits écrans et dans l’obscurité. Si quelque chose ne marche pas pour vous, dites-le à l’autorité qui a délivré votre papier.

# Dates et tailles
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-time = { $day } { $month } { $year }, { $time } (heure de Luxembourg, { $offset })
size-kb = { $size } ko
size-mb = { $size } Mo

# Le serveur, pour son exploitant
server-database-failed = La base de données de la plateforme est en panne.
    .next = Consultez le journal et le disque.
server-database-migration-failed = La base de données n’a pas pu être mise à la forme de cette version.
    .next = Est-elle d’une version plus récente ? Rien n’a été changé ; restaurez une sauvegarde ou installez la version plus récente.
server-database-damaged = La base de données contient quelque chose d’illisible.
    .next = Consultez le journal ; restaurez une sauvegarde.
server-file-failed = Le fichier ou dossier { $path } n’a pas pu être utilisé.
    .next = Vérifiez ses droits et le disque.
server-disk-full = Le disque est plein.
    .next = Faites de la place. Rien n’est perdu ; les postes renvoient.
administration-exists = Il existe déjà une administration « { $name } ».
    .next = Choisissez un autre nom, ou utilisez celle qui existe.
administration-unknown = Il n’y a pas d’administration « { $name } ».
    .next = Ajoutez-la d’abord : greffe-platform administration add NOM.
administration-name-invalid = Le texte est vide, trop long ou contient des caractères non imprimables.
    .next = Saisissez une ligne imprimable.
desk-not-enrolled = Il n’y a pas de poste « { $desk } ».
    .next = Affichez les postes : greffe-platform desk list.
server-trust-unreadable = Les certificats de confiance dans { $path } sont illisibles.
    .next = Donnez un fichier de certificats au format PEM.
server-tls-unusable = Le certificat TLS { $certificate } et la clé { $key } sont inutilisables.
    .next = Donnez une chaîne PEM et la clé PEM qui va avec.
server-address-unusable = Impossible d’écouter à l’adresse { $address }.
    .next = Un autre programme l’utilise-t-il ?
server-randomness-missing = Le système d’exploitation ne donne pas d’aléa.
    .next = Sans lui, aucun secret ne peut être créé ; vérifiez la machine.
server-task-broken-off = Une partie du serveur s’est interrompue.
    .next = Consultez le journal.
server-log-key-other = Le registre public « { $origin } » a été signé avec une autre clé jusqu’ici ; la plateforme n’est pas démarrée.
  .next = Remettez le fichier log-key de la sauvegarde dans le répertoire des données ; sans lui, un nouveau registre doit être ouvert.
