# Les mots de la ligne de commande.

### Help: headings and commands.
help-usage = Utilisation :
help-commands = Commandes
help-arguments = Arguments
help-options = Options
help-global = Pour toutes les commandes
help-greffe = Greffe : dossiers, sceaux et originaux, en ligne de commande
help-desk = Le poste : créer, vérifier, phrase secrète
help-desk-create = Crée un poste chiffré dans un répertoire neuf
help-desk-info = Montre le poste : administration, personne, plateforme, ce qui attend
help-desk-check = Vérifie la base de données, les contenus et le journal
help-desk-passphrase = Change la phrase secrète
help-enrol = Inscrit ce poste auprès d'une plateforme avec un code à usage unique
help-sign-in = Connecte une personne sur ce poste, dans son navigateur, si la plateforme le propose
help-sign-out = Déconnecte : le poste n’agit plus pour personne là où la plateforme demande une connexion
help-dossier = Les dossiers : créer, chercher, montrer
help-dossier-create = Crée un dossier ; sans référence, le numéro suivant lui est donné
help-dossier-list = Liste les dossiers, le dernier modifié en tête
help-dossier-show = Montre un dossier : parties, documents, historique
help-document = Les documents : importer, lire, vérifier, sceller
help-document-import = Prend des fichiers PDF dans un dossier ; les fichiers restent où ils sont
help-document-show = Montre un document et ses versions
help-document-export = Écrit une version dans un fichier qui n'existe pas encore
help-document-read = Écrit les octets d'une version sur la sortie standard
help-document-verify = Vérifie les signatures et sceaux d'un document
help-document-seal = Scelle des documents ; chacun reçoit son identifiant
help-outbox = Montre ce qui attend d'être envoyé à la plateforme
help-outbox-retry = Remet en attente des opérations mises de côté
help-outbox-give-up = Abandonne des modifications refusées : l'état de la plateforme vaut de nouveau ici, le journal garde ce qu'elles disaient
help-sync = Synchronise avec la plateforme : envoie ce qui attend, prend ce que d'autres ont modifié
help-journal = Le journal : vérifier, exporter
help-journal-verify = Vérifie la chaîne de condensats du journal
help-journal-export = Exporte le journal, une ligne JSON par entrée
help-fetch = Prend l'original d'un identifiant sur la plateforme
help-seal = Scelle des fichiers PDF, sans poste
help-verify = Vérifie les signatures et sceaux de fichiers PDF, sans poste
help-identifier = L'identifiant imprimé : en créer, en lire
help-identifier-new = Tire un nouvel identifiant au hasard
help-identifier-parse = Lit un identifiant tapé, collé ou scanné
help-completion = Écrit le script de complétion pour un interpréteur de commandes
help-help = Montre l'aide d'une commande

