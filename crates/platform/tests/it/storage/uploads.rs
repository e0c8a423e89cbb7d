//! Uploads, and what becomes of their parts.

use super::*;

/// An upload of these bytes, begun.
pub fn begun(storage: &dyn Storage, desk: &platform::storage::Desk, bytes: &[u8], number: u128) -> Upload {
    let upload = Upload {
        id: uuid(number),
        administration: desk.administration.id,
        sha256: platform::state::sha256(bytes),
        size_bytes: bytes.len() as u64,
        offset: 0,
        finished: false,
    };
    storage.create_upload(&upload, desk.id, now()).unwrap();
    upload
}

/// Sends a part from where `upload` says that it stands.
pub fn send(storage: &dyn Storage, upload: &Upload, bytes: &[u8]) -> Added {
    let name = platform::state::sha256(&[bytes, upload.id.as_bytes(), &upload.offset.to_be_bytes()].concat());
    let name = uuid(u128::from_be_bytes(name.0[..16].try_into().unwrap()));
    let mut part = storage.begin_part(upload, name).unwrap();
    for piece in bytes.chunks(70_000) {
        part.write(piece).unwrap();
    }
    storage.add_part(upload, part).unwrap()
}

pub fn at(upload: &Upload, offset: u64) -> Upload {
    Upload {
        offset,
        ..upload.clone()
    }
}

pub fn sent(storage: &dyn Storage, desk: &platform::storage::Desk, bytes: &[u8], number: u128) -> Sha256 {
    let upload = begun(storage, desk, bytes, number);
    assert_eq!(send(storage, &upload, bytes), Added::At(bytes.len() as u64));
    assert!(
        storage
            .finish_upload(&at(&upload, upload.size_bytes), now())
            .unwrap()
    );
    upload.sha256
}

pub fn stored(storage: &dyn Storage, sha256: Sha256) -> Option<Vec<u8>> {
    let mut file = storage.open_blob(sha256).unwrap()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

pub fn an_upload_grows_from_where_it_stands_and_nowhere_else(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    // Larger than what an object store takes in one request.
    let bytes: Vec<u8> = (0..9_000_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    let upload = begun(storage, &desk, &bytes, 10);
    assert_eq!(send(storage, &upload, &[]), Added::At(0));
    assert_eq!(send(storage, &upload, &bytes[..8_600_000]), Added::At(8_600_000));
    assert_eq!(
        send(storage, &upload, &bytes[..100]),
        Added::Elsewhere,
        "it stands further"
    );
    assert_eq!(
        send(storage, &at(&upload, 8_600_001), &bytes[..100]),
        Added::Elsewhere,
        "a gap"
    );
    assert_eq!(storage.upload(upload.id).unwrap(), Some(at(&upload, 8_600_000)));
    assert_eq!(
        send(storage, &at(&upload, 8_600_000), &vec![0; 400_001]),
        Added::Elsewhere,
        "longer than announced"
    );
    // A part that nobody keeps leaves nothing.
    let mut part = storage.begin_part(&upload, uuid(77)).unwrap();
    part.write(b"broken off").unwrap();
    drop(part);
    assert_eq!(
        send(storage, &at(&upload, 8_600_000), &bytes[8_600_000..]),
        Added::At(9_000_000)
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, desk.administration.id).unwrap(),
        None
    );
    let whole = storage.upload(upload.id).unwrap().unwrap();
    assert!(storage.finish_upload(&whole, later(3)).unwrap());
    assert_eq!(stored(storage, upload.sha256).unwrap(), bytes);
    assert!(storage.upload(upload.id).unwrap().unwrap().finished);
    assert!(
        storage.finish_upload(&whole, later(4)).unwrap(),
        "once more changes nothing"
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, desk.administration.id).unwrap(),
        Some(9_000_000)
    );
    assert_eq!(
        storage.owned_blob(upload.sha256, uuid(2)).unwrap(),
        None,
        "others have not sent it"
    );
    assert_eq!(send(storage, &whole, b"more"), Added::Elsewhere);
}

