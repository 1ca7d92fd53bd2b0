//! What a paper is made from, and what it is asked for.

use super::library::{Library, Need, PaperForm};
use crate::domain::{CadreId, Day, PostId, RoundId, TermId, UnitId};
use crate::policy::Policy;
use crate::register::handle::Texts;
use crate::register::rotations::Queue;
use crate::register::{RegisterError, View};

/// What a paper is made from.
pub struct PaperSource<'a> {
    /// The register on the day.
    pub view: &'a View,
    pub policy: &'a Policy,
    /// Words of values by their key in the locale; papers are in Vietnamese.
    pub words: &'a dyn Fn(&str) -> String,
    /// Reads the texts of a person's dossier.
    pub texts: &'a dyn Fn(CadreId) -> Result<Texts, RegisterError>,
    /// Whether votes, discipline, conclusions and religion are written.
    pub sensitive: bool,
}

impl PaperSource<'_> {
    /// A word of a group.
    pub(super) fn word(&self, group: &str, code: &str) -> String {
        (self.words)(&format!("{group}.{code}"))
    }
}

/// What a paper is asked for; each paper needs some of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperRequest {
    pub unit: Option<UnitId>,
    pub term: Option<TermId>,
    pub round: Option<RoundId>,
    /// The step of the round.
    pub step: Option<u8>,
    /// Only this post.
    pub post: Option<PostId>,
    /// In the order in which they are to be listed.
    pub people: Vec<CadreId>,
    /// Only this queue of rotations.
    pub queue: Option<Queue>,
}

impl PaperRequest {
    /// Whether something that a paper needs was named.
    pub(super) fn names(&self, need: Need) -> bool {
        match need {
            Need::Unit => self.unit.is_some(),
            Need::Term => self.term.is_some(),
            Need::Round => self.round.is_some(),
            Need::Step => self.step.is_some(),
            Need::Post => self.post.is_some(),
            Need::People => !self.people.is_empty(),
            Need::Person => self.people.len() == 1,
            Need::Queue => self.queue.is_some(),
        }
    }
}

/// A paper that is to be made.
#[derive(Clone, Copy)]
pub(super) struct PaperTask<'a> {
    pub(super) source: &'a PaperSource<'a>,
    pub(super) library: &'a Library,
    pub(super) form: &'a PaperForm,
    pub(super) request: &'a PaperRequest,
}

/// A day as a paper has it.
pub(super) fn shown(day: Option<Day>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}
