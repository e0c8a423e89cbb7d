# Texts of the area: letter.
history-letter-drafted = Draft “{ $title }” begun
history-letter-draft-discarded = Draft “{ $title }” thrown away
history-letter-finished = Letter “{ $title }” drawn up (version { $version })
history-letter-batch-begun = Batch of { $letters } letters begun ({ $template })
history-letter-batch-abandoned = Rest of the batch of letters given up ({ $waiting } not made)
history-letter-template-imported = Letter template { $template } imported (version { $version })
history-letter-template-retired = Letter template { $template } taken out of use
history-letterhead-set = Letterhead set
