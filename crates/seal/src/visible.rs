//! The visible seal: signing it, and finding it in pictures. What its bytes mean is the crate `visible-seal`'s.
//!
//! The order at sealing is fixed: identifier, facts, visible seal, stamp, PAdES. The visible seal is signed before the
//! page is stamped, so it can hold the digest of the content before stamping and never that of the file.

#[cfg(feature = "images")]
mod detect;
#[cfg(feature = "images")]
mod picture;
mod raw;

#[cfg(feature = "images")]
pub use picture::{Source, Symbols, read_grey, read_source};

use jiff::civil::Date;
use visible_seal::{BundleError, Curve, EncodeError, Facts, Header, VisibleSeal};
use wording::Explain;

use crate::key::{CertificateSummary, SealKey};

/// Who seals, as the header of a visible seal names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Issuing country, one to three letters as in passports (`LUX`, `D`).
    pub country: String,
    /// Two letters of the country and two letters or digits.
    pub id: String,
}

impl Signer {
    /// The signer of an identifier such as `LUAS`: the country is that of its first two letters.
    ///
    /// # Errors
    /// `visible-seal-signer-invalid`.
    pub fn of_id(id: &str) -> Result<Self, VisibleSealError> {
        let signer = Self {
            country: country(id.get(..2).unwrap_or_default()),
            id: id.to_owned(),
        };
        // The header knows the rules.
        Header::administrative(&signer.country, &signer.id, "1", Date::ZERO)
            .map_err(|_| EncodeError::Signer { text: id.to_owned() })?;
        Ok(signer)
    }

    /// The signer where none is configured: the country of the certificate's subject, else `LU`, and the first letters of
    /// the first two words of its organisation, else of its holder (`Commune d'Exemple` in Luxembourg: `LUCD`); a name
    /// of one word gives its first two letters, and what is missing is `X`.
    pub fn of_certificate(certificate: &CertificateSummary, subject_country: Option<&str>) -> Self {
        let two = subject_country
            .filter(|code| code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()))
            .unwrap_or("LU");
        let name = certificate.organisation.as_ref().unwrap_or(&certificate.holder);
        let words: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .map(plain)
            .filter(|word| !word.is_empty())
            .collect();
        let mut letters: String = match words.as_slice() {
            [only] => only.chars().take(2).collect(),
            words => words
                .iter()
                .filter_map(|word| word.chars().next())
                .take(2)
                .collect(),
        };
        while letters.len() < 2 {
            letters.push('X');
        }
        Self {
            country: country(two),
            id: format!("{two}{letters}"),
        }
    }

    /// As [`Signer::of_certificate`], from a key.
    pub fn of_key(key: &SealKey) -> Self {
        let country = key
            .chain()
            .first()
            .and_then(|der| visible_seal::CertificateOfSeal::from_der(der))
            .and_then(|certificate| certificate.country);
        Self::of_certificate(key.certificate(), country.as_deref())
    }
}

/// Capital letters and digits without accents.
fn plain(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'à'..='å' | 'À'..='Å' => 'A',
            'ç' | 'Ç' => 'C',
            'è'..='ë' | 'È'..='Ë' => 'E',
            'ì'..='ï' | 'Ì'..='Ï' => 'I',
            'ò'..='ö' | 'Ò'..='Ö' => 'O',
            'ù'..='ü' | 'Ù'..='Ü' => 'U',
            other => other.to_ascii_uppercase(),
        })
        .filter(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        .collect()
}

/// The code of a country as in passports (Doc 9303-3); two letters stay as they are where it is not known.
fn country(two: &str) -> String {
    const CODES: [(&str, &str); 29] = [
        ("AT", "AUT"),
        ("BE", "BEL"),
        ("BG", "BGR"),
        ("CH", "CHE"),
        ("CY", "CYP"),
        ("CZ", "CZE"),
        ("DE", "D"),
        ("DK", "DNK"),
        ("EE", "EST"),
        ("ES", "ESP"),
        ("FI", "FIN"),
        ("FR", "FRA"),
        ("GR", "GRC"),
        ("HR", "HRV"),
        ("HU", "HUN"),
        ("IE", "IRL"),
        ("IT", "ITA"),
        ("LT", "LTU"),
        ("LU", "LUX"),
        ("LV", "LVA"),
        ("MT", "MLT"),
        ("NL", "NLD"),
        ("PL", "POL"),
        ("PT", "PRT"),
        ("RO", "ROU"),
        ("SE", "SWE"),
        ("SI", "SVN"),
        ("SK", "SVK"),
        ("UT", "UTO"),
    ];
    let found = CODES.iter().find(|(code, _)| *code == two);
    found.map_or(two, |(_, three)| three).to_owned()
}

/// Whether a key can sign visible seals: ECDSA only. A signature of RSA would take as much room as all the facts.
pub fn can_sign(key: &SealKey) -> bool {
    raw::curve(key).is_some()
}

/// Signs a visible seal and gives its bytes, as they go into the symbol.
///
/// # Errors
/// `visible-seal-key-not-ecdsa`; what the header cannot hold; the key's refusals.
pub fn issue(key: &SealKey, signer: &Signer, facts: &Facts, on: Date) -> Result<Vec<u8>, VisibleSealError> {
    let header = Header::administrative(&signer.country, &signer.id, &key.certificate().serial, on)?;
    let to_sign = VisibleSeal::to_sign(&header, &facts.message())?;
    let signature = raw::sign(key, &to_sign)?;
    let bytes = VisibleSeal::with_signature(&to_sign, &signature)?;
    Ok(bytes)
}

