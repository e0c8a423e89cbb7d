# The window
app-name = Greffe
window-title = { $page } · Greffe
loading = Loading…
close = Close
cancel = Cancel
cancelling = Stopping…
optional = optional
skip = Skip to content
navigation = Main navigation
menu = Menu
crumbs = Breadcrumb
demo = Demonstration · TEST
browser = Browser · made-up data
notice-dismiss = Dismiss message
page-unknown = This page does not exist

# Before the desk is open
front-line = The registry where acts are kept and sealed.
front-note = Work without a network. Seal. Every paper copy leads to the original.
unlock-title = Unlock the desk
unlock-explain = Your dossiers are encrypted on this computer. The passphrase opens them; it never leaves this desk.
unlock-submit = Unlock
unlock-busy = Opening…
passphrase = Passphrase
passphrase-show = Show the passphrase
passphrase-missing = Enter the passphrase.
passphrase-short = The passphrase needs at least 12 characters.
passphrase-differs = The two passphrases differ.
create-title = Create the desk
create-explain = This desk keeps your dossiers encrypted on this computer and synchronises them with the platform when there is a network.
create-administration = Administration
create-administration-hint = As printed on the acts, for example “Commune de Mertzig”.
create-person = Your name
create-office = Office code
create-office-hint = In references: 2026/RES/000001.
create-passphrase = New passphrase
create-passphrase-hint = At least 12 characters; several words are better than one. Nobody can recover it: keep it somewhere safe.
create-repeat = Repeat the passphrase
create-submit = Create the desk
create-busy = Creating…
day-hint = For example 05.03.2026.
day-unreadable = There is no such day in the calendar, or it is not written in full: day, month and year, for example 05.03.2026.
field-missing = Fill in this field.
form-errors = { $count ->
    [one] One field needs correcting.
   *[other] { $count } fields need correcting.
  }

# Dossiers
dossiers = Dossiers
dossier = Dossier
dossiers-caption = Dossiers, last changed first
dossiers-count = { $count ->
    [0] No dossier
    [one] { $count } dossier
   *[other] { $count } dossiers
  }
dossiers-empty = No dossier yet
dossiers-empty-text = Create the first dossier, then drop the PDFs of the request into it. Everything works without a network.
dossier-new = New dossier
dossier-create = Create the dossier
dossier-created = Dossier { $reference } created.
dossier-closed = Closed
search-label = Search for a dossier
search-placeholder = Reference, subject, party, document…
search-nothing = Nothing matches “{ $search }”
search-nothing-text = The search covers reference, subject, parties and documents. Try fewer words.
search-clear = Clear the search
reference = Reference
reference-hint = Leave empty to get the next number.
subject = Subject
subject-hint = In one line, for example “Extended residence certificate”.
changed = Changed
opened = Opened
state = State
procedure = Procedure
procedure-none = No procedure
parties = Parties
no-party = No party
party-applicant = Applicant
party-kind = Person
party-natural = natural
party-legal = legal
role-applicant = Applicant
role-addressee = Addressee
role-third = Third party
history = History

# Documents
documents = Documents
document = Document
documents-count = { $count ->
    [0] No document
    [one] { $count } document
   *[other] { $count } documents
  }
documents-empty = No document in this dossier
documents-empty-text = Import PDFs, or drop them anywhere in this window. The source files are left as they are.
waiting-count = { $count } waiting
select-document = Select “{ $title }”
version-number = version { $number }
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
  }
import-action = Import…
importing = Importing { $index } of { $count }: { $name }
import-done = { $count ->
    [0] No document imported.
    [one] { $count } document imported.
   *[other] { $count } documents imported.
  }
import-known = { $count ->
    [one] “{ $title }” is in this dossier already.
   *[other] { $count } files are in this dossier already.
  }
import-refused = { $count ->
    [one] { $count } file refused.
   *[other] { $count } files refused.
  }
import-also = “{ $title }” is also in { $references }.
drop-nowhere = Open a dossier first, then drop the files there.
drop-into = File into { $reference }
choose-file = Choose…
file-none = No file chosen
file-name = File name
pages = Pages
size = Size
digest = SHA-256 digest
details = File details
versions = Versions
origin-imported = Imported
origin-sealed = Sealed: the original
origin-augmented = Augmented: the original with its time-stamp
export-original = Export the original…
export-version = Export…
exported = “{ $name }” is saved.
identifier = Identifier
copy-identifier = Copy the identifier
copied-identifier = The identifier is copied.
copy-address = Copy the check address
copied-address = The check address is copied.
copy-refused = Copying is not possible here. Select the text and copy it with the keyboard.

