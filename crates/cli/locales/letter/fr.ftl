# Texts of the area: letter.
history-letter-drafted = Projet « { $title } » commencé
history-letter-draft-discarded = Projet « { $title } » écarté
history-letter-finished = Lettre « { $title } » rédigée (version { $version })
history-letter-batch-begun = Lot de { $letters } lettres commencé ({ $template })
history-letter-batch-abandoned = Reste du lot de lettres abandonné ({ $waiting } non rédigées)
history-letter-template-imported = Modèle de lettre { $template } importé (version { $version })
history-letter-template-retired = Modèle de lettre { $template } mis hors d'usage
history-letterhead-set = En-tête des lettres fixé

help-letter = Lettres et décisions rédigées à partir de modèles
help-letter-templates = Énumère les modèles, avec leurs champs ; pour un dossier, ceux de sa procédure d'abord
help-letter-check = Essaie un modèle dans un répertoire, sans poste
help-letter-import = Garde sur le poste le modèle d'un répertoire
help-letter-export = Écrit un modèle dans un nouveau répertoire, pour le modifier
help-letter-retire = Met hors d'usage un modèle importé
help-letter-letterhead = Montre l'en-tête, et fixe ce qui est donné
help-letter-draft = Commence une lettre dans un dossier et la garde comme projet
help-letter-edit = Change des valeurs d'un projet
help-letter-drafts = Énumère les projets d'un dossier
help-letter-preview = Écrit un projet en PDF, les lacunes marquées
help-letter-finish = Fait le document d'un projet
help-letter-revise = Commence la version suivante d'une lettre achevée
help-letter-discard = Écarte un projet
help-letter-source = Montre de quoi une lettre achevée a été faite
help-letter-redraw = Redessine une lettre achevée à partir de ses données
help-letter-batch = Beaucoup de lettres d'un seul modèle
help-letter-batch-run = Fait des lettres pour les dossiers d'un tableau ou d'une recherche
help-letter-batch-resume = Continue un lot ; ce qui est fait n'est pas refait
help-letter-batch-list = Énumère les lots
help-letter-batch-show = Montre les lettres d'un lot
help-letter-batch-abandon = Abandonne les lettres d'un lot qui ne sont pas encore faites
arg-letter-template = Clé du modèle
arg-letter-template-folder = Répertoire avec letter.toml et letter.typ
arg-letter-draft = Identité du projet, montrée quand il a été commencé
arg-letter-batch = Identité du lot
arg-letter-to-folder = Un répertoire qui n'existe pas encore
arg-letter-party = La partie à qui elle va, par son nom
arg-letter-language = Langue de la lettre : fr, de, lb ou en
arg-letter-set = Valeur d'un champ ou d'une partie : CLÉ=TEXTE ; @FICHIER lit le texte d'un fichier. Parties : reasons, subject, title, date, name, address, salutation, enclosures, yours, signatory, function, for
arg-letter-from-csv = Tableau avec la colonne dossier, et d'autres si l'on veut
arg-letter-search = Mots ; chaque dossier ouvert qui les contient reçoit une lettre
arg-letter-dry-run = Dit seulement ce qui manque à chaque lettre ; ne fait rien
arg-letter-sender-office = Office ou service
arg-letter-sender-address = Une ligne de l'adresse postale ; une fois par ligne
arg-letter-sender-phone = Téléphone
arg-letter-sender-email = Adresse de courriel
arg-letter-sender-web = Site internet
arg-letter-sender-place = Lieu dans la ligne de date
arg-letter-window = Fenêtre de l'enveloppe : left (gauche) ou right (droite)
arg-letter-logo = Image PNG ou JPEG ; « none » l'enlève
arg-letter-signatory = Qui signe si personne d'autre n'est nommé
arg-letter-signatory-function = Fonction de cette personne
arg-letter-signatory-for = Au nom de qui (p.d.)
arg-letter-sender-administration = Nom de l'administration
value-template = MODÈLE
value-draft = PROJET
value-batch = LOT
value-key-text = CLÉ=TEXTE
value-side = CÔTÉ
letter-draft-saved = Projet « { $title } » gardé : { $draft }
letter-draft-gone = Le projet a été écarté.
letter-complete = Rien ne manque ; la lettre peut être achevée.
letter-drafts-none = Aucun projet.
letter-preview-written = { $pages ->
    [one] Une page écrite
   *[other] { $pages } pages écrites
} dans { $file }
letter-made = « { $title } » rédigé, version { $version }
letter-template-passes = Le modèle « { $template } » passe en { $languages }.
letter-template-kept = Modèle « { $template } » gardé comme version { $version }.
letter-template-written = Modèle « { $template } » écrit dans { $file }.
letter-template-put-away = Le modèle « { $template } » est hors d'usage.
letter-other-language = Cette lettre n'existe pas en { $wished } ; elle est rédigée en { $lang }.
letter-batch-summary = { $done } sur { $letters } faites, { $refused } refusées, { $waiting } en attente
letter-batches-none = Aucun lot.
letter-built-in = vient avec le programme
letter-imported = version { $version }, { $by }
letter-required = obligatoire
letter-wrong-pair = « { $text } » n'est pas une paire CLÉ=TEXTE, ou la clé est inconnue de cette lettre.
    .next = Écrivez par exemple --set provide_by=2026-12-24.
column-letter-template = Modèle
column-letter-languages = Langues
column-letter-field = Champ
column-letter-kind = Genre
column-letter-label = Libellé
column-letter-begun = Commencé
column-letter-letters = Lettres
column-letter-state = État
field-letter-office = Service
field-letter-address = Adresse
field-letter-phone = Téléphone
field-letter-email = Courriel
field-letter-web = Site internet
field-letter-place = Lieu
field-letter-window = Fenêtre
field-letter-signatory = Signataire
