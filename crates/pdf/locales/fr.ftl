pdf-empty = Le fichier est vide (0 octet).
    .next = Reprenez le document à sa source : la copie ou le téléchargement a été interrompu.
pdf-not-a-pdf = { $looks ->
    [office] Le fichier est un document bureautique (Word, Excel, LibreOffice ou semblable) et non un PDF, malgré son nom.
    [old-office] Le fichier est un ancien document bureautique (Word, Excel ou semblable) et non un PDF, malgré son nom.
    [archive] Le fichier est une archive ZIP et non un PDF, malgré son nom.
    [image] Le fichier est une image et non un PDF, malgré son nom.
    [web-page] Le fichier est une page web ou du XML et non un PDF, malgré son nom.
    [rich-text] Le fichier est un document RTF et non un PDF, malgré son nom.
    [postscript] Le fichier est du PostScript et non un PDF, malgré son nom.
    [mail] Le fichier est un courriel et non un PDF, malgré son nom.
    [text] Le fichier est du texte brut et non un PDF, malgré son nom.
   *[unknown] Le fichier n’est pas un PDF, malgré son nom.
}
    .next = Ouvrez-le dans le logiciel d’origine et exportez-le en PDF.
pdf-damaged = Le PDF est endommagé : les logiciels devraient deviner son contenu, il ne peut donc pas être scellé.
    .next = Demandez une nouvelle copie, ou ouvrez-le dans un logiciel PDF, vérifiez chaque page et enregistrez-le comme nouveau PDF.
pdf-too-complex = Le PDF est plus volumineux ou plus complexe que tout document réel et n’a pas été traité.
    .next = Demandez une nouvelle copie, ou imprimez-le vers un nouveau PDF.
pdf-password-needed = Le PDF est protégé par un mot de passe.
    .next = Saisissez son mot de passe.
pdf-password-wrong = Le mot de passe n’ouvre pas le PDF.
    .next = Saisissez de nouveau le mot de passe ; majuscules et minuscules comptent.
pdf-encryption-unsupported = Le PDF est chiffré d’une manière non prise en charge (pour des certificats, par exemple).
    .next = Demandez une copie protégée par un mot de passe ou non protégée.
pdf-permissions-forbid = L’auteur du PDF ne permet ni de le modifier ni de le signer.
    .next = Saisissez le mot de passe du propriétaire, ou demandez à l’auteur une copie sans restriction.
pdf-xfa = Le PDF est un formulaire XFA : ce qui s’affiche ne se trouve pas dans ses pages, il ne peut donc pas être scellé.
    .next = Imprimez le formulaire rempli vers un nouveau PDF et scellez celui-ci.
pdf-no-pages = Le PDF n’a aucune page.
    .next = Demandez une nouvelle copie.
pdf-certified-closed = Le PDF est certifié et son auteur n’autorise aucun changement, pas même une signature de plus.
    .next = Conservez-le tel quel, ou demandez à l’auteur une version qui autorise les signatures.
pdf-certified-no-stamp = Le PDF est certifié : on peut y ajouter des signatures, mais rien dessiner sur ses pages.
    .next = Scellez-le sans timbre imprimé.
pdf-already-signed = Le PDF est déjà signé : un timbre imprimé changerait les pages qui ont été signées.
    .next = Scellez-le sans timbre imprimé, ou apposez timbre et sceau sur la version non signée.
pdf-unreadable = Le PDF n’a pas pu être lu jusqu’au bout : le disque, le lecteur ou le répertoire du réseau ne l’a pas donné en entier.
    .next = Vérifiez que le fichier s’ouvre et qu’aucun autre programme n’y écrit, copiez-le sur cet ordinateur et réessayez.
pdf-page-too-small = La première page est trop petite pour un timbre imprimé encore lisible.
    .next = Scellez-le sans timbre imprimé.
pdf-stamp-character = Le timbre ne peut pas imprimer le caractère « { $character } ».
    .next = Écrivez le nom de l’autorité ou l’adresse sans ce caractère.
pdf-qr-too-long = L’adresse de la plateforme est trop longue pour un code QR lisible.
    .next = Utilisez une adresse plus courte pour la plateforme.
pdf-signature-too-long = La signature a besoin de { $needed } octets, mais seuls { $reserved } étaient réservés dans le PDF.
    .next = Signalez cette erreur : la chaîne de certificats est peut-être inhabituellement longue.
pdf-field-unknown = Le PDF n’a pas de champ de signature nommé « { $field } ».
    .next = Vérifiez le nom (majuscules comprises) ; « greffe inspect » énumère les champs.
pdf-field-signed = Le champ de signature « { $field } » porte déjà une signature.
    .next = Choisissez un champ vide ou un nouveau champ.
pdf-field-locked = Une signature antérieure a verrouillé le champ « { $field } » : une signature de plus l’invaliderait.
    .next = Gardez le PDF tel quel, ou signez une version d’avant cette signature.
pdf-field-read-only = Le champ de signature « { $field } » ne peut pas être rempli.
    .next = Choisissez un autre champ ou un nouveau champ.
