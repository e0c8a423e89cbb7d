# Procédures et délais : ce qui ne va pas dans un fichier, ce qui ne se peut pas avec un délai.
procedure-too-large = { $file }, ligne { $line }, colonne { $column } : le fichier dépasse { $limit } ko.
    .next = Une procédure est un court texte ; vérifiez que c’est le bon fichier.
procedure-not-text = { $file }, ligne { $line }, colonne { $column } : le fichier n’est plus un texte UTF-8 à partir d’ici.
    .next = Enregistrez-le de nouveau en UTF-8.
procedure-syntax = { $file }, ligne { $line }, colonne { $column } : ce n’est pas du TOML : « { $found } ».
    .next = Vérifiez les guillemets, les crochets et le signe égal de cette ligne et de celle d’avant.
procedure-field-twice = { $file }, ligne { $line }, colonne { $column } : « { $field } » figure deux fois dans la même table.
    .next = Gardez-en un seul.
procedure-field-unknown = { $file }, ligne { $line }, colonne { $column } : le champ « { $field } » n’existe pas.
    .next = Ici sont possibles : { $known }.
procedure-field-unknown-similar = { $file }, ligne { $line }, colonne { $column } : le champ « { $field } » n’existe pas ; vouliez-vous dire « { $similar } » ?
    .next = Ici sont possibles : { $known }.
procedure-field-missing = { $file }, ligne { $line }, colonne { $column } : le champ « { $field } » manque.
    .next = Ajoutez-le ; docs/PROCEDURES.md en donne un exemple.
procedure-field-kind = { $file }, ligne { $line }, colonne { $column } : « { $field } » doit être { $expected ->
       *[text] un texte
        [number] un nombre
        [yes-no] true ou false
        [list] une liste
        [table] une table
        [texts] un texte par langue
        [date] une date
    }, et non { $found ->
       *[text] un texte
        [number] un nombre
        [yes-no] true ou false
        [list] une liste
        [table] une table
        [texts] un texte par langue
        [date] une date
    }.
    .next = Corrigez la valeur ; docs/PROCEDURES.md en donne un exemple.
procedure-word-unknown = { $file }, ligne { $line }, colonne { $column } : « { $value } » n’est pas possible pour « { $field } » ; le plus proche est « { $similar } ».
    .next = Possibles : { $known }.
procedure-text-empty = { $file }, ligne { $line }, colonne { $column } : le texte de « { $field } » est vide.
    .next = Écrivez le texte, ou retirez le champ s’il n’est pas obligatoire.
procedure-text-too-long = { $file }, ligne { $line }, colonne { $column } : « { $field } » a plus de { $limit } caractères, ou un saut de ligne.
    .next = Raccourcissez-le en une ligne.
procedure-french-missing = { $file }, ligne { $line }, colonne { $column } : « { $field } » n’a pas de texte français.
    .next = Ajoutez « fr » ; les autres langues sont facultatives.
procedure-language-unknown = { $file }, ligne { $line }, colonne { $column } : « { $language } » n’est pas une langue d’ici.
    .next = Possibles : fr, de, lb, en.
procedure-key-form = { $file }, ligne { $line }, colonne { $column } : « { $value } » n’est pas une clé.
    .next = Petites lettres sans accent, chiffres et traits d’union, une lettre en tête : « { $similar } ».
procedure-key-taken = { $file }, ligne { $line }, colonne { $column } : la clé « { $value } » est déjà prise.
    .next = Chaque clé figure une fois dans sa liste ; donnez-en une autre.
procedure-office-form = { $file }, ligne { $line }, colonne { $column } : « { $value } » n’est pas un code de service.
    .next = Un à huit chiffres ou lettres majuscules, par exemple « RES ».
procedure-length-unreadable = { $file }, ligne { $line }, colonne { $column } : « { $value } » n’est pas une durée.
    .next = Un nombre et une unité : « 15 days », « 10 working days », « 2 weeks », « 3 months », « 1 year ».
