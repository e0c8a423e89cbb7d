//! PAdES signing and validation, and the keys for it. Knows nothing of dossiers, stores or servers.
//!
//! Owns: opening keys ([`key`]), making PAdES signatures ([`sign`]), raising their level and keeping their proof alive
//! ([`augment`]) with time-stamps ([`time_stamp`]) and validation data ([`validation_data`]), checking them ([`verify`]), trusted lists
//! ([`trust`]).
//! The network stands behind the trait [`online::Web`] and, as a driver, behind the feature `http`.
//! Must not: decide where files come from or go to, or return a file whose signature it has not verified.

pub mod asked;
pub mod augment;
mod cms_build;
mod der_write;
pub mod evidence_record;
mod growing;
pub mod key;
pub mod online;
mod self_check;
pub mod sign;
pub mod time_stamp;
pub mod trust;
pub mod validation_data;
pub mod verify;
pub mod visible;

/// The messages of this crate.
pub const MESSAGES: wording::Sources = wording::sources!("../locales");

#[cfg(test)]
mod tests {
    use super::*;
    use wording::Explain;

    #[test]
    fn every_error_has_its_sentence_and_its_way_out_in_four_languages() {
        assert_eq!(wording::problems(&MESSAGES), Vec::<String>::new());
        let catalog = wording::Catalog::new(&[MESSAGES]);
        let keys = key::KeyError::one_of_each();
        let seals = sign::SealError::one_of_each();
        let unsuitable = key::chooser::Unsuitable::one_of_each();
        let shortfalls = augment::Shortfall::one_of_each();
        let refusals = augment::AugmentError::one_of_each();
        let web = online::WebError::one_of_each();
        let visible = visible::VisibleSealError::one_of_each();
        let concerns = verify::inspection::Concern::ALL;
        let records = evidence_record::EvidenceError::one_of_each();
        let errors = keys
            .iter()
            .map(|error| error as &dyn Explain)
            .chain(seals.iter().map(|error| error as _))
            .chain(unsuitable.iter().map(|reason| reason as _))
            .chain(shortfalls.iter().map(|error| error as _))
            .chain(refusals.iter().map(|error| error as _))
            .chain(web.iter().map(|error| error as _))
            .chain(visible.iter().map(|error| error as _))
            .chain(records.iter().map(|error| error as _))
            .chain(concerns.iter().map(|concern| concern as _));
        for error in errors {
            for lang in wording::Lang::ALL {
                assert!(
                    catalog.try_text(lang, error.code(), &error.arguments()).is_some(),
                    "{lang} {error:?}"
                );
                assert!(catalog.explain(lang, error).next.is_some(), "{lang} {error:?}");
            }
        }
    }
}
