//! What the operator says for the public page: where people write to, and by which certificates visible seals are judged.

use std::path::PathBuf;

use platform::Error;
use platform::state::State;
use visible_seal::{Bundle, PinnedKey};

/// Options of the public page.
#[derive(clap::Args)]
pub struct PageArguments {
    /// Where people report a doubt or a barrier: an address of mail, of a page (https://…), or a line of text.
    #[arg(long, value_name = "TEXT", env = "GREFFE_PLATFORM_CONTACT")]
    contact: Option<String>,
    /// The signed bundle of certificates by which visible seals on photographs are judged.
    #[arg(long, value_name = "FILE", requires = "seal_bundle_key")]
    seal_bundle: Option<PathBuf>,
    /// The key or certificate of the bundle's publisher, PEM or DER.
    #[arg(long, value_name = "FILE", requires = "seal_bundle")]
    seal_bundle_key: Option<PathBuf>,
}

impl PageArguments {
    /// Sets what the page shows and judges by.
    ///
    /// # Errors
    /// A file cannot be read, or the bundle is not signed with the key.
    pub fn set(&self, state: &State) -> Result<(), Error> {
        if let Some(contact) = self
            .contact
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            let _ = state
                .contact
                .set(contact.chars().filter(|c| !c.is_control()).take(300).collect());
        }
        let (Some(bundle), Some(key)) = (&self.seal_bundle, &self.seal_bundle_key) else {
            return Ok(());
        };
        let read = |path: &PathBuf| {
            std::fs::read(path).map_err(|source| Error::File {
                operation: "reading the bundle of certificates",
                path: path.clone(),
                source,
            })
        };
        let key = PinnedKey::read(&read(key)?).ok_or_else(|| Error::SealBundleKey { path: key.clone() })?;
        let bundle = Bundle::open(&read(bundle)?, &key, None)?;
        let _ = state.seal_bundle.set(bundle);
        Ok(())
    }
}
