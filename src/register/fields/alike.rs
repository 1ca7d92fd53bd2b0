//! One act for many units that are alike: the same post in each of them, a new unit under each.

use super::acts::new_post_in;
use super::column::{Choice, Column, Input, Reader, Wrong, needed};
use super::holding::new;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Edit, Form, Line, Record, Span, Unit, UnitId};
use crate::register::fields::codes::Coded;
use crate::register::problem::Problem;
use crate::register::view::View;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is done to every unit like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alike {
    /// A unit of one name begins under each.
    Unit(UnitId),
    /// Each is given the post, where it has not got it.
    Post(UnitId),
}

impl Alike {
    /// The unit that the others are like.
    #[must_use]
    pub fn unit(self) -> UnitId {
        match self {
            Alike::Unit(id) | Alike::Post(id) => id,
        }
    }

    /// Its name in the journal and in the locales.
    #[must_use]
    pub(super) fn intent(self) -> &'static str {
        match self {
            Alike::Unit(_) => "new-units",
            Alike::Post(_) => "new-posts",
        }
    }

    #[must_use]
    pub(super) fn columns(self) -> Vec<Column> {
        match self {
            Alike::Unit(_) => vec![
                needed("name", Input::Line),
                needed("kind", Input::Choice(Choice::Kinds)),
                needed("line", Input::Choice(Choice::Group(Line::GROUP))),
                needed("from", Input::Day),
            ],
            Alike::Post(_) => vec![
                needed("title", Input::Choice(Choice::Titles)),
                needed("seats", Input::Number),
                needed("from", Input::Day),
            ],
        }
    }

    pub(super) fn begin(self, view: &View) -> Vec<String> {
        let on = view.on.to_string();
        match self {
            Alike::Unit(_) => vec![String::new(), String::new(), Line::State.code().to_owned(), on],
            Alike::Post(_) => vec![String::new(), "1".to_owned(), on],
        }
    }

    /// The edits, one for each unit that has not got it yet.
    pub(super) fn edits(self, r: &Reader<'_>) -> Result<Vec<Edit>, Wrong> {
        let view = r.view;
        let mut edits = Vec::new();
        for unit in alike(view, self.unit()) {
            let at = edits.len() as u64 + 1;
            match self {
                Alike::Unit(_) => edits.extend(under(r, unit, at)?),
                Alike::Post(_) => match new_post_in(r, unit, at) {
                    Ok(edit) => edits.push(edit),
                    Err(Wrong { problem: Problem::PostThere, .. }) => {}
                    Err(wrong) => return Err(wrong),
                },
            }
        }
        if edits.is_empty() { Err(Problem::Nothing.into()) } else { Ok(edits) }
    }
}

/// A unit of the name under another; none where one stands there already.
fn under(r: &Reader<'_>, above: UnitId, at: u64) -> Result<Option<Edit>, Wrong> {
    let (view, line): (_, Line) = (r.view, r.coded("line")?);
    let (on, name, kind) = (r.day("from")?, r.name("name")?, r.kind("kind")?);
    let same = |unit: &UnitId| {
        view.unit(*unit).is_some_and(|unit| unit.name(on) == name && unit.form(on).is_some_and(|f| f.kind == kind))
    };
    let children = view.on(on).children(line, above);
    if children.iter().any(same) {
        return Ok(None);
    }
    let level = view.unit(above).and_then(|unit| unit.form(on)).map(|form| form.level);
    let level = level.ok_or(Wrong { column: "from", problem: Problem::Nothing })?;
    let form = Form { kind, level };
    let order = u32::try_from(children.len()).unwrap_or(u32::MAX).saturating_add(1);
    let mut unit = Unit::new(UnitId::new(PROVISIONAL, at), Span::since(on), &name, form, order);
    unit.place(line, Some(above), Span::since(on));
    Ok(Some(new(on, Record::Unit(unit))))
}

/// The units like one on the day, itself among them: of land all of its level; of offices those of its kind and name,
/// else, where each has a name of its own, those of its kind.
#[must_use]
pub fn alike(view: &View, unit: UnitId) -> Vec<UnitId> {
    let Some(here) = view.unit(unit) else { return Vec::new() };
    let Some(form) = here.form(view.on) else { return Vec::new() };
    let standing = || view.snapshot.units.values().filter(|unit| unit.span.holds(view.on));
    if view.stands(Line::Territory, unit) {
        let of_level = |u: &&Arc<Unit>| {
            view.stands(Line::Territory, u.id) && u.form(view.on).is_some_and(|f| f.level == form.level)
        };
        return standing().filter(of_level).map(|u| u.id).collect();
    }
    let of_kind = |u: &&Arc<Unit>| u.form(view.on) == Some(form);
    let named: Vec<UnitId> =
        standing().filter(of_kind).filter(|u| u.name(view.on) == here.name(view.on)).map(|u| u.id).collect();
    if named.len() > 1 { named } else { standing().filter(of_kind).map(|u| u.id).collect() }
}
