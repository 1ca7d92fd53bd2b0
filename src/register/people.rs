//! The people of the province or of a unit as a list: who, in which order.

use super::counts::shows;
use crate::domain::{ActKind, Appointment, Cadre, CadreId, Day, Discipline, Line, UnitId, text};
use crate::policy::Retirement;
use crate::register::view::View;
use crate::search::Fact;
use std::collections::{BTreeMap, HashMap};

/// In which order people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// As the office lists them: rank of the title, unit in protocol order, name.
    #[default]
    Protocol,
    /// By given name in the Vietnamese alphabet.
    GivenName,
    /// The oldest first.
    Age,
    /// Longest in the present post first.
    InPost,
    /// By education, highest first.
    Education,
    /// By political theory, highest first.
    Theory,
    /// By the last working day, the first first; those of whom only the year of birth is known stand together behind.
    Retires,
    /// By the day on which a term of appointment runs out.
    TermEnds,
    /// By the day from which a discipline in force holds.
    Disciplined,
    /// By the day on which a discipline in force expires.
    DisciplineEnds,
}

impl Order {
    /// The order of the days of a fact.
    #[must_use]
    pub fn of_days(fact: Fact) -> Option<Order> {
        match fact {
            Fact::Retires => Some(Order::Retires),
            Fact::TermEnds => Some(Order::TermEnds),
            Fact::Disciplined => Some(Order::Disciplined),
            Fact::DisciplineEnds => Some(Order::DisciplineEnds),
            _ => None,
        }
    }
}

impl View {
    /// People of the payroll and members of committees whose main post a line shows, under a unit or everywhere;
    /// with `former`, also those who have left.
    #[must_use]
    pub fn people(&self, line: Line, under: Option<UnitId>) -> Vec<CadreId> {
        let within = under.map(|u| self.subtree(line, u));
        let mut seen: BTreeMap<CadreId, ()> = BTreeMap::new();
        for a in self.snapshot.appointments.values().filter(|a| a.span.holds(self.on)) {
            let Some(post) = self.post(a.post) else { continue };
            if within.as_ref().is_some_and(|w| !w.contains_key(&post.unit)) {
                continue;
            }
            // somebody who only sits in a committee here still belongs to the unit's list
            if self.title(post).is_some_and(|t| shows(line, t.line)) {
                seen.insert(a.cadre, ());
            }
        }
        if under.is_none() {
            // whoever was only just entered belongs to everybody
            let in_no_post = self.snapshot.cadres.keys().filter(|id| self.snapshot.career_of(**id).next().is_none());
            seen.extend(in_no_post.map(|id| (*id, ())));
        }
        seen.into_keys().collect()
    }

    /// Since when somebody has been in a post without a break: a reorganisation carries what was served before it in
    /// the post that this one follows.
    #[must_use]
    pub fn in_post_since(&self, appointment: &Appointment) -> Day {
        let (mut since, mut began) = (appointment.span.from, appointment.began.kind);
        let career: Vec<_> = self.snapshot.career_of(appointment.cadre).collect();
        while began == ActKind::Reorganised {
            let before = career.iter().find(|a| {
                a.span.to == since
                    && a.span.from < since
                    && a.concurrent == appointment.concurrent
                    && a.ended.as_ref().is_some_and(|e| e.kind == ActKind::Reorganised)
            });
            let Some(before) = before else { break };
            (since, began) = (before.span.from, before.began.kind);
        }
        since
    }

    /// The unit and everything below it in a line, each with its place in protocol order; of land also the units
    /// that stand under it only in the state or the party line.
    #[must_use]
    pub fn subtree(&self, line: Line, unit: UnitId) -> HashMap<UnitId, u32> {
        let mut order = HashMap::new();
        let mut open = vec![unit];
        while let Some(at) = open.pop() {
            let next = u32::try_from(order.len()).unwrap_or(u32::MAX);
            if order.insert(at, next).is_none() {
                open.extend(self.children(line, at).into_iter().rev());
                if line == Line::Territory {
                    let elsewhere = [Line::Party, Line::State].map(|other| self.children(other, at));
                    let organs = elsewhere.into_iter().flatten().filter(|u| !self.stands(line, *u));
                    open.extend(organs.rev());
                }
            }
        }
        order
    }

