//! Callbacks: what is done when a dialog is answered. A dialog knows nothing of the screen that opened it; the screen
//! hands it closures that take the screen's own state.

use super::Session;
use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

type Run<A, R> = dyn Fn(&mut dyn Any, &mut Session, A) -> Option<R> + Send + Sync;

/// A closure over the state of one screen (`S` of [`Callback::to`]), with what it takes and gives.
pub struct Callback<A = (), R = ()> {
    owner: TypeId,
    run: Arc<Run<A, R>>,
}

impl<A, R> Clone for Callback<A, R> {
    fn clone(&self) -> Self {
        Callback { owner: self.owner, run: Arc::clone(&self.run) }
    }
}

impl<A, R> fmt::Debug for Callback<A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback").finish_non_exhaustive()
    }
}

impl<A, R> Callback<A, R> {
    /// Answers the screen whose state is `S`.
    pub fn to<S: Any>(f: impl Fn(&mut S, &mut Session, A) -> R + Send + Sync + 'static) -> Self {
        let run = move |owner: &mut dyn Any, cx: &mut Session, a: A| owner.downcast_mut().map(|state| f(state, cx, a));
        Callback { owner: TypeId::of::<S>(), run: Arc::new(run) }
    }

    /// Needs no screen's state.
    pub fn session(f: impl Fn(&mut Session, A) -> R + Send + Sync + 'static) -> Self {
        Callback { owner: TypeId::of::<()>(), run: Arc::new(move |_, cx, a| Some(f(cx, a))) }
    }

    /// The type of the state that it is called with; `()` where it needs none.
    #[must_use]
    pub fn owner(&self) -> TypeId {
        self.owner
    }

    /// Calls it with the state that it belongs to; nothing where that is the state of another.
    pub fn call(&self, owner: &mut dyn Any, cx: &mut Session, a: A) -> Option<R> {
        (self.run)(owner, cx, a)
    }
}

impl<A: Clone + Send + Sync + 'static> Callback<A, ()> {
    /// The same with what it takes at hand.
    #[must_use]
    pub fn with(self, a: A) -> Callback {
        let run = move |owner: &mut dyn Any, cx: &mut Session, ()| (self.run)(owner, cx, a.clone());
        Callback { owner: self.owner, run: Arc::new(run) }
    }
}

/// Something to be worked out on a thread of its own, and whom to call back with it. It only computes: what it reads it
/// brings along.
#[derive(Clone)]
pub struct Work(Arc<dyn Fn() -> Callback + Send + Sync>);

impl Work {
    /// Works something out and hands it to the screen whose state is `S`.
    pub fn of<S: Any, T: Clone + Send + Sync + 'static>(
        work: impl Fn() -> T + Send + Sync + 'static,
        then: impl Fn(&mut S, &mut Session, T) + Send + Sync + 'static,
    ) -> Work {
        let then = Arc::new(then);
        Work(Arc::new(move || {
            let (then, worked_out) = (Arc::clone(&then), work());
            Callback::to(move |state: &mut S, cx: &mut Session, ()| then(state, cx, worked_out.clone()))
        }))
    }

    /// Works it out.
    #[must_use]
    pub fn run(&self) -> Callback {
        (self.0)()
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").finish_non_exhaustive()
    }
}
