//! On a wide screen the queues beside the open one stand at its sides, so that it is seen what comes in and what goes on.

use super::Rotations;
use super::rows::{Cell, of_queue};
use crate::app::parts::layout::Area;
use crate::app::session::Session;
use crate::register::rotations::Queue;

/// From so many columns on the neighbours are shown.
const WIDE: u16 = 160;
/// The part of the screen's columns that a neighbour takes.
const PART: u16 = 5;

/// A queue in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pane {
    /// Which.
    pub queue: Queue,
    /// Where.
    pub area: Area,
    /// Whether the cursor stands in it.
    pub open: bool,
}

/// The queues that are shown, from left to right: the open one alone where there is little room, and where heads are
/// shown instead.
#[must_use]
pub fn panes(state: &Rotations, body: Area) -> Vec<Pane> {
    if body.cols < WIDE || state.heads {
        return vec![Pane { queue: state.tab, area: body, open: true }];
    }
    let at = Queue::ALL.iter().position(|queue| *queue == state.tab).unwrap_or(0);
    let first = at.saturating_sub(1).min(Queue::ALL.len().saturating_sub(3));
    let beside = body.cols / PART;
    let mut x = body.x;
    let pane = |queue: &Queue| {
        let open = *queue == state.tab;
        // behind each but the last stands a rule
        let cols = if open { body.cols - 2 * beside - 2 } else { beside };
        let area = Area { x, cols, ..body };
        x += cols + 1;
        Pane { queue: *queue, area, open }
    };
    Queue::ALL.iter().skip(first).take(3).map(pane).collect()
}

/// What a queue is called, with how many stand in it.
#[must_use]
pub fn head(state: &Rotations, cx: &Session, queue: Queue) -> String {
    let count = cx.words.number(state.board.count(queue));
    format!("{} {count}", cx.words.of_group("rotations.tab", queue.code()))
}

/// Who stands in a row of a queue, and how far: months, phase or grades.
#[must_use]
pub fn short(state: &Rotations, cx: &Session, queue: Queue, at: usize) -> Option<[Cell; 2]> {
    let mut cells = of_queue(cx, state, queue, at).into_iter();
    Some([cells.next()?, cells.nth(1)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_at_the_sides_of_the_open_queue_where_there_is_room() {
        let body = |cols| Area { x: 0, y: 4, cols, rows: 20 };
        for tab in Queue::ALL {
            let state = Rotations { tab, ..Rotations::default() };
            assert_eq!(panes(&state, body(159)), [Pane { queue: tab, area: body(159), open: true }]);
            let shown = panes(&state, body(200));
            assert_eq!(shown.iter().filter(|pane| pane.open).map(|pane| pane.queue).collect::<Vec<_>>(), [tab]);
            let ends: Vec<(u16, u16)> = shown.iter().map(|pane| (pane.area.x, pane.area.x + pane.area.cols)).collect();
            assert!(matches!(ends.as_slice(), [(0, a), (b, c), (d, 200)] if a + 1 == *b && c + 1 == *d), "{ends:?}");
            let at = |queue| Queue::ALL.iter().position(|q| *q == queue).unwrap();
            assert!(shown.windows(2).all(|two| at(two[0].queue) + 1 == at(two[1].queue)), "in their order");
        }
        let heads = Rotations { heads: true, ..Rotations::default() };
        assert_eq!(panes(&heads, body(200)).len(), 1);
    }
}
