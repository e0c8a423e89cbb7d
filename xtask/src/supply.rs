//! Licences, bans, sources and advisories of everything we build from.
//!
//! With cargo-deny installed, cargo-deny decides. Without it the same lists in `deny.toml` are checked here, and the
//! advisories against the pinned list `advisories.toml`. The pinned list is checked in both cases: it needs no network.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use semver::{Version, VersionReq};
use serde::Deserialize;
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

use crate::process::{Doing, Failure, Outcome, cargo, run, succeeds};
use crate::workspace::{Graph, Package};

/// What we read of `deny.toml`; the rest is cargo-deny's.
#[derive(Debug, Deserialize)]
pub struct Deny {
    advisories: DenyAdvisories,
    licenses: DenyLicenses,
    bans: DenyBans,
    sources: DenySources,
}

#[derive(Debug, Deserialize)]
struct DenyAdvisories {
    ignore: Vec<Ignored>,
}

#[derive(Debug, Deserialize)]
struct Ignored {
    id: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct DenyLicenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<LicenseException>,
}

#[derive(Debug, Deserialize)]
struct LicenseException {
    #[serde(rename = "crate")]
    package: String,
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct DenyBans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct DenySources {
    #[serde(rename = "allow-registry")]
    allow_registry: Vec<String>,
}

/// The pinned list of advisories.
#[derive(Debug, Deserialize)]
pub struct Pinned {
    reviewed: String,
    advisory: Vec<Advisory>,
}

#[derive(Debug, Deserialize)]
struct Advisory {
    id: String,
    package: String,
    kind: String,
    title: String,
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

/// Checks everything; prints what was checked.
pub fn check(root: &Path, graph: &Graph) -> Outcome {
    let deny: Deny = from_toml(root, "deny.toml")?;
    let pinned: Pinned = from_toml(root, "advisories.toml")?;
    let mut found = Vec::new();
    if succeeds(Command::new("cargo-deny").arg("--version")) {
        run(cargo(root).args(["deny", "--offline", "check", "bans", "licenses", "sources"]))?;
        if succeeds(cargo(root).args(["deny", "fetch", "db"])) {
            run(cargo(root).args(["deny", "check", "advisories"]))?;
        } else {
            eprintln!("The advisory database cannot be fetched here; the pinned list is checked alone.");
        }
    } else {
        eprintln!("cargo-deny is not installed; the lists of deny.toml are checked by xtask itself.");
        found.extend(licences(&deny, graph)?);
        found.extend(bans_and_sources(&deny, graph));
    }
    found.extend(advisories(&deny, &pinned, graph)?);
    if found.is_empty() {
        println!(
            "{} packages: licences, bans, sources and {} pinned advisories (reviewed {}) are in order.",
            graph.packages.len(),
            pinned.advisory.len(),
            pinned.reviewed
        );
        Ok(())
    } else {
        Err(Failure(found.join("\n")))
    }
}

fn from_toml<T: serde::de::DeserializeOwned>(root: &Path, name: &str) -> Outcome<T> {
    let text = std::fs::read_to_string(root.join(name)).doing(format!("read {name}"))?;
    toml::from_str(&text).doing(format!("understand {name}"))
}

fn licensees(names: &[String]) -> Outcome<Vec<Licensee>> {
    names
        .iter()
        .map(|name| {
            Licensee::parse(name).map_err(|error| Failure(format!("deny.toml: licence {name}: {error}")))
        })
        .collect()
}

fn licences(deny: &Deny, graph: &Graph) -> Outcome<Vec<String>> {
    let allowed = licensees(&deny.licenses.allow)?;
    let mut exceptions = BTreeMap::new();
    for exception in &deny.licenses.exceptions {
        exceptions.insert(exception.package.as_str(), licensees(&exception.allow)?);
    }
    let none = Vec::new();
    Ok(graph
        .packages
        .iter()
        .filter_map(|package| {
            let own = exceptions.get(package.name.as_str()).unwrap_or(&none);
            licence_problem(package, &|req| {
                allowed.iter().chain(own).any(|licensee| licensee.satisfies(req))
            })
        })
        .collect())
}

fn licence_problem(package: &Package, allowed: &dyn Fn(&LicenseReq) -> bool) -> Option<String> {
    let who = format!("{} {}", package.name, package.version);
    let Some(text) = &package.license else {
        return Some(format!(
            "{who} states no licence in its manifest: look at it, and name it in deny.toml"
        ));
    };
    match Expression::parse_mode(text, ParseMode::LAX) {
        Err(error) => Some(format!(
            "{who}: the licence `{text}` cannot be understood: {}",
            error.reason
        )),
        Ok(expression) if expression.evaluate(allowed) => None,
        Ok(_) => Some(format!("{who}: the licence `{text}` is not allowed by deny.toml")),
    }
}

fn bans_and_sources(deny: &Deny, graph: &Graph) -> Vec<String> {
    let mut found = Vec::new();
    for package in &graph.packages {
        for ban in deny.bans.deny.iter().filter(|ban| ban.package == package.name) {
            found.push(format!(
                "{} {} is banned: {}",
                package.name, package.version, ban.reason
            ));
        }
        if let Some(source) = &package.source {
            let registry = source
                .strip_prefix("registry+")
                .or(source.strip_prefix("sparse+"));
            if !registry.is_some_and(|url| deny.sources.allow_registry.iter().any(|allowed| allowed == url)) {
                found.push(format!(
                    "{} {} comes from {source}, which deny.toml does not allow",
                    package.name, package.version
                ));
            }
        }
    }
    found
}

fn advisories(deny: &Deny, pinned: &Pinned, graph: &Graph) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    let mut needed = BTreeSet::new();
    for advisory in &pinned.advisory {
        for package in graph
            .packages
            .iter()
            .filter(|package| package.name == advisory.package)
        {
            if !affected(advisory, &package.version)? {
                continue;
            }
            needed.insert(advisory.id.as_str());
            if !deny
                .advisories
                .ignore
                .iter()
                .any(|ignored| ignored.id == advisory.id && !ignored.reason.is_empty())
            {
                found.push(format!(
                    "{} {} is affected by {} ({}): {}",
                    package.name, package.version, advisory.id, advisory.kind, advisory.title
                ));
            }
        }
    }
    for ignored in &deny.advisories.ignore {
        if !needed.contains(ignored.id.as_str()) {
            found.push(format!(
                "deny.toml accepts {}, which concerns no locked version any more",
                ignored.id
            ));
        }
    }
    Ok(found)
}

fn affected(advisory: &Advisory, version: &str) -> Outcome<bool> {
    let version = Version::parse(version).doing(format!("understand the version {version}"))?;
    for range in advisory.patched.iter().chain(&advisory.unaffected) {
        let range = VersionReq::parse(range).doing(format!("understand `{range}` in {}", advisory.id))?;
        if range.matches(&version) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
        [advisories]
        ignore = [{ id = "RUSTSEC-2023-0071", reason = "verification only" }]
        [licenses]
        allow = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"]
        exceptions = [{ crate = "blessed", allow = ["blessing"] }]
        [bans]
        deny = [{ crate = "openssl-sys", reason = "one TLS" }]
        [sources]
        allow-registry = ["https://github.com/rust-lang/crates.io-index"]
    "#;

    const PINNED: &str = r#"
        reviewed = "2026-01-01"
        [[advisory]]
        id = "RUSTSEC-2023-0071"
        package = "rsa"
        kind = "vulnerability"
        title = "Marvin"
        patched = []
        [[advisory]]
        id = "RUSTSEC-2026-0097"
        package = "rand"
        kind = "unsound"
        title = "custom logger"
        patched = [">=0.10.1", "<0.10.0, >=0.9.3"]
        unaffected = ["<0.7.0"]
    "#;

    fn package(name: &str, version: &str, license: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            license: (!license.is_empty()).then(|| license.to_owned()),
            source: Some("registry+https://github.com/rust-lang/crates.io-index".to_owned()),
            ..Package::default()
        }
    }

    fn all(packages: Vec<Package>) -> Vec<String> {
        let deny: Deny = toml::from_str(DENY).expect("deny");
        let pinned: Pinned = toml::from_str(PINNED).expect("pinned");
        let graph = Graph { packages };
        let mut found = licences(&deny, &graph).expect("licences");
        found.extend(bans_and_sources(&deny, &graph));
        found.extend(advisories(&deny, &pinned, &graph).expect("advisories"));
        found.retain(|problem| !problem.contains("concerns no locked version"));
        found
    }

    #[test]
    fn expressions_of_every_kind_are_weighed() {
        let good = [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR GPL-2.0-only) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ];
        for license in good {
            assert_eq!(
                all(vec![package("a", "1.0.0", license)]),
                Vec::<String>::new(),
                "{license}"
            );
        }
        for license in ["GPL-3.0-only", "MIT AND GPL-2.0-only", "", "Nonsense-9"] {
            assert_eq!(all(vec![package("a", "1.0.0", license)]).len(), 1, "{license}");
        }
    }

