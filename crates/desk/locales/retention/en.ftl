# Retention, holds, dispositions, destruction.
retention-reason-table = Closed on { $closed }; { $years } years from { $starts } by line { $line } of the tableau de tri no. { $table } ({ $basis }): kept until { $last }.
retention-reason-procedure = Closed on { $closed }; { $years } years from { $starts } by the procedure ({ $basis }): kept until { $last }.
retention-reason-validity = Closed on { $closed }; line { $line } counts { $years } years from the end of validity, which is not entered.
retention-reason-none = Closed on { $closed }; neither a tableau de tri nor the procedure says what becomes of it.
archive-index-documents = Documents
archive-index-parties = Parties
archive-index-journal = Journal
certificate-title = Certificate of destruction
certificate-test = TEST – without legal effect
certificate-law = The contents listed below were destroyed under the archiving law of 17 August 2018, after notice to the national archives.
certificate-number = Disposition
certificate-count = Dossiers
certificate-proposed = Proposed by
certificate-notified = Notice given to
certificate-confirmed = Confirmed by
certificate-destroyed = Destroyed by
certificate-list-digest = Digest of the list (SHA-256)
certificate-list = Dossiers whose content is destroyed
certificate-closed = Closed, kept until
certificate-basis = Legal basis
certificate-appraisal = Decision
certificate-receipt = Receipt of the archives
certificate-contents = Versions, size, digest
certificate-taken = taken by the archives, the desk's copy destroyed
certificate-free = destruction admitted by the archives
certificate-silence = no answer of the archives within two months, decided by a person
certificate-limits = Older backups of the desk hold these contents until they expire themselves. The same content of another dossier stays with that one. The journal proves each step.
figures-title = Key figures – { $administration }
figures-method = Counted over dossiers by month (Europe/Luxembourg) and procedure. Counts below { $threshold }, zero included, are suppressed, and so are those from which they could be worked out. Duration: from opening to closing, in whole days. Paper avoided: pages of sealed acts times { $copies } copies. Open dossiers are rounded to fives.
proof-not-registered = The desk has not sent the original to the platform yet: no proof of the public log.
  .next = Synchronise, then make the package again if the proof is to be in it.
proof-not-in-log = The platform has no entry of the public log for this original, or not yet.
  .next = Make the package again later if the proof is to be in it.
proof-other-file = The proof that the platform gave is not that of this file; it is not in the package.
  .next = Tell the operator of the platform.
notice-title = Notice of destruction
notice-law = Under the archiving law of 17 August 2018 the administration gives notice to the national archives that it intends to destroy { $count ->
    [one] the dossier listed below, whose retention has ended
   *[other] the { $count } dossiers listed below, whose retention has ended
  }. Nothing is destroyed before three months have passed since this notice.
notice-request = The national archives are asked to say within two months which dossiers they take over, whole or as a sample.
notice-held = When the list was drawn up, none of these dossiers was under a legal hold. The list is frozen: its digest and those of the contents stand in it.
notice-addressee = National archives
notice-answer = Answer expected until
notice-destroy = Destruction at the earliest on
notice-list = Dossiers proposed for destruction
paper-fate-keep = to be kept
paper-fate-sample = sample
paper-fate-destroy = to be destroyed
paper-sampled = taken by the sample
paper-not-sampled = not taken by the sample
paper-contents = { $versions ->
    [one] 1 version
   *[other] { $versions } versions
  }, { $bytes } bytes
paper-note = Remark
paper-plain-digest = Certificate kept at the desk (SHA-256)
paper-attached = The list is attached to this file as data: { $file }.
paper-signature = For the administration:
paper-column-position = No.
paper-column-reference = Reference and subject
paper-column-days = Closed, kept until
paper-column-basis = Legal basis
paper-column-decision = Fate and decision
paper-column-contents = Contents and digest (SHA-256)
