//! Why a key cannot be used.

use wording::Explain;

use super::token::TokenError;

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The passphrase is wrong.
    #[error("the passphrase of the key file is wrong")]
    PassphraseWrong,
    /// The file is no PKCS#12 file.
    #[error("the file is no PKCS#12 key file")]
    NotAKeyFile,
    /// The file cannot be read.
    #[error("the key file is damaged")]
    FileDamaged,
    /// The file is protected in a way that is not supported.
    #[error("the key file is protected in an unsupported way")]
    FileUnsupported,
    /// The file holds no private key.
    #[error("the key file holds no private key")]
    NoKey,
    /// No certificate in the file belongs to the key.
    #[error("the key file holds no certificate for its key")]
    WithoutCertificate,
    /// Key and certificate do not belong together.
    #[error("key and certificate do not belong together")]
    KeyAndCertificateDiffer,
    /// A kind of key that Greffe does not sign with.
    #[error("keys of the kind {0} are not supported")]
    KindUnsupported(String),
    /// The certificate is not for signing (key usage).
    #[error("the certificate is not for signing")]
    NotForSigning,
    /// RSA-PSS was asked for with a key that is not RSA.
    #[error("a key of the kind {0} cannot sign with RSA-PSS")]
    PssNeedsRsa(String),
    /// The certificates of the chain cannot be read.
    #[error("the file of the chain holds no PEM certificates that can be read")]
    ChainUnreadable,
    /// The key did not produce a signature.
    #[error("the key did not sign")]
    DidNotSign,
    /// The token or its driver.
    #[error(transparent)]
    Token(#[from] TokenError),
}

impl KeyError {
    /// Whether trying the next document with the same key is in vain, so that a batch stops asking: the token is
    /// gone, its PIN is wrong or locked, or the person cancelled at the PIN pad.
    pub fn stops_the_batch(&self) -> bool {
        matches!(self, KeyError::Token(error) if error.stops_the_batch())
    }

    #[cfg(test)]
    pub(crate) fn one_of_each() -> Vec<KeyError> {
        let mut all = vec![
            KeyError::PassphraseWrong,
            KeyError::NotAKeyFile,
            KeyError::FileDamaged,
            KeyError::FileUnsupported,
            KeyError::NoKey,
            KeyError::WithoutCertificate,
            KeyError::KeyAndCertificateDiffer,
            KeyError::KindUnsupported("x".to_owned()),
            KeyError::NotForSigning,
            KeyError::PssNeedsRsa("x".to_owned()),
            KeyError::ChainUnreadable,
            KeyError::DidNotSign,
        ];
        all.extend(TokenError::one_of_each().into_iter().map(KeyError::Token));
        all
    }
}

impl Explain for KeyError {
    fn code(&self) -> &'static str {
        match self {
            KeyError::PassphraseWrong => "key-passphrase-wrong",
            KeyError::NotAKeyFile => "key-not-a-key-file",
            KeyError::FileDamaged => "key-file-damaged",
            KeyError::FileUnsupported => "key-file-unsupported",
            KeyError::NoKey => "key-file-without-key",
            KeyError::WithoutCertificate => "key-without-certificate",
            KeyError::KeyAndCertificateDiffer => "key-and-certificate-differ",
            KeyError::KindUnsupported(_) => "key-kind-unsupported",
            KeyError::NotForSigning => "key-not-for-signing",
            KeyError::PssNeedsRsa(_) => "key-pss-needs-rsa",
            KeyError::ChainUnreadable => "key-chain-unreadable",
            KeyError::DidNotSign => "seal-signing-failed",
            KeyError::Token(error) => error.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            KeyError::KindUnsupported(kind) | KeyError::PssNeedsRsa(kind) => vec![("kind", kind.clone())],
            KeyError::Token(error) => error.arguments(),
            _ => Vec::new(),
        }
    }
}
