# Texts of the area: search.
search-hint = Words are enough. To be more precise: "rue de la Gare" (words in this order), -refus (without this word), tag:urgent, after:03.2026; likewise procedure:, status:, party:, office:, class:, access:, before:, year:.
search-keep = Save the search
search-keep-text = “{ $query }”
search-is-kept = Search “{ $name }” saved.
search-not-complete = These words are very common: only the newest places were looked at. Add a word.
saved-searches = Saved searches
saved-name = Name of the search
saved-rename-of = Rename the search “{ $name }”
saved-remove-of = Delete the search “{ $name }”
saved-is-removed = The saved search is deleted.
dossiers-count-more = More than { $count } dossiers
list-more = Show more
list-coming = { $count } rows are here, the others are coming.
filters = Filters
filter-status = Open or closed
filter-office = Office
filter-every-status = All
filter-every-procedure = All procedures
filter-every-state = All states
filter-every-tag = All tags
filter-every-class = The whole plan
filter-every-office = All offices
filter-every-access = Every access
status-open = Open
status-closed = Closed
order = Order
order-changed = Last change
order-created = Creation
order-reference = Reference
place-page = { $title }, page { $page }
place-title = Title of a document
place-party = Party
place-tag = Tag
place-note = Note
history-search-saved = Search “{ $name }” kept
history-search-removed = Kept search “{ $name }” removed
history-search-renamed = Kept search “{ $old }” renamed “{ $name }”
texts-title = Texts for searching
texts-text = What could not be read is read again; pictures of text too, if text recognition (OCR) was installed since.
texts-again = Read the texts again
texts-nothing = There was nothing to read again: searching finds all that can be read.
texts-done = { $count ->
    [one] { $count } text is read: searching finds it.
   *[other] { $count } texts are read: searching finds them.
  }
texts-none = { $count ->
    [one] { $count } file has no text.
   *[other] { $count } files have no text.
  }
texts-ocr = { $count ->
    [one] { $count } file is a picture of text: it needs text recognition (OCR).
   *[other] { $count } files are pictures of text: they need text recognition (OCR).
  }
texts-failed = { $count ->
    [one] { $count } file could not be read.
   *[other] { $count } files could not be read.
  }
texts-waiting = { $count ->
    [one] { $count } text still waits.
   *[other] { $count } texts still wait.
  }
