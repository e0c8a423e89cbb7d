//! The identifier against its written format: vectors, canonicalisation, error detection, and an independent
//! Bech32m library.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bech32::primitives::decode::CheckedHrpstring;
use bech32::primitives::iter::Fe32IterExt as _;
use bech32::{Bech32, Bech32m, Fe32, Hrp};
use identifier::{Identifier, ParseError, PlatformUrl};
use proptest::prelude::*;
use wording::{Catalog, Explain as _, Lang};

const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BECH32: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

const VECTOR_1: &str = "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ";
const VALID: [&str; 5] = [
    VECTOR_1,
    "1F90-HNWC-ASVF-Q2ZM-T974-5QM3-5D28-FVFX",
    "12JD-Z73N-KZFF-0KNH-FDTF-XFF8-3WAH-95NC",
    "1000-0000-0000-0000-0000-0000-002X-2MJW",
    "1ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZY7-3CY5",
];

fn issued_for(label: &str) -> Identifier {
    let digest = ring::digest::digest(&ring::digest::SHA256, label.as_bytes());
    Identifier::issue(digest.as_ref()[..16].try_into().unwrap())
}

fn values(canonical: &str) -> Vec<usize> {
    canonical
        .chars()
        .map(|symbol| CROCKFORD.find(symbol).unwrap())
        .collect()
}

fn text(values: &[usize]) -> String {
    values
        .iter()
        .map(|value| CROCKFORD.as_bytes()[*value] as char)
        .collect()
}

/// What the independent library says of 32 symbols, translated to its alphabet.
fn is_bech32m(values: &[usize]) -> bool {
    let data: String = values
        .iter()
        .map(|value| BECH32.as_bytes()[*value] as char)
        .collect();
    CheckedHrpstring::new::<Bech32m>(&format!("seal1{data}")).is_ok()
}

fn mistyped(text: &str) -> bool {
    matches!(Identifier::parse(text), Err(ParseError::Mistyped { .. }))
}

fn groups(text: &str) -> Vec<u8> {
    Identifier::parse(text)
        .unwrap_err()
        .suspicious_groups()
        .iter()
        .collect()
}

#[test]
fn issuing_gives_the_published_vectors() {
    for (i, printed) in VALID.iter().take(3).enumerate() {
        assert_eq!(issued_for(&format!("vector-{}", i + 1)).printed(), *printed);
    }
    assert_eq!(Identifier::issue([0; 16]).printed(), VALID[3]);
    assert_eq!(Identifier::issue([0xff; 16]).printed(), VALID[4]);
}

#[test]
fn the_last_three_random_bits_are_not_used() {
    let mut random = [0x5a; 16];
    let issued = Identifier::issue(random);
    random[15] ^= 0b111;
    assert_eq!(Identifier::issue(random), issued);
    random[15] ^= 0b1000;
    assert_ne!(Identifier::issue(random), issued);
}

#[test]
fn valid_vectors_are_read_and_printed_again() {
    for printed in VALID {
        let read = Identifier::parse(printed).unwrap();
        assert_eq!(read.printed(), printed);
        assert_eq!(read.to_string(), printed);
        assert_eq!(read.canonical(), printed.replace('-', ""));
        assert_eq!(Identifier::from_bytes(read.to_bytes()), Ok(read));
        assert_eq!(printed.parse(), Ok(read));
    }
}

#[test]
fn the_binary_form_is_the_five_bit_values_packed_big_endian() {
    let bits: String = values(&VECTOR_1.replace('-', ""))
        .iter()
        .map(|value| format!("{value:05b}"))
        .collect();
    let bytes: Vec<u8> = (0..20)
        .map(|i| u8::from_str_radix(&bits[8 * i..8 * i + 8], 2).unwrap())
        .collect();
    assert_eq!(Identifier::parse(VECTOR_1).unwrap().to_bytes().as_slice(), bytes);
}

#[test]
fn look_alikes_and_small_letters_read_as_vector_1() {
    let read = Identifier::parse("loyk gt5e tzww ed4f nmlm 2htz ehek xowq").unwrap();
    assert_eq!(read.printed(), VECTOR_1);
}

