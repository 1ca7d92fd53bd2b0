//! What the papers write of a person, and of a place in a pool.

use super::request::PaperSource;
use crate::domain::{Cadre, CadreId, Education, Entry, Ladder, Management, Period, Qualification, Sex, Theory};
use crate::exchange::paper::Cell;
use crate::exchange::retirement;
use crate::exchange::template::Fields;
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::fields::{CARD, Choice, Content, Input};

/// How many years of grades a list shows.
const YEARS: i16 = 3;

/// The fields of a person; of somebody who is not on the register all of them are empty.
pub(super) fn fields(source: &PaperSource<'_>, id: CadreId) -> Fields {
    let mut out = Fields::default();
    out.set("stt", Cell::Empty);
    out.set("ky_ten", Cell::Empty);
    if let Some(cadre) = source.view.cadre(id) {
        card(source, cadre, &mut out);
        levels(source, cadre, &mut out);
        work(source, id, &mut out);
        record(source, id, &mut out);
    }
    out
}

fn card(source: &PaperSource<'_>, cadre: &Cadre, out: &mut Fields) {
    let lists = source.view.catalogue.lists();
    for field in CARD {
        let Some(name) = field.paper else { continue };
        let value = match field.content(cadre) {
            _ if field.is_sensitive && !source.sensitive => Cell::from(String::new()),
            Content::Text(text) => Cell::from(text),
            Content::Date(date) => date.map_or(Cell::Empty, Cell::Date),
            Content::Entry(list, id) => Cell::from(lists.get(list, id).map(|e| e.vi.clone()).unwrap_or_default()),
            Content::Other(code) => Cell::from(match field.column.input {
                Input::Choice(Choice::Group(group)) => source.word(group, &code),
                _ => code,
            }),
        };
        out.set(name, value);
    }
    let born = Cell::Date(cadre.born);
    let (man, woman) = if cadre.sex == Sex::Male { (born, Cell::Empty) } else { (Cell::Empty, born) };
    out.set("nam", man);
    out.set("nu", woman);
    let party = cadre.membership.filter(|_| cadre.in_party(source.view.on));
    out.set("vao_dang", party.map_or(Cell::Empty, |m| Cell::Date(m.joined)));
    out.set("chinh_thuc", party.and_then(|m| m.official).map_or(Cell::Empty, Cell::Date));
}

fn levels(source: &PaperSource<'_>, cadre: &Cadre, out: &mut Fields) {
    let on = source.view.on;
    let short = |group: &str, code: Option<&str>| code.map_or_else(String::new, |code| source.word(group, code));
    let education = cadre.education(on).filter(|e| *e != Education::None);
    out.set("chuyen_mon", short("education-short", education.map(Coded::code)));
    let theory = cadre.theory(on).filter(|t| *t != Theory::None);
    out.set("ly_luan", short("theory-short", theory.map(Coded::code)));
    let management = cadre.management(on).filter(|m| *m != Management::None);
    out.set("quan_ly", short("management-short", management.map(Coded::code)));
    let lists = source.view.catalogue.lists();
    let of = |list: ListName, pick: fn(Qualification) -> Option<crate::domain::ListId>| {
        let held = cadre.qualifications.iter().filter(|q| q.span.holds(on)).filter_map(|q| pick(q.value));
        let names: Vec<&str> = held.filter_map(|id| lists.get(list, id)).map(|e| e.vi.as_str()).collect();
        names.join(", ")
    };
    out.set("ngoai_ngu", of(ListName::Language, |q| if let Qualification::Language(id) = q { Some(id) } else { None }));
    out.set("tin_hoc", of(ListName::Computing, |q| if let Qualification::Computing(id) = q { Some(id) } else { None }));
}