### Help: arguments.
arg-desk = Répertoire du poste (sinon $GREFFE_DESK, sinon celui de l'utilisateur)
arg-passphrase-file = Fichier dont la première ligne est la phrase secrète du poste (sinon $GREFFE_PASSPHRASE_FILE, sinon elle est demandée)
arg-seal-passphrase-file = Fichier dont la première ligne est la phrase secrète de la clé (sinon elle est demandée)
arg-lang = Langue : fr, de, lb ou en (sinon celle du système, sinon le français)
arg-json = Résultats en JSON, une ligne par élément ; erreurs en JSON sur la sortie d'erreur
arg-help = Montre cette aide
arg-greffe-version = Montre la version du programme
arg-administration = Nom de l'administration, tel qu'il est imprimé dans les timbres
arg-person = Nom de la personne qui travaille à ce poste
arg-office = Code du service pour les références, par exemple RES
arg-role = Rôle : agent, signatory (signataire), clerk (greffier), auditor ou administrator ; répétable
arg-new-passphrase-file = Fichier dont la première ligne est la nouvelle phrase secrète (sinon elle est demandée)
arg-extract-revision = Écrire dans --out, octet par octet, ce que la signature numéro N a signé
arg-platform = Adresse de la plateforme, par exemple https://verify.example.lu
arg-code = Code à usage unique reçu de la plateforme (sinon il est demandé)
arg-code-file = Fichier dont la première ligne est le code
arg-ca = Fichier PEM des autorités auxquelles se fier pour la connexion, en plus de celles du système
arg-subject = Objet du dossier
arg-reference = Référence (sinon la suivante)
arg-procedure = Clé de la procédure, par exemple residence-certificate
arg-applicant = Demandeur ; « legal: » devant le nom d'une personne morale ; répétable
arg-addressee = Destinataire, comme pour --applicant
arg-third-party = Tiers, comme pour --applicant
arg-search = Mots à trouver dans la référence, l'objet, les parties ou les documents
arg-limit = Nombre de dossiers au plus (100)
arg-offset = Nombre de dossiers à passer (0)
arg-dossier = Référence du dossier, ou son id
arg-document = Document : référence du dossier et numéro, par exemple 2026/RES/000001#2, ou son id
arg-file = Fichiers PDF
arg-input = Fichiers PDF ; ils ne sont pas modifiés
arg-title = Titre (sinon le nom du fichier)
arg-out = Fichier à écrire ; il ne doit pas encore exister
arg-version = Numéro de la version (sinon la plus récente)
arg-target = Documents, ou dossiers dont tous les documents non scellés sont pris
arg-dossier-show-all = Tous les documents et tout l’historique
arg-all = Tous les documents non scellés de ce poste
arg-p12 = Clé du sceau avec son certificat (PKCS#12)
arg-p12-passphrase-file = Fichier dont la première ligne est la phrase secrète de la clé (sinon elle est demandée)
arg-operation = Opérations (sinon toutes celles mises de côté)
arg-identifier = L'identifiant, tel qu'il est imprimé, ou son adresse
arg-force = Remplace un fichier qui existe
arg-out-dir = Répertoire pour les fichiers scellés, sous le même nom
arg-platform-url = Adresse de la plateforme, par exemple https://verify.example.lu
arg-no-stamp = N'imprime rien sur les pages
arg-level = Niveau PAdES : B-B, B-T, B-LT ou B-LTA
arg-jobs = Fichiers scellés en même temps, de 1 à 64 (sinon un par cœur)
arg-results = Fichier pour la feuille de résultats : .csv ou .json
arg-authority = Autorité imprimée dans le timbre (sinon celle du certificat)
arg-stamp-lang = Langue du timbre : fr, de, lb ou en (fr)
arg-trust = Fichier PEM des certificats racines auxquels se fier
arg-at = Instant pour lequel juger, par exemple 2026-11-03T10:30:00+01:00 (sinon maintenant)
arg-offline = Sans réseau (toujours, sauf avec --online)
arg-password-file = Fichier dont la première ligne est le mot de passe des PDF chiffrés
arg-text = L'identifiant ; plusieurs mots sont lus ensemble
arg-shell = bash, zsh, fish, elvish ou powershell
arg-command = La commande

### Help: names of values.
value-folder = RÉPERTOIRE
value-file = FICHIER
value-language = LANGUE
value-name = NOM
value-code = CODE
value-role = RÔLE
value-url = URL
value-text = TEXTE
value-reference = RÉFÉRENCE
value-key = CLÉ
value-word = MOT
value-number = NOMBRE
value-dossier = DOSSIER
value-document = DOCUMENT
value-target = CIBLE
value-operation = OPÉRATION
value-identifier = IDENTIFIANT
value-level = NIVEAU
value-time = INSTANT
value-shell = SHELL
value-command = COMMANDE

### Errors of use.
usage-command-missing = Il manque une commande.
  .next = « greffe help » montre les commandes et leurs options.
usage-command-unknown = Il n'y a pas de commande « { $command } ».
  .next = « greffe help » montre les commandes et leurs options.
usage-command-similar = Il n'y a pas de commande « { $command } ».
  .next = Vouliez-vous dire « { $similar } » ?
usage-argument-unknown = L'argument « { $argument } » est inconnu ici.
  .next = « --help » derrière la commande montre ses options.
usage-argument-similar = L'argument « { $argument } » est inconnu ici.
  .next = Vouliez-vous dire « { $similar } » ?
usage-argument-missing = Il manque : { $argument }.
  .next = « --help » derrière la commande montre ses options.
usage-argument-conflict = « { $argument } » ne va pas avec « { $other } ».
  .next = Choisissez l'un des deux.
usage-value-missing = Il manque la valeur de « { $argument } ».
  .next = Écrivez-la derrière l'option.
usage-value-not-possible = « { $value } » n'est pas possible pour « { $argument } ».
  .next = Possible : { $possible }.
usage-value-invalid = « { $value } » ne convient pas pour « { $argument } ».
  .next = « --help » derrière la commande dit ce qui est attendu.
usage-not-utf8 = Un argument n'est pas du texte UTF-8.
  .next = Tapez-le de nouveau.
usage-wrong = La ligne de commande n'est pas comprise ({ $argument }).
  .next = « greffe help » montre les commandes et leurs options.

### Errors of the command line itself. What the desk, the key or the platform says stands with them.
path-not-a-folder = Dans { $file }, une partie du chemin n'est pas un répertoire.
  .next = Vérifiez le chemin.
trust-file-invalid = { $file } ne contient aucun certificat lisible.
  .next = Donnez un fichier PEM (« BEGIN CERTIFICATE »).
passphrase-file-empty = La première ligne de { $file } est vide.
  .next = Écrivez la phrase secrète sur la première ligne.
passphrase-needed = Il faut une phrase secrète, et il n'y a pas de terminal pour la demander.
  .next = Donnez un fichier avec { $option }. Jamais dans la ligne de commande : tous les utilisateurs de la machine la voient.
passphrases-differ = Les deux saisies diffèrent ; rien n'a été changé.
  .next = Recommencez.
enrolment-code-needed = Il faut le code d'inscription, et il n'y a pas de terminal pour le demander.
  .next = Donnez-le avec --code ou --code-file.
revision-of-several-files = On ne peut extraire une révision signée que d'un seul fichier.
  .next = Indiquez un seul fichier.
signed-revision-unknown = « { $file } » n'a pas de signature numéro { $number } dont la révision signée soit connue.
  .next = « greffe verify » énumère les signatures ; la première porte le numéro 1.
time-invalid = « { $text } » n'est pas un instant complet.
  .next = Écrivez la date, l'heure et la zone, par exemple 2026-11-03T10:30:00+01:00.
document-argument-invalid = « { $text } » ne désigne pas un document.
  .next = Écrivez la référence du dossier et le numéro du document, par exemple 2026/RES/000001#2 ; « greffe dossier show » montre les numéros.
document-number-unknown = Le dossier { $reference } n'a pas de document numéro { $number } : il en a { $count }.
  .next = « greffe dossier show { $reference } » montre les numéros.
document-version-unknown = Le document n'a pas de version { $number } : il en a { $count }.
  .next = « greffe document show » montre les versions.
operation-argument-invalid = « { $text } » n'est pas l'id d'une opération.
  .next = « greffe outbox » montre les opérations.
title-for-several-files = Un titre ne va qu'à un fichier, et il y en a { $count }.
  .next = Importez les fichiers un par un, ou sans --title.
output-is-terminal = Un PDF ne s'affiche pas dans un terminal.
  .next = Redirigez la sortie : > fichier.pdf, ou prenez « document export ».
desk-folder-unknown = Ce système ne dit pas où sont les données de l'utilisateur.
  .next = Nommez le répertoire du poste avec --desk.
results-kind-unknown = « { $file } » n’est ni un .csv ni un .json.
  .next = Donnez à la feuille de résultats l’une de ces deux extensions.
  .next = Demandez B-B ; l'horodatage pourra être ajouté plus tard.
interrupted = Interrompu : { $done } sur { $all } terminés, rien n'est resté à moitié.
  .next = Relancez la même commande : ce qui est fait n'est pas refait.

### Questions at the terminal.
ask-desk-passphrase = Phrase secrète du poste :
ask-new-passphrase = Nouvelle phrase secrète :
ask-new-passphrase-again = Encore une fois :
ask-key-passphrase = Phrase secrète de la clé :
ask-enrolment-code = Code d'inscription :

### Results.
desk-created = Poste créé dans { $folder }.
desk-check-good = La base de données, les contenus et le journal sont intacts.
passphrase-changed = La phrase secrète est changée.
journal-good = { $count ->
    [one] Le journal est intact : une entrée.
   *[other] Le journal est intact : { $count } entrées.
  }
journal-exported = { $count ->
    [one] Une entrée exportée.
   *[other] { $count } entrées exportées.
  }
enrolled = Ce poste est inscrit auprès de { $platform }.
enrolled-elsewhere = Il y relève de « { $now } » ; jusqu’ici il indiquait « { $before } ». Si ce n’est pas votre administration, ne synchronisez pas et avertissez votre administrateur.
sign-in-open = Connectez-vous à cette adresse dans votre navigateur : { $address }
signed-in = Connecté en tant que { $name }, jusqu’au { $until }.
signed-out = Déconnecté.
sign-in-page-done = Vous êtes connecté. Vous pouvez fermer cette page et revenir au poste.
dossier-created = Dossier { $reference } créé.
dossiers-none = Il n'y a pas encore de dossier sur ce poste.
dossiers-none-found = Aucun dossier ne répond à « { $search } ».
dossier-newest-documents = Les { $shown } documents les plus récents sur { $count }. Tous, avec tout l’historique : --all
dossiers-more = Il y en a peut-être d'autres : --offset { $offset }
import-done = { $file } : « { $title } »
import-duplicate = { $file } : déjà dans ce dossier sous « { $title } » ; rien n'a été ajouté
import-also-in = Aussi dans : { $references }
exported = « { $title } » est écrit dans { $file }.
seal-nothing = Rien à sceller.
seal-resumed = scellé par une exécution antérieure de cette commande
seal-summary = Scellés : { $sealed } · refusés : { $refused }
outbox-empty = La boîte d'envoi est vide.
outbox-given-up = { $count ->
    [1] Une modification a été abandonnée ; ce qu'elle disait figure au journal.
   *[other] { $count } modifications ont été abandonnées ; ce qu'elles disaient figure au journal.
  }
outbox-retry = { $count ->
    [0] Aucune opération n'était de côté.
    [1] Une opération remise en attente.
   *[other] { $count } opérations remises en attente.
  }
sync-acknowledged = { $count ->
    [0] Rien n'a été reçu par la plateforme ({ $size } envoyés).
    [1] La plateforme a reçu une opération ({ $size } envoyés).
   *[other] La plateforme a reçu { $count } opérations ({ $size } envoyés).
  }
sync-nothing = Rien à envoyer : la plateforme a tout.
sync-waiting = { $count ->
    [1] Une opération attend encore.
   *[other] { $count } opérations attendent encore.
  }
sync-parked = { $count ->
    [1] Une opération est de côté : voyez « greffe outbox ».
   *[other] { $count } opérations sont de côté : voyez « greffe outbox ».
  }
fetched = Original écrit dans { $file } ({ $size }).
interrupt-notice = Je termine l'élément en cours ; encore Ctrl-C pour arrêter tout de suite.

### Progress.
progress-remaining = reste
step-verifying = Vérification

### Labels.
field-administration = Administration
field-person = Personne
field-folder = Répertoire
field-platform = Plateforme
field-waiting = En attente
field-last-sync = Dernière synchronisation
field-demo = Démonstration
field-status = État
field-procedure = Procédure
field-created = Créé
field-changed = Modifié
field-id = Id
field-identifier = Identifiant
field-check-page = Page de contrôle
field-canonical = Sans séparateurs
field-url = Adresse
field-integrity = Intégrité
field-changes = Après la signature
field-level = Niveau
field-claimed-time = Date déclarée
field-proven-time = Date prouvée
party-applicant = Demandeur
party-addressee = Destinataire
party-third = Tiers
not-enrolled = non inscrit
never = jamais
desk-is-demo = ses certificats sont des certificats de TEST
role-agent = agent
role-signatory = signataire
role-clerk = greffier
role-auditor = auditeur
role-administrator = administrateur
column-reference = Référence
column-subject = Objet
column-party = Partie
column-status = État
column-documents = Documents
column-waiting = En attente
column-changed = Modifié
column-number = No
column-title = Titre
column-versions = Versions
column-size = Taille
column-identifier = Identifiant
column-time = Date
column-event = Événement
column-actor = Par
column-version = Version
column-origin = Origine
column-pages = Pages
column-sha256 = SHA-256
column-what = Quoi
column-since = Depuis
column-attempts = Essais
column-sent = Envoyé
column-operation = Opération
dossier-open = ouvert
dossier-status-closed = clos
origin-imported = importé
origin-sealed = scellé
origin-augmented = augmentée
status-on-this-desk = non scellé
status-withdrawn = retiré
status-waiting = en attente d'envoi
status-held = attend un horodatage
status-parked = mis de côté
status-on-platform = sur la plateforme depuis le { $since }
history-other = { $kind }
size-bytes = { $count } octets
size-kilobytes = { $value } ko
size-megabytes = { $value } Mo
size-gigabytes = { $value } Go

### Validation.
verdict-total-passed = valable
verdict-indeterminate = indéterminé : l'intégrité est établie, la confiance ne l'est pas
verdict-total-failed = NON VALABLE
verdict-no-signature = aucune signature
verdict-error = illisible
kind-signature = Signature de
kind-certification = Certification par
kind-document-timestamp = Horodatage par
field-issuer = Émetteur
signer-unknown = signataire inconnu
integrity-intact = intacte
integrity-broken = ROMPUE
changes-none = rien n'a changé
changes-none-partial = rien n'a changé ; la signature ne couvre pas tout le fichier
changes-permitted = seulement ce que la signature permet
revision-extracted = La révision que la signature { $number } a signée est écrite dans { $out }.
changes-unclear = une signature ultérieure est dessinée sur la page : comparez les révisions
changes-not-permitted = MODIFIÉ d'une manière non permise
level-none = pas un niveau PAdES
help-certificates = Montre les certificats des cartes et d’un fichier de clé, et pourquoi certains ne conviennent pas
help-doctor = Dit si sceller fonctionnerait ici, et ce qui s’y oppose
arg-pkcs11-module = Pilote de la carte (module PKCS#11) ; sinon ceux qui sont installés
arg-slot = Numéro de l’emplacement, selon le pilote
arg-token = Nom du jeton
arg-certificate = Identifiant (CKA_ID) ou empreinte SHA-256 du certificat, en hexadécimal
arg-pin-file = Fichier dont la première ligne est le code PIN (sinon il est demandé)
arg-pin-pad = Le code PIN est saisi sur le clavier du lecteur
arg-chain = Fichier PEM des certificats au-dessus de celui de la clé, si elle ne les apporte pas
arg-rsa-pss = Signe en RSA-PSS plutôt qu’en PKCS#1 v1.5 (clés RSA)
arg-key = Fichier de clé (PKCS#12)
arg-certificates-passphrase-file = Fichier dont la première ligne est la phrase secrète du fichier de clé (sinon elle est demandée)
arg-doctor-passphrase-file = Fichier dont la première ligne est la phrase secrète du fichier de clé (sinon elle est demandée)
arg-tsa = Adresse d’une autorité d’horodatage ; répétable
arg-doctor-offline = Ne demande rien au réseau
value-module = MODULE
value-label = NOM
value-id = ID
ask-pin = Code PIN du jeton « { $token } » :
pin-at-the-reader = Saisissez le code PIN du jeton « { $token } » sur le lecteur.
certificates-none = Aucun certificat n’a été trouvé.
purpose-signature = signature d’une personne
purpose-seal = sceau d’une organisation
purpose-neither = ni signature ni sceau
claim-qualified = se dit qualifié
claim-qualified-device = se dit qualifié, clé dans un dispositif qualifié
place-token = jeton « { $token } », emplacement { $slot }
field-purpose = Usage
field-organisation = Organisation
field-validity = Validité
field-key-kind = Clé
field-serial = Numéro de série
field-fingerprint = Empreinte SHA-256
field-place = Emplacement
field-certificate-id = Identifiant

### Visible seals.
help-visible-seal = Sceaux visibles : contrôle sans réseau, liste de certificats, profil
help-visible-seal-verify = Contrôle les sceaux visibles dans des images, des numérisations, des fichiers d’octets ou du texte saisi
help-visible-seal-profile = Écrit le profil de nos sceaux visibles en XML
help-visible-seal-bundle = La liste signée des certificats qui sert au contrôle des sceaux visibles
help-visible-seal-bundle-make = Établit et signe une liste
help-visible-seal-bundle-show = Montre une liste dont la signature est juste
help-desk-visible-seal = Montre ou règle si les documents reçoivent un sceau visible, et au nom de qui
arg-visible-seal-verify-file = Image PNG, JPEG ou PNM, PDF numérisé, octets d’un sceau ou texte qui les représente ; « - » est l’entrée standard
arg-bytes = Octets d’un sceau en hexadécimal ou en Base64 ; peut être répété
arg-bundle = Liste signée des certificats
arg-bundle-key = Certificat ou clé publique de l’éditeur, PEM ou DER
arg-bundle-at-least = Refuser une liste de version inférieure
arg-entry = Certificat d’un signataire : SIGNATAIRE=FICHIER, le certificat en tête du fichier PEM, puis sa chaîne ; peut être répété
arg-revoke = SIGNATAIRE/RÉFÉRENCE=MOMENT[,MOTIF], par exemple LUAS/4F1C=2026-11-20T00:00:00Z,keyCompromise ; peut être répété
arg-previous = La liste précédente, dont les entrées restent (avec --bundle-key) ; la version devient la suivante
arg-visible-seal-bundle-make-version = Version (sinon celle qui suit --previous, sinon 1)
arg-valid-days = Jours jusqu’à la prochaine liste (sinon 30)
arg-visible-seal = Demander un sceau visible : si la clé ne peut pas en signer, rien n’est scellé
arg-no-visible-seal = Dessiner le timbre sans sceau visible
arg-signer-id = Identifiant de signataire de l’administration : deux lettres du pays et deux lettres ou chiffres (sinon d’après le certificat)
arg-fact = Indication du sceau visible : title=…, reference=…, addressee=… ou fact=… ; peut être répété
arg-seal-visible-seal-p12 = Autre clé pour le sceau visible (P-256 ou P-384), PKCS#12
arg-seal-visible-seal-passphrase-file = Fichier dont la première ligne est la phrase secrète de cette clé (sinon elle est demandée)
arg-on = Les documents reçoivent un sceau visible si la clé peut en signer
arg-off = Les documents ne reçoivent pas de sceau visible
value-entry = SIGNATAIRE=FICHIER
value-revocation = SIGNATAIRE/RÉFÉRENCE=MOMENT
value-signer = LUxx
value-fact = NOM=TEXTE
field-valid-from = Valable dès le
field-valid-until = Valable jusqu’au
field-sealed-on = Scellé le
field-signer-id = Signataire
field-seal-certificate = Certificat
field-seal-issuer = Délivré par
field-revoked-at = Révoqué
field-bundle = Liste
field-bundle-issued = Établie le
field-bundle-next = Prochaine avant le
field-visible-seal = Sceau visible
bundle-version-and-age = Version { $version }, vieille de { $days } jours
visible-seal-on = oui
visible-seal-off = non
visible-seal-by-certificate = d’après le certificat
visible-seal-bundle-key-invalid = { $file } ne contient ni certificat ni clé publique du genre P-256 ou P-384.
    .next = Donnez le certificat de l’éditeur de la liste, PEM ou DER.
visible-seal-bundle-argument-invalid = « { $text } » ne peut pas être lu.
    .next = Voyez greffe help visible-seal bundle make.
visible-seal-fact-invalid = « { $text } » n’est pas une indication.
    .next = Écrivez title=…, reference=…, addressee=… ou fact=…

# Champs de signature, apparence et emplacements
help-inspect = Dit ce qu’est un PDF : pages, champs de signature et leurs exigences, certification, conformité
help-repair = Fait un nouveau PDF de ce qui se lit d’un PDF endommagé, et dit ce qui est perdu
arg-field = Champ de signature existant où signer ; un nom vide prend le premier champ vide, ou un nouveau
arg-certify = Certifie le document : 1 ne permet aucun changement, 2 formulaires et signatures, 3 aussi des annotations
arg-lock = Champs de formulaire désormais verrouillés : all, include:A,B ou exclude:A,B
arg-appearance = Modèle (TOML) de la signature visible ; sans lui la signature est invisible
arg-image = Image dans la signature visible, PNG ou JPEG
arg-place = Emplacement en millimètres, p. ex. page=1,x=20,y=20,w=60,h=25,from=top-left
arg-placeholder = Repère dans le texte du document qui fixe l’emplacement, p. ex. [[signature]]
arg-pages = Pages : first, last, all ou un numéro
arg-stamp-place = Emplacement du timbre, quand ce n’est pas celui de la signature
arg-stamp-placeholder = Repère qui fixe l’emplacement du timbre
arg-stamp-pages = Pages du timbre : first, last, all ou un numéro
arg-capacity = En quelle qualité le titulaire signe
arg-delegation = Pour qui le titulaire signe, p. ex. « p.d. le bourgmestre »
arg-reason = Motif de la signature
arg-location = Lieu de la signature
arg-repair-input = Le PDF endommagé ; il n’est jamais modifié
arg-repair-output = Le nouveau PDF
arg-forget-signatures = Répare même si des signatures s’en trouvent perdues
value-lock = CHAMPS
value-place = EMPLACEMENT
value-pages = PAGES
value-out = SORTIE
option-invalid = « { $text } » n’est pas compris pour { $option }.
    .next = « --help » derrière la commande dit ce qui est attendu.
field-pdf-version = Version de PDF
field-pdf-title = Titre
field-page-count = Pages
field-conformance = Conformité
field-encrypted = Chiffré
field-signature-count = Signatures
field-certification = Certification
field-state-signed = signé
field-state-locked = verrouillé
field-state-empty = vide
field-on-page = page { $page }
inspect-yes = oui
inspect-no = non
inspect-need-appearances = Le formulaire demande aux lecteurs de redessiner ses champs : ce qui s’affiche peut différer de ce qui fut signé.
inspect-usage-rights = Le fichier porte des droits d’usage pour un ancien lecteur ; tout changement, même une signature, y met fin.
inspect-fields-outside-form = Une page montre un champ de signature que le formulaire n’énumère pas.
inspect-rotation-odd = Une page doit être tournée d’un angle qui n’est pas multiple de 90 degrés ; elle est montrée sans rotation.
inspect-pages-without-size = Une page a des dimensions qui n’ont pas de sens.
repair-pages = { $pages } pages sur { $promised } ont été trouvées.
repair-unreadable = Objets illisibles : { $objects }
repair-missing = Parties citées et introuvables : { $count }
repair-cut = Morceaux qui finissent trop tôt : { $count }
repair-signatures = Signatures omises : { $count }
repair-content = Pages au contenu endommagé : { $pages }
repair-nothing-lost = Aucune perte connue ; pages : { $pages }.
repair-was-readable = Le fichier se lisait sans réparation.
repair-check = Comparez chaque page à l’original avant d’utiliser le nouveau document.

### Levels and augmentations.
help-desk-levels = Montre ou fixe les niveaux des sceaux et les autorités d’horodatage
help-augmentations = Ce qui manque encore aux sceaux avant l’envoi
help-augmentations-list = Montre ce qui attend un horodatage
help-augmentations-run = Ajoute maintenant ce qui manque
help-augmentations-send-as-is = Envoie des originaux au niveau qu’ils ont
seal-held = Attend un horodatage pour atteindre { $wanted } ; retenu dans la boîte d’envoi
augmentations-none = Rien n’attend un horodatage.
arg-document-seal-level = Niveau voulu : B-B, B-T, B-LT ou B-LTA (sinon celui du poste)
arg-if-missed = Si le niveau n’est pas atteint : refuse (refuser) ou later (sceller, retenir et compléter plus tard)
arg-document-seal-dossier = Dossiers dont tous les documents non scellés sont pris ; répétable
arg-desk-levels-procedure = Clé de la procédure concernée (sinon toutes)
arg-no-browser = Montrer seulement l’adresse, sans ouvrir de navigateur
arg-no-tsa = Retire toutes les autorités d’horodatage
arg-tsa-user = Utilisateur auprès des autorités
arg-tsa-password-file = Fichier dont la première ligne est le mot de passe de l’utilisateur
arg-tsa-timeout = Secondes dans lesquelles une autorité doit répondre
arg-tsa-per-hour = Horodatages au plus par heure
arg-tsa-per-day = Horodatages au plus par jour
value-choice = CHOIX
value-seconds = SECONDES
field-if-missed = Si manqué
field-tsa = Autorités d’horodatage
if-missed-refuse = refusé
if-missed-later = scellé, retenu et complété plus tard
column-level = Niveau
column-next-attempt = Prochain essai
column-document = Document
arg-desk-levels-level = Niveau voulu : B-B, B-T, B-LT ou B-LTA
arg-desk-levels-tsa = Adresse d’une autorité d’horodatage, la préférée d’abord ; répétable

### Trusted lists.
help-trust = Listes de confiance : récupérer, montrer
help-trust-update = Récupère la liste des listes et les listes de confiance nationales dans un répertoire ; ce qui n’est pas fiable reste tel quel
help-trust-show = Montre les listes de confiance d’un répertoire : âge, numéro, prochaine mise à jour, et les services d’un pays
arg-trust-lists = Répertoire de listes de confiance, tel que « greffe trust update » le récupère
arg-lotl-certificates = Répertoire des certificats qui peuvent signer la liste des listes (Journal officiel) ; sinon « lotl-certificates » à côté des listes
arg-lotl-url = Adresse de la liste des listes (sinon celle de la Commission)
arg-online = Demande les émetteurs et révocations que le fichier ne contient pas
arg-etsi-report = Fichier pour le rapport ETSI TS 119 102-2 (XML)
arg-trust-update-out = Répertoire pour les listes
arg-folder = Répertoire des listes
arg-country = Pays dont les services sont montrés, par exemple LU
trust-renewed = renouvelée
trust-in-force = { $operator }, numéro { $sequence }, âge { $days } jours, prochaine mise à jour { $next }
trust-stale = { $operator }, numéro { $sequence }, âge { $days } jours : PÉRIMÉE depuis { $next }, non prise en compte
field-qualification = Selon les listes de confiance
qualification-qesig = signature électronique qualifiée (QESig)
qualification-qeseal = cachet électronique qualifié (QESeal)
qualification-adesig-qc = signature électronique avancée avec certificat qualifié (AdESig-QC)
qualification-adeseal-qc = cachet électronique avancé avec certificat qualifié (AdESeal-QC)
qualification-adesig = signature électronique avancée (AdESig)
qualification-adeseal = cachet électronique avancé (AdESeal)
qualification-ades = signature ou cachet électronique avancé (AdES)
qualification-indeterminate = indécis
qualification-not-applicable = aucune : la signature a échoué
purpose-guessed = supposé d’après le titulaire
help-augment = Élève des fichiers PDF signés à un niveau supérieur ou les renouvelle, sans poste
arg-renew = Ajoute des données de validation récentes et un nouvel horodatage d'archive
arg-if-level-fails = Si le niveau n'est pas atteint : refuse (refuser) ou keep (garder ce qui est atteint, à compléter plus tard)
arg-tsa-policy = Politique à demander aux autorités
arg-augment-input = Fichiers signés
arg-augment-out-dir = Répertoire des résultats, sous le même nom
value-oid = OID
