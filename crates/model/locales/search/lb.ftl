# Texter vum Beräich: search.

search-date = „{ $typed }“ ass keen Datum fir de Filter „{ $filter }“; de Rescht gëtt gesicht.
  .next = Schreift 2026, 03.2026 oder 09.03.2026.
search-value = De Filter „{ $filter }“ huet kee Wäert; de Rescht gëtt gesicht.
  .next = Schreift de Wäert direkt hannert den Doppelpunkt, bei méi Wierder an Unféierungszeechen.
search-long = Nëmmen déi éischt { $limit } Wierder gi gesicht.
  .next = Schreift manner Wierder.
search-saved-unknown = Dir hutt keng gespäichert Sich „{ $name }“.
  .next = Kuckt an der Lëscht vun Äre gespäicherte Sichen no.
search-saved-taken = Dir hutt schonn eng gespäichert Sich „{ $name }“.
  .next = Wielt en aneren Numm, oder läscht fir d’éischt déi al Sich.
search-access = „{ $typed }“ ass keen Zougang, deen de Filter „{ $filter }“ kennt; de Rescht gëtt gesicht.
  .next = Schreift intern, beschränkt oder vertraulech.