/// A visible seal to be signed when a document is sealed.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// The key for it; `None`: the key that seals the document.
    pub key: Option<&'a SealKey>,
    /// Who seals.
    pub signer: Signer,
    /// The facts. Pages and digest of the content are filled in; an empty title becomes the document's own, else
    /// `title_else`.
    pub facts: Facts,
    /// Title of a document that has none.
    pub title_else: String,
    /// Day of the signature, where the authority is.
    pub on: Date,
}

impl Order<'_> {
    /// Signs the visible seal of a document that is about to be stamped. `sha256` is that of its bytes.
    ///
    /// # Errors
    /// As [`issue`]; the document is refused.
    pub(crate) fn issue(
        &self,
        key: &SealKey,
        document: &pdf::Document<'_>,
        sha256: [u8; 32],
    ) -> Result<Vec<u8>, crate::sign::SealError> {
        let inspection = pdf::inspect_document(document)?;
        let mut facts = self.facts.clone();
        facts.pages = inspection.pages;
        facts.content_sha256 = Some(sha256);
        if facts.title.trim().is_empty() {
            facts.title = inspection.title.unwrap_or_else(|| self.title_else.clone());
        }
        Ok(issue(self.key.unwrap_or(key), &self.signer, &facts, self.on)?)
    }
}

/// Signs a bundle and gives its file.
///
/// # Errors
/// `visible-seal-key-not-ecdsa`; the key's refusals.
pub fn sign_bundle(key: &SealKey, bundle: &visible_seal::Bundle) -> Result<String, VisibleSealError> {
    let curve: Curve = raw::curve(key).ok_or_else(|| not_ecdsa(key))?;
    let mut refusal = None;
    let signed = bundle.signed(curve, |bytes| match raw::sign(key, bytes) {
        Ok(signature) => Some(signature),
        Err(error) => {
            refusal = Some(error);
            None
        }
    });
    match (refusal, signed) {
        (Some(error), _) => Err(error),
        (None, signed) => Ok(signed?),
    }
}

fn not_ecdsa(key: &SealKey) -> VisibleSealError {
    VisibleSealError::KeyNotEcdsa {
        kind: key.certificate().algorithm.clone(),
    }
}

/// Why there is no visible seal, or why a picture cannot be looked at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VisibleSealError {
    /// The key is no ECDSA key.
    #[error("a key of the kind {kind} does not sign visible seals")]
    KeyNotEcdsa {
        /// Its kind.
        kind: String,
    },
    /// The key refused.
    #[error(transparent)]
    Key(#[from] crate::key::KeyError),
    /// The key gave no signature that verifies.
    #[error("the visible seal did not pass its own check")]
    SelfCheck,
    /// Something cannot stand in a seal.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The bundle was not made.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// Neither a picture, nor the bytes of a seal, nor text that stands for them.
    #[error("neither a picture nor a seal")]
    NotReadable,
    /// The picture is larger than is looked at.
    #[error("the picture is larger than {megapixels} megapixels")]
    PictureTooLarge {
        /// The limit.
        megapixels: u32,
    },
    /// The picture is damaged.
    #[error("the picture is damaged: {detail}")]
    PictureDamaged {
        /// Where.
        detail: String,
    },
}

impl VisibleSealError {
    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<VisibleSealError> {
        vec![
            VisibleSealError::KeyNotEcdsa { kind: "x".to_owned() },
            VisibleSealError::SelfCheck,
            VisibleSealError::NotReadable,
            VisibleSealError::PictureTooLarge { megapixels: 1 },
            VisibleSealError::PictureDamaged {
                detail: "x".to_owned(),
            },
        ]
    }
}

impl Explain for VisibleSealError {
    fn code(&self) -> &'static str {
        match self {
            VisibleSealError::KeyNotEcdsa { .. } => "visible-seal-key-not-ecdsa",
            VisibleSealError::Key(error) => error.code(),
            VisibleSealError::SelfCheck => "visible-seal-self-check-failed",
            VisibleSealError::Encode(error) => error.code(),
            VisibleSealError::Bundle(error) => error.code(),
            VisibleSealError::NotReadable => "visible-seal-not-readable",
            VisibleSealError::PictureTooLarge { .. } => "visible-seal-picture-too-large",
            VisibleSealError::PictureDamaged { .. } => "visible-seal-picture-damaged",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            VisibleSealError::KeyNotEcdsa { kind } => vec![("kind", kind.clone())],
            VisibleSealError::Key(error) => error.arguments(),
            VisibleSealError::Encode(error) => error.arguments(),
            VisibleSealError::Bundle(error) => error.arguments(),
            VisibleSealError::PictureTooLarge { megapixels } => vec![("megapixels", megapixels.to_string())],
            VisibleSealError::PictureDamaged { detail } => vec![("detail", detail.clone())],
            VisibleSealError::SelfCheck | VisibleSealError::NotReadable => Vec::new(),
        }
    }
}
