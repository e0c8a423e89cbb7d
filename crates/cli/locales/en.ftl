# The words of the command line.

### Help: headings and commands.
help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-global = For every command
help-greffe = Greffe: dossiers, seals and originals on the command line
help-desk = The desk: create, check, passphrase
help-desk-create = Creates an encrypted desk in a new folder
help-desk-info = Shows the desk: administration, person, platform, what waits
help-desk-check = Checks database, contents and journal
help-desk-passphrase = Changes the passphrase
help-enrol = Enrols this desk with a platform, by a one-time code
help-sign-in = Signs a person in on this desk, in their browser, where the platform offers it
help-sign-out = Signs out: the desk acts for nobody any more where the platform wants a sign-in
help-dossier = Dossiers: create, search, show
help-dossier-create = Creates a dossier; without a reference it gets the next number
help-dossier-list = Lists the dossiers, the last changed one first
help-dossier-show = Shows a dossier: parties, documents, history
help-document = Documents: import, read, verify, seal
help-document-import = Takes PDF files into a dossier; the files stay where they are
help-document-show = Shows a document and its versions
help-document-export = Writes a version to a file that does not exist yet
help-document-read = Writes the bytes of a version to standard output
help-document-verify = Verifies the signatures and seals of a document
help-document-seal = Seals documents; each one gets its identifier
help-outbox = Shows what waits to be sent to the platform
help-outbox-retry = Puts parked operations back into the queue
help-outbox-give-up = Gives refused changes up: the platform's state holds here again, the journal keeps what they said
help-sync = Synchronises with the platform: sends what waits, takes what others changed
help-journal = The journal: verify, export
help-journal-verify = Walks the journal's hash chain
help-journal-export = Exports the journal, one JSON line for each entry
help-fetch = Fetches the original of an identifier from the platform
help-seal = Seals PDF files, without a desk
help-verify = Verifies the signatures and seals of PDF files, without a desk
help-identifier = The printed identifier: make, read
help-identifier-new = Draws a new identifier at random
help-identifier-parse = Reads an identifier that was typed, pasted or scanned
help-completion = Writes the completion script for a shell
help-help = Shows the help of a command

