//! Files that were signed validly and then changed with tricks that other validators and viewers miss.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use seal::verify::{ChangesAfter, TrustRoots, Verdict, VerifyOptions, verify};

fn judge(name: &str) -> seal::verify::FileReport {
    judge_at(name, "2026-11-22T12:00:00Z")
}

fn judge_at(name: &str, at: &str) -> seal::verify::FileReport {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/adversary");
    let roots = TrustRoots::from_pem(&std::fs::read(folder.join("TEST-root.pem")).unwrap()).unwrap();
    let options = VerifyOptions {
        roots: &roots,
        at: at.parse().unwrap(),
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
        "metadata-date-is-a-message.pdf",
        "information-date-is-a-message.pdf",
        "hidden-field-comes-to-cover-the-page.pdf",
        "waiting-field-covers-the-page.pdf",
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

#[test]
fn a_filled_field_that_shows_anything_other_than_its_value_is_a_change() {
    let tricks = [
        "field-shows-digits-in-another-order.pdf",
        "field-shows-digits-on-each-other.pdf",
        "field-shows-symbols.pdf",
        "field-font-of-negative-widths.pdf",
        "field-clipped-away.pdf",
        "field-white-outline.pdf",
        "field-optional-content.pdf",
        "field-replacement-text.pdf",
        "field-shows-a-part.pdf",
        "choice-shows-another-too.pdf",
    ];
    for name in tricks {
        let report = judge(name);
        assert_eq!(report.verdict, Verdict::TotalFailed, "{name} {report:#?}");
        assert_eq!(
            report.signatures[0].changes_after,
            ChangesAfter::NotPermitted,
            "{name}"
        );
    }
}

#[test]
fn a_later_signature_over_what_is_hard_to_measure_is_left_to_eyes() {
    let tricks = [
        "later-signature-over-drawn-letters.pdf",
        "later-signature-over-wide-line.pdf",
        "later-signature-over-large-letters.pdf",
        "later-signature-over-field-value.pdf",
        "later-signature-over-field-appearance.pdf",
        "later-signature-over-comment.pdf",
        "later-signature-over-many-lines.pdf",
        "later-signature-over-clipped-area.pdf",
    ];
    for name in tricks {
        let report = judge(name);
        assert_eq!(report.verdict, Verdict::Indeterminate, "{name} {report:#?}");
        assert_eq!(
            report.signatures[0].changes_after,
            ChangesAfter::Unclear,
            "{name}"
        );
    }
}

#[test]
fn revocation_data_of_another_part_or_from_who_may_not_give_them_say_nothing() {
    for name in [
        "revocation-list-of-another-part.pdf",
        "responder-that-may-not-sign.pdf",
        "responder-with-unknown-demand.pdf",
    ] {
        let report = judge_at(name, "2026-11-23T00:00:00Z");
        let first = &report.signatures[0];
        assert_eq!(first.indication, Verdict::Indeterminate, "{name} {report:#?}");
        assert_eq!(first.sub_indication.as_deref(), Some("TRY_LATER"), "{name}");
        assert_eq!(first.level, Some(seal::sign::Level::BT), "{name}");
    }
}

#[test]
fn algorithms_other_than_those_that_were_signed_fail() {
    let report = judge("algorithms-other-than-signed.pdf");
    assert_eq!(report.verdict, Verdict::TotalFailed, "{report:#?}");
}
