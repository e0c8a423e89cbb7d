//! A disk that can be filled.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A small file system of its own; taken away when dropped.
pub struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// A disk of so many mebibytes. `None`, said aloud, where this user may not mount one.
    pub fn of(mebibytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m"), "greffe-test"])
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !mounted {
            testkit::skip("a full disk", "a small file system cannot be mounted here", false);
            return None;
        }
        Some(Self { folder })
    }

    /// Where it is mounted.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Somebody else's file takes all but so many bytes.
    pub fn fill_up_to(&self, left: u64) {
        self.make_room();
        let output = Command::new("df")
            .args(["--output=avail", "-B1"])
            .arg(self.path())
            .output()
            .expect("df");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let free: u64 = text
            .lines()
            .nth(1)
            .and_then(|line| line.trim().parse().ok())
            .expect("free bytes");
        let mut file = std::fs::File::create(self.filler()).expect("a file");
        let block = vec![7; 64 * 1024];
        let mut to_write = free.saturating_sub(left);
        while to_write > 0 {
            let part = to_write.min(block.len() as u64) as usize;
            if file.write_all(&block[..part]).is_err() {
                break;
            }
            to_write -= part as u64;
        }
    }

    /// That file goes again.
    pub fn make_room(&self) {
        let _ = std::fs::remove_file(self.filler());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
