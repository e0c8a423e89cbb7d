begin-way = How do you want to begin?
begin-new = Create an administration
begin-new-hint = The first desk: you give the administration’s name. Enrolling with a platform can follow.
begin-join = Join an administration
begin-join-hint = With the platform’s address and a one-time code, which its administrator gives you.
begin-look = Look round the demonstration first
begin-look-hint = An invented municipality with its dossiers, kept apart: nothing in it is valid, and your own desk can come afterwards.
begin-look-submit = Open the demonstration
begin-look-busy = The demonstration is being prepared…
join-submit = Join the administration
join-busy = Enrolling…
join-made = The desk has been created on this computer; only the enrolment is still missing. Correct the address or the code, or go on without it: everything stays possible in the settings.
join-later = Go on without enrolling
join-code-missing = Enter the enrolment code.
join-address-wrong = This is not the address of a platform: it begins with https://.
demo-locked = Demonstration
demo-locked-text = Nobody here exists, and these passphrases protect nothing:
demo-leave = Leave the demonstration
steps-title = First steps
steps-away = Do not show again
steps-done = done
steps-recovery = A printed recovery key opens the desk when the passphrase is forgotten.
steps-recovery-go = Make it under “People of the desk”
steps-platform = Only a desk that is enrolled with a platform can seal, send and work with others.
steps-platform-go = Enrol this desk
steps-key = Signing or sealing needs a certificate: on a card, in a token or in a file (.p12, .pfx).
steps-key-go = Look for a certificate
steps-key-found = { $count ->
    [one] One usable certificate was found on this computer.
   *[other] { $count } usable certificates were found on this computer.
}
found-title = Certificates of this computer
found-text = What is found here is offered for every signature and every seal. A file is looked into with its passphrase, which is not kept.
found-use = Use this file
found-kept = { $file } will be offered for signing and sealing, also after a restart.
history-key-file-remembered = Key file remembered
history-key-file-forgotten = Key file forgotten
begin-restore = Restore a backup
begin-restore-hint = The desk becomes what it was when the backup was made: after a failure, a loss, or on a new computer.
restore-place = Place of the backup
restore-place-hint = The folder that was chosen for backups, or one of them. The backup itself is not changed.
restore-place-none = no place chosen
restore-choose = Choose…
restore-which = Which backup?
restore-about = { $count } contents, { $size }
restore-lacks = { $count ->
    [one] One content was missing on the desk already when it was made.
   *[other] { $count } contents were missing on the desk already when it was made.
}
restore-passphrase = Your passphrase
restore-passphrase-hint = The one that opened the desk when the backup was made.
restore-one = Only one desk goes on: if the old one still exists, do not work there any more. What was done since the backup is not in it; what the platform has received comes back with the next synchronisation.
restore-submit = Restore the desk
restore-busy = Restoring…
restore-folder-missing = Choose the place of the backup first.
restore-passphrase-missing = Type the passphrase.
restore-done = The desk is restored, as it was on { $time }.
restore-done-missing = The desk is restored, as it was on { $time }. { $count ->
    [one] One content was missing already then: the check of the desk says which.
   *[other] { $count } contents were missing already then: the check of the desk says which.
}
key-file-title = Key file
key-file-text = The .p12 or .pfx file that is offered to you for signing and sealing. The desk remembers where it lies, never what opens it.
key-file-kept = “{ $file }” is offered to you.
key-file-gone = It no longer lies where it lay: choose it again, or forget it.
key-file-none = No file is remembered for you.
key-file-choose = Choose a file…
key-file-other = Choose another one…
key-file-forget = Forget this file
key-file-forgotten = The key file is forgotten; the file itself stays where it is.
stopped-title = The window has stopped
stopped-what = A fault of the program has stopped this window in the middle of work. The page behind it no longer answers.
stopped-safe = Everything that was saved is safe in the desk. An operation that is under way is finished by the desk, or taken back.
stopped-lost = What you were typing may be lost.
stopped-next = Load the page anew, then look whether your last step is there.
stopped-anew = Load the page anew
