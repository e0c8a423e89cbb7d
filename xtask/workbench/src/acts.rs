//! Acts that wait for the signature of a demonstration desk's head of unit: a full queue to work through.

use std::path::Path;
use std::sync::Arc;

use desk::{Cancel, NewCircuit};
use model::circuit::{Assignee, NewStep};
use model::procedure::StepKind;
use model::{DossierStatus, Role};
use secrecy::SecretString;

/// A small PDF of one page that says `text`.
fn page(text: &str) -> Vec<u8> {
    let content = format!("BT /F1 14 Tf 72 720 Td ({text}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let xref = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        out.push_str(&format!("{offset:010} 00000 n \n"));
    }
    out.push_str(&format!(
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    ));
    out.into_bytes()
}

/// Whoever works at the desk below `folder`, which was prepared before, sends so many acts to the first who signs.
pub fn put(folder: &Path, count: u32) -> Result<(), String> {
    let told = |error: desk::Error| error.to_string();
    let passphrase =
        std::fs::read_to_string(folder.join("passphrase.txt")).map_err(|error| error.to_string())?;
    let passphrase = SecretString::from(passphrase.lines().next().unwrap_or_default().to_owned());
    let desk = desk::Desk::unlock(&folder.join("desk"), &passphrase, Arc::new(desk::System)).map_err(told)?;
    let rows = desk.dossiers("", 100, 0).map_err(told)?;
    let open = rows.iter().find(|row| row.status == DossierStatus::Open);
    let dossier = open.ok_or("the desk has no open dossier")?.id;
    let people = desk.people().map_err(told)?;
    let signatory = people
        .iter()
        .find(|person| person.left_at.is_none() && person.roles.contains(&Role::Signatory))
        .ok_or("nobody at the desk signs")?
        .id;
    let files = tempfile::tempdir().map_err(|error| error.to_string())?;
    for number in 1..=count {
        let path = files.path().join(format!("Acte {number:02}.pdf"));
        std::fs::write(&path, page(&format!("Acte {number:02}"))).map_err(|error| error.to_string())?;
        let document = desk
            .import(dossier, &path, None, &|_| {}, &Cancel::default())
            .map_err(told)?
            .document;
        let seen = document.versions.first().ok_or("an act has no version")?.sha256;
        let new = NewCircuit {
            document: document.id,
            seen,
            rule: None,
            name: Some("Signature".to_owned()),
            steps: vec![NewStep {
                kind: StepKind::Signature,
                stage: 1,
                assignee: Assignee::Person(signatory),
                four_eyes: false,
                optional: false,
                within: None,
            }],
        };
        desk.start_circuit(&new).map_err(told)?;
    }
    Ok(())
}
