# Le cadre
nav-scan = Photographier un papier
nav-verify = Vérifier soi-même
nav-privacy = Protection des données
nav-accessibility = Accessibilité
easy-on = Facile à lire
easy-off = Langage courant
print-line = Imprimé depuis { $address }, { $time }.
busy-title = Trop de demandes en ce moment
busy-text = Beaucoup de personnes envoient des fichiers. Le vôtre n’a pas été examiné.
busy-next = Réessayez dans quelques minutes.

# Document
band-why = Ce que cela veut dire
to-do-title = Ce que vous devez faire
document-do = Comparez chaque ligne ci-dessus avec votre papier. Si toutes sont les mêmes, vous pouvez vous y fier. En cas de doute, lisez l’original.
document-untrusted-do = Comparez chaque ligne ci-dessus avec votre papier, et demandez à { $authority } si le document vient d’elle avant d’en faire dépendre beaucoup.
document-revoked-do = Ne vous fiez pas au papier, même si chaque ligne est la même. Demandez à { $authority } ce qui vaut maintenant.
document-superseded-do = Ce qui figure sur votre papier a été valable. Demandez à { $authority } le document plus récent.
document-seal-failed-do = Ne vous fiez pas au papier. Signalez à { $authority } ce que vous voyez ici.
check-replaced-title = Remplacé
check-replaced = Un document plus récent a pris sa place.
original-read = Le lire ici
page-alt = Page { $page } sur { $pages } de l’original, en image. Le PDF en contient le texte.
page-of = Page { $page } sur { $pages }
viewer-title = L’original, page par page
viewer-text = Ces images sont dessinées par ce service à partir du fichier enregistré. Pour un lecteur d’écran, pour chercher ou pour copier, ouvrez le PDF. Si une image manque, ouvrez aussi le PDF.
viewer-back = Retour à la réponse
pager = Pages
pager-before = Pages précédentes
pager-after = Pages suivantes
proof-title = Preuve
proof-text = Pour qui doit pouvoir montrer plus tard ce qui a été constaté, ou ne veut pas se fier à cette page.
proof-report = Rapport d’examen
proof-yourself = Comment vérifier soi-même
feedback-title = Vous avez un doute ?
feedback-text = Signalez-le à { $authority }, avec l’identifiant et ce qui diffère. Ne transmettez l’identifiant à personne d’autre : il ouvre le document.
feedback-operator = Quelque chose ne va pas avec cette page ? Écrivez à son exploitant :

# Rapport
report-title = Rapport d’examen
report-at = Examiné
report-result = Résultat
report-signature = Signature { $number }
report-warnings = Remarques de l’examen
report-standard = Les résultats portent les noms de la norme européenne EN 319 102-1.
report-json = Télécharger pour des programmes (JSON)
report-issuer = Certificat délivré par
report-bytes = Octets signés
report-intact = Inchangés
report-broken = Modifiés ou illisibles
report-covers-all = Le fichier entier est couvert
report-covers-part = Une partie du fichier est couverte ; les parties suivantes ont leurs propres signatures
report-level = Niveau
report-proven = Heure prouvée par un horodatage
report-claimed = Heure indiquée par le signataire
report-algorithm = Procédé
report-serial = Numéro du certificat

# Photo
scan-link = Photographier le papier
scan-title = Photographier le papier
scan-lead = Prenez en photo le bas de la page, avec le code QR et le symbole carré à côté. Ce service lit les deux.
scan-label = Photo
scan-hint = JPEG ou PNG, { $megabytes } Mo au plus. À plat, nette, bien éclairée, avec les codes en grand.
scan-button = Lire la photo
scan-privacy = La photo est lue sur ce serveur et oubliée aussitôt. Elle n’est ni conservée ni transmise.
scan-type-instead = Saisir plutôt l’identifiant
scan-another = Lire une autre photo
camera-title = Avec la caméra
camera-text = Tenez le code QR devant la caméra. Les images ne vont qu’à ce serveur, si elles y vont, et sont oubliées aussitôt.
camera-start = Démarrer la caméra
camera-take = Prendre la photo
camera-stop = Arrêter la caméra
camera-view = Image de la caméra
camera-wait = Votre navigateur demande si cette page peut utiliser la caméra.
camera-looking = Recherche du code QR. Pour le symbole carré, prenez la photo.
camera-refused = La caméra ne peut pas être utilisée. Choisissez une photo ci-dessous, ou saisissez l’identifiant.
camera-found = Trouvé. La page du document s’ouvre.
photo-missing = Choisissez d’abord une photo.
    .next = Ou saisissez l’identifiant sur la page d’accueil.
photo-too-large = La photo dépasse { $megabytes } Mo.
    .next = Prenez-la avec une résolution plus faible, ou recadrez-la sur le bas de la page.
photo-broken = La photo n’est pas arrivée en entier.
    .next = Réessayez.
