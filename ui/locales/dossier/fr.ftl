# Textes du domaine: dossier.
history-dossier-subject-changed = Objet « { $old } » devenu « { $new } »
history-dossier-classified = Classement { $old } devenu { $new }
history-dossier-tags-changed = Mots-clés « { $old } » devenus « { $new } »
history-dossier-confidentiality-set = Accès : { $new ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  }, personnes nommées : { $people }
history-dossier-confidentiality-changed = Accès { $old ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  } (« { $old-people } ») devenu { $new ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  } (« { $people } »)
history-dossier-access-granted = Accès donné à { $person } par l’administration du poste : { $reason }
history-dossier-linked = Ce dossier { $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  } { $reference }
history-dossier-linked-from = Le dossier { $reference } { $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  } celui-ci
history-dossier-unlinked = Lien retiré : { $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  } { $reference }
history-dossier-unlinked-from = Lien de { $reference } retiré ({ $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  })
history-dossier-state-changed = État « { $old } » devenu « { $new } »
history-dossier-closed = Dossier { $reference } clos. { $reason }
history-dossier-reopened = Dossier { $reference } rouvert : { $reason }
history-party-added = Partie ajoutée : { $name }, { $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }
history-party-changed = Partie « { $old } » ({ $old-role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }) devenue « { $new } » ({ $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  })
history-party-removed = Partie retirée : { $name }, { $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }
history-numbering-set = Numérotation { $old } devenue { $new } (code { $code }, numéros { $range })
history-classification-imported = Plan de classement repris : { $count } codes
tags = Mots-clés
tags-change = Modifier les mots-clés
tag-add = Ajouter un mot-clé
tag-hint = Plusieurs mots-clés sont séparés par des virgules.
tag-remove = Retirer le mot-clé « { $tag } »
classification = Classement
confidentiality = Confidentialité
class-change = Modifier le classement
class-none = Sans classement
class-free-hint = Le poste n’a pas de plan de classement : écrivez le code.
access-internal = Interne
access-restricted = Restreint
access-confidential = Confidentiel
access-internal-long = Interne : toute l’administration
access-restricted-long = Restreint : le service et les personnes nommées
access-confidential-long = Confidentiel : les personnes nommées seulement
access-change = Qui peut voir ce dossier
access-change-text = Qui ne peut pas voir un dossier ne le trouve nulle part, pas même dans les recherches.
access-named = Personnes nommées
access-named-hint = Vous l’êtes toujours vous-même.
dossier-identity = Identité du dossier
dossier-closed-since = Dossier clos le { $moment }.
dossier-read-only = Il ne peut plus être modifié.
dossier-close = Clore…
dossier-close-title = Clore le dossier { $reference }
dossier-close-back = Revenir au dossier
dossier-close-text = Le dossier devient une archive : plus rien n’y change, sauf si quelqu’un le rouvre avec un motif.
dossier-close-remark = Comment l’affaire s’est terminée
dossier-close-confirm = Clore le dossier
dossier-close-blocked = { $count ->
    [one] Une chose empêche de clore.
   *[other] { $count } choses empêchent de clore.
  }
