# Netz und Plattform
platform-unreachable = Die Plattform { $host } ist nicht erreichbar.
    .next = Prüfen Sie das Netz. Ihre Arbeit bleibt im Postausgang und geht bei der nächsten Synchronisation hinaus.
platform-tls-untrusted = Dem Zertifikat der Plattform { $host } wird nicht vertraut; es wurde nichts gesendet.
    .next = Fragen Sie den IT-Betrieb. Die Adresse kann falsch sein, die Uhr dieses Rechners falsch gehen, oder jemand hört mit.
platform-failed = Die Plattform { $host } ist gestört (Fehler { $status }).
    .next = Ihre Arbeit bleibt im Postausgang. Versuchen Sie es später; hält es an, verständigen Sie den IT-Betrieb.
platform-answer-garbage = Was unter { $host } antwortet, ist keine Greffe-Plattform.
    .next = Prüfen Sie die Adresse. In einem Gastnetz melden Sie sich zuerst dort an. Ihre Arbeit bleibt im Postausgang.
platform-silent = Die Plattform { $host } antwortet nicht.
    .next = Ihre Arbeit bleibt im Postausgang. Versuchen Sie es später.
platform-busy = Die Plattform { $host } ist ausgelastet und bittet um { $seconds ->
        [one] eine Sekunde
       *[other] { $seconds } Sekunden
    } Geduld.
    .next = Ihre Arbeit bleibt im Postausgang und geht später hinaus.
platform-full = Die Plattform { $host } hat keinen Platz mehr.
    .next = Verständigen Sie den IT-Betrieb. Ihre Arbeit bleibt im Postausgang.
platform-refused = Die Plattform hat abgelehnt (Code { $code }).
    .next = Nennen Sie dem IT-Betrieb diesen Code.
desk-unauthorised = Die Plattform { $host } nimmt diesen Arbeitsplatz nicht an.
    .next = Melden Sie den Arbeitsplatz mit einem neuen Code Ihrer Administration neu an. Ihre Arbeit bleibt im Postausgang.
desk-revoked = Dieser Arbeitsplatz wurde auf der Plattform { $host } gesperrt.
    .next = Wenden Sie sich an Ihre Administration. Ihre Arbeit bleibt auf diesem Arbeitsplatz.
desk-clock-wrong = Die Uhr dieses Rechners weicht von der der Plattform { $host } ab.
    .next = Stellen Sie Datum und Uhrzeit dieses Rechners und synchronisieren Sie noch einmal. Ihre Arbeit bleibt im Postausgang.
desk-forbidden = Dieser Arbeitsplatz darf das auf der Plattform nicht.
    .next = Wenden Sie sich an Ihre Administration.
desk-unknown = Die Plattform kennt diesen Arbeitsplatz nicht.
    .next = Melden Sie den Arbeitsplatz mit einem Code Ihrer Administration an.
protocol-too-old = Dieser Arbeitsplatz ist zu alt für die Plattform { $host }.
    .next = Aktualisieren Sie Greffe. Ihre Arbeit bleibt im Postausgang.
enrolment-code-refused = Die Plattform { $host } nimmt diesen Anmeldecode nicht an.
    .next = Geben Sie ihn noch einmal so ein, wie Sie ihn erhalten haben. Ein Code gilt einmal und einen Tag lang; verlangen Sie sonst einen neuen.

# Ein Vorgang
identifier-taken = Diese Kennung ist schon mit einer anderen Datei eingetragen. Die Plattform hat Alarm ausgelöst.
    .next = Geben Sie das Dokument nicht heraus. Verständigen Sie Ihre Administration.
operation-reused = Die Plattform hat unter diesem Vorgang schon etwas anderes erhalten.
    .next = Verständigen Sie den IT-Betrieb; das Dokument wurde nicht eingetragen.
blob-missing = Die Plattform hat die Datei noch nicht.
    .next = Synchronisieren Sie noch einmal.
digest-mismatch = Die Bytes der Datei haben sich unterwegs oder auf einem der beiden Rechner verändert. Sie wurden nicht angenommen.
    .next = Versuchen Sie es noch einmal. Geschieht es wieder, prüfen Sie die Unversehrtheit des Arbeitsplatzes.
checksum-mismatch = Ein Teil der Datei kam beschädigt an.
    .next = Er wird bei der nächsten Synchronisation noch einmal gesendet.
offset-mismatch = Die Übertragung steht an anderer Stelle, als dieser Arbeitsplatz dachte.
    .next = Sie geht bei der nächsten Synchronisation weiter.
upload-unknown = Die Plattform kennt diese Übertragung nicht mehr.
    .next = Sie beginnt bei der nächsten Synchronisation von vorn.
original-too-large = Die Datei ist größer, als die Plattform annimmt.
    .next = Verkleinern Sie das PDF oder fragen Sie den IT-Betrieb.
