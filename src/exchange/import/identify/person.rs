//! Which person a row is about: by id, by code, by citizen number, else by name, birth and origin. What is not certain is
//! asked, never chosen.

use crate::domain::{Cadre, CadreId, PartialDate, text};
use crate::exchange::import::known::{Known, doubt};
use crate::exchange::import::map::{Birth, PersonAnswer};
use crate::exchange::import::parse::PersonDescription;
use crate::exchange::import::trouble::Trouble;
use crate::register::namesakes::Near;
use crate::search::sounds;
use std::sync::Arc;

/// The person a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdentifiedPerson {
    /// Somebody on file; and which birth date holds.
    Known(CadreId, KeepsBirth),
    /// An id that nobody on file has.
    NewAs(CadreId),
    /// Nobody on file.
    New,
}

/// Whether the birth date on file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeepsBirth {
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
    sounds(&text::at_the_door(name))
}

/// Looks for one person.
struct Search<'a> {
    person: &'a PersonDescription,
    known: &'a Known,
    birth: Birth,
}

/// Finds the person that a row describes.
///
/// # Errors
/// Nobody is described, nobody is called so, or it is a question that an officer must answer.
pub(super) fn find(
    person: &PersonDescription,
    known: &Known,
    birth: Birth,
    answer: Option<PersonAnswer>,
) -> Result<IdentifiedPerson, Trouble> {
    let on_file = |id: &str| -> Result<CadreId, Trouble> {
        let id = id.parse::<CadreId>().map_err(|_| Trouble::Unknown(id.to_owned()))?;
        Ok(card(known, id)?.id)
    };
    match answer {
        Some(PersonAnswer::New) => Ok(IdentifiedPerson::New),
        Some(PersonAnswer::Is(id)) => Ok(IdentifiedPerson::Known(on_file(&id)?, KeepsBirth::Yes)),
        Some(PersonAnswer::IsBorn(id)) => Ok(IdentifiedPerson::Known(on_file(&id)?, KeepsBirth::No)),
        Some(PersonAnswer::Leave) | None => Search { person, known, birth }.find(),
    }
}

