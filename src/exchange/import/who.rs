//! Who a row is about: by id, by code, else by name, birth and origin. What is not sure is asked, never chosen.

use super::map::{Answer, Birth};
use super::trouble::Trouble;
use super::value::{Meaning, doubt};
use crate::domain::{Cadre, CadreId, CitizenNumber, PartialDate, text};
use crate::register::namesakes::Near;
use std::sync::Arc;

/// What a row says of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Id, code or name, in one cell.
    pub cadre: String,
    /// The cadre's code.
    pub code: String,
    /// The number of the civil register.
    pub citizen: Option<CitizenNumber>,
    /// Name.
    pub name: String,
    /// Birth.
    pub born: Option<PartialDate>,
    /// Place of origin.
    pub origin: String,
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody on file; whether the birth date on file holds against that of the list.
    Known(CadreId, KeepsBirth),
    /// An id that nobody on file has.
    NewAs(CadreId),
    /// Nobody on file.
    New,
    /// The officer has left the row out.
    Left,
}

/// Whether the birth date on file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeepsBirth {
    /// It does: the list's says less, the same, or was found wrong.
    Yes,
    /// The list's holds: it says more, or was found right.
    No,
}

/// Whether two dates can be of one birth.
fn agree(a: PartialDate, b: PartialDate) -> bool {
    a.earliest() <= b.latest() && b.earliest() <= a.latest()
}

fn spelled(name: &str) -> String {
    text::at_the_door(name).to_lowercase()
}

