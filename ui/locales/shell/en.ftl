undo = Undo
undone = Undone: { $what }
undo-reason = Taken back at once by the person who had done it
palette = Commands and search
palette-hint = Command, dossier, person, document, identifier…
palette-count = { $count ->
    [0] No result
    [one] { $count } result
   *[other] { $count } results
  }
palette-none = Nothing fits. Try fewer letters, or a reference.
palette-recent = Recent
palette-here = On this page
palette-commands = Commands
palette-lookup = Identifier
palette-go = go to open page
palette-light = Light appearance
palette-dark = Dark appearance
palette-system = Appearance of the system
palette-contrast-on = High contrast
palette-contrast-off = Normal contrast
palette-language = Language: { $language }
print = Print the page
keys-palette = Commands and search
keys-help-page = Help for the page
keys-undo = Undo the last action
keys-lookup = Look up an identifier
keys-print = Print
lookup-open = Look up an identifier
lookup-hint = Type it, or paste the address of the QR code. Nothing leaves this desk before you agree.
lookup-find = Look up
lookup-here = This document is at this desk.
lookup-open-document = Open the document
lookup-elsewhere = This document is not at this desk. You can take the original from the platform into a dossier; its digest and its seal are checked.
lookup-into = Into which dossier?
lookup-pull = Take the original
lookup-not-enrolled = This document is not at this desk, and this desk is not enrolled with the platform. Enrol it in the settings, or open the address printed beside the QR code.
nothing-to-open = The link that came leads nowhere: no dossier, no document, no identifier. Nothing was changed.
file-into = { $count ->
    [one] File { $count } file into…
   *[other] File { $count } files into…
  }
file-into-dossier = Dossier
file-into-hint = The original files stay where they are. Escape leaves them alone.
help-open = Help
help-everywhere = Ctrl+K finds every command, dossier and person. Ctrl+Z undoes the last action. What is signed, sealed or sent cannot be undone: you are asked first.
tour = Tour
tour-place = Step { $number } of { $count }
tour-back = Back
tour-next = Next
tour-end = Begin
tour-offer = New here? The tour shows the essentials in seven steps.
tour-start = Start the tour
tour-no = No thanks
tour-today = Every morning begins here: what waits for you, deadlines that are near, recent dossiers. Every line is a link.
tour-dossiers = Everything is in a dossier: parties, documents, deadlines, notes, journal. N opens a new one, the slash searches. Drop files anywhere: you are asked into which dossier.
tour-palette = Ctrl+K, then a few letters: a command, a dossier, a person. Accents do not matter. Every command shows its shortcut.
tour-inbox = Visas, opinions and signatures you are asked for arrive here. J and K move, Space selects, Enter opens.
tour-sealing = Sign and seal
tour-sealing-text = A person signs, the administration seals. The seal gives the document its printed identifier, by which anybody finds the original. You are asked first, because it stays.
tour-outbox = You work without a network, too. What waits for the platform is here; the foot of the rail says how many changes wait.
tour-help = Help everywhere
tour-help-text = F1 explains the page you are on, the question mark shows the shortcuts. Language, text size, contrast and notifications are set here. Ctrl+Z undoes.
help-today =
  What waits for you, deadlines of the next seven days and those that have passed, your last dossiers.
  A number opens the whole list.
help-dossiers =
  The search reads reference, subject, parties and the text of documents; filters add up.
  Keep a search: it always shows how many dossiers it finds.
  J and K move, Enter opens, N makes a new dossier.
help-dossier =
  Drop files on the window to add them, or press I.
  Tick documents to seal them together.
  The journal keeps every change; Ctrl+Z undoes the last one.
help-document =
  A version never changes: a correction is a new version, or a new document that corrects the old one.
  Validating says who signed or sealed, at which level, and what changed since.
help-inbox =
  What you are asked for, what your office has to do, what came back to you.
  Read, then approve or refuse with a reason. Several acts are signed with one PIN.
help-absences = While you are away, somebody you trust acts for you; every act says for whom.
help-directory =
  A contact is entered once and used everywhere.
  Duplicates are merged, and a merge can be undone.
help-conflicts = Two desks changed the same thing differently. Nothing is lost: choose field by field.
help-outbox =
  What the platform has not received yet. Without a network everything waits here and nothing is lost.
  What was refused says why, and what can be done.
help-doctor = Says whether sealing would work here, without signing anything or trying a PIN.
help-unfiled =
  What came in from the watched folder and waits for its dossier.
  File it, or set it aside with a reason.
help-retention = What has reached its period, holds, and dispositions with notice to the archives at least three months ahead.
help-figures = Every chart has its table. The open export groups small numbers so that nobody can be recognised.
help-journal = Who did what, chained so that nothing disappears unseen. Verify it, export it.
help-people = Who works at this desk, with which roles. A printed recovery key opens the desk when a passphrase is forgotten.
help-deadlines = The deadlines of all your dossiers, computed by their procedure, public holidays included.
help-letter = The text on the left, the page as it will be on the right. What is missing is marked; remedies and deadlines are computed.
help-templates = Templates of letters, and the letterhead. An imported template is checked before it is used.
help-batches = One letter per dossier, from a search or a table. Try it first: nothing is made.
help-procedures = Steps, circuits, deadlines and templates of a kind of dossier. A dossier keeps the version with which it was opened.
help-settings = Language, appearance, contrast and text size apply on this computer. The rest applies to the desk.
accessibility = Accessibility
statement-lead = Greffe wants to be usable by everybody, by keyboard, enlarged, with a screen reader.
statement-conformity = Conformity
statement-conformity-text = The software aims at WCAG 2.2, level AA, and EN 301 549. This is the maker’s own declaration; no body has audited this version.
statement-tried = What is verified
statement-tried-text = Every page is checked automatically, in four languages, light and dark: accessibility rules, titles, order of focus, dialogues, enlargement.
statement-lacking = What is not
statement-lacking-text =
  Use with NVDA, JAWS and VoiceOver has not yet been tried by people who use them every day.
  A PDF without tags stays one: its text is read, its structure is missing.
statement-ways = Your means
statement-ways-text =
  Everything can be done by keyboard: F1 helps, the question mark shows the shortcuts, Ctrl+K finds every command.
  Text from 100 to 400 %, high contrast, light or dark appearance in the settings.
statement-tell = Tell us
statement-tell-text = Tell the IT support of your administration what stops you. In Luxembourg, the Service information et presse receives complaints about accessibility.
contrast-high = High contrast
contrast-high-hint = Stronger lines and text, whatever the system is set to.
notify = Notifications of the system
notify-hint = A deadline due, something that waits for you, an alarm of the synchronisation. Off at first.
notify-named = They may name the dossier
notify-named-hint = Otherwise they only say a number: a shared or locked screen reveals nothing.
quiet-from = Quiet from
quiet-until = Quiet until
hour = { $hour }:00
renumber = Give a new reference…
renumber-text = The dossier gets the next reference of this desk. The former one still leads to it and is given to no other; what is printed stays as it is. This cannot be undone.
renumbered = New reference: { $reference }
locked-asked = A link is waiting: unlock the desk to open it.
strength = Strength
strength-short = Too short: at least 12 characters.
strength-weak = Weak: it can be guessed. Add words that have nothing to do with each other.
strength-fair = Fair: one more word would make it strong.
strength-good = Strong.
recovery-explained = Once forgotten, nobody can find it again. Afterwards make a printed recovery key under “People of the desk”: it alone then opens the desk.
notice-paper = Notice to the archives (PDF)
notice-file = notice-to-the-archives