    #[test]
    fn an_exception_holds_for_its_crate_only() {
        assert_eq!(
            all(vec![package("blessed", "1.0.0", "MIT AND blessing")]).len(),
            0
        );
        assert_eq!(all(vec![package("other", "1.0.0", "MIT AND blessing")]).len(), 1);
    }

    #[test]
    fn banned_crates_and_foreign_registries_are_refused() {
        assert_eq!(
            all(vec![package("openssl-sys", "0.9.1", "MIT")]),
            ["openssl-sys 0.9.1 is banned: one TLS"]
        );
        let mut foreign = package("a", "1.0.0", "MIT");
        foreign.source = Some("git+https://example.org/a".to_owned());
        assert_eq!(all(vec![foreign]).len(), 1);
    }

    #[test]
    fn an_affected_version_is_refused_unless_accepted_with_a_reason() {
        assert_eq!(all(vec![package("rand", "0.10.0", "MIT")]).len(), 1);
        assert_eq!(
            all(vec![
                package("rand", "0.10.1", "MIT"),
                package("rand", "0.6.5", "MIT")
            ])
            .len(),
            0
        );
        assert_eq!(all(vec![package("rsa", "0.9.10", "MIT")]).len(), 0);
    }

    #[test]
    fn an_acceptance_that_is_no_longer_needed_is_reported() {
        let deny: Deny = toml::from_str(DENY).expect("deny");
        let pinned: Pinned = toml::from_str(PINNED).expect("pinned");
        let found = advisories(&deny, &pinned, &Graph::default()).expect("advisories");
        assert_eq!(
            found,
            ["deny.toml accepts RUSTSEC-2023-0071, which concerns no locked version any more"]
        );
    }
}