original-taken = Genau diese Datei ist auf der Plattform schon eingetragen, unter einer anderen Kennung.
    .next = Wenden Sie sich an Ihren Administrator: Ein Original wird einmal eingetragen. Um es zu ersetzen, siegeln Sie das Dokument neu.
original-seal-foreign = Die Datei ist nicht mit einem Zertifikat gesiegelt, das die Plattform als das Ihrer Verwaltung kennt.
    .next = Siegeln Sie sie mit dem Siegel Ihrer Verwaltung. Ist es neu, bitten Sie den Betreiber der Plattform, sein Zertifikat einzutragen.
original-not-sealed = Die Datei trägt kein Siegel. Die Plattform nimmt nur gesiegelte Originale an.
    .next = Siegeln Sie das Dokument und synchronisieren Sie dann.
original-seal-broken = Das Siegel der Datei ist gebrochen.
    .next = Siegeln Sie das Dokument neu aus seiner ungesiegelten Version.
original-changed-after-seal = Die Datei wurde nach dem Siegeln verändert.
    .next = Siegeln Sie das Dokument neu aus seiner ungesiegelten Version.
original-unreadable = Die Plattform kann die Datei nicht als PDF lesen.
    .next = Prüfen Sie das Dokument und siegeln Sie es neu.
request-invalid = Die Plattform hat diese Anfrage nicht angenommen: Ein Teil fehlt oder ist falsch, oder die Plattform hat eine andere Adresse als die, an die gesendet wurde.
    .next = Schreiben Sie die Adresse der Plattform so, wie sie Ihnen gegeben wurde; sonst verständigen Sie den IT-Betrieb.
original-damaged = Die Kopie, die die Plattform aufbewahrt, ist beschädigt. Sie wird nicht herausgegeben.
    .next = Die Plattform hat Alarm ausgelöst. Verständigen Sie den IT-Betrieb.
superseded-unknown = Das Dokument ersetzt eines, das Ihre Administration nicht auf der Plattform eingetragen hat.
    .next = Synchronisieren Sie zuerst das ersetzte Dokument und versuchen Sie es dann noch einmal.
original-revoked = Das Dokument wurde von seiner Behörde widerrufen.
    .next = Öffnen Sie seine Prüfseite, um den Grund zu sehen.

# Dieser Arbeitsplatz
device-key-damaged = Der Schlüssel dieses Arbeitsplatzes ist unbrauchbar.
    .next = Melden Sie den Arbeitsplatz mit einem neuen Code neu an.
platform-certificates-unreadable = Die Zertifikate für die Plattform sind nicht lesbar.
    .next = Verlangen Sie vom IT-Betrieb die Datei mit den Zertifikaten der Plattform (PEM).
sync-cancelled = Die Synchronisation wurde angehalten.
    .next = Was gesendet ist, bleibt gesendet; der Rest geht bei der nächsten Synchronisation hinaus.
desk-blob-unreadable = Die Datei auf diesem Arbeitsplatz lässt sich nicht bis zum Ende lesen.
    .next = Prüfen Sie die Unversehrtheit des Arbeitsplatzes und verständigen Sie den IT-Betrieb. Das Dokument wurde nicht gesendet.

sign-in-not-offered = Auf dieser Plattform melden sich Personen nicht an.
    .next = Es ist nichts zu tun: der Arbeitsplatz handelt in den Rollen, die er hat.
sign-in-needed = Die Plattform verlangt, dass an diesem Arbeitsplatz jemand angemeldet ist. Nichts geht verloren: was wartet, geht danach weiter.
    .next = Melden Sie sich in den Einstellungen an (oder mit greffe sign-in) und synchronisieren Sie dann.
sign-in-refused = Die Anmeldung wurde abgelehnt.
    .next = Versuchen Sie es noch einmal; bleibt es dabei, fragen Sie Ihre Administratorin oder Ihren Administrator.
sign-in-over = Die Anmeldung dauerte zu lange oder wurde schon benutzt.
    .next = Beginnen Sie sie von vorn.
sign-in-nobody = Wer sich angemeldet hat, ist nicht für diesen Arbeitsplatz eingetragen.
    .next = Melden Sie sich mit Ihrem eigenen Konto an, oder lassen Sie sich für diesen Arbeitsplatz eintragen.
sign-in-issuer = Der Anmeldedienst Ihrer Verwaltung ist nicht erreichbar oder antwortet falsch.
    .next = Prüfen Sie das Netz und versuchen Sie es später noch einmal.
sign-in-no-listener = Dieser Computer lässt den Browser nicht zum Arbeitsplatz zurückkehren.
    .next = Erlauben Sie Verbindungen dieses Computers zu sich selbst (127.0.0.1) und versuchen Sie es noch einmal.
