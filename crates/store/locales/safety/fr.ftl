# Accès, sauvegardes, ancre du journal.
passphrase-weak = Cette phrase secrète se devine trop facilement.
  .next = Choisissez plusieurs mots sans rapport entre eux, ou une suite que personne ne connaît.
passphrase-one-time = Cette phrase secrète vous a été remise pour la première ouverture seulement.
  .next = Choisissez la vôtre pour ouvrir le poste.
passphrase-same = La nouvelle phrase secrète est celle qui vous a été remise.
  .next = Choisissez-en une que vous êtes seul à connaître.
person-unknown = Personne ne correspond à { $person } sur ce poste.
  .next = Choisissez une personne de la liste.
person-name-taken = { $person } travaille déjà sur ce poste.
  .next = Ajoutez au nom ce qui distingue les deux personnes.
person-has-left = { $person } ne travaille plus sur ce poste.
  .next = Demandez l'accès à l'administrateur du poste.
person-registered = C'est la plateforme qui dit ce que { $person } peut faire : rien n'en est changé ici.
  .next = Demandez d'autres rôles, un autre service ou la fin de cette inscription à l'exploitant de la plateforme ; cela vaut ici dès la prochaine synchronisation.
access-missing = { $person } n'a pas d'accès à ce poste.
  .next = Demandez une phrase secrète à usage unique à l'administrateur du poste.
access-last = L'accès de { $person } est le dernier : sans lui, personne n'ouvrirait plus le poste.
  .next = Donnez d'abord accès à une autre personne, qui choisira sa phrase secrète.
administrator-last = { $person } est la dernière personne qui administre ce poste.
  .next = Donnez d'abord ce rôle à une autre personne.
recovery-key-length = La clé de secours a 40 caractères ; { $found } ont été saisis.
  .next = Saisissez les huit groupes de cinq caractères comme ils sont imprimés.
recovery-key-group = Le groupe { $group } de la clé de secours contient une faute de frappe.
  .next = Comparez ce groupe avec le papier. Les signes 0, O, 1, I et L n'y figurent jamais.
recovery-key-wrong = Cette clé de secours n'ouvre pas ce poste.
  .next = Vérifiez qu'il s'agit de la dernière clé imprimée pour ce poste ; une plus ancienne ne vaut plus.
recovery-key-missing = Aucune clé de secours n'a été établie pour ce poste.
  .next = Demandez à une personne qui peut l'ouvrir de vous donner une phrase secrète à usage unique.
keychain-unavailable = Le trousseau de cet ordinateur ne peut pas être utilisé : { $detail }
  .next = Ouvrez le poste avec votre phrase secrète.
keychain-empty = Le trousseau de cet ordinateur ne garde aucune clé pour vous sur ce poste.
  .next = Ouvrez le poste avec votre phrase secrète.
keychain-locked = Le trousseau de cet ordinateur est verrouillé.
  .next = Déverrouillez le trousseau dans les réglages de votre session, ou ouvrez le poste avec votre phrase secrète.
keychain-other = La clé que garde le trousseau n'ouvre pas ce poste : son fichier key.json a été remplacé.
  .next = Ouvrez le poste avec votre phrase secrète, puis désactivez et réactivez le trousseau sur cet ordinateur.
journal-older-than-anchor = La base de données est plus ancienne que ce poste : son journal a { $found } lignes, { $anchored } étaient déjà inscrites.
  .next = Remettez la base la plus récente, ou restaurez une sauvegarde dans un nouvel emplacement. Si la perte est voulue, un administrateur peut l'accepter.
journal-not-anchored = La ligne { $sequence } du journal n'est pas celle qui y avait été inscrite : la base de données a été échangée.
  .next = Gardez une copie de l'emplacement tel quel, restaurez la dernière sauvegarde dans un nouvel emplacement et prévenez votre responsable.
journal-anchor-missing = L'ancre du journal manque à côté de la base de données ; un retour en arrière ne serait plus remarqué.
  .next = Si vous ne l'avez pas enlevée vous-même, comparez avec la dernière sauvegarde. Elle est refaite à la prochaine ouverture.
journal-anchor-damaged = L'ancre du journal a été modifiée.
  .next = Comparez avec la dernière sauvegarde ; un administrateur peut ensuite accepter l'état actuel.
backup-not-set = Aucun emplacement n'est choisi pour les sauvegardes.
  .next = Choisissez un emplacement sur un autre disque.
backup-inside = L'emplacement { $folder } fait partie du poste lui-même.
  .next = Choisissez un emplacement en dehors du poste, de préférence sur un autre disque.
backup-running = Une sauvegarde est déjà en cours à cet endroit.
  .next = Attendez qu'elle soit finie.
backup-damaged = La sauvegarde { $folder } est endommagée : { $detail }.
  .next = Rien n'a été changé. Faites une nouvelle sauvegarde, ou prenez-en une plus ancienne.
backup-unknown = L'emplacement { $folder } n'est pas une sauvegarde de Greffe.
  .next = Choisissez une sauvegarde de la liste.
backup-newer = La sauvegarde { $folder } a été faite par une version plus récente de Greffe.
  .next = Mettez Greffe à jour sur cet ordinateur.
restore-not-empty = On ne restaure que dans un emplacement nouveau ou vide ; { $folder } contient déjà quelque chose.
  .next = Choisissez un autre emplacement. Un poste existant n'est jamais écrasé.
journal-export-damaged = L'extrait du journal ne tient pas, ligne { $line } : { $detail ->
    [line] la ligne n'est pas lisible
    [entry] l'inscription a été modifiée
    [order] des inscriptions manquent ou sont déplacées
    [chain] l'inscription ne suit pas la précédente
    [end] la fin de l'extrait manque
   *[signature] la signature n'est pas valable
  }.
  .next = Demandez un nouvel extrait à ceux qui tiennent le poste, et signalez-leur celui-ci.
journal-export-other-key = L'extrait du journal est signé par une autre clé : { $found }.
  .next = Comparez l'empreinte avec celle que le poste affiche.
restore-running = Un autre programme restaure en ce moment dans { $folder }.
  .next = Attendez qu’il ait terminé.
desk-wiped = Votre administration a révoqué ce poste et en a fait supprimer les clés et le contenu (annoncé par { $platform }).
  .next = Demandez un nouveau poste à votre administration ; ce qui a été enregistré auparavant se trouve sur la plateforme.
desk-locked-by-administration = Votre administration a révoqué ce poste, qui s’est verrouillé (annoncé par { $platform }). Rien n’a été supprimé.
  .next = Adressez-vous à votre administration. La personne qui détient la clé de secours peut ouvrir le poste avec celle-ci.
restore-interrupted = La restauration d’une sauvegarde dans { $folder } a été interrompue. La sauvegarde est inchangée.
  .next = Restaurez-la de nouveau ; ce qui est resté sera supprimé.
