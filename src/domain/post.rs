//! Posts and who holds them.

use crate::domain::calendar::{Dated, Day, Span, held};
use crate::domain::exception::Override;
use crate::domain::ids::{AppointmentId, CadreId, PostId, UnitId};
use crate::domain::ids::{TermId, TitleId};
use serde::{Deserialize, Serialize};

/// A title in a unit, with the number of seats given to it by date (chức vụ, vị trí; số lượng được giao).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Post {
    /// Identity for good.
    pub id: PostId,
    /// Unit it stands in.
    pub unit: UnitId,
    /// Title of the catalogue.
    pub title: TitleId,
    /// When it exists.
    pub span: Span,
    /// Seats by date.
    pub seats: Vec<Dated<u16>>,
    /// Seats with which the planning of a term counts, where they are not those of the day.
    pub planned: Vec<PlannedSeats>,
}

/// Seats that a post will have, or is planned with, in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlannedSeats {
    pub term: TermId,
    /// số lượng được giao of that term
    pub seats: u16,
}

impl Post {
    /// A post that has the same seats for as long as it exists.
    #[must_use]
    pub fn new(id: PostId, unit: UnitId, title: TitleId, span: Span, seats: u16) -> Post {
        Post { id, unit, title, span, seats: vec![Dated { span, value: seats }], planned: Vec::new() }
    }

    /// Seats on a day, as far as they are known; none outside its life.
    #[must_use]
    pub fn seats(&self, on: Day) -> u16 {
        self.known_seats(on).unwrap_or(0)
    }

    /// Seats on a day; none where nobody has said how many, so that nothing can be held against them.
    #[must_use]
    pub fn known_seats(&self, on: Day) -> Option<u16> {
        if self.span.holds(on) { held(&self.seats, on).copied() } else { Some(0) }
    }

    /// Whether it may have a holder on a day: it has seats, or how many it has is not known.
    #[must_use]
    pub fn is_open(&self, on: Day) -> bool {
        self.known_seats(on) != Some(0)
    }

    /// Seats that the planning of a term is measured against on a day: those of the term, else those of the day.
    #[must_use]
    pub fn seats_for(&self, term: TermId, on: Day) -> u16 {
        self.planned.iter().find(|p| p.term == term).map_or_else(|| self.seats(on), |p| p.seats)
    }
}

/// How an appointment begins, goes on or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActKind {
    /// tuyển dụng
    Recruited,
    /// bổ nhiệm
    Appointed,
    /// bổ nhiệm lại
    Reappointed,
    /// bầu
    Elected,
    /// tái cử
    Reelected,
    /// chỉ định
    Designated,
    /// điều động
    Transferred,
    /// luân chuyển
    Rotated,
    /// biệt phái
    Seconded,
    /// tạm đình chỉ
    Suspended,
    /// cho thôi
    Relieved,
    /// từ chức
    Resigned,
    /// miễn nhiệm
    Dismissed,
    /// cách chức
    Removed,
    /// nghỉ hưu
    Retired,
    /// nghỉ hưu trước tuổi
    RetiredEarly,
    /// nghỉ chờ đủ tuổi nghỉ hưu
    AwaitingRetirement,
    /// thôi việc
    Left,
    /// do sắp xếp tổ chức
    Reorganised,
    /// hết nhiệm kỳ
    TermEnded,
    /// từ trần
    Died,
}

/// A decision: its number and its date.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decision {
    /// "118-QĐ/TU"
    pub number: String,
    /// Day it was signed.
    pub on: Day,
}

/// An act with the decision it rests on, where the file has it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub kind: ActKind,
    /// Paper it rests on.
    pub decision: Option<Decision>,
}

impl From<ActKind> for Act {
    /// An act of which no decision is on file.
    fn from(kind: ActKind) -> Act {
        Act { kind, decision: None }
    }
}

/// One person's holding of one post for a time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Appointment {
    /// Identity for good.
    pub id: AppointmentId,
    pub cadre: CadreId,
    pub post: PostId,
    /// Held from the first day until before the last.
    pub span: Span,
    /// How it began.
    pub began: Act,
    /// How it ended, where it did.
    pub ended: Option<Act>,
    /// Beside the main post (kiêm nhiệm): fills a seat, is not another head.
    pub concurrent: bool,
    /// Day on which the term of appointment (thời hạn bổ nhiệm) runs out, where the decision names one.
    pub term_ends: Option<Day>,
    /// Paper of the authority that decided it as a special case (trường hợp đặc biệt), where it is one.
    pub exception: Option<Box<Override>>,
}

impl Appointment {
    /// The day of the act: of its decision, else the first day in the post.
    #[must_use]
    pub fn decided(&self) -> Day {
        self.began.decision.as_ref().map_or(self.span.from, |d| d.on)
    }

    /// A main post that has not ended and is held without a term of appointment.
    #[must_use]
    pub fn new(id: AppointmentId, cadre: CadreId, post: PostId, span: Span, began: impl Into<Act>) -> Appointment {
        let began = began.into();
        Appointment { id, cadre, post, span, began, ended: None, concurrent: false, term_ends: None, exception: None }
    }
}
