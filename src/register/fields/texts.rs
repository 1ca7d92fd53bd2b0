//! The texts of a dossier (form 2C-TCTW/98), field by field.

use super::column::{Column, Input, Reader, Wrong, asked};
use super::field::{self, Field};
use super::rows::SheetRow;
use crate::domain::Dossier;
use crate::register::problem::Problem;
use crate::register::view::View;

type TextField = Field<Dossier>;

/// The texts of a dossier, in the order of forms and files. None of them leaves the program unless it is asked for
/// ([`super::Sheet::is_sensitive`]); those that are marked here are not shown to a meeting either.
pub const TEXTS: &[Field<Dossier>] = &[
    TextField::text(asked("birthplace", Input::Line), |d| &d.birthplace, |d| &mut d.birthplace)
        .shown(90)
        .paper("noi_sinh"),
    TextField::text(asked("residence", Input::Line), |d| &d.residence, |d| &mut d.residence)
        .sensitive()
        .shown(100)
        .paper("noi_o"),
    TextField::text(asked("background", Input::Line), |d| &d.background, |d| &mut d.background)
        .shown(110)
        .paper("thanh_phan"),
    TextField::text(asked("strengths", Input::Line), |d| &d.strengths, |d| &mut d.strengths)
        .shown(210)
        .paper("so_truong"),
    TextField::text(asked("duty", Input::Text), |d| &d.duty, |d| &mut d.duty).shown(200).paper("cong_viec"),
    TextField::text(asked("note", Input::Text), |d| &d.note, |d| &mut d.note)
        .sensitive()
        .shown(220)
        .paper("so_yeu_ghi_chu"),
];

pub(super) const COLUMNS: &[Column] = &field::columns::<Dossier, { TEXTS.len() }>(TEXTS);

impl SheetRow for Dossier {
    fn cells(&self, view: &View) -> Vec<String> {
        field::cells(TEXTS, self, view)
    }
    fn read(reader: &Reader<'_>, was: Option<&Self>) -> Result<Self, Wrong> {
        let was = was.ok_or(Wrong { column: "", problem: Problem::Nothing })?;
        field::read(TEXTS, was.clone(), reader)
    }
}
