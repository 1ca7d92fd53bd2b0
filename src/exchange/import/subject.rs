//! Whom or what a row of a list is about, and how what it says reaches their records.

use super::map::Answer;
use super::row::{At, Entered, Faults, Said, meaning, set};
use super::rows::Given;
use super::run::Run;
use super::target::{self, Target, Trait};
use super::trouble::Trouble;
use super::who::{KeepsBirth, Who};
use super::work::Cells;
use crate::domain::{ActKind, Appointment, CadreId, Day, PartialDate, PostId, RecordKey, RecordKind, UnitId, text};
use crate::exchange::export::Kind;
use crate::register::check::Problem;
use crate::register::fields::Sheet;
use crate::register::fields::codes::Coded;
use std::sync::Arc;

/// Enters a row by the kind of its list.
pub(super) fn enter(
    run: &mut Run<'_>,
    at: u32,
    said: Said,
    answer: Option<Answer>,
    given: &[Given],
) -> Result<Entered, Faults> {
    match run.asked.kind {
        Kind::Cadres => cadre(run, at, said, answer, given),
        Kind::Units => unit(run, at, said),
        Kind::Posts => post(run, at, said),
        Kind::Rounds => round(run, at, said),
        Kind::Grades if said.person.is_nobody() && !said.unit.is_empty() => unit_grade(run, at, said),
        _ => of_person(run, at, said, answer),
    }
}

fn cadre(
    run: &mut Run<'_>,
    at: u32,
    mut said: Said,
    answer: Option<Answer>,
    given: &[Given],
) -> Result<Entered, Faults> {
    let born = given
        .iter()
        .map(|g| g.target)
        .find(|t| matches!(t, Target::Person(Trait::Born | Trait::BornMale | Trait::BornFemale)));
    let column = |trouble: &Trouble| match trouble {
        Trouble::Births { .. } => born,
        Trouble::Unknown(_) => Some(Target::Person(Trait::Cadre)),
        _ => Some(Target::Person(Trait::Name)),
    };
    let who = said.person.find(&meaning(run), run.asked.map.birth, answer).map_err(|t| (column(&t), t))?;
    let (key, on_file, keeps) = match who {
        Who::Left => return Ok(Entered::Left),
        Who::Known(id, keeps) => (RecordKey { kind: RecordKind::Cadre, id: id.0 }, true, keeps),
        Who::NewAs(id) => (RecordKey { kind: RecordKind::Cadre, id: id.0 }, false, KeepsBirth::No),
        Who::New => (run.new_key(RecordKind::Cadre), false, KeepsBirth::No),
    };
    if let Some(row) = run.works.filled(key, Sheet::Card) {
        return Err((Some(Target::Person(Trait::Name)), Trouble::Repeats(Some(row))).into());
    }
    if on_file && run.has_spoken_of(CadreId(key.id)) {
        return Err((Some(Target::Person(Trait::Name)), Trouble::Repeats(None)).into());
    }
    let id = CadreId(key.id);
    let person = said.person.clone();
    // capitals alone are no other name
    let spelled = |name: &str| text::at_the_door(name).to_lowercase();
    let same_name = run.works.view.cadre(id).is_some_and(|c| spelled(&c.name) == spelled(&person.name));
    let mut card = |id: &str, cell: String| {
        if !cell.is_empty() {
            said.put(Sheet::Card, id, cell);
        }
    };
    card("name", if same_name { String::new() } else { person.name.clone() });
    card("code", person.code.clone());
    card("citizen-number", person.citizen.map(|number| number.to_string()).unwrap_or_default());
    card("origin", person.origin.clone());
    if keeps == KeepsBirth::No {
        card("born", person.born.map(|b| b.to_string()).unwrap_or_default());
    }
    if let Some(sex) = said.sex {
        said.put(Sheet::Card, "sex", sex.code().to_owned());
    }
    said.spread(&[Sheet::Rank, Sheet::Payroll]);
    if !on_file && let Some(recruited) = said.has(Sheet::Card, "recruited").and_then(|t| PartialDate::parse(t)) {
        // whoever was recruited on a day has been on the payroll since
        let since = recruited.earliest().to_string();
        if said.pieces.contains_key(&Sheet::Payroll) && said.has(Sheet::Payroll, "from").is_none() {
            said.put(Sheet::Payroll, "from", since);
        }
    }
    if on_file {
        // what the map says of every row is for those who come anew: of others the register has it, or the list says it
        let listed =
            |sheet| given.iter().any(|g| g.column.is_some() && matches!(g.target, Target::Cell(s, _) if s == sheet));
        said.pieces.retain(|sheet, _| !sheet.is_history() || listed(*sheet));
    }
    let card_cells = said.pieces.remove(&Sheet::Card).unwrap_or_default();
    let mut pieces = vec![(key, Sheet::Card, card_cells)];
    let texts = said.pieces.remove(&Sheet::Texts);
    pieces.extend(std::mem::take(&mut said.pieces).into_iter().map(|(sheet, cells)| (key, sheet, cells)));
    pieces.extend(said.levels.into_iter().map(|level| (key, Sheet::Qualification, vec![(0, level)])));
    let dossier = RecordKey { kind: RecordKind::Dossier, id: key.id };
    pieces.extend(texts.map(|cells| (dossier, Sheet::Texts, cells)));
    let done = set(run, at, key, id, pieces)?;
    if !on_file {
        run.works.show(key);
        if let Some(cadre) = run.works.view.cadre(id) {
            run.names.people.add(cadre);
        }
    }
    Ok(done)
}

