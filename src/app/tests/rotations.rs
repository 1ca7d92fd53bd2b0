//! Queues of rotations: a move taken through every step from the keyboard, the checklist, the source, the heads.

use super::fixture::{Bench, day};
use crate::app::model::Screen;
use crate::app::overlays::form::Form;
use crate::app::overlays::picker::Picker;
use crate::app::screens::rotations::{below, cells, counts};
use crate::app::screens::today::Part;
use crate::app::session::effect::Change;
use crate::app::session::effect::Effect;
use crate::app::session::effect::Terminal;
use crate::app::session::host::Notice;
use crate::app::session::msg::Msg;
use crate::domain::edit::renumber::renumber;
use crate::domain::*;
use crate::register::rotations::Queue;

/// The register takes what was proposed last, and gives it ids of its own.
pub(super) fn taken(bench: &mut Bench) {
    let sent = std::iter::from_fn(|| bench.asked.pop()).find_map(|effect| match effect {
        Effect::Change(Change::Commit { generation, edits, .. }) => Some((generation, edits)),
        _ => None,
    });
    let Some((generation, mut edits)) = sent else {
        let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("nothing was proposed: {}", bench.said()) };
        let wrong: Vec<_> = form.fields.iter().filter_map(|f| Some((f.column.id, f.problem.clone()?.key))).collect();
        panic!("nothing was proposed: {wrong:?} {:?}", form.problem);
    };
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    let next = 9_000 + snapshot.revision.0 * 10;
    renumber(&mut edits, |_, id| next + (id & 0xf));
    edits.into_iter().for_each(|edit| snapshot.apply(edit));
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    let said = Notice { key: "said.saved", with: vec!["1".to_owned()] };
    bench.say(Msg::Committed { generation, result: Ok(said), created: None });
}

pub(super) fn cadre(bench: &Bench, name: &str) -> CadreId {
    bench.model.cx.view.snapshot.cadres.values().find(|c| c.name == name).unwrap().id
}

pub(super) fn post(bench: &Bench, title: &str) -> PostId {
    let view = &bench.model.cx.view;
    let of = |p: &&std::sync::Arc<Post>| view.title(p).is_some_and(|t| t.code == title) && p.span.holds(view.on);
    view.snapshot.posts.values().find(of).unwrap().id
}

/// A move of somebody of the fixture that stands where the phases say.
pub(super) fn moved(bench: &Bench, id: u64, name: &str, phases: &[(&str, Phase)]) -> Rotation {
    let ends = phases.iter().skip(1).map(|(from, _)| day(from)).chain([Day::MAX]);
    let phases =
        phases.iter().zip(ends).map(|((from, value), to)| Dated { span: Span::new(day(from), to), value: *value });
    let (cadre, to) = (cadre(bench, name), post(bench, "pct-ubnd-xa"));
    Rotation {
        direction: Direction::Down,
        purpose: Purpose::Train,
        from: Some(post(bench, "ct-ubnd-xa")),
        phases: phases.collect(),
        ..Rotation::new(RotationId(id), cadre, MoveKind::Rotation, to)
    }
}

/// An approved place in a pool: nobody is rotated who is not planned.
fn planned(bench: &Bench, who: CadreId) -> Record {
    Record::Entry(Entry {
        id: EntryId(800),
        cadre: who,
        post: post(bench, "ct-ubnd-huyen"),
        term: TermId(2025),
        span: Span::since(day("01/03/2020")),
        kind: PlanKind::Reviewed,
        stages: vec![Dated { span: Span::since(day("01/03/2020")), value: Stage::Approved }],
        source: Origination::Local,
        order: 1,
        round: None,
        decision: None,
        votes: Vec::new(),
        removal: None,
        carried: None,
        note: String::new(),
    })
}

pub(super) fn with(rotations: impl FnOnce(&Bench) -> Vec<Rotation>) -> Bench {
    let mut bench = Bench::open((120, 40));
    let rotations = rotations(&bench);
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    for rotation in rotations {
        for record in [planned(&bench, rotation.cadre), Record::Rotation(rotation)] {
            snapshot.set(record.key(), Some(record));
        }
    }
    snapshot.revision = Revision(snapshot.revision.0 + 1);
    bench.say(Msg::Snapshot(snapshot.into()));
    bench.keys("L");
    bench
}

