//! Every answer and every error has its words in four languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use visible_seal::{BundleError, EncodeError, MESSAGES, Verdict};
use wording::{Catalog, Explain, Lang};

#[test]
fn every_answer_and_error_has_its_sentence_and_its_way_out_in_four_languages() {
    assert_eq!(wording::problems(&MESSAGES), Vec::<String>::new());
    let catalog = Catalog::new(&[MESSAGES]);
    for lang in Lang::ALL {
        for verdict in Verdict::ALL {
            for id in [verdict.message(), format!("{}.next", verdict.message())] {
                assert!(catalog.try_text(lang, &id, &[]).is_some(), "{lang} {id}");
            }
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.name());
        }
        let encode = EncodeError::one_of_each();
        let bundle = BundleError::one_of_each();
        let errors = encode
            .iter()
            .map(|e| e as &dyn Explain)
            .chain(bundle.iter().map(|e| e as _));
        for error in errors {
            assert!(
                catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
                "{lang} {error:?}"
            );
            assert!(catalog.explain(lang, error).next.is_some(), "{lang} {error:?}");
        }
    }
}
