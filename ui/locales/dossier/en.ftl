# Texts of the area: dossier.
history-dossier-subject-changed = Subject “{ $old }” changed to “{ $new }”
history-dossier-classified = Classification { $old } changed to { $new }
history-dossier-tags-changed = Tags “{ $old }” changed to “{ $new }”
history-dossier-confidentiality-set = Access: { $new ->
    [internal] internal
    [restricted] restricted
   *[other] confidential
  }, people named: { $people }
history-dossier-confidentiality-changed = Access { $old ->
    [internal] internal
    [restricted] restricted
   *[other] confidential
  } (“{ $old-people }”) changed to { $new ->
    [internal] internal
    [restricted] restricted
   *[other] confidential
  } (“{ $people }”)
history-dossier-access-granted = Access given to { $person } by the desk’s administrator: { $reason }
history-dossier-linked = This dossier { $link ->
    [follows] follows
    [parent] lies within
   *[other] concerns
  } { $reference }
history-dossier-linked-from = The dossier { $reference } { $link ->
    [follows] follows
    [parent] lies within
   *[other] concerns
  } this one
history-dossier-unlinked = Link taken away: { $link ->
    [follows] follows
    [parent] lies within
   *[other] concerns
  } { $reference }
history-dossier-unlinked-from = Link from { $reference } taken away ({ $link ->
    [follows] follows
    [parent] lies within
   *[other] concerns
  })
history-dossier-state-changed = State “{ $old }” changed to “{ $new }”
history-dossier-closed = Dossier { $reference } closed. { $reason }
history-dossier-reopened = Dossier { $reference } reopened: { $reason }
history-party-added = Party added: { $name }, { $role ->
    [applicant] applicant
    [addressee] addressee
   *[other] third party
  }
history-party-changed = Party “{ $old }” ({ $old-role ->
    [applicant] applicant
    [addressee] addressee
   *[other] third party
  }) changed to “{ $new }” ({ $role ->
    [applicant] applicant
    [addressee] addressee
   *[other] third party
  })
history-party-removed = Party removed: { $name }, { $role ->
    [applicant] applicant
    [addressee] addressee
   *[other] third party
  }
history-numbering-set = Numbering { $old } changed to { $new } (code { $code }, numbers { $range })
history-classification-imported = Classification plan imported: { $count } codes
