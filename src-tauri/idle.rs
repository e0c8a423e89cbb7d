//! The idle lock: a desk that nobody uses locks itself.

use std::time::Duration;

use model::window::WindowEvent;

use crate::shell::Shell;

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(2);

/// Watches as long as the program runs.
///
/// # Errors
/// The system gives no thread.
pub fn watch(shell: Shell) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("idle-lock".to_owned())
        .spawn(move || {
            loop {
                shell.doze(LOOK);
                if due(shell.settings().idle_minutes, shell.idle()) && shell.unlocked() {
                    shell.lock();
                    shell.tell(WindowEvent::Locked);
                }
            }
        })?;
    Ok(())
}

/// Whether the idle time is over; 0 minutes never lock.
fn due(minutes: u16, idle: Duration) -> bool {
    minutes > 0 && idle >= Duration::from_secs(u64::from(minutes) * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_locks_after_its_minutes_and_never_with_zero() {
        assert!(!due(10, Duration::from_secs(599)));
        assert!(due(10, Duration::from_secs(600)));
        assert!(!due(0, Duration::from_secs(86_400)));
    }
}
