# Das öffentliche Siegelregister.
history-log-known = Öffentliches Register „{ $origin }“ von nun an bekannt
history-alarm-raised = Warnung zum öffentlichen Register: { $code }
history-alarm-confirmed = Warnung Nr. { $alarm } gesehen: { $note }
history-log-policy-accepted = Neue Schlüssel des öffentlichen Registers angenommen ({ $sha256 })
history-log-watched-anew = Öffentliches Register neu beobachtet: { $reason }
