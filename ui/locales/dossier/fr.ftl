# Textes du domaine: dossier.
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
