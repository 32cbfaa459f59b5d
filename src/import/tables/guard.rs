//! Readers of others that answer a broken file with a panic, made to answer with a fault.

use std::cell::Cell;
use std::panic::{UnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use crate::error::TableFault;

thread_local! {
    /// Whether this thread reads under guard, so that a panic of its reader is not printed.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What the reader answers; a panic of its is a broken file.
pub fn guarded<T>(
    read: impl FnOnce() -> Result<T, TableFault> + UnwindSafe,
) -> Result<T, TableFault> {
    static SILENCE: Once = Once::new();
    SILENCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                before(panic);
            }
        }));
    });
    GUARDED.set(true);
    let answer = catch_unwind(read);
    GUARDED.set(false);
    answer.unwrap_or_else(|panic| {
        let reason = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref().copied())
            .unwrap_or_default();
        Err(damaged(reason))
    })
}

/// The fault of a file that a reader cannot make sense of, for its reason.
pub fn damaged(error: impl ToString) -> TableFault {
    TableFault::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use crate::error::TableFault;

    #[test]
    fn a_panic_is_a_broken_file() {
        let bytes: &[u8] = &[];
        let fault = guarded(|| Ok(bytes[0]));
        assert!(matches!(fault, Err(TableFault::Damaged(_))), "{fault:?}");
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
