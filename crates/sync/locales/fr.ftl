# Réseau et plateforme
platform-unreachable = La plateforme { $host } est injoignable.
    .next = Vérifiez le réseau. Votre travail reste dans la boîte d’envoi et partira à la prochaine synchronisation.
platform-tls-untrusted = Le certificat de la plateforme { $host } n’est pas digne de confiance : rien n’a été envoyé.
    .next = Adressez-vous au service informatique. L’adresse est peut-être fausse, l’horloge de cet ordinateur déréglée, ou quelqu’un écoute.
platform-failed = La plateforme { $host } est en panne (erreur { $status }).
    .next = Votre travail reste dans la boîte d’envoi. Réessayez plus tard ; si cela dure, avertissez le service informatique.
platform-answer-garbage = Ce qui répond à { $host } n’est pas une plateforme Greffe.
    .next = Vérifiez l’adresse. Sur un réseau invité, connectez-vous-y d’abord. Votre travail reste dans la boîte d’envoi.
platform-silent = La plateforme { $host } ne répond pas.
    .next = Votre travail reste dans la boîte d’envoi. Réessayez plus tard.
platform-busy = La plateforme { $host } est occupée et demande d’attendre { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }.
    .next = Votre travail reste dans la boîte d’envoi et partira plus tard.
platform-full = La plateforme { $host } n’a plus de place.
    .next = Avertissez le service informatique. Votre travail reste dans la boîte d’envoi.
platform-refused = La plateforme a refusé (code { $code }).
    .next = Communiquez ce code au service informatique.
desk-unauthorised = La plateforme { $host } n’accepte pas ce poste.
    .next = Inscrivez le poste à nouveau avec un code de votre administrateur. Votre travail reste dans la boîte d’envoi.
desk-revoked = Ce poste a été révoqué sur la plateforme { $host }.
    .next = Adressez-vous à votre administrateur. Votre travail reste sur ce poste.
desk-clock-wrong = L’horloge de cet ordinateur diffère de celle de la plateforme { $host }.
    .next = Réglez la date et l’heure de cet ordinateur, puis synchronisez à nouveau. Votre travail reste dans la boîte d’envoi.
desk-forbidden = Ce poste n’a pas le droit de faire cela sur la plateforme.
    .next = Adressez-vous à votre administrateur.
desk-unknown = La plateforme ne connaît pas ce poste.
    .next = Inscrivez le poste avec un code de votre administrateur.
protocol-too-old = Ce poste est trop ancien pour la plateforme { $host }.
    .next = Mettez Greffe à jour. Votre travail reste dans la boîte d’envoi.
enrolment-code-refused = La plateforme { $host } n’accepte pas ce code d’inscription.
    .next = Retapez-le tel qu’il vous a été donné. Un code sert une fois et pendant un jour ; demandez-en un nouveau à votre administrateur.

# Une opération
identifier-taken = Cet identifiant est déjà enregistré avec un autre fichier. La plateforme a déclenché une alarme.
    .next = Ne remettez pas le document. Avertissez votre administrateur.
operation-reused = La plateforme a déjà reçu autre chose sous cette opération.
    .next = Avertissez le service informatique ; le document n’a pas été enregistré.
blob-missing = La plateforme n’a pas encore le fichier.
    .next = Synchronisez à nouveau.
digest-mismatch = Les octets du fichier ont changé en route ou sur l’une des deux machines. Ils n’ont pas été acceptés.
    .next = Réessayez. Si cela se reproduit, vérifiez l’intégrité du poste.
checksum-mismatch = Une partie du fichier est arrivée abîmée.
    .next = Elle sera renvoyée à la prochaine synchronisation.
offset-mismatch = L’envoi en est à un autre point que ce poste ne le pensait.
    .next = Il continuera à la prochaine synchronisation.
upload-unknown = La plateforme ne connaît plus cet envoi.
    .next = Il recommencera à la prochaine synchronisation.
