//! One act for many units that are alike: the same post in each of them, a new unit under each.

use super::column::{Choice, Column, Input, Reader, Wrong, needed};
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Day, Edit, Form, Line, Nature, Post, PostId, Record, Span, TitleId, Unit, UnitId};
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

/// A record that begins on a day.
pub(super) fn created(on: Day, record: Record) -> Edit {
    Edit { nature: Nature::Change(on), was: None, becomes: Some(record) }
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
    Ok(Some(created(on, Record::Unit(unit))))
}

/// A post of a unit, with a provisional number.
pub(super) fn new_post_in(r: &Reader<'_>, unit: UnitId, number: u64) -> Result<Edit, Wrong> {
    let (title, on, seats): (TitleId, Day, u16) = (r.title("title")?, r.day("from")?, r.number("seats")?);
    let span = Span::since(on);
    if r.view.snapshot.posts_of(unit).any(|p| p.title == title && p.span.overlaps(span)) {
        return Err(Wrong { column: "title", problem: Problem::PostThere });
    }
    let id = PostId::new(PROVISIONAL, number);
    Ok(created(on, Record::Post(Post::new(id, unit, title, span, seats))))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::begin::begin;
    use crate::register::fields::{Operation, Records, Task};
    use crate::register::gazetteer::Gazetteer;
    use crate::register::handle::Texts;
    use crate::register::{Catalogue, Snapshot, check};

    #[test]
    fn a_post_and_a_unit_come_to_every_commune_in_one_act_and_where_they_are_nothing_changes() {
        let (catalogue, on) = (Catalogue::embedded().unwrap(), Day::parse("2026-12-01").unwrap());
        let mut snapshot = Snapshot::default();
        let edits = begin(&catalogue, Gazetteer::shared().unwrap(), 12, on, 9).unwrap();
        edits.into_iter().for_each(|e| snapshot.apply(e));
        let view = View::new(Arc::new(snapshot), Arc::new(catalogue), on);
        let texts = Texts::default();
        let records = Records { view: &view, texts: &texts };
        let commune = view.snapshot.units.values().find(|u| u.name(on) == "Pa Ủ" && u.code(on).is_some()).unwrap().id;
        let act = |of: Alike, cells: [&str; 4]| {
            let task = Task::Do(Operation::Alike(of));
            let cells: Vec<String> = cells.iter().take(task.columns().len()).map(|c| (*c).to_owned()).collect();
            task.edits(records, &cells)
        };
        let posts = act(Alike::Post(commune), ["lao-dong-xa", "2", "01/12/2026", ""]).unwrap();
        assert_eq!(posts.len(), 38);
        check::check(&posts, &view.snapshot, on).unwrap();
        // every commune has its secretary already
        let there = act(Alike::Post(commune), ["bi-thu-dang-uy-xa", "1", "01/12/2026", ""]).unwrap_err();
        assert_eq!(there.problem, Problem::Nothing);
        let units = act(Alike::Unit(commune), ["Trung tâm Cung ứng dịch vụ công", "co-quan-xa", "state", "01/12/2026"]);
        let units = units.unwrap();
        assert_eq!(units.len(), 38);
        check::check(&units, &view.snapshot, on).unwrap();
        let office = view.children(Line::State, commune);
        let office = office.into_iter().find(|u| view.unit(*u).is_some_and(|u| u.name(on) == "Văn phòng HĐND và UBND"));
        assert_eq!(alike(&view, office.unwrap()).len(), 38);
    }
}
