# La fenêtre
app-name = Greffe
window-title = { $page } · Greffe
loading = Chargement…
close = Fermer
cancel = Annuler
cancelling = Arrêt en cours…
optional = facultatif
skip = Aller au contenu
navigation = Navigation principale
menu = Menu
crumbs = Fil d’Ariane
demo = Démonstration · TEST
browser = Navigateur · données fictives
notice-dismiss = Masquer le message
page-unknown = Cette page n’existe pas

# Avant l’ouverture
front-line = Le registre où les actes sont conservés et scellés.
front-note = Travaillez sans réseau. Scellez. Chaque copie papier mène à l’original.
unlock-title = Déverrouiller le poste
unlock-explain = Vos dossiers sont chiffrés sur cet ordinateur. La phrase secrète les ouvre ; elle ne quitte pas ce poste.
unlock-submit = Déverrouiller
unlock-busy = Ouverture…
passphrase = Phrase secrète
passphrase-show = Afficher la phrase secrète
passphrase-missing = Saisissez la phrase secrète.
passphrase-short = La phrase secrète doit compter au moins 12 caractères.
passphrase-differs = Les deux saisies de la phrase secrète diffèrent.
create-title = Créer le poste
create-explain = Ce poste garde vos dossiers chiffrés sur cet ordinateur et les synchronise avec la plateforme quand le réseau est là.
create-administration = Administration
create-administration-hint = Telle qu’elle est imprimée sur les actes, par exemple « Commune de Mertzig ».
create-person = Votre nom
create-office = Code du service
create-office-hint = Dans les références : 2026/RES/000001.
create-passphrase = Nouvelle phrase secrète
create-passphrase-hint = Au moins 12 caractères ; plusieurs mots valent mieux qu’un seul. Personne ne peut la retrouver : notez-la en lieu sûr.
create-repeat = Répéter la phrase secrète
create-submit = Créer le poste
create-busy = Création…
day-hint = Par exemple 05.03.2026.
day-unreadable = Ce jour n’existe pas au calendrier, ou n’est pas écrit en entier : jour, mois et année, par exemple 05.03.2026.
field-missing = Remplissez ce champ.
form-errors = { $count ->
    [one] Un champ est à corriger.
   *[other] { $count } champs sont à corriger.
  }

# Dossiers
dossiers = Dossiers
dossier = Dossier
dossiers-caption = Dossiers, le plus récemment modifié en premier
dossiers-count = { $count ->
    [0] Aucun dossier
    [one] { $count } dossier
   *[other] { $count } dossiers
  }
dossiers-empty = Aucun dossier pour l’instant
dossiers-empty-text = Créez le premier dossier, puis déposez-y les PDF de la demande. Tout fonctionne sans réseau.
dossier-new = Nouveau dossier
dossier-create = Créer le dossier
dossier-created = Dossier { $reference } créé.
dossier-closed = Clos
search-label = Rechercher un dossier
search-placeholder = Référence, objet, partie, document…
search-nothing = Rien ne correspond à « { $search } »
search-nothing-text = La recherche porte sur la référence, l’objet, les parties et les documents. Essayez moins de mots.
search-clear = Effacer la recherche
reference = Référence
reference-hint = Laissez vide pour recevoir le numéro suivant.
subject = Objet
subject-hint = En une ligne, par exemple « Certificat de résidence élargi ».
changed = Modifié
opened = Ouvert le
state = État
procedure = Procédure
procedure-none = Sans procédure
parties = Parties
no-party = Aucune partie
party-applicant = Demandeur
party-kind = Personne
party-natural = physique
party-legal = morale
role-applicant = Demandeur
role-addressee = Destinataire
role-third = Tiers
history = Historique

# Documents
documents = Documents
document = Document
documents-count = { $count ->
    [0] Aucun document
    [one] { $count } document
   *[other] { $count } documents
  }
documents-empty = Aucun document dans ce dossier
documents-empty-text = Importez des PDF, ou déposez-les n’importe où dans cette fenêtre. Les fichiers d’origine ne sont pas modifiés.
waiting-count = { $count } en attente
select-document = Sélectionner « { $title } »
version-number = version { $number }
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
  }
import-action = Importer…
importing = Import { $index } sur { $count } : { $name }
import-done = { $count ->
    [0] Aucun document importé.
    [one] { $count } document importé.
   *[other] { $count } documents importés.
  }
