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
