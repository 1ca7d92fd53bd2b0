//! The tree of units of one line: what is open, what is filtered out, where the cursor stands.

use super::narrow::Narrow;
use crate::app::input::line::Input;
use crate::app::parts::list::List;
use crate::domain::{Line, UnitId};
use crate::register::View;
use std::collections::{BTreeSet, HashSet};

/// Deeper than any hierarchy of the state: bad data that stands under itself ends here.
const DEPTH: u16 = 16;

/// What can be done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// Nothing stands below.
    Leaf,
    /// What stands below is hidden.
    Closed,
    /// What stands below is shown.
    Open,
}

/// A row of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeRow {
    pub unit: UnitId,
    /// How deep it stands.
    pub depth: u16,
    /// Whether anything stands below.
    pub branch: Branch,
}

/// The tree as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Rows from top to bottom.
    pub rows: Vec<TreeRow>,
    /// Cursor and window.
    pub list: List,
    /// What the rows are narrowed to.
    pub filter: Option<Input>,
    /// Whether the filter is being typed.
    pub typing: bool,
    /// Marked units.
    pub marks: BTreeSet<UnitId>,
    open: HashSet<UnitId>,
    narrow: Narrow,
}

impl Tree {
    /// The unit under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<UnitId> {
        self.rows.get(self.list.cursor).map(|r| r.unit)
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&TreeRow> {
        self.rows.get(self.list.cursor)
    }

    /// Makes the rows again, the cursor on the same unit if it is still shown.
    pub fn rebuild(&mut self, view: &View, line: Line) {
        let selected = self.selected();
        let tops = view.tops(line);
        if self.open.is_empty() {
            self.open.extend(&tops);
        }
        let typed = self.filter.as_ref().map(Input::text).filter(|typed| !typed.trim().is_empty());
        let kept = typed.map(|typed| kept(view, line, &tops, self.narrow.fitting(view, line, &typed)));
        self.rows.clear();
        let mut stack: Vec<(UnitId, u16)> = tops.into_iter().rev().map(|u| (u, 0)).collect();
        while let Some((unit, depth)) = stack.pop() {
            if kept.as_ref().is_some_and(|k| !k.shown.contains(&unit)) {
                continue;
            }
            let opened = self.open.contains(&unit) || kept.as_ref().is_some_and(|k| k.above.contains(&unit));
            let branch = match (depth < DEPTH && view.has_children(line, unit), opened) {
                (false, _) => Branch::Leaf,
                (true, false) => Branch::Closed,
                (true, true) => Branch::Open,
            };
            self.rows.push(TreeRow { unit, depth, branch });
            if branch == Branch::Open {
                stack.extend(view.children(line, unit).into_iter().rev().map(|u| (u, depth + 1)));
            }
        }
        self.list.len = self.rows.len();
        let place = |unit: UnitId| self.rows.iter().position(|r| r.unit == unit);
        let fits = |unit: &UnitId| kept.as_ref().is_none_or(|k| k.fit.contains(unit));
        // while a filter is typed the cursor keeps to what fits it
        let at = selected.filter(|u| !self.typing || fits(u)).and_then(place);
        let first = || self.rows.iter().position(|r| kept.is_some() && fits(&r.unit));
        self.list.go(at.or_else(first).unwrap_or(self.list.cursor));
    }

    /// Opens what stands above a unit and puts the cursor on it; whether it stands in the line.
    pub fn reveal(&mut self, view: &View, line: Line, unit: UnitId) -> bool {
        if !view.stands(line, unit) {
            return false;
        }
        let path = view.path(line, unit);
        self.open.extend(path.iter().take(path.len().saturating_sub(1)));
        let hidden = |tree: &Tree| !tree.rows.iter().any(|r| r.unit == unit);
        self.rebuild(view, line);
        if hidden(self) && self.filter.take().is_some() {
            self.typing = false;
            self.rebuild(view, line);
        }
        if let Some(at) = self.rows.iter().position(|r| r.unit == unit) {
            self.list.show(at);
        }
        true
    }

    /// Shows what stands below the selected unit.
    pub fn expand(&mut self, view: &View, line: Line) {
        if let Some(unit) = self.selected() {
            self.open.insert(unit);
            self.rebuild(view, line);
        }
    }

    /// Hides what stands below the selected unit; whether anything was shown.
    pub fn collapse(&mut self, view: &View, line: Line) -> bool {
        let Some(TreeRow { unit, branch: Branch::Open, .. }) = self.row().copied() else { return false };
        self.open.remove(&unit);
        self.rebuild(view, line);
        true
    }

    /// Shows or hides everything below the selected unit.
    pub fn set_all(&mut self, view: &View, line: Line, open: bool) {
        let Some(unit) = self.selected() else { return };
        for below in view.subtree(line, unit).into_keys() {
            if !open {
                self.open.remove(&below);
            } else if view.has_children(line, below) {
                self.open.insert(below);
            }
        }
        self.rebuild(view, line);
    }

    /// Puts the cursor on the unit above.
    pub fn to_parent(&mut self) {
        let Some(depth) = self.row().map(|r| r.depth) else { return };
        let before = self.rows.iter().take(self.list.cursor);
        if let Some(at) = before.enumerate().filter(|(_, r)| r.depth < depth).map(|(at, _)| at).next_back() {
            self.list.go(at);
        }
    }

    /// Puts the cursor on the next or previous unit under the same one.
    pub fn to_sibling(&mut self, forward: bool) {
        let Some(depth) = self.row().map(|r| r.depth) else { return };
        let at = self.list.cursor;
        let found = if forward {
            let after = self.rows.iter().enumerate().skip(at + 1);
            after.take_while(|(_, r)| r.depth >= depth).find(|(_, r)| r.depth == depth).map(|(at, _)| at)
        } else {
            let before: Vec<_> = self.rows.iter().enumerate().take(at).collect();
            before.into_iter().rev().take_while(|(_, r)| r.depth >= depth).find(|(_, r)| r.depth == depth).map(|x| x.0)
        };
        if let Some(at) = found {
            self.list.go(at);
        }
    }
}

/// What a filter leaves: units that fit it, and what stands above them.
struct Kept {
    fit: HashSet<UnitId>,
    shown: HashSet<UnitId>,
    above: HashSet<UnitId>,
}

fn kept(view: &View, line: Line, tops: &[UnitId], fit: HashSet<UnitId>) -> Kept {
    let mut kept = Kept { fit, shown: HashSet::new(), above: HashSet::new() };
    let mut path: Vec<UnitId> = Vec::new();
    let mut stack: Vec<(UnitId, usize)> = tops.iter().map(|u| (*u, 0)).collect();
    while let Some((unit, depth)) = stack.pop() {
        path.truncate(depth);
        if kept.fit.contains(&unit) {
            kept.shown.insert(unit);
            kept.shown.extend(&path);
            kept.above.extend(&path);
        }
        path.push(unit);
        if depth < usize::from(DEPTH) {
            stack.extend(view.children(line, unit).into_iter().map(|u| (u, depth + 1)));
        }
    }
    kept
}
