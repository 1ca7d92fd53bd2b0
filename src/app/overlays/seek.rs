//! What finding knows beside what every picker does.

use crate::app::session::callback::Callback;
use crate::app::session::host::Notice;
use crate::search::query::Completion;
use crate::search::{Answer, Found, Kind, Without};
use std::ops::Range;

/// What was typed before it was narrowed to a unit, and to which of the units that there were then.
type Narrowed = (String, Vec<(String, usize)>, usize);

/// What finding knows beside what every picker does.
#[derive(Debug, Clone, Default)]
pub struct Seek {
    /// The one kind that is looked for.
    pub only: Option<Kind>,
    /// How many of each kind there are.
    pub kinds: Vec<(Kind, usize)>,
    /// The units that most of them lie in, and how many.
    pub units: Vec<(String, usize)>,
    /// The query that is being given a name.
    pub naming: Option<String>,
    pub(super) narrowed: Option<Narrowed>,
    /// What may be typed next: names of fields, values.
    pub completions: Vec<Completion>,
    /// Where nothing was found: what there is without one of the words.
    pub without: Vec<Without>,
    /// Why what is typed is not understood.
    pub problem: Option<Notice>,
    /// Called with what was typed, where a list of the screen is narrowed to it.
    pub narrows: Option<Callback<String>>,
    /// Called with what was found, where it is looked for by a screen.
    pub takes: Option<Callback<Found>>,
    /// Hits that came after the cursor had been moved.
    pub(super) late: Option<(Answer, u64)>,
    /// Whether the cursor has been moved since something was typed.
    pub(super) moved: bool,
    /// Whether the best is to be taken when it comes.
    pub(super) eager: bool,
    /// Which query of the history stands in the line, the newest first.
    pub(super) recalled: Option<usize>,
}

/// What a hit tells beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// What it was before, or is beside, where that is why it was found, with the letters that matched.
    pub former: Option<(String, Vec<Range<usize>>)>,
    /// Whether it is so now, beside what is shown.
    pub now: bool,
    /// What a unit that does not stand any more became.
    pub became: Vec<String>,
    /// Key of the locale that says how it was found, where that is not plain.
    pub why: Option<&'static str>,
}
