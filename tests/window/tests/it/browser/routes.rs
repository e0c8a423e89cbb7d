//! The addresses to walk, from the source of `Route`.

use std::path::Path;

use super::serve::lines;

/// An address, and what it is called in reports and pictures.
#[derive(Clone, Debug)]
pub struct Stop {
    /// As it stands behind `#`.
    pub address: String,
    /// A name for files.
    pub name: String,
}

/// For an address with an id: the command whose recorded answers give one.
const IDS: [(&str, &str); 5] = [
    ("/dossier/:id", "dossier"),
    ("/document/:id", "document"),
    ("/directory/:id", "contact"),
    ("/archives/:id", "disposition"),
    ("/letter/:id", "letter_draft"),
];

/// Every route, in the order of the source.
pub fn stops(recorded: &Path) -> Vec<Stop> {
    let source = testkit::workspace_root().join("ui/src/pages/mod.rs");
    let source = std::fs::read_to_string(source).unwrap();
    let patterns: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("#[at(\"")?.strip_suffix("\")]"))
        .collect();
    assert!(patterns.len() > 20, "{patterns:?}");
    let mut stops = Vec::new();
    for pattern in patterns {
        let words: Vec<&str> = pattern.split('/').filter(|word| !word.is_empty()).collect();
        let name = match words.as_slice() {
            [] => "dossiers".to_owned(),
            words => words.join("-").replace(":id", "one"),
        };
        if !pattern.contains(':') {
            stops.push(Stop {
                address: pattern.to_owned(),
                name,
            });
            continue;
        }
        let (_, command) = IDS
            .iter()
            .find(|(known, _)| *known == pattern)
            .unwrap_or_else(|| panic!("the route {pattern} needs an id: say in IDS which command gives one"));
        let ids = interesting(&lines(recorded, command));
        assert!(!ids.is_empty(), "nothing was recorded for {pattern}");
        for (index, id) in ids.into_iter().enumerate() {
            stops.push(Stop {
                address: pattern.replace(":id", &id),
                name: if index == 0 {
                    name.clone()
                } else {
                    format!("{name}-{}", index + 1)
                },
            });
        }
    }
    stops
}

/// The two that have most to show: the longest answers.
fn interesting(lines: &[serde_json::Value]) -> Vec<String> {
    let mut found: Vec<(usize, String)> = lines
        .iter()
        .filter(|line| line.get("answer").is_some())
        .filter_map(|line| {
            Some((
                line["answer"].to_string().len(),
                line["arguments"]["id"].as_str()?.to_owned(),
            ))
        })
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.dedup_by(|one, other| one.1 == other.1);
    found.into_iter().take(2).map(|(_, id)| id).collect()
}
