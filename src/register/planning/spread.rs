//! Work over many items on all processors, in the items' order.

use std::num::NonZero;
use std::thread;

/// Fewer than so many are not worth a thread of their own.
const WORTH: usize = 256;

/// Does the work on parts of the items side by side; the answers stand as if one had done it from first to last.
pub(in crate::register) fn spread<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let part = items.len().div_ceil(processors).max(WORTH);
    let Some((first, rest)) = items.split_at_checked(part) else { return work(items) };
    thread::scope(|scope| {
        let others: Vec<_> = rest.chunks(part).map(|part| scope.spawn(|| work(part))).collect();
        let mut out = work(first);
        for other in others {
            // a panic goes on as if nothing had been spread
            out.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        out
    })
}
