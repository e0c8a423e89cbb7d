template-file-missing = Die Vorlage hat keine Datei { $file }.
    .next = Legen Sie die Datei in den Ordner der Vorlage.
template-file-refused = { $why ->
    [name] Die Datei { $file } der Vorlage hat einen unmöglichen Namen: nur Buchstaben ohne Akzente, Ziffern, - und _, und weder _lib/ noch logo.
    [size] Die Datei { $file } der Vorlage ist größer als 512 KB.
    [text] Die Datei { $file } der Vorlage ist kein Text in UTF-8.
    [total] Die Vorlage hat zu viele Dateien ({ $file }); höchstens 30 sind möglich.
   *[kind] Die Datei { $file } der Vorlage ist von einer Art, die Vorlagen nicht verwenden.
}
    .next = Eine Vorlage besteht aus letter.toml, letter.typ und bei Bedarf weiteren Dateien .typ, .png und .jpg.
template-manifest-wrong = { $file }, Zeile { $line }, Spalte { $column }: { $detail }
    .next = Berichtigen Sie die Zeile; docs/LETTERS.md zählt alle Einträge auf.
template-entry-wrong = { $file }, Zeile { $line }: { $why ->
    [key] { $name }: „{ $value }“ ist kein möglicher Schlüssel. Schlüssel haben Kleinbuchstaben, Ziffern und ein Verbindungszeichen und beginnen mit einem Buchstaben.
    [twice] { $name }: „{ $value }“ steht zweimal da.
    [language] { $name } hat keinen Text in der Sprache { $value }.
    [empty] { $name } hat einen leeren Text in der Sprache { $value }.
    [long] { $name } hat einen Text von mehr als 300 Zeichen in der Sprache { $value }.
    [no-language] { $name }: Mindestens eine Sprache ist nötig.
    [choices] { $name }: Ein Feld der Art choice braucht mindestens zwei Möglichkeiten, und nur ein solches hat welche.
    [source] { $name }: „{ $value }“ ist als Herkunft eines Wertes nicht bekannt.
    [many] Es gibt { $value } Felder; höchstens 40 sind möglich.
   *[no-choice] { $name }: „{ $value }“ ist keine Möglichkeit dieser Vorlage.
}
    .next = Berichtigen Sie den Eintrag; docs/LETTERS.md zählt alle Einträge auf.
template-field-unused = Das Feld { $name } ist in letter.toml angegeben und steht nirgends im Schreiben: Was eingegeben wird, ginge verloren.
    .next = Verwenden Sie das Feld in letter.typ, oder nehmen Sie es aus letter.toml heraus.
template-part-unused = letter.toml kündigt { $name ->
    [reasons] eine Begründung
    [remedy] eine Rechtsbehelfsbelehrung
   *[enclosures] eine Liste der Anlagen
} an, und letter.typ setzt keine.
    .next = Verwenden Sie „{ $name }“ in letter.typ.
template-typst = { $file }, Zeile { $line }, Spalte { $column } (Sprache { $lang }): { $detail }
    .next = Berichtigen Sie die Zeile der Vorlage.
letter-language = Die Vorlage { $template } hat kein Schreiben in der Sprache { $lang }.
    .next = Wählen Sie eine der Sprachen der Vorlage.
letter-missing = { $field ->
    [sender-administration] Im Schreiben fehlt die Verwaltung als Absender.
    [addressee-name] Das Schreiben hat keinen Empfänger.
    [addressee-address] Die Postanschrift des Empfängers fehlt.
    [subject] Das Schreiben hat keinen Betreff.
    [signatory-name] Es ist niemand als Unterzeichner angegeben.
    [reasons] Eine belastende Entscheidung muss begründet werden; die Begründung fehlt.
    [remedy] Eine belastende Entscheidung muss die Rechtsbehelfe nennen; das Verfahren nennt keinen.
   *[other] „{ $label }“ fehlt.
}
    .next = Ergänzen Sie das Schreiben; bis dahin bleibt es ein Entwurf.
letter-value = „{ $label }“: „{ $value }“ { $kind ->
    [date] ist kein Datum. Ein Datum wird als 2026-11-22 eingegeben.
    [number] ist keine ganze Zahl.
    [money] ist kein Betrag. Ein Betrag wird als 1234.50 eingegeben.
    [choice] ist keine der Möglichkeiten.
    [yes_no] ist weder true noch false.
   *[line] hat mehr als eine Zeile oder mehr als 300 Zeichen.
}
    .next = Berichtigen Sie den Wert.
letter-field-unknown = Die Vorlage { $template } hat kein Feld { $field }.
    .next = Sehen Sie die Felder der Vorlage an: greffe letter templates.
letter-character = Das Zeichen { $code } in „{ $field }“ ist in keiner Schrift der Schreiben enthalten.
    .next = Schreiben Sie es in lateinischen, griechischen oder kyrillischen Buchstaben. Unsichtbare Zeichen stammen aus eingefügtem Text: Geben Sie ihn neu ein.
letter-too-long = Das Schreiben ist zu lang: { $found } { $what ->
    [pages] Seiten
   *[characters] Zeichen
}, höchstens { $limit } sind möglich.
    .next = Setzen Sie lange Listen und Texte in eine Anlage.
letter-timed-out = Die Vorlage { $template } brauchte mehr als { $seconds } Sekunden und wurde aufgegeben.
    .next = Nehmen Sie Schleifen in Schleifen aus der Vorlage heraus, oder kürzen Sie das Schreiben.
letter-engine-stuck = { $running } aufgegebene Schreiben beschäftigen den Rechner noch; im Augenblick wird keines mehr gesetzt.
    .next = Schließen Sie das Programm, starten Sie es neu, und berichtigen Sie die Vorlage.
letter-engine-stopped = Der Satz brach mitten in der Vorlage { $template } ab.
    .next = Erproben Sie die Vorlage mit greffe letter check; besteht sie, so melden Sie es den Herstellern von Greffe.
