//! Where things stand on a screen of a given size. Both the model, which must know how many rows a list shows, and
//! the drawing read it, so that the two never disagree.

/// Size of the screen in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub cols: u16,
    pub rows: u16,
}

impl Size {
    /// The smallest screen on which one can work.
    pub const LEAST: Size = Size { cols: 40, rows: 10 };
    /// Columns of a common terminal: two short lists stand side by side.
    pub const COMMON: u16 = 80;
    /// From so many columns on, panes stand side by side.
    pub const WIDE: u16 = 100;
    /// From so many columns on, an official list has room beside another pane.
    pub const WIDEST: u16 = 160;

    /// Whether one can work here.
    #[must_use]
    pub fn usable(self) -> bool {
        self.cols >= Size::LEAST.cols && self.rows >= Size::LEAST.rows
    }
}

/// Part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub cols: u16,
    pub rows: u16,
}

impl Area {
    /// Without its first rows.
    #[must_use]
    pub fn below(self, rows: u16) -> Area {
        let rows = rows.min(self.rows);
        Area { y: self.y + rows, rows: self.rows - rows, ..self }
    }

    /// Whether a cell of the terminal lies in it.
    #[must_use]
    pub fn has(&self, x: u16, y: u16) -> bool {
        (self.x..self.x + self.cols).contains(&x) && (self.y..self.y + self.rows).contains(&y)
    }

    /// Its first row.
    #[must_use]
    pub fn top(self) -> Area {
        Area { rows: self.rows.min(1), ..self }
    }
}

/// The screen between the two rows at its head and the two at its foot.
#[must_use]
pub fn body(size: Size) -> Area {
    // a rule under the head and one over the foot, where there is room
    let rule = u16::from(size.rows >= 14);
    let y = 2 + rule;
    Area { x: 0, y, cols: size.cols, rows: size.rows.saturating_sub(y + 2 + rule) }
}

/// Panes of the hierarchy; those that are not shown have no columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub tree: Area,
    /// Posts of the unit.
    pub posts: Area,
    /// Card of what is selected.
    pub card: Area,
}

/// A pane of the hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Pane {
    #[default]
    Tree,
    /// Posts of the unit.
    Posts,
    /// Card of what is selected.
    Card,
}

/// Where the panes stand: side by side, or the one in use alone.
#[must_use]
pub fn panes(size: Size, focus: Pane) -> Panes {
    let all = body(size);
    let none = Area { cols: 0, ..all };
    if size.cols < Size::WIDE {
        let alone = |pane| if pane == focus { all } else { none };
        return Panes { tree: alone(Pane::Tree), posts: alone(Pane::Posts), card: alone(Pane::Card) };
    }
    // one column between two panes for the rule
    let tree = (size.cols * 34 / 100).min(64);
    let posts = (size.cols * 36 / 100).min(80);
    let card = size.cols - tree - posts - 2;
    Panes {
        tree: Area { cols: tree, ..all },
        posts: Area { x: tree + 1, cols: posts, ..all },
        card: Area { x: tree + posts + 2, cols: card, ..all },
    }
}

/// The journal: the list of revisions, and the open one beside it, or below it where there is no room.
#[must_use]
pub fn journal(size: Size) -> (Area, Area) {
    let all = body(size);
    if size.cols >= Size::WIDE {
        let list = size.cols * 58 / 100;
        return (Area { cols: list, ..all }, Area { x: list + 1, cols: size.cols - list - 1, ..all });
    }
    let rows = all.rows * 2 / 5;
    (Area { rows, ..all }, all.below(rows + 1))
}

/// Planning: pools, the people of one, and what the rules say below; those that are not shown have no columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Pools of the province.
    pub pools: Area,
    /// People of the selected pool.
    pub people: Area,
    /// What the rules say of both.
    pub below: Area,
}

/// Where they stand: side by side, or the one in use alone. At length, what the rules say takes half of the height.
#[must_use]
pub fn plan(size: Size, inside: bool, at_length: bool) -> Plan {
    let all = body(size);
    let none = Area { cols: 0, ..all };
    // a list as the office lays it out needs the whole of a common screen
    let wide = size.cols >= Size::WIDE && (!inside || size.cols >= Size::WIDEST);
    let left = if wide { (size.cols * 32 / 100).min(60) } else { 0 };
    let right = if wide { Area { x: left + 1, cols: size.cols - left - 1, ..all } } else { all };
    let rows = if at_length { all.rows / 2 } else { (all.rows / 3).min(7) };
    let people = Area { rows: all.rows - rows, ..right };
    let below = right.below(all.rows - rows);
    match (wide, inside) {
        (true, _) => Plan { pools: Area { cols: left, ..all }, people, below },
        (false, true) => Plan { pools: none, people, below },
        (false, false) => Plan { pools: all, people: none, below: none },
    }
}

/// A page over planning: beside the pools where there is room for both.
#[must_use]
pub fn plan_page(size: Size) -> Area {
    let all = body(size);
    if size.cols < Size::WIDEST {
        return all;
    }
    let Plan { people, .. } = plan(size, false, false);
    Area { rows: all.rows, ..people }
}

/// An overlay in the middle of the screen, as high as it needs up to the body's height.
#[must_use]
pub fn overlay(size: Size, rows: u16, widest: u16) -> Area {
    let all = body(size);
    let cols = size.cols.saturating_sub(4).min(widest).max(size.cols.min(38));
    let rows = rows.min(all.rows);
    Area { x: (size.cols - cols) / 2, y: all.y, cols, rows }
}

/// Find and help: the hits at left, the card of the hit at right where there is room.
#[must_use]
pub fn picker(size: Size, with_card: bool) -> (Area, Area) {
    let all = body(size);
    let none = Area { cols: 0, ..all };
    if size.cols < Size::WIDE || !with_card {
        return (all, none);
    }
    let left = size.cols * 62 / 100;
    (Area { cols: left, ..all }, Area { x: left + 1, cols: size.cols - left - 1, ..all })
}
