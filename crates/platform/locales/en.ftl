# The frame
service-name = Document check
skip = Skip to the content
languages = Language
nav-check = Check a paper
nav-compare = Compare a file
nav-about = About this service
footer-platform = This service answers at { $host }. Compare that with the address on your paper.
footer-privacy = No account, no cookies, no tracking. The identifiers you enter are not logged.
back-to-start = Check another paper
error-prefix = Error:
summary-title = There is a problem

# Start
start-title = Check a paper document
start-lead = Enter the identifier printed on the paper. You will see what the document must say, and you can open the original.
field-label = Identifier
field-hint = 32 characters in eight groups of four, next to the square QR code at the foot of the page. Spaces, hyphens and small letters do not matter.
check-button = Check
group-suspicious = probably wrong
picture-caption = The identifier stands next to the QR code.
steps-title = How it works
step-find-title = Find the identifier
step-find = Scan the QR code with any phone, or type the characters beside it.
step-compare-title = Compare
step-compare = Hold the paper next to the screen: title, authority, reference, date and pages must be the same.
step-open-title = Open the original
step-open = If you are unsure, read the sealed original itself. It is the same for everybody, byte for byte.
file-title = You have the PDF file?
file-text = Find out whether it is the original, or whether something in it was changed.
file-button = Compare a file

# Document
document-title = This document is registered
document-text = Its original is unchanged and its seal is valid. Now compare it with your paper.
document-untrusted-title = This document is registered, with a reservation
document-untrusted-text = Its original is unchanged, but this platform could not fully confirm the certificate of its seal. Read the reason under “Checked just now”.
document-revoked-title = This document was revoked
document-revoked-text = { $authority } revoked it on { $date }. It must no longer be relied upon.
document-revoked-reason = Reason given:
document-superseded-title = This document was replaced by a later one
document-superseded-text = A later document has replaced it since { $date }. Ask for the current one.
document-superseded-by = Reference of the later document:
document-seal-failed-title = The seal of this document does not hold
document-seal-failed-text = The file is the one that was registered, but its seal no longer passes the examination. Do not rely on it.
compare-title = Compare with your paper
compare-text = Every line must be the same on the paper.
fact-title = Document
fact-authority = Authority
fact-reference = Reference
fact-sealed = Sealed on
fact-pages = Pages
fact-identifier = Identifier
differs-title = Something is different?
differs-text = Then do not rely on the paper. Open the original to see what it should say, and tell { $authority }.
original-title = The original
original-text = The sealed PDF, exactly as the authority registered it.
original-open = Open the original
original-download = Download
original-size = PDF, { $pages ->
        [one] one page
       *[other] { $pages } pages
    }, { $size }
checked-title = Checked just now
check-intact-title = Unchanged
check-intact = The stored file is, byte for byte, the one that was registered.
check-log-title = In the public log
check-log = The public log of seals, which witnesses watch, contains this document.
check-log-proof = Download the proof
check-log-later-title = Not yet in the public log
check-log-later = This document will be in the public log of seals at the latest 24 hours after it was deposited.
check-standing-title = In force
check-standing = { $administration } has not revoked it.
check-revoked-title = Revoked
check-revoked = Its authority has withdrawn it.
seal-passed-title = Seal valid
seal-passed = The seal covers the whole document, and its certificate is trusted by this platform.
seal-indeterminate-title = Seal unbroken, trust not confirmed
seal-failed-title = Seal not valid
seal-failed = The seal does not fit this file or its certificate must not be used.
seal-unknown-issuer = The seal is unbroken and covers the whole document. Who issued its certificate is not among the authorities this platform trusts.
seal-out-of-bounds = The seal is unbroken and covers the whole document. Its certificate has expired since, and nothing proves the time of sealing.
seal-try-later = The seal is unbroken and covers the whole document. Whether its certificate was revoked could not be asked just now.
seal-undecided = The seal is unbroken and covers the whole document. Its certificate could not be confirmed ({ $code }).
seal-by = Sealed by
seal-at = Time stated in the seal:
technical-title = Details for specialists
technical-registered = Registered
technical-number = number { $number }
technical-administration = Registered by
technical-signature = Signature

# Unknown, damaged
unknown-title = No document has this identifier
unknown-do-title = What you can do
unknown-do-host = Compare the address on your paper with the one of this service:
unknown-do-wait = Was the document issued today? The authority’s computer may have been offline; try again tomorrow.
unknown-do-ask = Otherwise do not rely on the paper, and ask the authority named on it.
damaged-title = The stored copy is damaged
damaged-text = The platform’s file is no longer the one that was registered. That says nothing about your paper: it can neither be confirmed nor denied now.
damaged-alarm = The operators of the platform have been alerted. The damaged file is not given out.
damaged-next = Try again later, or ask { $authority } directly.

