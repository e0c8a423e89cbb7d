pdf-empty = Le fichier est vide (0 octet).
    .next = Reprenez le document à sa source : la copie ou le téléchargement a été interrompu.
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
pdf-damaged = Le PDF est endommagé : les logiciels devraient deviner son contenu, il ne peut donc pas être scellé.
    .next = Demandez une nouvelle copie, ou ouvrez-le dans un logiciel PDF, vérifiez chaque page et enregistrez-le comme nouveau PDF.
pdf-too-complex = Le PDF est plus volumineux ou plus complexe que tout document réel et n’a pas été traité.
    .next = Demandez une nouvelle copie, ou imprimez-le vers un nouveau PDF.
pdf-password-needed = Le PDF est protégé par un mot de passe.
    .next = Saisissez son mot de passe.
pdf-password-wrong = Le mot de passe n’ouvre pas le PDF.
    .next = Saisissez de nouveau le mot de passe ; majuscules et minuscules comptent.
pdf-encryption-unsupported = Le PDF est chiffré d’une manière non prise en charge (pour des certificats, par exemple).
    .next = Demandez une copie protégée par un mot de passe ou non protégée.
pdf-permissions-forbid = L’auteur du PDF ne permet ni de le modifier ni de le signer.
    .next = Saisissez le mot de passe du propriétaire, ou demandez à l’auteur une copie sans restriction.
pdf-xfa = Le PDF est un formulaire XFA : ce qui s’affiche ne se trouve pas dans ses pages, il ne peut donc pas être scellé.
    .next = Imprimez le formulaire rempli vers un nouveau PDF et scellez celui-ci.
pdf-no-pages = Le PDF n’a aucune page.
    .next = Demandez une nouvelle copie.
pdf-certified-closed = Le PDF est certifié et son auteur n’autorise aucun changement, pas même une signature de plus.
    .next = Conservez-le tel quel, ou demandez à l’auteur une version qui autorise les signatures.
pdf-certified-no-stamp = Le PDF est certifié : on peut y ajouter des signatures, mais rien dessiner sur ses pages.
    .next = Scellez-le sans timbre imprimé.
pdf-already-signed = Le PDF est déjà signé : un timbre imprimé changerait les pages qui ont été signées.
    .next = Scellez-le sans timbre imprimé, ou apposez timbre et sceau sur la version non signée.
pdf-unreadable = Le PDF n’a pas pu être lu jusqu’au bout : le disque, le lecteur ou le dossier réseau ne l’a pas donné en entier.
    .next = Vérifiez que le fichier s’ouvre et qu’aucun autre programme n’y écrit, copiez-le sur cet ordinateur et réessayez.
pdf-page-too-small = La première page est trop petite pour un timbre imprimé encore lisible.
    .next = Scellez-le sans timbre imprimé.
pdf-stamp-character = Le timbre ne peut pas imprimer le caractère « { $character } ».
    .next = Écrivez le nom de l’autorité ou l’adresse sans ce caractère.
pdf-qr-too-long = L’adresse de la plateforme est trop longue pour un code QR lisible.
    .next = Utilisez une adresse plus courte pour la plateforme.
pdf-signature-too-long = La signature a besoin de { $needed } octets, mais seuls { $reserved } étaient réservés dans le PDF.
    .next = Signalez cette erreur : la chaîne de certificats est peut-être inhabituellement longue.
