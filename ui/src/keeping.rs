//! What pages keep of their own accord a little after it was typed: the desk is not locked before it is kept.

use std::cell::Cell;
use std::time::Duration;

use yew::platform::time::sleep;

thread_local! {
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// How often it is looked whether all is kept, and how many times: a second in all.
const LOOK: Duration = Duration::from_millis(20);
const LOOKS: u32 = 50;

/// Something typed is about to be kept, as long as this lives.
pub struct Keeping(());

impl Keeping {
    /// From now on.
    pub fn begin() -> Self {
        UNDER_WAY.set(UNDER_WAY.get() + 1);
        Self(())
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        UNDER_WAY.set(UNDER_WAY.get().saturating_sub(1));
    }
}

/// Waits until everything typed is kept, a second at most: whoever locks the desk wants it locked.
pub async fn all_kept() {
    for _ in 0..LOOKS {
        if UNDER_WAY.get() == 0 {
            return;
        }
        sleep(LOOK).await;
    }
}
