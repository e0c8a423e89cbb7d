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
pdf-field-unknown = The PDF has no signature field named “{ $field }”.
    .next = Check the name (capital letters count); “greffe inspect” lists the fields.
pdf-field-signed = The signature field “{ $field }” already carries a signature.
    .next = Choose an empty field or a new one.
pdf-field-locked = An earlier signature has locked the field “{ $field }”: a further signature there would break it.
    .next = Keep the PDF as it is, or sign a version from before that signature.
pdf-field-read-only = The signature field “{ $field }” may not be filled in.
    .next = Choose another field or a new one.
pdf-field-no-room = The signature field “{ $field }” has no visible area on a page, so nothing can be shown in it.
    .next = Sign without a visible appearance, or in another field.
pdf-lock-conflict = The signature field “{ $field }” already says which fields are locked after signing, and differently.
    .next = Leave out your own choice of locked fields, or sign in a new field.
pdf-seed-value = { $constraint ->
    [filter] The field “{ $field }” asks for the signature handler “{ $wanted }”, which is not ours.
    [sub-filter] The field “{ $field }” asks for another signature format than PAdES: { $wanted }.
    [version] The field “{ $field }” uses rules of a later PDF version ({ $wanted }).
    [reasons] { $wanted ->
        [none] The field “{ $field }” does not allow the given reason.
       *[other] The field “{ $field }” asks for one of these reasons: { $wanted }
    }
    [certification] { $wanted ->
        [none] The field “{ $field }” asks for a signature that does not certify the document.
       *[other] The field “{ $field }” asks for a certification with permission { $wanted }.
    }
    [legal-attestation] The field “{ $field }” asks for a legal attestation, which we do not write.
    [lock-document] { $wanted ->
        [true] The field “{ $field }” asks that the signature lock the whole document.
       *[other] The field “{ $field }” asks that the signature does not lock the document.
    }
    [appearance] The field “{ $field }” asks for the appearance “{ $wanted }”.
    [signature-policy] The field “{ $field }” asks for a signature policy, which we do not write.
   *[other] The field “{ $field }” asks for something that cannot be honoured ({ $constraint }: { $wanted }).
}
    .next = Sign as the field asks, choose another field, or ask whoever prepared the document.
pdf-certify-not-first = The PDF is already signed: only the first signature can certify a document.
    .next = Sign without certifying, or certify the unsigned version.
pdf-already-certified = The PDF is already certified.
    .next = Sign without certifying.
pdf-certified-no-appearance = The PDF is certified: a new visible signature would change its pages.
    .next = Sign in a field that is already there, or invisibly.
pdf-page-unknown = There is no page { $page }: the PDF has { $pages }.
    .next = Choose a page that exists.
pdf-place-outside = The place lies outside the page, which shows { $width } × { $height } mm.
    .next = Choose a place inside the page.
pdf-place-too-small = The place is too small: at least { $width } × { $height } mm are needed.
    .next = Choose a larger place.
placeholder-not-found = The marker “{ $text }” is not found in the text of the document.
    .next = Check how the marker is written in the document, or choose another place.
pdf-appearance-template = { $problem ->
    [name] The appearance template has no name.
    [size] The appearance template’s width and height must be from 5 to 300 mm.
    [font-size] The appearance template’s type must be from 4 to 36 points, and the smallest not above the largest.
    [image-share] The appearance template’s image may take a share from 0.1 to 0.9.
    [lines] The appearance template must have from 1 to 24 lines.
    [line] Line { $line } of the appearance template is longer than 400 characters, or its scale is not from 0.5 to 2.
    [brace] Line { $line } of the appearance template has a brace without its partner.
    [unknown] Line { $line } of the appearance template names “{ $detail }”, which stands for nothing (known: { $names }).
   *[syntax] The appearance template cannot be read: { $detail }
}
    .next = Correct the template.
pdf-appearance-too-small = The signature’s text does not fit into { $width } × { $height } mm, even in the smallest type.
    .next = Choose a larger place, or shorten the text.
pdf-image-unsupported = The image is no PNG or JPEG in grey or RGB.
    .next = Save it as PNG.
pdf-image-damaged = The image is damaged.
    .next = Save it again from its source.
pdf-image-too-large = The image is too large (more than 8 MB or 25 million pixels).
    .next = Save a smaller version.
pdf-repair-nothing = No page can be recovered from the PDF.
    .next = Ask for a new copy.
pdf-repair-signed = The PDF carries signatures ({ $count }): in a repaired copy they would be lost.
    .next = Ask for an undamaged copy; if there is none, repair with “--forget-signatures”.
pdf-repair-encrypted = The PDF is encrypted: recovery cannot tell what it reads.
    .next = Ask for an undamaged copy, or one without password.
