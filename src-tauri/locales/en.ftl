desk-locked = The desk is locked.
  .next = Enter the passphrase to go on.
file-not-offered = This file was not chosen in this session.
  .next = Choose it again.
settings-not-saved = The settings could not be saved: { $detail }.
  .next = They apply until the window is closed. Check free space and the rights on your personal folder.
chosen-file-unreadable = “{ $file }” could not be read: { $detail }.
  .next = Check that the file still exists and that you may read it.
work-stopped = The work stopped unexpectedly: { $detail }.
  .next = Nothing that was saved is lost. Try again; if it happens again, tell support.
choose-documents = Documents
choose-seal-key = Key of the seal (PKCS#12)
choose-certificates = Certificates (PEM)
certificate-not-shown = This certificate is no longer among those that were found.
  .next = Search for cards and tokens again, then choose it.
seal-pin-missing = The PIN is empty.
  .next = Type the PIN of the card or token.
target-not-written = “{ $file }” could not be written: { $detail }.
  .next = Choose another folder or name, then try again.
choose-version = Files
choose-table = Tables (CSV)
choose-logo = Pictures (PNG, JPEG)
choose-letter-table = Tables (CSV)
choose-procedure = Procedures (TOML)
choose-holidays = Public holidays (TOML)
notify-deadline = { $count ->
    [one] A deadline has passed.
   *[other] { $count } deadlines have passed.
  }
notify-deadline-named = The deadline of dossier { $name } has passed.
notify-waiting = { $count ->
    [one] Something new waits for you.
   *[other] { $count } new things wait for you.
  }
notify-alarm = An alarm asks to be seen.
restore-here-taken = Where this program keeps the desk there is something already that is no desk. Nothing was overwritten.
  .next = Let your IT service put what is there in safety, then try again.
