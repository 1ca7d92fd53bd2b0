//! Threads for what the model asks of the world, so that the loop never waits; the answers come back as messages.

use super::Happening;
use crate::app::finder::{Finder, Newest};
use crate::app::session::host::Host;
use crate::app::session::msg::Effect;
use crate::app::world::{World, broke_off};
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Carries out effects.
pub struct Tasks {
    world: Arc<World>,
    to: Sender<Happening>,
    finder: Sender<Effect>,
    newest: Newest,
}

impl Tasks {
    /// Tasks that answer to a session.
    pub fn new(host: Arc<dyn Host>, to: Sender<Happening>) -> Tasks {
        let (finder, asked) = unbounded();
        let answers = to.clone();
        let newest = Newest::default();
        let finds = Finder::new(newest.clone());
        spawn("find", move || find(finds, &asked, &answers));
        Tasks { world: Arc::new(World::new(host)), to, finder, newest }
    }

    /// Does what an effect asks for and waits for it: the session is ending, and nobody hears an answer.
    pub fn finish(&self, effect: Effect) {
        let _ = self.world.answer(effect, &|_| {});
    }

    /// Begins what an effect asks for; never waits.
    pub fn start(&self, effect: Effect) {
        if Finder::takes(&effect) {
            self.newest.asks(&effect);
            // a finder that has ended finds nothing more
            let _ = self.finder.send(effect);
            return;
        }
        let (world, to) = (Arc::clone(&self.world), self.to.clone());
        spawn("task", move || {
            let asked = effect.clone();
            let tell = |msg| drop(to.send(Happening::Said(Box::new(msg))));
            let done = catch_unwind(AssertUnwindSafe(|| world.answer(effect, &tell)));
            if let Some(msg) = done.unwrap_or_else(|_| Some(broke_off(&asked))) {
                tell(msg);
            }
            if let Some(news) = world.news() {
                drop(world);
                while let Some(msgs) = news.wait() {
                    for msg in msgs {
                        if to.send(Happening::Said(Box::new(msg))).is_err() {
                            return;
                        }
                    }
                }
            }
        });
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(e) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::error!(name, error = %e, "no thread");
    }
}

/// Finds on a thread of its own; of several questions of one sort only the newest counts. An index that is asked for
/// meanwhile never takes a question's place: finding makes it too.
fn find(mut finder: Finder, asked: &Receiver<Effect>, to: &Sender<Happening>) {
    while let Ok(first) = asked.recv() {
        let waiting: Vec<Effect> = std::iter::once(first).chain(asked.try_iter()).collect();
        let hits = waiting.iter().rfind(|effect| matches!(effect, Effect::Find { .. }));
        let people = waiting.iter().rfind(|effect| matches!(effect, Effect::People { .. }));
        let index = waiting.last().filter(|_| hits.is_none() && people.is_none());
        for newest in [hits, people, index].into_iter().flatten() {
            let found = catch_unwind(AssertUnwindSafe(|| finder.answer(newest))).ok().flatten();
            if let Some(msg) = found
                && to.send(Happening::Said(Box::new(msg))).is_err()
            {
                return;
            }
        }
    }
}