impl Search<'_> {
    fn find(&self) -> Result<IdentifiedPerson, Trouble> {
        let Search { person, known, .. } = *self;
        if let Ok(id) = person.cadre.parse::<CadreId>() {
            return match known.view.cadre(id) {
                Some(cadre) => self.certain(cadre),
                None => Ok(IdentifiedPerson::NewAs(id)),
            };
        }
        let code = if person.code.is_empty() { &person.cadre } else { &person.code };
        let coded = if code.is_empty() { Vec::new() } else { known.names.people.coded(&known.view, code) };
        let mut numbered = person.citizen.iter().flat_map(|number| known.view.snapshot.numbered(*number));
        match (coded.as_slice(), numbered.next()) {
            ([one], None) => return self.certain(one),
            (many, Some(one)) if many.iter().any(|c| c.id == one) => return self.certain(card(known, one)?),
            ([], Some(one)) => return self.certain(card(known, one)?),
            ([], None) => {}
            // the code is of one and the number of another
            (many, other) => return Err(Trouble::Doubt(many.iter().map(|c| c.id).chain(other).collect())),
        }
        if !person.cadre.is_empty() {
            let cadre = known.cadre(&person.cadre)?;
            return self.certain(card(known, cadre)?);
        }
        if person.name.is_empty() {
            return Err(if person.code.is_empty() { Trouble::Nobody } else { Trouble::Unknown(person.code.clone()) });
        }
        self.by_name()
    }

    /// Somebody who is certainly meant: only the birth date can be in question.
    fn certain(&self, cadre: &Arc<Cadre>) -> Result<IdentifiedPerson, Trouble> {
        self.certain_by(cadre, self.birth)
    }

    fn certain_by(&self, cadre: &Arc<Cadre>, birth: Birth) -> Result<IdentifiedPerson, Trouble> {
        let Some(said) = self.person.born else { return Ok(IdentifiedPerson::Known(cadre.id, KeepsBirth::Yes)) };
        if agree(said, cadre.born) {
            // the list may know the day of what is only a year on file
            let says_more = said.exact() && !cadre.born.exact()
                || matches!((said, cadre.born), (PartialDate::Month(..), PartialDate::Year(_)));
            return Ok(IdentifiedPerson::Known(cadre.id, if says_more { KeepsBirth::No } else { KeepsBirth::Yes }));
        }
        match birth {
            Birth::File => Ok(IdentifiedPerson::Known(cadre.id, KeepsBirth::No)),
            Birth::Register => Ok(IdentifiedPerson::Known(cadre.id, KeepsBirth::Yes)),
            Birth::Ask => Err(Trouble::Births { cadre: cadre.id, known: cadre.born, said }),
        }
    }

    fn by_name(&self) -> Result<IdentifiedPerson, Trouble> {
        let Search { person, known, .. } = *self;
        // whoever has a code or a number of his own is another
        let codeless = |c: &&Arc<Cadre>| person.code.is_empty() || c.code.is_empty();
        let numberless = |c: &&Arc<Cadre>| person.citizen.is_none() || c.citizen.is_none();
        // of thousands of one name only those matter who come near by birth or origin
        let near = person.born.map(|born| Near { year: born.year(), origin: &person.origin });
        let called = known.names.people.named(&known.view, &person.name, near).into_iter();
        let (namesakes, numbered): (Vec<&Arc<Cadre>>, Vec<_>) = called.filter(codeless).partition(numberless);
        let same_name = |c: &&&Arc<Cadre>| spelled(&c.name) == spelled(&person.name);
        let same_birth = |c: &&&Arc<Cadre>| person.born.is_none_or(|said| agree(said, c.born));
        let same_origin = |c: &Arc<Cadre>| spelled(&c.origin.text) == spelled(&person.origin);
        let other_origin = |c: &Arc<Cadre>| !person.origin.is_empty() && !c.origin.text.is_empty() && !same_origin(c);
        // somebody of the same name and origin with another birth date: perhaps a slip, so it is asked
        let slip = |c: &&&Arc<Cadre>| !person.origin.is_empty() && same_origin(c);
        // but one of the same name, birth and origin with another number: perhaps a slip in the number
        let alike = |c: &&&Arc<Cadre>| person.born.is_some() && same_name(c) && same_birth(c) && slip(c);
        if let Some(one) = numbered.iter().find(alike) {
            return Err(Trouble::Doubt(vec![one.id]));
        }
        let close: Vec<&Arc<Cadre>> = namesakes.iter().filter(|c| same_birth(c) || slip(c)).copied().collect();
        let exact: Vec<&Arc<Cadre>> =
            close.iter().filter(|c| same_name(c) && same_birth(c) && !other_origin(c)).copied().collect();
        match (exact.as_slice(), close.as_slice()) {
            // a name alone, or a year alone, is sure only where nobody else comes near
            ([one], [_]) if person.born.is_some_and(|d| d.exact()) || same_origin(one) && !person.origin.is_empty() => {
                self.certain(one)
            }
            ([one], [_]) if person.born.is_none() && namesakes.len() == 1 => {
                Ok(IdentifiedPerson::Known(one.id, KeepsBirth::Yes))
            }
            (_, []) if person.born.is_none() && !namesakes.is_empty() => Err(doubt(&namesakes)),
            (_, []) => {
                match person.born.map(|born| known.names.people.nearly(&known.view, &person.name, born, &person.origin))
                {
                    // of one birth and one place, and called nearly so: perhaps a slip in the name
                    Some(near) if near.iter().any(numberless) => {
                        Err(doubt(&near.into_iter().filter(numberless).collect::<Vec<_>>()))
                    }
                    _ => Ok(IdentifiedPerson::New),
                }
            }
            ([], [one]) if same_name(&one) && !same_birth(&one) => self.certain_by(one, Birth::Ask),
            (_, close) => Err(doubt(close)),
        }
    }
}

/// The card of somebody on file.
fn card(known: &Known, id: CadreId) -> Result<&Arc<Cadre>, Trouble> {
    known.view.cadre(id).ok_or_else(|| Trouble::Unknown(id.to_string()))
}
