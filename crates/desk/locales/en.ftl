file-empty = The file { $file } is empty (0 bytes).
  .next = Open it in the program that made it and save it again.
file-not-a-file = { $file } is not a file.
  .next = Choose a regular file, not a folder, a pipe or a device.
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
file-too-large = The file { $file } has { $size } MB; at most { $limit } MB can be read.
  .next = Choose a smaller file, reduce the images or split the document.
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
role-missing = { $person } does not have the role that is needed: { $role ->
    [agent] agent
    [signatory] signatory
    [clerk] clerk
    [auditor] auditor
   *[administrator] administrator
  }.
  .next = Ask somebody who has this role, or have an administrator of the desk give it to you.
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
signature-covers-content = The visible signature covers a part of the page’s content.
stamp-without-visible-seal = There was no free room for the visible seal: it is left out, the QR code is there.
step-reading = Reading
step-encrypting = Encrypting
sealed-anew = { $file } had been sealed before and was no longer there: it was sealed anew, with a new identifier.
step-waiting = Waiting for another program that seals into this folder
step-augmenting = Adding a time-stamp
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
history-desk-revoked-wipe = Desk revoked by the administration: keys and content are removed (told by { $platform })
history-desk-revoked-lock = Desk revoked by the administration and locked (told by { $platform })
history-desk-revoked-released = Locked desk opened with the recovery key (locked by { $platform })
history-desk-enrolled = Desk enrolled with { $platform }
history-person-signed-in = { $name } signed in at the platform
history-person-signed-out = Signed out from the platform
history-visible-seal-set = Visible seals: { $on } (signer { $signer })
history-device-key-made = Device key made
history-levels-set = Levels of seals set: { $level }; time-stamps from { $authorities }
history-document-augmented = Original “{ $title }” augmented to { $level }
history-augmentation-missed = Original “{ $title }” not augmented to { $wanted } yet ({ $code })
history-original-sent-as-is = Original “{ $title }” is sent at { $level }, without { $wanted }
history-original-queued-again = Original “{ $title }” is sent again
history-restore-leftover-removed = What an interrupted restoration had left in { $folder } was removed
history-passphrase-changed = Passphrase changed
history-unrecorded-content-removed = { $count } contents that were never recorded removed
doctor-drivers-none = No driver of a card was found; only key files can be used.
    .next = For a card, install its driver (for example OpenSC or LuxTrust’s).
doctor-driver = Driver found and loaded: { $driver } ({ $module }), { $slots } slots.
doctor-slot-empty = Slot { $slot } ({ $reader }) is empty.
doctor-token = The token “{ $token }” is present, slot { $slot } ({ $reader }).
doctor-pin-pad = The PIN of the token “{ $token }” is typed at the reader.
doctor-pin-few-left = A wrong PIN was given to the token “{ $token }”; only few tries are left.
    .next = Check the PIN before you enter it.
doctor-pin-last-try = One single try is left for the PIN of the token “{ $token }”.
    .next = One more mistake locks it; in doubt, ask the issuer.
doctor-pin-locked = The PIN of the token “{ $token }” is locked.
    .next = Unlock it with the PUK and the token’s software.
doctor-pin-not-set = No PIN is set for the token “{ $token }”.
    .next = Set it with the token’s software.
doctor-pin-to-be-changed = The PIN of the token “{ $token }” must be changed before it can be used.
    .next = Change it with the token’s software.
doctor-key-file = The key file { $file } opens.
doctor-certificate-seal = Certificate for seals of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-seal-qualified = Certificate for seals, qualified by its own claim, of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-signature = Certificate for signatures of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-signature-qualified = Certificate for signatures, qualified by its own claim, of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-neither = Certificate for neither signatures nor seals, of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-unsuitable = The certificate of { $holder } ({ $place }) is unsuitable: { $reasons }
doctor-certificate-ends-soon = The certificate of { $holder } expires in { $days } days.
    .next = Ask for the next one now.
doctor-tsa = The time-stamping authority { $tsa } answers, policy { $policy }.
doctor-clock = The clock of this computer is right (compared with { $tsa }, { $seconds } s apart).
doctor-clock-differs = The clock of this computer is { $seconds } s away from that of { $tsa }.
    .next = Let the system’s settings set the time automatically.
doctor-clock-wrong = The clock of this computer is wrong: { $seconds } s away from { $tsa }.
    .next = Set the time, then run the command again: time-stamps would contradict the signatures.
doctor-ocsp = The OCSP service { $host } answers.
doctor-crl = The revocation list of { $host } can be downloaded.
doctor-revocation-strange = { $host } answers, but not as a revocation service does (HTTP { $status }).
    .next = A proxy or portal may answer in its place; levels B-LT and B-LTA depend on it.
doctor-revocation-unreachable = The revocation service { $host } cannot be reached: { $detail }
    .next = Check network and proxy; without it levels B-LT and B-LTA are not possible.
doctor-offline = The network was not asked.
doctor-proxy-none = No proxy is set in the environment.
doctor-proxies = Proxy from the environment: { $proxies }
doctor-desk = There is a desk in { $file }.
doctor-desk-none = There is no desk in { $file } yet; sealing files needs none.
doctor-ready = Sealing would work here.
doctor-no-key = Sealing would not work: no certificate that can be used was found.
    .next = Insert the card of the seal, or give a key file (.p12).
doctor-obstacles = Sealing as asked would not work: see the points marked ✗.
    .next = Correct these points, then run the command again.
doctor-certificate-presumed-seal = Certificate without a stated purpose, judging by its holder for seals, of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-certificate-presumed-signature = Certificate without a stated purpose, judging by its holder for signatures, of { $holder }, issued by { $issuer }, valid from { $from } to { $until }, { $kind } ({ $place }).
doctor-list = Trusted list { $territory }, number { $sequence }, { $days } days old; the next is due on { $next }.
doctor-list-closed = Trusted list { $territory }, number { $sequence }, closed.
doctor-list-stale = The trusted list { $territory } (number { $sequence }, { $days } days) is out of date since { $next }.
    .next = Renew the lists with “greffe trust update”.
revision-unknown = This file has no revision { $number }.
  .next = Choose a revision from the list.
history-batch-begun = Batch begun: { $count } documents
history-batch-ended = Batch ended
