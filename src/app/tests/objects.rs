//! As which object (đối tượng) somebody is planned, as the planning screen shows it.

use super::fixture::{Bench, day};
use crate::app::session::go::Go;
use crate::domain::PostId;

/// A member of the provincial standing committee who is planned for deputy secretary, secretary and vice-chair.
fn of_the_province(bench: &mut Bench) -> [PostId; 3] {
    use crate::domain::*;
    let view = &bench.model.cx.view;
    let (hoa, province) = (
        view.snapshot.cadres.values().find(|c| c.name == "Nông Thị Hoa").unwrap().id,
        view.snapshot.units.values().find(|u| u.name(view.on) == "Lạng Sơn").unwrap().id,
    );
    let since = Span::since(day("01/10/2025"));
    let mut records = Vec::new();
    let titles = ["uvbtv-tinh-uy", "pho-bi-thu-tinh-uy", "bi-thu-tinh-uy", "pct-ubnd-tinh"];
    let posts = [9001, 9002, 9003, 9004].map(PostId);
    for (post, title) in posts.iter().zip(titles) {
        let title = view.catalogue.title_coded(title).unwrap().id;
        records.push(Record::Post(Post::new(*post, province, title, since, 1)));
    }
    records.push(Record::Appointment(Appointment::new(AppointmentId(9005), hoa, posts[0], since, ActKind::Elected)));
    for (n, post) in [9006, 9007, 9008].into_iter().zip(&posts[1..]) {
        let approved = Span::since(day("20/11/2026"));
        let stages = vec![Dated { span: approved, value: Stage::Approved }];
        let entry = Entry::new(EntryId(n), hoa, (*post, TermId(2030)), approved);
        records.push(Record::Entry(Entry { stages, kind: PlanKind::Reviewed, ..entry }));
    }
    let mut snapshot = (*view.snapshot).clone();
    for record in records {
        snapshot.set(record.key(), Some(record));
    }
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(crate::app::session::msg::Msg::Snapshot(snapshot.into()));
    [posts[1], posts[2], posts[3]]
}

#[test]
fn a_person_is_shown_as_object_1_or_2_with_the_title_held_and_an_equal_title_is_broken() {
    let mut bench = Bench::open((180, 45));
    let [deputy, secretary, vice_chair] = of_the_province(&mut bench);
    bench.keys("h");
    assert_eq!(bench.model.cx.view.on, day("22/11/2026"), "by the law of today");
    let mut shown = |post| {
        bench.model.cx.go(Go::Pool(post, crate::domain::TermId(2030)));
        bench.keys("tab tab");
        let (plan, cx) = (&bench.model.screens.plan, &bench.model.cx);
        let lines = crate::app::screens::plan::judge::below(plan, cx);
        lines.into_iter().flatten().map(|piece| piece.text).collect::<Vec<_>>().join(" | ")
    };
    let said = shown(deputy);
    assert!(said.contains("đối tượng 1 (từ Ủy viên Ban Thường vụ Tỉnh ủy) ✓"), "{said}");
    // born in March 1984, she retires in March 2044: counted from September 2030
    let said = shown(secretary);
    assert!(said.contains("đối tượng 2 (từ Ủy viên Ban Thường vụ Tỉnh ủy) ✓"), "{said}");
    assert!(said.contains("tuổi đối tượng 2: 162 tháng (≥ 120 tháng) ✓"), "{said}");
    let said = shown(vice_chair);
    assert!(said.contains("chức danh cao hơn: Ủy viên Ban Thường vụ Tỉnh ủy ✗"), "{said}");
}
