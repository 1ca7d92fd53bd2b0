//! What the journal shows and does.

use super::{Journal, about, everything, filters, follow, narrowed, refresh, said_of, step, toggle_under, undo};
use crate::app::input::action::{Action, Scope};
use crate::app::outgoing::{columns, document};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page;
use crate::app::screens::screen::{ScreenState, place_in};
use crate::app::session::Session;
use crate::app::session::go::Go;
use crate::app::session::selection::Selection;
use crate::app::words::text;
use crate::exchange::paper::{Cell, Paper};

impl ScreenState for Journal {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Journal
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        let mut names = vec![cx.words.get("head.journal").to_owned(), narrowed(self, cx)];
        names.retain(|n| !n.is_empty());
        names
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Open, A::NextPane, A::UndoRevision, A::KnownAt, A::Filter, A::Everything, A::Leave, A::Help]
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Open => {
                if let Some(target) = follow(self, cx) {
                    cx.follow(target);
                }
            }
            Action::NextPane | Action::PreviousPane => self.inside = !self.inside,
            Action::Filter => filters::open(self, cx),
            Action::Under => toggle_under(self, cx),
            Action::Everything => everything(self),
            Action::UndoRevision => undo(self, cx),
            Action::KnownAt => {
                if let Some(header) = self.selected().map(|entry| &entry.header) {
                    cx.go(Go::KnownAt(header.revision, header.at));
                }
            }
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        step(self, motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        if self.inside {
            self.inside = false;
        } else if !self.query.is_empty() {
            everything(self);
        } else {
            return false;
        }
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        place_in(cx, &self.list)
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        let (list, _) = layout::journal(cx.size);
        Some((&mut self.list, list.below(1)))
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        let table = columns::table(&cx.words, "journal", &self.entries, |entry, id| match id {
            "revision" => i64::try_from(entry.header.revision.0).map_or(Cell::Empty, Cell::Number),
            "at" => Cell::text(text::time(entry.header.at)),
            "by" => Cell::text(entry.header.author.name.clone()),
            "what" => Cell::text(said_of(cx, entry)),
            "about" => Cell::text(about(cx, entry)),
            _ => Cell::Empty,
        });
        document(cx, "journal", "head.journal", None, table, false)
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let mut out: Vec<String> = self
            .entries
            .iter()
            .map(|entry| {
                let header = &entry.header;
                let undone = entry.undone_by.map(|by| cx.words.fill("journal.undone-mark", &[by.to_string()]));
                let said = [
                    header.revision.to_string(),
                    text::time(header.at),
                    header.author.name.clone(),
                    said_of(cx, entry),
                    about(cx, entry),
                    undone.unwrap_or_default(),
                ];
                said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
            })
            .collect();
        if out.is_empty() {
            out.push(cx.words.get(if self.waiting { "journal.wait" } else { "journal.none" }).to_owned());
        }
        out.extend(page::plain(&self.lines));
        out
    }
}