pub fn an_upload_with_another_digest_is_forgotten(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let upload = begun(storage, &desk, b"what was announced", 10);
    assert_eq!(
        send(storage, &upload, b"what has come along"[..18].as_ref()),
        Added::At(18)
    );
    assert!(!storage.finish_upload(&at(&upload, 18), now()).unwrap());
    assert_eq!(storage.upload(upload.id).unwrap(), None);
    assert_eq!(stored(storage, upload.sha256), None);
    assert_eq!(send(storage, &upload, b"again"), Added::Elsewhere);
}

pub fn of_two_writers_one_is_taken(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let bytes = vec![5; 40_000];
    let upload = begun(storage, &desk, &bytes, 10);
    let mut first = storage.begin_part(&upload, uuid(1)).unwrap();
    let mut second = storage.begin_part(&upload, uuid(2)).unwrap();
    first.write(&bytes[..30_000]).unwrap();
    second.write(&bytes[..20_000]).unwrap();
    assert_eq!(storage.add_part(&upload, second).unwrap(), Added::At(20_000));
    assert_eq!(storage.add_part(&upload, first).unwrap(), Added::Elsewhere);
    assert_eq!(
        send(storage, &at(&upload, 20_000), &bytes[20_000..]),
        Added::At(40_000)
    );
    assert!(storage.finish_upload(&at(&upload, 40_000), now()).unwrap());
    assert_eq!(stored(storage, upload.sha256).unwrap(), bytes);
}

pub fn what_nobody_finishes_is_swept(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let kept = sent(storage, &desk, b"finished", 9);
    let upload = begun(storage, &desk, b"never finished", 10);
    assert_eq!(send(storage, &upload, b"never"), Added::At(5));
    storage.sweep(now(), now()).unwrap();
    assert!(storage.upload(upload.id).unwrap().is_some(), "it is young");
    assert_eq!(send(storage, &at(&upload, 5), b" fin"), Added::At(9));
    storage.sweep(later(100), later(50)).unwrap();
    assert_eq!(storage.upload(upload.id).unwrap(), None);
    assert_eq!(stored(storage, kept).unwrap(), b"finished");
}

pub fn a_blob_that_is_set_aside_can_be_sent_again(storage: &dyn Storage) {
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let blob = sent(storage, &desk, b"the original", 9);
    storage.quarantine_blob(blob).unwrap();
    assert_eq!(stored(storage, blob), None);
    assert_eq!(storage.owned_blob(blob, desk.administration.id).unwrap(), None);
    storage.quarantine_blob(blob).unwrap();
    assert_eq!(sent(storage, &desk, b"the original", 11), blob);
    assert_eq!(stored(storage, blob).unwrap(), b"the original");
}

pub fn what_has_come_is_looked_at_again_when_it_is_due(storage: &dyn Storage) {
    use platform::storage::fixity::{Fixity, check};
    let desk = enrolled(storage, &administration(storage, 1), 3);
    let (one, two) = (
        sent(storage, &desk, b"the one", 9),
        sent(storage, &desk, b"the other", 10),
    );
    let folder = tempfile::tempdir().unwrap();
    let replica = Files::open(folder.path()).unwrap();
    let look = |seconds| check(storage, Some(&replica), later(seconds - 50), 10, later(seconds)).unwrap();
    let found = look(100);
    assert_eq!((found.checked, found.replicated), (2, 2), "at once");
    assert_eq!(look(149).checked, 0);
    // As a disk does that loses a file.
    storage.originals().quarantine(one).unwrap();
    replica.quarantine(two).unwrap();
    let found = look(151);
    assert_eq!((found.checked, found.replicated, found.healed), (2, 1, vec![one]));
    assert_eq!(stored(storage, one).unwrap(), b"the one");
    storage.originals().quarantine(two).unwrap();
    replica.quarantine(two).unwrap();
    let found = look(202);
    assert_eq!(found.lost, [(two, Fixity::Missing)]);
    let standing = storage.fixity_standing().unwrap();
    assert_eq!((standing.originals, standing.never), (2, 0));
    assert_eq!(standing.not_intact, [(two, "missing".to_owned(), later(202))]);
    assert_eq!(storage.alarms().unwrap().len(), 2);
    // Sent again, it is looked at again.
    sent(storage, &desk, b"the other", 11);
    assert_eq!(look(203).checked, 1);
    assert!(storage.fixity_standing().unwrap().not_intact.is_empty());
}
