//! The walls of the house: who may know whom (docs/ARCHITECTURE.md). Each wall is data with its reason; the check
//! reads `cargo metadata`, and for what no manifest shows, the source.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use crate::process::{Doing, Outcome};
use crate::workspace::{Graph, Kind, Package};

/// One rule and why it exists.
pub struct Wall {
    /// What must hold.
    pub rule: Rule,
    /// Why, as told to whoever runs into it.
    pub reason: &'static str,
}

/// What a wall can say. Names of packages may end in `*`.
pub enum Rule {
    /// None of `who` has any of `whom` among its dependencies, direct or indirect, outside tests and build scripts.
    NeverReaches {
        /// Our packages.
        who: &'static [&'static str],
        /// Packages, ours or not.
        whom: &'static [&'static str],
        /// Optional dependencies of `who` that only this feature switches on do not count.
        behind_feature: Option<&'static str>,
    },
    /// Only `by` declare a dependency on `whom` (tests aside).
    OnlyBy {
        /// Packages.
        whom: &'static [&'static str],
        /// Our packages that may.
        by: &'static [&'static str],
    },
    /// What both reach of our own packages is among `shared`.
    ShareOnly {
        /// One package.
        one: &'static str,
        /// The other.
        other: &'static str,
        /// What both may use.
        shared: &'static [&'static str],
    },
    /// Nobody depends on `whom` except in tests.
    TestsOnly {
        /// Our package.
        whom: &'static str,
    },
    /// The source of `who` (unit tests aside) does not use any of `paths`.
    NeverSays {
        /// Our packages.
        who: &'static [&'static str],
        /// Files and folders below the package that may, as prefixes.
        except: &'static [&'static str],
        /// Rust paths.
        paths: &'static [&'static str],
    },
}

const PURE: &[&str] = &["identifier", "model", "tlog", "visible-seal", "wording"];
const WORLD: &[&str] = &["tokio", "rusqlite", "reqwest", "axum*", "tauri*"];

