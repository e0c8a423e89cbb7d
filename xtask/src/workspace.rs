//! The checkout, and what cargo knows about its packages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::process::{Doing, Failure, Outcome, cargo, read};

/// The root of the checkout. Found at run time: with a target folder shared between clones, a path compiled in
/// would silently mean another clone.
pub fn root() -> Outcome<PathBuf> {
    let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => std::env::current_dir().doing("find the current folder")?,
    };
    start
        .ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file() && folder.join("Cargo.lock").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new(format!("{} is not inside a checkout of Greffe.", start.display())))
}

/// The files that git tracks, relative to the root; outside a git checkout, `None`.
pub fn tracked_files(root: &Path) -> Option<Vec<PathBuf>> {
    let output = Command::new("git")
        .args(["ls-files", "-z"])
        .current_dir(root)
        .output()
        .ok()?;
    output.status.success().then(|| {
        let names = output
            .stdout
            .split(|byte| *byte == 0)
            .filter(|name| !name.is_empty());
        names
            .map(|name| PathBuf::from(String::from_utf8_lossy(name).into_owned()))
            .collect()
    })
}

/// How one package depends on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// In the product.
    Normal,
    /// In its build scripts.
    Build,
    /// In its tests.
    Dev,
}

/// A dependency as the manifest declares it.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Name of the package.
    pub name: String,
    /// Where it is used.
    pub kind: Kind,
    /// Only with a feature.
    pub optional: bool,
}

/// A package of the resolved graph.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Name.
    pub name: String,
    /// Version.
    pub version: String,
    /// SPDX expression, where the manifest gives one.
    pub license: Option<String>,
    /// Registry, git or (`None`) this checkout.
    pub source: Option<String>,
    /// Folder of the manifest.
    pub folder: PathBuf,
    /// One of ours.
    pub member: bool,
    /// Declared dependencies.
    pub declared: Vec<Declared>,
    /// Features and what they switch on.
    pub features: BTreeMap<String, Vec<String>>,
    /// Resolved dependencies: index into [`Graph::packages`] and kinds.
    pub resolved: Vec<(usize, Vec<Kind>)>,
}

/// The resolved graph of packages, for all systems and with the workspace's features.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// The packages, ours and others'.
    pub packages: Vec<Package>,
}

impl Graph {
    /// Asks cargo. `--locked`: the lock file is what is checked.
    pub fn load(root: &Path) -> Outcome<Graph> {
        let json = read(cargo(root).args(["metadata", "--format-version", "1", "--locked"]))?;
        let metadata: Metadata = serde_json::from_str(&json).doing("read what `cargo metadata` says")?;
        Ok(Graph::from(metadata))
    }

    /// Our own packages.
    pub fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.member)
    }

    /// Our package of this name.
    pub fn member(&self, name: &str) -> Option<&Package> {
        self.members().find(|package| package.name == name)
    }

    /// A graph made by hand, for tests: name, then normal dependencies; names without a line are not ours.
    #[cfg(test)]
    pub fn of(members: &[(&str, &[&str])]) -> Graph {
        let mut names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
        for (_, dependencies) in members {
            for name in *dependencies {
                if !names.contains(name) {
                    names.push(name);
                }
            }
        }
        let index = |name: &str| names.iter().position(|other| *other == name).unwrap_or_default();
        let package = |name: &&str| {
            let own = members.iter().find(|(member, _)| member == name).map(|(_, d)| *d);
            let dependencies = own.unwrap_or_default();
            Package {
                name: (*name).to_owned(),
                member: own.is_some(),
                declared: dependencies
                    .iter()
                    .map(|d| Declared {
                        name: (*d).to_owned(),
                        kind: Kind::Normal,
                        optional: false,
                    })
                    .collect(),
                resolved: dependencies
                    .iter()
                    .map(|d| (index(d), vec![Kind::Normal]))
                    .collect(),
                ..Package::default()
            }
        };
        Graph {
            packages: names.iter().map(package).collect(),
        }
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<MetaPackage>,
    workspace_members: Vec<String>,
    resolve: MetaResolve,
}

#[derive(Deserialize)]
struct MetaPackage {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<MetaDependency>,
    features: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct MetaDependency {
    name: String,
    kind: Option<String>,
    optional: bool,
}

#[derive(Deserialize)]
struct MetaResolve {
    nodes: Vec<MetaNode>,
}

#[derive(Deserialize)]
struct MetaNode {
    id: String,
    deps: Vec<MetaNodeDependency>,
}

#[derive(Deserialize)]
struct MetaNodeDependency {
    pkg: String,
    dep_kinds: Vec<MetaKind>,
}

#[derive(Deserialize)]
struct MetaKind {
    kind: Option<String>,
}

fn kind(name: Option<&str>) -> Kind {
    match name {
        Some("dev") => Kind::Dev,
        Some("build") => Kind::Build,
        _ => Kind::Normal,
    }
}

impl From<Metadata> for Graph {
    fn from(metadata: Metadata) -> Self {
        let index: BTreeMap<&str, usize> = metadata
            .packages
            .iter()
            .enumerate()
            .map(|(i, package)| (package.id.as_str(), i))
            .collect();
        let nodes: BTreeMap<&str, &MetaNode> = metadata
            .resolve
            .nodes
            .iter()
            .map(|node| (node.id.as_str(), node))
            .collect();
        let package = |meta: &MetaPackage| Package {
            name: meta.name.clone(),
            version: meta.version.clone(),
            license: meta.license.clone(),
            source: meta.source.clone(),
            folder: meta
                .manifest_path
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
            member: metadata.workspace_members.contains(&meta.id),
            declared: meta
                .dependencies
                .iter()
                .map(|d| Declared {
                    name: d.name.clone(),
                    kind: kind(d.kind.as_deref()),
                    optional: d.optional,
                })
                .collect(),
            features: meta.features.clone(),
            resolved: nodes.get(meta.id.as_str()).map_or_else(Vec::new, |node| {
                node.deps
                    .iter()
                    .filter_map(|d| {
                        let kinds = d.dep_kinds.iter().map(|k| kind(k.kind.as_deref())).collect();
                        index.get(d.pkg.as_str()).map(|i| (*i, kinds))
                    })
                    .collect()
            }),
        };
        Graph {
            packages: metadata.packages.iter().map(package).collect(),
        }
    }
}
