//! What the screen of units shows and does.

use super::{Units, displaced, document};
use crate::app::input::action::{Action, Scope};
use crate::app::input::line::Input;
use crate::app::outgoing::papers::{self, Official};
use crate::app::overlays::form;
use crate::app::parts::card;
use crate::app::parts::layout::{self, Area, Pane, Size};
use crate::app::parts::list::{List, Motion};
use crate::app::screens::dossier::tab::Tab;
use crate::app::screens::screen::ScreenState;
use crate::app::screens::units::posts::Part;
use crate::app::screens::units::tree::Branch;
use crate::app::session::Session;
use crate::app::session::go::Go;
use crate::app::session::selection::Selection;
use crate::app::words::terms;
use crate::domain::{Line, RecordKey, RecordKind, Subject};
use crate::exchange::paper::Paper;
use crate::register::fields::{Sheet, Task};

impl ScreenState for Units {
    fn scope(&self, _cx: &Session) -> Scope {
        match self.focus {
            _ if self.tree.typing => Scope::Text,
            Pane::Tree => Scope::Tree,
            Pane::Posts | Pane::Card => Scope::Posts,
        }
    }

    fn trail(&self, cx: &Session) -> Vec<String> {
        cx.path_names(self.tree.selected())
    }

    fn hints(&self, _cx: &Session) -> &'static [Action] {
        use Action as A;
        match self.focus {
            Pane::Tree => &[
                A::Open,
                A::Find,
                A::NextLine,
                A::DateType,
                A::DatePrevious,
                A::DateNext,
                A::Filter,
                A::ExpandAll,
                A::UnitCadres,
                A::Edit,
                A::ChangeFrom,
                A::Add,
                A::End,
                A::RenameUnit,
                A::Timeline,
                A::Undo,
                A::ScreenCadres,
                A::Help,
            ],
            Pane::Posts | Pane::Card => &[
                A::Open,
                A::Collapse,
                A::NextPane,
                A::Add,
                A::Edit,
                A::End,
                A::UnitCadres,
                A::Find,
                A::DateType,
                A::NextLine,
                A::Help,
            ],
        }
    }

    fn act(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::UnitCadres => cx.go(Go::People(self.tree.selected())),
            Action::NextPane => self.focus = next_pane(self.focus, true),
            Action::PreviousPane => self.focus = next_pane(self.focus, false),
            _ if self.focus == Pane::Tree => self.in_tree(cx, action),
            _ => self.in_posts(cx, action),
        }
    }

    fn step(&mut self, _cx: &mut Session, motion: Motion) {
        match self.focus {
            Pane::Tree => self.tree.list.step(motion),
            Pane::Posts => self.posts.list.step(motion),
            Pane::Card => self.card.list.step(motion),
        }
    }

    fn leave(&mut self, cx: &mut Session) -> bool {
        match self.focus {
            Pane::Card => self.focus = self.beside,
            Pane::Posts => self.focus = Pane::Tree,
            Pane::Tree if self.tree.filter.is_some() => self.drop_filter(cx),
            Pane::Tree => self.tree.marks.clear(),
        }
        // there is nothing behind this screen
        true
    }

    fn refresh(&mut self, cx: &mut Session) {
        if self.focus != Pane::Card {
            self.beside = self.focus;
        }
        let panes = layout::panes(cx.size, self.focus);
        let filter = u16::from(self.tree.filter.is_some());
        if panes.tree.cols > 0 {
            self.tree.list.fit(self.tree.rows.len(), usize::from(panes.tree.rows.saturating_sub(filter)));
        }
        let wanted = (cx.stand(), cx.line, self.tree.selected());
        if self.made != Some(wanted) {
            self.made = Some(wanted);
            self.posts.rebuild(&cx.view, cx.line, self.tree.selected());
        }
        if panes.posts.cols > 0 {
            self.posts.list.fit(self.posts.lines.len(), usize::from(panes.posts.rows.saturating_sub(1)));
        }
        if panes.card.cols > 0 {
            let (lines, label) = self.selected_card(cx).lines(panes.card.cols.saturating_sub(2));
            (self.card.lines, self.card.label) = (lines, label);
            self.card.list.fit(self.card.lines.len(), usize::from(panes.card.rows));
            if self.focus != Pane::Card {
                self.card.list.go(0);
            }
        }
    }

    fn selection(&self, _cx: &Session) -> Selection {
        let unit = self.tree.selected();
        if self.beside == Pane::Tree {
            return Selection { unit, about: unit.map(Subject::Unit), ..Selection::default() };
        }
        let (cadre, row) = (self.posts.holder(), self.posts.selected());
        let holders = row.iter().flat_map(|row| &row.holders).filter(|(_, c)| cadre.is_none_or(|id| id == c.id));
        let held = holders.map(|(a, _)| a.id).collect();
        let post = row.map(|row| row.post.id);
        let about = cadre.map(Subject::Cadre).or(post.map(Subject::Post));
        Selection { unit, post: post.map(|post| (post, held)), cadre, about, ..Selection::default() }
    }

    fn status(&self, cx: &Session) -> Vec<String> {
        let marked = self.tree.marks.len();
        let said = || cx.words.fill("table.marked", &[cx.words.number(marked)]);
        (marked > 0).then(said).into_iter().collect()
    }

    fn alternatives(&self, cx: &Session) -> Vec<(String, bool)> {
        let name = |line| (cx.words.get(terms::line(line)).to_owned(), line == cx.line);
        Line::ALL.into_iter().map(name).collect()
    }

    fn list_at(&mut self, cx: &Session, x: u16, y: u16) -> Option<(&mut List, Area)> {
        let panes = layout::panes(cx.size, self.focus);
        let inside = |area: &Area| area.cols > 0 && area.has(x, y);
        if inside(&panes.tree) {
            self.focus = Pane::Tree;
            let filter = u16::from(self.tree.filter.is_some());
            return Some((&mut self.tree.list, panes.tree.below(filter)));
        }
        if inside(&panes.posts) {
            self.focus = Pane::Posts;
            return Some((&mut self.posts.list, panes.posts.below(1)));
        }
        inside(&panes.card).then(|| {
            self.focus = Pane::Card;
            (&mut self.card.list, panes.card)
        })
    }

    fn document(&self, cx: &Session, _sensitive: bool) -> Option<Paper> {
        document::of(self, cx)
    }

    fn papers(&self, cx: &Session) -> Vec<Official> {
        papers::of_unit(cx, self.tree.selected())
    }

    fn unfold(&mut self, cx: &mut Session) {
        self.tree.set_all(&cx.view, cx.line, true);
    }

    fn plain(&self, cx: &Session) -> Vec<String> {
        let (words, counts) = (&cx.words, cx.view.counts_ready(cx.line));
        let line = words.get(terms::line(cx.line));
        let mut out = vec![format!("{} {line}", words.get("head.line"))];
        out.extend(self.tree.rows.iter().filter_map(|row| {
            let name = cx.view.called(cx.line, cx.view.unit(row.unit)?);
            let mut said = vec![words.fill("plain.level", &[(row.depth + 1).to_string(), name])];
            let tally = counts.map(|counts| counts.below(row.unit)).unwrap_or_default();
            let counted = [("plain.people", tally.people), ("plain.vacant", tally.vacant)];
            said.extend(counted.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.fill(key, &[words.number(*n)])));
            Some(said.join(", "))
        }));
        out
    }
}

