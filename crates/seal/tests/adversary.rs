//! Files that were signed validly and then changed with tricks that other validators and viewers miss.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use seal::verify::{ChangesAfter, TrustRoots, Verdict, VerifyOptions, verify};

fn judge(name: &str) -> seal::verify::FileReport {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/adversary");
    let roots = TrustRoots::from_pem(&std::fs::read(folder.join("TEST-root.pem")).unwrap()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: "2026-11-22T12:00:00Z".parse().unwrap(),
        password: None,
    };
    verify(&std::fs::read(folder.join(name)).unwrap(), &options)
}

#[test]
fn the_file_that_the_tricks_start_from_passes() {
    let report = judge("unchanged.pdf");
    assert_eq!(report.verdict, Verdict::TotalPassed, "{report:#?}");
    assert_eq!(report.signatures[0].changes_after, ChangesAfter::None);
}

#[test]
fn no_trick_leaves_the_first_signature_valid() {
    let tricks = [
        "unreadable-annots.pdf",
        "form-as-xobject-dictionary.pdf",
        "form-as-xobject-dictionary-certified-1.pdf",
        "xref-stream-as-page-content.pdf",
        "hybrid-xref-stream-as-page-content.pdf",
        "dangling-layer-hides-text.pdf",
        "dangling-number-becomes-field.pdf",
        "dangling-number-becomes-signature.pdf",
        "field-as-xobject-dictionary.pdf",
        "field-date-as-xobject.pdf",
        "later-signature-draws-through-mk.pdf",
        "unreadable-page.pdf",
        "unreadable-resources.pdf",
        "later-signature-grants-comments.pdf",
        "later-lock-grants-comments.pdf",
        "visible-time-stamp-certified-1.pdf",
    ];
    for name in tricks {
        let report = judge(name);
        assert_eq!(report.verdict, Verdict::TotalFailed, "{name} {report:#?}");
        let first = &report.signatures[0];
        assert_eq!(
            first.changes_after,
            ChangesAfter::NotPermitted,
            "{name} {report:#?}"
        );
        assert_eq!(first.indication, Verdict::TotalFailed, "{name} {report:#?}");
    }
}

#[test]
fn a_cross_reference_stream_of_zero_width_is_refused_at_once() {
    assert_eq!(judge("xref-stream-of-zero-width.pdf").verdict, Verdict::Error);
}
