//! The world of a test that has no store: the same finder and the same answers as a session's, asked one after another.

use super::finder::Finder;
use super::world;
use crate::app::overlays::asks::{Asks, Found, Outcome};
use crate::app::session::effect::Effect;
use crate::app::session::msg::Msg;

/// Answers what needs no store.
#[derive(Default)]
pub(crate) struct StorelessWorld {
    finder: Finder,
}

impl StorelessWorld {
    /// The end of a question to the finder. How long it took is always the same, so that a screen can be compared.
    pub(crate) fn find(&mut self, asks: Asks) -> Option<Msg> {
        let question = match asks {
            Asks::Index(view, desk) => {
                self.finder.prepare(&view, &desk);
                return None;
            }
            Asks::Question(question) => question,
        };
        let mut answered = self.finder.answer(&question);
        if let Outcome::Answered(Found::Hits(_, micros)) = &mut answered.outcome {
            *micros = 600;
        }
        Some(Msg::Find(answered))
    }

    /// The answer to what only counts or judges.
    pub(crate) fn answer(&self, effect: Effect) -> Option<Msg> {
        world::computed(effect)
    }
}