fn next_pane(pane: Pane, forward: bool) -> Pane {
    match (pane, forward) {
        (Pane::Tree, true) | (Pane::Card, false) => Pane::Posts,
        (Pane::Posts, true) | (Pane::Tree, false) => Pane::Card,
        (Pane::Card, true) | (Pane::Posts, false) => Pane::Tree,
    }
}

impl Units {
    /// Card of what is selected.
    fn selected_card(&self, cx: &Session) -> crate::app::parts::page::Page {
        if self.beside == Pane::Tree {
            return self
                .tree
                .selected()
                .map(|unit| card::of_unit(cx, unit, self.posts.head(&cx.view)))
                .unwrap_or_default();
        }
        match (self.posts.holder(), self.posts.selected(), self.posts.line().map(|l| l.part)) {
            (Some(cadre), _, _) => card::of_cadre(cx, cadre),
            (None, Some(row), Some(Part::Whole(_) | Part::Vacant(_) | Part::Holder(_))) => card::of_post(cx, row),
            _ => Default::default(),
        }
    }

    /// The filter of the tree, while it is typed.
    pub(in crate::app) fn typing(&mut self) -> Option<&mut Input> {
        self.tree.filter.as_mut()
    }

    /// Takes the filter of the tree away; the unit stays selected.
    pub(in crate::app) fn drop_filter(&mut self, cx: &Session) {
        let unit = self.tree.selected();
        self.tree.filter = None;
        self.tree.typing = false;
        self.tree.rebuild(&cx.view, cx.line);
        if let Some(unit) = unit {
            self.tree.reveal(&cx.view, cx.line, unit);
        }
    }