import-known = { $count ->
    [one] « { $title } » est déjà dans ce dossier.
   *[other] { $count } fichiers sont déjà dans ce dossier.
  }
import-refused = { $count ->
    [one] { $count } fichier refusé.
   *[other] { $count } fichiers refusés.
  }
import-also = « { $title } » se trouve aussi dans { $references }.
drop-nowhere = Ouvrez d’abord un dossier, puis déposez-y les fichiers.
drop-into = Déposer dans { $reference }
choose-file = Choisir…
file-none = Aucun fichier choisi
file-name = Nom du fichier
pages = Pages
size = Taille
digest = Empreinte SHA-256
details = Détails du fichier
versions = Versions
origin-imported = Importée
origin-sealed = Scellée : l’original
origin-augmented = Augmentée : l’original avec son horodatage
export-original = Exporter l’original…
export-version = Exporter…
exported = « { $name } » est enregistré.
identifier = Identifiant
copy-identifier = Copier l’identifiant
copied-identifier = L’identifiant est copié.
copy-address = Copier l’adresse de contrôle
copied-address = L’adresse de contrôle est copiée.
copy-refused = La copie est impossible ici. Sélectionnez le texte et copiez-le au clavier.

# Où en est un document
status-desk = Non scellé
status-desk-note = Pas encore scellé : la page publique ne le montre pas. Les collègues le reçoivent avec le dossier dès que ce poste se synchronise.
status-pulled-note = Un original de la plateforme, repris par son identifiant. Il porte le sceau de l’autorité qui l’a émis ; rien n’est envoyé.
status-waiting = En attente d’envoi
status-held = Attend un horodatage
status-held-note = L’original attend son horodatage avant d’être envoyé.
status-waiting-note = Scellé. L’original part vers la plateforme à la prochaine synchronisation.
status-parked = À vérifier
status-parked-note = La plateforme l’a refusé. Il reste sur ce poste, rien n’est perdu.
status-platform = Sur la plateforme
status-platform-note = L’original y est conservé depuis le { $moment }.

# Lecture
preview-label = Aperçu de « { $title } »
preview-tools = Outils de lecture
preview-page = Page
preview-page-of = Page { $page } sur { $pages }
preview-previous = Page précédente
preview-next = Page suivante
preview-smaller = Réduire
preview-larger = Agrandir
preview-fit = Ajuster à la largeur
preview-no-text = Cette page est une image : elle ne contient pas de texte à lire.
preview-not-pdf = Ce fichier n’est pas un PDF ; l’aperçu n’est pas possible. Exportez-le pour l’ouvrir.
preview-encrypted = Ce PDF est protégé par un mot de passe.
  .next = Saisissez-le pour le lire ici.
preview-password-wrong = Ce mot de passe n’ouvre pas ce PDF.
  .next = Saisissez-le de nouveau, ou demandez-le à qui a envoyé le fichier.
preview-password = Mot de passe du PDF
preview-password-hint = Il n’est ni conservé ni noté nulle part ; le fichier reste chiffré comme il est.
preview-password-open = Afficher
preview-damaged = Ce PDF est endommagé : il ne peut pas être affiché.
    .next = Demandez le fichier à nouveau à son auteur.

# Validation
validation = Validation
validate = Valider la signature
verdict-passed = Toutes les signatures et tous les sceaux sont valables.
verdict-failed = Au moins une signature ou un sceau n’est pas valable.
verdict-indeterminate = Rien n’est cassé, mais tout n’a pas pu être confirmé.
verdict-none = Cette version ne porte ni signature ni sceau.
signature-intact = intact
signature-broken = altéré
covers-whole = couvre tout le fichier
covers-part = ne couvre qu’une partie du fichier

# Sceller
seal-action = Sceller…
seal-action-count = { $count ->
    [one] Sceller { $count } document…
   *[other] Sceller { $count } documents…
  }
seal-title = Sceller
seal-explain = Chaque document reçoit un identifiant, un QR code et le sceau de l’administration. L’original ainsi scellé ne peut plus être modifié.
seal-what = { $count ->
    [one] { $count } document à sceller
   *[other] { $count } documents à sceller
  }
seal-key = Clé
seal-key-none = Aucune clé choisie
seal-key-missing = Aucune clé n’est choisie.
    .next = Choisissez un certificat sur carte ou jeton, ou le fichier .p12 du sceau de l’administration.