### Help: arguments.
arg-desk = Folder of the desk (else $GREFFE_DESK, else the user's own)
arg-passphrase-file = File whose first line is the desk's passphrase (else $GREFFE_PASSPHRASE_FILE, else it is asked for)
arg-seal-passphrase-file = File whose first line is the key's passphrase (else it is asked for)
arg-lang = Language: fr, de, lb or en (else the system's, else French)
arg-json = Results as JSON, one line for each item; errors as JSON on standard error
arg-help = Shows this help
arg-greffe-version = Shows the version of the program
arg-administration = Name of the administration, as printed in stamps
arg-person = Name of the person who works here
arg-office = Office code for references, for example RES
arg-role = Role: agent, signatory, clerk, auditor or administrator; may be repeated
arg-new-passphrase-file = File whose first line is the new passphrase (else it is asked for)
arg-extract-revision = Write what signature number N signed to --out, byte for byte
arg-platform = Address of the platform, for example https://verify.example.lu
arg-code = One-time code from the platform (else it is asked for)
arg-code-file = File whose first line is the code
arg-ca = PEM file of authorities to trust for the connection, besides the system's
arg-subject = Subject of the dossier
arg-reference = Reference (else the next one)
arg-procedure = Key of the procedure, for example residence-certificate
arg-applicant = Applicant; “legal:” before the name of a legal person; may be repeated
arg-addressee = Addressee, as for --applicant
arg-third-party = Third party, as for --applicant
arg-search = Words to find in reference, subject, parties or documents
arg-limit = Number of dossiers at most (100)
arg-offset = Number of dossiers to skip (0)
arg-dossier = Reference of the dossier, or its id
arg-document = Document: reference of the dossier and number, for example 2026/RES/000001#2, or its id
arg-file = PDF files
arg-input = PDF files; they are not changed
arg-title = Title (else the file's name)
arg-out = File to write; it must not exist yet
arg-version = Number of the version (else the newest)
arg-target = Documents, or dossiers of which all unsealed documents are taken
arg-dossier-show-all = All documents, and the whole history
arg-all = All unsealed documents of this desk
arg-p12 = Key of the seal with its certificate (PKCS#12)
arg-p12-passphrase-file = File whose first line is the key's passphrase (else it is asked for)
arg-operation = Operations (else all that are parked)
arg-identifier = The identifier as printed, or its address
arg-force = Replaces a file that exists
arg-out-dir = Folder for the sealed files, under the same name
arg-platform-url = Address of the platform, for example https://verify.example.lu
arg-no-stamp = Draws nothing on the pages
arg-level = PAdES level: B-B, B-T, B-LT or B-LTA
arg-jobs = Files sealed at the same time, 1 to 64 (else one for each core)
arg-results = File for a sheet of results: .csv or .json
arg-authority = Authority printed in the stamp (else the certificate's)
arg-stamp-lang = Language of the stamp: fr, de, lb or en (fr)
arg-trust = PEM file of the root certificates to trust
arg-at = Time to judge for, for example 2026-11-03T10:30:00+01:00 (else now)
arg-offline = Without network (always so unless --online is given)
arg-password-file = File whose first line is the password of encrypted PDFs
arg-text = The identifier; several words are read together
arg-shell = bash, zsh, fish, elvish or powershell
arg-command = The command

### Help: names of values.
value-folder = FOLDER
value-file = FILE
value-language = LANGUAGE
value-name = NAME
value-code = CODE
value-role = ROLE
value-url = URL
value-text = TEXT
value-reference = REFERENCE
value-key = KEY
value-word = WORD
value-number = NUMBER
value-dossier = DOSSIER
value-document = DOCUMENT
value-target = TARGET
value-operation = OPERATION
value-identifier = IDENTIFIER
value-level = LEVEL
value-time = TIME
value-shell = SHELL
value-command = COMMAND

### Errors of use.
usage-command-missing = A command is missing.
  .next = “greffe help” shows the commands and their options.
usage-command-unknown = There is no command “{ $command }”.
  .next = “greffe help” shows the commands and their options.
usage-command-similar = There is no command “{ $command }”.
  .next = Did you mean “{ $similar }”?
usage-argument-unknown = The argument “{ $argument }” is not known here.
  .next = “--help” after the command shows its options.
usage-argument-similar = The argument “{ $argument }” is not known here.
  .next = Did you mean “{ $similar }”?
usage-argument-missing = Missing: { $argument }.
  .next = “--help” after the command shows its options.
usage-argument-conflict = “{ $argument }” does not go with “{ $other }”.
  .next = Choose one of the two.
usage-value-missing = The value of “{ $argument }” is missing.
  .next = Write it after the option.
usage-value-not-possible = “{ $value }” is not possible for “{ $argument }”.
  .next = Possible: { $possible }.
usage-value-invalid = “{ $value }” does not fit “{ $argument }”.
  .next = “--help” after the command says what is expected.
usage-not-utf8 = An argument is not UTF-8 text.
  .next = Type it again.
usage-wrong = The command line is not understood ({ $argument }).
  .next = “greffe help” shows the commands and their options.

### Errors of the command line itself. What the desk, the key or the platform says stands with them.
path-not-a-folder = In { $file }, a part of the path is not a folder.
  .next = Check the path.
trust-file-invalid = { $file } holds no certificate that can be read.
  .next = Give a PEM file (“BEGIN CERTIFICATE”).
passphrase-file-empty = The first line of { $file } is empty.
  .next = Write the passphrase on the first line.
passphrase-needed = A passphrase is needed, and there is no terminal to ask at.
  .next = Give a file with { $option }. Never on the command line: every user of the machine sees it there.
passphrases-differ = The two entries differ; nothing was changed.
  .next = Try again.
enrolment-code-needed = The enrolment code is needed, and there is no terminal to ask at.
  .next = Give it with --code or --code-file.
revision-of-several-files = Only one file can be given to take a signed revision out of.
  .next = Give one file.
signed-revision-unknown = “{ $file }” has no signature number { $number } whose signed revision can be told.
  .next = “greffe verify” lists the signatures; the first one is number 1.
time-invalid = “{ $text }” is not a complete time.
  .next = Write date, time and zone, for example 2026-11-03T10:30:00+01:00.
document-argument-invalid = “{ $text }” does not name a document.
  .next = Write the dossier's reference and the document's number, for example 2026/RES/000001#2; “greffe dossier show” shows the numbers.
document-number-unknown = The dossier { $reference } has no document number { $number }: it has { $count }.
  .next = “greffe dossier show { $reference }” shows the numbers.
document-version-unknown = The document has no version { $number }: it has { $count }.
  .next = “greffe document show” shows the versions.
operation-argument-invalid = “{ $text }” is not the id of an operation.
  .next = “greffe outbox” shows the operations.
title-for-several-files = A title goes with one file, and there are { $count }.
  .next = Import the files one by one, or without --title.
output-is-terminal = A PDF is not for a terminal.
  .next = Redirect the output: > file.pdf, or use “document export”.
desk-folder-unknown = This system does not say where the user's data are.
  .next = Name the desk's folder with --desk.
results-kind-unknown = “{ $file }” is neither .csv nor .json.
  .next = Give the sheet of results one of these two extensions.
  .next = Ask for B-B; a time-stamp can be added later.
interrupted = Interrupted: { $done } of { $all } finished, nothing was left half done.
  .next = Run the same command again: what is done is not done twice.

### Questions at the terminal.
ask-desk-passphrase = Passphrase of the desk:
ask-new-passphrase = New passphrase:
ask-new-passphrase-again = Once more:
ask-key-passphrase = Passphrase of the key:
ask-enrolment-code = Enrolment code:

### Results.
desk-created = Desk created in { $folder }.
desk-check-good = Database, contents and journal are sound.
passphrase-changed = The passphrase is changed.
journal-good = { $count ->
    [one] The journal is sound: one entry.
   *[other] The journal is sound: { $count } entries.
  }
journal-exported = { $count ->
    [one] One entry exported.
   *[other] { $count } entries exported.
  }
enrolled = This desk is enrolled with { $platform }.
enrolled-elsewhere = It belongs to “{ $now }” there; until now it said “{ $before }”. If that is not your administration, do not synchronise, and tell your administrator.
sign-in-open = Sign in at this address in your browser: { $address }
signed-in = Signed in as { $name }, until { $until }.
signed-out = Signed out.
sign-in-page-done = You are signed in. You can close this page and go back to the desk.
dossier-created = Dossier { $reference } created.
dossiers-none = There is no dossier on this desk yet.
dossiers-none-found = No dossier matches “{ $search }”.
dossier-newest-documents = The newest { $shown } of { $count } documents. All of them and the whole history: --all
dossiers-more = There may be more: --offset { $offset }
import-done = { $file }: “{ $title }”
import-duplicate = { $file }: already in this dossier as “{ $title }”; nothing was added
import-also-in = Also in: { $references }
exported = “{ $title }” is written to { $file }.
seal-nothing = Nothing to seal.
seal-resumed = sealed by an earlier run of this command
seal-summary = Sealed: { $sealed } · refused: { $refused }
outbox-empty = The outbox is empty.
outbox-given-up = { $count ->
    [1] One change was given up; what it said stands in the journal.
   *[other] { $count } changes were given up; what they said stands in the journal.
  }
outbox-retry = { $count ->
    [0] No operation was parked.
    [1] One operation waits again.
   *[other] { $count } operations wait again.
  }
sync-acknowledged = { $count ->
    [0] The platform received nothing ({ $size } sent).
    [1] The platform received one operation ({ $size } sent).
   *[other] The platform received { $count } operations ({ $size } sent).
  }
sync-nothing = Nothing to send: the platform has everything.
sync-waiting = { $count ->
    [1] One operation still waits.
   *[other] { $count } operations still wait.
  }
sync-parked = { $count ->
    [1] One operation is parked: see “greffe outbox”.
   *[other] { $count } operations are parked: see “greffe outbox”.
  }
fetched = Original written to { $file } ({ $size }).
interrupt-notice = Finishing the item at hand; Ctrl-C again ends at once.

### Progress.
progress-remaining = left
step-verifying = Verifying

### Labels.
field-administration = Administration
field-person = Person
field-folder = Folder
field-platform = Platform
field-waiting = Waiting
field-last-sync = Last sync
field-demo = Demonstration
field-status = Status
field-procedure = Procedure
field-created = Created
field-changed = Changed
field-id = Id
field-identifier = Identifier
field-check-page = Check page
field-canonical = Without separators
field-url = Address
field-integrity = Integrity
field-changes = After signing
field-level = Level
field-claimed-time = Claimed time
field-proven-time = Proven time
party-applicant = Applicant
party-addressee = Addressee
party-third = Third party
not-enrolled = not enrolled
never = never
desk-is-demo = its certificates are TEST certificates
role-agent = agent
role-signatory = signatory
role-clerk = clerk
role-auditor = auditor
role-administrator = administrator
column-reference = Reference
column-subject = Subject
column-party = Party
column-status = Status
column-documents = Documents
column-waiting = Waiting
column-changed = Changed
column-number = No.
column-title = Title
column-versions = Versions
column-size = Size
column-identifier = Identifier
column-time = Time
column-event = Event
column-actor = By
column-version = Version
column-origin = Origin
column-pages = Pages
column-sha256 = SHA-256
column-what = What
column-since = Since
column-attempts = Attempts
column-sent = Sent
column-operation = Operation
dossier-open = open
dossier-status-closed = closed
origin-imported = imported
origin-sealed = sealed
origin-augmented = augmented
status-on-this-desk = not sealed
status-withdrawn = withdrawn
status-waiting = waiting to be sent
status-held = waiting for a time-stamp
status-parked = parked
status-on-platform = on the platform since { $since }
history-other = { $kind }
size-bytes = { $count } bytes
size-kilobytes = { $value } kB
size-megabytes = { $value } MB
size-gigabytes = { $value } GB

### Validation.
verdict-total-passed = valid
verdict-indeterminate = indeterminate: integrity holds, trust could not be decided
verdict-total-failed = NOT VALID
verdict-no-signature = no signature
verdict-error = unreadable
kind-signature = Signature by
kind-certification = Certification by
kind-document-timestamp = Time-stamp by
field-issuer = Issuer
signer-unknown = unknown signer
integrity-intact = intact
integrity-broken = BROKEN
changes-none = nothing was changed
changes-none-partial = nothing was changed; the signature does not cover the whole file
changes-permitted = only what the signature permits
revision-extracted = Wrote the revision that signature { $number } signed to { $out }.
changes-unclear = a later signature is drawn over the page: compare the revisions
changes-not-permitted = CHANGED in a way that is not permitted
level-none = not a PAdES baseline level
help-certificates = Shows the certificates of cards and of a key file, and why some are unsuitable
help-doctor = Tells whether sealing would work here, and what stands in its way
arg-pkcs11-module = Driver of the card (PKCS#11 module); else those installed
arg-slot = Number of the slot, as the driver counts
arg-token = Label of the token
arg-certificate = Identifier (CKA_ID) or SHA-256 fingerprint of the certificate, in hexadecimal
arg-pin-file = File whose first line is the PIN (else it is asked for)
arg-pin-pad = The PIN is typed at the reader’s own keys
arg-chain = PEM file of the certificates above the key’s own, where it does not bring them
arg-rsa-pss = Signs with RSA-PSS instead of PKCS#1 v1.5 (RSA keys)
arg-key = Key file (PKCS#12)
arg-certificates-passphrase-file = File whose first line is the passphrase of the key file (else it is asked for)
arg-doctor-passphrase-file = File whose first line is the passphrase of the key file (else it is asked for)
arg-tsa = Address of a time-stamping authority; repeatable
arg-doctor-offline = Asks nothing of the network
value-module = MODULE
value-label = LABEL
value-id = ID
ask-pin = PIN of the token “{ $token }”:
pin-at-the-reader = Enter the PIN of the token “{ $token }” at the reader.
certificates-none = No certificate was found.
purpose-signature = signature of a person
purpose-seal = seal of an organisation
purpose-neither = neither signature nor seal
claim-qualified = claims to be qualified
claim-qualified-device = claims to be qualified, key in a qualified device
place-token = token “{ $token }”, slot { $slot }
field-purpose = Purpose
field-organisation = Organisation
field-validity = Validity
field-key-kind = Key
field-serial = Serial number
field-fingerprint = SHA-256 fingerprint
field-place = Place
field-certificate-id = Identifier

### Visible seals.
help-visible-seal = Visible seals: check them with no network, bundle, profile
help-visible-seal-verify = Checks visible seals in pictures, scans, files of bytes or typed text
help-visible-seal-profile = Writes the profile of our visible seals as XML
help-visible-seal-bundle = The signed bundle of certificates by which visible seals are checked
help-visible-seal-bundle-make = Makes and signs a bundle
help-visible-seal-bundle-show = Shows a bundle whose signature fits
help-desk-visible-seal = Shows or sets whether documents get a visible seal, and as whom
arg-visible-seal-verify-file = PNG, JPEG or PNM picture, scanned PDF, bytes of a seal, or text that stands for them; “-” is standard input
arg-bytes = Bytes of a seal as hexadecimal or Base64; may be repeated
arg-bundle = Signed bundle of certificates
arg-bundle-key = The publisher’s certificate or public key, PEM or DER
arg-bundle-at-least = Refuse a bundle of a lower version
arg-entry = Certificate of a signer: SIGNER=FILE, the certificate first in the PEM file, then its chain; may be repeated
arg-revoke = SIGNER/REFERENCE=TIME[,REASON], for example LUAS/4F1C=2026-11-20T00:00:00Z,keyCompromise; may be repeated
arg-previous = The bundle before, whose entries stay (with --bundle-key); the version becomes the next one
arg-visible-seal-bundle-make-version = Version (else the next one after --previous, else 1)
arg-valid-days = Days until the next bundle (else 30)
arg-visible-seal = Ask for a visible seal: where the key cannot sign one, nothing is sealed
arg-no-visible-seal = Draw the stamp without a visible seal
arg-signer-id = Signer identifier of the administration: two letters of the country and two letters or digits (else from the certificate)
arg-fact = Fact in the visible seal: title=…, reference=…, addressee=… or fact=…; may be repeated
arg-seal-visible-seal-p12 = Another key for the visible seal (P-256 or P-384), PKCS#12
arg-seal-visible-seal-passphrase-file = File whose first line is that key’s passphrase (else it is asked for)
arg-on = Documents get a visible seal where the key can sign one
arg-off = Documents get no visible seal
value-entry = SIGNER=FILE
value-revocation = SIGNER/REFERENCE=TIME
value-signer = LUxx
value-fact = NAME=TEXT
field-valid-from = Valid from
field-valid-until = Valid until
field-sealed-on = Sealed on
field-signer-id = Signer
field-seal-certificate = Certificate
field-seal-issuer = Issued by
field-revoked-at = Revoked
field-bundle = Bundle
field-bundle-issued = Made on
field-bundle-next = Next one by
field-visible-seal = Visible seal
bundle-version-and-age = Version { $version }, { $days } days old
visible-seal-on = on
visible-seal-off = off
visible-seal-by-certificate = by the certificate
visible-seal-bundle-key-invalid = { $file } holds no certificate or public key of the kind P-256 or P-384.
    .next = Give the certificate of the bundle’s publisher, PEM or DER.
visible-seal-bundle-argument-invalid = “{ $text }” cannot be read.
    .next = See greffe help visible-seal bundle make.
visible-seal-fact-invalid = “{ $text }” is not a fact.
    .next = Write title=…, reference=…, addressee=… or fact=…

# Signature fields, appearance and places
help-inspect = Tells what a PDF is: pages, signature fields and what they ask, certification, conformance
help-repair = Makes a new PDF from what can be read of a damaged one, and tells what was lost
arg-field = Existing signature field to sign in; an empty name takes the first empty one, or a new one
arg-certify = Certifies the document: 1 allows no change, 2 forms and signatures, 3 annotations as well
arg-lock = Form fields that may not change any more: all, include:A,B or exclude:A,B
arg-appearance = Template (TOML) of the visible signature; without it the signature is invisible
arg-image = Image in the visible signature, PNG or JPEG
arg-place = Place in millimetres, e.g. page=1,x=20,y=20,w=60,h=25,from=top-left
arg-placeholder = Marker in the text of the document that fixes the place, e.g. [[signature]]
arg-pages = Pages: first, last, all or a number
arg-stamp-place = Place of the stamp, when it is not that of the signature
arg-stamp-placeholder = Marker that fixes the place of the stamp
arg-stamp-pages = Pages of the stamp: first, last, all or a number
arg-capacity = In what capacity the holder signs
arg-delegation = For whom the holder signs, e.g. “p.d. the mayor”
arg-reason = Reason of the signature
arg-location = Place of signing
arg-repair-input = The damaged PDF; it is never changed
arg-repair-output = The new PDF
arg-forget-signatures = Repairs even where signatures are lost by it
value-lock = FIELDS
value-place = PLACE
value-pages = PAGES
value-out = OUT
option-invalid = “{ $text }” is not understood for { $option }.
    .next = “--help” after the command says what is expected.
field-pdf-version = PDF version
field-pdf-title = Title
field-page-count = Pages
field-conformance = Conformance
field-encrypted = Encrypted
field-signature-count = Signatures
field-certification = Certification
field-state-signed = signed
field-state-locked = locked
field-state-empty = empty
field-on-page = page { $page }
inspect-yes = yes
inspect-no = no
inspect-need-appearances = The form asks readers to draw its fields anew: what a reader shows may differ from what was signed.
inspect-usage-rights = The file carries usage rights for an old reader; any change, also a signature, ends them.
inspect-fields-outside-form = A page shows a signature field that the form does not list.
inspect-rotation-odd = A page is to be turned by an angle that is no multiple of 90 degrees; it is shown unturned.
inspect-pages-without-size = A page has a size that makes no sense.
repair-pages = { $pages } pages of { $promised } were found.
repair-unreadable = Objects that could not be read: { $objects }
repair-missing = Parts that are referred to and are nowhere: { $count }
repair-cut = Pieces that end too early: { $count }
repair-signatures = Signatures left out: { $count }
repair-content = Pages whose content is damaged: { $pages }
repair-nothing-lost = Nothing is known to be lost; pages: { $pages }.
repair-was-readable = The file could be read without repair.
repair-check = Compare every page with the original before you use the new document.

### Levels and augmentations.
help-desk-levels = Shows or sets the levels of seals and the time-stamping authorities
help-augmentations = What still has to be added to seals before they are sent
help-augmentations-list = Shows what waits for a time-stamp
help-augmentations-run = Adds what is missing now
help-augmentations-send-as-is = Sends originals at the level they have
seal-held = Waits for a time-stamp to reach { $wanted }; held in the outbox
augmentations-none = Nothing waits for a time-stamp.
arg-document-seal-level = Level wanted: B-B, B-T, B-LT or B-LTA (else as set on the desk)
arg-if-missed = When the level is not reached: refuse, or later (seal, hold, and add it later)
arg-document-seal-dossier = Dossiers of which all unsealed documents are taken; may be repeated
arg-desk-levels-procedure = Key of the procedure the level is for (else for all)
arg-no-browser = Only show the address, open no browser
arg-no-tsa = Removes every time-stamping authority
arg-tsa-user = User at the authorities
arg-tsa-password-file = File whose first line is the user’s password
arg-tsa-timeout = Seconds within which an authority must answer
arg-tsa-per-hour = Time-stamps within an hour at most
arg-tsa-per-day = Time-stamps within a day at most
value-choice = CHOICE
value-seconds = SECONDS
field-if-missed = If missed
field-tsa = Time-stamping authorities
if-missed-refuse = refused
if-missed-later = sealed, held, and augmented later
column-level = Level
column-next-attempt = Next attempt
column-document = Document
arg-desk-levels-level = Level wanted: B-B, B-T, B-LT or B-LTA
arg-desk-levels-tsa = Address of a time-stamping authority, the preferred one first; may be repeated

### Trusted lists.
help-trust = Trusted lists: fetch, show
help-trust-update = Fetches the list of lists and the national trusted lists into a folder; what cannot be relied on stays as it was
help-trust-show = Shows the trusted lists of a folder: age, number, next update, and the services of a country
arg-trust-lists = Folder of trusted lists, as “greffe trust update” fetches them
arg-lotl-certificates = Folder of the certificates that may sign the list of lists (Official Journal); else “lotl-certificates” beside the lists
arg-lotl-url = Address of the list of lists (else the Commission’s)
arg-online = Asks for issuers and revocation that the file does not carry
arg-etsi-report = File for the report of ETSI TS 119 102-2 (XML)
arg-trust-update-out = Folder for the lists
arg-folder = Folder of the lists
arg-country = Country whose services are shown, for example LU
trust-renewed = renewed
trust-in-force = { $operator }, number { $sequence }, { $days } days old, next update { $next }
trust-stale = { $operator }, number { $sequence }, { $days } days old: OUT OF DATE since { $next }, not relied on
field-qualification = By the trusted lists
qualification-qesig = qualified electronic signature (QESig)
qualification-qeseal = qualified electronic seal (QESeal)
qualification-adesig-qc = advanced electronic signature with a qualified certificate (AdESig-QC)
qualification-adeseal-qc = advanced electronic seal with a qualified certificate (AdESeal-QC)
qualification-adesig = advanced electronic signature (AdESig)
qualification-adeseal = advanced electronic seal (AdESeal)
qualification-ades = advanced electronic signature or seal (AdES)
qualification-indeterminate = undecided
qualification-not-applicable = none: the signature failed
purpose-guessed = presumed from the holder
help-augment = Raises signed PDF files to a higher level or renews them, without a desk
arg-renew = Adds fresh validation data and another archive time-stamp
arg-if-level-fails = When the level is not reached: refuse, or keep (what was reached, to be augmented later)
arg-tsa-policy = Policy to ask the authorities for
arg-augment-input = Signed files
arg-augment-out-dir = Folder for the results, under the same name
value-oid = OID
