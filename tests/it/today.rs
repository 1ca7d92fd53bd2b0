//! Hôm nay over the sample, on days of every phase: a line that says n opens a list of n.

use crate::province::made;
use crate::two_sessions::Seat;
use canbo::app::model::Screen;
use canbo::app::overlays::picker::Picker;
use canbo::app::screens::today::Part;

/// Days before the reorganisation, on it, between it and the congress, and in the second and the third year of the term.
const DAYS: [&str; 5] = ["01052024", "01072025", "15072025", "01122026", "01062027"];

/// A tenth of the sample has every line and is looked at in a tenth of the time.
const PEOPLE: u32 = 3_000;

/// How many the screen lists that a line has opened; none where it opens no list.
fn listed(seat: &Seat) -> Option<usize> {
    let model = &seat.model;
    match model.cx.screen {
        Screen::Cadres => Some(model.screens.cadres.ids.len()),
        Screen::Rotations => Some(model.screens.rotations.board.count(model.screens.rotations.tab)),
        Screen::Indicators => model.screens.indicators.board.as_ref().map(|board| board.measured.len()),
        Screen::Plan => model.cx.over.get::<Picker>().map(|picker| picker.choices.len()),
        _ => None,
    }
}

#[test]
fn every_line_opens_as_many_as_it_counts_on_every_day_of_the_five_years() {
    let dir = tempfile::tempdir().unwrap();
    let province = made(&dir.path().join("store"), PEOPLE);
    let mut seat = Seat::at(&province, "an");
    for day in DAYS {
        seat.keys(&format!("H @ \"{day}\" enter"));
        let rows = &seat.model.screens.today.rows;
        let counted = rows.iter().enumerate().filter(|(_, row)| row.part <= Part::Ahead && !row.count.is_empty());
        let lines: Vec<(usize, usize, String)> =
            counted.map(|(at, row)| (at, row.count.replace('.', "").parse().unwrap(), row.text.clone())).collect();
        assert!(lines.len() >= 5, "{day}: {lines:?}");
        for (at, count, text) in lines {
            seat.keys("home");
            (0..at).for_each(|_| seat.keys("down"));
            assert_eq!(seat.model.screens.today.row().map(|row| row.text.as_str()), Some(text.as_str()), "{day}");
            seat.keys("enter");
            assert_eq!(listed(&seat), Some(count), "{day}: {text}");
            seat.keys("esc H");
            assert_eq!(seat.model.cx.screen, Screen::Today, "{day}: back from {text}");
        }
    }
}
