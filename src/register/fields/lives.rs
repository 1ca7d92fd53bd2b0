//! When a unit or a post exists: the row that each of them has once.

use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, needed, span_cells};
use super::rows::SheetRow;
use crate::domain::{Post, Unit};
use crate::register::problem::Problem;
use crate::register::view::View;

pub(super) const LIFE: &[Column] = &[needed("from", Input::Day), asked("to", Input::Day)];

impl SheetRow for Unit {
    fn cells(&self, _: &View) -> Vec<String> {
        span_cells(self.span).to_vec()
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        Ok(Unit { span: reader.span()?, ..was.clone() })
    }
}

pub(super) const POST: &[Column] = &[
    needed("unit", Input::Unit),
    needed("title", Input::Choice(Choice::Titles)),
    needed("from", Input::Day),
    asked("to", Input::Day),
];

impl SheetRow for Post {
    fn cells(&self, view: &View) -> Vec<String> {
        let mut cells = vec![self.unit.to_string(), cell(view.catalogue.title(self.title).map(|t| t.code.clone()))];
        cells.extend(span_cells(self.span));
        cells
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        let unit = reader.unit_or("unit")?.ok_or(Wrong { column: "unit", problem: Problem::Needed })?;
        Ok(Post { unit, title: reader.title("title")?, span: reader.span()?, ..was.clone() })
    }
}