seal-passphrase = Phrase secrète de la clé
seal-passphrase-hint = Celle du fichier .p12, pas celle du poste. Elle est effacée après usage.
seal-passphrase-missing = La phrase secrète de la clé est vide.
    .next = Saisissez la phrase secrète du fichier .p12.
seal-submit = { $count ->
    [one] Sceller le document
   *[other] Sceller les { $count } documents
  }
seal-progress = Scellement en cours
seal-running = Document { $done } sur { $count }
seal-running-hint = Chaque document scellé est acquis aussitôt : une interruption ne perd rien.
seal-done = Résultat du scellement
seal-result = { $sealed ->
    [0] Aucun document scellé
    [one] { $sealed } document scellé
   *[other] { $sealed } documents scellés
  }{ $refused ->
    [0] .
    [one] , { $refused } refusé.
   *[other] , { $refused } refusés.
  }
seal-left = { $count ->
    [one] { $count } document n’a pas été traité : il reste tel quel.
   *[other] { $count } documents n’ont pas été traités : ils restent tels quels.
  }
seal-covers = Aucune marge libre : le timbre recouvre une partie de la page. Relisez-la.

# Synchronisation
sync-title = Synchronisation
sync-start = Synchroniser
sync-running = Envoi en cours…
sync-calm = Tout est transmis
sync-waiting = { $count ->
    [one] { $count } modification en attente
   *[other] { $count } modifications en attente
  }
sync-not-enrolled = Poste non inscrit
sync-enrol = Inscrire ce poste
sync-last = Dernière : { $moment }
sync-sent = { $count ->
    [0] Rien n’a pu être transmis.
    [one] { $count } original transmis à la plateforme.
   *[other] { $count } originaux transmis à la plateforme.
  }
sync-parked = { $count ->
    [one] { $count } envoi est à vérifier dans la boîte d’envoi.
   *[other] { $count } envois sont à vérifier dans la boîte d’envoi.
  }
sync-nothing = Tout est déjà transmis.
outbox = Boîte d’envoi
outbox-explain = Ce que la plateforme n’a pas encore confirmé. Rien ne s’y perd, même sans réseau.
outbox-empty = Tout est transmis
outbox-empty-text = Les documents que vous scellez attendent ici jusqu’à ce que la plateforme les confirme.
outbox-not-enrolled = Ce poste n’est pas encore inscrit auprès d’une plateforme.
outbox-registration = Original à enregistrer
waiting-since = depuis le { $moment }
attempts = { $count ->
    [one] { $count } essai
   *[other] { $count } essais
  }
retry = Réessayer
retry-done = L’envoi est remis en attente.

# Réglages
settings = Réglages
settings-window = Fenêtre
settings-desk = Ce poste
language = Langue
theme = Apparence
theme-system = Comme le système
theme-light = Claire
theme-dark = Sombre
go-to-dossiers = Aller aux dossiers
lists-density = Lignes des listes
lists-comfortable = Aérées
lists-compact = Serrées
palette-lists-comfortable = Lignes des listes aérées
palette-lists-compact = Lignes des listes serrées
text-size = Taille du texte
idle = Verrouiller après
idle-never = Jamais
minutes = { $count } minutes
letter-keys = Raccourcis d’une seule touche
letter-keys-hint = J et K pour se déplacer, N pour un nouveau dossier… À désactiver avec la commande vocale.
administration = Administration
person = Personne
roles = Rôles
role-agent = agent
role-signatory = signataire
role-clerk = greffier
role-auditor = auditeur
role-administrator = administrateur
platform = Plateforme
platform-none = Aucune : ce poste travaille seul
enrol-title = Inscrire ce poste
enrol-explain = L’administrateur de la plateforme vous donne son adresse et un code à usage unique.
enrol-platform = Adresse de la plateforme
enrol-code = Code d’inscription
enrol-certificates = Certificats de la plateforme
enrol-certificates-hint = Seulement si la plateforme a sa propre autorité (fichier .pem).
enrol-submit = Inscrire
enrol-again = Inscrire auprès d’une autre plateforme
enrol-missing = L’adresse et le code sont tous deux nécessaires.
enrolled = Ce poste est inscrit auprès de { $platform }.
passphrase-change = Changer la phrase secrète
passphrase-change-submit = Changer
passphrase-old = Phrase secrète actuelle
passphrase-changed = La phrase secrète est changée.
about = À propos
about-version = Greffe { $version }, licence EUPL-1.2.
about-parts = Contient Designsystemet (MIT), pdf.js (Apache-2.0) et les polices Inter, Source Serif 4 et IBM Plex Mono (OFL 1.1).
lock = Verrouiller

