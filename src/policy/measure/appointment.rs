//! An appointment that is made, and somebody in office on a day.

use super::row::{Named, thing};
use crate::domain::{ActKind, Appointment, Cadre, CadreId, Day, Period, Post, PostId, Title};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Answer};
use crate::policy::tables::{Retires, Tables};
use crate::policy::vocabulary::Body;
use std::cell::OnceCell;

/// An appointment with what it is to.
pub(in crate::policy) struct NewAppointment<'f> {
    pub(in crate::policy) tables: &'f Tables,
    pub(in crate::policy) facts: &'f dyn Facts,
    pub(in crate::policy) appointment: &'f Appointment,
    pub(in crate::policy) post: &'f Post,
    pub(in crate::policy) title: &'f Title,
    pub(in crate::policy) card: &'f Cadre,
    highest: OnceCell<Option<u16>>,
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
        Some(NewAppointment { tables, facts, appointment, post, title, card, highest: OnceCell::new() })
    }

    /// Highest rank held on the title's ladder on the day before; looked up once, where it is asked for.
    pub(in crate::policy) fn highest(&self) -> Option<u16> {
        *self.highest.get_or_init(|| {
            let (eve, made) = (self.first_day().prev(), self.appointment);
            let held = self.facts.career(made.cadre).into_iter().filter(|a| a.span.holds(eve) && a.id != made.id);
            let titles = held.filter_map(|a| self.facts.title(self.facts.post(a.post)?.title));
            titles.filter(|t| t.ladder == self.title.ladder).map(|t| t.rank).max()
        })
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
        self.is_first() && self.highest().is_none_or(|rank| self.title.rank > rank)
    }

    /// Whether the paper of the authority that decided a special case is on record.
    pub(in crate::policy) fn has_paper(&self) -> bool {
        self.appointment.exception.is_some()
    }

    /// What is measured against a number that a special case may go below, down to a floor; none where no special case
    /// is known.
    pub(in crate::policy) fn or_special(&self, answer: Answer, floor: Option<i64>) -> Answer {
        let Some(floor) = floor else { return answer };
        let above = matches!(answer.measured, Amount::Months(months) if months >= floor);
        answer.or_special(self.has_paper(), above)
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
