//! Any bytes have revisions that follow each other, or none; their changes and signatures are told without panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pdf::revisions::{File, hidden};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = File::open(bytes, None) else { return };
    let mut end = 0;
    for revision in file.revisions() {
        assert_eq!(revision.bytes.start, end);
        assert!(revision.bytes.end > end && revision.bytes.end <= bytes.len());
        end = revision.bytes.end;
    }
    assert_eq!(end + file.tail().len(), bytes.len());
    let newest = file.newest();
    let signatures = file.signatures(newest);
    for signature in &signatures {
        if signature.problems.is_empty() {
            let signed = signature.revision.expect("a signature without problem signs a revision");
            assert!(file.revisions()[signed].bytes.end <= signature.covered_end());
        }
    }
    let _ = file.stray_byte_ranges(&signatures);
    let _ = file.changes();
    let _ = hidden::hints(&file, 0);
    let _ = hidden::hints(&file, newest);
    let _ = file.security_store(newest);
});