fn unit(run: &mut Run<'_>, at: u32, mut said: Said) -> Result<Entered, Faults> {
    let name = said.has(Sheet::UnitName, "name").cloned().unwrap_or_default();
    let word = if said.unit.is_empty() { name.clone() } else { said.unit.clone() };
    let column = Some(if said.unit.is_empty() { Target::Cell(Sheet::UnitName, 0) } else { Target::Unit });
    if word.is_empty() {
        return Err((column, Trouble::Nobody).into());
    }
    let key = match meaning(run).unit(&word) {
        Ok(id) => RecordKey { kind: RecordKind::Unit, id: id.0 },
        Err(Trouble::Unknown(_)) => match word.parse::<UnitId>() {
            Ok(id) => RecordKey { kind: RecordKind::Unit, id: id.0 },
            Err(_) => run.new_key(RecordKind::Unit),
        },
        Err(trouble) => return Err((column, trouble).into()),
    };
    let is_new = !run.works.has(key);
    if is_new && name.is_empty() {
        said.put(Sheet::UnitName, "name", word.clone());
    }
    if is_new && said.has(Sheet::UnitLife, "from").is_none() {
        let from =
            run.asked.effective.ok_or((Some(Target::Cell(Sheet::UnitLife, 0)), Trouble::Problem(Problem::Needed)))?;
        said.put(Sheet::UnitLife, "from", from.to_string());
    }
    if is_new {
        said.spread(target::sheets(Kind::Units));
    }
    let from = said.has(Sheet::UnitLife, "from").cloned();
    let parents: Vec<Cells> = said
        .parents
        .iter()
        .map(|(line, parent)| {
            let mut cells = vec![(0, line.code().to_owned()), (1, parent.to_string())];
            cells.extend(from.clone().filter(|_| is_new).map(|day| (2, day)));
            cells
        })
        .collect();
    let mut pieces: Vec<_> =
        std::mem::take(&mut said.pieces).into_iter().map(|(sheet, cells)| (key, sheet, cells)).collect();
    pieces.extend(parents.into_iter().map(|cells| (key, Sheet::UnitPlace, cells)));
    let done = set(run, at, key, CadreId(0), pieces)?;
    if is_new {
        run.works.show(key);
        run.names.add_unit(UnitId(key.id), &word, 0);
    }
    Ok(done)
}

fn post_word(run: &Run<'_>, said: &Said) -> Result<UnitId, At> {
    meaning(run)
        .unit(&said.unit)
        .map_err(|t| (Some(Target::Unit), if said.unit.is_empty() { Problem::Needed.into() } else { t }))
}

fn post(run: &mut Run<'_>, at: u32, mut said: Said) -> Result<Entered, Faults> {
    let unit = post_word(run, &said)?;
    let choice = crate::register::fields::Choice::Titles;
    let known = crate::register::names::post(&run.works.view, unit, &said.title);
    let key = known.map_or_else(|| run.new_key(RecordKind::Post), |id| RecordKey { kind: RecordKind::Post, id: id.0 });
    if known.is_none() {
        let code = run.asked.lexicon.choice(choice, &said.title);
        let code =
            code.ok_or_else(|| (Some(Target::Title), Trouble::Problem(Problem::NoChoice(said.title.clone()))))?;
        said.put(Sheet::Post, "unit", unit.to_string());
        said.put(Sheet::Post, "title", code);
        if let (None, Some(day)) = (said.has(Sheet::Post, "from"), run.asked.effective) {
            said.put(Sheet::Post, "from", day.to_string());
        }
        said.spread(&[Sheet::Post, Sheet::Seats]);
    }
    let pieces = std::mem::take(&mut said.pieces).into_iter().map(|(sheet, cells)| (key, sheet, cells)).collect();
    let done = set(run, at, key, CadreId(0), pieces)?;
    if known.is_none() {
        run.works.show(key);
    }
    Ok(done)
}

