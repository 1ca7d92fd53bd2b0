//! What a query leaves of a list: the same words, fields and facts as find understands. The finder is asked once, and
//! again when the register or the day is another.

use crate::app::overlays::asks::{Asker, Asks, Question, Sifted, What};
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::domain::{Day, Revision};
use crate::register::{Loaded, View};
use crate::search::{Found, Kind, Query};
use std::sync::Arc;

/// A query over a list, and what it leaves.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    typed: Option<String>,
    found: Option<Sifted>,
    asked: Option<(u64, Asked)>,
}

/// Of what was asked: query, register, day.
type Asked = (String, Revision, Loaded, Day);

impl Sieve {
    /// The query as it was typed; none: the list is whole.
    #[must_use]
    pub fn typed(&self) -> Option<&str> {
        self.typed.as_deref()
    }

    /// Takes another query; one of nothing leaves the list whole.
    pub fn set(&mut self, typed: &str) {
        let typed = typed.trim();
        *self = Sieve { typed: (!typed.is_empty()).then(|| typed.to_owned()), ..Sieve::default() };
    }

    /// Makes the list whole again where the query names what a projected screen must not show; whether it did.
    pub fn drop_hidden(&mut self, cx: &Session) -> bool {
        let hidden = self.typed().and_then(|typed| Query::parse(typed).ok()).is_some_and(|query| cx.hides(&query));
        if hidden {
            self.set("");
        }
        hidden
    }

    /// What it leaves; none while the list is whole, or while the answer is on its way.
    #[must_use]
    pub fn found(&self) -> Option<&Sifted> {
        self.found.as_ref().filter(|_| self.typed.is_some())
    }

    /// Whether something stays in the list.
    #[must_use]
    pub fn holds(&self, what: Found) -> bool {
        self.found().is_none_or(|found| found.contains(&what))
    }

    /// What is to be asked for, where what it knows is not of this register and day: things of these kinds, or of the
    /// one that a letter in front of the query names.
    pub fn question(&mut self, view: &View, kinds: &[Kind], asker: Asker, generation: u64) -> Option<Effect> {
        let typed = self.typed.clone()?;
        let wanted = (typed, view.snapshot.revision, view.snapshot.loaded, view.on);
        if self.asked.as_ref().is_some_and(|(_, asked)| *asked == wanted) {
            return None;
        }
        // what is not understood never becomes a filter
        let query = Query::parse(&wanted.0).ok()?;
        self.asked = Some((generation, wanted));
        let kinds = query.only().map_or_else(|| kinds.to_vec(), |only| vec![only]);
        Some(Effect::Find(Asks::Question(Question {
            asker,
            generation,
            what: What::Sift { view: view.clone(), query, kinds },
        })))
    }

    /// An answer came; whether it was to this.
    pub fn arrived(&mut self, generation: u64, found: &Sifted) -> bool {
        let own = self.asked.as_ref().is_some_and(|(asked, _)| *asked == generation);
        if own {
            self.found = Some(Arc::clone(found));
        }
        own
    }
}
