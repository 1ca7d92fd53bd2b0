//! What the queues of rotations show and do.

use super::panes::panes;
use super::rows::{cells, columns};
use super::{Rotations, act, areas, refresh, sift, tabs, trail};
use crate::app::input::action::{Action, Scope};
use crate::app::outgoing::papers::{self, Official};
use crate::app::outgoing::{date, document};
use crate::app::parts::layout::Area;
use crate::app::parts::list::{List, Motion};
use crate::app::screens::screen::{ScreenState, place_in};
use crate::app::session::Session;
use crate::app::session::selection::Selection;
use crate::app::words::findings;
use crate::exchange::paper::{Column, Paper, Row, Table};
use crate::register::rotations::RotationQuery;

impl ScreenState for Rotations {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Rotations
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        trail(self, cx)
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[
            A::NextStep,
            A::NextTab,
            A::Assess,
            A::PlanAfter,
            A::Extend,
            A::Chain,
            A::Steps,
            A::Add,
            A::Filter,
            A::NonLocal,
            A::Timeline,
            A::Why,
            A::Open,
            A::Edit,
            A::Undo,
            A::Help,
        ]
    }

    fn hint(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextStep if self.source().is_some() => Some("hint.propose"),
            Action::NextTab => Some("hint.next-queue"),
            _ => None,
        }
    }

    fn overrides(&self, action: Action) -> bool {
        // who may be sent is nobody's list to take along
        let keeps = self.source().is_some() && matches!(action, Action::Export | Action::Copy);
        keeps || matches!(action, Action::Edit | Action::Add)
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Export if cx.meeting => cx.say("outgoing.meeting", &[]),
            Action::Export | Action::Copy => cx.say("rotations.no-export", &[]),
            _ => act(self, cx, action),
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        self.list.step(motion);
    }

    fn leave(&mut self, _cx: &mut Session) -> bool {
        if self.heads {
            self.heads = false;
            self.list.go(0);
        } else if self.sieve.typed().is_some() {
            sift(self, "");
        } else if self.asks != RotationQuery::default() {
            self.asks = RotationQuery::default();
        } else {
            return false;
        }
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        Selection::cadre(self.cadre())
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        place_in(cx, &self.list)
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        let column =
            |(at, c): (usize, super::Column)| Column { width: c.cols, ..Column::new(at.to_string(), &c.title) };
        let heads = columns(self, cx).into_iter().enumerate().map(column);
        let rows = (0..self.list.len).map(|at| {
            let cells = cells(cx, self, at);
            Row::from(cells.into_iter().map(|(text, _)| date(text)).collect::<Vec<_>>())
        });
        let table = Table { columns: heads.collect(), rows: rows.collect(), ..Table::default() };
        document(cx, "rotations", "head.rotations", None, table, false)
    }

    fn papers(&self, cx: &Session) -> Vec<Official> {
        let queue = (!self.heads && self.source().is_none()).then_some(self.tab);
        papers::of_queue(cx, queue, self.asks.unit)
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let [_, body, ..] = areas(cx.size, self.why);
        let open = panes(self, body).into_iter().find(|pane| pane.open && pane.area.has(x, y))?;
        Some((&mut self.list, open.area.below(1)))
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let mut out: Vec<String> = tabs(self, cx)
            .into_iter()
            .map(|(name, open)| if open { cx.words.fill("plain.open", &[name]) } else { name })
            .collect();
        let heads = columns(self, cx);
        out.extend((0..self.list.len).map(|at| {
            let cells = cells(cx, self, at).into_iter().zip(&heads).filter(|((text, _), _)| !text.is_empty());
            let cells = cells.map(|((text, verdict), head)| {
                format!("{}: {}", head.title, findings::without_signs(&cx.words, &text, verdict))
            });
            cells.collect::<Vec<_>>().join("; ")
        }));
        out
    }
}
