//! Where drivers of tokens are installed.

use std::path::{Path, PathBuf};

/// Known places: OpenSC, SoftHSM, the middleware of LuxTrust (Gemalto Classic Client), IDPrime and SafeNet, YubiKey.
#[cfg(target_os = "linux")]
const KNOWN: &[&str] = &[
    "{lib}/opensc-pkcs11.so",
    "{lib}/pkcs11/opensc-pkcs11.so",
    "{lib}/pkcs11/libgclib.so",
    "{lib}/libgclib.so",
    "/usr/lib/ClassicClient/libgclib.so",
    "{lib}/pkcs11/libIDPrimePKCS11.so",
    "{lib}/libIDPrimePKCS11.so",
    "{lib}/libeTPkcs11.so",
    "{lib}/libeToken.so",
    "{lib}/libykcs11.so",
    "{lib}/softhsm/libsofthsm2.so",
    "{lib}/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
#[cfg(target_os = "macos")]
const KNOWN: &[&str] = &[
    "/Library/OpenSC/lib/opensc-pkcs11.so",
    "/usr/local/lib/opensc-pkcs11.so",
    "/opt/homebrew/lib/opensc-pkcs11.so",
    "/usr/local/lib/libgclib.dylib",
    "/usr/local/lib/libIDPrimePKCS11.dylib",
    "/usr/local/lib/libeTPkcs11.dylib",
    "/usr/local/lib/libykcs11.dylib",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
];
#[cfg(target_os = "windows")]
const KNOWN: &[&str] = &[
    r"C:\Program Files\OpenSC Project\OpenSC\pkcs11\opensc-pkcs11.dll",
    r"C:\Program Files\Gemalto\Classic Client\BIN\gclib.dll",
    r"C:\Program Files (x86)\Gemalto\Classic Client\BIN\gclib.dll",
    r"C:\Program Files\Gemalto\IDGo 800 PKCS#11\IDPrimePKCS1164.dll",
    r"C:\Program Files (x86)\Gemalto\IDGo 800 PKCS#11\IDPrimePKCS1164.dll",
    r"C:\Windows\System32\eTPKCS11.dll",
    r"C:\Program Files\Yubico\Yubico PIV Tool\bin\libykcs11.dll",
    r"C:\SoftHSM2\lib\softhsm2-x64.dll",
];
#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
const KNOWN: &[&str] = &[];

/// Library folders that `{lib}` stands for.
const LIBRARIES: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/usr/lib64",
    "/usr/lib",
];

/// Folders in which p11-kit keeps one file for each module.
const P11_KIT: &[&str] = &[
    "/etc/pkcs11/modules",
    "/usr/share/p11-kit/modules",
    "/usr/local/share/p11-kit/modules",
    "/opt/homebrew/share/p11-kit/modules",
];

/// The drivers that are installed at known places or registered with p11-kit, each once. Nothing is loaded.
pub fn known_modules() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut add = |path: &Path| {
        if let Ok(real) = path.canonicalize()
            && real.is_file()
            && !found.contains(&real)
        {
            found.push(real);
        }
    };
    for known in KNOWN {
        if known.contains("{lib}") {
            LIBRARIES
                .iter()
                .for_each(|library| add(Path::new(&known.replace("{lib}", library))));
        } else {
            add(Path::new(known));
        }
    }
    for folder in P11_KIT {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for file in files
            .iter()
            .filter(|file| file.extension().is_some_and(|end| end == "module"))
        {
            let module = std::fs::read_to_string(file)
                .ok()
                .and_then(|text| registered(&text));
            match module.as_deref().map(Path::new) {
                Some(module) if module.is_absolute() => add(module),
                Some(module) => LIBRARIES
                    .iter()
                    .for_each(|library| add(&Path::new(library).join("pkcs11").join(module))),
                None => {}
            }
        }
    }
    found
}

/// The module that a file of p11-kit names; `None` for stores of trusted authorities and remote ones.
fn registered(text: &str) -> Option<String> {
    let value = |name: &str| {
        text.lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(key, _)| key.trim() == name)
            .map(|(_, value)| value.trim().to_owned())
    };
    if value("trust-policy").as_deref() == Some("yes") || value("remote").is_some() {
        return None;
    }
    value("module").filter(|module| !module.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_p11_kit_registers_is_read_and_stores_of_trust_are_left_out() {
        assert_eq!(
            registered("# reader\nmodule: opensc-pkcs11.so\n").as_deref(),
            Some("opensc-pkcs11.so")
        );
        assert_eq!(registered("module: p11-kit-trust.so\ntrust-policy: yes\n"), None);
        assert_eq!(registered("remote: |ssh host p11-kit remote\n"), None);
        assert_eq!(registered("critical: no\n"), None);
    }

    #[test]
    fn each_module_is_found_once() {
        let found = known_modules();
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len());
    }
}