fn round(run: &mut Run<'_>, at: u32, mut said: Said) -> Result<Entered, Faults> {
    let unit = post_word(run, &said)?;
    let same = |id: &str, is: &str| said.has(Sheet::Round, id).is_none_or(|cell| cell == is);
    let on_file = run.works.view.snapshot.rounds.values().filter(|r| r.unit == unit).find(|r| {
        let term = run.works.view.term(r.term).map(|t| t.id.clone()).unwrap_or_default();
        same("term", &term) && same("plan-kind", r.kind.code()) && same("year", &r.year.to_string())
    });
    let key = on_file.map(|r| RecordKey { kind: RecordKind::Round, id: r.id.0 });
    let key = key.unwrap_or_else(|| run.new_key(RecordKind::Round));
    said.put(Sheet::Round, "unit", unit.to_string());
    let pieces = std::mem::take(&mut said.pieces).into_iter().map(|(sheet, cells)| (key, sheet, cells)).collect();
    set(run, at, key, CadreId(0), pieces)
}

fn unit_grade(run: &mut Run<'_>, at: u32, said: Said) -> Result<Entered, Faults> {
    let unit = post_word(run, &said)?;
    let key = RecordKey { kind: RecordKind::UnitGrades, id: unit.0 };
    let pieces = grades(&said).into_iter().map(|cells| (key, Sheet::UnitGrade, cells)).collect();
    set(run, at, key, CadreId(0), pieces)
}

/// The grades of a row: one in its own columns, or one a column that is headed by a year.
fn grades(said: &Said) -> Vec<Cells> {
    let own = said.pieces.get(&Sheet::Grade).cloned();
    let wide = said.grades.iter().filter(|(_, grade)| !grade.is_empty());
    let wide = wide.map(|(period, grade)| vec![(0, period_text(*period)), (1, grade.clone())]);
    own.into_iter().chain(wide).collect()
}

fn period_text(period: crate::domain::Period) -> String {
    use crate::domain::Period::{Month, Quarter, Term, Year};
    match period {
        Year(year) => year.to_string(),
        Quarter(year, quarter) => format!("Q{quarter}/{year}"),
        Month(year, month) => format!("{month:02}/{year}"),
        Term(year) => format!("NK {year}"),
    }
}

/// A fact about a person who is on file.
fn of_person(run: &mut Run<'_>, at: u32, mut said: Said, answer: Option<Answer>) -> Result<Entered, Faults> {
    let name = Some(Target::Person(Trait::Name));
    let cadre = match said.person.find(&meaning(run), run.asked.map.birth, answer).map_err(|t| (name, t))? {
        Who::Left => return Ok(Entered::Left),
        Who::Known(id, _) => id,
        Who::NewAs(id) => return Err((Some(Target::Person(Trait::Cadre)), Trouble::Unknown(id.to_string())).into()),
        Who::New => return Err((name, Trouble::Unknown(said.person.name.clone())).into()),
    };
    let sheet = target::sheets(run.asked.kind).first().copied().unwrap_or(Sheet::Grade);
    if sheet.is_list() {
        let key = RecordKey { kind: sheet.kind(), id: cadre.0 };
        let pieces =
            if sheet == Sheet::Grade { grades(&said) } else { said.pieces.remove(&sheet).into_iter().collect() };
        let pieces = pieces.into_iter().map(|cells| (key, sheet, cells)).collect();
        return set(run, at, key, cadre, pieces);
    }
    let post = post_of(run, &mut said, sheet)?;
    if let (None, Some(day)) = (said.has(sheet, "from"), run.asked.effective)
        && target::place(sheet, "from").is_some()
    {
        said.put(sheet, "from", day.to_string());
    }
    let mut gives_way = None;
    let found = match sheet {
        Sheet::Appointment => {
            let coming = appointment(run, &said, cadre, post)?;
            gives_way = coming.gives_way;
            if coming.id.is_none() {
                until_its_post_ends(run, &mut said, post);
            }
            coming.id
        }
        Sheet::Entry => {
            let term = said.has(sheet, "term").cloned();
            let of_term =
                |e: &crate::domain::Entry| run.works.view.term(e.term).is_some_and(|t| Some(&t.id) == term.as_ref());
            run.works.view.snapshot.planned_of(cadre).find(|e| e.post == post && of_term(e)).map(|e| e.id.0)
        }
        _ => run.works.view.snapshot.moved(cadre).find(|r| r.to == post).map(|r| r.id.0),
    };
    let kind = sheet.kind();
    let key = found.map_or_else(|| run.new_key(kind), |id| RecordKey { kind, id });
    if found.is_none() && sheet == Sheet::Entry {
        said.spread(&[Sheet::Entry, Sheet::Stage]);
    }
    let pieces = std::mem::take(&mut said.pieces).into_iter().map(|(sheet, cells)| (key, sheet, cells));
    let before = gives_way.map(|(key, cells)| (key, Sheet::Appointment, cells));
    let left = before.as_ref().map(|(key, ..)| *key);
    let done = set(run, at, key, cadre, before.into_iter().chain(pieces).collect())?;
    if sheet == Sheet::Appointment {
        // the next rows of the same person come after this one
        left.into_iter().chain([key]).for_each(|key| run.works.show(key));
    }
    Ok(done)
}