procedure-number-range = { $file }, ligne { $line }, colonne { $column } : « { $field } » doit être un nombre entier de { $least } à { $most }.
    .next = Corrigez le nombre.
procedure-state-unknown = { $file }, ligne { $line }, colonne { $column } : « { $field } » nomme l’état « { $value } », qui n’existe pas.
    .next = Les clés connues sont : { $known }. La plus proche : { $similar }
procedure-document-unknown = { $file }, ligne { $line }, colonne { $column } : « { $field } » nomme le document « { $value } », qui n’existe pas.
    .next = Les clés connues sont : { $known }. La plus proche : { $similar }
procedure-circuit-unknown = { $file }, ligne { $line }, colonne { $column } : « { $field } » nomme le circuit « { $value } », qui n’existe pas.
    .next = Les clés connues sont : { $known }. La plus proche : { $similar }
procedure-letter-unknown = { $file }, ligne { $line }, colonne { $column } : le modèle de lettre « { $value } » n’existe pas.
    .next = Les clés connues sont : { $known }. La plus proche : { $similar }
procedure-state-itself = { $file }, ligne { $line }, colonne { $column } : l’état « { $value } » se nomme lui-même comme suivant.
    .next = Retirez-le de « next ».
procedure-state-unreachable = { $file }, ligne { $line }, colonne { $column } : aucun chemin ne mène du premier état à « { $value } ».
    .next = Nommez-le dans le « next » d’un autre état, ou retirez-le.
procedure-state-no-end = { $file }, ligne { $line }, colonne { $column } : de l’état « { $value } », un dossier ne peut plus jamais être clos.
    .next = Donnez-lui un « next » qui mène à un état avec « may_close = true », ou ce champ à lui-même.
procedure-state-closing-missing = { $file }, ligne { $line }, colonne { $column } : aucun état ne permet de clore le dossier.
    .next = Ajoutez « may_close = true » à l’état final.
procedure-state-first-needs = { $file }, ligne { $line }, colonne { $column } : le premier état exige déjà quelque chose : aucun dossier ne pourrait commencer.
    .next = Déplacez l’exigence vers un état suivant.
procedure-circuit-no-act = { $file }, ligne { $line }, colonne { $column } : le circuit est pour « { $value } », qui n’est pas un acte.
    .next = Ajoutez « act = true » à ce document, ou nommez-en un autre.
procedure-circuit-empty = { $file }, ligne { $line }, colonne { $column } : le circuit « { $circuit } » n’a aucune étape obligatoire : il finirait sans personne.
    .next = Donnez-lui une étape sans « optional ».
procedure-circuit-stage-gap = { $file }, ligne { $line }, colonne { $column } : le circuit « { $circuit } » n’a pas d’étape { $stage } : il s’arrêterait là.
    .next = Numérotez « stage » sans trou à partir de 1.
procedure-circuit-order = { $file }, ligne { $line }, colonne { $column } : dans le circuit « { $circuit } », { $kind ->
       *[visa] un visa
        [opinion] un avis
        [approval] une approbation
        [signature] une signature
        [seal] un sceau
        [dispatch] un envoi
    } vient à côté du sceau, après lui, ou après l’envoi.
    .next = Après le sceau, l’acte ne change plus : seul l’envoi peut suivre, à une étape plus haute.
procedure-circuit-deadlock = { $file }, ligne { $line }, colonne { $column } : le circuit « { $circuit } » ne peut pas finir : « { $person } » devrait agir deux fois sous la règle des quatre yeux.
    .next = Nommez une autre personne ou un rôle pour l’une des étapes.
procedure-step-nobody = { $file }, ligne { $line }, colonne { $column } : une étape du circuit « { $circuit } » ne dit pas qui agit.
    .next = Donnez « role », « office » ou « person ».
