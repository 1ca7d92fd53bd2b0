//! Whether an item is one of those that are asked for.

use super::define::{Asks, Block, Word};
use super::items::{Fact, Item, Person};
use crate::domain::{Education, Level, Line, Management, Qualification, Sex, Theory, Title};
use crate::register::View;

/// Whether a value is one of those asked for; nothing asked, nothing refused.
fn one<T: PartialEq>(asked: &[Word<T>], value: Option<T>) -> bool {
    asked.is_empty() || value.is_some_and(|value| asked.iter().any(|word| word.0 == value))
}

fn named(asked: &[String], name: Option<&str>) -> bool {
    asked.is_empty() || name.is_some_and(|name| asked.iter().any(|word| word == name))
}

/// In which block of the reports the holder of a title is counted: party, Front and mass organisations of the province
/// and the districts in one, all others in the other.
fn block(title: &Title) -> Block {
    let party = title.line == Line::Party && matches!(title.level, Level::Province | Level::District);
    if party { Block::Party } else { Block::Government }
}

/// Whether an item is one of those that are asked for on a view's day.
#[must_use]
pub(super) fn take(asks: &Asks, view: &View, item: &Item<'_>) -> bool {
    asks.person(item) && asks.title(item) && asks.fact(item) && asks.holds_also(view, item)
}

impl Asks {
    fn person(&self, item: &Item<'_>) -> bool {
        let Some(person) = &item.person else { return self.asks_no_person() };
        let card = person.card;
        self.sex.is_none_or(|sex| (sex.0 == Sex::Female) == person.woman)
            && (!self.minority || person.minority)
            && (!self.religious || card.religion.0 != 0)
            && (!self.party || person.party)
            && self.age.is_none_or(|[from, to]| (from..=to).contains(&person.age))
            && one(&self.payroll, person.payroll)
            && named(&self.rank, person.rank)
            && self.learnt(person, &item.fact)
    }

    fn asks_no_person(&self) -> bool {
        let schooled = self.education.is_empty() && self.theory.is_empty() && self.management.is_empty();
        let plain = self.sex.is_none() && !self.minority && !self.religious && !self.party && self.age.is_none();
        plain && schooled && self.payroll.is_empty() && self.rank.is_empty()
    }

    /// What has been learnt: of a qualification that was reached that one, of a person the highest.
    fn learnt(&self, person: &Person<'_>, fact: &Fact<'_>) -> bool {
        let (mut education, mut theory, mut management): (Option<Education>, Option<Theory>, Option<Management>) =
            (Some(person.education), Some(person.theory), Some(person.management));
        if let Fact::Gained(reached) = fact {
            (education, theory, management) = (None, None, None);
            match *reached {
                Qualification::Education(e) => education = Some(e),
                Qualification::Theory(t) => theory = Some(t),
                Qualification::Management(m) => management = Some(m),
                Qualification::Language(_) | Qualification::Computing(_) => {}
            }
        }
        one(&self.education, education) && one(&self.theory, theory) && one(&self.management, management)
    }

    fn title(&self, item: &Item<'_>) -> bool {
        let title = item.title;
        let level = match item.fact {
            Fact::Unit(_, level) => Some(level),
            _ => title.map(|t| t.level),
        };
        one(&self.level, level)
            && one(&self.tier, item.tier)
            && self.line.is_none_or(|line| title.is_some_and(|t| t.line == line.0))
            && self.block.is_none_or(|asked| title.is_some_and(|t| block(t) == asked))
            && named(&self.titles, title.map(|t| t.code.as_str()))
            && named(&self.group, title.and_then(|t| t.group.as_deref()))
            && (self.ladder.is_empty() || title.is_some_and(|t| self.ladder.contains(&t.ladder)))
            && (self.role.is_empty() || title.is_some_and(|t| self.role.contains(&t.role)))
    }

    fn fact(&self, item: &Item<'_>) -> bool {
        let fact = &item.fact;
        let graded = if let Fact::Graded(grade) = fact { *grade } else { None };
        let by = if let Fact::Concluded(conclusion) = fact { Some(conclusion.by) } else { None };
        let (act, beside) = if let Fact::Act(act, beside) = fact { (Some(*act), Some(*beside)) } else { (None, None) };
        let moved = if let Fact::Moved(rotation) = fact { Some(*rotation) } else { None };
        let told = if let Fact::Disciplined(told, after) = fact { Some((*told, *after)) } else { None };
        let kind = if let Fact::Unit(kind, _) = fact { Some(*kind) } else { None };
        let local = if let Fact::Head(local) = fact { *local } else { None };
        let vote = if let Fact::Voted(vote) = fact { Some(*vote) } else { None };
        one(&self.grade, graded)
            && (!self.ungraded || matches!(fact, Fact::Graded(None)))
            && one(&self.by, by)
            && one(&self.acts, act)
            && self.concurrent.is_none_or(|asked| beside == Some(asked))
            && one(&self.moves, moved.map(|r| r.kind))
            && one(&self.directions, moved.map(|r| r.direction))
            && one(&self.discipline, told.map(|(d, _)| d.measure))
            && (self.after.is_empty() || told.is_some_and(|(_, after)| self.after.contains(&after)))
            && self.by_party.is_none_or(|asked| told.is_some_and(|(d, _)| d.by_party == asked))
            && named(&self.kinds, kind)
            && self.local.is_none_or(|asked| local == Some(asked))
            && self.exempt.is_none_or(|asked| matches!(fact, Fact::Exempt) == asked)
            && (!self.low_half || vote.is_some_and(|v| u32::from(v.low) * 2 >= u32::from(v.returned)))
    }

    fn holds_also(&self, view: &View, item: &Item<'_>) -> bool {
        self.also.is_empty()
            || item.cadre().is_some_and(|cadre| {
                view.holds(cadre)
                    .iter()
                    .any(|(_, post, title)| Some(post.id) != item.post && self.also.contains(&title.code))
            })
    }
}
