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
pdf-unreadable = De PDF konnt net bis zum Enn gelies ginn: d’Festplack, de Lafwierk oder den Netzwierkrepertoire huet en net komplett hierginn.
    .next = Kuckt no, ob de Fichier opgeet an ob keen anere Programm dra schreift, kopéiert en op dëse Computer a probéiert nach eng Kéier.
pdf-page-too-small = Déi éischt Säit ass ze kleng fir e Stempel, deen nach ze liesen ass.
    .next = Sigelt en ouni Stempel.
pdf-stamp-character = De Stempel kann d’Zeechen „{ $character }“ net drécken.
    .next = Schreift den Numm vun der Autoritéit oder d’Adress ouni dëst Zeechen.
pdf-qr-too-long = D’Adress vun der Plattform ass ze laang fir e QR-Code, deen ze liesen ass.
    .next = Benotzt eng méi kuerz Adress fir d’Plattform.
pdf-signature-too-long = D’Signatur brauch { $needed } Byte, mee am PDF waren nëmmen { $reserved } reservéiert.
    .next = Mellt dëse Feeler: d’Zertifikatskette ass vläicht ongewéinlech laang.
pdf-field-unknown = De PDF huet kee Signaturfeld mam Numm „{ $field }“.
    .next = Kontrolléiert den Numm (Groussschreiwung zielt); „greffe inspect“ zielt d’Felder op.
pdf-field-signed = D’Signaturfeld „{ $field }“ huet schonn eng Signatur.
    .next = Wielt en eidelt oder en neit Feld.
pdf-field-locked = Eng fréier Signatur huet d’Feld „{ $field }“ gespaart: eng weider Signatur do géif se briechen.
    .next = Loosst de PDF, wéi en ass, oder signéiert eng Versioun vu virun där Signatur.
pdf-field-read-only = D’Signaturfeld „{ $field }“ däerf net ausgefëllt ginn.
    .next = Wielt en anert oder en neit Feld.
pdf-field-no-room = D’Signaturfeld „{ $field }“ huet keng siichtbar Fläch op enger Säit: do kann näischt gewise ginn.
    .next = Signéiert ouni siichtbart Bild oder an engem anere Feld.
pdf-lock-conflict = D’Signaturfeld „{ $field }“ leet scho selwer, an anescht, fest, wéi eng Felder no der Signatur gespaart sinn.
    .next = Verzicht op d’eege Wiel vu gespaarte Felder, oder signéiert an engem neie Feld.
pdf-seed-value = { $constraint ->
    [filter] D’Feld „{ $field }“ verlaangt de Signaturdéngscht „{ $wanted }“, deen net eisen ass.
    [sub-filter] D’Feld „{ $field }“ verlaangt en anert Signaturformat wéi PAdES: { $wanted }.
    [version] D’Feld „{ $field }“ follegt Reegele vun enger spéiderer PDF-Versioun ({ $wanted }).
    [reasons] { $wanted ->
        [none] D’Feld „{ $field }“ léisst de Grond net zou, deen uginn ass.
       *[other] D’Feld „{ $field }“ verlaangt ee vun dëse Grënn: { $wanted }
    }
    [certification] { $wanted ->
        [none] D’Feld „{ $field }“ verlaangt eng Signatur, déi d’Dokument net zertifiéiert.
       *[other] D’Feld „{ $field }“ verlaangt eng Zertifizéierung mat der Erlaabnis { $wanted }.
    }
    [legal-attestation] D’Feld „{ $field }“ verlaangt eng Rechtserklärung, déi mir net schreiwen.
    [lock-document] { $wanted ->
        [true] D’Feld „{ $field }“ verlaangt, datt d’Signatur dat ganzt Dokument späert.
       *[other] D’Feld „{ $field }“ verlaangt, datt d’Signatur d’Dokument net späert.
    }
    [appearance] D’Feld „{ $field }“ verlaangt d’Bild „{ $wanted }“.
    [signature-policy] D’Feld „{ $field }“ verlaangt eng Signaturrichtlinn, déi mir net schreiwen.
   *[other] D’Feld „{ $field }“ verlaangt, wat net agehale ka ginn ({ $constraint }: { $wanted }).
}
    .next = Signéiert, wéi d’Feld et verlaangt, wielt en anert Feld, oder frot, wien d’Dokument virbereet huet.
