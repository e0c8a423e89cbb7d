# Die gedruckte Kennung und die Adresse der Plattform.

identifier-letter-u = Der Buchstabe U kommt in keiner Kennung vor (Zeichen { $position }).
    .next = Sehen Sie auf dem Papier nach: Meistens ist es ein V.

identifier-bad-character = Das Zeichen { $character } (an Stelle { $position }) kann in keiner Kennung stehen.
    .next = Eine Kennung besteht nur aus Ziffern und Buchstaben, in acht Gruppen zu vier. Sehen Sie auf dem Papier nach und berichtigen Sie dieses Zeichen.

identifier-length = { $count ->
        [0] Hier steht keine Kennung: 0 von 32 Zeichen.
       *[other] Die Kennung hat nicht die richtige Länge: { $count } statt 32 Zeichen.
    }
    .next = Sie besteht aus acht Gruppen zu vier Zeichen. Prüfen Sie, ob Zeichen fehlen oder überzählig sind.

identifier-mistyped = Die Kennung enthält einen Tipp- oder Lesefehler.
    .next = { $suspicious ->
        [0] Vergleichen Sie sie Gruppe für Gruppe mit dem Papier.
        [1] Vergleichen Sie sie mit dem Papier; der Fehler steht wahrscheinlich in Gruppe { $group }.
       *[other] Vergleichen Sie sie mit dem Papier; die Fehler stehen wahrscheinlich in den Gruppen { $group } und { $other }.
    }

identifier-version-unknown = Diese Kennung ist richtig abgeschrieben, aber von einer neueren Art (Version { $version }), die diese Software nicht kennt.
    .next = Aktualisieren Sie die Software oder öffnen Sie die Adresse, die neben der Kennung gedruckt ist.

identifier-unknown = Diese Kennung ist richtig gebildet, aber die Plattform kennt kein Dokument, das sie trägt.
    .next = Ein Tippfehler kann nicht die Ursache sein. Prüfen Sie die Adresse der Plattform auf dem Papier; stimmt sie, so vertrauen Sie diesem Papier nicht und wenden Sie sich an die darauf genannte Verwaltung.

platform-url-scheme = Die Adresse der Plattform „{ $address }“ beginnt nicht mit https://.
    .next = Schreiben Sie sie vollständig, zum Beispiel https://verify.example.lu.

platform-url-insecure = Die Adresse der Plattform „{ $address }“ ist nicht verschlüsselt: http ist nur zu diesem Computer selbst erlaubt.
    .next = Schreiben Sie https:// statt http://.

platform-url-credentials = Die Adresse der Plattform enthält einen Benutzernamen oder ein Passwort.
    .next = Entfernen Sie alles, was vor dem Zeichen @ steht.

platform-url-path = Die Adresse der Plattform „{ $address }“ enthält mehr als einen Servernamen und einen Port.
    .next = Entfernen Sie alles, was nach Servername und Port steht, zum Beispiel https://verify.example.lu.

platform-url-host = In der Adresse der Plattform ist „{ $host }“ kein Servername.
    .next = Verwenden Sie Buchstaben ohne Umlaute, Ziffern, Bindestriche und Punkte oder eine IP-Adresse. Ein Name mit Umlauten wird in seiner Form mit xn-- geschrieben.

platform-url-port = In der Adresse der Plattform ist „{ $port }“ kein Port.
    .next = Ein Port ist eine Zahl von 1 bis 65535; ohne Port entfernen Sie auch den Doppelpunkt.