fn queue(bench: &Bench) -> (Queue, usize) {
    (bench.model.screens.rotations.tab, bench.model.screens.rotations.list.len)
}

fn said_below(bench: &Bench) -> String {
    below(&bench.model.screens.rotations, &bench.model.cx)
        .into_iter()
        .flatten()
        .map(|piece| piece.text)
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn a_move_is_taken_from_its_proposal_to_its_end_with_one_key_a_step() {
    let mut bench = with(|bench| vec![moved(bench, 900, "Nông Thị Hoa", &[("01/03/2021", Phase::Proposed)])]);
    assert_eq!(queue(&bench), (Queue::Proposed, 1), "what wants doing is shown first");
    assert!(said_below(&bench).contains("n: Thống nhất luân chuyển"), "{}", said_below(&bench));
    // each day is typed over the one that is looked at
    bench.keys("n ctrl-u \"15/03/2021\" tab \"7-CV/TU\" tab \"12/03/2021\" ctrl-s");
    taken(&mut bench);
    bench.keys("n ctrl-u \"01/04/2021\" tab \"118-QĐ/TU\" tab \"30/03/2021\" ctrl-s");
    taken(&mut bench);
    assert!(said_below(&bench).contains("quyết định ✓"), "{}", said_below(&bench));
    bench.keys("n ctrl-u \"01/08/2021\" ctrl-s");
    taken(&mut bench);
    bench.keys("tab");
    assert_eq!(queue(&bench), (Queue::Away, 0));
    bench.keys("tab");
    assert_eq!(queue(&bench), (Queue::Nearing, 1), "33 months of 36 are within the notice");
    let view = &bench.model.cx.view;
    let holds = view.main(cadre(&bench, "Nông Thị Hoa")).map(|(a, p, _)| (p.id, a.began.kind));
    assert_eq!(holds, Some((post(&bench, "pct-ubnd-xa"), ActKind::Rotated)), "the step has moved the person");

    assert!(said_below(&bench).contains("phương án sau !"), "{}", said_below(&bench));
    bench.keys("s");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the form of an assessment: {}", bench.said()) };
    assert!(form.title.contains("Nông Thị Hoa"), "{}", form.title);
    assert_eq!(form.fields[0].input.text(), "2023", "the year that is missing");
    bench.keys("tab tab \"hoan thanh tot\" enter ctrl-s");
    taken(&mut bench);
    bench.keys("p \"on dinh\" enter ctrl-s");
    taken(&mut bench);
    assert!(!said_below(&bench).contains("phương án sau !"), "{}", said_below(&bench));
    bench.keys("x \"31/12/2024\" tab \"9-QĐ/TU\" tab \"20/04/2024\" ctrl-s");
    taken(&mut bench);
    // before the 36 months a rule stops the end; what it leads to hangs on the plan: she stays
    bench.keys("n ctrl-s");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("33 months were enough") };
    assert_eq!(form.problem.as_ref().map(|p| p.key), Some("form.stopped"));
    // by then she has them, and stands in the next queue
    bench.keys("esc @ \"05082024\" enter tab n ctrl-s");
    taken(&mut bench);
    bench.keys("tab");
    assert_eq!(queue(&bench), (Queue::ToPlace, 1));
    assert!(said_below(&bench).contains("n: Bố trí ổn định"), "{}", said_below(&bench));
    bench.keys("@ \"06082024\" enter n ctrl-s");
    taken(&mut bench);
    bench.keys("tab");
    assert_eq!(queue(&bench), (Queue::Done, 1));
    bench.keys("n");
    assert_eq!(bench.said(), "Việc luân chuyển này đã xong: lập đề xuất mới");
}