fn work(source: &PaperSource<'_>, id: CadreId, out: &mut Fields) {
    let view = source.view;
    let titles = view.titles_in_one_line(id);
    let held = view.holds(id);
    let place = held.first().map(|(_, post, title)| view.place_of(post.unit, title.line));
    let place = place.unwrap_or_default();
    out.set("chuc_vu_don_vi", view.held_in_full(id));
    out.set("chuc_vu", titles);
    out.set("don_vi_cong_tac", place);
    let mut seats = Vec::new();
    for (_, post, _) in held.iter().filter(|(_, _, t)| t.ladder == Ladder::Committee) {
        seats.push(super::careers::post(view, post.id));
    }
    out.set("cap_uy", seats.join(";\n"));
    out.set("da_quy_hoach", super::careers::planned(view, id, None));
    let card = view.cadre(id);
    let retirement = card.map(|card| source.policy.retirement(view, card, view.on));
    let words = |key: &str| key.split_once('.').map(|(group, id)| source.word(group, id)).unwrap_or_default();
    let exact = retirement.filter(|r| !r.by_year_alone);
    let month = exact.and_then(|r| r.date()).map(Cell::Date);
    out.set(
        "nghi_huu",
        month.unwrap_or_else(|| retirement.map(|r| Cell::text(retirement::short(&words, &r))).unwrap_or(Cell::Empty)),
    );
    out.set("can_cu_nghi_huu", retirement.map(|r| retirement::basis(&words, &r)).unwrap_or_default());
    let months = exact.and_then(|r| r.day()).map(|last| view.on.months_until(last));
    let left = months.map(|m| {
        let parts = [("years", m / 12), ("months", m % 12)];
        let said = parts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| format!("{n} {}", source.word("paper", key)));
        said.collect::<Vec<_>>().join(" ")
    });
    out.set("con_cong_tac", left.unwrap_or_default());
}

fn record(source: &PaperSource<'_>, id: CadreId, out: &mut Fields) {
    let (view, snapshot) = (source.view, &source.view.snapshot);
    let this = view.on.year();
    let grades = snapshot.grades.get(&id).into_iter().flat_map(|g| &g.rows).filter_map(|g| match (g.period, g.grade) {
        (Period::Year(year), Some(grade)) if (this - YEARS..this).contains(&year) => {
            Some(format!("{year}: {}", source.word("grade-short", grade.code())))
        }
        _ => None,
    });
    out.set("xep_loai", grades.collect::<Vec<_>>().join("\n"));
    for name in ["ky_luat", "ket_luan", "tin_nhiem"] {
        out.set(name, Cell::Empty);
    }
    if !source.sensitive {
        return;
    }
    let discipline = snapshot.conduct.get(&id).into_iter().flat_map(|c| &c.discipline);
    let discipline = discipline
        .filter(|d| d.span.from <= view.on)
        .map(|d| format!("{} ({})", source.word("measure", d.measure.code()), d.span.from.year()));
    out.set("ky_luat", discipline.collect::<Vec<_>>().join("\n"));
    let standing = snapshot.standing.get(&id);
    let concluded = standing.and_then(|s| s.conclusions.iter().rfind(|c| c.on <= view.on));
    out.set("ket_luan", concluded.map(|c| format!("{}, {}", c.number, c.on)).unwrap_or_default());
    let vote = standing.and_then(|s| s.votes.iter().rfind(|v| v.on <= view.on));
    out.set(
        "tin_nhiem",
        vote.map(|v| format!("{}/{}/{} ({})", v.high, v.trusted, v.low, v.on.year())).unwrap_or_default(),
    );
}

/// The fields of a place in a pool.
pub(super) fn entry(source: &PaperSource<'_>, entry: &Entry) -> Fields {
    let mut out = Fields::default();
    let view = source.view;
    out.set("chuc_danh", super::careers::post(view, entry.post));
    out.set("da_quy_hoach", super::careers::planned(view, entry.cadre, Some(entry.id)));
    out.set("nguon", source.word("origination", entry.source.code()));
    out.set("trang_thai_qh", entry.stage(view.on).map(|s| source.word("stage", s.code())).unwrap_or_default());
    let votes = entry.votes.iter().filter(|_| source.sensitive);
    let votes: Vec<String> = votes.map(|v| format!("{}: {}", v.step, v.votes)).collect();
    out.set("phieu", votes.join("\n"));
    out.set("phieu_buoc", Cell::Empty);
    out.set("ty_le", Cell::Empty);
    out.set("ly_do", Cell::Empty);
    out.set("ghi_chu", entry.note.as_str());
    out
}

/// Numbers people in their order.
pub(super) fn numbered(mut people: Vec<Fields>) -> Vec<Fields> {
    for (at, person) in people.iter_mut().enumerate() {
        person.set("stt", Cell::count(at + 1));
    }
    people
}

/// A group of a list.
pub(super) fn group(name: impl Into<Cell>, people: Vec<Fields>) -> Fields {
    let mut out = Fields::default();
    out.set("ten", name);
    out.set("so_nguoi", Cell::count(people.len()));
    out.rows("nguoi", people);
    out
}
