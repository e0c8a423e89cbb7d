# Das Journal.

journal-altered = Eintrag { $sequence } des Journals wurde nachträglich verändert.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

journal-missing = Im Journal fehlen die Einträge { $first } bis { $last }.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

journal-out-of-order = Im Journal steht Eintrag { $sequence } an der Stelle von Eintrag { $expected }.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

journal-unlinked = Eintrag { $sequence } des Journals schließt nicht an den vorhergehenden an.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

journal-truncated = Das Journal hatte { $remembered } Einträge und hat nur noch { $found }: Das Ende ist verschwunden.
    .next = Wurde gerade eine Sicherung zurückgespielt, so ist das normal und gehört vermerkt; sonst verständigen Sie die Informatik und die Revision.

journal-rewritten = Das Journal ist nicht mehr dasjenige, das bei Eintrag { $sequence } festgehalten wurde: Es wurde neu geschrieben.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

journal-details = Die Einzelheiten eines Journaleintrags stehen nicht in ihrer ursprünglichen Form da.
    .next = Ändern Sie nichts mehr, bewahren Sie eine Kopie des Datenordners auf und verständigen Sie die Informatik und die Revision.

# Das öffentliche Register der Siegel.

log-entry = Das ist kein Eintrag des öffentlichen Registers.
    .next = Fordern Sie den Nachweis erneut bei der Plattform an.

log-range = Diese Stelle gibt es im öffentlichen Register nicht.
    .next = Fordern Sie den Nachweis erneut bei der Plattform an.

log-hash-missing = Ein Wert des öffentlichen Registers fehlt.
    .next = Versuchen Sie es später noch einmal; bleibt es dabei, verständigen Sie den Betreiber der Plattform.

log-inclusion = Der Nachweis zeigt nicht, dass das Dokument im öffentlichen Register steht.
    .next = Fordern Sie den Nachweis erneut bei der Plattform an und prüfen Sie, ob er zu dieser Datei gehört.

log-consistency = Das öffentliche Register wurde umgeschrieben: Sein neuerer Stand setzt den älteren nicht fort.
    .next = Bewahren Sie beide Stände auf und verständigen Sie die Revision: Das ist ein schwerer Fehler des Logs.

log-note = Der Stand des öffentlichen Registers hat nicht die Form einer signierten Notiz.
    .next = Fordern Sie ihn erneut bei der Plattform an.

log-checkpoint = Der Stand des öffentlichen Registers ist nicht lesbar.
    .next = Fordern Sie ihn erneut bei der Plattform an.

log-proof = Der Nachweis ist ab Zeile { $line } nicht lesbar.
    .next = Fordern Sie die Datei erneut bei der Plattform an und ändern Sie nichts daran.

log-tile = Eine Datei des öffentlichen Registers hat nicht die erwartete Form.
    .next = Versuchen Sie es später noch einmal; bleibt es dabei, verständigen Sie den Betreiber der Plattform.

log-key = Der Prüfschlüssel des öffentlichen Registers ist nicht lesbar.
    .next = Übernehmen Sie ihn vollständig aus seiner amtlichen Veröffentlichung.

log-key-kind = Der Prüfschlüssel ist von einer Art ({ $kind }), die diese Software nicht kennt.
    .next = Aktualisieren Sie die Software oder verwenden Sie einen Ed25519-Schlüssel.

log-policy = Die Schlüssel des öffentlichen Registers und seiner Zeugen widersprechen sich.
    .next = Prüfen Sie die Konfiguration: ein Name für das Log, ein Schlüssel je Zeuge, ein Quorum, das ihre Zahl nicht übersteigt.

log-origin = Der Stand ist vom Log „{ $found }“ und nicht von „{ $expected }“.
    .next = Prüfen Sie die Adresse der Plattform.

log-signature-missing = Der Stand des öffentlichen Registers ist von keinem bekannten Schlüssel unterschrieben.
    .next = Verlassen Sie sich nicht darauf; prüfen Sie die Adresse der Plattform und die eingerichteten Schlüssel.

log-signature-invalid = Die Unterschrift von „{ $name }“ unter dem Stand des öffentlichen Registers ist falsch.
    .next = Verlassen Sie sich nicht darauf und verständigen Sie den Betreiber der Plattform.

log-witnesses = Der Stand des öffentlichen Registers ist von { $found } Zeugen bestätigt; nötig sind { $needed }.
    .next = Fordern Sie den Nachweis später erneut an: Die Zeugen bestätigen mit Verzögerung.
log-policy-line = Zeile { $line } der Richtlinie für das öffentliche Register passt nicht.
  .next = Berichtigen Sie diese Zeile: log, witness, group oder quorum, mit zuvor festgelegten Namen und verschiedenen Schlüsseln.
log-request = Das ist keine Anfrage an einen Zeugen des öffentlichen Registers (ab Zeile { $line }).
  .next = Melden Sie es dem Betreiber des Registers.