photo-too-hard = La lecture de cette photo a pris trop de temps.
    .next = Prenez-la plus près des codes, à plat et nette, ou saisissez l’identifiant.
photo-nothing = Ni code QR d’un document ni sceau visible n’a pu être lu sur la photo.
    .next = Prenez-la de plus près, à plat, nette et bien éclairée, ou saisissez l’identifiant. Un document sans codes ne peut pas être vérifié ici.
photo-is-pdf = Ce fichier est un PDF, pas une photo.
    .next = Un PDF se compare comme fichier :
photo-kind = Ce fichier n’est ni une image JPEG ni une image PNG.
    .next = Enregistrez la photo en JPEG et choisissez-la de nouveau.
photo-too-many-pixels = La photo a plus de { $megapixels } mégapixels.
    .next = Prenez-la avec une résolution plus faible, ou recadrez-la sur le bas de la page.
photo-damaged = L’image ne peut pas être lue : le fichier est endommagé.
    .next = Reprenez la photo.
elsewhere-title = Le code QR mène ailleurs
elsewhere-text = Le code QR de ce papier mène à { $host }, et non à ce service ({ $here }). Un faussaire l’y a peut-être mis.
elsewhere-do = N’ouvrez pas cette adresse. Saisissez l’identifiant imprimé à côté du code, et avertissez l’autorité nommée sur le papier.
several-title = Plusieurs documents
several-text = La photo montre les codes de plusieurs documents. S’ils sont sur un même papier, ne vous y fiez pas ; sinon, photographiez un papier à la fois.
seal-differs = Les codes de ce papier désignent des documents différents. Ne vous y fiez pas.
online-title = Consultez aussi le registre
online-text = Le sceau visible a été jugé sans interroger personne. Le registre en sait plus : si le document a été révoqué ou remplacé, et ce que dit l’original.
date-day = { $day } { $month } { $year }
seal-valid-do = Comparez chaque ligne ci-dessus avec le papier. Un sceau copié d’un autre document est authentique aussi, mais ses lignes ne concordent pas.
seal-issued = Date du document
seal-signer = Signataire et certificat
seal-signed-on = Scellé le
seal-bundle = Liste des certificats
seal-bundle-age = Version { $version }, { $days ->
        [one] { $days } jour
       *[other] { $days } jours
    }
seal-bytes = Octets du sceau

# Comparer un fichier
drop-here = Ou déposez le fichier n’importe où sur cette page.
drop-hashing = Le fichier est examiné dans votre navigateur.
drop-failed = Votre navigateur n’a pas pu lire le fichier. Choisissez-le de nouveau.
compare-privacy-script = Votre navigateur calcule l’empreinte du fichier (SHA-256). Seule l’empreinte est envoyée ; le fichier reste chez vous.
same-replaced-title = Ce fichier est un original qui a été remplacé
same-replaced-text = C’est le fichier enregistré, octet par octet. Mais un document plus récent l’a remplacé.
same-no-facts = Pour voir ce qui a été enregistré, ouvrez la page du document avec l’identifiant imprimé dessus.
later-version-title = Ce fichier est un document plus récent
later-version-text = Le fichier est un original. Il remplace le document dont vous avez saisi l’identifiant.
later-version-do = Le document de votre identifiant ne vaut plus ; le fichier vaut, sauf s’il a été remplacé ou révoqué à son tour. Vérifiez son propre identifiant.
earlier-version-title = Ce fichier est un document plus ancien
earlier-version-text = Le fichier est un original, mais le document dont vous avez saisi l’identifiant l’a remplacé.
earlier-version-do = Utilisez le document de votre identifiant à la place de ce fichier.
other-original-do = Est-ce le bon fichier, et l’identifiant du bon papier ?
longer-title = Quelque chose a été ajouté à l’original
longer-text = Le fichier commence, octet par octet, comme l’original. Quelque chose y a été ajouté : peut-être une signature, peut-être un changement de ce que vous voyez.
beginning-title = Un état inachevé de l’original
beginning-text = L’original commence, octet par octet, comme ce fichier, et continue. Le fichier est un état antérieur au sceau, ou il a été coupé.
side-title = Votre fichier et l’original
side-yours = Votre fichier
side-original = Original
side-size = Taille
side-hint-title = Comparez côte à côte
side-hint = Ouvrez l’original dans une fenêtre et votre fichier dans une autre. Regardez d’abord les noms, les dates, les montants et la décision.
file-unknown-digest = Aucun identifiant de ce service n’a été trouvé dans le fichier non plus. S’il y en a un d’imprimé sur le document, saisissez-le sous le fichier et comparez de nouveau.

# The server, for its operator
server-seal-bundle-key = Le fichier { $path } ne contient pas de clé pour une liste de certificats.
    .next = Donnez un certificat ou une clé publique (P-256 ou P-384), PEM ou DER.
