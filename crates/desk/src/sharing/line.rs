//! What a run asks: the platform, or in tests a model of one.

use model::Sha256;
use sync::http::{Download, Exchange, ReadPart};
use sync::wire::records::{Page, Push, Pushed};

/// A platform that a test has made of nothing but rules.
#[cfg(test)]
pub(super) trait Model {
    /// As [`Exchange::pull`].
    fn pull(&self, after: Option<&str>) -> Result<Option<Page>, sync::Error>;
    /// As [`Exchange::push`].
    fn push(&self, push: &Push) -> Result<Pushed, sync::Error>;
}

/// Whom a run asks.
pub(super) enum Line<'a> {
    /// The platform.
    Platform(Box<Exchange<'a>>),
    /// A model; it has no contents.
    #[cfg(test)]
    Model(&'a dyn Model),
}

impl<'a> Line<'a> {
    pub(super) fn pull(&mut self, after: Option<&str>) -> Result<Option<Page>, sync::Error> {
        match self {
            Self::Platform(exchange) => exchange.pull(after),
            #[cfg(test)]
            Self::Model(model) => model.pull(after),
        }
    }

    pub(super) fn push(&mut self, push: &Push) -> Result<Pushed, sync::Error> {
        match self {
            Self::Platform(exchange) => exchange.push(push),
            #[cfg(test)]
            Self::Model(model) => model.push(push),
        }
    }

    pub(super) fn bring(&mut self, small: &[(Sha256, Vec<u8>)]) -> Result<Option<Vec<bool>>, sync::Error> {
        match self {
            Self::Platform(exchange) => exchange.bring(small),
            #[cfg(test)]
            Self::Model(_) => Ok(None),
        }
    }

    pub(super) fn upload(
        &mut self,
        sha256: &Sha256,
        size_bytes: u64,
        part: &mut ReadPart<'_>,
        on_bytes: &dyn Fn(u64),
    ) -> Result<u64, sync::Error> {
        match self {
            Self::Platform(exchange) => exchange.upload(sha256, size_bytes, part, on_bytes),
            #[cfg(test)]
            Self::Model(_) => Err(sync::Error::DigestMismatch),
        }
    }

    /// `None`: it has no contents.
    pub(super) fn download<'e>(&'e mut self, sha256: Sha256, size_bytes: u64) -> Option<Download<'e, 'a>> {
        match self {
            Self::Platform(exchange) => Some(exchange.download(sha256, size_bytes)),
            #[cfg(test)]
            Self::Model(_) => None,
        }
    }
}
