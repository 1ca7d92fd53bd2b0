//! What the table of cadres shows and does.

use super::{Cadres, Column, document, refresh};
use crate::app::input::action::{Action, Scope};
use crate::app::outgoing::papers::{self, Official};
use crate::app::overlays::find;
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::parts::layout::{self, Area};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::dossier::tab::Tab;
use crate::app::screens::screen::{ScreenState, place_in};
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::app::session::go::Go;
use crate::app::session::selection::Selection;
use crate::app::words::terms;
use crate::domain::Subject;
use crate::exchange::paper::Paper;
use crate::register::Loaded;
use crate::search::Kind;

impl ScreenState for Cadres {
    fn scope(&self, _cx: &Session) -> Scope {
        Scope::Cadres
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        let mut names = cx.path_names(self.under);
        names.push(cx.words.get("head.cadres").to_owned());
        names.extend(self.filter.as_ref().map(|typed| format!("[{typed}]")));
        names
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        &[
            A::Open,
            A::Mark,
            A::MarkRange,
            A::Edit,
            A::Add,
            A::Many,
            A::Sort,
            A::Columns,
            A::Filter,
            A::Everybody,
            A::GoToUnit,
            A::Timeline,
            A::Find,
            A::Meeting,
            A::Help,
        ]
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        let selected = self.selected();
        match action {
            Action::Open => selected.into_iter().for_each(|cadre| cx.go(Go::Dossier(cadre, Tab::Summary))),
            Action::GoToUnit => selected.into_iter().for_each(|cadre| cx.go(Go::UnitOf(cadre))),
            Action::Mark => {
                if let Some(cadre) = selected {
                    self.marks.settle();
                    self.marks.toggle(cadre);
                    self.list.step(Motion::Down);
                }
            }
            Action::MarkRange => self.marks.range(&self.ids, self.list.cursor),
            Action::MarkUp | Action::MarkDown => {
                if !self.marks.in_range() {
                    self.marks.range(&self.ids, self.list.cursor);
                }
                self.step(cx, if action == Action::MarkUp { Motion::Up } else { Motion::Down });
            }
            Action::MarkAll => self.marks.ids.extend(&self.ids),
            Action::ClearMarks => self.marks.clear(),
            Action::Filter => {
                let narrows = Callback::session(|cx: &mut Session, typed: String| cx.go(Go::Cadres(typed)));
                find::filter(cx, narrows, Kind::Cadre, self.filter.as_deref().unwrap_or_default());
            }
            Action::Sort => self.orders(cx),
            Action::Columns => self.choose_columns(cx),
            Action::Everybody => {
                self.under = if self.under.is_some() { None } else { cx.unit };
                self.seek = selected;
            }
            _ => {}
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        self.list.step(motion);
        self.marks.follow(&self.ids, self.list.cursor);
    }

    fn leave(&mut self, cx: &mut Session) -> bool {
        if self.marks.in_range() {
            self.marks.settle();
        } else if !self.marks.ids.is_empty() {
            self.marks.clear();
        } else if self.filter.is_some() {
            self.filter = None;
            self.by_days = None;
        } else {
            cx.go(Go::Shown(crate::app::session::stage::Screen::Units));
        }
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        let rows = layout::body(cx.size).rows.saturating_sub(1);
        self.list.fit(self.ids.len(), usize::from(rows));
        refresh(self, cx);
    }

    fn selection(&self, _cx: &Session) -> Selection {
        let (cadre, marked) = (self.selected(), self.marked());
        Selection { marked, about: cadre.map(Subject::Cadre), adds_people: true, cadre, ..Selection::default() }
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        let mut out = Vec::new();
        if self.marks.in_range() {
            out.push(cx.words.get("table.range").to_owned());
        }
        if !self.marks.ids.is_empty() {
            out.push(cx.words.fill("table.marked", &[cx.words.number(self.marks.ids.len())]));
        }
        let apart = self.by_year_alone;
        if apart > 0 {
            out.push(cx.words.fill("table.by-year", &[cx.words.number(apart)]));
        }
        out.extend(place_in(cx, &self.list));
        out
    }

    fn list_at(&mut self, cx: &Session, _x: u16, _y: u16) -> Option<(&mut List, Area)> {
        Some((&mut self.list, layout::body(cx.size).below(1)))
    }

    fn document(&self, cx: &Session, sensitive: bool) -> Option<Paper> {
        document::of(self, cx, sensitive)
    }

    fn papers(&self, cx: &Session) -> Vec<Official> {
        let in_order = |id: &&_| self.marks.ids.is_empty() || self.marks.ids.contains(id);
        papers::of_people(cx, self.ids.iter().filter(in_order).copied().collect())
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let words = &cx.words;
        if self.ids.is_empty() {
            return vec![words.get(self.why_empty(cx)).to_owned()];
        }
        let all = words.number(self.ids.len());
        let people = self.ids.iter().enumerate().filter_map(|(at, id)| Some((at, cx.view.cadre(*id)?)));
        people
            .map(|(at, cadre)| {
                let columns = self.shown().into_iter().filter(|column| !(cx.meeting && column.sensitive()));
                let said = columns.filter_map(|column| {
                    let text = column.text(cx, cadre);
                    (!text.is_empty()).then(|| format!("{}: {text}", words.get(column.key())))
                });
                let at = words.fill("table.at", &[words.number(at + 1), all.clone()]);
                format!("{at}. {}", said.collect::<Vec<String>>().join("; "))
            })
            .collect()
    }
}

impl Cadres {
    /// Why nobody is in the table: a key of the locale.
    #[must_use]
    pub fn why_empty(&self, cx: &Session) -> &'static str {
        let waits = self.waiting || cx.view.snapshot.loaded < Loaded::Appointments;
        if waits { "table.wait" } else { "table.none" }
    }

    /// Opens the choice of orders.
    fn orders(&self, cx: &mut Session) {
        let choices = terms::ORDERS.iter().map(|order| {
            let order = *order;
            let then = Callback::to(move |table: &mut Cadres, _, ()| {
                table.order = order;
                table.by_days = None;
            });
            Choice::new(cx.words.get(terms::order(order)), then)
        });
        let mut picker = Picker::new(Look::Plain, "picker.order", choices.collect());
        picker.list.go(terms::ORDERS.iter().position(|o| *o == self.ordered()).unwrap_or(0));
        picker::show(cx, picker);
    }

    /// Opens the choice of columns.
    fn choose_columns(&self, cx: &mut Session) {
        let choices = Column::ALL.iter().map(|column| {
            let column = *column;
            let then = Callback::to(move |table: &mut Cadres, _, ()| table.turn(column));
            let ticked = Some(self.columns.contains(&column));
            Choice { ticked, ..Choice::new(cx.words.get(column.key()), then) }
        });
        let picker = Picker::new(Look::Ticks, "picker.columns", choices.collect());
        picker::show(cx, picker);
    }

    /// Shows a column, or hides it.
    fn turn(&mut self, column: Column) {
        if self.columns.contains(&column) {
            self.columns.retain(|c| *c != column);
        } else {
            self.columns.push(column);
            self.columns.sort_by_key(|c| Column::ALL.iter().position(|a| a == c));
        }
    }
}
