//! What a careful reader should know: stable codes, with sentences in the locales of this crate.

use super::{Verdict, Warning};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// A finding. Its code is never renamed once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable code, which is also the id of the message.
            pub fn code(self) -> &'static str {
                match self {
                    $(Code::$name => $code,)*
                }
            }
        }
    };
}

codes! {
    /// The file is no PDF.
    NotPdf = "verify-not-a-pdf",
    /// It cannot be read strictly.
    Damaged = "verify-damaged",
    /// Encrypted, and the password is missing or wrong.
    Password = "verify-password",
    /// Encrypted in a way that is not supported.
    Encryption = "verify-encryption",
    /// Validation itself broke off.
    Stopped = "verify-stopped",
    /// The place of the signature in the file is not what it must be.
    Structure = "verify-structure",
    /// No signature value.
    ContentsMissing = "verify-contents-missing",
    /// The byte range is missing or impossible.
    ByteRange = "verify-byte-range",
    /// More than zeros after the signature value.
    Padding = "verify-padding",
    /// The signature value cannot be read.
    Unreadable = "verify-unreadable",
    /// The digest does not fit.
    DigestDiffers = "verify-digest-differs",
    /// The signature value does not fit.
    ValueWrong = "verify-value-wrong",
    /// An algorithm that cannot be checked.
    AlgorithmUnsupported = "verify-algorithm-unsupported",
    /// An algorithm that is too weak.
    AlgorithmWeak = "verify-algorithm-weak",
    /// The signer's certificate is not in the signature.
    CertificateMissing = "verify-certificate-missing",
    /// The signature does not say by which certificate it was made.
    CertificateNotNamed = "verify-certificate-not-named",
    /// It says another one.
    CertificateOther = "verify-certificate-other",
    /// Parts of the signature contradict each other.
    Inconsistent = "verify-inconsistent",
    /// It carries an unsigned attribute that is not known.
    AttributeUnknown = "verify-attribute-unknown",
    /// It carries a certificate that is damaged.
    CertificateDamaged = "verify-certificate-damaged",
    /// The document was changed after signing.
    Changed = "verify-changed",
    /// Bytes were appended that belong to no revision.
    TrailingBytes = "verify-trailing-bytes",
    /// A line end was appended.
    TrailingLineEnd = "verify-trailing-line-end",
    /// An update is malformed.
    UpdateMalformed = "verify-update-malformed",
    /// The cross-reference is wrong and was found again.
    Rebuilt = "verify-rebuilt",
    /// The revision that is signed is malformed.
    RevisionMalformed = "verify-revision-malformed",
    /// A signature was removed from the form.
    SignatureRemoved = "verify-signature-removed",
    /// A later signature draws on a page.
    LaterVisibleSignature = "verify-later-visible-signature",
    /// A later signature draws over what a page showed.
    LaterSignatureOverContent = "verify-later-signature-over-content",
    /// Form fields were filled in after signing.
    FormFilled = "verify-form-filled",
    /// Comments were added after certification, which permits them.
    AnnotationsAdded = "verify-annotations-added",
    /// Validation data are no longer there.
    ValidationDataRemoved = "verify-validation-data-removed",
    /// Validation data cannot be read.
    ValidationDataDamaged = "verify-validation-data-damaged",
    /// A signature stands in the bytes and not in the form.
    StrayByteRange = "verify-stray-byte-range",
    /// An older format than PAdES.
    Legacy = "verify-legacy",
    /// PAdES by name, but not by the rules of the baseline.
    NotBaseline = "verify-not-baseline",
    /// A time-stamp is broken.
    TimestampBroken = "verify-timestamp-broken",
    /// A time-stamp comes from nobody who is trusted.
    TimestampUntrusted = "verify-timestamp-untrusted",
    /// The signature was made, so it claims, after the time-stamp.
    TimestampOrder = "verify-timestamp-order",
    /// No chain to a trusted root.
    ChainUnknown = "verify-chain-unknown",
    /// A chain that breaks a rule.
    ChainInvalid = "verify-chain-invalid",
    /// The certificate had expired.
    CertificateExpired = "verify-certificate-expired",
    /// The certificate was not valid yet.
    CertificateNotYetValid = "verify-certificate-not-yet-valid",
    /// The certificate is not for this.
    CertificatePurpose = "verify-certificate-purpose",
    /// The certificate was revoked.
    CertificateRevoked = "verify-certificate-revoked",
    /// An authority was revoked.
    AuthorityRevoked = "verify-authority-revoked",
    /// Nothing is known of revocation.
    RevocationUnknown = "verify-revocation-unknown",
    /// A certificate was suspended.
    CertificateSuspended = "verify-certificate-suspended",
    /// Who answered about revocation had expired before the answer is proven to have existed.
    RevocationOutOfBounds = "verify-revocation-out-of-bounds",
    /// Nothing proves that an answer about revocation existed before its authority was revoked.
    RevocationUnproven = "verify-revocation-unproven",
    /// A trusted list is out of date and was not relied on.
    TrustListStale = "verify-trust-list-stale",
    /// The trusted list says that the service of the issuer was withdrawn.
    TrustServiceWithdrawn = "verify-trust-service-withdrawn",
    /// A field draws something other than its value.
    HiddenValue = "verify-hidden-value",
    /// A picture or annotation lies over what the page shows.
    ContentCovered = "verify-content-covered",
    /// The form asks viewers to draw its fields anew.
    FieldsRedrawn = "verify-fields-redrawn",
}

thread_local! {
    static CATALOG: wording::Catalog = wording::Catalog::new(&[crate::MESSAGES]);
}

impl Code {
    /// The warning, with its English sentence. `signature` is the name of the field it is about.
    pub fn warning(self, signature: Option<&str>) -> Warning {
        let name = signature.unwrap_or("").to_owned();
        let message =
            CATALOG.with(|catalog| catalog.text(wording::Lang::En, self.code(), &[("signature", name)]));
        Warning {
            code: self.code().to_owned(),
            message,
            signature: signature.map(str::to_owned),
        }
    }
}

/// The id of the sentence for an indication: `verify-sub-revoked-no-poe`, or `verify-sub-passed`.
pub fn explanation_id(main: Verdict, sub: Option<&str>) -> String {
    match (main, sub) {
        (_, Some(sub)) => format!("verify-sub-{}", sub.to_ascii_lowercase().replace('_', "-")),
        (Verdict::TotalPassed, None) => "verify-sub-passed".to_owned(),
        _ => "verify-sub-generic".to_owned(),
    }
}

/// The sentence for an indication, in English.
pub fn explanation(main: Verdict, sub: Option<&str>) -> String {
    CATALOG.with(|catalog| catalog.text(wording::Lang::En, &explanation_id(main, sub), &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_its_sentence_in_four_languages() {
        for code in Code::ALL {
            for lang in wording::Lang::ALL {
                let found = CATALOG
                    .with(|catalog| catalog.try_text(lang, code.code(), &[("signature", "S".to_owned())]));
                assert!(found.is_some(), "{lang} {code:?}");
            }
        }
    }
}