pdf-certify-not-first = De PDF ass scho signéiert: nëmmen déi éischt Signatur kann en Dokument zertifiéieren.
    .next = Signéiert ouni ze zertifiéieren, oder zertifiéiert déi onsignéiert Versioun.
pdf-already-certified = De PDF ass schonn zertifiéiert.
    .next = Signéiert ouni ze zertifiéieren.
pdf-certified-no-appearance = De PDF ass zertifiéiert: eng nei siichtbar Signatur géif seng Säiten änneren.
    .next = Signéiert an engem Feld, dat scho do ass, oder onsiichtbar.
pdf-page-unknown = Eng Säit { $page } gëtt et net: de PDF huet der { $pages }.
    .next = Wielt eng Säit, déi et gëtt.
pdf-place-outside = D’Plaz läit ausserhalb vun der Säit, déi { $width } × { $height } mm weist.
    .next = Wielt eng Plaz bannent der Säit.
pdf-place-too-small = D’Plaz ass ze kleng: et brauch mindestens { $width } × { $height } mm.
    .next = Wielt eng méi grouss Plaz.
placeholder-not-found = D’Mark „{ $text }“ steet net am Text vum Dokument.
    .next = Kontrolléiert, wéi d’Mark am Dokument geschriwwen ass, oder wielt eng aner Plaz.
pdf-appearance-template = { $problem ->
    [name] D’Virlag vum Bild huet keen Numm.
    [size] D’Breet an d’Héicht vun der Virlag vum Bild musse 5 bis 300 mm sinn.
    [font-size] D’Schrëft vun der Virlag vum Bild muss 4 bis 36 Punkt grouss sinn, déi klengst net iwwer der gréisster.
    [image-share] D’Bild vun der Virlag däerf en Undeel vun 0,1 bis 0,9 hunn.
    [lines] D’Virlag vum Bild muss 1 bis 24 Zeilen hunn.
    [line] D’Zeil { $line } vun der Virlag vum Bild ass méi laang wéi 400 Zeechen, oder hire Moossstaf ass net tëscht 0,5 an 2.
    [brace] D’Zeil { $line } vun der Virlag vum Bild huet eng Klamer ouni Géigestéck.
    [unknown] D’Zeil { $line } vun der Virlag vum Bild nennt „{ $detail }“, dat fir näischt steet (bekannt: { $names }).
   *[syntax] D’Virlag vum Bild ass net ze liesen: { $detail }
}
    .next = Verbessert d’Virlag.
pdf-appearance-too-small = Den Text vun der Signatur passt och a klengster Schrëft net an { $width } × { $height } mm.
    .next = Wielt eng méi grouss Plaz, oder maacht den Text méi kuerz.
pdf-image-unsupported = D’Bild ass kee PNG oder JPEG a Gro oder RGB.
    .next = Späichert et als PNG.
pdf-image-damaged = D’Bild ass beschiedegt.
    .next = Späichert et nach eng Kéier aus senger Quell.
pdf-image-too-large = D’Bild ass ze grouss (méi wéi 8 MB oder 25 Millioune Pixelen).
    .next = Späichert eng méi kleng Versioun.
pdf-repair-nothing = Aus dem PDF kann keng Säit erëmgewonne ginn.
    .next = Frot eng nei Kopie.
pdf-repair-signed = De PDF huet Signaturen ({ $count }): an enger gefléckter Kopie wiere se verluer.
    .next = Frot eng Kopie ouni Schued; gëtt et keng, da fléckt mat „--forget-signatures“.
pdf-repair-encrypted = De PDF ass verschlësselt: beim Erëmgewanne weess een net, wat ee liest.
    .next = Frot eng Kopie ouni Schued oder eng ouni Passwuert.