#[test]
fn swapped_and_replaced_symbols_are_mistyped() {
    for text in [
        "10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
        "10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ",
        "105K-GT5N-TZWW-EM4F-NM1M-9HTZ-EHEK-X0WQ",
        "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHVF-DCSN",
    ] {
        assert!(mistyped(text), "{text}");
    }
}

#[test]
fn length_is_told_as_n_of_32() {
    let short = "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0W";
    assert_eq!(Identifier::parse(short), Err(ParseError::Length { count: 31 }));
    assert_eq!(
        Identifier::parse(&format!("{VECTOR_1}-1")),
        Err(ParseError::Length { count: 33 })
    );
    assert_eq!(Identifier::parse(" - . "), Err(ParseError::Length { count: 0 }));
    assert_eq!(Identifier::parse(""), Err(ParseError::Length { count: 0 }));
}

#[test]
fn the_letter_u_is_named_with_its_place() {
    for text in ["10YU-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ", "10Yu"] {
        assert_eq!(Identifier::parse(text), Err(ParseError::LetterU { position: 4 }));
    }
}

#[test]
fn a_bad_character_is_named_with_its_place_in_the_given_text() {
    let at = |text: &str| match Identifier::parse(text).unwrap_err() {
        ParseError::BadCharacter { character, position } => (character, position),
        other => panic!("{other:?}"),
    };
    assert_eq!(at("10YK-GT*E"), ('*', 8));
    assert_eq!(at("  é0YK"), ('é', 3));
    assert_eq!(at("\u{a0}\u{2009}10\u{200b}"), ('\u{200b}', 5));
    assert_eq!(at("https://verify.example.lu/d/10YK+GT5E"), ('+', 33));
    assert_eq!(at("10YK?"), ('?', 5));
    // Not ASCII: neither capitals by locale nor digits of other scripts are guessed.
    assert_eq!(at("1ı"), ('ı', 2));
    assert_eq!(at("1０"), ('０', 2));
}

#[test]
fn a_right_checksum_with_version_2_is_a_newer_kind_and_not_mistyped() {
    let newer = "20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB9A";
    assert_eq!(
        Identifier::parse(newer),
        Err(ParseError::UnknownVersion { version: 2 })
    );
    // A wrong symbol in it is mistyped, whatever the version symbol says.
    assert!(mistyped("20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB99"));
    assert!(mistyped("20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ"));
}

#[test]
fn every_listed_separator_is_left_out() {
    let read = Identifier::parse(VECTOR_1).unwrap();
    let separators = " \t\r\n\u{a0}\u{2009}\u{202f}-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}._/";
    for separator in separators.chars() {
        let text = VECTOR_1.replace('-', &separator.to_string());
        assert_eq!(
            Identifier::parse(&text),
            Ok(read),
            "U+{:04X}",
            u32::from(separator)
        );
    }
}

#[test]
fn pasted_and_scanned_addresses_are_read() {
    let read = Identifier::parse(VECTOR_1).unwrap();
    let canonical = read.canonical();
    for address in [
        format!("https://verify.example.lu/d/{canonical}"),
        format!("HTTPS://VERIFY.EXAMPLE.LU/D/{canonical}"),
        format!("verify.example.lu/d/{canonical}"),
        format!("/d/{}", canonical.to_lowercase()),
        format!("https://verify.example.lu/d/{canonical}/"),
        format!("https://verify.example.lu/d/{canonical}?lang=fr#facts"),
        format!("https://verify.example.lu/d/{canonical}#a/b"),
        format!("https://verify.example.lu/d/{VECTOR_1}?next=/d/other"),
        format!("https://verify.example.lu/d/{canonical}/original.pdf"),
        format!("https://verify.example.lu/fr/d/{canonical}"),
        format!("https://verify.example.lu/{canonical}"),
        format!("https://d/d/{canonical}"),
        format!("  https://verify.example.lu/d/{}\n", VECTOR_1.replace('-', "%20")),
        format!("Original : https://verify.example.lu/d/{canonical}\r\n"),
    ] {
        assert_eq!(Identifier::parse(&address), Ok(read), "{address}");
    }
}

