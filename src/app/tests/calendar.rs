//! The calendar of planning among the lines of the start screen: when a plan is built, reported, approved.

use super::fixture::{Bench, day};
use super::today::{changed, texts, with_terms};
use crate::app::screens::today::Part;
use crate::domain::{PlanKind, Post, PostId, Record, Round, RoundId, Span, TermId};

#[test]
fn the_calendar_of_planning_is_told_from_the_papers_day_on_and_never_before() {
    let mut bench = Bench::first((120, 40));
    let of_calendar = |bench: &Bench| {
        let all = texts(bench, Part::Due).into_iter().chain(texts(bench, Part::Ahead));
        all.map(|(_, text)| text).filter(|t| t.contains("quy hoạch") || t.contains("rà soát")).collect::<Vec<_>>()
    };
    assert_eq!(of_calendar(&bench), [""; 0], "of 2025's paper nothing is known in 2024");
    bench.keys("@ \"01122026\" enter");
    let told = of_calendar(&bench);
    assert!(told.contains(&"xây dựng quy hoạch 2030–2035, 2031–2036".to_owned()), "{told:?}");
    assert!(told.contains(&"rà soát quy hoạch 2025–2030 và 2030–2035".to_owned()), "{told:?}");
    let due = |bench: &Bench, words: &str| {
        let rows = &bench.model.screens.today.rows;
        rows.iter().find(|r| r.text.contains(words)).map(|r| r.day.clone())
    };
    assert_eq!(due(&bench, "xây dựng").as_deref(), Some("31/08/2027"), "the second year of the term");
    assert_eq!(due(&bench, "rà soát quy hoạch").as_deref(), Some("31/03/2027"));
    bench.keys("@ \"01052027\" enter");
    assert_eq!(due(&bench, "báo cáo cấp trên").as_deref(), Some("30/06/2027"));
    bench.keys("@ \"01092027\" enter");
    assert_eq!(due(&bench, "xây dựng"), None, "the third year");
}

#[test]
fn a_submitted_round_is_to_be_approved_within_thirty_working_days_and_fifteen_more() {
    let mut bench = Bench::first((120, 40));
    let unit = bench.model.cx.view.tops(crate::domain::Line::Territory)[0];
    let round = |id, submitted, approved| {
        Record::Round(Round {
            id: RoundId(id),
            unit,
            term: TermId(2025),
            kind: PlanKind::Reviewed,
            year: 2026,
            opened: day("02/02/2026"),
            plan: None,
            submitted: Some(day(submitted)),
            approved,
            decision: None,
            closed: None,
            steps: Vec::new(),
            note: String::new(),
        })
    };
    let first = round(901, "02/03/2026", Some(day("16/03/2026")));
    changed(&mut bench, [first, round(902, "01/09/2026", None)]);
    let lines = |bench: &mut Bench, on: &str| {
        bench.keys(&format!("@ \"{on}\" enter"));
        let rows = bench.model.screens.today.rows.iter().filter(|r| r.text.contains("phê duyệt"));
        rows.map(|r| (r.text.clone(), r.day.clone())).collect::<Vec<_>>()
    };
    // 01 and 02 September are holidays: the thirtieth working day is 14 October
    let told = lines(&mut bench, "05102026");
    assert!(told.contains(&("phê duyệt trong 30 ngày làm việc".into(), "14/10/2026".into())), "{told:?}");
    let told = lines(&mut bench, "15102026");
    assert!(
        told.contains(&("phê duyệt quá 30 ngày làm việc, kéo dài tối đa 15".into(), "04/11/2026".into())),
        "{told:?}"
    );
    let told = lines(&mut bench, "05112026");
    assert!(told.iter().any(|(text, _)| text == "quá hạn phê duyệt (45 ngày làm việc)"), "{told:?}");
    // the second review of the year is reported thirty days after it was approved
    changed(&mut bench, [round(902, "01/09/2026", Some(day("20/10/2026")))]);
    bench.keys("@ \"05112026\" enter");
    let row = bench.model.screens.today.rows.iter().find(|r| r.text.contains("rà soát lần hai"));
    assert_eq!(row.map(|r| r.day.as_str()), Some("19/11/2026"));
}

#[test]
fn working_days_of_a_year_whose_holidays_are_not_known_say_so() {
    let mut bench = Bench::first((120, 40));
    bench.keys("@ \"01122026\" enter");
    let edits = with_terms(&bench, 1, "01/03/2027");
    changed(&mut bench, edits);
    let due = texts(&bench, Part::Due);
    assert!(due.iter().any(|(_, t)| t == "sắp đến hạn bổ nhiệm lại · chưa có lịch nghỉ 2027"), "{due:?}");
}

#[test]
fn where_nobody_is_planned_each_of_the_two_terms_says_so_under_its_own_heading() {
    let mut bench = Bench::first((120, 40));
    let view = bench.model.cx.view.clone();
    let province = view.tops(crate::domain::Line::Territory)[0];
    let seat = view.catalogue.title_coded("uvbch-tinh").unwrap().id;
    let committee = Post::new(PostId(9_001), province, seat, Span::since(day("25/09/2025")), 53);
    changed(&mut bench, [Record::Post(committee)]);
    bench.keys("@ \"01122026\" enter");
    let lines = bench.model.screen().plain(&bench.model.cx);
    let empty: Vec<&String> =
        lines.windows(2).filter(|pair| pair[1] == "chưa có ai trong quy hoạch").map(|pair| &pair[0]).collect();
    assert_eq!(empty.len(), 2, "{lines:#?}");
    // the plan to be built comes first where no pools are in use
    assert!(empty[0].contains("2030–2035") && empty[1].contains("2025–2030"), "{lines:#?}");
}
