# The printed identifier and the platform's address.

identifier-letter-u = The letter U never occurs in an identifier (character { $position }).
    .next = Look at the paper again: most often it is a V.

identifier-bad-character = The character { $character } (at position { $position }) cannot stand in an identifier.
    .next = An identifier has digits and letters only, in eight groups of four. Look at the paper again and put this character right.

identifier-length = { $count ->
        [0] There is no identifier here: 0 of 32 characters.
       *[other] The identifier does not have the right length: { $count } characters instead of 32.
    }
    .next = It has eight groups of four characters. Check whether some are missing or too many.

identifier-mistyped = The identifier has been mistyped or misread.
    .next = { $suspicious ->
        [0] Compare it with the paper, group by group.
        [1] Compare it with the paper; the mistake is probably in group { $group }.
       *[other] Compare it with the paper; the mistakes are probably in groups { $group } and { $other }.
    }

identifier-version-unknown = This identifier is copied correctly, but it is of a newer kind (version { $version }) that this software does not know.
    .next = Update the software, or open the address printed beside the identifier.

identifier-unknown = This identifier is well formed, but the platform knows no document that bears it.
    .next = A typing mistake cannot be the cause. Check the platform's address on the paper; if it is the right one, do not rely on this paper and ask the administration named on it.

platform-url-scheme = The platform's address “{ $address }” does not start with https://.
    .next = Write it in full, for example https://verify.example.lu.

platform-url-insecure = The platform's address “{ $address }” is not encrypted: http is allowed to this same computer only.
    .next = Write https:// instead of http://.

platform-url-credentials = The platform's address contains a user name or a password.
    .next = Remove everything before the @ sign.

platform-url-path = The platform's address “{ $address }” has more than a server name and a port.
    .next = Remove everything after the server name and the port, for example https://verify.example.lu.

platform-url-host = In the platform's address, “{ $host }” is not a server name.
    .next = Use letters without accents, digits, hyphens and full stops, or an IP address. A name with accents is written in its xn-- form.

platform-url-port = In the platform's address, “{ $port }” is not a port.
    .next = A port is a number from 1 to 65535; without one, remove the colon too.