#[test]
fn an_address_without_an_identifier_has_0_of_32_characters() {
    for address in [
        "https://verify.example.lu",
        "https://verify.example.lu/",
        "https://",
        "/d/",
        "x/d/?10YK",
    ] {
        assert_eq!(
            Identifier::parse(address),
            Err(ParseError::Length { count: 0 }),
            "{address}"
        );
    }
}

#[test]
fn one_wrong_symbol_or_a_swap_points_at_its_group_and_more_at_both() {
    assert_eq!(groups("10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ"), [2]);
    assert_eq!(groups("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ"), [3]);
    assert_eq!(groups("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WR"), [3, 8]);
    assert_eq!(groups("105K-GT5N-TZWW-EM4F-NM1M-9HTZ-EHEK-X0WQ"), [0; 0]);
}

#[test]
fn every_single_wrong_symbol_is_mistyped_and_its_group_named() {
    for printed in VALID {
        let right = values(&printed.replace('-', ""));
        for position in 0..32 {
            for other in (0..32).filter(|value| *value != right[position]) {
                let mut wrong = right.clone();
                wrong[position] = other;
                assert!(mistyped(&text(&wrong)));
                assert_eq!(groups(&text(&wrong)), [position as u8 / 4 + 1]);
            }
        }
    }
}

#[test]
fn every_swap_of_two_symbols_is_mistyped() {
    let right = values(&VECTOR_1.replace('-', ""));
    for a in 0..32 {
        for b in a + 1..32 {
            let mut wrong = right.clone();
            wrong.swap(a, b);
            assert_eq!(mistyped(&text(&wrong)), right[a] != right[b]);
        }
    }
}

#[test]
fn the_independent_library_gives_the_same_verdict_on_every_vector() {
    for (printed, expected) in VALID.map(|printed| (printed, true)).into_iter().chain([
        ("10YK-G5TE-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ", false),
        ("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ", false),
        ("105K-GT5N-TZWW-EM4F-NM1M-9HTZ-EHEK-X0WQ", false),
        ("10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHVF-DCSN", false),
        ("20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB9A", true),
    ]) {
        assert_eq!(
            is_bech32m(&values(&printed.replace('-', ""))),
            expected,
            "{printed}"
        );
    }
    // Vector 11 is right under the older constant, which is why it must be refused.
    let older = values("10YKGT5ETZWWED4FNM1M2HTZEHVFDCSN");
    let data: String = older
        .iter()
        .map(|value| BECH32.as_bytes()[*value] as char)
        .collect();
    assert!(CheckedHrpstring::new::<Bech32>(&format!("seal1{data}")).is_ok());
}

#[test]
fn debug_shows_the_first_group_only_and_errors_do_not_repeat_the_text() {
    assert_eq!(
        format!("{:?}", Identifier::parse(VECTOR_1).unwrap()),
        "Identifier(10YK-…)"
    );
    let error = Identifier::parse("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ").unwrap_err();
    assert!(!format!("{error:?} {error}").contains("GT5E"));
}

#[test]
fn json_holds_the_canonical_form_and_reads_the_printed_one() {
    let read = Identifier::parse(VECTOR_1).unwrap();
    let json = serde_json::to_string(&read).unwrap();
    assert_eq!(json, "\"10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ\"");
    assert_eq!(serde_json::from_str::<Identifier>(&json).unwrap(), read);
    assert_eq!(
        serde_json::from_str::<Identifier>(&format!("\"{VECTOR_1}\"")).unwrap(),
        read
    );
    assert!(serde_json::from_str::<Identifier>("\"10YK\"").is_err());
    assert!(serde_json::from_str::<Identifier>("7").is_err());
}

