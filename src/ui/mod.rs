//! The model as cells. Draws, decides nothing: what is shown, where, and in which words stands in `app`; here are
//! colours, rules and columns. Never changes the model, and draws visible rows only.

mod cadres;
mod chrome;
mod dossier;
mod find;
mod form;
mod import;
mod indicators;
mod journal;
mod map;
mod over;
mod page;
mod pen;
mod picture;
mod plan;
mod reorganise;
mod reports;
mod rotations;
mod table;
mod tabs;
pub mod theme;
mod timeline;
mod today;
mod units;

use crate::app::model::{Model, Screen, Stage};
use crate::app::overlays::picker::Picker;
use crate::app::parts::layout::{self, Size};
use pen::Pen;
use ratatui::buffer::Buffer;
use theme::{Role, Theme};

/// Draws the model into the cells of a frame of its size; where the terminal's cursor shall stand.
pub fn draw(model: &Model, theme: Theme, cells: &mut Buffer) -> Option<(u16, u16)> {
    let mut pen = Pen::new(cells, theme);
    if !model.cx.size.usable() {
        let least = [Size::LEAST.cols.to_string(), Size::LEAST.rows.to_string()];
        pen.put(0, 0, model.cx.size.cols, &model.cx.words.fill("head.too-small", &least), Role::Plain);
        return None;
    }
    chrome::draw(&mut pen, model);
    // a picker takes the whole body: what is under it is not seen
    if model.cx.over.get::<Picker>().is_some() {
        chrome::over(&mut pen, model);
        return pen.cursor();
    }
    match (&model.cx.stage, model.cx.screen) {
        (Stage::Open, Screen::Units) => units::draw(&mut pen, model),
        (Stage::Open, Screen::Cadres) => cadres::draw(&mut pen, model),
        (Stage::Open, Screen::Dossier) => dossier::draw(&mut pen, model),
        (Stage::Open, Screen::Journal) => journal::draw(&mut pen, model),
        (Stage::Open, Screen::Plan) => plan::draw(&mut pen, model),
        (Stage::Open, Screen::Rotations) => rotations::draw(&mut pen, model),
        (Stage::Open, Screen::Indicators) => indicators::draw(&mut pen, model),
        (Stage::Open, Screen::Import) => import::draw(&mut pen, model),
        (Stage::Open, Screen::Reports) => reports::draw(&mut pen, model),
        (Stage::Open, Screen::Timeline) => timeline::draw(&mut pen, model),
        (Stage::Open, Screen::Today) => today::draw(&mut pen, model),
        (Stage::Open, Screen::Reorganise) => reorganise::draw(&mut pen, model),
        (Stage::Open, Screen::Chain | Screen::Rules) => {
            if let Some((lines, list)) = model.screen().page() {
                page::draw(&mut pen, layout::body(model.cx.size), lines, Some((list, true)));
            }
        }
        (Stage::Ask { .. } | Stage::Making { .. } | Stage::Opening | Stage::Refused { .. }, _) => {
            chrome::start(&mut pen, model)
        }
    }
    chrome::over(&mut pen, model);
    pen.cursor()
}

#[cfg(test)]
mod tests;
