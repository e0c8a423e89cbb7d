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
help-sync = Sends the outbox to the platform
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
arg-all = All unsealed documents of this desk
arg-p12 = Key of the seal with its certificate (PKCS#12)
arg-p12-passphrase-file = File whose first line is the key's passphrase (else it is asked for)
arg-operation = Operations (else all that are parked)
arg-identifier = The identifier as printed, or its address
arg-force = Replaces a file that exists
arg-out-dir = Folder for the sealed files, under the same name
arg-platform-url = Address of the platform, for example https://verify.example.lu
arg-no-stamp = Draws nothing on the pages
arg-level = PAdES level: B-B; B-T, B-LT and B-LTA are refused today
arg-jobs = Files sealed at the same time, 1 to 64 (else one for each core)
arg-results = File for a sheet of results: .csv or .json
arg-authority = Authority printed in the stamp (else the certificate's)
arg-stamp-lang = Language of the stamp: fr, de, lb or en (fr)
arg-trust = PEM file of the root certificates to trust
arg-at = Time to judge for, for example 2026-11-03T10:30:00+01:00 (else now)
arg-offline = Without network (always so today)
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
level-not-available = Level { $level } cannot be made yet; nothing was written.
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
dossier-created = Dossier { $reference } created.
dossiers-none = There is no dossier on this desk yet.
dossiers-none-found = No dossier matches “{ $search }”.
dossiers-more = There may be more: --offset { $offset }
import-done = { $file }: “{ $title }”
import-duplicate = { $file }: already in this dossier as “{ $title }”; nothing was added
import-also-in = Also in: { $references }
exported = “{ $title }” is written to { $file }.
seal-nothing = Nothing to seal.
seal-resumed = sealed by an earlier run of this command
seal-summary = Sealed: { $sealed } · refused: { $refused }
outbox-empty = The outbox is empty.
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
dossier-closed = closed
origin-imported = imported
origin-sealed = sealed
origin-augmented = augmented
status-on-this-desk = on this desk only
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
purpose-guessed = presumed from the holder
