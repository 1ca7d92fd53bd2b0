//! The rows that a record has only once: the card of a cadre, the life of a unit or a post, the texts of a dossier.

use super::codes::Coded;
use super::column::{Choice, Column, Input, Reader, Wrong, asked, cell, needed, span_cells};
use super::rows::{Row, listed};
use crate::domain::{Cadre, Dossier, Membership, Origin, Post, RetirementOverride, Sex, Unit};
use crate::register::View;
use crate::register::catalogue::ListName;
use crate::register::check::Problem;

pub(super) const CARD: &[Column] = &[
    needed("name", Input::Line),
    asked("other-name", Input::Line),
    asked("code", Input::Line),
    asked("citizen-number", Input::Line),
    needed("sex", Input::Choice(Choice::Group(Sex::GROUP))),
    needed("born", Input::Date),
    asked("ethnic", Input::Choice(Choice::List(ListName::Ethnic))),
    asked("religion", Input::Choice(Choice::List(ListName::Religion))),
    asked("origin", Input::Line),
    asked("origin-unit", Input::Unit),
    asked("joined", Input::Date),
    asked("official", Input::Date),
    asked("recruited", Input::Date),
    asked("retires", Input::Day),
    asked("retires-by", Input::Line),
];

impl Row for Cadre {
    fn cells(&self, view: &View) -> Vec<String> {
        let retires = self.retirement.as_ref();
        vec![
            self.name.clone(),
            self.other_name.clone().unwrap_or_default(),
            self.code.clone(),
            cell(self.citizen),
            self.sex.code().to_owned(),
            self.born.to_string(),
            listed(view, ListName::Ethnic, self.ethnic),
            listed(view, ListName::Religion, self.religion),
            self.origin.text.clone(),
            cell(self.origin.unit),
            cell(self.membership.map(|m| m.joined)),
            cell(self.membership.and_then(|m| m.official)),
            cell(self.recruited),
            cell(retires.map(|r| r.last_day)),
            retires.map(|r| r.basis.clone()).unwrap_or_default(),
        ]
    }

    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        let name = reader.name("name")?;
        let origin =
            Origin { text: reader.line("origin")?, unit: reader.unit_or("origin-unit")?, code: was.origin.code };
        let membership = match (reader.date_or("joined")?, reader.date_or("official")?) {
            (None, None) => None,
            (None, Some(_)) => return Err(Wrong { column: "joined", problem: Problem::Needed }),
            (Some(joined), official) => Some(Membership { joined, official }),
        };
        let basis = reader.line("retires-by")?;
        let retirement = match (reader.day_or("retires")?, basis.is_empty()) {
            (None, true) => None,
            (None, false) => return Err(Wrong { column: "retires", problem: Problem::Needed }),
            (Some(_), true) => return Err(Wrong { column: "retires-by", problem: Problem::Needed }),
            (Some(last_day), false) => Some(RetirementOverride { last_day, basis }),
        };
        Ok(Cadre {
            id: was.id,
            code: reader.line("code")?,
            citizen: reader.citizen("citizen-number")?,
            name,
            other_name: Some(reader.line("other-name")?).filter(|n| !n.is_empty()),
            sex: reader.coded("sex")?,
            born: reader.date("born")?,
            ethnic: reader.listed("ethnic", ListName::Ethnic)?,
            religion: reader.listed("religion", ListName::Religion)?,
            origin,
            membership,
            qualifications: was.qualifications.clone(),
            ranks: was.ranks.clone(),
            payroll: was.payroll.clone(),
            recruited: reader.date_or("recruited")?,
            retirement,
        })
    }
}

pub(super) const LIFE: &[Column] = &[needed("from", Input::Day), asked("to", Input::Day)];

impl Row for Unit {
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

impl Row for Post {
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

pub(super) const TEXTS: &[Column] = &[
    asked("birthplace", Input::Line),
    asked("residence", Input::Line),
    asked("background", Input::Line),
    asked("strengths", Input::Line),
    asked("duty", Input::Text),
    asked("note", Input::Text),
];

impl Row for Dossier {
    fn cells(&self, _: &View) -> Vec<String> {
        [&self.birthplace, &self.residence, &self.background, &self.strengths, &self.duty, &self.note]
            .map(Clone::clone)
            .to_vec()
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        Ok(Dossier {
            birthplace: reader.line("birthplace")?,
            residence: reader.line("residence")?,
            background: reader.line("background")?,
            strengths: reader.line("strengths")?,
            duty: reader.lines("duty")?,
            note: reader.lines("note")?,
            ..was.clone()
        })
    }
}
