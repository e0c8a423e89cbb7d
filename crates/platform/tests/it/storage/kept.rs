//! Where the bytes are, each kind on its own.

use super::*;

/// Where the bytes are, each on its own: files and objects.
pub fn originals_are_kept(originals: &dyn Originals) {
    let upload = uuid(1);
    let add = |name: u128, bytes: &[u8]| {
        let mut part = originals.begin_part(upload, uuid(name)).unwrap();
        part.write(bytes).unwrap();
        part.keep().unwrap()
    };
    let sha256 = platform::state::sha256(b"one two");
    assert!(originals.uploads().unwrap().is_empty());
    let (one, two) = (add(1, b"one "), add(2, b"two"));
    assert_eq!((one.size_bytes, two.size_bytes), (4, 3));
    assert_eq!(originals.uploads().unwrap(), [upload]);
    let assemble = |parts: &[Uuid], size| originals.assemble(upload, parts, sha256, size).unwrap();
    assert_eq!(assemble(&[two.name, one.name], 7), Assembled::Wrong);
    assert_eq!(assemble(&[one.name, two.name], 8), Assembled::Wrong);
    assert_eq!(
        assemble(&[one.name, uuid(9), two.name], 7),
        Assembled::Wrong,
        "a part is lost"
    );
    assert!(originals.open(sha256).unwrap().is_none());
    assert_eq!(assemble(&[one.name, two.name], 7), Assembled::InPlace);
    originals.delete_parts(upload).unwrap();
    assert!(originals.uploads().unwrap().is_empty());
    assert_eq!(
        assemble(&[one.name, two.name], 7),
        Assembled::InPlace,
        "it is there already"
    );
    let read = || {
        let mut bytes = Vec::new();
        originals
            .open(sha256)
            .unwrap()
            .map(|mut file| file.read_to_end(&mut bytes).unwrap());
        bytes
    };
    assert_eq!(read(), b"one two");
    originals.quarantine(sha256).unwrap();
    assert_eq!(read(), b"");
    originals.quarantine(sha256).unwrap();
    assert_eq!(
        assemble(&[one.name, two.name], 7),
        Assembled::Wrong,
        "no parts, no original"
    );
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("x"), b"one two").unwrap();
    originals.put(sha256, &folder.path().join("x")).unwrap();
    originals.put(sha256, &folder.path().join("x")).unwrap();
    assert_eq!(read(), b"one two");
    originals.delete_part(upload, uuid(5)).unwrap();
    let whole = add(6, b"whole");
    let sha256 = platform::state::sha256(b"whole");
    originals.assemble_one(upload, whole, sha256).unwrap();
    originals.delete_parts(upload).unwrap();
    let small: Vec<Vec<u8>> = (0..30_u8).map(|n| vec![n; 100]).collect();
    let mut small: Vec<(Sha256, &[u8])> = small
        .iter()
        .map(|bytes| (platform::state::sha256(bytes), bytes.as_slice()))
        .collect();
    originals.put_all(&small).unwrap();
    originals.put_all(&small[..3]).unwrap();
    small.push((sha256, b"whole"));
    for (sha256, bytes) in small {
        let mut found = Vec::new();
        let mut file = originals.open(sha256).unwrap().unwrap();
        file.read_to_end(&mut found).unwrap();
        assert_eq!(found, bytes);
    }
    originals.healthy().unwrap();
}

#[test]
fn originals_are_kept_as_files() {
    let folder = tempfile::tempdir().unwrap();
    originals_are_kept(&Files::open(folder.path()).unwrap());
}

#[test]
fn originals_are_kept_as_objects() {
    let s3 = S3::start();
    let scratch = tempfile::tempdir().unwrap();
    originals_are_kept(&Bucket::open_with("s3://greffe", scratch.path(), &s3.variables()).unwrap());
    let left = std::fs::read_dir(scratch.path()).unwrap().count();
    assert_eq!(left, 0, "nothing of it stays on this machine");
}

#[test]
fn a_bucket_that_is_not_there_or_not_ours_is_told_at_once() {
    let s3 = S3::start();
    let scratch = tempfile::tempdir().unwrap();
    let mut variables = s3.variables();
    variables[3].1 = "another secret".into();
    let refused = Bucket::open_with("s3://greffe", scratch.path(), &variables)
        .err()
        .unwrap();
    assert!(
        matches!(refused, platform::Error::Originals { .. }),
        "{refused:?}"
    );
}
