//! What the import of a file shows and does.

use super::{Import, act, export, line, refresh};
use crate::app::input::action::{Action, Scope};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::parts::page;
use crate::app::screens::screen::ScreenState;
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use std::sync::atomic::Ordering;

impl ScreenState for Import {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Import
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        vec![cx.words.get("head.import").to_owned()]
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[A::Open, A::NextPane, A::CarryOut, A::Export, A::Leave, A::Help]
    }

    fn overrides(&self, action: Action) -> bool {
        action == Action::Export
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Export => export(self, cx),
            _ => act(self, cx, action),
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        if self.inside { self.page.step(motion) } else { self.list.step(motion) }
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        if self.reading.is_some() {
            self.stop.store(true, Ordering::Relaxed);
            return true;
        }
        if self.inside {
            self.inside = false;
            return true;
        }
        *self = Import { kind: self.kind, ..Import::default() };
        false
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::default()
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let (list, page) = layout::journal(cx.size);
        self.inside = page.has(x, y);
        Some(if self.inside { (&mut self.page, page) } else { (&mut self.list, list) })
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let pair = |(name, text): (String, String)| if text.is_empty() { name } else { format!("{name}: {text}") };
        let parts = self.parts.iter().map(|part| pair(line(self, cx, *part)));
        let out: Vec<String> = parts.chain(page::plain(&self.lines)).collect();
        if out.is_empty() { vec![cx.words.get("import.title").to_owned()] } else { out }
    }
}
