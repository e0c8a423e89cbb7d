template-file-missing = D’Virlag huet kee Fichier { $file }.
    .next = Leet de Fichier an de Repertoire vun der Virlag.
template-file-refused = { $why ->
    [name] De Fichier { $file } vun der Virlag huet en Numm, deen net geet: nëmme Buschtawen ouni Accent, Zifferen, - an _, a weder _lib/ nach logo.
    [size] De Fichier { $file } vun der Virlag ass méi grouss wéi 512 KB.
    [text] De Fichier { $file } vun der Virlag ass keen Text an UTF-8.
    [total] D’Virlag huet ze vill Fichieren ({ $file }); héchstens 30 si méiglech.
   *[kind] De Fichier { $file } vun der Virlag ass vun enger Aart, déi Virlagen net benotzen.
}
    .next = Eng Virlag besteet aus letter.toml, letter.typ a wann néideg weidere Fichieren .typ, .png an .jpg.
template-manifest-wrong = { $file }, Zeil { $line }, Kolonn { $column }: { $detail }
    .next = Verbessert d’Zeil; docs/LETTERS.md zielt all d’Entréeën op.
template-entry-wrong = { $file }, Zeil { $line }: { $why ->
    [key] { $name }: „{ $value }“ ass kee méigleche Schlëssel. Schlëssele bestinn aus klenge Buschtawen, Zifferen an engem Verbindungszeechen a fänke mat engem Buschtaf un.
    [twice] { $name }: „{ $value }“ steet zweemol do.
    [language] { $name } huet keen Text an der Sprooch { $value }.
    [empty] { $name } huet en eidelen Text an der Sprooch { $value }.
    [long] { $name } huet en Text vu méi wéi 300 Zeechen an der Sprooch { $value }.
    [no-language] { $name }: et brauch op d’mannst eng Sprooch.
    [choices] { $name }: e Feld vun der Aart choice brauch op d’mannst zwou Méiglechkeeten, an nëmmen esou e Feld huet der.
    [source] { $name }: „{ $value }“ ass net bekannt als Hierkonft vun engem Wäert.
    [many] Et gëtt { $value } Felder; héchstens 40 si méiglech.
   *[no-choice] { $name }: „{ $value }“ ass keng Méiglechkeet vun dëser Virlag.
}
    .next = Verbessert d’Entrée; docs/LETTERS.md zielt se all op.
template-field-unused = D’Feld { $name } ass an letter.toml deklaréiert a steet néierens am Bréif: wat een aginn huet, géif verluer goen.
    .next = Benotzt d’Feld an letter.typ, oder huelt et aus letter.toml eraus.
template-part-unused = letter.toml kënnegt { $name ->
    [reasons] eng Begrënnung
    [remedy] Rechtsmëttel
   *[enclosures] eng Lëscht vun den Annexen
} un, an letter.typ setzt keng.
    .next = Benotzt „{ $name }“ an letter.typ.
template-typst = { $file }, Zeil { $line }, Kolonn { $column } (Sprooch { $lang }): { $detail }
    .next = Verbessert d’Zeil vun der Virlag.
letter-language = D’Virlag { $template } huet kee Bréif an der Sprooch { $lang }.
    .next = Wielt eng vun de Sprooche vun der Virlag.
letter-missing = { $field ->
    [sender-administration] Am Bréif feelt d’Administratioun, déi schreift.
    [addressee-name] De Bréif huet keen Destinataire.
    [addressee-address] D’Postadress vum Destinataire feelt.
    [subject] De Bréif huet keen Objet.
    [signatory-name] Et ass keen uginn, deen ënnerschreift.
    [reasons] Eng negativ Decisioun muss begrënnt sinn; d’Begrënnung feelt.
    [remedy] Eng negativ Decisioun muss d’Rechtsmëttel nennen; d’Prozedur nennt keng.
   *[other] „{ $label }“ feelt.
}
    .next = Fëllt et aus; bis dohin bleift de Bréif e Projet.
letter-value = „{ $label }“: „{ $value }“ { $kind ->
    [date] ass keen Datum. En Datum gëtt als 2026-11-22 aginn.
    [number] ass keng ganz Zuel.
    [money] ass kee Montant. E Montant gëtt als 1234.50 aginn.
    [choice] ass keng vun de Méiglechkeeten.
    [yes_no] ass weder true nach false.
   *[line] huet méi wéi eng Zeil oder méi wéi 300 Zeechen.
}
    .next = Verbessert de Wäert.
letter-field-unknown = D’Virlag { $template } huet kee Feld { $field }.
    .next = Kuckt d’Felder vun der Virlag: greffe letter templates.
letter-character = D’Zeechen { $code } an „{ $field }“ ass a kenger Schrëft vun de Bréiwer.
    .next = Schreift et a laténgeschen, griicheschen oder kyrillesche Buschtawen. Zeechen, déi een net gesäit, kommen aus agesatenem Text: gitt en nei an.
letter-too-long = De Bréif ass ze laang: { $found } { $what ->
    [pages] Säiten
   *[characters] Zeechen
}, héchstens { $limit } si méiglech.
    .next = Setzt laang Lëschten an Texter an en Annex.
letter-timed-out = D’Virlag { $template } huet méi wéi { $seconds } Sekonne gebraucht a gouf opginn.
    .next = Huelt Schleefen a Schleefen aus der Virlag eraus, oder maacht de Bréif méi kuerz.
letter-engine-stuck = { $running } Bréiwer, déi opgi goufen, beschäftegen de Computer nach; am Moment gëtt kee méi gesat.
    .next = Maacht de Programm zou, start en nei, a verbessert d’Virlag.
letter-engine-stopped = De Saz huet matzen an der Virlag { $template } opgehalen.
    .next = Probéiert d’Virlag mat greffe letter check aus; wann et geet, sot et den Hiersteller vu Greffe.