impl Person {
    /// Whether it says nothing of a person.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        *self == Person::default()
    }

    /// What the row says of the person, in one line: answers are given to it, so that they hold wherever the row stands.
    /// They are kept in files, so the citizen number is not among it.
    #[must_use]
    pub fn label(&self) -> String {
        let born = self.born.map(|b| b.to_string()).unwrap_or_default();
        let parts = [&self.cadre, &self.code, &self.name, &born, &self.origin];
        parts.into_iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }

    /// Finds who it is.
    ///
    /// # Errors
    /// Nobody is named, nobody is called so, or it is a question that an officer must answer.
    pub fn find(&self, meaning: &Meaning<'_>, birth: Birth, answer: Option<Answer>) -> Result<Who, Trouble> {
        let by_id = |id: &str| id.parse::<CadreId>().map_err(|_| Trouble::Unknown(id.to_owned()));
        match answer {
            Some(Answer::Leave) => return Ok(Who::Left),
            Some(Answer::New) => return Ok(Who::New),
            Some(Answer::Is(id)) => return Ok(Who::Known(known(meaning, by_id(&id)?)?.id, KeepsBirth::Yes)),
            Some(Answer::IsBorn(id)) => return Ok(Who::Known(known(meaning, by_id(&id)?)?.id, KeepsBirth::No)),
            None => {}
        }
        if let Ok(id) = self.cadre.parse::<CadreId>() {
            return match meaning.view.cadre(id) {
                Some(cadre) => self.sure(cadre, birth),
                None => Ok(Who::NewAs(id)),
            };
        }
        let code = if self.code.is_empty() { &self.cadre } else { &self.code };
        let coded = if code.is_empty() { Vec::new() } else { meaning.names.people.coded(meaning.view, code) };
        let mut numbered = self.citizen.iter().flat_map(|number| meaning.view.snapshot.numbered(*number));
        match (coded.as_slice(), numbered.next()) {
            ([one], None) => return self.sure(one, birth),
            (many, Some(one)) if many.iter().any(|c| c.id == one) => return self.sure(known(meaning, one)?, birth),
            ([], Some(one)) => return self.sure(known(meaning, one)?, birth),
            ([], None) => {}
            // the code is of one and the number of another
            (many, other) => return Err(Trouble::Doubt(many.iter().map(|c| c.id).chain(other).collect())),
        }
        if !self.cadre.is_empty() {
            let cadre = meaning.cadre(&self.cadre)?;
            return self.sure(known(meaning, cadre)?, birth);
        }
        if self.name.is_empty() {
            return Err(if self.code.is_empty() { Trouble::Nobody } else { Trouble::Unknown(self.code.clone()) });
        }
        self.by_name(meaning, birth)
    }

    /// One who is meant for sure: only the birth date can be in question.
    fn sure(&self, cadre: &Arc<Cadre>, birth: Birth) -> Result<Who, Trouble> {
        let Some(said) = self.born else { return Ok(Who::Known(cadre.id, KeepsBirth::Yes)) };
        if agree(said, cadre.born) {
            // the list may know the day of what is only a year on file
            let says_more = said.exact() && !cadre.born.exact()
                || matches!((said, cadre.born), (PartialDate::Month(..), PartialDate::Year(_)));
            return Ok(Who::Known(cadre.id, if says_more { KeepsBirth::No } else { KeepsBirth::Yes }));
        }
        match birth {
            Birth::File => Ok(Who::Known(cadre.id, KeepsBirth::No)),
            Birth::Register => Ok(Who::Known(cadre.id, KeepsBirth::Yes)),
            Birth::Ask => Err(Trouble::Births { cadre: cadre.id, known: cadre.born, said }),
        }
    }

    fn by_name(&self, meaning: &Meaning<'_>, birth: Birth) -> Result<Who, Trouble> {
        // whoever has a code or a number of his own is another
        let codeless = |c: &&Arc<Cadre>| self.code.is_empty() || c.code.is_empty();
        let numberless = |c: &&Arc<Cadre>| self.citizen.is_none() || c.citizen.is_none();
        // of thousands of one name only those matter who come near by birth or origin
        let near = self.born.map(|born| Near { year: born.year(), origin: &self.origin });
        let called = meaning.names.people.named(meaning.view, &self.name, near).into_iter();
        let (namesakes, numbered): (Vec<&Arc<Cadre>>, Vec<_>) = called.filter(codeless).partition(numberless);
        let same_name = |c: &&&Arc<Cadre>| spelled(&c.name) == spelled(&self.name);
        let same_birth = |c: &&&Arc<Cadre>| self.born.is_none_or(|said| agree(said, c.born));
        let same_origin = |c: &Arc<Cadre>| spelled(&c.origin.text) == spelled(&self.origin);
        let other_origin = |c: &Arc<Cadre>| !self.origin.is_empty() && !c.origin.text.is_empty() && !same_origin(c);
        // somebody of the same name and origin with another birth date: perhaps a slip, so it is asked
        let slip = |c: &&&Arc<Cadre>| !self.origin.is_empty() && same_origin(c);
        // but one of the same name, birth and origin with another number: perhaps a slip in the number
        let alike = |c: &&&Arc<Cadre>| self.born.is_some() && same_name(c) && same_birth(c) && slip(c);
        if let Some(one) = numbered.iter().find(alike) {
            return Err(Trouble::Doubt(vec![one.id]));
        }
        let close: Vec<&Arc<Cadre>> = namesakes.iter().filter(|c| same_birth(c) || slip(c)).copied().collect();
        let exact: Vec<&Arc<Cadre>> =
            close.iter().filter(|c| same_name(c) && same_birth(c) && !other_origin(c)).copied().collect();
        match (exact.as_slice(), close.as_slice()) {
            // a name alone, or a year alone, is sure only where nobody else comes near
            ([one], [_]) if self.born.is_some_and(|d| d.exact()) || same_origin(one) && !self.origin.is_empty() => {
                self.sure(one, birth)
            }
            ([one], [_]) if self.born.is_none() && namesakes.len() == 1 => Ok(Who::Known(one.id, KeepsBirth::Yes)),
            (_, []) if self.born.is_none() && !namesakes.is_empty() => Err(doubt(&namesakes)),
            (_, []) => Ok(Who::New),
            ([], [one]) if same_name(&one) && !same_birth(&one) => self.sure(one, Birth::Ask),
            (_, close) => Err(doubt(close)),
        }
    }
}

fn known<'a>(meaning: &Meaning<'a>, id: CadreId) -> Result<&'a Arc<Cadre>, Trouble> {
    meaning.view.cadre(id).ok_or_else(|| Trouble::Unknown(id.to_string()))
}
