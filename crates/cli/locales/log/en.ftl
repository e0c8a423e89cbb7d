# The public log.
help-log = The platform's public log of seals: what this desk saw of it, alarms, proofs
help-log-status = Shows when the log was seen last and how many originals are proved
help-log-alarms = Shows the alarms that nobody has confirmed yet
help-log-confirm = Confirms that you have seen an alarm
help-log-proof = Writes the proof that an original stands in the log (.tlog-proof)
help-log-accept = Accepts new keys of the log, after comparing them (administrators)
arg-seen-too = Also those that were seen
arg-alarm = Number of the alarm
arg-alarm-note = What you found out, for the auditor
arg-proved-document = Document: reference of the dossier and number, for example 2026/RES/000001#2, or its id
arg-log-policy = File with the new policy, as the operator publishes it
log-none = This desk has not seen a public log yet.
log-seen = Public log “{ $origin }”: { $size } entries, seen { $at }
log-proofs = Originals of this desk: { $proved } proved, { $unproved } not yet
log-alarms = { $count ->
    [one] One alarm waits: greffe log alarms
   *[other] { $count } alarms wait: greffe log alarms
 }
log-no-alarm = No alarm waits.
log-alarm-seen = Seen { $at } by { $person }: { $note }
log-alarm-confirmed = Alarm no. { $alarm } is noted as seen.
log-proof-none = There is no proof yet: the original is not registered, or not yet in the public log.
log-proof-written = Proof written: { $file }
log-accepted = The new keys of the public log are accepted.
sync-log-problem = The public log could not be looked at:
help-log-anew = Watches the log anew after an alarm whose cause is known (administrators)
arg-log-reason = What happened, for the auditor
log-anew = The public log is watched anew from the next synchronisation on.
help-log-verify = Verifies offline that a file stands in the public log, by its .tlog-proof; without a desk
arg-logged-file = The original, as it was downloaded
arg-proof = Its proof (.tlog-proof), as the check page gives it
arg-policy = Keys of the log (C2SP tlog-policy), from a source that you trust
log-verified = { $identifier }: this file was issued under this identifier. Entry { $index } of the public log “{ $origin }”, under a checkpoint of { $size } entries
log-verified-witness = { "  " }Cosigned by { $name }, { $at }
log-verified-alone = { "  " }No witness has cosigned this checkpoint: only the log’s own signature vouches for it.
log-verified-later = Whether it was revoked or replaced later, only the check page or a newer log can say.