# Raccourcis
keys-title = Raccourcis clavier
keys-off = Les raccourcis d’une seule touche sont désactivés dans les réglages.
keys-everywhere = Partout
keys-lists = Listes et dossiers
keys-reading = Lecture
keys-help = Cette feuille
keys-search = Rechercher
keys-dossiers = Dossiers
keys-outbox = Boîte d’envoi
keys-settings = Réglages
keys-sync = Synchroniser
keys-zoom = Taille du texte
keys-lock = Verrouiller
keys-back = Revenir, fermer
keys-down = Ligne suivante
keys-up = Ligne précédente
keys-open = Ouvrir
keys-select = Sélectionner
keys-new = Nouveau dossier
keys-import = Importer
keys-seal = Sceller
keys-next-page = Page suivante
keys-previous-page = Page précédente
keys-larger = Agrandir
keys-smaller = Réduire
keys-fit = Ajuster à la largeur
key-esc = Échap
key-enter = Entrée
key-space = Espace
key-ctrl = Ctrl
key-home = Début
key-end = Fin
key-page = Page
keys-writing = Rédaction
keys-window = Un écran plus bas, plus haut
keys-ends = Première ligne, dernière ligne
keys-next-gap = Prochaine donnée manquante d’une lettre
keys-written = Confirmer dans un champ de plusieurs lignes

# Historique
history-times = { $count } ×
history-dossier-created = Dossier créé
history-document-imported = « { $title } » importé
history-document-sealed = « { $title } » scellé
history-document-registered = « { $title } » confirmé par la plateforme
history-registration-parked = Original « { $title } » refusé par la plateforme
history-original-fetched = Original repris de la plateforme
history-document-read = « { $title } » lu
history-document-exported = « { $title } » exporté

# Temps et grandeurs
format-moment = { $day }, { $clock } { $zone }
zone-winter = CET
zone-summer = CEST
size-bytes = { $n } octets
size-kilobytes = { $n } ko
size-megabytes = { $n } Mo
size-gigabytes = { $n } Go

# Clés, niveaux, diagnostic
seal-key-file = Fichier de clé (.p12)
seal-pin = Code PIN de « { $token } »
seal-pin-hint = Essayé une seule fois pour tous les documents, puis effacé.
seal-pin-empty = Le code PIN est vide.
    .next = Saisissez le code PIN de la carte ou du jeton.
seal-pin-pad = Le code PIN de « { $token } » se saisit sur le clavier du lecteur, après « Sceller ».
seal-pin-now = Saisissez maintenant le code PIN sur le lecteur.
seal-no-pin = Ce jeton ne demande pas de code PIN.
pin-few-left = Un code PIN erroné a déjà été saisi. Il reste peu d’essais avant le blocage.
pin-last-try = Dernier essai : un code PIN erroné bloque le jeton.
keys-searching = Recherche des cartes et jetons…
keys-none = Aucune carte ni aucun jeton avec certificat n’a été trouvé.
keys-found = { $count ->
    [one] { $count } certificat trouvé sur carte ou jeton.
   *[other] { $count } certificats trouvés sur carte ou jeton.
  }
