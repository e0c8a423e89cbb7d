template-file-missing = Le modèle n'a pas de fichier { $file }.
    .next = Ajoutez le fichier au répertoire du modèle.
template-file-refused = { $why ->
    [name] Le fichier { $file } du modèle porte un nom impossible : seulement des lettres sans accents, des chiffres, - et _, et ni _lib/ ni logo.
    [size] Le fichier { $file } du modèle dépasse 512 ko.
    [text] Le fichier { $file } du modèle n'est pas un texte en UTF-8.
    [total] Le modèle a trop de fichiers ({ $file }) ; 30 au plus sont possibles.
   *[kind] Le fichier { $file } du modèle est d'un genre que les modèles n'utilisent pas.
}
    .next = Un modèle se compose de letter.toml, de letter.typ et, au besoin, d'autres fichiers .typ, .png et .jpg.
template-manifest-wrong = { $file }, ligne { $line }, colonne { $column } : { $detail }
    .next = Corrigez la ligne ; docs/LETTERS.md énumère toutes les entrées.
template-entry-wrong = { $file }, ligne { $line } : { $why ->
    [key] { $name } : « { $value } » n'est pas une clé possible. Une clé se compose de minuscules, de chiffres et d'un signe de liaison, et commence par une lettre.
    [twice] { $name } : « { $value } » figure deux fois.
    [language] { $name } n'a pas de texte dans la langue { $value }.
    [empty] { $name } a un texte vide dans la langue { $value }.
    [long] { $name } a un texte de plus de 300 caractères dans la langue { $value }.
    [no-language] { $name } : il faut au moins une langue.
    [choices] { $name } : un champ du genre choice demande au moins deux choix, et lui seul en a.
    [source] { $name } : « { $value } » n'est pas connu comme origine d'une valeur.
    [many] Il y a { $value } champs ; 40 au plus sont possibles.
   *[no-choice] { $name } : « { $value } » n'est pas un choix de ce modèle.
}
    .next = Corrigez l'entrée ; docs/LETTERS.md énumère toutes les entrées.
template-field-unused = Le champ { $name } est déclaré dans letter.toml et ne figure nulle part dans la lettre : ce qui serait saisi serait perdu.
    .next = Utilisez le champ dans letter.typ, ou retirez-le de letter.toml.
template-part-unused = letter.toml annonce { $name ->
    [reasons] des motifs
    [remedy] des voies de recours
   *[enclosures] une liste d'annexes
}, et letter.typ n'en met pas.
    .next = Utilisez « { $name } » dans letter.typ.
template-typst = { $file }, ligne { $line }, colonne { $column } (langue { $lang }) : { $detail }
    .next = Corrigez la ligne du modèle.
letter-language = Le modèle { $template } n'a pas de lettre dans la langue { $lang }.
    .next = Choisissez une des langues du modèle.
letter-missing = { $field ->
    [sender-administration] La lettre n'indique pas l'administration qui écrit.
    [addressee-name] La lettre n'a pas de destinataire.
    [addressee-address] L'adresse postale du destinataire manque.
    [subject] La lettre n'a pas d'objet.
    [signatory-name] Aucun signataire n'est indiqué.
    [reasons] Une décision défavorable doit être motivée ; il n'y a pas de motifs.
    [remedy] Une décision défavorable doit indiquer les voies de recours ; la procédure n'en nomme pas.
   *[other] « { $label } » manque.
}
    .next = Complétez la lettre ; jusque-là elle reste un projet.
letter-value = « { $label } » : « { $value } » { $kind ->
    [date] n'est pas une date. Une date se saisit comme 2026-11-22.
    [number] n'est pas un nombre entier.
    [money] n'est pas un montant. Un montant se saisit comme 1234.50.
    [choice] n'est pas un des choix.
    [yes_no] n'est ni true ni false.
   *[line] a plus d'une ligne, ou plus de 300 caractères.
}
    .next = Corrigez la valeur.
letter-field-unknown = Le modèle { $template } n'a pas de champ { $field }.
    .next = Voyez les champs du modèle : greffe letter templates.
letter-character = Le caractère { $code } dans « { $field } » ne se trouve dans aucune police des lettres.
    .next = Écrivez-le en lettres latines, grecques ou cyrilliques. Des signes invisibles viennent d'un texte collé : saisissez-le à nouveau.
letter-too-long = La lettre est trop longue : { $found } { $what ->
    [pages] pages
   *[characters] caractères
}, au plus { $limit } sont possibles.
    .next = Mettez les longues listes et les longs textes en annexe.
letter-timed-out = Le modèle { $template } a pris plus de { $seconds } secondes et a été abandonné.
    .next = Retirez du modèle les boucles dans des boucles, ou raccourcissez la lettre.
letter-engine-stuck = { $running } lettres abandonnées occupent encore l'ordinateur ; pour l'instant, aucune autre n'est composée.
    .next = Fermez le programme et relancez-le, et corrigez le modèle.
letter-engine-stopped = La composition s'est arrêtée au milieu du modèle { $template }.
    .next = Essayez le modèle avec greffe letter check ; s'il passe, prévenez les auteurs de Greffe.