#[test]
fn every_error_has_its_sentence_in_four_languages() {
    assert_eq!(wording::problems(&identifier::MESSAGES), Vec::<String>::new());
    let catalog = Catalog::new(&[identifier::MESSAGES]);
    let parse = |text| Identifier::parse(text).unwrap_err();
    let url = |text| PlatformUrl::parse(text).unwrap_err();
    let errors: Vec<Box<dyn wording::Explain>> = vec![
        Box::new(parse("10YU")),
        Box::new(parse("10Y*")),
        Box::new(parse("")),
        Box::new(parse("1")),
        Box::new(parse("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ")),
        Box::new(parse("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WR")),
        Box::new(parse("105K-GT5N-TZWW-EM4F-NM1M-9HTZ-EHEK-X0WQ")),
        Box::new(parse("20YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHBP-EB9A")),
        Box::new(identifier::UnknownIdentifier),
        Box::new(url("verify.example.lu")),
        Box::new(url("http://verify.example.lu")),
        Box::new(url("https://anna:secret@verify.example.lu")),
        Box::new(url("https://verify.example.lu/d/")),
        Box::new(url("https://é.lu")),
        Box::new(url("https://verify.example.lu:99999")),
    ];
    for error in &errors {
        let told: Vec<_> = Lang::ALL.map(|lang| catalog.explain(lang, error.as_ref())).into();
        for explanation in &told {
            let next = explanation.next.as_deref().unwrap_or_default();
            assert!(
                !explanation.sentence.is_empty() && !next.is_empty(),
                "{}",
                error.code()
            );
            let whole = explanation.to_string();
            assert!(
                !whole.contains(['{', '$']) && !whole.contains("secret"),
                "{whole}"
            );
        }
        let sentences: std::collections::HashSet<_> = told.iter().map(|told| &told.sentence).collect();
        assert_eq!(sentences.len(), 4, "{} is not translated", error.code());
    }
}

#[test]
fn the_sentence_for_a_mistyped_identifier_names_the_group_and_differs_from_unknown() {
    let catalog = Catalog::new(&[identifier::MESSAGES]);
    let mistyped = Identifier::parse("10YK-GT5E-T0WW-ED4F-NM1M-2HTZ-EHEK-X0WQ").unwrap_err();
    let told = catalog.explain(Lang::En, &mistyped);
    assert_eq!(told.code, "identifier-mistyped");
    assert_eq!(
        told.to_string(),
        "The identifier has been mistyped or misread. Compare it with the paper; the mistake is probably in group 3."
    );
    let unknown = catalog.explain(Lang::En, &identifier::UnknownIdentifier);
    assert_eq!(unknown.code, "identifier-unknown");
    assert_ne!(unknown.sentence, told.sentence);
}

#[test]
fn unseen_characters_are_named_by_their_code_point() {
    let catalog = Catalog::new(&[identifier::MESSAGES]);
    let sentence = |text: &str| {
        catalog
            .explain(Lang::En, &Identifier::parse(text).unwrap_err())
            .sentence
    };
    assert_eq!(
        sentence("10\u{202e}"),
        "The character U+202E (at position 3) cannot stand in an identifier."
    );
    assert_eq!(
        sentence("10€"),
        "The character € (U+20AC) (at position 3) cannot stand in an identifier."
    );
    assert_eq!(
        sentence("10ö"),
        "The character ö (at position 3) cannot stand in an identifier."
    );
}

