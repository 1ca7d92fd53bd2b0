//! The engine panics where others return an error (a shortened data file). Such a panic is caught and becomes an
//! error, and it must not write across a screen that is being drawn.

use super::engine::THREADS;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;
use std::thread;

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}
static HOOK: Once = Once::new();

/// Whether a panic of this thread will be told as an error of the store: it is caught, or the thread is the engine's
/// own and whoever waits for it is told. A panic hook that restores the terminal or writes a report asks this first
/// and does nothing if so.
#[must_use]
pub fn is_catching() -> bool {
    CATCHING.get() || thread::current().name().is_some_and(|name| name.starts_with(THREADS))
}

/// Does the work; a panic in it becomes its message. Nothing that the work has touched may be used afterwards.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // once and for good: to put a hook in and out around each call would race with other threads
    HOOK.call_once(|| {
        let previous = take_hook();
        set_hook(Box::new(move |info| {
            if !is_catching() {
                previous(info);
            }
        }));
    });
    let before = CATCHING.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(before);
    outcome.map_err(|payload| {
        let text = payload.downcast_ref::<String>().cloned();
        text.or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_its_message_and_the_thread_goes_on() {
        assert_eq!(caught(|| 1), Ok(1));
        assert_eq!(caught(|| -> u8 { panic!("page {}", 7) }), Err("page 7".to_owned()));
        assert_eq!(caught(|| -> u8 { panic!("page") }), Err("page".to_owned()));
        assert!(!is_catching());
    }
}
