# Texts of the area: letter.
history-letter-drafted = Projet « { $title } » commencé
history-letter-draft-discarded = Projet « { $title } » écarté
history-letter-finished = Lettre « { $title } » rédigée (version { $version })
history-letter-batch-begun = Lot de { $letters } lettres commencé ({ $template })
history-letter-batch-abandoned = Reste du lot de lettres abandonné ({ $waiting } non rédigées)
history-letter-template-imported = Modèle de lettre { $template } importé (version { $version })
history-letter-template-retired = Modèle de lettre { $template } mis hors d'usage
history-letterhead-set = En-tête des lettres fixé
