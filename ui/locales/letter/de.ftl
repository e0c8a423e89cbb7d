# Texts of the area: letter.
history-letter-drafted = Entwurf „{ $title }“ begonnen
history-letter-draft-discarded = Entwurf „{ $title }“ verworfen
history-letter-finished = Schreiben „{ $title }“ erstellt (Version { $version })
history-letter-batch-begun = Stapel von { $letters } Schreiben begonnen ({ $template })
history-letter-batch-abandoned = Rest des Stapels aufgegeben ({ $waiting } nicht erstellt)
history-letter-template-imported = Vorlage { $template } eingelesen (Version { $version })
history-letter-template-retired = Vorlage { $template } außer Gebrauch genommen
history-letterhead-set = Briefkopf festgelegt
