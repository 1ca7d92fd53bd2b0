//! What ended, and what is on file for a later day, by keys.

use super::fixture::Bench;
use crate::app::overlays::picker::Picker;
use crate::app::screens::dossier::tab::Tab;
use crate::app::session::go::Go;
use crate::app::session::msg::Msg;
use crate::app::session::stage::Screen;

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
