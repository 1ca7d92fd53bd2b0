//! Where everything of the start screen stands.

use super::{Part, Placed, Today, What};
use crate::app::parts::layout::Size;
use crate::app::session::Session;
use crate::domain::Term;

/// Puts the parts on the page: what is due beside what is coming where there is room, the rest below.
pub fn arrange(state: &Today, cx: &Session) -> Vec<Placed> {
    let (state, cols) = (state, cx.size.cols);
    let mut page = Page { state, rows: Vec::new(), known: state.agenda.is_some() };
    let heading = |part: Part| What::Heading(cx.words.get(part.key()).to_owned());
    let two = cols >= Size::COMMON;
    let half = if two { cols / 2 } else { cols };
    let left = page.part(Part::Due, heading(Part::Due), (0, 0, half));
    let right = if two { (half, 0, cols - half) } else { (0, left + 1, cols) };
    let below = left.max(page.part(Part::Ahead, heading(Part::Ahead), right)) + 1;
    let mut y = below;
    for part in [Part::Bodies, Part::Beside] {
        let mut rows = state.rows.iter().filter(|row| row.part == part);
        if let Some(term) = rows.find_map(super::Row::term).and_then(|term| cx.view.term(term)) {
            let mut title = cx.words.fill(part.key(), &[years(term)]);
            let building = state.agenda.as_ref().and_then(|agenda| agenda.building);
            if let Some((_, last)) = building.filter(|(next, _)| *next == term.number) {
                title = cx.words.fill("today.building", &[title, last.to_string()]);
            }
            // what nobody is planned for has no columns
            let empty = state.rows.iter().filter(|row| row.part == part).all(|row| row.numbers.is_none());
            let heading = if empty { What::Heading(title) } else { What::Bodies(title) };
            y = page.part(part, heading, (0, y, cols)) + 1;
        }
    }
    if state.rows.iter().any(|r| r.part == Part::Recent) {
        page.part(Part::Recent, heading(Part::Recent), (0, y, cols));
    }
    page.rows
}

/// The years of a term: the party's and the state's.
pub(super) fn years(term: &Term) -> String {
    format!("{} · {}", term.party, term.state)
}

struct Page<'a> {
    state: &'a Today,
    rows: Vec<Placed>,
    known: bool,
}

impl Page<'_> {
    /// A part with its heading; the line after its last.
    fn part(&mut self, part: Part, heading: What, (x, from, cols): (u16, u16, u16)) -> u16 {
        let mut y = from;
        let mut put = |what: What| {
            self.rows.push(Placed { what, x, y, cols });
            y += 1;
        };
        put(heading);
        let rows = self.state.rows.iter().enumerate().filter(|(_, row)| row.part == part);
        let mut any = false;
        for (at, _) in rows {
            any = true;
            put(What::Row(at));
        }
        if !any {
            put(What::Note(if self.known { "today.nothing" } else { "today.wait" }));
        }
        y
    }
}
