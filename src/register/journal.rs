//! What was changed when, by whom and why: the journal's heads, newest first, a page at a time, and what a revision
//! changed. Reads the store alone; a page looks at so many heads and no more, whatever the journal's length.

use super::handle::{Register, RegisterError};
use crate::domain::{Author, Day, Edit, Header, Line, Record, RecordKind, Revision, Subject, UnitId};
use crate::register::view::View;
use crate::search::fold;
use crate::store::{Store, StoreError};
use std::collections::BTreeSet;

/// Heads that one page looks at; what fits comes back with where to go on.
const LOOKED_AT: usize = 5_000;
/// Edits of a revision that are read for the subjects that its line names.
const READ_FOR_SUBJECTS: usize = 16;
/// Subjects that a line names.
const NAMED: usize = 3;

/// Which revisions are wished for; every part narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// They changed something of one of these; none: of anything.
    pub subjects: BTreeSet<Subject>,
    /// By whom: the author's id, or words of the name with or without marks.
    pub author: Option<String>,
    /// They changed a record of this kind.
    pub kind: Option<RecordKind>,
    /// Through what, by the name of [`crate::domain::Source::name`].
    pub source: Option<String>,
    /// Not before this day in Viet Nam.
    pub from: Option<Day>,
    /// Not after this day in Viet Nam.
    pub to: Option<Day>,
    /// What was meant.
    pub intent: Option<Intent>,
}

/// What was meant, as somebody types it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intent {
    /// Letters of what the author wrote, with or without marks.
    pub text: String,
    /// Intents of the program whose words have those letters: "rename-unit".
    pub names: BTreeSet<String>,
}

/// A revision in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionEntry {
    /// Who, when, why.
    pub header: Header,
    /// The revision that took it back, where that one stands.
    pub undone_by: Option<Revision>,
    /// The first that it speaks of.
    pub subjects: Vec<Subject>,
    /// Whether it speaks of more than these.
    pub more: bool,
    /// Short names of the rules that the office decided of.
    pub rules: Vec<String>,
}

/// Part of the journal, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// What fits.
    pub entries: Vec<RevisionEntry>,
    /// The newest revision that was not looked at; `None`: that was all.
    pub next: Option<Revision>,
}

/// What a revision changed, as far as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its head, and what became of it.
    pub entry: RevisionEntry,
    /// The first of its edits; the head says how many there are.
    pub edits: Vec<Edit>,
}

impl Query {
    /// Whether everything fits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Query::default()
    }

    /// What can be told from the head alone.
    fn fits(&self, header: &Header) -> bool {
        let day = Day::in_viet_nam(header.at);
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
            && self.source.as_ref().is_none_or(|s| s == header.source.name())
            && self.author.as_ref().is_none_or(|a| is_by(&header.author, a))
            && self.intent.as_ref().is_none_or(|i| i.fits(&header.intent))
    }
}

impl Intent {
    fn fits(&self, intent: &str) -> bool {
        self.names.contains(intent) || fold(intent).contains(&fold(&self.text))
    }
}

/// Whether a text means this author: the id, or words of the name.
fn is_by(author: &Author, text: &str) -> bool {
    let (text, name) = (fold(text), fold(&author.name));
    fold(&author.id) == text || text.split_whitespace().all(|word| name.split_whitespace().any(|w| w == word))
}

impl View {
    /// A unit with all that stands under it in any line on the day, their posts, and those who hold them.
    #[must_use]
    pub fn everything_under(&self, unit: UnitId) -> BTreeSet<Subject> {
        let units: BTreeSet<UnitId> =
            Line::ALL.into_iter().flat_map(|line| self.subtree(line, unit).into_keys()).collect();
        let mut all: BTreeSet<Subject> = units.iter().map(|u| Subject::Unit(*u)).collect();
        for post in units.iter().flat_map(|u| self.snapshot.posts_of(*u)) {
            all.insert(Subject::Post(post.id));
            let holders = self.snapshot.holders_of(post.id).filter(|a| a.span.holds(self.on));
            all.extend(holders.map(|a| Subject::Cadre(a.cadre)));
        }
        all
    }
}

impl Register {
    /// Revisions that a query asks for, newest first: from `from` on downwards, or from the head.
    ///
    /// # Errors
    /// What could not be read.
    pub fn journal(&self, query: &Query, from: Option<Revision>, limit: usize) -> Result<Page, RegisterError> {
        let store = self.store();
        let head = from.map_or(store.head(), |from| from.min(store.head()));
        let mut page = Page::default();
        let mut looked_at = 0;
        let mut revisions: Box<dyn Iterator<Item = Revision>> = if query.subjects.is_empty() {
            Box::new((1..=head.0).rev().map(Revision))
        } else {
            let mut all = BTreeSet::new();
            for subject in &query.subjects {
                all.extend(store.revisions(*subject)?);
            }
            Box::new(all.into_iter().rev().skip_while(move |r| *r > head))
        };
        for revision in revisions.by_ref() {
            if page.entries.len() == limit || looked_at == LOOKED_AT {
                page.next = Some(revision);
                break;
            }
            looked_at += 1;
            let Some(header) = store.header(revision)?.filter(|h| query.fits(h)) else { continue };
            if let Some(kind) = query.kind
                && !touches(store, revision, kind)?
            {
                continue;
            }
            page.entries.push(self.entry(header)?);
        }
        Ok(page)
    }

    /// A revision with the first of its edits.
    ///
    /// # Errors
    /// What could not be read.
    pub fn revision(&self, revision: Revision, edits: usize) -> Result<Option<Opened>, RegisterError> {
        let Some(header) = self.header(revision)? else { return Ok(None) };
        let entry = self.entry(header)?;
        let edits = self.store().edits(revision).take(edits).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Opened { entry, edits }))
    }

    /// By which revision this one was taken back, where that one stands.
    ///
    /// # Errors
    /// What could not be read.
    pub fn undone_by(&self, revision: Revision) -> Result<Option<Revision>, RegisterError> {
        Ok(self.taken_back(|taken| taken.by(revision))?)
    }

    fn entry(&self, header: Header) -> Result<RevisionEntry, RegisterError> {
        let undone_by = self.undone_by(header.revision)?;
        let (mut subjects, mut rules) = (Vec::new(), Vec::new());
        for edit in self.store().edits(header.revision).take(READ_FOR_SUBJECTS) {
            let edit = edit?;
            let record = edit.becomes.as_ref().or(edit.was.as_ref());
            if let Some(Record::Ruling(ruling)) = record
                && !rules.contains(&ruling.rule)
            {
                rules.push(ruling.rule.clone());
            }
            // an appointment is first of all the person's
            let first = record.and_then(|r| r.subjects().into_iter().next());
            subjects.extend(first.filter(|s| !subjects.contains(s)));
        }
        let read = u32::try_from(READ_FOR_SUBJECTS).unwrap_or(u32::MAX);
        let more = subjects.len() > NAMED || rules.len() > NAMED || header.edits > read;
        subjects.truncate(NAMED);
        rules.truncate(NAMED);
        Ok(RevisionEntry { header, undone_by, subjects, rules, more })
    }
}

fn touches(store: &Store, revision: Revision, kind: RecordKind) -> Result<bool, StoreError> {
    for edit in store.edits(revision) {
        if edit?.key().is_some_and(|k| k.kind == kind) {
            return Ok(true);
        }
    }
    Ok(false)
}
