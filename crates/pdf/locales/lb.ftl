pdf-empty = De Fichier ass eidel (0 Byte).
    .next = Huelt d’Dokument nach eng Kéier vun der Quell: d’Kopéieren oder den Download gouf ënnerbrach.
pdf-not-a-pdf = { $looks ->
    [office] De Fichier ass en Office-Dokument (Word, Excel, LibreOffice oder änlech) an trotz sengem Numm kee PDF.
    [old-office] De Fichier ass en eelert Office-Dokument (Word, Excel oder änlech) an trotz sengem Numm kee PDF.
    [archive] De Fichier ass en ZIP-Archiv an trotz sengem Numm kee PDF.
    [image] De Fichier ass e Bild an trotz sengem Numm kee PDF.
    [web-page] De Fichier ass eng Websäit oder XML an trotz sengem Numm kee PDF.
    [rich-text] De Fichier ass en RTF-Dokument an trotz sengem Numm kee PDF.
    [postscript] De Fichier ass PostScript an trotz sengem Numm kee PDF.
    [mail] De Fichier ass eng E-Mail an trotz sengem Numm kee PDF.
    [text] De Fichier ass puren Text an trotz sengem Numm kee PDF.
   *[unknown] De Fichier ass trotz sengem Numm kee PDF.
}
    .next = Maacht en am Programm op, mat deem e gemaach gouf, an exportéiert en als PDF.
pdf-damaged = De PDF ass beschiedegt: Programmer misste säin Inhalt roden, dofir kann en net gesigelt ginn.
    .next = Frot no enger neier Kopie, oder maacht en an engem PDF-Programm op, kontrolléiert all Säit a späichert en als neie PDF.
pdf-too-complex = De PDF ass méi grouss oder méi komplex wéi all richtegt Dokument a gouf net verschafft.
    .next = Frot no enger neier Kopie, oder dréckt en an en neie PDF.
pdf-password-needed = De PDF ass mat engem Passwuert geschützt.
    .next = Gitt säi Passwuert an.
pdf-password-wrong = D’Passwuert mécht de PDF net op.
    .next = Gitt d’Passwuert nach eng Kéier an; grouss a kleng Buschtawe sinn net d’selwecht.
pdf-encryption-unsupported = De PDF ass op eng Manéier verschlësselt, déi net ënnerstëtzt gëtt (zum Beispill fir Zertifikater).
    .next = Frot no enger Kopie, déi mat engem Passwuert oder guer net geschützt ass.
pdf-permissions-forbid = Den Auteur vum PDF erlaabt weeder en z’änneren nach en z’ënnerschreiwen.
    .next = Gitt d’Passwuert vum Proprietär an, oder frot den Auteur no enger Kopie ouni Restriktiounen.
pdf-xfa = De PDF ass en XFA-Formulaire: dat, wat gewise gëtt, steet net a senge Säiten, dofir kann en net gesigelt ginn.
    .next = Dréckt den ausgefëllte Formulaire an en neie PDF a sigelt deen.
pdf-no-pages = De PDF huet keng Säit.
    .next = Frot no enger neier Kopie.
pdf-certified-closed = De PDF ass zertifiéiert, a säin Auteur erlaabt keng Ännerung, och keng weider Ënnerschrëft.
    .next = Haalt en, wéi en ass, oder frot den Auteur no enger Versioun, déi Ënnerschrëften erlaabt.
pdf-certified-no-stamp = De PDF ass zertifiéiert: Ënnerschrëfte sinn erlaabt, mee op senge Säite däerf näischt gezeechent ginn.
    .next = Sigelt en ouni Stempel.
pdf-already-signed = De PDF ass schonn ënnerschriwwen: e Stempel géif déi ënnerschriwwe Säiten änneren.
    .next = Sigelt en ouni Stempel, oder stempelt a sigelt déi net ënnerschriwwe Versioun.
pdf-unreadable = De PDF konnt net bis zum Enn gelies ginn: d’Festplack, de Lafwierk oder den Netzwierkdossier huet en net komplett hierginn.
    .next = Kuckt no, ob de Fichier opgeet an ob keen anere Programm dra schreift, kopéiert en op dëse Computer a probéiert nach eng Kéier.
pdf-page-too-small = Déi éischt Säit ass ze kleng fir e Stempel, deen nach ze liesen ass.
    .next = Sigelt en ouni Stempel.
pdf-stamp-character = De Stempel kann d’Zeechen „{ $character }“ net drécken.
    .next = Schreift den Numm vun der Autoritéit oder d’Adress ouni dëst Zeechen.
pdf-qr-too-long = D’Adress vun der Plattform ass ze laang fir e QR-Code, deen ze liesen ass.
    .next = Benotzt eng méi kuerz Adress fir d’Plattform.
pdf-signature-too-long = D’Signatur brauch { $needed } Byte, mee am PDF waren nëmmen { $reserved } reservéiert.
    .next = Mellt dëse Feeler: d’Zertifikatskette ass vläicht ongewéinlech laang.
