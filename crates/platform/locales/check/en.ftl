# The frame
nav-scan = Photograph a paper
nav-verify = Check it yourself
nav-privacy = Privacy
nav-accessibility = Accessibility
easy-on = Easy to read
easy-off = Ordinary language
print-line = Printed from { $address }, { $time }.
busy-title = Too much to do at this moment
busy-text = Many people are sending files just now. Yours was not looked at.
busy-next = Please try again in a few minutes.

# Document
band-why = What that means
to-do-title = What you should do
document-do = Compare every line above with your paper. If all are the same, you may rely on it. In doubt, read the original.
document-untrusted-do = Compare every line above with your paper, and ask { $authority } whether the document is theirs before much depends on it.
document-revoked-do = Do not rely on the paper, even if every line is the same. Ask { $authority } what holds now.
document-superseded-do = What stands on your paper was valid earlier. Ask { $authority } for the later document.
document-seal-failed-do = Do not rely on the paper. Tell { $authority } what you see here.
check-replaced-title = Replaced
check-replaced = A later document has taken its place.
original-read = Read it here
page-alt = Page { $page } of { $pages } of the original, as a picture. The PDF has the text.
page-of = Page { $page } of { $pages }
viewer-title = The original, page by page
viewer-text = These pictures are drawn by this service from the registered file. For a screen reader, to search or to copy, open the PDF. If a picture is missing, open the PDF, too.
viewer-back = Back to the answer
pager = Pages
pager-before = Earlier pages
pager-after = Further pages
proof-title = Proof
proof-text = For those who must be able to show later what was found, or who do not want to rely on this page.
proof-report = Report of the examination
proof-yourself = How to check it yourself
feedback-title = Do you have a doubt?
feedback-text = Report it to { $authority }, with the identifier and what is different. Pass the identifier on to nobody else: it opens the document.
feedback-operator = Something is wrong with this page? Write to its operator:

# Report
report-title = Report of the examination
report-at = Examined
report-result = Result
report-signature = Signature { $number }
report-warnings = Remarks of the examination
report-standard = The results are named as in the European standard EN 319 102-1.
report-json = Download for programs (JSON)
report-issuer = Certificate issued by
report-bytes = Signed bytes
report-intact = Unchanged
report-broken = Changed or unreadable
report-covers-all = The whole file is covered
report-covers-part = A part of the file is covered; later parts have signatures of their own
report-level = Level
report-proven = Time proven by a time-stamp
report-claimed = Time stated by the signer
report-algorithm = Method
report-serial = Number of the certificate

# Photograph
scan-link = Photograph the paper
scan-title = Photograph the paper
scan-lead = Take a picture of the foot of the page, with the QR code and the square symbol beside it. This service reads both.
scan-label = Photograph
scan-hint = JPEG or PNG, at most { $megabytes } MB. Flat, sharp, well lit, and the codes large in the picture.
scan-button = Read the photograph
scan-privacy = The photograph is read on this server and forgotten at once. It is neither kept nor passed on.
scan-type-instead = Type the identifier instead
scan-another = Read another photograph
camera-title = With the camera
camera-text = Hold the QR code into the picture. Pictures go to this server only, if at all, and are forgotten at once.
camera-start = Start the camera
camera-take = Take the picture
camera-stop = Stop the camera
camera-view = Picture of the camera
camera-wait = Your browser asks whether this page may use the camera.
camera-looking = Looking for the QR code. For the square symbol, take the picture.
camera-refused = The camera cannot be used. Choose a photograph below, or type the identifier.
camera-found = Found. The page of the document opens.
photo-missing = Choose a photograph first.
    .next = Or type the identifier on the start page.
photo-too-large = The photograph is larger than { $megabytes } MB.
    .next = Take it with a lower resolution, or cut it to the foot of the page.
photo-broken = The photograph did not arrive whole.
    .next = Try again.
photo-too-hard = Reading this photograph took too long.
    .next = Take it nearer to the codes, flat and sharp, or type the identifier.
photo-nothing = No QR code of a document and no visible seal could be read on the photograph.
    .next = Take it nearer, flat, sharp and well lit, or type the identifier. A document without codes cannot be checked here.
photo-is-pdf = This file is a PDF, not a photograph.
    .next = A PDF is compared as a file:
photo-kind = This file is neither a JPEG nor a PNG picture.
    .next = Save the photograph as JPEG and choose it again.
photo-too-many-pixels = The photograph has more than { $megapixels } megapixels.
    .next = Take it with a lower resolution, or cut it to the foot of the page.
photo-damaged = The picture cannot be read: the file is damaged.
    .next = Take the photograph again.
elsewhere-title = The QR code leads elsewhere
elsewhere-text = The QR code on this paper leads to { $host }, not to this service ({ $here }). A forger may have put it there.
elsewhere-do = Do not open that address. Type the identifier that is printed beside the code, and tell the authority named on the paper.
several-title = Several documents
several-text = The codes of several documents are on the photograph. If they stand on one paper, do not rely on it; else photograph one paper at a time.
seal-differs = The codes on this paper name different documents. Do not rely on it.
online-title = Look it up as well
online-text = The visible seal was judged without asking anybody. The register knows more: whether the document was revoked or replaced, and what the original says.
date-day = { $day } { $month } { $year }
seal-valid-do = Compare every line above with the paper. A seal copied from another document is genuine, too, but its lines do not fit.
seal-issued = Date of the document
seal-signer = Signer and certificate
seal-signed-on = Sealed on
seal-bundle = List of certificates
seal-bundle-age = Version { $version }, { $days ->
        [one] one day old
       *[other] { $days } days old
    }
seal-bytes = Bytes of the seal

# Comparing a file
drop-here = Or drop the file anywhere on this page.
drop-hashing = The file is being examined in your browser.
drop-failed = Your browser could not read the file. Choose it again.
compare-privacy-script = Your browser computes the fingerprint of the file (SHA-256). Only the fingerprint is sent; the file stays with you.
same-replaced-title = This file is an original that was replaced
same-replaced-text = It is the registered file, byte for byte. But a later document has replaced it.
same-no-facts = To see what was registered, open the page of the document with the identifier printed on it.
later-version-title = This file is a later document
later-version-text = The file is an original. It replaces the document whose identifier you entered.
later-version-do = The document with your identifier no longer holds; the file does, unless it was replaced or revoked in its turn. Look at its own identifier.
earlier-version-title = This file is an earlier document
earlier-version-text = The file is an original, but it was replaced by the document whose identifier you entered.
earlier-version-do = Use the document with your identifier instead of this file.
other-original-do = Was the right file chosen, and the identifier of the right paper?
longer-title = Something was added to the original
longer-text = The file begins, byte for byte, as the original does. Something was added after it: perhaps another signature, perhaps a change of what you see.
beginning-title = An unfinished state of the original
beginning-text = The original begins, byte for byte, as this file does, and goes on. The file is an earlier state, before the seal, or was cut off.
side-title = Your file and the original
side-yours = Your file
side-original = Original
side-size = Size
side-hint-title = Compare side by side
side-hint = Open the original in one window and your file in another. Look at names, dates, amounts and the decision first.
file-unknown-digest = No identifier of this service was found in the file, either. If one is printed on the document, enter it below the file and compare again.

# The server, for its operator
server-seal-bundle-key = The file { $path } holds no key for a bundle of certificates.
    .next = Give a certificate or public key (P-256 or P-384), PEM or DER.
