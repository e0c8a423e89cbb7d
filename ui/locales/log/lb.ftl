# Den ëffentleche Register vun de Sigelen.
history-log-known = Ëffentleche Register „{ $origin }“ vun elo u bekannt
history-alarm-raised = Alert iwwer den ëffentleche Register: { $code }
history-alarm-confirmed = Alert Nr. { $alarm } gesinn: { $note }
history-log-policy-accepted = Nei Schlëssele vum ëffentleche Register ugeholl ({ $sha256 })
history-log-watched-anew = Ëffentleche Register nei iwwerwaacht: { $reason }