dossier-is-closed = Dossier { $reference } clos.
dossier-reopen = Rouvrir…
dossier-reopen-text = Le motif reste au journal, avec votre nom.
dossier-reopen-confirm = Rouvrir le dossier
dossier-is-reopened = Dossier { $reference } rouvert.
dossier-more-fields = Mots-clés, confidentialité, référence
received-on = Reçu le
subject-change = Modifier l’objet
edit-fact = Modifier : { $fact }
state-next = Passer à :
state-changed = Le dossier est maintenant « { $state } ».
state-kept-back = Le dossier ne peut pas encore passer à « { $state } » :
blocker-to-documents = Voir les documents
blocker-to-deadlines = Voir les délais
tab-work = Tâches et notes
tab-deadlines = Délais
tab-parties = Parties et liens
documents-older = Afficher des documents plus anciens
history-older-lines = Afficher ce qui précède
history-other = Autre inscription : { $kind }
party-add = Ajouter une partie
party-change = Modifier la partie
party-change-of = Modifier { $name }
party-name = Nom
party-role = Rôle
party-kept = « { $name } » est partie au dossier.
party-removed = « { $name } » n’est plus partie au dossier.
party-remove = Retirer
party-remove-title = Retirer { $name }
party-remove-text = Le contact reste dans le répertoire ; l’historique garde la partie.
party-current-name = aujourd’hui « { $name } »
party-not-in-directory = pas dans le répertoire
party-into-directory = Ajouter au répertoire
party-into-directory-hint = Pour retrouver la personne dans d’autres dossiers.
links = Dossiers liés
links-none = Aucun lien.
link-add = Lier un dossier
link-confirm = Lier
link-kind = Ce dossier
link-target = Autre dossier
link-target-hint = Référence ou mots ; choisissez dans la liste.
link-target-missing = Choisissez un dossier dans la liste.
link-kept = Les dossiers sont liés.
link-removed = Le lien est retiré.
link-remove = Retirer le lien
link-remove-title = Retirer le lien avec { $reference }
link-follows = fait suite à
link-followed-by = est suivi de
link-concerns = concerne
link-concerned-by = est concerné par
link-within = fait partie de
link-contains = contient
do-change = Modifier
do-remove = Retirer
is-kept = Modification enregistrée.
history-document-text-read = Texte de « { $title } », version { $version }, lu
history-desk-created = Poste créé pour { $administration }
history-desk-enrolled = Poste inscrit auprès de { $platform }
history-person-signed-in = { $name } : connexion à la plateforme
history-person-signed-out = Déconnexion de la plateforme
history-visible-seal-set = Sceaux visibles : { $on } (signataire { $signer })
history-device-key-made = Clé du poste créée
history-levels-set = Niveaux des sceaux fixés : { $level } ; horodatages de { $authorities }
history-document-augmented = Original « { $title } » complété au niveau { $level }
history-augmentation-missed = Original « { $title } » pas encore complété au niveau { $wanted } ({ $code })
history-original-sent-as-is = Original « { $title } » envoyé au niveau { $level }, sans { $wanted }
history-original-queued-again = Original « { $title } » remis en file d’envoi
history-restore-leftover-removed = Le reste d’une restauration interrompue dans { $folder } a été supprimé
history-passphrase-changed = Phrase secrète changée
history-unrecorded-content-removed = { $count } contenus jamais enregistrés supprimés
numbering = Numérotation des dossiers
numbering-text = Deux postes d’un même service, hors ligne tous les deux, ne doivent jamais donner le même numéro.
numbering-pattern = Modèle de référence
numbering-pattern-hint = Entre accolades : year, office, desk, number:6 (six chiffres).
numbering-code = Code de ce poste
numbering-code-hint = Au plus 4 lettres ou chiffres ; le modèle doit le montrer.
numbering-first = Premier numéro
numbering-last = Dernier numéro
numbering-sample = Premier dossier de l’année :
numbering-collision = Un second poste du même service pourrait donner les mêmes numéros
numbering-collision-text = S’il y en a un, donnez à chacun son code ou sa plage de numéros.
numbering-kept = La numérotation est enregistrée.
numbering-administrators = Seule l’administration du poste peut la changer.
number-unreadable = Écrivez un nombre entier.
plan = Plan de classement
plan-none = Ce poste n’a pas de plan de classement : tout code est admis.
plan-count = { $count } codes
plan-retired = hors du plan
plan-columns = Un tableau CSV avec les colonnes code, parent, fr et, si connu, de, lb, en. Les codes que des dossiers portent restent.
plan-import = Importer un plan
plan-imported = Plan de classement repris : { $count } codes.
grant-access = Donner accès à un dossier…
grant-access-title = Donner accès à un dossier
grant-access-text = Pour un dossier que plus personne ici ne peut voir : donnez sa référence et la personne qui s’en charge. Vous n’en verrez rien vous-même ; le journal garde la raison.
grant-access-confirm = Donner accès
grant-access-done = { $name } peut voir le dossier { $reference }.
print-dossier = Imprimer tout le dossier