original-too-large = Le fichier dépasse la taille acceptée par la plateforme.
    .next = Réduisez le PDF ou adressez-vous au service informatique.
original-taken = Ce fichier même est déjà enregistré sur la plateforme, sous un autre identifiant.
    .next = Adressez-vous à votre administrateur : un original s’enregistre une seule fois. Pour le remplacer, scellez à nouveau le document.
original-seal-foreign = Le fichier n’est pas scellé par un certificat que la plateforme connaît comme étant celui de votre administration.
    .next = Scellez-le avec le sceau de votre administration. S’il est nouveau, demandez à l’exploitant de la plateforme d’enregistrer son certificat.
original-not-sealed = Le fichier ne porte pas de sceau. La plateforme n’accepte que des originaux scellés.
    .next = Scellez le document, puis synchronisez.
original-seal-broken = Le sceau du fichier est rompu.
    .next = Scellez à nouveau le document à partir de sa version sans sceau.
original-changed-after-seal = Le fichier a été modifié après l’apposition du sceau.
    .next = Scellez à nouveau le document à partir de sa version sans sceau.
original-unreadable = La plateforme ne peut pas lire le fichier comme PDF.
    .next = Vérifiez le document, puis scellez-le à nouveau.
request-invalid = La plateforme n’a pas accepté cette demande : une partie manque ou est fausse, ou la plateforme porte une autre adresse que celle qui a été utilisée.
    .next = Écrivez l’adresse de la plateforme comme votre administrateur l’a donnée ; sinon, avertissez le service informatique.
original-damaged = La copie conservée par la plateforme est abîmée. Elle n’est pas délivrée.
    .next = La plateforme a déclenché une alarme. Avertissez le service informatique.
superseded-unknown = Le document en remplace un que votre administration n’a pas enregistré sur la plateforme.
    .next = Synchronisez d’abord le document remplacé, puis réessayez.
original-revoked = Le document a été révoqué par son autorité.
    .next = Ouvrez sa page de vérification pour en connaître la raison.

# Ce poste
device-key-damaged = La clé de ce poste est inutilisable.
    .next = Inscrivez le poste à nouveau avec un nouveau code.
platform-certificates-unreadable = Les certificats de la plateforme sont illisibles.
    .next = Demandez au service informatique le fichier des certificats de la plateforme (PEM).
sync-cancelled = La synchronisation a été arrêtée.
    .next = Ce qui est parti est parti ; le reste partira à la prochaine synchronisation.
desk-blob-unreadable = Le fichier conservé sur ce poste ne peut pas être lu jusqu’au bout.
    .next = Vérifiez l’intégrité du poste et avertissez le service informatique. Le document n’a pas été envoyé.

sign-in-not-offered = Les personnes ne se connectent pas sur cette plateforme.
    .next = Il n’y a rien à faire : le poste agit dans les rôles qui lui ont été donnés.
sign-in-needed = La plateforme demande que quelqu’un soit connecté sur ce poste. Rien n’est perdu : ce qui attend partira ensuite.
    .next = Connectez-vous dans les réglages (ou avec greffe sign-in), puis synchronisez.
sign-in-refused = La connexion a été refusée.
    .next = Réessayez une fois ; si cela persiste, adressez-vous à votre administrateur.
sign-in-over = La connexion a pris trop de temps ou a déjà servi.
    .next = Recommencez-la.
sign-in-nobody = La personne connectée n’est pas enregistrée comme travaillant sur ce poste.
    .next = Connectez-vous avec votre propre compte, ou demandez à votre administrateur de vous enregistrer pour ce poste.
sign-in-issuer = Le service de connexion de votre administration est injoignable ou répond mal.
    .next = Vérifiez le réseau et réessayez plus tard.
sign-in-no-listener = Cet ordinateur ne laisse pas le navigateur revenir au poste.
    .next = Autorisez les connexions de cet ordinateur vers lui-même (127.0.0.1) et réessayez.
