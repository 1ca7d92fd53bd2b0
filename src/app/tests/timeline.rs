//! The years of a unit and of a cadre: what stands in them, and where they lead.

use super::fixture::Bench;
use crate::app::session::stage::Screen;

fn rows(bench: &Bench) -> Vec<(bool, &str, &str)> {
    bench.model.screens.timeline.rows.iter().map(|r| (r.head, r.label.as_str(), r.bar.trim())).collect()
}

/// Signs of a bar without the columns that it leaves empty.
fn signs(bar: &str) -> std::collections::BTreeSet<char> {
    bar.chars().filter(|c| *c != ' ').collect()
}

#[test]
fn a_unit_shows_who_held_each_post_and_since_when_a_seat_is_vacant() {
    let mut bench = Bench::open((80, 24));
    bench.keys("/ \"tan thanh\" enter t");
    assert_eq!(bench.model.cx.screen, Screen::Timeline);
    let shown = rows(&bench);
    let labels: Vec<_> = shown.iter().map(|(head, label, _)| (*head, *label)).collect();
    assert_eq!(
        labels,
        [(true, "Chủ tịch UBND"), (false, "Nông Thị Hoa"), (true, "Phó Chủ tịch UBND"), (false, "Hoàng Văn Bình"),]
    );
    assert!(shown[0].2.is_empty(), "the chair has never been vacant: {:?}", shown[0]);
    assert_eq!(signs(shown[1].2), ['█', '░'].into(), "until the day, and what is known after it");
    assert_eq!(signs(shown[2].2), ['○'].into(), "one of two seats");
    bench.keys("down down");
    let detail = &bench.model.screens.timeline.rows[2].detail;
    assert!(detail[1].contains("khuyết 01/07/2021 – nay · 34 tháng"), "{detail:?}");
    bench.keys("down enter");
    assert_eq!(bench.model.cx.screen, Screen::Dossier, "a holder leads to the dossier");
    bench.keys("ctrl-o");
    assert_eq!(bench.model.cx.screen, Screen::Timeline);
    bench.keys("esc");
    assert_eq!((bench.model.cx.screen, bench.unit().as_str()), (Screen::Units, "UBND xã Tân Thành, huyện Cao Lộc"));
}

#[test]
fn a_cadre_shows_every_post_and_the_day_that_is_looked_at_parts_what_was_from_what_will_be() {
    let mut bench = Bench::open((80, 24));
    bench.keys("/ \"nong thi hoa\" enter t");
    assert_eq!(rows(&bench).len(), 3, "before the merger and after it, and the day of retirement");
    assert_eq!(signs(rows(&bench)[2].2), ['◆'].into(), "a mark, though it is to come");
    assert_eq!(signs(rows(&bench)[1].2), ['░'].into(), "still to come");
    assert_eq!(bench.model.screens.timeline.list.cursor, 0, "what is held now");
    bench.keys("]");
    assert_eq!((bench.model.cx.screen, bench.model.cx.view.on.to_string().as_str()), (Screen::Timeline, "01/07/2025"));
    assert_eq!(signs(rows(&bench)[0].2), ['█'].into());
    assert_eq!(signs(rows(&bench)[1].2), ['█'].into());
    bench.keys("end up enter");
    assert_eq!((bench.model.cx.screen, bench.unit().as_str()), (Screen::Units, "UBND xã Cao Lộc"));
}

#[test]
fn whatever_is_scrolled_or_zoomed_every_bar_fits_its_place() {
    for size in [(40, 10), (80, 24), (120, 40), (200, 50)] {
        let mut bench = Bench::open(size);
        bench.keys("/ \"thpt\" enter T / \"tan thanh\" enter t");
        let room = usize::from(size.0 - crate::app::screens::timeline::label(size.0) - 3);
        for key in
            ["+", "right", "right", "+", "left", "left", "left", "minus", "minus", "minus", "right", "end", "home"]
        {
            bench.keys(key);
            let state = &bench.model.screens.timeline;
            assert!(state.rows.iter().all(|r| r.bar.chars().count() == room), "{size:?} {key}");
            assert!(state.years.chars().count() <= room, "{size:?} {key}");
        }
        // going on and on ends where the years end
        bench.keys("right right right right right right right right right right right right");
        let at_the_end = bench.model.screens.timeline.years.clone();
        bench.keys("right");
        assert_eq!(bench.model.screens.timeline.years, at_the_end);
    }
}

#[test]
fn the_next_session_finds_the_years_again() {
    let mut bench = Bench::open((80, 24));
    bench.keys("/ \"nong thi hoa\" enter t");
    let kept = crate::app::update::kept::text(&bench.model).unwrap();
    assert!(kept.contains("\"timeline\"") && !kept.contains("Hoa"), "{kept}");
    bench.keys("C");
    bench.keys("ctrl-o");
    assert_eq!((bench.model.cx.screen, rows(&bench).len()), (Screen::Timeline, 3));
}
