# Texts of the area: dossier.
history-dossier-renumbered = Renumbered: { $old } became { $new } ({ $reason })
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
help-dossier-edit = Change subject, classification or tags
help-dossier-confidentiality = Say who may see a dossier
help-dossier-grant = Give access to a dossier that nobody can see any more (administrator)
help-dossier-state = Move a dossier to another state of its procedure
help-dossier-close = Close a dossier; says everything that keeps it open
help-dossier-renumber = Give the dossier another reference of this desk, because its own is taken elsewhere
help-dossier-reopen = Reopen a closed dossier
help-dossier-link = Link a dossier with another
help-dossier-unlink = Take a link away
help-dossier-add-party = Add a party
help-dossier-change-party = Change a party
help-dossier-remove-party = Remove a party
help-dossier-history = The journal of a dossier, also of one whose content is not seen (auditor)
help-classification = The classification plan
help-classification-list = Show the plan and how many dossiers carry each code
help-classification-import = Replace the plan with that of a CSV table (administrator)
help-numbering = Show or set how this desk numbers its dossiers (administrator)
arg-new-subject = New subject
arg-classification = Code of the classification plan
arg-no-classification = Take the code away
arg-tag = Tag to add; may be repeated
arg-remove-tag = Tag to take away; may be repeated
arg-level-of-access = internal, restricted (the office and who is named) or confidential (who is named)
arg-named = Person named, by name or id; may be repeated
arg-to-person = The person, by name or id
arg-why = Reason, kept in the journal
arg-to-state = Key of the state
arg-remark = How the matter ended
arg-check = Only say what keeps it from being closed
arg-link-kind = follows, concerns, or parent (lies within)
arg-other = The other dossier, by reference or id
arg-party = Id of the party
arg-party-role = applicant, addressee or third
arg-contact = Id of the contact in the directory
arg-party-name = Name; “legal:” in front for a legal person
arg-table = CSV file
arg-pattern = Pattern of references: {"{"}year{"}"}, {"{"}office{"}"}, {"{"}number:6{"}"} and {"{"}desk{"}"}
arg-desk-code = Code of this desk, unique in the office
arg-no-desk-code = Take the desk’s code away
arg-first = First number of this desk
arg-last = Last number of this desk
arg-no-last = No last number
value-level-of-access = ACCESS
value-state = STATE
value-link-kind = LINK
value-party = PARTY
value-contact = CONTACT
value-pattern = PATTERN
field-office = Office
field-state = State
field-next-states = May follow
field-classification = Classification
field-access = Access
field-named = People named
field-tags = Tags
field-closed-on = Closed on
field-pattern = Pattern
field-desk-code = Desk’s code
field-range = Numbers
access-internal = internal
access-restricted = restricted
access-confidential = confidential
link-follows = Follows
link-concerns = Concerns
link-parent = Lies within
link-follows-from = Followed by
link-concerns-from = Concerned by
link-parent-from = Contains
dossier-edited = Dossier { $reference } changed.
dossier-moved = Dossier { $reference }: { $state }.
dossier-is-closed = Dossier { $reference } closed.
dossier-may-close = Nothing keeps the dossier from being closed.
dossier-kept-back = The dossier { $reference } stays as it is:
dossier-renumbered = The dossier is now { $reference }; its former reference still leads to it.
dossier-reopened = Dossier { $reference } reopened.
access-granted = { $person } may see the dossier { $reference }.
table-imported = { $count } lines taken over.
table-refused = Nothing was taken over; faulty lines: { $count }
table-line = Line { $line }
plan-none = No classification plan was imported.
plan-retired = (retired)
numbering-alone = This desk has neither code nor range: no other desk may number for this office.
