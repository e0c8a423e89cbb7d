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

# The public log of seals.

log-entry = This is not an entry of the public log.
    .next = Ask the platform for the proof again.

log-range = There is no such place in the public log.
    .next = Ask the platform for the proof again.

log-hash-missing = A value of the public log is missing.
    .next = Try again later; if it stays so, tell the platform's operator.

log-inclusion = The proof does not show that the document stands in the public log.
    .next = Ask the platform for the proof again, and check that it belongs to this file.

log-consistency = The public log was rewritten: its newer state does not continue the older one.
    .next = Keep both checkpoints and tell the auditor: this is a grave fault of the log.

log-note = The public log's checkpoint does not have the form of a signed note.
    .next = Ask the platform for it again.

log-checkpoint = The public log's checkpoint cannot be read.
    .next = Ask the platform for it again.

log-proof = The proof cannot be read from line { $line } on.
    .next = Ask the platform for the file again, and change nothing in it.

log-tile = A file of the public log does not have the expected form.
    .next = Try again later; if it stays so, tell the platform's operator.

log-key = The public log's verifier key cannot be read.
    .next = Copy all of it from its official publication.

log-key-kind = The verifier key is of a kind ({ $kind }) that this software does not know.
    .next = Update the software, or use an Ed25519 key.

log-policy = The keys of the public log and its witnesses contradict each other.
    .next = Check the configuration: one name for the log, one key for each witness, a quorum not above their number.

log-origin = The checkpoint is of the log “{ $found }” and not of “{ $expected }”.
    .next = Check the platform's address.

log-signature-missing = The public log's checkpoint is not signed by any known key.
    .next = Do not rely on it; check the platform's address and the configured keys.

log-signature-invalid = The signature of “{ $name }” on the public log's checkpoint is false.
    .next = Do not rely on it, and tell the platform's operator.

log-witnesses = The public log's checkpoint is confirmed by { $found } witnesses; { $needed } are needed.
    .next = Ask for the proof again later: witnesses confirm with a delay.
log-policy-line = Line { $line } of the policy for the public log does not fit.
  .next = Correct this line: log, witness, group or quorum, with names defined above it and different keys.
log-request = This is not a request to a witness of the public log (from line { $line } on).
  .next = Tell the operator of the log.
