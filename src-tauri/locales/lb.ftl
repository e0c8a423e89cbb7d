desk-locked = De Poste ass gespaart.
  .next = Gitt d’Passphras an, fir weiderzemaachen.
file-not-offered = Dëse Fichier gouf an dëser Sessioun net gewielt.
  .next = Wielt en nach eng Kéier.
settings-not-saved = D’Astellunge konnten net gespäichert ginn: { $detail }.
  .next = Si gëlle bis d’Fënster zougemaach gëtt. Kontrolléiert de fräie Plaz an d’Rechter op Ärem perséinlechen Dossier.
chosen-file-unreadable = „{ $file }“ konnt net gelies ginn: { $detail }.
  .next = Kontrolléiert, ob et de Fichier nach gëtt an ob Dir en däerft liesen.
work-stopped = D’Aarbecht gouf onerwaart ofgebrach: { $detail }.
  .next = Wat gesécher war, ass net verluer. Probéiert nach eng Kéier; wann et nach eng Kéier geschitt, sot dem Support Bescheed.
choose-documents = Dokumenter
choose-seal-key = Schlëssel vum Sigel (PKCS#12)
choose-certificates = Zertifikater (PEM)
certificate-not-shown = Dësen Zertifikat ass net méi ënnert deenen, déi fonnt goufen.
  .next = Sicht nach eng Kéier no Kaarten an Token a wielt en aus.
seal-pin-missing = De PIN ass eidel.
  .next = Gitt de PIN vun der Kaart oder vum Token an.
target-not-written = „{ $file }“ konnt net geschriwwe ginn: { $detail }.
  .next = Wielt en aneren Dossier oder en aneren Numm a probéiert nach eng Kéier.
choose-version = Fichieren
choose-table = Tabellen (CSV)
choose-logo = Biller (PNG, JPEG)
choose-letter-table = Tabellen (CSV)
choose-procedure = Prozeduren (TOML)
choose-holidays = Feierdeeg (TOML)
notify-deadline = { $count ->
    [one] Eng Frist ass ofgelaf.
   *[other] { $count } Friste sinn ofgelaf.
  }
notify-deadline-named = D’Frist vum Dossier { $name } ass ofgelaf.
notify-waiting = { $count ->
    [one] Eng nei Demande waart op Iech.
   *[other] { $count } nei Demanden waarden op Iech.
  }
notify-alarm = En Alarm wëllt gesi ginn.
restore-here-taken = Do, wou dëse Programm de Poste verwaart, läit schonn eppes, wat kee Poste ass. Näischt gouf iwwerschriwwen.
  .next = Loosst dat, wat do läit, vun Ärer Informatik a Sécherheet bréngen, a probéiert et duerno nach eng Kéier.
