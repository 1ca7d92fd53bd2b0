//! A file on its way through: rows become works, works become edits. Of a long list of people no more lies in memory than
//! one piece: what a piece comes to is judged, handed on and forgotten before the next rows are read.

use super::judge;
use super::plan::{Asked, Line, Plan, Refused};
use super::work::{Did, Place, Works};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{CadreId, RecordKey, RecordKind, Revision, UnitId};
use crate::exchange::export::Kind;
use crate::register::View;
use crate::register::handle::CommitError;
use crate::register::large::Large;
use crate::register::names::Names;
use std::sync::Arc;

/// Rows of a piece.
const PIECE: usize = 2_048;
/// Rows of a long list that are told one by one, be they taken, refused or passed over; of the others there is the number.
pub const TOLD: usize = 65_536;

/// Edits of a long list that are kept to be shown.
const SHOWN: usize = 64;

/// Where the edits of a file go.
enum Out {
    /// They are kept, to be looked at and written later.
    Kept,
    /// Piece by piece to the register.
    Register(Box<Large>),
    /// Nowhere: only what they would come to is wanted.
    Nowhere,
}

/// What goes on while a file is read.
pub(super) struct Run<'a> {
    pub(super) asked: &'a Asked<'a>,
    /// The register with the pieces so far.
    pub(super) base: View,
    pub(super) works: Works<'a>,
    pub(super) names: Names,
    /// What the rows of this piece come to.
    pub(super) plan: Plan,
    /// What the pieces before came to.
    before: Plan,
    out: Out,
    in_pieces: bool,
    /// Whom the pieces before have spoken of, by their place among the names.
    spoken: Vec<bool>,
    /// New records that have no id yet.
    given: u64,
    failed: Option<CommitError>,
}

/// Whether a file is read piece by piece: a long list of people, which never speak of each other's rows.
pub(super) fn in_pieces(asked: &Asked<'_>) -> bool {
    asked.kind == Kind::Cadres && asked.source.is_long()
}

impl<'a> Run<'a> {
    /// Nothing read yet. With a revision on its way the edits go there.
    pub(super) fn new(asked: &'a Asked<'a>, own: bool, large: Option<Large>) -> Run<'a> {
        let in_pieces = !own && in_pieces(asked);
        let out = match large {
            Some(large) => Out::Register(Box::new(large)),
            None if in_pieces => Out::Nowhere,
            None => Out::Kept,
        };
        Run {
            asked,
            base: asked.view.clone(),
            works: Works::new(asked.view, asked.texts, asked.effective),
            names: Names::of(asked.view),
            plan: Plan::default(),
            before: Plan::default(),
            out,
            in_pieces,
            spoken: Vec::new(),
            given: 0,
            failed: None,
        }
    }

    /// Rows of the list that have been read.
    pub(super) fn read(&self) -> usize {
        self.before.read + self.plan.read
    }

    /// A key for what is new; where the register is not at hand its writer gives the real id.
    pub(super) fn new_key(&mut self, kind: RecordKind) -> RecordKey {
        let id = match &mut self.out {
            Out::Register(large) => large.new_id(kind),
            Out::Kept | Out::Nowhere => {
                self.given += 1;
                UnitId::new(PROVISIONAL, self.given).0
            }
        };
        RecordKey { kind, id }
    }

    /// A row is refused.
    pub(super) fn refuse(&mut self, refused: Refused) {
        self.plan.refused.push(refused);
    }

    /// A row is taken.
    pub(super) fn take(&mut self, place: Place, did: Did, key: RecordKey) {
        self.plan.lines.push(Line { place, did, key });
    }

    /// Whether an earlier piece of the file speaks of a person.
    pub(super) fn has_spoken_of(&self, cadre: CadreId) -> bool {
        let place = self.names.people.place(cadre).and_then(|p| usize::try_from(p).ok());
        place.and_then(|p| self.spoken.get(p)).is_some_and(|spoken| *spoken)
    }

    /// Ends the piece if it is full; whether to go on.
    pub(super) fn row_read(&mut self) -> bool {
        if self.in_pieces && self.plan.read >= PIECE {
            self.end_piece();
        }
        self.failed.is_none()
    }

    /// Judges the piece, hands its edits on and forgets it.
    fn end_piece(&mut self) {
        let mut piece = std::mem::take(&mut self.plan);
        judge::judge(self.asked, &self.base, &self.works, &mut piece);
        piece.refused.sort_by_key(|r| r.place);
        piece.count();
        if self.in_pieces {
            self.remember(&piece);
            self.hand_on(&mut piece);
        }
        self.before.add(piece, self.in_pieces);
    }

    fn remember(&mut self, piece: &Plan) {
        for line in piece.lines.iter().filter(|l| l.key.kind == RecordKind::Cadre) {
            let place = self.names.people.place(CadreId(line.key.id)).and_then(|p| usize::try_from(p).ok());
            let Some(place) = place else { continue };
            if self.spoken.len() <= place {
                // grows in steps: doubling would hold twice of it for a moment
                self.spoken.reserve_exact(place + PIECE - self.spoken.len());
                self.spoken.resize(place + 1, false);
            }
            if let Some(spoken) = self.spoken.get_mut(place) {
                *spoken = true;
            }
        }
    }

    fn hand_on(&mut self, piece: &mut Plan) {
        let edits = std::mem::take(&mut piece.edits);
        piece.brings = edits.len();
        if self.before.first.is_empty() {
            piece.first = edits.iter().take(SHOWN).cloned().collect();
        }
        let stopped = !self.asked.partial && self.before.refuses() + piece.refused.len() > 0;
        if stopped && matches!(self.out, Out::Register(_)) {
            // nothing of the file will be taken: from here on it is only read to the end
            self.out = Out::Nowhere;
        }
        self.base = match &mut self.out {
            _ if edits.is_empty() => self.base.clone(),
            Out::Register(large) => match large.add(edits) {
                Ok(snapshot) => View::new(snapshot, Arc::clone(&self.base.catalogue), self.base.on),
                Err(error) => {
                    self.failed = Some(error);
                    return;
                }
            },
            Out::Kept | Out::Nowhere => self.base.with(edits),
        };
        self.works = Works::new(&self.base, self.asked.texts, self.asked.effective);
    }

    /// What the file comes to, and the revision that it has become.
    ///
    /// # Errors
    /// The register has not taken it.
    pub(super) fn end(mut self) -> Result<(Plan, Option<Revision>), CommitError> {
        if self.failed.is_none() {
            self.end_piece();
        }
        if let Some(error) = self.failed {
            return Err(error);
        }
        let plan = self.before;
        let revision = match self.out {
            Out::Register(large) if plan.is_ready(self.asked.partial) => Some(large.finish()?),
            _ => None,
        };
        Ok((plan, revision))
    }
}