#[test]
fn a_platform_address_is_kept_in_one_form() {
    for (given, kept) in [
        ("https://verify.example.lu", "https://verify.example.lu"),
        (" HTTPS://Verify.Example.LU/ ", "https://verify.example.lu"),
        ("https://verify.example.lu:443", "https://verify.example.lu"),
        (
            "https://verify.example.lu:8443/",
            "https://verify.example.lu:8443",
        ),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://LOCALHOST:80", "http://localhost"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://[2001:DB8::1]", "https://[2001:db8::1]"),
        ("https://192.0.2.7:8443", "https://192.0.2.7:8443"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://platform", "https://platform"),
    ] {
        let url = PlatformUrl::parse(given).unwrap_or_else(|error| panic!("{given}: {error}"));
        assert_eq!(url.as_str(), kept);
        assert_eq!(PlatformUrl::parse(url.as_str()), Ok(url));
    }
}

#[test]
fn a_wrong_platform_address_is_refused_with_the_part_that_is_wrong() {
    for (given, code) in [
        ("", "platform-url-scheme"),
        ("verify.example.lu", "platform-url-scheme"),
        ("ftp://verify.example.lu", "platform-url-scheme"),
        ("javascript://verify.example.lu", "platform-url-scheme"),
        ("http://verify.example.lu", "platform-url-insecure"),
        ("http://127.0.0.1.example.lu", "platform-url-insecure"),
        ("http://localhost.example.lu", "platform-url-insecure"),
        ("http://10.0.0.1", "platform-url-insecure"),
        ("http://[::2]", "platform-url-insecure"),
        ("http://127.1", "platform-url-host"),
        ("http://2130706433", "platform-url-host"),
        ("http://0x7f.0x1", "platform-url-host"),
        ("https://anna@verify.example.lu", "platform-url-credentials"),
        ("https://anna:pw@verify.example.lu/x", "platform-url-credentials"),
        ("http://localhost:80@evil.example", "platform-url-credentials"),
        ("https://verify.example.lu/d", "platform-url-path"),
        ("https://verify.example.lu?x", "platform-url-path"),
        ("https://verify.example.lu/#x", "platform-url-path"),
        ("https://verify.example.lu\\x", "platform-url-path"),
        ("https://verify.example.lu//", "platform-url-path"),
        ("https://", "platform-url-host"),
        ("https://:443", "platform-url-host"),
        ("https://verify..lu", "platform-url-host"),
        ("https://verify.lu.", "platform-url-host"),
        ("https://-verify.lu", "platform-url-host"),
        ("https://vérifier.lu", "platform-url-host"),
        ("https://verify example.lu", "platform-url-host"),
        ("https://[::1", "platform-url-host"),
        ("https://[fe80::1%eth0]", "platform-url-host"),
        ("https://verify.example.lu:", "platform-url-port"),
        ("https://verify.example.lu:0", "platform-url-port"),
        ("https://verify.example.lu:65536", "platform-url-port"),
        ("https://verify.example.lu:+443", "platform-url-port"),
        ("https://verify.example.lu:44a", "platform-url-port"),
    ] {
        let error = PlatformUrl::parse(given).expect_err(given);
        assert_eq!(error.code(), code, "{given}: {error}");
    }
}

#[test]
fn an_address_and_its_qr_text_are_as_the_format_says() {
    let platform = PlatformUrl::parse("https://verify.example.lu").unwrap();
    let read = Identifier::parse(VECTOR_1).unwrap();
    assert_eq!(
        platform.document_url(&read),
        "https://verify.example.lu/d/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ"
    );
    let payload = platform.qr_payload(&read);
    assert_eq!(
        payload,
        "HTTPS://VERIFY.EXAMPLE.LU/D/10YKGT5ETZWWED4FNM1M2HTZEHEKX0WQ"
    );
    assert_eq!(payload.len(), 60);
    let alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    assert!(payload.chars().all(|character| alphanumeric.contains(character)));
    assert_eq!(platform.host_and_port(), "verify.example.lu");
}

#[test]
fn a_platform_address_is_checked_when_it_comes_from_json() {
    let platform: PlatformUrl = serde_json::from_str("\"HTTPS://VERIFY.EXAMPLE.LU/\"").unwrap();
    assert_eq!(
        serde_json::to_string(&platform).unwrap(),
        "\"https://verify.example.lu\""
    );
    assert!(serde_json::from_str::<PlatformUrl>("\"http://verify.example.lu\"").is_err());
}

proptest! {
    #[test]
    fn what_is_issued_is_read_back_however_it_is_written(
        random: [u8; 16],
        separators in proptest::collection::vec("[ \t\r\n\u{a0}\u{2009}\u{202f}\u{2010}-\u{2014}\u{2212}._/-]{0,3}", 33),
        small in proptest::collection::vec(any::<bool>(), 32),
        look_alike in proptest::collection::vec(0..3_usize, 32),
    ) {
        let issued = Identifier::issue(random);
        prop_assert_eq!(Identifier::parse(&issued.canonical()), Ok(issued));
        prop_assert_eq!(Identifier::parse(&issued.printed()), Ok(issued));
        prop_assert_eq!(Identifier::from_bytes(issued.to_bytes()), Ok(issued));
        let mut text = separators[32].clone();
        for (i, symbol) in issued.canonical().chars().enumerate() {
            let symbol = match symbol {
                '0' => ['0', 'O', '0'][look_alike[i]],
                '1' => ['1', 'I', 'L'][look_alike[i]],
                other => other,
            };
            text.push(if small[i] { symbol.to_ascii_lowercase() } else { symbol });
            text.push_str(&separators[i]);
        }
        // A `d` alone between two slashes is an address.
        if !text.to_lowercase().contains("/d/") {
            prop_assert_eq!(Identifier::parse(&text), Ok(issued), "{}", text);
        }
    }

    #[test]
    fn addresses_lead_back_to_the_identifier(
        random: [u8; 16],
        host in "[a-z]([a-z0-9-]{0,20}[a-z0-9])?(\\.[a-z]{2,8}){0,3}",
        port in proptest::option::of(1..=u16::MAX),
    ) {
        let issued = Identifier::issue(random);
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        let platform = PlatformUrl::parse(&format!("https://{host}{port}")).unwrap();
        prop_assert_eq!(Identifier::parse(&platform.document_url(&issued)), Ok(issued));
        prop_assert_eq!(Identifier::parse(&platform.qr_payload(&issued)), Ok(issued));
        let again = PlatformUrl::parse(platform.qr_payload(&issued).rsplit_once("/D/").unwrap().0);
        prop_assert_eq!(again, Ok(platform));
    }

    #[test]
    fn the_independent_library_makes_the_same_checksum(random: [u8; 16]) {
        let issued = Identifier::issue(random).canonical();
        let data = values(&issued)[..26].iter().map(|value| Fe32::try_from(*value as u8).unwrap()).collect::<Vec<_>>();
        let made: String = data.into_iter().with_checksum::<Bech32m>(&Hrp::parse("seal").unwrap()).chars().collect();
        let ours: String = values(&issued).iter().map(|value| BECH32.as_bytes()[*value] as char).collect();
        prop_assert_eq!(made, format!("seal1{ours}"));
    }

    #[test]
    fn the_independent_library_agrees_on_any_32_symbols(symbols in proptest::collection::vec(0..32_usize, 32)) {
        let ours = !mistyped(&text(&symbols));
        prop_assert_eq!(ours, is_bech32m(&symbols));
    }

    #[test]
    fn two_wrong_symbols_are_mistyped_and_their_groups_named(
        random: [u8; 16], a in 0..32_usize, b in 0..32_usize, x in 1..32_usize, y in 1..32_usize,
    ) {
        prop_assume!(a != b);
        let mut wrong = values(&Identifier::issue(random).canonical());
        wrong[a] ^= x;
        wrong[b] ^= y;
        let mut expected = vec![a as u8 / 4 + 1, b as u8 / 4 + 1];
        expected.sort_unstable();
        expected.dedup();
        prop_assert_eq!(groups(&text(&wrong)), expected);
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_panics(text in "\\PC{0,80}") {
        if let Ok(read) = Identifier::parse(&text) {
            prop_assert_eq!(Identifier::parse(&read.printed()), Ok(read));
        }
        let _ = PlatformUrl::parse(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn three_and_four_wrong_symbols_are_mistyped(
        random: [u8; 16],
        positions in proptest::sample::subsequence((0..32_usize).collect::<Vec<_>>(), 3..=4),
        differences in proptest::array::uniform4(1..32_usize),
    ) {
        let mut wrong = values(&Identifier::issue(random).canonical());
        for (position, difference) in positions.iter().zip(differences) {
            wrong[*position] ^= difference;
        }
        prop_assert!(mistyped(&text(&wrong)));
        prop_assert!(!is_bech32m(&wrong));
    }
}
