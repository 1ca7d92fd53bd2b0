//! Threads for what a session asks of the world, so that it never waits; the answers come back as messages.

use super::finder::{Finder, Newest};
use super::host::Host;
use super::world::{World, broke_off};
use crate::app::overlays::asks::{Answered, Asker, Asks, Outcome, Question};
use crate::app::session::effect::Effect;
use crate::app::session::msg::Msg;
use crossbeam_channel::{Receiver, Sender, unbounded};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Takes a message to the session; whether anybody is there to take it.
pub type Tell = Arc<dyn Fn(Msg) -> bool + Send + Sync>;

/// Carries out effects.
pub struct Tasks {
    world: Arc<World>,
    tell: Tell,
    finder: Sender<Asks>,
    newest: Newest,
}

impl Tasks {
    /// Tasks that answer to a session.
    #[must_use]
    pub fn new(host: Arc<dyn Host>, tell: Tell) -> Tasks {
        let (finder, asked) = unbounded();
        let newest = Newest::default();
        let (finds, answers) = (Finder::new(newest.clone()), Arc::clone(&tell));
        spawn("find", move || find(finds, &asked, &answers));
        Tasks { world: Arc::new(World::new(host)), tell, finder, newest }
    }

    /// Does what an effect asks for and waits for it: the session is ending, and nobody hears an answer.
    pub fn finish(&self, effect: Effect) {
        let _ = self.world.answer(effect, &|_| {});
    }

    /// Begins what an effect asks for; never waits.
    pub fn start(&self, effect: Effect) {
        let effect = match effect {
            Effect::Find(asks) => return self.find(asks),
            effect => effect,
        };
        let (world, tell) = (Arc::clone(&self.world), Arc::clone(&self.tell));
        spawn("task", move || {
            let asked = effect.clone();
            let done = catch_unwind(AssertUnwindSafe(|| world.answer(effect, &|msg| _ = tell(msg))));
            if let Some(msg) = done.unwrap_or_else(|_| Some(broke_off(&asked))) {
                tell(msg);
            }
            if let Some(news) = world.news() {
                drop(world);
                while let Some(msgs) = news.wait() {
                    if !msgs.into_iter().all(|msg| tell(msg)) {
                        return;
                    }
                }
            }
        });
    }

    /// Hands a question to the finder. A finder that has ended answers nothing more: its questions are cancelled.
    fn find(&self, asks: Asks) {
        if let Asks::Question(question) = &asks {
            self.newest.asks(question);
        }
        if let Err(crossbeam_channel::SendError(Asks::Question(question))) = self.finder.send(asks) {
            (self.tell)(Msg::Find(ended(&question, Outcome::Cancelled)));
        }
    }
}

fn ended(question: &Question, outcome: Outcome<crate::app::overlays::asks::Found>) -> Answered {
    Answered { asker: question.asker, generation: question.generation, outcome }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(e) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
        tracing::error!(name, error = %e, "no thread");
    }
}

/// Finds on a thread of its own. Of the questions that wait, the newest of each asker is answered, in the order in which
/// they were asked; the others are superseded. An index that is asked for meanwhile never takes a question's place:
/// finding makes it too.
fn find(mut finder: Finder, asked: &Receiver<Asks>, tell: &Tell) {
    while let Ok(first) = asked.recv() {
        let mut index = None;
        let mut questions: Vec<Question> = Vec::new();
        for asks in std::iter::once(first).chain(asked.try_iter()) {
            match asks {
                Asks::Index(view, desk) => index = Some((view, desk)),
                Asks::Question(question) => questions.push(question),
            }
        }
        let newest: BTreeMap<Asker, u64> = questions.iter().map(|q| (q.asker, q.generation)).collect();
        for question in &questions {
            let counts = newest.get(&question.asker) == Some(&question.generation);
            let answer = if counts { guarded(&mut finder, question) } else { ended(question, Outcome::Superseded) };
            if !tell(Msg::Find(answer)) {
                return;
            }
        }
        if let Some((view, desk)) = index.filter(|_| questions.is_empty()) {
            // an index that cannot be made is made when something is looked for, and that says why not
            let _ = catch_unwind(AssertUnwindSafe(|| finder.prepare(&view, &desk)));
        }
    }
}

/// The end of a question, whatever happens while it is answered.
fn guarded(finder: &mut Finder, question: &Question) -> Answered {
    let done = catch_unwind(AssertUnwindSafe(|| finder.answer(question)));
    done.unwrap_or_else(|_| ended(question, Outcome::Cancelled))
}
