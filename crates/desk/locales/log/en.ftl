# The public log of seals.
log-policy-changed = The platform tells other keys for its public log of seals than the ones this desk knows.
    .next = Compare the new keys with what the operator has published elsewhere; an administrator accepts them (greffe log accept), otherwise tell the auditor.
log-issued-twice = The public log shows the issue of original { $identifier }… twice.
    .next = Tell the platform's operator and the auditor, and keep the evidence.
log-issued-other = The public log shows, under the identifier { $identifier }…, the issue of a document that is not ours.
    .next = Tell the auditor at once and keep the evidence: somebody has registered another file under this identifier.
log-superseded-elsewhere = The public log says that original { $identifier }… was replaced, and no document of this desk replaces it.
    .next = Ask the colleagues of your administration; if none of them replaced it, tell the auditor.
log-revoked-elsewhere = The public log says that original { $identifier }… was revoked.
    .next = If your administration did not revoke it, tell the auditor at once.
log-entry-missing = Original { $identifier }… was registered more than 24 hours ago and is still not in the public log.
    .next = Tell the platform's operator; if it stays so, tell the auditor.
alarm-unknown = There is no alarm no. { $number } that waits to be seen.
    .next = List the alarms with “greffe log alarms”.
history-log-known = Public log “{ $origin }” known from now on
history-alarm-raised = Alarm about the public log: { $code }
history-alarm-confirmed = Alarm no. { $alarm } seen: { $note }
history-log-policy-accepted = New keys of the public log accepted ({ $sha256 })
log-reason-missing = Watching the public log anew needs a reason.
    .next = Say what happened, as the auditor will read it.
history-log-watched-anew = Public log watched anew: { $reason }
platform-lost-originals = The platform was put back from a backup and had lost { $count ->
        [one] one original of this desk that it had acknowledged. It is sent again.
       *[other] { $count } originals of this desk that it had acknowledged. They are sent again.
    }
    .next = Synchronise until nothing waits, and ask the operator what else was lost: the public log will not continue what this desk has seen.
