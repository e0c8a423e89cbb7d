# Texter vum Beräich: search.
search-hint = Wierder ginn duer. Méi genee: "rue de la Gare" (Wierder an dëser Reiefolleg), -refus (ouni dëst Wuert), tag:urgent, after:03.2026; grad esou procedure:, status:, party:, office:, class:, access:, before:, year:.
search-keep = D’Sich späicheren
search-keep-text = „{ $query }“
search-is-kept = Sich „{ $name }“ gespäichert.
search-not-complete = Dës Wierder si ganz heefeg: nëmmen déi neist Plaze goufen ugekuckt. Setzt e Wuert derbäi.
saved-searches = Gespäichert Sichen
saved-name = Numm vun der Sich
saved-rename-of = D’Sich „{ $name }“ ëmbenennen
saved-remove-of = D’Sich „{ $name }“ läschen
saved-is-removed = Déi gespäichert Sich ass geläscht.
dossiers-count-more = Méi wéi { $count } Dossieren
list-more = Méi weisen
list-coming = { $count } Zeile sinn do, déi aner kommen.
filters = Filteren
filter-status = Op oder zou
filter-office = Service
filter-every-status = All
filter-every-procedure = All Prozeduren
filter-every-state = All Zoustänn
filter-every-tag = All Schlësselwierder
filter-every-class = De ganze Plang
filter-every-office = All Servicer
filter-every-access = All Zougang
status-open = Op
status-closed = Zou
order = Reiefolleg
order-changed = Lescht Ännerung
order-created = Uleeën
order-reference = Referenz
place-page = { $title }, Säit { $page }
place-title = Titel vun engem Dokument
place-party = Partei
place-tag = Schlësselwuert
place-note = Notiz
history-search-saved = Sich „{ $name }“ gespäichert
history-search-removed = Gespäichert Sich „{ $name }“ geläscht
history-search-renamed = Gespäichert Sich „{ $old }“ an „{ $name }“ ëmbenannt
texts-title = Texter fir d’Sich
texts-text = Wat net konnt gelies ginn, gëtt nach eng Kéier gelies; Biller vun Text och, wann d’Texterkennung (OCR) zënterhier installéiert gouf.
texts-again = Texter nei liesen
texts-nothing = Et gouf näischt nei ze liesen: d’Sich fënnt alles, wat liesbar ass.
texts-done = { $count ->
    [one] { $count } Text ass gelies: d’Sich fënnt en.
   *[other] { $count } Texter si gelies: d’Sich fënnt se.
  }
texts-none = { $count ->
    [one] { $count } Fichier huet keen Text.
   *[other] { $count } Fichieren hu keen Text.
  }
texts-ocr = { $count ->
    [one] { $count } Fichier ass e Bild vun Text: dofir brauch een d’Texterkennung (OCR).
   *[other] { $count } Fichiere si Biller vun Text: dofir brauch een d’Texterkennung (OCR).
  }
texts-failed = { $count ->
    [one] { $count } Fichier konnt net gelies ginn.
   *[other] { $count } Fichiere konnten net gelies ginn.
  }
texts-waiting = { $count ->
    [one] { $count } Text waart nach.
   *[other] { $count } Texter waarden nach.
  }
