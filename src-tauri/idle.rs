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
            let minute = minute();
            loop {
                shell.doze(LOOK);
                if due(shell.settings().idle_minutes, minute, shell.idle()) && shell.unlocked() {
                    shell.lock();
                    shell.tell(WindowEvent::Locked);
                }
            }
        })?;
    Ok(())
}

/// How long a minute of this clock lasts. In builds for tests only, `GREFFE_TEST_IDLE_MINUTE_MS` makes it shorter, so
/// that a test sees a desk lock itself.
fn minute() -> Duration {
    #[cfg(debug_assertions)]
    if let Some(milliseconds) = std::env::var("GREFFE_TEST_IDLE_MINUTE_MS")
        .ok()
        .and_then(|text| text.parse().ok())
    {
        return Duration::from_millis(milliseconds);
    }
    Duration::from_secs(60)
}

/// Whether the idle time is over; 0 minutes never lock.
fn due(minutes: u16, minute: Duration, idle: Duration) -> bool {
    minutes > 0 && idle >= minute * u32::from(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_locks_after_its_minutes_and_never_with_zero() {
        let minute = Duration::from_secs(60);
        assert!(!due(10, minute, Duration::from_secs(599)));
        assert!(due(10, minute, Duration::from_secs(600)));
        assert!(!due(0, minute, Duration::from_secs(86_400)));
    }
}
