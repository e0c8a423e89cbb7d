file-empty = The file { $file } is empty (0 bytes).
  .next = Open it in the program that made it and save it again.
file-not-a-file = { $file } is not a file.
  .next = Choose a file, not a folder.
file-kind-mismatch = The file { $file } is named “.{ $named }”, but its content is { $found ->
    [pdf] a PDF
    [word] a word-processing document
    [spreadsheet] a spreadsheet
    [presentation] a presentation
    [old-office] an older Office document
    [image] an image
    [archive] an archive
    [markup] a web page or XML
    [mail] an e-mail
    [text] plain text
    [postscript] PostScript
   *[other] something else that is not recognised
  }.
  .next = Give it the right extension, or export it as PDF from its program, then try again.
file-too-large = The file { $file } has { $size } MB; a PDF may have at most { $limit } MB.
  .next = Reduce the images or split the document.
target-exists = The file { $file } exists already; it was not replaced.
  .next = Choose another name or folder.
target-is-input = The file { $file } is itself to be sealed; it is never replaced.
  .next = Choose another output folder.
input-changed = The file { $file } was changed after it was sealed into { $output }; that original was not replaced.
  .next = Seal the changed file into another folder, or with --force in place of the former original.
batch-stopped = Not begun, because the key cannot be used any more: { $reason }
  .next = Set the key right, then run the same command again.
document-not-pdf = The document “{ $title }” is not a PDF; only a PDF can be sealed.
  .next = Export it as PDF, add that PDF to the dossier and seal it.
dossier-closed = The dossier { $reference } is closed.
  .next = Choose another dossier.
procedure-unknown = There is no procedure “{ $procedure }”.
  .next = Choose one from the list.
procedure-damaged = The procedure “{ $procedure }” is badly defined ({ $detail }).
  .next = Tell your IT support.
platform-not-set = This desk knows no platform yet; its address is printed on every sealed document.
  .next = Enrol the desk with the platform, using the code of your administration.
desk-not-enrolled = This desk is not enrolled with a platform.
  .next = Enrol it with the code of your administration; what waits stays in the outbox.
platform-other-waiting = { $count ->
    [one] One original still waits for the platform whose address it carries.
   *[other] { $count } originals still wait for the platform whose address they carry.
  }
  .next = Synchronise with the former platform first, then change.
sync-running = The outbox is being sent already.
  .next = Wait until that is finished.
original-forgotten = The original “{ $title }” is neither on the platform nor in the outbox.
  .next = Tell your IT support; the document stays on this desk.
strange-file = The file { $file } lies among the contents of the desk without being one of them.
  .next = Move it away; Greffe does not touch it.
test-certificates = The TEST certificates could not be made ({ $detail }).
  .next = Empty the demonstration folder and try again.
stamp-sealed = Sealed on { $date } at { $time } { $zone }
stamp-original = Original: { $address }
stamp-other-pages = { $identifier } · page { $page } of { $pages }
stamp-alternative = Seal of { $authority }, { $date } at { $time } { $zone }. Identifier { $identifier }. The original can be consulted at { $address }.
stamp-covers-content = No free margin was found: the stamp covers a part of the first page.
step-reading = Reading
step-encrypting = Encrypting
sealed-anew = { $file } had been sealed before and was no longer there: it was sealed anew, with a new identifier.
step-waiting = Waiting for another program that seals into this folder
step-sealing = Sealing
step-uploading = Sending
step-checking = Checking
history-desk-created = Desk created for { $administration }
history-dossier-created = Dossier { $reference } opened: { $subject }
history-document-imported = Document “{ $title }” added
history-document-read = Document “{ $title }” read (version { $version })
history-document-exported = Document “{ $title }” exported (version { $version })
history-document-sealed = Document “{ $title }” sealed, identifier { $identifier }-…
history-document-registered = Original “{ $title }” kept by the platform
history-registration-parked = Original “{ $title }” refused by the platform ({ $code })
history-original-fetched = Original { $identifier }-… fetched from the platform
history-desk-enrolled = Desk enrolled with { $platform }
history-device-key-made = Device key made
history-passphrase-changed = Passphrase changed
history-unrecorded-content-removed = { $count } contents that were never recorded removed
