# Texte des Bereichs: search.

search-date = „{ $typed }“ ist kein Datum für den Filter „{ $filter }“; der Rest wird gesucht.
  .next = Schreiben Sie 2026, 03.2026 oder 09.03.2026.
search-value = Der Filter „{ $filter }“ hat keinen Wert; der Rest wird gesucht.
  .next = Schreiben Sie den Wert gleich hinter den Doppelpunkt, bei mehreren Wörtern in Anführungszeichen.
search-long = Nur die ersten { $limit } Wörter werden gesucht.
  .next = Schreiben Sie weniger Wörter.
search-saved-unknown = Sie haben keine gespeicherte Suche „{ $name }“.
  .next = Sehen Sie in der Liste Ihrer gespeicherten Suchen nach.
search-saved-taken = Sie haben schon eine gespeicherte Suche „{ $name }“.
  .next = Wählen Sie einen anderen Namen, oder löschen Sie zuerst die alte Suche.
search-access = „{ $typed }“ ist kein Zugang, den der Filter „{ $filter }“ kennt; der Rest wird gesucht.
  .next = Schreiben Sie intern, beschränkt oder vertraulich.