#[test]
fn a_step_out_of_order_is_refused_in_one_sentence_and_the_others_are_offered() {
    let mut bench = with(|bench| vec![moved(bench, 900, "Nông Thị Hoa", &[("01/03/2024", Phase::Proposed)])]);
    bench.keys("s");
    assert!(!bench.model.cx.over.is_open());
    assert_eq!(bench.said(), "Chưa làm được ở bước này: đề xuất");
    bench.keys("b");
    let Some(picker) = bench.model.cx.over.get::<Picker>() else { panic!("the steps are offered") };
    let offered: Vec<&str> = picker.choices.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(
        offered,
        ["Thống nhất luân chuyển", "Thôi thực hiện luân chuyển", "Phương án sau luân chuyển"],
        "and no other"
    );
}

#[test]
fn queues_are_narrowed_and_counted_by_direction_and_kind() {
    let mut bench = with(|bench| {
        let away = [("01/03/2023", Phase::Away)];
        let up = Rotation { direction: Direction::Up, ..moved(bench, 901, "Hoàng Văn Bình", &away) };
        vec![moved(bench, 900, "Nông Thị Hoa", &away), up]
    });
    let said = |bench: &Bench| {
        counts(&bench.model.screens.rotations, &bench.model.cx)
            .into_iter()
            .flatten()
            .map(|p| p.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(queue(&bench), (Queue::Away, 2));
    assert_eq!(said(&bench)[..4], ["từ trên xuống 1", "ngang 0", "từ dưới lên 1", "luân chuyển 2"]);
    bench.keys("f \"duoi len\" enter");
    assert_eq!(queue(&bench), (Queue::Away, 1));
    assert_eq!(bench.model.cadre(), Some(cadre(&bench, "Hoàng Văn Bình")));
    bench.keys("esc");
    assert_eq!(queue(&bench), (Queue::Away, 2), "Esc takes the filter away");
    bench.keys("esc");
    assert_eq!(bench.model.cx.screen, Screen::Units);
}

#[test]
fn months_run_with_the_day_and_a_year_without_assessment_is_marked() {
    let mut bench = with(|bench| vec![moved(bench, 900, "Nông Thị Hoa", &[("15/01/2022", Phase::Away)])]);
    let row = |bench: &Bench| cells(&bench.model.cx, &bench.model.screens.rotations, 0);
    assert_eq!(queue(&bench), (Queue::Away, 1));
    assert!(row(&bench)[2].0.starts_with("27/36"), "{:?}", row(&bench));
    assert_eq!(row(&bench)[4].0, "23!", "full years");
    assert_eq!(row(&bench)[1].0, "xã Tân Thành → Phó Chủ tịch UBND xã Tân Thành, huyện Cao Lộc");
    bench.keys("@ \"14012025\" enter tab");
    assert_eq!(queue(&bench), (Queue::Nearing, 1), "35 months are not 36");
    bench.keys("@ \"15012025\" enter tab");
    assert_eq!(queue(&bench), (Queue::Ripe, 1));
    assert!(row(&bench)[2].0.ends_with("█████████!"), "{:?}", row(&bench));
    assert!(row(&bench)[5].0.contains("chưa có phương án"));
    // the same stands on the start screen, and leads here
    bench.keys("H");
    let at = bench.model.screens.today.rows.iter().position(|r| r.text == "đủ 36 tháng, chưa có phương án").unwrap();
    assert_eq!(
        (bench.model.screens.today.rows[at].part, bench.model.screens.today.rows[at].count.as_str()),
        (Part::Due, "1")
    );
    bench.keys("home");
    (0..at).for_each(|_| _ = bench.keys("down"));
    bench.keys("enter");
    assert_eq!((bench.model.cx.screen, queue(&bench)), (Screen::Rotations, (Queue::Ripe, 1)));
}

#[test]
fn the_source_shows_criteria_met_and_not_met_gives_no_score_and_is_not_copied() {
    let mut bench = Bench::open((120, 40));
    let who = cadre(&bench, "Nông Thị Hoa");
    let mut snapshot = (*bench.model.cx.view.snapshot).clone();
    let record = planned(&bench, who);
    snapshot.set(record.key(), Some(record));
    bench.say(Msg::Snapshot(snapshot.into()));
    bench.keys("L");
    assert_eq!(queue(&bench), (Queue::Source, 1));
    assert_eq!(bench.model.cadre(), Some(who));
    let said = said_below(&bench);
    assert!(said.contains("trong quy hoạch ✓") && said.contains("còn công tác 10 năm"), "{said}");
    bench.keys("y");
    assert_eq!(bench.said(), "Danh sách nguồn không chép, không xuất ra ngoài");
    assert!(!bench.asked.iter().any(|e| matches!(e, Effect::Terminal(Terminal::Copy(_)))));
    bench.keys("M");
    assert!(said_below(&bench).is_empty(), "a projected screen shows no reasons");
    bench.keys("M n");
    let Some(form) = bench.model.cx.over.get::<Form>() else { panic!("the proposal") };
    assert_eq!(form.fields[0].input.text(), "Nông Thị Hoa");
}

#[test]
fn heads_are_told_apart_by_where_they_come_from() {
    let mut bench = Bench::open((120, 40));
    let view = &bench.model.cx.view;
    let (district, commune) = {
        let units = |name: &str, level| {
            let of = |u: &&std::sync::Arc<Unit>| {
                u.name(view.on) == name && u.form(view.on).is_some_and(|f| f.level == level)
            };
            view.snapshot.units.values().find(of).unwrap().id
        };
        (units("Cao Lộc", Level::District), units("Hải Yến", Level::Commune))
    };
    let head = cadre(&bench, "Vi Văn An");
    let from = |bench: &mut Bench, unit: Option<UnitId>, code: Option<u32>| {
        let mut card = (**bench.model.cx.view.cadre(head).unwrap()).clone();
        card.origin = Origin { text: "quê".to_owned(), unit, code };
        let mut snapshot = (*bench.model.cx.view.snapshot).clone();
        snapshot.set(Record::Cadre(card.clone()).key(), Some(Record::Cadre(card)));
        snapshot.revision = Revision(snapshot.revision.0 + 1);
        bench.say(Msg::Snapshot(snapshot.into()));
    };
    bench.keys("L v");
    let chair = |bench: &Bench| cells(&bench.model.cx, &bench.model.screens.rotations, 0)[3].0.clone();
    for (unit, code, expected) in [
        (Some(commune), None, "– Vi Văn An"),
        (None, Some(2_629), "✓ Vi Văn An"),
        (None, None, "? Vi Văn An"),
        (Some(district), None, "– Vi Văn An"),
    ] {
        from(&mut bench, unit, code);
        assert_eq!(chair(&bench), expected, "{unit:?} {code:?}");
    }
    bench.keys("enter");
    assert_eq!((bench.model.cx.screen, bench.unit().contains("Cao Lộc")), (Screen::Units, true));
}

#[test]
fn an_origin_that_was_merged_whole_is_followed_and_one_merged_in_part_leaves_it_open() {
    let bench = Bench::open((120, 40));
    let then = bench.model.cx.view.on(day("01/07/2025"));
    let unit = |name: &str, level| {
        let of = |u: &&std::sync::Arc<Unit>| {
            u.name(u.span.from) == name && u.form(u.span.from).is_some_and(|f| f.level == level)
        };
        then.snapshot.units.values().find(of).unwrap().id
    };
    let merged = then.follow(unit("Hải Yến", Level::Commune))[0].unit;
    let mut card = (**then.cadre(cadre(&bench, "Vi Văn An")).unwrap()).clone();
    card.origin.unit = Some(unit("Hải Yến", Level::Commune));
    assert_eq!(then.is_from(&card, merged), Some(true), "merged whole");
    card.origin.unit = Some(unit("Cao Lộc", Level::District));
    assert_eq!(then.is_from(&card, merged), None, "only a part of it went there");
    card.origin.unit = Some(unit("Cao Lộc", Level::Province));
    assert_eq!(then.is_from(&card, merged), Some(false), "elsewhere in the province");
}
