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
tags = Tags
tags-change = Change the tags
tag-add = Add a tag
tag-hint = Part several tags by commas.
tag-remove = Take the tag “{ $tag }” away
classification = Classification
confidentiality = Confidentiality
class-change = Change the classification
class-none = Not classified
class-free-hint = The desk has no classification plan: write the code.
access-internal = Internal
access-restricted = Restricted
access-confidential = Confidential
access-internal-long = Internal: the whole administration
access-restricted-long = Restricted: the office and the people named
access-confidential-long = Confidential: only the people named
access-change = Who may see this dossier
access-change-text = Who may not see a dossier finds it nowhere, not even by searching.
access-named = People named
access-named-hint = You yourself always are.
dossier-identity = Identity of the dossier
dossier-closed-since = Dossier closed { $moment }.
dossier-read-only = It cannot be changed any more.
dossier-close = Close…
dossier-close-title = Close the dossier { $reference }
dossier-close-back = Back to the dossier
dossier-close-text = The dossier becomes a record: nothing changes any more unless somebody reopens it with a reason.
dossier-close-remark = How the matter ended
dossier-close-confirm = Close the dossier
dossier-close-blocked = { $count ->
    [one] One thing keeps it from being closed.
   *[other] { $count } things keep it from being closed.
  }
dossier-is-closed = Dossier { $reference } closed.
dossier-reopen = Reopen…
dossier-reopen-text = The reason stays in the journal, with your name.
dossier-reopen-confirm = Reopen the dossier
dossier-is-reopened = Dossier { $reference } reopened.
dossier-more-fields = Tags, confidentiality, reference
received-on = Received on
subject-change = Change the subject
edit-fact = Change: { $fact }
state-next = Move on to:
state-changed = The dossier is now “{ $state }”.
state-kept-back = The dossier cannot move on to “{ $state }” yet:
blocker-to-documents = See the documents
blocker-to-deadlines = See the deadlines
tab-work = Tasks and notes
tab-deadlines = Deadlines
tab-parties = Parties and links
documents-older = Show older documents
history-older-lines = Show what came before
history-other = Another line: { $kind }
party-add = Add a party
party-change = Change the party
party-change-of = Change { $name }
party-name = Name
party-role = Role
party-kept = “{ $name }” is a party of the dossier.
party-removed = “{ $name }” is no longer a party of the dossier.
party-remove = Take away
party-remove-title = Take { $name } away
party-remove-text = The contact stays in the directory; the history keeps the party.
party-current-name = today “{ $name }”
party-not-in-directory = not in the directory
party-into-directory = Add to the directory
party-into-directory-hint = So that the person is found for other dossiers.
links = Linked dossiers
links-none = No links.
link-add = Link a dossier
link-confirm = Link
link-kind = This dossier
link-target = Other dossier
link-target-hint = Reference or words; choose from the list.
link-target-missing = Choose a dossier from the list.
link-kept = The dossiers are linked.
link-removed = The link is taken away.
link-remove = Take the link away
link-remove-title = Take the link with { $reference } away
link-follows = follows
link-followed-by = is followed by
link-concerns = concerns
link-concerned-by = is concerned by
link-within = lies within
link-contains = contains
do-change = Change
do-remove = Take away
is-kept = Change saved.
history-document-text-read = Text of “{ $title }”, version { $version }, read
history-desk-created = Desk created for { $administration }
history-desk-enrolled = Desk enrolled with { $platform }
history-person-signed-in = { $name } signed in at the platform
history-person-signed-out = Signed out from the platform
history-visible-seal-set = Visible seals: { $on } (signer { $signer })
history-device-key-made = Device key made
history-levels-set = Levels of seals set: { $level }; time-stamps from { $authorities }
history-document-augmented = Original “{ $title }” augmented to { $level }
history-augmentation-missed = Original “{ $title }” not augmented to { $wanted } yet ({ $code })
history-original-sent-as-is = Original “{ $title }” is sent at { $level }, without { $wanted }
history-original-queued-again = Original “{ $title }” is sent again
history-restore-leftover-removed = What an interrupted restoration had left in { $folder } was removed
history-passphrase-changed = Passphrase changed
history-unrecorded-content-removed = { $count } contents that were never recorded removed
numbering = Numbering of dossiers
numbering-text = Two desks of one office, both offline, must never give the same number.
numbering-pattern = Pattern of references
numbering-pattern-hint = In braces: year, office, desk, number:6 (six digits).
numbering-code = Code of this desk
numbering-code-hint = At most 4 letters or digits; the pattern must show it.
numbering-first = First number
numbering-last = Last number
numbering-sample = First dossier of the year:
numbering-collision = A second desk of the same office could give the same numbers
numbering-collision-text = If there is one, give each its own code or range of numbers.
numbering-kept = The numbering is saved.
numbering-administrators = Only the desk’s administrators can change it.
number-unreadable = Write a whole number.
plan = Classification plan
plan-none = This desk has no classification plan: any code is allowed.
plan-count = { $count } codes
plan-retired = no longer in the plan
plan-columns = A CSV table with the columns code, parent, fr and, where known, de, lb, en. Codes that dossiers carry stay.
plan-import = Import a plan
plan-imported = Classification plan taken over: { $count } codes.
grant-access = Give access to a dossier…
grant-access-title = Give access to a dossier
grant-access-text = For a dossier that nobody here may see any more: give its reference and the person who takes care of it. You see nothing of it yourself; the journal keeps the reason.
grant-access-confirm = Give access
grant-access-done = { $name } may see dossier { $reference }.
print-dossier = Print the whole dossier
