# Texts of the area: letter.
history-letter-drafted = Projet „{ $title }“ ugefaangen
history-letter-draft-discarded = Projet „{ $title }“ ewechgeheit
history-letter-finished = Bréif „{ $title }“ opgestallt (Versioun { $version })
history-letter-batch-begun = Stapel vu { $letters } Bréiwer ugefaangen ({ $template })
history-letter-batch-abandoned = Rescht vum Stapel opginn ({ $waiting } net opgestallt)
history-letter-template-imported = Virlag { $template } importéiert (Versioun { $version })
history-letter-template-retired = Virlag { $template } aus dem Gebrauch geholl
history-letterhead-set = Bréifkapp festgeluecht
