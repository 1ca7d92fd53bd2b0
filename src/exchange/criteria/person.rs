//! What is asked of a person.

use super::Answer;
use crate::domain::{Cadre, CadreId, Education, ListId, Management, Payroll, PostId, Qualification, Sex, Theory};
use crate::register::View;
use crate::register::catalogue::ListName;
use serde::{Deserialize, Deserializer};

/// What is asked of a person; what is not given asks nothing, and all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Criteria {
    /// `female` or `male`.
    #[serde(deserialize_with = "sex")]
    pub sex: Option<Sex>,
    /// Of an ethnic minority.
    pub minority: bool,
    /// Of a religion.
    pub religious: bool,
    pub party: bool,
    /// Full years, from and to, both counted.
    pub age: Option<[u32; 2]>,
    /// Rank or class is one of these, by code of the catalogue.
    pub rank: Vec<String>,
    /// Highest education is one of these.
    pub education: Vec<Education>,
    /// Highest political theory is one of these.
    pub theory: Vec<Theory>,
    /// Highest state-management training is one of these.
    pub management: Vec<Management>,
    /// The least education.
    pub least_education: Option<Education>,
    /// The least political theory.
    pub least_theory: Option<Theory>,
    /// The least state-management training.
    pub least_management: Option<Management>,
    /// A certificate of one of these languages, by the codes of the catalogue's list; `*` means any.
    pub language: Vec<String>,
    /// A certificate of computing, likewise.
    pub computing: Vec<String>,
    /// Not from the place in which the post lies.
    pub elsewhere: bool,
    /// Holds one of these titles as well, beside the post on account of which it is asked, by code.
    pub also: Vec<String>,
    /// Has held, or holds, one of these titles, by code.
    pub has_held: Vec<String>,
}

fn sex<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Sex>, D::Error> {
    match String::deserialize(from)?.as_str() {
        "female" => Ok(Some(Sex::Female)),
        "male" => Ok(Some(Sex::Male)),
        other => Err(serde::de::Error::custom(format!("not female or male: {other}"))),
    }
}

/// A level of schooling beside what is asked of it: one of these, and at least so much. Where none is known, what that
/// says of the person.
fn schooled<T: PartialOrd>(among: &[T], least: Option<&T>, has: Option<T>, unsaid: Answer) -> Answer {
    if among.is_empty() && least.is_none() {
        return Answer::Yes;
    }
    has.map_or(unsaid, |has| {
        let holds = (among.is_empty() || among.contains(&has)) && least.is_none_or(|least| has >= *least);
        Answer::between(holds, holds)
    })
}

/// A card with the facts that criteria ask for, computed once.
#[derive(Debug, Clone)]
pub struct PersonFacts<'v> {
    pub card: &'v Cadre,
    /// Full years, the least and the most: two numbers where only the month or the year of birth is known.
    pub age: (u32, u32),
    /// Of an ethnic minority; none where no ethnic group is entered.
    pub minority: Option<bool>,
    pub party: bool,
    pub education: Option<Education>,
    /// Highest political theory.
    pub theory: Option<Theory>,
    /// Highest state-management training.
    pub management: Option<Management>,
    /// Rank or class, by code.
    pub rank: Option<&'v str>,
    pub payroll: Option<Payroll>,
    /// What a level of schooling that is not there says: unknown of a card, no of what was learnt once.
    unsaid: Answer,
}

impl<'v> PersonFacts<'v> {
    /// The card as it is on the view's day.
    #[must_use]
    pub fn of(view: &'v View, card: &'v Cadre) -> PersonFacts<'v> {
        let on = view.on;
        let rank = card.rank(on).and_then(|rank| view.catalogue.lists().get(ListName::Rank, rank));
        PersonFacts {
            card,
            age: card.born.age_on(on),
            minority: (card.ethnic != ListId::default()).then(|| view.catalogue.is_minority(card.ethnic)),
            party: card.in_party(on),
            education: card.education(on),
            theory: card.theory(on),
            management: card.management(on),
            rank: rank.map(|rank| rank.code.as_str()),
            payroll: card.payroll(on),
            unsaid: Answer::Unknown,
        }
    }

    /// The same with what was learnt once in place of the highest: nothing else of it can be asked.
    #[must_use]
    pub fn having(self, learnt: Qualification) -> PersonFacts<'v> {
        let (mut education, mut theory, mut management) = (None, None, None);
        match learnt {
            Qualification::Education(e) => education = Some(e),
            Qualification::Theory(t) => theory = Some(t),
            Qualification::Management(m) => management = Some(m),
            Qualification::Language(_) | Qualification::Computing(_) => {}
        }
        PersonFacts { education, theory, management, unsaid: Answer::No, ..self }
    }
}