keys-search-again = Chercher à nouveau
keys-look-inside = Voir le certificat du fichier
keys-inside = Certificats dans le fichier
key-issuer = Délivré par { $issuer }
key-validity = valable du { $from } au { $to }
key-place = Sur « { $place } »
purpose-signature = signature d’une personne
purpose-seal = sceau d’une organisation
purpose-neither = ni signature ni sceau
purpose-guessed = { $purpose } (d’après le nom du titulaire)
claim-qualified = se dit qualifié
claim-qualified-device = se dit qualifié, clé dans un dispositif qualifié
seal-pause = Suspendre
seal-resume = Reprendre
seal-paused = Suspendu : { $done } sur { $count } traités
seal-held = Les originaux sans leur horodatage attendent sur ce poste ; il est ajouté dès que possible. Voir la
level-b-b = B-B, niveau de base
level-b-t = B-T, avec horodatage
level-b-lt = B-LT, avec preuves de validité
level-b-lta = B-LTA, avec horodatage d’archivage
level-reached = Niveau atteint : { $level }
level-missed = Le niveau voulu ({ $wanted }) n’a pas été atteint :
visible-seal-yes = sceau visible sur la page
visible-seal-no-room = pas de place pour le sceau visible
held-title = En attente d’un horodatage
held-explain = Ces originaux sont scellés, mais n’ont pas encore le niveau voulu. Ils restent sur ce poste ; chaque synchronisation essaie à nouveau. Une fois envoyé, un original ne change plus.
held-levels = Atteint : { $reached }. Voulu : { $wanted }.
held-next = prochain essai le { $moment }
held-add = Ajouter maintenant
held-add-all = Ajouter à tous maintenant
held-adding = Horodatage en cours…
held-send = Envoyer tel quel…
held-send-title = Envoyer sans horodatage ?
held-send-explain = « { $title } » partira au niveau qu’il a : { $level }. Après l’envoi, rien ne pourra plus y être ajouté.
held-send-submit = Envoyer tel quel
held-released = « { $title } » part tel quel à la prochaine synchronisation.
held-result = Complétés : { $done }. Encore en attente : { $left }.
verdict-error = Ce fichier n’a pas pu être validé.
kind-timestamp = horodatage du document
kind-certification = certification
kind-seal = sceau d’une organisation
kind-personal = signature d’une personne
kind-signature = signature ou sceau
qualification-qesig = signature qualifiée
qualification-qeseal = sceau qualifié
qualification-qc = avancée, avec certificat qualifié
qualification-ades = avancée
qualification-open = qualification indéterminée
changes-none = aucun
changes-permitted = seulement des ajouts permis
changes-unclear = à examiner : quelque chose est dessiné par-dessus une page
changes-not-permitted = des changements non permis
signer-unknown = Signataire inconnu
signature-kind = Nature
signature-level = Niveau
signature-content = Contenu signé
signature-changes = Changements après
signature-issuer = Certificat délivré par
time-claimed = Heure déclarée
time-proven = Heure prouvée
time-unproven = aucune : sans horodatage reconnu
settings-sealing = Sceller
sealing-saved = Les réglages du scellement sont enregistrés.
wanted-level = Niveau voulu
if-missed = Si le niveau n’est pas atteint
missed-later = Sceller et compléter plus tard
missed-refuse = Ne pas sceller
levels-by-procedure = Niveau par procédure
level-of-desk = Comme le poste
visible-seal = Sceau visible
visible-seal-hint = Un code sur la page, vérifiable sur papier et sans réseau. Il demande une clé ECDSA.
authorities = Autorités d’horodatage
authorities-hint = La première est demandée d’abord ; la suivante quand elle ne répond pas.
authorities-none = Aucune autorité n’est réglée.
authorities-missing = Sans autorité d’horodatage, les niveaux au-dessus de B-B ne peuvent pas être atteints.
authority-timeout = { $seconds } s au plus
authority-as = compte { $user }
authority-a-day = { $count } par jour au plus
authority-up = Monter { $url }
authority-down = Descendre { $url }
authority-remove = Retirer { $url }
authority-add = Ajouter une autorité
authority-url = Adresse
authority-url-wrong = L’adresse doit commencer par https:// ou http://.
authority-known = Cette autorité est déjà dans la liste.
authority-seconds = Attente au plus (secondes)
authority-user = Compte
authority-password = Mot de passe du compte
authority-per-day = Horodatages par jour au plus
doctor = Diagnostic du scellement
doctor-link = Diagnostic : le scellement fonctionnerait-il ici ?
doctor-explain = Lecteurs, jetons, certificats, horodatage, révocation et horloge. Rien n’est signé, aucun code PIN n’est essayé.
doctor-again = Examiner à nouveau
doctor-running = Examen en cours : { $count ->
    [0] aucun constat
    [one] un constat
   *[other] { $count } constats
}
doctor-stopped = Examen interrompu : { $count ->
    [0] aucun constat
    [one] un constat
   *[other] { $count } constats
}
doctor-done = Examen terminé : { $count ->
    [0] aucun constat
    [one] un constat
   *[other] { $count } constats
}
standing-good = en ordre
standing-attention = à savoir
standing-bad = à corriger
area-driver = Pilote
area-reader = Lecteur
area-token = Jeton
area-key-file = Fichier de clé
area-certificate = Certificat
area-time-stamp = Horodatage
area-revocation = Révocation
area-clock = Horloge
area-network = Réseau
area-trust = Listes de confiance
area-desk = Poste
history-batch-begun = Lot commencé : { $count } documents
history-batch-ended = Lot terminé
