# Texts of the area: letter.
history-letter-drafted = Draft “{ $title }” begun
history-letter-draft-discarded = Draft “{ $title }” thrown away
history-letter-finished = Letter “{ $title }” drawn up (version { $version })
history-letter-batch-begun = Batch of { $letters } letters begun ({ $template })
history-letter-batch-abandoned = Rest of the batch of letters given up ({ $waiting } not made)
history-letter-template-imported = Letter template { $template } imported (version { $version })
history-letter-template-retired = Letter template { $template } taken out of use
history-letterhead-set = Letterhead set

help-letter = Letters and decisions drawn up from templates
help-letter-templates = Lists the templates, with their fields; for a dossier those of its procedure first
help-letter-check = Tries out a template in a folder, without a desk
help-letter-import = Keeps the template of a folder on the desk
help-letter-export = Writes a template into a new folder, to be changed
help-letter-retire = Takes an imported template out of use
help-letter-letterhead = Shows the letterhead, and sets what is given
help-letter-draft = Begins a letter in a dossier and keeps it as a draft
help-letter-edit = Changes values of a draft
help-letter-drafts = Lists the drafts of a dossier
help-letter-preview = Writes a draft as a PDF, with its gaps marked
help-letter-finish = Makes the document of a draft
help-letter-revise = Begins the next version of a letter that was finished
help-letter-discard = Throws a draft away
help-letter-source = Shows what a finished letter was made from
help-letter-redraw = Draws a finished letter again from what it was made from
help-letter-batch = Many letters from one template
help-letter-batch-run = Makes letters for the dossiers of a table or a search
help-letter-batch-resume = Goes on with a batch; what is made is not made again
help-letter-batch-list = Lists the batches
help-letter-batch-show = Shows the letters of a batch
help-letter-batch-abandon = Gives up the letters of a batch that are not made yet
arg-letter-template = Key of the template
arg-letter-template-folder = Folder with letter.toml and letter.typ
arg-letter-draft = The draft's identity, as it was shown when it was begun
arg-letter-batch = The batch's identity
arg-letter-to-folder = A folder that does not exist yet
arg-letter-party = The party it goes to, by its name
arg-letter-language = Language of the letter: fr, de, lb or en
arg-letter-set = Value of a field or part: KEY=TEXT; @FILE reads the text from a file. Parts: reasons, subject, title, date, name, address, salutation, enclosures, yours, signatory, function, for
arg-letter-from-csv = Table with the column dossier, and others where wished
arg-letter-search = Words; every open dossier that has them gets a letter
arg-letter-dry-run = Only says what is missing in each letter; makes nothing
arg-letter-sender-office = Office or service
arg-letter-sender-address = A line of the postal address; once for each line
arg-letter-sender-phone = Telephone
arg-letter-sender-email = E-mail address
arg-letter-sender-web = Web site
arg-letter-sender-place = Place in the date line
arg-letter-window = Window of the envelope: left or right
arg-letter-logo = Picture, PNG or JPEG; “none” takes it away
arg-letter-signatory = Who signs where nobody else is named
arg-letter-signatory-function = Function of that person
arg-letter-signatory-for = In whose stead (p.d.)
arg-letter-sender-administration = Name of the administration
value-template = TEMPLATE
value-draft = DRAFT
value-batch = BATCH
value-key-text = KEY=TEXT
value-side = SIDE
letter-draft-saved = Draft “{ $title }” kept: { $draft }
letter-draft-gone = The draft was thrown away.
letter-complete = Nothing is missing; it can be finished.
letter-drafts-none = No drafts.
letter-preview-written = { $pages ->
    [one] One page
   *[other] { $pages } pages
} written to { $file }
letter-made = “{ $title }” drawn up, version { $version }
letter-template-passes = The template “{ $template }” passes in { $languages }.
letter-template-kept = Template “{ $template }” kept as version { $version }.
letter-template-written = Template “{ $template }” written to { $file }.
letter-template-put-away = Template “{ $template }” is out of use.
letter-other-language = There is no such letter in { $wished }; it is written in { $lang }.
letter-batch-summary = { $done } of { $letters } made, { $refused } refused, { $waiting } waiting
letter-batches-none = No batches.
letter-built-in = comes with the program
letter-imported = version { $version }, { $by }
letter-required = required
letter-wrong-pair = “{ $text }” is no KEY=TEXT, or the key is not known to this letter.
    .next = Write for instance --set provide_by=2026-12-24.
column-letter-template = Template
column-letter-languages = Languages
column-letter-field = Field
column-letter-kind = Kind
column-letter-label = Label
column-letter-begun = Begun
column-letter-letters = Letters
column-letter-state = State
field-letter-office = Office
field-letter-address = Address
field-letter-phone = Telephone
field-letter-email = E-mail
field-letter-web = Web site
field-letter-place = Place
field-letter-window = Window
field-letter-signatory = Signatory
