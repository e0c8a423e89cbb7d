# Textes du domaine: dossier.
history-dossier-renumbered = Renumérotée : { $old } est devenue { $new } ({ $reason })
history-dossier-subject-changed = Objet « { $old } » devenu « { $new } »
history-dossier-classified = Classement { $old } devenu { $new }
history-dossier-tags-changed = Mots-clés « { $old } » devenus « { $new } »
history-dossier-confidentiality-set = Accès : { $new ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  }, personnes nommées : { $people }
history-dossier-confidentiality-changed = Accès { $old ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  } (« { $old-people } ») devenu { $new ->
    [internal] interne
    [restricted] restreint
   *[other] confidentiel
  } (« { $people } »)
history-dossier-access-granted = Accès donné à { $person } par l’administration du poste : { $reason }
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
history-dossier-unlinked = Lien retiré : { $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  } { $reference }
history-dossier-unlinked-from = Lien de { $reference } retiré ({ $link ->
    [follows] fait suite à
    [parent] fait partie de
   *[other] concerne
  })
history-dossier-state-changed = État « { $old } » devenu « { $new } »
history-dossier-closed = Dossier { $reference } clos. { $reason }
history-dossier-reopened = Dossier { $reference } rouvert : { $reason }
history-party-added = Partie ajoutée : { $name }, { $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }
history-party-changed = Partie « { $old } » ({ $old-role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }) devenue « { $new } » ({ $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  })
history-party-removed = Partie retirée : { $name }, { $role ->
    [applicant] demandeur
    [addressee] destinataire
   *[other] tiers
  }
history-numbering-set = Numérotation { $old } devenue { $new } (code { $code }, numéros { $range })
history-classification-imported = Plan de classement repris : { $count } codes
help-dossier-edit = Modifier l’objet, le classement ou les mots-clés
help-dossier-confidentiality = Dire qui peut voir un dossier
help-dossier-grant = Donner accès à un dossier que plus personne ne peut voir (administrateur)
help-dossier-state = Amener un dossier à un autre état de sa procédure
help-dossier-close = Clore un dossier ; dit tout ce qui l’empêche
help-dossier-renumber = Donner au dossier une autre référence de ce poste, parce que la sienne est prise ailleurs
help-dossier-reopen = Rouvrir un dossier clos
help-dossier-link = Lier un dossier à un autre
help-dossier-unlink = Retirer un lien
help-dossier-add-party = Ajouter une partie
help-dossier-change-party = Modifier une partie
help-dossier-remove-party = Retirer une partie
help-dossier-history = Le journal d’un dossier, même de ceux dont on ne voit pas le contenu (auditeur)
help-classification = Le plan de classement
help-classification-list = Montrer le plan et combien de dossiers portent chaque code
help-classification-import = Remplacer le plan par celui d’un tableau CSV (administrateur)
help-numbering = Montrer ou fixer comment ce poste numérote ses dossiers (administrateur)
arg-new-subject = Nouvel objet
arg-classification = Code du plan de classement
arg-no-classification = Retirer le code
arg-tag = Mot-clé à ajouter ; répétable
arg-remove-tag = Mot-clé à retirer ; répétable
arg-level-of-access = internal, restricted (le service et les personnes nommées) ou confidential (les personnes nommées)
arg-named = Personne nommée, par son nom ou son id ; répétable
arg-to-person = La personne, par son nom ou son id
arg-why = Motif, gardé dans le journal
arg-to-state = Clé de l’état
arg-remark = Comment l’affaire s’est terminée
arg-check = Dire seulement ce qui empêche de clore
arg-link-kind = follows (fait suite à), concerns (concerne) ou parent (fait partie de)
arg-other = L’autre dossier, par sa référence ou son id
arg-party = Id de la partie
arg-party-role = applicant (demandeur), addressee (destinataire) ou third (tiers)
arg-contact = Id du contact dans le répertoire
arg-party-name = Nom ; « legal: » devant pour une personne morale
arg-table = Fichier CSV
arg-pattern = Modèle des références : {"{"}year{"}"}, {"{"}office{"}"}, {"{"}number:6{"}"} et {"{"}desk{"}"}
arg-desk-code = Code de ce poste, unique dans le service
arg-no-desk-code = Retirer le code du poste
arg-first = Premier numéro de ce poste
arg-last = Dernier numéro de ce poste
arg-no-last = Sans dernier numéro
value-level-of-access = ACCÈS
value-state = ÉTAT
value-link-kind = LIEN
value-party = PARTIE
value-contact = CONTACT
value-pattern = MODÈLE
field-office = Service
field-state = Étape
field-next-states = Peut suivre
field-classification = Classement
field-access = Accès
field-named = Personnes nommées
field-tags = Mots-clés
field-closed-on = Clos le
field-pattern = Modèle
field-desk-code = Code du poste
field-range = Numéros
access-internal = interne
access-restricted = restreint
access-confidential = confidentiel
link-follows = Fait suite à
link-concerns = Concerne
link-parent = Fait partie de
link-follows-from = Suivi par
link-concerns-from = Concerné par
link-parent-from = Contient
dossier-edited = Dossier { $reference } modifié.
dossier-moved = Dossier { $reference } : { $state }.
dossier-is-closed = Dossier { $reference } clos.
dossier-may-close = Rien n’empêche de clore le dossier.
dossier-kept-back = Le dossier { $reference } reste comme il est :
dossier-renumbered = Le dossier porte désormais la référence { $reference } ; l'ancienne y mène toujours.
dossier-reopened = Dossier { $reference } rouvert.
access-granted = { $person } peut voir le dossier { $reference }.
table-imported = { $count } lignes reprises.
table-refused = Rien n’a été repris ; lignes fautives : { $count }
table-line = Ligne { $line }
plan-none = Aucun plan de classement n’a été repris.
plan-retired = (retiré)
numbering-alone = Ce poste n’a ni code ni plage : aucun autre poste ne doit numéroter pour ce service.