/// The walls.
pub const WALLS: &[Wall] = &[
    Wall {
        rule: Rule::NeverReaches {
            who: PURE,
            whom: WORLD,
            behind_feature: None,
        },
        reason: "the pure crates run anywhere, in the browser too: no runtime, database, network or window",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["sync"],
            whom: WORLD,
            behind_feature: Some("http"),
        },
        reason: "the engine of sync is pure: it takes an input and the time and gives effects; the HTTP driver \
                 stands behind the feature `http`",
    },
    Wall {
        rule: Rule::NeverSays {
            who: &[
                "identifier",
                "model",
                "tlog",
                "typeset",
                "visible-seal",
                "wording",
                "sync",
            ],
            except: &["crates/sync/src/http"],
            paths: &[
                "std::fs",
                "TcpStream",
                "TcpListener",
                "UdpSocket",
                "std::env",
                "std::process",
                "SystemTime",
                "Instant::now",
                "Timestamp::now",
                "Zoned::now",
                "SystemRandom",
                "OsRng",
                "getrandom",
                "rand::",
            ],
        },
        reason: "files, clock and randomness are parameters of the pure crates",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["pdf", "seal", "typeset"],
            whom: &[
                "model", "store", "sync", "desk", "platform", "cli", "greffe", "rusqlite", "axum*", "tauri*",
            ],
            behind_feature: None,
        },
        reason: "sealing, validating and typesetting know nothing of dossiers, stores or servers, so that scripts \
                 and other products can use them alone",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["pdf", "typeset"],
            whom: WORLD,
            behind_feature: None,
        },
        reason: "the crates that read hostile files and strangers' templates ask nobody",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["seal"],
            whom: WORLD,
            behind_feature: Some("http"),
        },
        reason: "time-stamping authorities, OCSP responders and CRL servers are asked through a trait; the driver \
                 stands behind the feature `http`",
    },
    Wall {
        rule: Rule::NeverSays {
            who: &["seal"],
            except: &["crates/seal/src/online/http.rs"],
            paths: &["reqwest", "TcpStream", "TcpListener", "UdpSocket"],
        },
        reason: "everything but the driver asks through the trait `online::Web`",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["pdf"],
            whom: &["seal", "ring", "rsa", "cms", "p12-keystore", "rustls"],
            behind_feature: None,
        },
        reason: "the crate that reads hostile files holds no keys",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["store"],
            whom: &[
                "reqwest", "hyper", "http", "axum*", "rustls", "tokio", "sync", "desk", "platform",
            ],
            behind_feature: None,
        },
        reason: "what is kept on the desk knows nothing of HTTP",
    },
    Wall {
        rule: Rule::OnlyBy {
            whom: &["tauri*"],
            by: &["greffe"],
        },
        reason: "the shell is thin: everything else must build and test without a window",
    },
    Wall {
        rule: Rule::OnlyBy {
            whom: &["axum*"],
            by: &["platform"],
        },
        reason: "only the platform serves",
    },
    Wall {
        rule: Rule::OnlyBy {
            whom: &["rusqlite", "refinery"],
            by: &["store", "platform"],
        },
        reason: "SQL stands in two places only: the desk's store and the platform's storage",
    },
    Wall {
        rule: Rule::NeverSays {
            who: &["platform"],
            // The error enum carries the driver's error as its source.
            except: &[
                "crates/platform/src/storage/sqlite",
                "crates/platform/src/storage/postgres",
                "crates/platform/src/error.rs",
                // The witness runs apart from the platform, with a small memory of its own that nothing replaces.
                "crates/platform/src/log/witness.rs",
            ],
            paths: &["rusqlite", "refinery"],
        },
        reason: "the platform's statements are written once, for SQLite and PostgreSQL alike",
    },
    Wall {
        rule: Rule::OnlyBy {
            whom: &["postgres", "tokio-postgres*", "object_store"],
            by: &["platform"],
        },
        reason: "only the platform knows other machines' databases and stores",
    },
    Wall {
        rule: Rule::NeverSays {
            who: &["platform"],
            except: &[
                "crates/platform/src/storage/postgres",
                "crates/platform/src/storage/bucket",
            ],
            paths: &[
                "postgres::Client",
                "postgres::types",
                "tokio_postgres_rustls",
                "object_store",
            ],
        },
        reason: "the platform's statements and originals stand behind traits: whoever uses them does not know which",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["ui"],
            whom: &[
                "store", "desk", "seal", "pdf", "sync", "platform", "cli", "greffe",
            ],
            behind_feature: None,
        },
        reason: "the front end shows views and sends commands; keys, files and the database never reach the web view",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["desk"],
            whom: &["greffe", "cli", "ui", "platform"],
            behind_feature: None,
        },
        reason: "the desk is used by the window and the command line and knows neither; the platform is reached \
                 over the wire",
    },
    Wall {
        rule: Rule::NeverReaches {
            who: &["platform"],
            whom: &["desk", "store", "cli", "ui", "greffe"],
            behind_feature: None,
        },
        reason: "the platform serves desks of any version and shares no storage with them",
    },
    Wall {
        rule: Rule::ShareOnly {
            one: "desk",
            other: "platform",
            shared: &[
                "identifier",
                "model",
                "tlog",
                "visible-seal",
                "wording",
                "pdf",
                "seal",
                "sync",
            ],
        },
        reason: "desk and platform share the pure crates, pdf, seal and the wire types, nothing else",
    },
    Wall {
        rule: Rule::TestsOnly { whom: "testkit" },
        reason: "TEST keys and fake clocks must not reach the product",
    },
];

/// What breaks a wall, as sentences; empty when all hold. `sources` gives the Rust files of a package.
pub fn broken(walls: &[Wall], graph: &Graph, sources: &Sources) -> Vec<String> {
    let mut found = Vec::new();
    for wall in walls {
        for problem in breaches(&wall.rule, graph, sources) {
            found.push(format!("{problem}\n    because {}", wall.reason));
        }
    }
    found
}

/// The Rust files of our packages, by package: path from the root, and text.
pub type Sources = BTreeMap<String, Vec<(PathBuf, String)>>;

/// Reads the Rust files below `src` of every package of ours.
pub fn read_sources(root: &Path, graph: &Graph) -> Outcome<Sources> {
    let mut sources = Sources::new();
    for package in graph.members() {
        let mut files = Vec::new();
        collect(root, &package.folder.join("src"), &mut files)?;
        sources.insert(package.name.clone(), files);
    }
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, String)>) -> Outcome {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).doing(format!("list {}", folder.display()))? {
        let path = entry.doing(format!("list {}", folder.display()))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).doing(format!("read {}", path.display()))?;
            files.push((path.strip_prefix(root).unwrap_or(&path).to_path_buf(), text));
        }
    }
    Ok(())
}

