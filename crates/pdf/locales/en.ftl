pdf-empty = The file is empty (0 bytes).
    .next = Take the document from its source again: the copy or download was interrupted.
pdf-not-a-pdf = { $looks ->
    [office] The file is an office document (Word, Excel, LibreOffice or similar), not a PDF, whatever its name says.
    [old-office] The file is an older office document (Word, Excel or similar), not a PDF, whatever its name says.
    [archive] The file is a ZIP archive, not a PDF, whatever its name says.
    [image] The file is an image, not a PDF, whatever its name says.
    [web-page] The file is a web page or XML, not a PDF, whatever its name says.
    [rich-text] The file is an RTF document, not a PDF, whatever its name says.
    [postscript] The file is PostScript, not a PDF, whatever its name says.
    [mail] The file is an e-mail, not a PDF, whatever its name says.
    [text] The file is plain text, not a PDF, whatever its name says.
   *[unknown] The file is not a PDF, whatever its name says.
}
    .next = Open it in the program it was made with and export it as PDF.
pdf-damaged = The PDF is damaged: programs would have to guess what it contains, so it cannot be sealed.
    .next = Ask for a new copy, or open it in a PDF program, check every page, and save it as a new PDF.
pdf-too-complex = The PDF is larger or more complex than any real document and was not processed.
    .next = Ask for a new copy, or print it to a new PDF.
pdf-password-needed = The PDF is protected by a password.
    .next = Enter its password.
pdf-password-wrong = The password does not open the PDF.
    .next = Enter the password again; upper and lower case matter.
pdf-encryption-unsupported = The PDF is encrypted in a way that is not supported (for certificates, for example).
    .next = Ask for a copy that is protected by a password or not at all.
pdf-permissions-forbid = The author of the PDF does not allow it to be changed or signed.
    .next = Enter the owner's password, or ask the author for an unrestricted copy.
pdf-xfa = The PDF is an XFA form: what is shown is not in its pages, so it cannot be sealed.
    .next = Print the completed form to a new PDF and seal that.
pdf-no-pages = The PDF has no page.
    .next = Ask for a new copy.
pdf-certified-closed = The PDF is certified, and its author allows no change, not even a further signature.
    .next = Keep it as it is, or ask its author for a version that allows signatures.
pdf-certified-no-stamp = The PDF is certified: signatures may be added, but nothing may be drawn on its pages.
    .next = Seal it without a stamp.
pdf-already-signed = The PDF is already signed: a stamp would change the pages that were signed.
    .next = Seal it without a stamp, or stamp and seal the unsigned version.
pdf-unreadable = The PDF could not be read to its end: the disk, drive or network folder did not give all of it.
    .next = Check that the file opens and is not being written by another program, copy it to this computer, and try again.
pdf-page-too-small = The first page is too small for a stamp that can still be read.
    .next = Seal it without a stamp.
pdf-stamp-character = The stamp cannot print the character “{ $character }”.
    .next = Write the name of the authority or the address without this character.
pdf-qr-too-long = The address of the platform is too long for a QR code that can be read.
    .next = Use a shorter address for the platform.
pdf-signature-too-long = The signature needs { $needed } bytes, but only { $reserved } were reserved in the PDF.
    .next = Report this error: the certificate chain may be unusually long.
