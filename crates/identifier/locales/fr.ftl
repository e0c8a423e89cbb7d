# L'identifiant imprimé et l'adresse de la plateforme.

identifier-letter-u = La lettre U n'existe dans aucun identifiant (caractère { $position }).
    .next = Relisez le papier : il s'agit le plus souvent d'un V.

identifier-bad-character = Le caractère { $character } (en position { $position }) ne peut pas figurer dans un identifiant.
    .next = Un identifiant ne contient que des chiffres et des lettres, en huit groupes de quatre. Relisez le papier et corrigez ce caractère.

identifier-length = { $count ->
        [0] Il n'y a pas d'identifiant ici : 0 caractère sur 32.
        [one] L'identifiant n'est pas de la bonne longueur : { $count } caractère au lieu de 32.
       *[other] L'identifiant n'est pas de la bonne longueur : { $count } caractères au lieu de 32.
    }
    .next = Il compte huit groupes de quatre caractères. Vérifiez s'il en manque ou s'il y en a de trop.

identifier-mistyped = L'identifiant comporte une faute de frappe ou de lecture.
    .next = { $suspicious ->
        [0] Comparez-le au papier, groupe par groupe.
        [1] Comparez-le au papier ; la faute est probablement dans le groupe { $group }.
       *[other] Comparez-le au papier ; les fautes sont probablement dans les groupes { $group } et { $other }.
    }

identifier-version-unknown = Cet identifiant est bien recopié, mais d'un genre plus récent (version { $version }) que ce logiciel ne connaît pas.
    .next = Mettez le logiciel à jour, ou ouvrez l'adresse imprimée à côté de l'identifiant.

identifier-unknown = Cet identifiant est bien formé, mais la plateforme ne connaît aucun document qui le porte.
    .next = Une faute de frappe ne peut pas en être la cause. Vérifiez l'adresse de la plateforme sur le papier ; si elle est la bonne, ne vous fiez pas à ce papier et adressez-vous à l'administration qui y est nommée.

platform-url-scheme = L'adresse de la plateforme « { $address } » ne commence pas par https://.
    .next = Écrivez-la en entier, par exemple https://verify.example.lu.

platform-url-insecure = L'adresse de la plateforme « { $address } » n'est pas chiffrée : http n'est permis que vers ce même ordinateur.
    .next = Écrivez https:// au lieu de http://.

platform-url-credentials = L'adresse de la plateforme contient un nom d'utilisateur ou un mot de passe.
    .next = Retirez tout ce qui précède le signe @.

platform-url-path = L'adresse de la plateforme « { $address } » contient plus qu'un nom de serveur et un port.
    .next = Retirez tout ce qui suit le nom du serveur et le port, par exemple https://verify.example.lu.

platform-url-host = Dans l'adresse de la plateforme, « { $host } » n'est pas un nom de serveur.
    .next = Employez des lettres sans accent, des chiffres, des traits d'union et des points, ou une adresse IP. Un nom accentué s'écrit sous sa forme xn--.

platform-url-port = Dans l'adresse de la plateforme, « { $port } » n'est pas un port.
    .next = Un port est un nombre de 1 à 65535 ; sans port, retirez aussi les deux-points.