/// The post that a row names by its id, or by unit and title.
fn post_of(run: &Run<'_>, said: &mut Said, sheet: Sheet) -> Result<PostId, At> {
    if let Some(id) = said.has(sheet, "post").and_then(|id| id.parse().ok()) {
        return Ok(id);
    }
    if said.title.is_empty() || said.unit.is_empty() {
        let column = if said.unit.is_empty() { Target::Unit } else { Target::Title };
        return Err((Some(column), Problem::Needed.into()));
    }
    let id = meaning(run).post_of(&said.unit, &said.title).map_err(|t| {
        let column = if matches!(t, Trouble::NoPost(..)) { Target::Title } else { Target::Unit };
        (Some(column), t)
    })?;
    said.put(sheet, "post", id.to_string());
    Ok(id)
}

/// What a row of appointments does: to the one that it is about, and to the main post that gives way to it.
struct Coming {
    id: Option<u64>,
    gives_way: Option<(RecordKey, Cells)>,
}

/// The appointment that a row is about: of that person to that post from that day. A main post that is held on that day
/// ends there, as it does when somebody is appointed by hand; where a later one is known, the row must say until when.
fn appointment(run: &Run<'_>, said: &Said, cadre: CadreId, post: PostId) -> Result<Coming, At> {
    let from = said.has(Sheet::Appointment, "from").and_then(|d| Day::parse(d));
    let held: Vec<_> = run.works.view.snapshot.career_of(cadre).collect();
    let known = |a: Option<&&Arc<Appointment>>| Coming { id: a.map(|a| a.id.0), gives_way: None };
    let Some(from) = from else {
        return Ok(known(held.iter().find(|a| a.post == post)));
    };
    let same = held.iter().find(|a| a.post == post && a.span.from == from);
    if same.is_some() {
        return Ok(known(same));
    }
    let day = Some(Target::Cell(Sheet::Appointment, target::place(Sheet::Appointment, "from").unwrap_or(0)));
    if let Some(same) = held.iter().find(|a| a.post == post && a.span.holds(from)) {
        return Err((day, Problem::HoldsAlready(same.span.from).into()));
    }
    if said.has(Sheet::Appointment, "concurrent").is_some() || said.has(Sheet::Appointment, "to").is_some() {
        return Ok(known(None));
    }
    let mut main = held.iter().filter(|a| !a.concurrent && a.span.to > from);
    if let Some(later) = main.clone().find(|a| a.span.from >= from) {
        return Err((day, Problem::MainHeld(later.span.from).into()));
    }
    Ok(Coming { id: None, gives_way: main.next().map(|main| ended(said, main, from)) })
}

/// Where it is known that the post ends with a reorganisation, so does the appointment that says no end of its own.
fn until_its_post_ends(run: &Run<'_>, said: &mut Said, post: PostId) {
    let from = said.has(Sheet::Appointment, "from").and_then(|d| Day::parse(d));
    let until = run.works.view.post(post).map(|p| p.span).filter(|span| span.ends()).map(|span| span.to);
    let open = said.has(Sheet::Appointment, "to").is_none() && said.has(Sheet::Appointment, "ended").is_none();
    if let (true, Some(until)) = (open, until.filter(|until| from.is_some_and(|from| from < *until))) {
        said.put(Sheet::Appointment, "to", until.prev().to_string());
        said.put(Sheet::Appointment, "ended", ActKind::Reorganised.code().to_owned());
    }
}

/// The cells with which a main post ends on the day on which another begins, by the same decision.
fn ended(said: &Said, main: &Appointment, from: Day) -> (RecordKey, Cells) {
    let began = said.has(Sheet::Appointment, "began").and_then(|code| ActKind::coded(code));
    let act = match began {
        Some(kind @ (ActKind::Transferred | ActKind::Rotated)) => kind,
        _ => ActKind::Relieved,
    };
    let of_row = |id| said.has(Sheet::Appointment, id).cloned().unwrap_or_default();
    let cells = [
        ("to", from.prev().to_string()),
        ("ended", act.code().to_owned()),
        ("ended-decision", of_row("began-decision")),
        ("ended-date", of_row("began-date")),
    ];
    let cells = cells.into_iter().filter_map(|(id, cell)| Some((target::place(Sheet::Appointment, id)?, cell)));
    (RecordKey { kind: RecordKind::Appointment, id: main.id.0 }, cells.collect())
}
