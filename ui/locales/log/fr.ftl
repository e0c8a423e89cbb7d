# Le registre public des sceaux.
history-log-known = Registre public « { $origin } » connu désormais
history-alarm-raised = Alerte sur le registre public : { $code }
history-alarm-confirmed = Alerte n° { $alarm } vue : { $note }
history-log-policy-accepted = Nouvelles clés du registre public acceptées ({ $sha256 })
history-log-watched-anew = Registre public surveillé à nouveau : { $reason }