# Comparing a file
compare-file-title = Compare a PDF file with the original
compare-file-lead = Choose the file. You will learn whether it is the original, byte for byte.
compare-file-label = PDF file
compare-file-hint = At most { $megabytes } MB. Print-outs that were scanned again are never the original.
compare-identifier-label = Identifier (optional)
compare-identifier-hint = Helps when the file was changed so much that its identifier cannot be found in it.
compare-button = Compare
compare-privacy = The file is compared and forgotten at once. It is neither kept nor passed on.
compare-no-file = Choose a file first.
compare-too-large = The file is larger than { $megabytes } MB. No original is that large.
compare-broken = The file did not arrive whole. Try again.
compare-another = Compare another file
open-document-page = Open the page of this document
same-title = This file is the original
same-text = It is the same as the registered original, byte for byte.
same-facts = What was registered
same-revoked-title = This file is the original of a revoked document
same-revoked-text = The file is unchanged, but the document must no longer be relied upon.
other-original-title = This file is an original, but of another document
other-original-text = The identifier you entered belongs to another document than this file.
other-original-facts = This file is the original of
altered-title = Altered: not the original
altered-text = These are not the bytes of the registered original. Something was changed, or the file was saved again by a program.
altered-typed = You entered the identifier of a registered document; the file is another one.
altered-found = The file carries the identifier of a registered document, but is not its original.
altered-sizes = Size of your file: { $yours }. Size of the original: { $original }.
altered-next = Do not rely on this file. Open the original instead, and compare what they say.
file-unknown-title = Nothing is known about this file
file-unknown-text = It is not an original on this platform.
file-unknown-next = No identifier was found in it either. If one is printed on the document, enter it below the file and compare again. A file without identifier cannot be checked here.
file-unknown-typed = Nor has any document the identifier you entered:
file-unknown-found = The file carries an identifier that no document on this platform has:

# Notices
failed-title = The service has a fault
failed-text = It is on our side; your paper or file was not judged.
failed-next = Please try again in a few minutes.
too-often-title = Too many questions at once
too-often-text = To protect the documents, this service answers only so many questions from one connection.
too-often-next = Wait a minute, then try again.
no-page-title = There is no such page
no-page-text = The address may be incomplete.
no-page-next = Enter the identifier on the start page instead.

# About
about-title = About this service
about-what-title = What it does
about-what = Authorities register each sealed document here with its identifier. Whoever holds the paper can see what the document must say, and open the original. The seal is the “electronic seal” of the European eIDAS regulation.
about-safe-title = What an answer means
about-safe = Before each answer the stored file is hashed anew and its seal examined. “Unchanged” means byte for byte. The page never says more than was found out just then.
about-privacy-title = Your privacy
about-privacy = There are no accounts, cookies or scripts. Identifiers do not appear in logs; they are stored only as a hash. The identifier opens the document: whoever you show it to can read it.
about-accessibility-title = Accessibility
about-accessibility = This page works without scripts and without style sheets, by keyboard and with a screen reader, on small screens and in dark rooms. If something does not work for you, tell the authority that issued your paper.

# Dates and sizes
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-time = { $day } { $month } { $year }, { $time } (Luxembourg time, { $offset })
size-kb = { $size } kB
size-mb = { $size } MB

# The server, for its operator
server-database-failed = The database of the platform failed.
    .next = Look at the log, and at the disk.
server-database-migration-failed = The database of the platform could not be brought to this version’s form.
    .next = Is it of a newer version? Nothing was changed; restore a backup or install the newer version.
server-database-damaged = The database of the platform holds something that cannot be read.
    .next = Look at the log; restore a backup.
server-file-failed = The file or folder { $path } could not be used.
    .next = Check its permissions and the disk.
server-disk-full = The disk is full.
    .next = Make room. Nothing was lost; desks send again.
administration-exists = There is already an administration “{ $name }”.
    .next = Choose another name, or use the existing one.
administration-unknown = There is no administration “{ $name }”.
    .next = Add it first: greffe-platform administration add NAME.
administration-name-invalid = The text is empty, too long, or contains characters that cannot be printed.
    .next = Enter one printable line.
desk-not-enrolled = There is no desk “{ $desk }”.
    .next = List the desks: greffe-platform desk list.
server-trust-unreadable = The trusted certificates in { $path } cannot be read.
    .next = Give a file with certificates in PEM form.
server-tls-unusable = The TLS certificate { $certificate } and the key { $key } cannot be used.
    .next = Give a PEM chain and the PEM key that belongs to it.
server-address-unusable = The address { $address } cannot be listened on.
    .next = Is another program using it?
server-randomness-missing = The operating system gives no randomness.
    .next = Nothing secret can be made without it; check the machine.
server-task-broken-off = A part of the server was broken off.
    .next = Look at the log.
server-log-key-other = The public log '{ $origin }' was signed with another key so far; the platform does not start.
  .next = Put the file log-key of the backup back into the data folder; without it a new log must be opened.
