//! A trusted list is read or refused; a changed one never passes for the one that was signed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::trust::{List, ListOfListsSigners, TrustedLists};

fuzz_target!(|bytes: &[u8]| {
    let read = List::read(bytes).is_ok();
    let lists = TrustedLists::from_files(
        vec![("EU.xml".to_owned(), bytes.to_vec())],
        &ListOfListsSigners::default(),
    );
    // Nobody's signature is trusted here.
    assert!(lists.list_of_lists().is_none() || read);
    assert_eq!(lists.lists().count(), 0);
});
