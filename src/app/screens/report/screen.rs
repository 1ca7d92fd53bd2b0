//! What the screen of reports shows and does.

use super::{Screened, act, areas, document, refresh, step, trail};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::Area;
use crate::app::parts::list::{List, Motion};
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use crate::exchange::paper::Paper;

impl ScreenState for Screened {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Reports
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        match (self.people.is_some(), self.inside) {
            (true, _) => &[A::Open, A::GoToUnit, A::Export, A::Leave, A::Down, A::Help],
            (false, true) => {
                &[A::Open, A::Collapse, A::Expand, A::Export, A::Compare, A::OwnDays, A::DateType, A::Leave, A::Help]
            }
            (false, false) => {
                &[A::Open, A::Down, A::Export, A::Compare, A::OwnDays, A::DateType, A::Find, A::Leave, A::Help]
            }
        }
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Open if self.people.is_none() => Some(if self.inside { "hint.who" } else { "hint.tables" }),
            Action::Expand => Some("hint.column-right"),
            Action::Collapse => Some("hint.column-left"),
            Action::Compare => Some("hint.compare-days"),
            _ => None,
        }
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        act(self, cx, action);
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        if self.people.take().is_some() {
            return true;
        }
        std::mem::take(&mut self.inside) || self.compared.take().is_some()
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::cadre(self.cadre())
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        document(self, cx)
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let (list, tables) = areas(cx.size, self.inside);
        if list.cols > 0 && list.has(x, y) {
            self.inside = false;
            return Some((&mut self.list, list));
        }
        if let Some(people) = &mut self.people {
            return Some((&mut people.list, tables.below(2)));
        }
        self.inside.then(|| (&mut self.page, tables.below(1)))
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let mut out: Vec<String> = self.entries.iter().map(|entry| entry.title.clone()).collect();
        let Some(report) = &self.shown else { return out };
        for section in &report.sections {
            let on = cx.words.fill("head.as-of", &[section.on.to_string()]);
            out.push(section.under(&on));
            for table in &section.tables {
                out.push(table.title.clone());
                for row in &table.rows {
                    let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
                        let head = [column.over.as_str(), column.label.as_str()];
                        let head: Vec<&str> = head.into_iter().filter(|text| !text.is_empty()).collect();
                        format!("{}: {}", head.join(" "), cell.value.shown())
                    });
                    out.push(format!("{}. {}", row.label, cells.collect::<Vec<_>>().join("; ")));
                }
                out.extend(table.notes.iter().cloned());
            }
            out.extend(section.notes.iter().cloned());
        }
        out
    }
}
