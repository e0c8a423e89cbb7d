//! What the program is started with, and where its files are.

use std::ffi::OsString;
use std::path::PathBuf;

use tauri::Manager;

/// Arguments and environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The desk's folder.
    pub desk: Option<PathBuf>,
    /// A key to offer for sealing.
    pub seal_key: Option<PathBuf>,
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
                _ => {
                    return Err(format!(
                        "'{}' is not an option. greffe-desktop [--desk FOLDER] [--seal-key FILE]",
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

/// Where the shell keeps things.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The desk.
    pub desk: PathBuf,
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
        Ok(Self {
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
        assert!(parse(&["--desk"]).unwrap_err().contains("needs a value"));
        assert!(parse(&["--desks", "x"]).unwrap_err().contains("--desks"));
    }
}