# Where a document stands
status-desk = Not sealed
status-desk-note = Not sealed yet, so the public page does not show it. Colleagues get it with the dossier once this desk synchronises.
status-pulled-note = An original from the platform, pulled by its identifier. It bears the seal of the authority that issued it; nothing is sent.
status-waiting = Waiting to be sent
status-held = Waiting for a time-stamp
status-held-note = The original waits for its time-stamp before it is sent.
status-waiting-note = Sealed. The original goes to the platform with the next sync.
status-parked = Needs a look
status-parked-note = The platform refused it. It stays on this desk, nothing is lost.
status-platform = On the platform
status-platform-note = The original has been kept there since { $moment }.

# Reading
preview-label = Preview of “{ $title }”
preview-tools = Reading tools
preview-page = Page
preview-page-of = Page { $page } of { $pages }
preview-previous = Previous page
preview-next = Next page
preview-smaller = Smaller
preview-larger = Larger
preview-fit = Fit to width
preview-no-text = This page is an image: it holds no text to read.
preview-not-pdf = This file is not a PDF; a preview is not possible. Export it to open it.
preview-encrypted = This PDF is protected by a password.
  .next = Type it to read the file here.
preview-password-wrong = This password does not open the PDF.
  .next = Type it again, or ask whoever sent the file.
preview-password = Password of the PDF
preview-password-hint = It is neither kept nor noted anywhere; the file stays encrypted as it is.
preview-password-open = Show
preview-damaged = This PDF is damaged: it cannot be shown.
    .next = Ask its author for the file again.

# Validation
validation = Validation
validate = Validate the signature
verdict-passed = All signatures and seals are valid.
verdict-failed = At least one signature or seal is not valid.
verdict-indeterminate = Nothing is broken, but not everything could be confirmed.
verdict-none = This version carries neither signature nor seal.
signature-intact = intact
signature-broken = altered
covers-whole = covers the whole file
covers-part = covers only a part of the file

# Sealing
seal-action = Seal…
seal-action-count = { $count ->
    [one] Seal { $count } document…
   *[other] Seal { $count } documents…
  }
seal-title = Seal
seal-explain = Each document gets an identifier, a QR code and the seal of the administration. The original sealed this way can no longer be changed.
seal-what = { $count ->
    [one] { $count } document to seal
   *[other] { $count } documents to seal
  }
seal-key = Key
seal-key-none = No key chosen
seal-key-missing = No key is chosen.
    .next = Choose a certificate on a card or token, or the .p12 file of the administration’s seal.
seal-passphrase = Passphrase of the key
seal-passphrase-hint = That of the .p12 file, not of the desk. It is erased after use.
seal-passphrase-missing = The passphrase of the key is empty.
    .next = Enter the passphrase of the .p12 file.
seal-submit = { $count ->
    [one] Seal the document
   *[other] Seal the { $count } documents
  }
seal-progress = Sealing
seal-running = Document { $done } of { $count }
seal-running-hint = Each sealed document is safe at once: an interruption loses nothing.
seal-done = Result of sealing
seal-result = { $sealed ->
    [0] No document sealed
    [one] { $sealed } document sealed
   *[other] { $sealed } documents sealed
  }{ $refused ->
    [0] .
    [one] , { $refused } refused.
   *[other] , { $refused } refused.
  }
seal-left = { $count ->
    [one] { $count } document was not worked on: it stays as it is.
   *[other] { $count } documents were not worked on: they stay as they are.
  }
seal-covers = No free margin: the stamp covers part of the page. Read it again.

# Sync
sync-title = Sync
sync-start = Sync
sync-running = Sending…
sync-calm = Everything is sent
sync-waiting = { $count ->
    [one] { $count } change waiting
   *[other] { $count } changes waiting
  }
sync-not-enrolled = Not enrolled
sync-enrol = Enrol this desk
sync-last = Last: { $moment }
sync-sent = { $count ->
    [0] Nothing could be sent.
    [one] { $count } original sent to the platform.
   *[other] { $count } originals sent to the platform.
  }
sync-parked = { $count ->
    [one] { $count } item needs a look in the outbox.
   *[other] { $count } items need a look in the outbox.
  }
sync-nothing = Everything has been sent already.
outbox = Outbox
outbox-explain = What the platform has not acknowledged yet. Nothing is lost here, even without a network.
outbox-empty = Everything is sent
outbox-empty-text = Documents you seal wait here until the platform acknowledges them.
outbox-not-enrolled = This desk is not enrolled with a platform yet.
outbox-registration = Original to register
waiting-since = since { $moment }
attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
  }
