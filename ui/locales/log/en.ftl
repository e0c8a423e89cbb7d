# The public log of seals.
history-log-known = Public log “{ $origin }” known from now on
history-alarm-raised = Alarm about the public log: { $code }
history-alarm-confirmed = Alarm no. { $alarm } seen: { $note }
history-log-policy-accepted = New keys of the public log accepted ({ $sha256 })
history-log-watched-anew = Public log watched anew: { $reason }
