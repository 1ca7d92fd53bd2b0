//! Lines of what becomes what, of a plan or of the columns of a file, and beside or below them what it comes to.

use super::page;
use super::pen::Pen;
use super::table;
use super::theme::Role;
use crate::app::model::Model;
use crate::app::parts::layout;
use crate::app::parts::list::List;
use crate::app::parts::page::Lines;
use crate::app::words::text;

/// A line.
pub struct Pair {
    /// What stands at its left.
    pub name: String,
    /// What stands at its right.
    pub text: String,
    /// An arrow stands between the two.
    pub arrow: bool,
    /// The right side follows at once, not in a column of its own.
    pub close: bool,
    /// The right side is cut in its middle: its end says as much as its beginning.
    pub whole: bool,
}

/// Draws the lines of a list and what it comes to; `inside` says that the cursor stands there.
pub fn draw(
    pen: &mut Pen<'_>,
    model: &Model,
    list: &List,
    line: impl Fn(usize) -> Option<Pair>,
    shown: &Lines,
    page: (&List, bool),
) {
    let (area, below) = layout::journal(model.cx.size);
    for (y, at) in (area.y..area.y + area.rows).zip(list.window()) {
        let Some(pair) = line(at) else { break };
        let selected = at == list.cursor;
        pen.put(area.x, y, 2, table::sign(selected, false), Role::Strong);
        if selected && !page.1 {
            pen.point(area.x, y);
        }
        let role = if selected { Role::Strong } else { Role::Plain };
        let wide = (area.cols.saturating_sub(3) / 2).saturating_sub(2);
        let took = pen.put(area.x + 2, y, wide, &text::cut_middle(&pair.name, usize::from(wide)), role);
        let x = area.x + 2 + if pair.close { took } else { wide };
        pen.put(x + 1, y, 1, if pair.arrow { "→" } else { " " }, Role::Quiet);
        let room = (area.x + area.cols).saturating_sub(x + 4);
        let text = if pair.whole { text::cut_middle(&pair.text, usize::from(room)) } else { pair.text };
        pen.put(x + 3, y, room, &text, Role::Plain);
    }
    page::beside(pen, area, below, shown, page);
}