retry = Try again
retry-done = The item is waiting again.

# Settings
settings = Settings
settings-window = Window
settings-desk = This desk
language = Language
theme = Appearance
theme-system = As the system
theme-light = Light
theme-dark = Dark
go-to-dossiers = Go to the dossiers
lists-density = Rows of lists
lists-comfortable = Comfortable
lists-compact = Compact
palette-lists-comfortable = Comfortable rows in lists
palette-lists-compact = Compact rows in lists
text-size = Text size
idle = Lock after
idle-never = Never
minutes = { $count } minutes
letter-keys = Single-key shortcuts
letter-keys-hint = J and K to move, N for a new dossier… Switch off with voice control.
administration = Administration
person = Person
roles = Roles
role-agent = agent
role-signatory = signatory
role-clerk = clerk
role-auditor = auditor
role-administrator = administrator
platform = Platform
platform-none = None: this desk works on its own
enrol-title = Enrol this desk
enrol-explain = The administrator of the platform gives you its address and a one-time code.
enrol-platform = Address of the platform
enrol-code = Enrolment code
enrol-certificates = Certificates of the platform
enrol-certificates-hint = Only when the platform has an authority of its own (.pem file).
enrol-submit = Enrol
enrol-again = Enrol with another platform
enrol-missing = Address and code are both needed.
enrolled = This desk is enrolled with { $platform }.
passphrase-change = Change the passphrase
passphrase-change-submit = Change
passphrase-old = Current passphrase
passphrase-changed = The passphrase is changed.
about = About
about-version = Greffe { $version }, licence EUPL-1.2.
about-parts = Contains Designsystemet (MIT), pdf.js (Apache-2.0) and the typefaces Inter, Source Serif 4 and IBM Plex Mono (OFL 1.1).
lock = Lock

# Shortcuts
keys-title = Keyboard shortcuts
keys-off = Single-key shortcuts are switched off in the settings.
keys-everywhere = Everywhere
keys-lists = Lists and dossiers
keys-reading = Reading
keys-help = This sheet
keys-search = Search
keys-dossiers = Dossiers
keys-outbox = Outbox
keys-settings = Settings
keys-sync = Sync
keys-zoom = Text size
keys-lock = Lock
keys-back = Back, close
keys-down = Next row
keys-up = Previous row
keys-open = Open
keys-select = Select
keys-new = New dossier
keys-import = Import
keys-seal = Seal
keys-next-page = Next page
keys-previous-page = Previous page
keys-larger = Larger
keys-smaller = Smaller
keys-fit = Fit to width
key-esc = Esc
key-enter = Enter
key-space = Space
key-ctrl = Ctrl
key-home = Home
key-end = End
key-page = Page
keys-writing = Writing
keys-window = One screen down, up
keys-ends = First row, last row
keys-next-gap = Next missing part of a letter
keys-written = Confirm in a field of several lines

# History
history-times = { $count } ×
history-dossier-created = Dossier created
history-document-imported = “{ $title }” imported
history-document-sealed = “{ $title }” sealed
history-document-registered = “{ $title }” acknowledged by the platform
history-registration-parked = Original “{ $title }” refused by the platform
history-original-fetched = Original fetched from the platform
history-document-read = “{ $title }” read
history-document-exported = “{ $title }” exported

# Times and sizes
format-moment = { $day }, { $clock } { $zone }
zone-winter = CET
zone-summer = CEST
size-bytes = { $n } bytes
size-kilobytes = { $n } kB
size-megabytes = { $n } MB
size-gigabytes = { $n } GB

# Keys, levels, check-up
seal-key-file = Key file (.p12)
seal-pin = PIN of “{ $token }”
seal-pin-hint = Tried once for all documents, then cleared.
seal-pin-empty = The PIN is empty.
    .next = Type the PIN of the card or token.
seal-pin-pad = The PIN of “{ $token }” is typed on the reader’s own keys, after “Seal”.
seal-pin-now = Type the PIN on the reader now.
seal-no-pin = This token asks for no PIN.
pin-few-left = A wrong PIN was typed before. Few tries are left before it locks.
pin-last-try = Last try: a wrong PIN locks the token.
keys-searching = Looking for cards and tokens…
keys-none = No card or token with a certificate was found.
keys-found = { $count ->
    [one] { $count } certificate found on a card or token.
   *[other] { $count } certificates found on cards or tokens.
  }
