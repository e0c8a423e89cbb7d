# Network and platform
platform-unreachable = The platform { $host } cannot be reached.
    .next = Check the network. Your work stays in the outbox and goes out with the next synchronisation.
platform-tls-untrusted = The certificate of the platform { $host } is not trusted, so nothing was sent.
    .next = Ask IT operations. The address may be wrong, the clock of this computer may be off, or somebody may be listening in.
platform-failed = The platform { $host } has failed (error { $status }).
    .next = Your work stays in the outbox. Try again later; if it lasts, tell IT operations.
platform-answer-garbage = What answers at { $host } is not a Greffe platform.
    .next = Check the address. On a guest network, sign in to it first. Your work stays in the outbox.
platform-silent = The platform { $host } does not answer.
    .next = Your work stays in the outbox. Try again later.
platform-busy = The platform { $host } is busy and asks to wait { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }.
    .next = Your work stays in the outbox and goes out later.
platform-full = The platform { $host } has no space left.
    .next = Tell IT operations. Your work stays in the outbox.
platform-refused = The platform refused (code { $code }).
    .next = Tell IT operations the code.
desk-unauthorised = The platform { $host } does not accept this desk.
    .next = Enrol the desk again with a new code from your administrator. Your work stays in the outbox.
desk-revoked = This desk was revoked on the platform { $host }.
    .next = Talk to your administrator. Your work stays on this desk.
desk-clock-wrong = The clock of this computer differs from that of the platform { $host }.
    .next = Set the date and time of this computer, then synchronise again. Your work stays in the outbox.
desk-forbidden = This desk may not do that on the platform.
    .next = Talk to your administrator.
desk-unknown = The platform does not know this desk.
    .next = Enrol the desk with a code from your administrator.
protocol-too-old = This desk is too old for the platform { $host }.
    .next = Update Greffe. Your work stays in the outbox.
enrolment-code-refused = The platform { $host } does not accept this enrolment code.
    .next = Type it again as it was given to you. A code works once and for one day; ask your administrator for a new one.

# One operation
identifier-taken = This identifier is already registered with another file. The platform has raised an alarm.
    .next = Do not hand out the document. Tell your administrator.
operation-reused = The platform has already received something else under this operation.
    .next = Tell IT operations; the document was not registered.
blob-missing = The platform does not have the file yet.
    .next = Synchronise again.
digest-mismatch = The bytes of the file changed on their way or on one of the two machines. They were not accepted.
    .next = Try again. If it happens again, check the desk's integrity.
checksum-mismatch = A part of the file arrived damaged.
    .next = It is sent again with the next synchronisation.
offset-mismatch = The upload stands elsewhere than this desk thought.
    .next = It goes on with the next synchronisation.
upload-unknown = The platform no longer knows the upload.
    .next = It starts anew with the next synchronisation.
original-too-large = The file is larger than the platform accepts.
    .next = Make the PDF smaller, or ask IT operations.
original-taken = This very file is registered on the platform already, under another identifier.
    .next = Talk to your administrator: an original is registered once. To replace it, seal the document again.
original-seal-foreign = The file is not sealed by a certificate that the platform knows as your administration’s.
    .next = Seal it with your administration’s own seal. If that is new, ask the operator of the platform to name its certificate.
original-not-sealed = The file carries no seal. The platform accepts sealed originals only.
    .next = Seal the document, then synchronise.
original-seal-broken = The seal of the file is broken.
    .next = Seal the document again from its unsealed version.
original-changed-after-seal = The file was changed after it was sealed.
    .next = Seal the document again from its unsealed version.
original-unreadable = The platform cannot read the file as a PDF.
    .next = Check the document, then seal it again.
request-invalid = The platform did not take this request: a part of it is missing or wrong, or the platform goes by another address than the one it was sent to.
    .next = Write the platform’s address as your administrator gave it; otherwise tell IT operations.
original-damaged = The copy kept by the platform is damaged. It is not given out.
    .next = The platform has raised an alarm. Tell IT operations.
superseded-unknown = The document replaces one that your administration has not registered on the platform.
    .next = Synchronise the document that is replaced first, then try again.
original-revoked = The document was revoked by its authority.
    .next = Open its check page for the reason.

# This desk
device-key-damaged = The key of this desk cannot be used.
    .next = Enrol the desk again with a new code.
platform-certificates-unreadable = The certificates for the platform cannot be read.
    .next = Ask IT operations for the file with the platform's certificates (PEM).
sync-cancelled = The synchronisation was stopped.
    .next = What was sent stays sent; the rest goes out with the next synchronisation.
desk-blob-unreadable = The file on this desk cannot be read to its end.
    .next = Check the desk's integrity; tell IT operations. The document was not sent.

sign-in-not-offered = People do not sign in on this platform.
    .next = Nothing is to be done: the desk acts in the roles it was given.
sign-in-needed = The platform wants somebody to be signed in on this desk. Nothing is lost: what waits goes on afterwards.
    .next = Sign in in the settings (or with greffe sign-in), then synchronise.
sign-in-refused = The sign-in was refused.
    .next = Try once more; if it stays so, ask your administrator.
sign-in-over = The sign-in took too long or was used before.
    .next = Begin it anew.
sign-in-nobody = Who signed in is not registered as somebody who works on this desk.
    .next = Sign in with your own account, or ask your administrator to register you for this desk.
sign-in-issuer = The sign-in service of your administration cannot be reached or answers wrongly.
    .next = Check the network and try again later.
sign-in-no-listener = This computer does not let the browser come back to the desk.
    .next = Allow connections on this computer itself (127.0.0.1) and try again.