    /// Sorts people; equal ones by given name, then by id, so that no order is left to chance.
    pub fn sort(&self, people: &mut Vec<CadreId>, order: Order, line: Line) {
        let mut units: HashMap<UnitId, u32> = HashMap::new();
        if order == Order::Protocol {
            for top in self.tops(line) {
                let base = u32::try_from(units.len()).unwrap_or(0);
                units.extend(self.subtree(line, top).into_iter().map(|(u, at)| (u, at + base)));
            }
        }
        let mut keyed: Vec<(i64, u32, Vec<u16>, CadreId)> = people
            .iter()
            .map(|id| {
                let (first, second) = self.sort_key(*id, order, &units);
                let name = self.cadre(*id).map(|c| text::given_name_key(&c.name)).unwrap_or_default();
                (first, second, name, *id)
            })
            .collect();
        keyed.sort_unstable();
        people.clear();
        people.extend(keyed.into_iter().map(|(_, _, _, id)| id));
    }

    fn sort_key(&self, id: CadreId, order: Order, units: &HashMap<UnitId, u32>) -> (i64, u32) {
        let first = |day: Option<Day>| (day.map_or(i64::MAX, |day| i64::from(day.0)), 0);
        let Some(cadre) = self.cadre(id) else { return (i64::MAX, 0) };
        match order {
            Order::Protocol => match self.main(id).or_else(|| self.holds(id).into_iter().next()) {
                Some((_, post, title)) => (i64::from(title.order), units.get(&post.unit).copied().unwrap_or(u32::MAX)),
                None => (i64::MAX, 0),
            },
            Order::GivenName => (0, 0),
            Order::Age => (i64::from(cadre.born.earliest().0), 0),
            Order::InPost => (self.main(id).map_or(i64::MAX, |(a, _, _)| i64::from(self.in_post_since(a).0)), 0),
            Order::Education => (-cadre.education(self.on).map_or(-1, |e| e as i64), 0),
            Order::Theory => (-cadre.theory(self.on).map_or(-1, |t| t as i64), 0),
            Order::Retires => {
                let retirement = self.retirement(cadre);
                let apart = i64::from(retirement.by_year_alone) << 40;
                (retirement.day().map_or(i64::MAX, |day| apart + i64::from(day.0)), 0)
            }
            Order::TermEnds => first(self.term_ends(id).first().copied()),
            Order::Disciplined => first(self.disciplines(id).iter().map(|d| d.span.from).min()),
            Order::DisciplineEnds => first(self.disciplines(id).first().map(|d| d.span.to)),
        }
    }

    /// When somebody retires, and on what that rests. A look-up in a table: quick enough for every row of a list.
    #[must_use]
    pub fn retirement<'a>(&'a self, card: &'a Cadre) -> Retirement<'a> {
        self.catalogue.ages().retirement(self, card, self.on)
    }

    /// The last days of the terms of appointment that somebody serves on the day, the first first.
    #[must_use]
    pub fn term_ends(&self, id: CadreId) -> Vec<Day> {
        let held = self.snapshot.career_of(id).filter(|a| a.span.holds(self.on));
        let mut days: Vec<Day> = held.filter_map(|a| a.term_ends).collect();
        days.sort_unstable();
        days
    }

    /// Disciplines in force on the day, the first to be over first.
    #[must_use]
    pub fn disciplines(&self, id: CadreId) -> Vec<&Discipline> {
        let rows = self.snapshot.conduct.get(&id).map(|c| c.discipline.as_slice()).unwrap_or_default();
        let mut rows: Vec<&Discipline> = rows.iter().filter(|d| d.span.holds(self.on)).collect();
        rows.sort_by_key(|d| d.span.to);
        rows
    }

    /// Months that a cadre has held the main post on a day.
    #[must_use]
    pub fn months_in_post(&self, id: CadreId, on: Day) -> Option<u32> {
        self.main(id).map(|(a, _, _)| self.in_post_since(a).months_until(on))
    }
}