keys-search-again = Search again
keys-look-inside = Show the certificate in the file
keys-inside = Certificates in the file
key-issuer = Issued by { $issuer }
key-validity = valid from { $from } to { $to }
key-place = On “{ $place }”
purpose-signature = signature of a person
purpose-seal = seal of an organisation
purpose-neither = neither signature nor seal
purpose-guessed = { $purpose } (judging by the holder’s name)
claim-qualified = says it is qualified
claim-qualified-device = says it is qualified, key in a qualified device
seal-pause = Pause
seal-resume = Resume
seal-paused = Paused: { $done } of { $count } done
seal-held = Originals without their time-stamp wait on this desk; it is added as soon as possible. See
level-b-b = B-B, basic level
level-b-t = B-T, with time-stamp
level-b-lt = B-LT, with proofs of validity
level-b-lta = B-LTA, with archive time-stamp
level-reached = Level reached: { $level }
level-missed = The wanted level ({ $wanted }) was not reached:
visible-seal-yes = visible seal on the page
visible-seal-no-room = no room for the visible seal
held-title = Waiting for a time-stamp
held-explain = These originals are sealed, but do not have the wanted level yet. They stay on this desk; each sync tries again. Once sent, an original never changes.
held-levels = Reached: { $reached }. Wanted: { $wanted }.
held-next = next try { $moment }
held-add = Add it now
held-add-all = Add to all now
held-adding = Adding the time-stamp…
held-send = Send as it is…
held-send-title = Send without the time-stamp?
held-send-explain = “{ $title }” will leave at the level it has: { $level }. After that nothing can be added to it.
held-send-submit = Send as it is
held-released = “{ $title }” leaves as it is with the next sync.
held-result = Completed: { $done }. Still waiting: { $left }.
verdict-error = This file could not be validated.
kind-timestamp = document time-stamp
kind-certification = certification
kind-seal = seal of an organisation
kind-personal = signature of a person
kind-signature = signature or seal
qualification-qesig = qualified signature
qualification-qeseal = qualified seal
qualification-qc = advanced, with a qualified certificate
qualification-ades = advanced
qualification-open = qualification undetermined
changes-none = none
changes-permitted = only permitted additions
changes-unclear = to be looked at: something is drawn over a page
changes-not-permitted = changes that are not permitted
signer-unknown = Unknown signer
signature-kind = Kind
signature-level = Level
signature-content = Signed content
signature-changes = Changes afterwards
signature-issuer = Certificate issued by
time-claimed = Claimed time
time-proven = Proven time
time-unproven = none: no recognised time-stamp
settings-sealing = Sealing
sealing-saved = The settings for sealing are saved.
wanted-level = Wanted level
if-missed = When the level is not reached
missed-later = Seal, and complete it later
missed-refuse = Do not seal
levels-by-procedure = Level by procedure
level-of-desk = As the desk
visible-seal = Visible seal
visible-seal-hint = A code on the page that can be checked on paper and offline. It needs an ECDSA key.
authorities = Time-stamping authorities
authorities-hint = The first is asked first; the next one when it does not answer.
authorities-none = No authority is set.
authorities-missing = Without a time-stamping authority levels above B-B cannot be reached.
authority-timeout = at most { $seconds } s
authority-as = account { $user }
authority-a-day = at most { $count } a day
authority-up = Move { $url } up
authority-down = Move { $url } down
authority-remove = Remove { $url }
authority-add = Add an authority
authority-url = Address
authority-url-wrong = The address must begin with https:// or http://.
authority-known = This authority is in the list already.
authority-seconds = Longest wait (seconds)
authority-user = Account
authority-password = Password of the account
authority-per-day = Time-stamps a day at most
doctor = Sealing check-up
doctor-link = Check-up: would sealing work here?
doctor-explain = Readers, tokens, certificates, time-stamps, revocation and clock. Nothing is signed, no PIN is tried.
doctor-again = Check again
doctor-running = Checking: { $count ->
    [one] one finding
   *[other] { $count } findings
}
doctor-stopped = Stopped: { $count ->
    [one] one finding
   *[other] { $count } findings
}
doctor-done = Done: { $count ->
    [one] one finding
   *[other] { $count } findings
}
standing-good = in order
standing-attention = to be known
standing-bad = to be fixed
area-driver = Driver
area-reader = Reader
area-token = Token
area-key-file = Key file
area-certificate = Certificate
area-time-stamp = Time-stamp
area-revocation = Revocation
area-clock = Clock
area-network = Network
area-trust = Trusted lists
area-desk = Desk
history-batch-begun = Batch begun: { $count } documents
history-batch-ended = Batch ended
