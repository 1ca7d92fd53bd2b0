//! What a filter leaves of the units of a line: the same words, fields and facts as find understands.

use crate::domain::{Day, Line, Period, Revision, UnitId};
use crate::register::{Loaded, View};
use crate::search::query::Value;
use crate::search::{Corpus, Entry, Fact, Found, Index, Kind, Query, Written};
use std::collections::HashSet;
use std::sync::Arc;

/// The units of a line as they are called in it.
struct Units<'a> {
    view: &'a View,
    line: Line,
}

impl Corpus for Units<'_> {
    fn each(&self, take: &mut dyn FnMut(&Entry<'_>)) {
        for id in self.view.snapshot.units.keys() {
            self.one(Found::Unit(*id), take);
        }
    }

    fn one(&self, what: Found, take: &mut dyn FnMut(&Entry<'_>)) {
        let Found::Unit(id) = what else { return };
        let Some(unit) = self.view.unit(id).filter(|_| self.view.stands(self.line, id)) else { return };
        let name = self.view.called(self.line, unit);
        take(&Entry { what, name: &name, kind_words: 0, title: "", title_order: 0, unit: "", former: &[] });
    }

    fn written(&self, what: Found, former: bool) -> Option<Written> {
        self.view.written(what, former)
    }

    fn fact(&self, what: Found, fact: Fact, period: Option<Period>) -> Vec<Value> {
        self.view.fact(what, fact, period)
    }
}

/// Of which units an index was made.
type Of = (Revision, Loaded, Day, Line);

/// An index of the units, made once for a line on a day.
#[derive(Clone, Default)]
pub struct Narrow {
    made: Option<(Of, Arc<Index>)>,
}

impl std::fmt::Debug for Narrow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Narrow").field("of", &self.made.as_ref().map(|(of, _)| of)).finish_non_exhaustive()
    }
}

impl Narrow {
    /// The units that a filter leaves. One that is no query yet, as it is still being typed, is taken word by word.
    pub fn fitting(&mut self, view: &View, line: Line, typed: &str) -> HashSet<UnitId> {
        let units = Units { view, line };
        let of = (view.snapshot.revision, view.snapshot.loaded, view.on, line);
        if self.made.as_ref().is_none_or(|(made, _)| *made != of) {
            self.made = Some((of, Arc::new(Index::build(&units))));
        }
        let query = Query::parse(typed).unwrap_or_else(|_| Query::words(typed));
        let found = self.made.as_ref().map(|(_, index)| index.all(&units, &query, Kind::Unit)).unwrap_or_default();
        found.into_iter().filter_map(|what| if let Found::Unit(id) = what { Some(id) } else { None }).collect()
    }
}
