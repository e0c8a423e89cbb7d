# Accessibility, privacy, and how to check without this service
contact-operator = Write to the operator of this service:
contact-authority = Write to the authority that issued your paper; it passes your message on to the operator of this service.
accessibility-title = Accessibility statement
accessibility-state-title = How accessible this service is
accessibility-state =
    This statement is for the document check at { $host }. The yardstick is the law of 28 May 2019 on the accessibility of websites, with the European standard EN 301 549 (WCAG 2.2, level AA) and the RAWeb of Luxembourg.
    The service is built to conform fully. No outside body has audited it yet: until then it counts as partially conforming.
accessibility-works-title = What works
accessibility-works =
    Every page works by keyboard alone, with a screen reader, without scripts, without style sheets, at a width of 320 pixels, at 400 % zoom, with wider text spacing, in light and dark and with the colours of your system.
    Colour is never the only sign. There is no time limit and nothing moves.
accessibility-tried-title = What was tested, and how
accessibility-tried =
    With every change, machines test every page in four languages, light and dark: axe-core finds nothing wrong, nothing has to be scrolled sideways at 320 pixels, every action is reached with the keyboard.
    Not yet tested by people: NVDA, JAWS, VoiceOver and TalkBack, and how well the easy language is understood.
accessibility-limits-title = What does not work for everybody
accessibility-limits =
    The pictures of the pages of an original have no text of their own. Open the PDF: documents made with Greffe are tagged; documents that were scanned may have no text at all. The authority that issued it must give you an accessible form on request.
    Camera and photograph need sight. Typing or pasting the identifier always does the same.
accessibility-easy-title = Easy language
accessibility-easy = The start page, the answers, the photograph and the comparison are there in easy language, by the switch at the top. This statement and the details for specialists are not.
accessibility-contact-title = Tell us about a barrier
accessibility-remedy = You should have an answer within a month. If not, or if it does not help, you can turn to the Information and Press Service of the Luxembourg Government, which watches over accessibility, or to the Ombudsman.
privacy-title = Privacy
privacy-entered-title = What you enter
privacy-entered =
    An identifier that you enter is used to find the document, and is not logged. It is stored as a hash only (SHA-256). It stands in the address of the page: whoever sees that address can open the document, and so can whoever uses your browser after you.
    There are no accounts, no cookies, no advertising, no measuring of visitors, and nothing is loaded from other servers.
privacy-photos-title = Photographs and the camera
privacy-photos =
    A photograph is read in the memory of this server and forgotten with the answer. It is never written to a disk.
    If you start the camera, your browser asks you first. Some browsers read the code themselves; otherwise single pictures go to this server and are forgotten at once.
privacy-files-title = Files
privacy-files =
    Where scripts are on, your browser computes the fingerprint of your file (SHA-256), and only that is sent, with the file’s size and the identifier that stands in it.
    Without scripts the file itself is sent, compared, and deleted at once.
privacy-logs-title = What is logged
privacy-logs =
    Of each request: the time, the kind of page, the result and how long it took. No identifier, no address of yours, no name.
    Your network address is kept in memory for some minutes, to slow down those who guess identifiers. It is not written down.
privacy-shown-title = What others see
privacy-shown = The public log of seals contains neither names nor identifiers: only who already has an identifier can recognise its entry. Originals are kept as long as the law asks of the authority that issued them.
privacy-rights-title = Your rights
privacy-rights = You may ask which data about you stand in a document, and have them corrected, by the authority that issued it. It is responsible for its content; the operator of this service processes it on its behalf (regulation (EU) 2016/679).
privacy-contact-title = Whom to ask
privacy-authority = You can complain to the National Commission for Data Protection (CNPD), Luxembourg.
verify-title = How to check it yourself
verify-lead = You need not trust this page. With these steps anybody can check an original with other programs. Put your own identifier in the place of the one in the example.
verify-fetch-title = Fetch the original
verify-fetch = In a terminal, or with the button “Download” on the page of the document.
verify-hash-title = Compute its fingerprint
verify-hash = It must be the SHA-256 that stands under “Details for specialists”. On Windows: certutil -hashfile original.pdf SHA256.
verify-seal-title = Examine the seal with a program that is not ours
verify-seal = pdfsig belongs to the package poppler-utils. It must say that the signature is valid and covers the whole document. The validation service DSS of the European Commission reads the file, too.
verify-greffe-title = Examine it with Greffe
verify-greffe = The command line of Greffe needs no network. Give it the certificates of the authorities that you trust.
verify-proof-title = Keep the proof of the public log
verify-proof = The proof says that the seal stands in the public log under a signed checkpoint. Keep it with the original: nobody can take the entry out unseen any more. Its format is tlog-proof of C2SP; the policy names the keys by which it is believed: compare it with what the operator and the witnesses publish elsewhere.
verify-paper-title = Check the paper without network
verify-paper = The square symbol beside the QR code is a visible seal (BSI TR-03171, ICAO 9303-13). A photograph and the list of certificates are enough.
verify-end = If one of these steps says something else than this service, report it to the authority and to the operator, and keep the files.
