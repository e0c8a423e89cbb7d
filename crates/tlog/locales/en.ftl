# The journal.

journal-altered = Entry { $sequence } of the journal was altered after it was written.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.

journal-missing = Entries { $first } to { $last } are missing from the journal.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.

journal-out-of-order = In the journal, entry { $sequence } stands in the place of entry { $expected }.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.

journal-unlinked = Entry { $sequence } of the journal does not follow from the one before it.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.

journal-truncated = The journal had { $remembered } entries and has only { $found } now: its end is gone.
    .next = If a backup has just been restored, this is to be expected and should be noted; otherwise tell IT and the auditor.

journal-rewritten = The journal is no longer the one that was recorded at entry { $sequence }: it was written anew.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.

journal-details = The details of a journal entry are not in their original form.
    .next = Change nothing more, keep a copy of the data folder, and tell IT and the auditor.