procedure-step-person-and-role = { $file }, ligne { $line }, colonne { $column } : une étape du circuit « { $circuit } » nomme une personne et encore un rôle ou un service.
    .next = Gardez « person », ou « role » et « office ».
procedure-remind-too-early = { $file }, ligne { $line }, colonne { $column } : le rappel « { $value } » tomberait avant le début du délai.
    .next = Donnez une durée plus courte que celle du délai.
procedure-letter-remedy-missing = { $file }, ligne { $line }, colonne { $column } : une lettre défavorable n’a pas de voie de recours.
    .next = Ajoutez [letter.remedy] avec « court » et « within » (règlement grand-ducal du 8 juin 1979, art. 14).
holidays-too-large = { $file }, ligne { $line }, colonne { $column } : le fichier est trop grand pour une liste de jours fériés.
    .next = Vérifiez que c’est le bon fichier.
holidays-syntax = { $file }, ligne { $line }, colonne { $column } : ceci ne se lit pas : « { $found } ».
    .next = Chaque jour est une table [[holiday]] avec « name » et « month » et « day », ou « easter », ou « date » ; « from » et « until » sont des années.
holidays-day-impossible = { $file }, ligne { $line }, colonne { $column } : « { $found } » n’est pas un jour du calendrier.
    .next = Corrigez le jour.
holidays-day-missing = { $file }, ligne { $line }, colonne { $column } : ce jour férié ne dit pas clairement quand il est.
    .next = Donnez « month » et « day », ou « easter », ou « date », et un seul des trois.
holidays-french-missing = { $file }, ligne { $line }, colonne { $column } : ce jour férié n’a pas de nom français.
    .next = Ajoutez « fr » à son nom.
holidays-too-many = { $file }, ligne { $line }, colonne { $column } : une année ne peut avoir autant de jours fériés.
    .next = Ne gardez que les jours fériés de votre administration (60 par an au plus).
holidays-empty = { $file }, ligne { $line }, colonne { $column } : aucun jour férié n’y figure.
    .next = Ajoutez une table [[holiday]].
deadline-length-unreadable = « { $text } » n’est pas une durée.
    .next = Un nombre et une unité : « 15 days », « 10 working days », « 2 weeks », « 3 months », « 1 year ».
deadline-length-out-of-range = « { $text } » : la durée doit aller de 1 à { $most }.
    .next = Corrigez le nombre.
deadline-unknown = Il n’y a pas de délai « { $id } ».
    .next = Les délais d’un dossier et leurs identités se lisent avec « greffe deadline show ».
deadline-settled = Le délai « { $name } » est déjà réglé : tenu ou annulé.
    .next = S’il a été réglé par erreur, rouvrez-le avec une raison.
deadline-suspended = Le délai « { $name } » est suspendu depuis le { $since }.
    .next = Faites-le d’abord repartir.
deadline-not-suspended = Le délai « { $name } » n’est pas suspendu.
    .next = Il court déjà ; il n’y a rien à faire.
deadline-over = Le délai « { $name } » a pris fin le { $due }.
    .next = Un délai fini ne se suspend ni ne se prolonge plus ; si cela a été décidé avant, donnez ce jour.
deadline-day-too-early = Le { $day } est avant le { $start }, premier jour possible.
    .next = Donnez un jour plus tardif.
deadline-day-in-future = Le { $day } est dans l’avenir.
    .next = Donnez le jour où cela s’est passé.
deadline-day-unreadable = « { $text } » n’est pas un jour.
    .next = Écrivez l’année, le mois et le jour : 2026-11-03.
deadline-beyond-calendar = Le délai finirait après l’an 9999.
    .next = Vérifiez le jour de départ et la durée.
deadline-person-does-not-see = { $person } n’a pas accès à ce dossier et n’apprendrait rien du délai. Rien n’a changé.
    .next = Choisissez une personne qui voit le dossier, ou nommez d’abord { $person } sous « Confidentialité » du dossier.