pdf-field-no-room = Le champ de signature « { $field } » n’a pas de surface visible sur une page : rien ne peut y être montré.
    .next = Signez sans apparence visible, ou dans un autre champ.
pdf-lock-conflict = Le champ de signature « { $field } » fixe déjà, autrement, les champs verrouillés après la signature.
    .next = Renoncez à votre choix de champs verrouillés, ou signez dans un nouveau champ.
pdf-seed-value = { $constraint ->
    [filter] Le champ « { $field } » exige le gestionnaire de signature « { $wanted } », qui n’est pas le nôtre.
    [sub-filter] Le champ « { $field } » exige un autre format de signature que PAdES : { $wanted }.
    [version] Le champ « { $field } » suit des règles d’une version ultérieure de PDF ({ $wanted }).
    [reasons] { $wanted ->
        [none] Le champ « { $field } » n’admet pas le motif indiqué.
       *[other] Le champ « { $field } » exige l’un de ces motifs : { $wanted }
    }
    [certification] { $wanted ->
        [none] Le champ « { $field } » exige une signature qui ne certifie pas le document.
       *[other] Le champ « { $field } » exige une certification avec l’autorisation { $wanted }.
    }
    [legal-attestation] Le champ « { $field } » exige une attestation juridique, que nous n’écrivons pas.
    [lock-document] { $wanted ->
        [true] Le champ « { $field } » exige que la signature verrouille tout le document.
       *[other] Le champ « { $field } » exige que la signature ne verrouille pas le document.
    }
    [appearance] Le champ « { $field } » exige l’apparence « { $wanted } ».
    [signature-policy] Le champ « { $field } » exige une politique de signature, que nous n’écrivons pas.
   *[other] Le champ « { $field } » exige ce qui ne peut être respecté ({ $constraint } : { $wanted }).
}
    .next = Signez comme le champ l’exige, choisissez un autre champ, ou adressez-vous à qui a préparé le document.
pdf-certify-not-first = Le PDF est déjà signé : seule la première signature peut certifier un document.
    .next = Signez sans certifier, ou certifiez la version non signée.
pdf-already-certified = Le PDF est déjà certifié.
    .next = Signez sans certifier.
pdf-certified-no-appearance = Le PDF est certifié : une nouvelle signature visible modifierait ses pages.
    .next = Signez dans un champ existant, ou de façon invisible.
pdf-page-unknown = Il n’y a pas de page { $page } : le PDF en a { $pages }.
    .next = Choisissez une page qui existe.
pdf-place-outside = L’emplacement est hors de la page, qui montre { $width } × { $height } mm.
    .next = Choisissez un emplacement dans la page.
pdf-place-too-small = L’emplacement est trop petit : il faut au moins { $width } × { $height } mm.
    .next = Choisissez un emplacement plus grand.
placeholder-not-found = Le repère « { $text } » est introuvable dans le texte du document.
    .next = Vérifiez comment le repère est écrit dans le document, ou choisissez un autre emplacement.
pdf-appearance-template = { $problem ->
    [name] Le modèle d’apparence n’a pas de nom.
    [size] La largeur et la hauteur du modèle d’apparence doivent être de 5 à 300 mm.
    [font-size] Les caractères du modèle d’apparence doivent être de 4 à 36 points, le plus petit au plus égal au plus grand.
    [image-share] L’image du modèle d’apparence peut prendre une part de 0,1 à 0,9.
    [lines] Le modèle d’apparence doit avoir de 1 à 24 lignes.
    [line] La ligne { $line } du modèle d’apparence dépasse 400 caractères, ou son échelle n’est pas entre 0,5 et 2.
    [brace] La ligne { $line } du modèle d’apparence a une accolade sans sa pareille.
    [unknown] La ligne { $line } du modèle d’apparence nomme « { $detail } », qui ne désigne rien (connus : { $names }).
   *[syntax] Le modèle d’apparence est illisible : { $detail }
}
    .next = Corrigez le modèle.
pdf-appearance-too-small = Le texte de la signature ne tient pas dans { $width } × { $height } mm, même en plus petits caractères.
    .next = Choisissez un emplacement plus grand, ou raccourcissez le texte.
pdf-image-unsupported = L’image n’est ni un PNG ni un JPEG en gris ou en RVB.
    .next = Enregistrez-la en PNG.
pdf-image-damaged = L’image est endommagée.
    .next = Enregistrez-la à nouveau à partir de sa source.
pdf-image-too-large = L’image est trop grande (plus de 8 Mo ou de 25 millions de pixels).
    .next = Enregistrez une version plus petite.
pdf-repair-nothing = Aucune page du PDF ne peut être récupérée.
    .next = Demandez une nouvelle copie.
pdf-repair-signed = Le PDF porte des signatures ({ $count }) : une copie réparée les perdrait.
    .next = Demandez une copie intacte ; à défaut, réparez avec « --forget-signatures ».
pdf-repair-encrypted = Le PDF est chiffré : une récupération ne peut savoir ce qu’elle lit.
    .next = Demandez une copie intacte, ou une copie sans mot de passe.
