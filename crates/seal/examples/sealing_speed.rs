//! Seals files over and over and tells what one takes: `sealing_speed KEY.p12 PASSPHRASE ROUNDS FILE...`.
//! With ROUNDS 1 it shows how a single file fares, hostile ones included.

use std::time::Instant;

use pdf::stamp::Stamp;
use seal::key::SealKey;
use seal::sign::{SealRequest, SignatureSpec, seal};
use seal::visible::{Signer, issue};
use secrecy::SecretString;
use visible_seal::Facts;
use wording::Explain;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(p12), Some(passphrase), Some(rounds)) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: sealing_speed KEY.p12 PASSPHRASE ROUNDS FILE...".into());
    };
    let rounds: u32 = rounds.parse()?;
    let key = SealKey::from_pkcs12(&std::fs::read(p12)?, &SecretString::from(passphrase))?;
    let identifier = "10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WQ";
    let plain: String = identifier.chars().filter(|c| *c != '-').collect();
    let stamp = Stamp {
        identifier_printed: identifier.to_owned(),
        qr_payload: format!("HTTPS://VERIFY.EXAMPLE.LU/D/{plain}"),
        lines: vec![
            "Administration communale d’Exemple".to_owned(),
            "Scellé le 22 novembre 2026 à 10:04:31 CET (UTC+1)".to_owned(),
            format!("original : https://verify.example.lu/d/{plain}"),
        ],
        other_pages_line: Some(format!("{identifier} · page {{page}}/{{pages}}")),
        alternative_text: "Cachet".to_owned(),
        visible_seal: None,
    };
    for file in arguments {
        let input = std::fs::read(&file)?;
        for (kind, stamp, visible) in [
            ("no stamp", None, false),
            ("with stamp", Some(&stamp), false),
            ("with visible seal", Some(&stamp), true),
        ] {
            let signer = Signer::of_key(&key);
            let started = Instant::now();
            let mut outcome = String::new();
            for _ in 0..rounds {
                let mut stamp = stamp.cloned();
                if let Some(stamp) = stamp.as_mut().filter(|_| visible) {
                    let facts = Facts {
                        identifier: plain.clone(),
                        title: "Certificat de résidence".to_owned(),
                        authority: "Administration communale d’Exemple".to_owned(),
                        reference: Some("2026/RES/004711".to_owned()),
                        content_sha256: Some([7; 32]),
                        pages: pdf::inspect(&input, None).map_or(1, |inspection| inspection.pages),
                        ..Facts::default()
                    };
                    stamp.visible_seal = Some(issue(&key, &signer, &facts, jiff::civil::date(2026, 11, 22))?);
                }
                let request = SealRequest {
                    input: &input,
                    password: None,
                    spec: SignatureSpec {
                        stamp: stamp.as_ref(),
                        ..SignatureSpec::at(key.certificate().not_before)
                    },
                };
                outcome = match seal(&key, &request) {
                    Ok(sealed) => format!("sealed, {} bytes more", sealed.bytes.len() - input.len()),
                    Err(error) => format!("{}: {error}", error.code()),
                };
            }
            let each = started.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds);
            println!("{each:9.3} ms  {kind:17}  {file}: {outcome}");
        }
    }
    Ok(())
}