impl Criteria {
    /// Whether it asks nothing: then also what is nobody meets it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Criteria::default()
    }

    /// A quick test whether the answer may be unknown for a person, which is rare.
    #[must_use]
    pub fn may_be_unsure_of(&self, person: &PersonFacts<'_>) -> bool {
        self.elsewhere
            || self.minority && person.minority.is_none()
            || self.age.is_some() && person.age.0 != person.age.1
            || self.schooling(person) == Answer::Unknown
    }

    /// Whether a person meets it on the view's day; `post` is the post on account of which it is asked.
    #[must_use]
    pub fn answer(&self, view: &View, person: &PersonFacts<'_>, post: Option<PostId>) -> Answer {
        if !self.fits(view, person, post) {
            return Answer::No;
        }
        let age = Answer::between(self.of_age(person.age.0), self.of_age(person.age.1));
        // an ethnic group that is not entered may be of a minority
        let minority = if self.minority { Answer::of(person.minority) } else { Answer::Yes };
        age.min(minority).min(self.schooling(person)).min(self.is_from_elsewhere(view, person.card, post))
    }

    fn schooling(&self, person: &PersonFacts<'_>) -> Answer {
        let education = schooled(&self.education, self.least_education.as_ref(), person.education, person.unsaid);
        let theory = schooled(&self.theory, self.least_theory.as_ref(), person.theory, person.unsaid);
        let management = schooled(&self.management, self.least_management.as_ref(), person.management, person.unsaid);
        education.min(theory).min(management)
    }

    fn of_age(&self, years: u32) -> bool {
        self.age.is_none_or(|[from, to]| (from..=to).contains(&years))
    }

    fn is_from_elsewhere(&self, view: &View, cadre: &Cadre, post: Option<PostId>) -> Answer {
        if !self.elsewhere {
            return Answer::Yes;
        }
        let seat = post.and_then(|id| view.post(id)).and_then(|post| view.seat_of(post.unit));
        Answer::of(seat.and_then(|seat| view.is_from(cadre, seat)).map(|local| !local))
    }

    /// All that the register knows for certain.
    fn fits(&self, view: &View, person: &PersonFacts<'_>, post: Option<PostId>) -> bool {
        let card = person.card;
        self.sex.is_none_or(|sex| card.sex == sex)
            && (!self.religious || card.religion.0 != 0)
            && (!self.party || person.party)
            && (self.rank.is_empty() || person.rank.is_some_and(|rank| self.rank.iter().any(|asked| asked == rank)))
            && self.certified(view, card, ListName::Language)
            && self.certified(view, card, ListName::Computing)
            && (self.has_held.is_empty() || self.held(view, card.id))
            && (self.also.is_empty() || self.holds_also(view, card.id, post))
    }

    fn holds_also(&self, view: &View, cadre: CadreId, beside: Option<PostId>) -> bool {
        let held = view.holds(cadre);
        held.iter().any(|(_, post, title)| Some(post.id) != beside && self.also.contains(&title.code))
    }

    fn certified(&self, view: &View, cadre: &Cadre, list: ListName) -> bool {
        let asked = if list == ListName::Language { &self.language } else { &self.computing };
        if asked.is_empty() {
            return true;
        }
        let known = |id: ListId| {
            let code = view.catalogue.lists().get(list, id).map(|entry| entry.code.as_str());
            code.is_some_and(|code| asked.iter().any(|asked| asked == "*" || asked == code))
        };
        cadre.certificates(list == ListName::Computing, view.on).any(known)
    }

    fn held(&self, view: &View, cadre: CadreId) -> bool {
        let begun = view.snapshot.career_of(cadre).filter(|a| a.span.from <= view.on);
        let mut titles = begun.filter_map(|a| view.title(view.post(a.post)?));
        titles.any(|title| self.has_held.contains(&title.code))
    }
}
