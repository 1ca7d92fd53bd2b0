//! An appointment that is made, and somebody in office on a day.

use super::row::{Named, thing};
use crate::domain::{ActKind, Appointment, Cadre, CadreId, Day, Period, Post, PostId, Title};
use crate::policy::facts::Facts;
use crate::policy::finding::Answer;
use crate::policy::tables::{Retires, Tables};
use crate::policy::vocabulary::Body;

/// An appointment with what it is to.
pub(in crate::policy) struct NewAppointment<'f> {
    pub(in crate::policy) tables: &'f Tables,
    pub(in crate::policy) facts: &'f dyn Facts,
    pub(in crate::policy) appointment: &'f Appointment,
    pub(in crate::policy) post: &'f Post,
    pub(in crate::policy) title: &'f Title,
    pub(in crate::policy) card: &'f Cadre,
    /// Highest rank held on the title's ladder on the day before.
    pub(in crate::policy) highest: Option<u16>,
}

impl<'f> NewAppointment<'f> {
    /// None where the post, the title or the person is not on record.
    pub(in crate::policy) fn of(
        tables: &'f Tables,
        facts: &'f dyn Facts,
        appointment: &'f Appointment,
    ) -> Option<NewAppointment<'f>> {
        let post = facts.post(appointment.post)?;
        let title = facts.title(post.title)?;
        let card = facts.cadre(appointment.cadre)?;
        let eve = appointment.span.from.prev();
        let held = facts.career(appointment.cadre).into_iter().filter(|a| a.span.holds(eve) && a.id != appointment.id);
        let titles = held.filter_map(|a| facts.title(facts.post(a.post)?.title));
        let highest = titles.filter(|t| t.ladder == title.ladder).map(|t| t.rank).max();
        Some(NewAppointment { tables, facts, appointment, post, title, card, highest })
    }

    /// The first day in the post.
    pub(in crate::policy) fn first_day(&self) -> Day {
        self.appointment.span.from
    }

    /// Whether it brings somebody to a leadership title for the first time: by appointment, election or designation.
    pub(in crate::policy) fn is_first(&self) -> bool {
        let comes = matches!(self.appointment.began.kind, ActKind::Appointed | ActKind::Elected | ActKind::Designated);
        comes && self.tables.body(self.title) == Body::Leadership
    }

    /// The same, to a title above the highest one held on its ladder.
    pub(in crate::policy) fn is_promotion(&self) -> bool {
        self.is_first() && self.highest.is_none_or(|rank| self.title.rank > rank)
    }

    /// When the person retires, as of the first day.
    pub(in crate::policy) fn retires(&self) -> Retires {
        self.tables.retires(self.facts, self.card, self.first_day())
    }
}

/// A kind that judges an appointment when it is made.
pub(in crate::policy) trait JudgesAppointment: Named<thing::appointment> {
    /// Measures an appointment; none where it has nothing to ask.
    fn of_appointment(&self, made: &NewAppointment<'_>) -> Option<Answer>;
}

/// Somebody who holds a post on a day.
pub(in crate::policy) struct Holder<'f> {
    pub(in crate::policy) tables: &'f Tables,
    pub(in crate::policy) facts: &'f dyn Facts,
    pub(in crate::policy) appointment: &'f Appointment,
    pub(in crate::policy) post: &'f Post,
    pub(in crate::policy) title: &'f Title,
    pub(in crate::policy) card: &'f Cadre,
    pub(in crate::policy) on: Day,
}

/// A kind that judges those in office.
pub(in crate::policy) trait JudgesHolder: Named<thing::holder> {
    /// Measures who holds a post on a day; none where it has nothing to say.
    fn of_holder(&self, holder: &Holder<'_>) -> Option<Answer>;
}

/// What was measured of a period in a post.
pub(in crate::policy) struct InPeriod {
    pub(in crate::policy) post: PostId,
    pub(in crate::policy) period: Period,
    pub(in crate::policy) answer: Answer,
}

/// A kind that judges posts that somebody has held, when a fact about that person has changed.
pub(in crate::policy) trait JudgesCareer: Named<thing::career> {
    /// Measures every period of a post that it asks about.
    fn of_career(&self, facts: &dyn Facts, cadre: CadreId) -> Vec<InPeriod>;
}