fn breaches(rule: &Rule, graph: &Graph, sources: &Sources) -> Vec<String> {
    match rule {
        Rule::NeverReaches {
            who,
            whom,
            behind_feature,
        } => who
            .iter()
            .filter_map(|name| graph.packages.iter().position(|p| p.member && p.name == *name))
            .flat_map(|start| {
                paths_from(graph, start, *behind_feature)
                    .into_iter()
                    .filter(|path| path.last().is_some_and(|last| matches(whom, last)))
                    .map(|path| {
                        let (first, last) = (path.first(), path.last());
                        let name = |end: Option<&&str>| end.copied().unwrap_or_default().to_owned();
                        format!(
                            "{} must not reach {}: {}",
                            name(first),
                            name(last),
                            path.join(" > ")
                        )
                    })
                    .collect::<Vec<_>>()
            })
            .collect(),
        Rule::OnlyBy { whom, by } => graph
            .members()
            .filter(|package| !by.contains(&package.name.as_str()))
            .flat_map(|package| {
                let declared = package
                    .declared
                    .iter()
                    .filter(|d| d.kind != Kind::Dev && matches(whom, &d.name));
                declared.map(|d| {
                    format!(
                        "{} must not depend on {}: only {} may",
                        package.name,
                        d.name,
                        by.join(" and ")
                    )
                })
            })
            .collect(),
        Rule::ShareOnly { one, other, shared } => {
            let reach = |name: &str| -> BTreeSet<&str> {
                let start = graph.packages.iter().position(|p| p.member && p.name == name);
                let paths = start
                    .map(|start| paths_from(graph, start, None))
                    .unwrap_or_default();
                paths
                    .into_iter()
                    .filter_map(|path| path.last().copied())
                    .collect()
            };
            let (ours, theirs) = (reach(one), reach(other));
            let both = ours
                .intersection(&theirs)
                .filter(|name| graph.member(name).is_some());
            both.filter(|name| !shared.contains(name))
                .map(|name| format!("{one} and {other} both use {name}, which is not theirs to share"))
                .collect()
        }
        Rule::TestsOnly { whom } => graph
            .members()
            .flat_map(|package| {
                let declared = package
                    .declared
                    .iter()
                    .filter(|d| d.kind != Kind::Dev && d.name == *whom);
                declared.map(|_| format!("{} must not depend on {whom} outside its tests", package.name))
            })
            .collect(),
        Rule::NeverSays { who, except, paths } => who
            .iter()
            .flat_map(|name| sources.get(*name).into_iter().flatten())
            .filter(|(file, _)| {
                !except
                    .iter()
                    .any(|prefix| file.to_string_lossy().starts_with(prefix))
            })
            .flat_map(|(file, text)| {
                said(text, paths)
                    .into_iter()
                    .map(|(line, path)| format!("{}:{line} must not use {path}", file.display()))
                    .collect::<Vec<_>>()
            })
            .collect(),
    }
}

fn matches(patterns: &[&str], name: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(prefix) => name
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
        None => *pattern == name,
    })
}

/// The shortest path of names to everything reached through normal dependencies, the start included in each path.
fn paths_from<'g>(graph: &'g Graph, start: usize, behind_feature: Option<&str>) -> Vec<Vec<&'g str>> {
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    let mut order = Vec::new();
    while let Some(index) = queue.pop_front() {
        let Some(package) = graph.packages.get(index) else {
            continue;
        };
        for (next, kinds) in &package.resolved {
            if !kinds.contains(&Kind::Normal) || *next == start || from.contains_key(next) {
                continue;
            }
            let name = graph.packages.get(*next).map_or("", |p| p.name.as_str());
            if index == start && behind_feature.is_some_and(|feature| gated(package, name, feature)) {
                continue;
            }
            from.insert(*next, index);
            order.push(*next);
            queue.push_back(*next);
        }
    }
    let name = |index: usize| graph.packages.get(index).map_or("", |p| p.name.as_str());
    let path_to = |end: usize| {
        let mut path = vec![name(end)];
        let mut here = end;
        while let Some(before) = from.get(&here) {
            path.push(name(*before));
            here = *before;
        }
        path.reverse();
        path
    };
    order.into_iter().map(path_to).collect()
}

