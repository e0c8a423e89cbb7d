# Den ëffentleche Registre vun de Sigelen.
history-log-known = Ëffentleche Registre „{ $origin }“ vun elo u bekannt
history-alarm-raised = Alert iwwer den ëffentleche Registre: { $code }
history-alarm-confirmed = Alert Nr. { $alarm } gesinn: { $note }
history-log-policy-accepted = Nei Schlësselen vum ëffentleche Registre ugeholl ({ $sha256 })
history-log-watched-anew = Ëffentleche Registre nei iwwerwaacht: { $reason }
