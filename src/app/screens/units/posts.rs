//! Posts of the selected unit with those who hold them: one line a holder, one for the seats that nobody holds; a
//! post with many seats is one line until it is opened.

use crate::app::parts::list::List;
use crate::domain::{CadreId, Line, PostId, Role, TitleId, UnitId};
use crate::register::{PostRow, View};
use std::collections::HashSet;

/// From so many seats on, a post is one line until it is opened.
const MANY: usize = 6;

/// What a line shows of its post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All seats in one line; whether the holders stand below.
    Whole(bool),
    /// One holder.
    Holder(usize),
    /// Seats that nobody holds.
    Vacant(usize),
}

/// A line of the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostLine {
    /// Which of the rows.
    pub row: usize,
    /// What of it.
    pub part: Part,
}

/// The pane of posts.
#[derive(Debug, Clone, Default)]
pub struct Posts {
    /// The unit whose posts these are.
    pub unit: Option<UnitId>,
    /// Posts with holders.
    pub rows: Vec<PostRow>,
    /// Lines from top to bottom.
    pub lines: Vec<PostLine>,
    /// Cursor and window.
    pub list: List,
    open: HashSet<PostId>,
}

/// Whether a post is one line until it is opened: it has many seats, or nobody has said how many.
fn is_whole(row: &PostRow) -> bool {
    row.seats.is_none_or(|seats| row.holders.len().max(usize::from(seats)) >= MANY)
}

impl Posts {
    /// The line under the cursor.
    #[must_use]
    pub fn line(&self) -> Option<PostLine> {
        self.lines.get(self.list.cursor).copied()
    }

    /// The post under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&PostRow> {
        self.rows.get(self.line()?.row)
    }

    /// The holder under the cursor.
    #[must_use]
    pub fn holder(&self) -> Option<CadreId> {
        let line = self.line()?;
        let row = self.rows.get(line.row)?;
        match line.part {
            Part::Holder(at) => row.holders.get(at).map(|(_, c)| c.id),
            Part::Whole(_) | Part::Vacant(_) => None,
        }
    }

    /// The head of the unit: the first who holds a post of a head (cấp trưởng) as the main one, else as another.
    #[must_use]
    pub fn head(&self, view: &View) -> Option<CadreId> {
        let heads = self.rows.iter().filter(|r| view.title(&r.post).is_some_and(|t| t.role == Role::Head));
        let holders: Vec<_> = heads.flat_map(|r| &r.holders).collect();
        holders.iter().find(|(a, _)| !a.concurrent).or(holders.first()).map(|(_, c)| c.id)
    }

    /// Reads the posts of a unit; the cursor stays on the same holder, post or title.
    pub fn rebuild(&mut self, view: &View, line: Line, unit: Option<UnitId>) {
        let before = (self.holder(), self.selected().map(|r| (r.post.id, r.post.title)));
        let same = self.unit == unit;
        self.unit = unit;
        self.rows = unit.map(|u| view.posts(line, u)).unwrap_or_default();
        self.relay();
        let (holder, post) = before;
        if !same {
            self.list.go(0);
        }
        if same && holder.is_some_and(|cadre| self.show_cadre(cadre)) {
            return;
        }
        if let Some((post, title)) = post.filter(|_| same) {
            self.show_post(post, title);
        }
    }

    /// Puts the cursor on a post, or on one with the same title.
    pub fn show_post(&mut self, post: PostId, title: TitleId) {
        let row = self.rows.iter().position(|r| r.post.id == post);
        let row = row.or_else(|| self.rows.iter().position(|r| r.post.title == title));
        if let Some(at) = row.and_then(|row| self.lines.iter().position(|l| l.row == row)) {
            self.list.show(at);
        }
    }

    /// Puts the cursor on a holder, opening the post; whether there is one.
    pub fn show_cadre(&mut self, cadre: CadreId) -> bool {
        let Some(row) = self.rows.iter().find(|r| r.holders.iter().any(|(_, c)| c.id == cadre)) else { return false };
        if is_whole(row) {
            self.open.insert(row.post.id);
        }
        self.relay();
        let at = (0..self.lines.len()).find(|at| {
            let line = self.lines.get(*at);
            line.is_some_and(|l| match l.part {
                Part::Holder(h) => {
                    self.rows.get(l.row).and_then(|r| r.holders.get(h)).is_some_and(|(_, c)| c.id == cadre)
                }
                _ => false,
            })
        });
        if let Some(at) = at {
            self.list.show(at);
        }
        at.is_some()
    }

    /// Opens or closes the post under the cursor; whether it can be.
    pub fn toggle(&mut self, open: bool) -> bool {
        let Some(line) = self.line() else { return false };
        let Some(row) = self.rows.get(line.row) else { return false };
        let (id, title) = (row.post.id, row.post.title);
        let changed = match (open, line.part) {
            (true, Part::Whole(false)) => self.open.insert(id),
            (false, _) => self.open.remove(&id),
            _ => false,
        };
        if changed {
            self.relay();
            self.show_post(id, title);
        }
        changed
    }

    fn relay(&mut self) {
        self.lines.clear();
        for (at, row) in self.rows.iter().enumerate() {
            let line = |part| PostLine { row: at, part };
            let many = is_whole(row);
            let open = self.open.contains(&row.post.id);
            if many {
                self.lines.push(line(Part::Whole(open)));
            }
            if !many || open {
                self.lines.extend((0..row.holders.len()).map(|h| line(Part::Holder(h))));
                if row.vacant() > 0 {
                    self.lines.push(line(Part::Vacant(row.vacant())));
                }
            }
        }
        self.list.len = self.lines.len();
        self.list.go(self.list.cursor);
    }
}