/// Whether every declaration of `name` is optional and only `feature` (or what it alone switches on) asks for it.
fn gated(package: &Package, name: &str, feature: &str) -> bool {
    let mut declared = package
        .declared
        .iter()
        .filter(|d| d.name == name && d.kind == Kind::Normal)
        .peekable();
    if declared.peek().is_none() || !declared.all(|d| d.optional) {
        return false;
    }
    let asks = |wants: &Vec<String>| {
        wants.iter().any(|want| {
            let want = want.strip_prefix("dep:").unwrap_or(want);
            want == name || want.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    // An optional dependency without `dep:` is a feature of its own name; that one may stand beside.
    let by_others = package
        .features
        .iter()
        .any(|(own, wants)| own != feature && own != name && asks(wants));
    let by_default = package
        .features
        .get("default")
        .is_some_and(|wants| wants.iter().any(|want| want == feature));
    !by_others && !by_default
}

/// The lines, from 1, on which the code (not comments, not `mod tests`) uses one of the paths.
fn said<'p>(text: &str, paths: &[&'p str]) -> Vec<(usize, &'p str)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let code = line.split("//").next().unwrap_or("");
        if code.trim() == "#[cfg(test)]" {
            if lines
                .peek()
                .is_some_and(|(_, next)| next.trim_start().starts_with("mod "))
            {
                break;
            }
            lines.next();
            continue;
        }
        for path in paths {
            let used = code.match_indices(path).any(|(at, _)| {
                let before = code.get(..at).and_then(|head| head.chars().next_back());
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
            });
            if used {
                found.push((index + 1, *path));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Declared;

    fn problems(graph: &Graph, sources: &Sources) -> Vec<String> {
        broken(WALLS, graph, sources)
    }

    fn said_in(package: &str, file: &str, text: &str) -> Sources {
        Sources::from([(package.to_owned(), vec![(PathBuf::from(file), text.to_owned())])])
    }

    /// The house as it is meant to be, in outline.
    const SOUND: &[(&str, &[&str])] = &[
        ("identifier", &["wording"]),
        ("wording", &[]),
        ("model", &["identifier"]),
        ("tlog", &["ring"]),
        ("pdf", &["lopdf", "wording"]),
        ("seal", &["pdf", "ring"]),
        ("store", &["model", "rusqlite", "tlog"]),
        ("sync", &["model"]),
        ("desk", &["store", "seal", "sync", "pdf"]),
        ("cli", &["desk"]),
        ("greffe", &["desk", "tauri"]),
        ("platform", &["seal", "sync", "axum", "rusqlite", "tokio"]),
        ("ui", &["model", "identifier"]),
        ("testkit", &["model"]),
    ];

    fn with(package: &str, more: &[&'static str]) -> Graph {
        let mut house: Vec<(&str, Vec<&str>)> = SOUND.iter().map(|(name, d)| (*name, d.to_vec())).collect();
        for (name, dependencies) in &mut house {
            if *name == package {
                dependencies.extend(more);
            }
        }
        let house: Vec<(&str, &[&str])> = house.iter().map(|(name, d)| (*name, d.as_slice())).collect();
        Graph::of(&house)
    }

    #[test]
    fn a_sound_house_breaks_no_wall() {
        assert_eq!(problems(&Graph::of(SOUND), &Sources::new()), Vec::<String>::new());
    }

    #[test]
    fn every_wall_catches_the_breach_it_is_there_for() {
        let cases: &[(&str, &[&'static str], &str)] = &[
            ("identifier", &["tokio"], "identifier must not reach tokio"),
            (
                "wording",
                &["axum"],
                "identifier must not reach axum: identifier > wording > axum",
            ),
            ("sync", &["reqwest"], "sync must not reach reqwest"),
            ("pdf", &["model"], "pdf must not reach model"),
            (
                "seal",
                &["store"],
                "seal must not reach rusqlite: seal > store > rusqlite",
            ),
            ("pdf", &["ring"], "pdf must not reach ring"),
            ("pdf", &["reqwest"], "pdf must not reach reqwest"),
            ("seal", &["reqwest"], "seal must not reach reqwest"),
            ("store", &["reqwest"], "store must not reach reqwest"),
            (
                "cli",
                &["tauri-plugin-dialog"],
                "cli must not depend on tauri-plugin-dialog: only greffe may",
            ),
            (
                "desk",
                &["axum-server"],
                "desk must not depend on axum-server: only platform may",
            ),
            (
                "desk",
                &["rusqlite"],
                "desk must not depend on rusqlite: only store and platform may",
            ),
            ("ui", &["seal"], "ui must not reach seal"),
            ("desk", &["cli"], "desk must not reach cli"),
            ("platform", &["store"], "platform must not reach store"),
            (
                "platform",
                &["testkit"],
                "platform must not depend on testkit outside its tests",
            ),
        ];
        for (package, more, expected) in cases {
            let found = problems(&with(package, more), &Sources::new());
            assert!(
                found.iter().any(|problem| problem.starts_with(expected)),
                "{expected}: {found:#?}"
            );
        }
    }

    #[test]
    fn desk_and_platform_share_no_crate_of_their_own_making() {
        let mut house = SOUND.to_vec();
        house.push(("extra", &[]));
        for (name, dependencies) in &mut house {
            match *name {
                "desk" => *dependencies = &["seal", "extra"],
                "platform" => *dependencies = &["seal", "extra"],
                _ => {}
            }
        }
        let found = problems(&Graph::of(&house), &Sources::new());
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(
            found[0].starts_with("desk and platform both use extra"),
            "{found:#?}"
        );
    }

    #[test]
    fn an_optional_driver_behind_its_feature_is_no_breach_and_in_the_default_features_it_is() {
        let mut graph = with("sync", &["reqwest"]);
        let sync = graph
            .packages
            .iter_mut()
            .find(|p| p.name == "sync")
            .expect("sync");
        sync.declared = vec![Declared {
            name: "reqwest".into(),
            kind: Kind::Normal,
            optional: true,
        }];
        sync.features = BTreeMap::from([("http".to_owned(), vec!["dep:reqwest".to_owned()])]);
        assert_eq!(problems(&graph, &Sources::new()), Vec::<String>::new());

        let sync = graph
            .packages
            .iter_mut()
            .find(|p| p.name == "sync")
            .expect("sync");
        sync.features
            .insert("default".to_owned(), vec!["http".to_owned()]);
        assert!(problems(&graph, &Sources::new())[0].starts_with("sync must not reach reqwest"));
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_found_and_in_its_tests_or_comments_it_is_not() {
        let code = "use std::fs;\n// SystemTime is banned\nlet t = jiff::Timestamp::now();\nlet operand::x = 1;\n\
                    #[cfg(test)]\nmod tests { use std::fs; }\n";
        let found = problems(
            &Graph::default(),
            &said_in("model", "crates/model/src/lib.rs", code),
        );
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(
            found[0].starts_with("crates/model/src/lib.rs:1 must not use std::fs"),
            "{found:#?}"
        );
        assert!(
            found[1].starts_with("crates/model/src/lib.rs:3 must not use Timestamp::now"),
            "{found:#?}"
        );
    }

    #[test]
    fn the_http_driver_may_use_the_network_and_the_engine_beside_it_may_not() {
        let graph = Graph::default();
        assert_eq!(
            problems(
                &graph,
                &said_in("sync", "crates/sync/src/http.rs", "use std::net::TcpStream;")
            )
            .len(),
            0
        );
        assert_eq!(
            problems(
                &graph,
                &said_in("sync", "crates/sync/src/engine.rs", "use std::net::TcpStream;")
            )
            .len(),
            1
        );
    }

    #[test]
    fn sql_outside_the_platforms_sqlite_storage_is_found() {
        let graph = Graph::default();
        let code = "use rusqlite::Connection;";
        assert_eq!(
            problems(
                &graph,
                &said_in("platform", "crates/platform/src/storage/sqlite.rs", code)
            )
            .len(),
            0
        );
        assert_eq!(
            problems(
                &graph,
                &said_in("platform", "crates/platform/src/api/uploads.rs", code)
            )
            .len(),
            1
        );
    }

    #[test]
    fn every_wall_has_a_reason() {
        assert!(WALLS.iter().all(|wall| wall.reason.len() > 20));
    }
}
