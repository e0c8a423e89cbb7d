//! What the program is started with, and where its files are.

use std::ffi::OsString;
use std::path::PathBuf;

use model::opening::Opening;
use tauri::Manager;

/// Arguments and environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The desk's folder.
    pub desk: Option<PathBuf>,
    /// A key to offer for sealing.
    pub seal_key: Option<PathBuf>,
    /// What to open: a link, an identifier or an address with one.
    pub open: Option<Opening>,
}

impl Options {
    /// Reads the arguments, then the environment for what they leave open.
    ///
    /// # Errors
    /// A sentence for an argument that is not known or has no value.
    pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut options = Self::from_arguments(arguments)?;
        let variable = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        options.desk = options.desk.or_else(|| variable("GREFFE_DESK"));
        options.seal_key = options.seal_key.or_else(|| variable("GREFFE_SEAL_KEY"));
        Ok(options)
    }

    fn from_arguments(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let slot = match argument.to_str() {
                Some("--desk") => &mut options.desk,
                Some("--seal-key") => &mut options.seal_key,
                Some(text) if !text.starts_with('-') && options.open.is_none() => {
                    options.open = Some(Opening::read(text).ok_or_else(|| {
                        // Not repeated: it may be an identifier with a slip of the pen.
                        "The argument is no link of Greffe, no identifier and no address with one.".to_owned()
                    })?);
                    continue;
                }
                _ => {
                    return Err(format!(
                        "'{}' is not an option. greffe-desktop [--desk FOLDER] [--seal-key FILE] [LINK OR IDENTIFIER]",
                        argument.display()
                    ));
                }
            };
            let value = arguments
                .next()
                .ok_or_else(|| format!("'{}' needs a value.", argument.display()))?;
            *slot = Some(PathBuf::from(value));
        }
        Ok(options)
    }
}

impl Options {
    /// What a second start was given, from its arguments (its program first): something to open, nothing at all, or
    /// something that cannot be opened.
    ///
    /// # Errors
    /// The arguments are none that the program knows.
    pub fn handed_over(arguments: Vec<String>) -> Result<Option<Opening>, String> {
        Self::from_arguments(arguments.into_iter().skip(1).map(OsString::from)).map(|options| options.open)
    }

    /// The name under which one window for one desk is known to the others of this person: two desks may be open at once,
    /// one desk only once.
    pub fn instance(&self) -> String {
        match &self.desk {
            None => "lu.greffe.desktop".to_owned(),
            Some(folder) => {
                let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
                let folder = folder.canonicalize().unwrap_or(folder);
                // FNV-1a: stable between versions and runs; nobody is kept out by it.
                let hash = folder
                    .as_os_str()
                    .as_encoded_bytes()
                    .iter()
                    .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
                    });
                format!("lu.greffe.desktop.d{hash:016x}")
            }
        }
    }
}

/// Where the shell keeps things.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The desk.
    pub desk: PathBuf,
    /// The demonstration that somebody looks round in before there is a desk of their own: beside it.
    pub demonstration: PathBuf,
    /// The settings of the window: a file, since they are needed before the desk is unlocked.
    pub settings: PathBuf,
}

impl Folders {
    /// The folders of this user.
    ///
    /// # Errors
    /// The system names no folder for data or configuration.
    pub fn of(app: &tauri::App, options: &Options) -> tauri::Result<Self> {
        let desk = match &options.desk {
            Some(folder) => folder.clone(),
            None => app.path().app_data_dir()?.join("desk"),
        };
        let mut beside = desk.file_name().unwrap_or_default().to_owned();
        beside.push("-TEST");
        Ok(Self {
            demonstration: desk.with_file_name(beside),
            desk,
            settings: app.path().app_config_dir()?.join("window.json"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options, String> {
        Options::from_arguments(arguments.iter().map(OsString::from))
    }

    #[test]
    fn options_are_read_and_strange_ones_refused() {
        let options = parse(&["--desk", "/d", "--seal-key", "k.p12"]).unwrap();
        assert_eq!(options.desk, Some(PathBuf::from("/d")));
        assert_eq!(options.seal_key, Some(PathBuf::from("k.p12")));
        assert_eq!(options.open, None);
        assert!(parse(&["--desk"]).unwrap_err().contains("needs a value"));
        assert!(parse(&["--desks", "x"]).unwrap_err().contains("--desks"));
    }
    #[test]
    fn a_link_is_opened_and_what_is_none_is_refused_without_being_repeated() {
        let options = parse(&["greffe://dossier/2026/RES/000218", "--desk", "/d"]).unwrap();
        assert!(matches!(options.open, Some(Opening::Reference { .. })));
        assert_eq!(options.desk, Some(PathBuf::from("/d")));
        let refused = parse(&["10YK-GT5E-TZWW-ED4F-NM1M-2HTZ-EHEK-X0WR"]).unwrap_err();
        assert!(!refused.contains("10YK"), "{refused}");
        assert!(parse(&["greffe://dossier/1", "greffe://dossier/2"]).is_err());
        let handed = |arguments: &[&str]| {
            Options::handed_over(arguments.iter().map(|one| (*one).to_owned()).collect())
        };
        assert_eq!(handed(&["/usr/bin/greffe-desktop"]), Ok(None));
        assert!(handed(&["greffe-desktop", "greffe://document/x"]).is_err());
    }

    #[test]
    fn each_desk_has_one_window_and_the_same_folder_is_the_same_desk() {
        let of = |desk: &str| {
            Options {
                desk: Some(PathBuf::from(desk)),
                ..Options::default()
            }
            .instance()
        };
        assert_eq!(of("/a/desk"), of("/a/desk"));
        assert_ne!(of("/a/desk"), of("/b/desk"));
        assert_ne!(of("/a/desk"), Options::default().instance());
    }
}
