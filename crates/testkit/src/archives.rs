//! Independent validators of packages for the archives: eark-validator and bagit, in a Python environment of their own
//! that `GREFFE_VALIDATORS_ARCHIVES` names. Without it the tests that need them say aloud that they were skipped; under
//! `CI=true` they fail.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// Opens the vocabularies that come with the validator instead of fetching them, and prints the report.
const SCRIPT: &str = r#"
import io, json, pathlib, sys, urllib.request, importlib.util, os
kind, path = sys.argv[1], sys.argv[2]
if kind == "bagit":
    import bagit
    try:
        bagit.Bag(path).validate()
        print(json.dumps({"problems": []}))
    except Exception as error:
        print(json.dumps({"problems": ["%s: %s" % (type(error).__name__, error)]}))
    sys.exit(0)
root = os.path.dirname(importlib.util.find_spec("eark_validator").origin)
vocabs = os.path.join(root, "ipxml", "resources", "vocabs")
urllib.request.urlopen = lambda url, *a, **k: open(os.path.join(vocabs, str(getattr(url, "full_url", url)).rsplit("/", 1)[-1]), "rb")
from eark_validator import packages
from eark_validator.specifications.specification import SpecificationVersion
report = packages.PackageValidator(pathlib.Path(path), SpecificationVersion.V2_1_0).validation_report
problems = []
from eark_validator.model.validation_report import Severity, StructureStatus
if report.structure.status != StructureStatus.WELLFORMED:
    problems.append("structure: %s %s" % (report.structure.status, [str(m) for m in report.structure.messages]))
if report.metadata is None:
    problems.append("no metadata was judged")
else:
    for result in report.metadata.schema_results.messages:
        problems.append("schema: %s" % result)
    for result in report.metadata.schematron_results.messages:
        if result.severity == Severity.ERROR:
            problems.append("rule: %s %s %s" % (result.rule_id, result.location, result.message))
print(json.dumps({"problems": problems}))
"#;

/// What a validator says of a package.
#[derive(Clone, Debug, Deserialize)]
pub struct Report {
    /// What is wrong; empty: valid.
    pub problems: Vec<String>,
}

/// The validators, found and ready.
#[derive(Clone, Debug)]
pub struct ArchiveValidators {
    python: PathBuf,
}

impl ArchiveValidators {
    /// The validators; `None`, said aloud, where `GREFFE_VALIDATORS_ARCHIVES` is not set. Under `CI=true` that fails.
    pub fn find() -> Option<Self> {
        match std::env::var_os("GREFFE_VALIDATORS_ARCHIVES") {
            Some(python) => Some(Self {
                python: PathBuf::from(python),
            }),
            None => {
                crate::skip(
                    "the validators of packages for the archives",
                    "GREFFE_VALIDATORS_ARCHIVES names no Python",
                    true,
                );
                None
            }
        }
    }

    /// eark-validator 1.1.3 on an E-ARK package, rules of 2.1.0.
    ///
    /// Its rule SIP14 asks for an attribute without namespace that the schema does not provide: the one error that every
    /// package has is left out.
    pub fn eark(&self, package: &Path) -> Report {
        let mut report = self.run("eark", package);
        report
            .problems
            .retain(|problem| !problem.starts_with("rule: SIP14"));
        report
    }

    /// bagit 1.9.0 on a bag.
    pub fn bagit(&self, bag: &Path) -> Report {
        self.run("bagit", bag)
    }

    fn run(&self, kind: &str, path: &Path) -> Report {
        let output = Command::new(&self.python)
            .args(["-c", SCRIPT, kind])
            .arg(path)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.python.display()));
        let text = String::from_utf8_lossy(&output.stdout);
        let line = text.lines().last().unwrap_or_default();
        serde_json::from_str(line).unwrap_or_else(|error| {
            panic!(
                "the validator failed: {error}\n{text}\n{}",
                String::from_utf8_lossy(&output.stderr)
            )
        })
    }
}
