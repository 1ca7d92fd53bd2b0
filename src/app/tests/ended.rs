//! What ended, what is on file for a later day, and what is not known, by keys.

use super::fixture::{Bench, day};
use super::today::changed;
use crate::app::overlays::picker::Picker;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::go::Go;
use crate::app::session::msg::Msg;
use crate::app::session::stage::Screen;
use crate::domain::{Line, Post, PostId, Record, Span};

fn offered(bench: &Bench) -> Vec<(String, String)> {
    let picker = bench.model.cx.over.get::<Picker>();
    picker.map(|p| p.choices.iter().map(|c| (c.text.clone(), c.detail.clone())).collect()).unwrap_or_default()
}

#[test]
fn one_key_lists_the_people_of_what_ended_in_a_unit_and_enter_opens_one() {
    let mut bench = Bench::open((120, 40));
    bench.keys("T home b");
    assert!(offered(&bench).is_empty(), "nothing has ended yet: {}", bench.said());
    assert!(bench.said().contains("chưa có chức vụ nào kết thúc"), "{}", bench.said());
    bench.keys("@ \"01072025\" enter T home b");
    let people = offered(&bench);
    let of = |name: &str| people.iter().find(|(text, _)| text == name).map(|(_, detail)| detail.clone());
    let hoa = of("Nông Thị Hoa").unwrap_or_else(|| panic!("{people:?}"));
    assert!(hoa.contains("Chủ tịch UBND xã Tân Thành") && hoa.contains("→ Chủ tịch UBND xã Cao Lộc"), "{hoa}");
    assert!(of("Vi Văn An").is_some_and(|an| an.ends_with("→ chưa có chức vụ")), "{people:?}");
    assert_eq!(people.len(), 4, "three people, and the list as a file: {people:?}");
    bench.keys("\"nong thi hoa\" enter");
    assert_eq!(bench.model.cx.screen, Screen::Dossier);
}

#[test]
fn the_dossier_puts_what_is_on_file_for_a_later_day_apart() {
    let mut bench = Bench::open((120, 40));
    let hoa = bench.model.cx.view.snapshot.cadres.values().find(|c| c.name == "Nông Thị Hoa").unwrap().id;
    let lines = |bench: &mut Bench| {
        bench.model.cx.go(Go::Dossier(hoa, Tab::Career));
        bench.say(Msg::Keys(Vec::new()));
        bench.model.screen().plain(&bench.model.cx)
    };
    let now = lines(&mut bench);
    let apart = now.iter().position(|line| line.contains("Sau ngày 01/05/2024")).unwrap_or_else(|| panic!("{now:#?}"));
    let (before, after) = now.split_at(apart);
    assert!(before.iter().any(|line| line.contains("xã Tân Thành") && !line.contains("30/06/2025")), "{before:#?}");
    assert!(!before.iter().any(|line| line.contains("xã Cao Lộc")), "{before:#?}");
    assert!(after.iter().any(|line| line.contains("xã Cao Lộc")), "{after:#?}");
    bench.keys("@ \"01072025\" enter");
    let later = lines(&mut bench);
    assert!(!later.iter().any(|line| line.contains("Sau ngày")), "{later:#?}");
}

#[test]
fn a_post_of_which_nobody_has_said_how_many_seats_it_has_stands_in_its_unit() {
    let mut bench = Bench::open((120, 40));
    let view = bench.model.cx.view.clone();
    let (province, seat) = (view.tops(Line::Party)[0], view.catalogue.title_coded("uvbch-tinh").unwrap().id);
    let post = Post::new(PostId(9_100), province, seat, Span::since(day("01/01/2020")), 0);
    changed(&mut bench, [Record::Post(Post { seats: Vec::new(), ..post })]);
    bench.keys("T home");
    while bench.model.cx.line != Line::Party {
        bench.keys("D");
    }
    let posts = &bench.model.screens.units.posts;
    let at = posts.rows.iter().position(|row| row.post.id == PostId(9_100)).expect("a row");
    assert_eq!(posts.lines.iter().filter(|line| line.row == at).count(), 1, "one line, without a vacant seat");
}
