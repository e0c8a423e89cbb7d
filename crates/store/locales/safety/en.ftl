# Access, backups, the journal's anchor.
passphrase-weak = This passphrase is too easily guessed.
  .next = Choose several words that have nothing to do with each other, or something nobody knows.
passphrase-one-time = This passphrase was given to you for the first opening only.
  .next = Choose your own to open the desk.
passphrase-same = The new passphrase is the one that was given to you.
  .next = Choose one that only you know.
person-unknown = There is no { $person } at this desk.
  .next = Choose a person from the list.
person-name-taken = { $person } works at this desk already.
  .next = Add to the name what tells the two apart.
person-has-left = { $person } does not work at this desk any more.
  .next = Ask the administrator of the desk for access.
person-registered = The platform says what { $person } may do: nothing of it is changed here.
  .next = Ask whoever operates the platform for other roles, another office, or for the end of this registration; it holds here after the next synchronisation.
access-missing = { $person } has no access to this desk.
  .next = Ask the administrator of the desk for a one-time passphrase.
access-last = The access of { $person } is the last one: without it nobody could open the desk.
  .next = Give access to somebody else first, who chooses their own passphrase.
administrator-last = { $person } is the last person who administers this desk.
  .next = Give that role to somebody else first.
recovery-key-length = The recovery key has 40 characters; { $found } were typed.
  .next = Type the eight groups of five characters as they are printed.
recovery-key-group = Group { $group } of the recovery key holds a typing error.
  .next = Compare this group with the paper. The characters 0, O, 1, I and L are never in it.
recovery-key-wrong = This recovery key does not open this desk.
  .next = Look whether it is the last one printed for this desk; an older one is void.
recovery-key-missing = No recovery key was made for this desk.
  .next = Ask somebody who can open it for a one-time passphrase.
keychain-unavailable = The keychain of this computer cannot be used: { $detail }
  .next = Open the desk with your passphrase.
keychain-empty = The keychain of this computer keeps no key for you and this desk.
  .next = Open the desk with your passphrase.
keychain-locked = The keychain of this computer is locked.
  .next = Unlock the keychain in the settings of your session, or open the desk with your passphrase.
keychain-other = The key that the keychain keeps does not open this desk: its key.json was replaced.
  .next = Open the desk with your passphrase, then turn the keychain off and on again on this computer.
journal-older-than-anchor = The database is older than this desk: its journal has { $found } lines, { $anchored } were written already.
  .next = Put the newest database back, or restore a backup into a new folder. If the loss is wanted, an administrator can accept it.
journal-not-anchored = Line { $sequence } of the journal is not the one that was written there: the database was exchanged.
  .next = Keep a copy of the folder as it is, restore the last backup into a new folder, and report it.
journal-anchor-missing = The anchor of the journal is missing beside the database; a step back would not be noticed any more.
  .next = Unless you removed it yourself, compare with the last backup. It is made anew at the next opening.
journal-anchor-damaged = The anchor of the journal was altered.
  .next = Compare with the last backup; an administrator can then accept the present state.
backup-not-set = No folder for backups is chosen.
  .next = Choose a folder on another disk.
backup-inside = The folder { $folder } is part of the desk itself.
  .next = Choose a folder outside the desk, best on another disk.
backup-running = A backup is being made there already.
  .next = Wait until it is finished.
backup-damaged = The backup { $folder } is damaged: { $detail }.
  .next = Nothing was changed. Make a new backup, or take an older one.
backup-unknown = The folder { $folder } is no backup of Greffe.
  .next = Choose a backup from the list.
backup-newer = The backup { $folder } was made by a newer version of Greffe.
  .next = Update Greffe on this computer.
restore-not-empty = A backup is restored into a new or empty folder only; { $folder } holds something already.
  .next = Choose another folder. An existing desk is never overwritten.
journal-export-damaged = The exported journal does not hold, line { $line }: { $detail ->
    [line] the line cannot be read
    [entry] the entry was altered
    [order] entries are missing or moved
    [chain] the entry does not follow the one before
    [end] the end of the export is missing
   *[signature] the signature is not valid
  }.
  .next = Ask those who keep the desk for a new export, and show them this one.
journal-export-other-key = The exported journal is signed with another key: { $found }.
  .next = Compare the fingerprint with the one the desk shows.
restore-running = Another program restores into { $folder } just now.
  .next = Wait until it has finished.
desk-wiped = Your administration has revoked this desk and had its keys and content removed (told by { $platform }).
  .next = Ask your administration for a new desk; what was registered before is on the platform.
desk-locked-by-administration = Your administration has revoked this desk, and it has locked itself (told by { $platform }). Nothing was removed.
  .next = Ask your administration. Whoever keeps the recovery key opens the desk with it.
restore-interrupted = Restoring a backup into { $folder } was interrupted. The backup is unchanged.
  .next = Restore it again; what was left is removed then.