    fn in_tree(&mut self, cx: &mut Session, action: Action) {
        let (view, line) = (cx.view.clone(), cx.line);
        match action {
            Action::Open => self.focus = Pane::Posts,
            Action::Expand => match self.tree.row().map(|r| r.branch) {
                Some(Branch::Closed) => self.tree.expand(&view, line),
                Some(Branch::Open) => self.tree.list.step(Motion::Down),
                _ => self.focus = Pane::Posts,
            },
            Action::Collapse => {
                let closed = self.tree.collapse(&view, line);
                if !closed {
                    self.tree.to_parent();
                }
            }
            Action::ExpandAll => self.tree.set_all(&view, line, true),
            Action::CollapseAll => self.tree.set_all(&view, line, false),
            Action::Parent => self.tree.to_parent(),
            Action::NextSibling => self.tree.to_sibling(true),
            Action::PreviousSibling => self.tree.to_sibling(false),
            Action::Filter => {
                self.tree.filter.get_or_insert_default();
                self.tree.typing = true;
            }
            Action::Mark => {
                if let Some(unit) = self.tree.selected()
                    && !self.tree.marks.remove(&unit)
                {
                    self.tree.marks.insert(unit);
                }
                self.tree.list.step(Motion::Down);
            }
            Action::ClearMarks => self.tree.marks.clear(),
            Action::Reorganise => {
                let marked: Vec<_> = self.tree.marks.iter().copied().collect();
                let units = if marked.is_empty() { self.tree.selected().into_iter().collect() } else { marked };
                cx.go(Go::Reorganise(units));
            }
            Action::RenameUnit => self.rename(cx),
            Action::Displaced => displaced::open(cx, self.tree.selected()),
            _ => {}
        }
    }

    /// Another name of the selected unit from the day that is looked at.
    fn rename(&self, cx: &mut Session) {
        let Some(unit) = self.tree.selected().and_then(|u| cx.view.unit(u)) else { return };
        let row = unit.names.iter().position(|n| n.span.holds(cx.view.on)).unwrap_or(0);
        let key = RecordKey { kind: RecordKind::Unit, id: unit.id.0 };
        form::open(cx, Task::Change { sheet: Sheet::UnitName, key, row });
    }

    fn in_posts(&mut self, cx: &mut Session, action: Action) {
        match action {
            Action::Open => self.open_post(cx),
            Action::Expand => {
                let opened = self.posts.toggle(true);
                if !opened {
                    self.open_post(cx);
                }
            }
            Action::Collapse if self.focus == Pane::Card => self.focus = self.beside,
            Action::Collapse => {
                let closed = self.posts.toggle(false);
                if !closed {
                    self.focus = Pane::Tree;
                }
            }
            Action::GoToUnit => self.focus = Pane::Tree,
            _ => {}
        }
    }

    /// A holder's dossier; the holders of a post that shows them in one line; the card of a vacant one.
    fn open_post(&mut self, cx: &mut Session) {
        let line = self.card.lines.get(self.card.list.cursor).filter(|_| self.focus == Pane::Card);
        if let Some(target) = line.and_then(|l| l.target) {
            return cx.follow(target);
        }
        if self.beside == Pane::Tree {
            return;
        }
        match (self.posts.holder(), self.posts.line().map(|l| l.part)) {
            (Some(cadre), _) => cx.go(Go::Dossier(cadre, Tab::Summary)),
            (None, Some(Part::Whole(open))) => {
                self.posts.toggle(!open);
            }
            (None, Some(_)) if cx.size.cols < Size::WIDE => self.focus = Pane::Card,
            _ => {}
        }
    }
}
