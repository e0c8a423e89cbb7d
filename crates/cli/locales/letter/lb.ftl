# Texts of the area: letter.
history-letter-drafted = Projet „{ $title }“ ugefaangen
history-letter-draft-discarded = Projet „{ $title }“ ewechgeheit
history-letter-finished = Bréif „{ $title }“ opgestallt (Versioun { $version })
history-letter-batch-begun = Stapel vu { $letters } Bréiwer ugefaangen ({ $template })
history-letter-batch-abandoned = Rescht vum Stapel opginn ({ $waiting } net opgestallt)
history-letter-template-imported = Virlag { $template } importéiert (Versioun { $version })
history-letter-template-retired = Virlag { $template } aus dem Gebrauch geholl
history-letterhead-set = Bréifkapp festgeluecht

help-letter = Bréiwer an Decisiounen aus Virlagen
help-letter-templates = Zielt d’Virlage mat hire Felder op; fir en Dossier déi vu senger Prozedur fir d’éischt
help-letter-check = Probéiert eng Virlag an engem Repertoire aus, ouni Poste
help-letter-import = Hëlt d’Virlag vun engem Repertoire op de Poste op
help-letter-export = Schreift eng Virlag an en neie Repertoire, fir se z’änneren
help-letter-retire = Hëlt eng importéiert Virlag aus dem Gebrauch
help-letter-letterhead = Weist de Bréifkapp a leet fest, wat uginn ass
help-letter-draft = Fänkt e Bréif an engem Dossier un a behält en als Projet
help-letter-edit = Ännert Wäerter vun engem Projet
help-letter-drafts = Zielt d’Projete vun engem Dossier op
help-letter-preview = Schreift e Projet als PDF, mat markéierte Lächer
help-letter-finish = Mécht aus engem Projet d’Dokument
help-letter-revise = Fänkt déi nächst Versioun vun engem fäerdege Bréif un
help-letter-discard = Heit e Projet ewech
help-letter-source = Weist, aus wat e fäerdege Bréif gemaach gouf
help-letter-redraw = Zeechent e fäerdege Bréif aus sengen Donnéeën nei
help-letter-batch = Vill Bréiwer aus enger Virlag
help-letter-batch-run = Mécht Bréiwer fir d’Dossiere vun enger Tabell oder enger Sich
help-letter-batch-resume = Mécht mat engem Stapel weider; wat gemaach ass, gëtt net nach eng Kéier gemaach
help-letter-batch-list = Zielt d’Stapelen op
help-letter-batch-show = Weist d’Bréiwer vun engem Stapel
help-letter-batch-abandon = Gëtt d’Bréiwer vun engem Stapel op, déi nach net gemaach sinn
arg-letter-template = Schlëssel vun der Virlag
arg-letter-template-folder = Repertoire mat letter.toml a letter.typ
arg-letter-draft = Identitéit vum Projet, wéi se beim Ufank gewise gouf
arg-letter-batch = Identitéit vum Stapel
arg-letter-to-folder = E Repertoire, deen et nach net gëtt
arg-letter-party = D’Partei, un déi e geet, mat hirem Numm
arg-letter-language = Sprooch vum Bréif: fr, de, lb oder en
arg-letter-set = Wäert vun engem Feld oder Deel: SCHLËSSEL=TEXT; @FICHIER liest den Text aus engem Fichier. Deeler: reasons, subject, title, date, name, address, salutation, enclosures, yours, signatory, function, for
arg-letter-from-csv = Tabell mat der Kolonn dossier, an anere wann ee wëll
arg-letter-search = Wierder; all oppenen Dossier, deen se huet, kritt e Bréif
arg-letter-dry-run = Seet just, wat an all Bréif feelt; mécht näischt
arg-letter-sender-office = Amt oder Service
arg-letter-sender-address = Eng Zeil vun der Postadress; eemol pro Zeil
arg-letter-sender-phone = Telefon
arg-letter-sender-email = E-Mail-Adress
arg-letter-sender-web = Websäit
arg-letter-sender-place = Plaz an der Datumszeil
arg-letter-window = Fënster vum Enveloppe: left (lénks) oder right (riets)
arg-letter-logo = Bild, PNG oder JPEG; „none“ hëlt et ewech
arg-letter-signatory = Wien ënnerschreift, wa soss keen genannt ass
arg-letter-signatory-function = Funktioun vun där Persoun
arg-letter-signatory-for = Fir wien (p.d.)
arg-letter-sender-administration = Numm vun der Administratioun
value-template = VIRLAG
value-draft = PROJET
value-batch = STAPEL
value-key-text = SCHLËSSEL=TEXT
value-side = SÄIT
letter-draft-saved = Projet „{ $title }“ behalen: { $draft }
letter-draft-gone = De Projet gouf ewechgeheit.
letter-complete = Et feelt näischt; de Bréif ka fäerdeg gemaach ginn.
letter-drafts-none = Keng Projeten.
letter-preview-written = { $pages ->
    [one] Eng Säit
   *[other] { $pages } Säiten
} op { $file } geschriwwen
letter-made = „{ $title }“ opgestallt, Versioun { $version }
letter-template-passes = D’Virlag „{ $template }“ geet op { $languages }.
letter-template-kept = Virlag „{ $template }“ als Versioun { $version } opgeholl.
letter-template-written = Virlag „{ $template }“ op { $file } geschriwwen.
letter-template-put-away = D’Virlag „{ $template }“ ass aus dem Gebrauch.
letter-other-language = Dëse Bréif gëtt et net op { $wished }; en ass op { $lang } geschriwwen.
letter-batch-summary = { $done } vu { $letters } opgestallt, { $refused } refuséiert, { $waiting } waarden
letter-batches-none = Keng Stapelen.
letter-built-in = kënnt mam Programm
letter-imported = Versioun { $version }, { $by }
letter-required = obligatoresch
letter-wrong-pair = „{ $text }“ ass kee SCHLËSSEL=TEXT, oder dëse Bréif kennt de Schlëssel net.
    .next = Schreift zum Beispill --set provide_by=2026-12-24.
column-letter-template = Virlag
column-letter-languages = Sproochen
column-letter-field = Feld
column-letter-kind = Aart
column-letter-label = Bezeechnung
column-letter-begun = Ugefaangen
column-letter-letters = Bréiwer
column-letter-state = Stand
field-letter-office = Service
field-letter-address = Adress
field-letter-phone = Telefon
field-letter-email = E-Mail
field-letter-web = Websäit
field-letter-place = Plaz
field-letter-window = Fënster
field-letter-signatory = Ënnerschreiwer
