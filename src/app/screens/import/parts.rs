//! The lines of a map, and what changes them.

use super::Import;
use super::{Person, Take, coded, plan};
use crate::app::overlays::form::prompt::{self, Prompt, Taken};
use crate::app::overlays::picker::{self, Choice, Look, Picker};
use crate::app::screens::plan::saving::EXCEPTION;
use crate::app::session::Session;
use crate::app::session::callback::Callback;
use crate::domain::CadreId;
use crate::exchange::export::ListKind as Kind;
use crate::exchange::import::map::{Birth, Blank, Map, PersonAnswer, target};
use crate::exchange::import::{ImportPlan, Open, Trouble};
use crate::register::fields::{Column, Input};

/// A line of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    File,
    /// What it is a list of.
    Kind,
    /// From which day on changes are.
    Since,
    /// Which sheets are read.
    Sheets,
    /// Which birth date holds.
    Birth,
    /// What an empty cell does.
    Blank,
    /// The exception that it rests on.
    Exception,
    /// A map that stands in a file is taken.
    TakeMap,
    /// The map is written into a file.
    SaveMap,
    /// The nth column of the list.
    Column(usize),
}

/// Lists the lines of what was read.
pub(super) fn make(state: &mut Import) {
    let mut parts = vec![Part::File, Part::Kind, Part::Since];
    let planned = state.planned.as_ref().and_then(|p| p.as_ref().ok());
    let stopped = |plan: &ImportPlan| {
        plan.refused.iter().flat_map(|r| &r.faults).any(|fault| matches!(fault.trouble, Trouble::Rule(_)))
    };
    if state.exception.is_some() || planned.is_some_and(|p| stopped(&p.plan)) {
        parts.push(Part::Exception);
    }
    if let Some(planned) = planned.filter(|p| !p.ready.own) {
        if planned.ready.account.sheets.len() > 1 {
            parts.push(Part::Sheets);
        }
        parts.extend([Part::Birth, Part::Blank, Part::TakeMap, Part::SaveMap]);
        let columns = planned.ready.headings.columns.iter().enumerate().filter(|(_, h)| !h.is_empty());
        parts.extend(columns.map(|(at, _)| Part::Column(at)));
    }
    state.parts = parts;
}

/// The name of a line, and what it says.
#[must_use]
pub fn line(state: &Import, cx: &Session, part: Part) -> (String, String) {
    let (words, state) = (&cx.words, state);
    let map = state.map.clone().unwrap_or_default();
    match part {
        Part::File => {
            let file = state.file.as_ref().map(|f| f.display().to_string()).unwrap_or_default();
            (words.get("import.part-file").to_owned(), file)
        }
        Part::Kind => (words.get("import.part-kind").to_owned(), words.of_group("export", state.kind.id())),
        Part::Since => {
            let day = state.effective.map(|d| d.to_string()).unwrap_or_default();
            (words.get("import.part-since").to_owned(), day)
        }
        Part::Sheets => {
            let sheets: Vec<&str> = std::iter::once(&map.sheet).chain(&map.sheets).map(String::as_str).collect();
            (words.get("import.part-sheets").to_owned(), sheets.join(", "))
        }
        Part::Birth => (words.get("import.part-birth").to_owned(), coded(cx, "import-birth", map.birth)),
        Part::Blank => (words.get("import.part-blank").to_owned(), coded(cx, "import-blank", map.empty)),
        Part::Exception => {
            let document = state.exception.as_ref().map(|e| e.document.clone());
            let none = || words.get("import.no-exception").to_owned();
            (words.get("import.part-exception").to_owned(), document.unwrap_or_else(none))
        }
        Part::TakeMap => (words.get("import.part-take-map").to_owned(), String::new()),
        Part::SaveMap => (words.get("import.part-save-map").to_owned(), String::new()),
        Part::Column(at) => {
            let heading = heading(state, at);
            let field = map.columns.get(&heading).cloned().unwrap_or_default();
            let name =
                if field.is_empty() { words.get("import.left-out").to_owned() } else { field_name(state, cx, &field) };
            (heading, name)
        }
    }
}

fn heading(state: &Import, at: usize) -> String {
    let planned = state.planned();
    planned.and_then(|p| p.ready.headings.columns.get(at)).cloned().unwrap_or_default()
}

/// A field as the officer knows it.
fn field_name(state: &Import, cx: &Session, id: &str) -> String {
    if let Some(period) = id.strip_prefix("grade@") {
        return format!("{} {period}", cx.words.of_group("entry", "grade"));
    }
    let field = target::fields(state.kind).into_iter().find(|f| f.id == id);
    field.map_or_else(|| id.to_owned(), |f| cx.words.of_group(f.label.0, &f.label.1))
}

/// Changes the line under the cursor.
pub(super) fn open(state: &mut Import, cx: &mut Session) {
    let Some(part) = state.parts.get(state.list.cursor).copied() else {
        return super::ask_file(state, cx);
    };
    match part {
        Part::File => super::ask_file(state, cx),
        Part::Since => {
            let title = cx.words.get("import.part-since").to_owned();
            let day = state.effective.map(|d| d.to_string()).unwrap_or_default();
            let accept = |state: &mut Import, cx: &mut Session, cells: Vec<String>| {
                Taken::from(super::since(state, cx, &prompt::first(&cells)))
            };
            prompt::open(cx, Prompt::to(accept), title, &[prompt::day("from")], &[day]);
        }
        Part::Kind => {
            let choices = Kind::ALL.map(|kind| row(Take::Kind(kind), &cx.words.of_group("export", kind.id())));
            choose(cx, choices.to_vec());
        }
        Part::Sheets => {
            let sheets = state.planned().map(|p| p.ready.account.sheets.clone()).unwrap_or_default();
            let mut choices = vec![row(Take::Sheet(None), cx.words.get("import.all-sheets"))];
            choices.extend(sheets.iter().enumerate().map(|(nth, sheet)| row(Take::Sheet(Some(nth)), &sheet.name)));
            choose(cx, choices);
        }
        Part::Birth => {
            let all = [Birth::Ask, Birth::File, Birth::Register];
            let choices = all.map(|b| row(Take::Birth(b), &coded(cx, "import-birth", b)));
            choose(cx, choices.to_vec());
        }
        Part::Blank => {
            let choices = [Blank::Keep, Blank::Clear].map(|b| row(Take::Blank(b), &coded(cx, "import-blank", b)));
            choose(cx, choices.to_vec());
        }
        Part::Exception => ask_exception(state, cx),
        Part::TakeMap => {
            let title = cx.words.get("import.part-take-map").to_owned();
            let accept = |state: &mut Import, cx: &mut Session, cells: Vec<String>| {
                Taken::from(super::take_map(state, cx, &prompt::first(&cells)))
            };
            let prompt = Prompt { paths: Some(super::ask_names), ..Prompt::to(accept) };
            prompt::open(cx, prompt, title, &[MAP], &[]);
        }
        Part::SaveMap => {
            let title = cx.words.get("import.part-save-map").to_owned();
            let stem = state.file.as_ref().and_then(|f| f.file_stem()).unwrap_or_default().to_string_lossy();
            let name = format!("{stem}.toml");
            let accept = |state: &mut Import, cx: &mut Session, cells: Vec<String>| {
                let over = cells.get(1).is_some_and(|cell| cell == "yes");
                Taken::wait(super::save_map(state, cx, &prompt::first(&cells), over))
            };
            prompt::open(cx, Prompt::to(accept), title, &[MAP, OVER], &[name]);
        }
        Part::Column(at) => fields(state, cx, at),
    }
}

const MAP: Column = Column { id: "file", input: Input::Line, needed: true };
const OVER: Column = Column { id: "write-over", input: Input::Flag, needed: false };

/// Asks for the document with which the competent authority allowed what a hard rule stops; without it nothing is
/// allowed again.
fn ask_exception(state: &mut Import, cx: &mut Session) {
    let title = cx.words.get("import.part-exception").to_owned();
    let cells = state.exception.clone().map(|e| [e.document, e.on.to_string(), e.by, e.reason]);
    let cells = cells.map(Vec::from).unwrap_or_default();
    // emptied, it is taken out
    let columns = EXCEPTION.map(|column| Column { needed: false, ..column });
    let accept =
        |state: &mut Import, cx: &mut Session, cells: Vec<String>| Taken::from(super::excepted(state, cx, &cells));
    prompt::open(cx, Prompt::to(accept), title, &columns, &cells);
}

fn row(take: Take, text: &str) -> Choice {
    Choice::new(text, Callback::to(move |state: &mut Import, cx: &mut Session, ()| taken(state, cx, take)))
}

fn choose(cx: &mut Session, choices: Vec<Choice>) {
    picker::show(cx, Picker::new(Look::Plain, "picker.import", choices));
}

/// The fields that a column can go to.
fn fields(state: &mut Import, cx: &mut Session, at: usize) {
    let map = state.map.clone().unwrap_or_default();
    let elsewhere = |id: &str| map.columns.iter().find(|(_, field)| *field == id).map(|(h, _)| h.clone());
    let mut choices = vec![row(Take::Field(at, None), cx.words.get("import.left-out"))];
    for (nth, field) in target::fields(state.kind).into_iter().enumerate() {
        let name = cx.words.of_group(field.label.0, &field.label.1);
        let detail = elsewhere(&field.id).map(|h| format!("← {h}")).unwrap_or_default();
        choices.push(Choice { detail, ..row(Take::Field(at, Some(nth)), &name) });
    }
    choose(cx, choices);
}

/// Asks whom a refused row is about: the row and the people it may be stand side by side.
pub(super) fn question(state: &mut Import, cx: &mut Session, at: usize) {
    let Some(planned) = state.planned().cloned() else { return };
    let Some(refused) = planned.plan.refused.get(at) else { return };
    let Some(question) = refused.question() else { return };
    let person = |id: CadreId| super::sentences::person(&cx.view, id);
    let is =
        |id: CadreId| Choice { detail: person(id), ..row(Take::Person(at, Person::Is(id)), cx.words.get("import.is")) };
    let mut choices = Vec::new();
    match question {
        Trouble::Births { cadre, known, said } => {
            let with = [known.to_string(), said.to_string()];
            let keep = cx.words.fill("import.keep-birth", &with);
            let take = cx.words.fill("import.take-birth", &with);
            choices.push(Choice { detail: person(*cadre), ..row(Take::Person(at, Person::Is(*cadre)), &keep) });
            choices.push(Choice { detail: person(*cadre), ..row(Take::Person(at, Person::IsBorn(*cadre)), &take) });
        }
        Trouble::Open(open) => return choose_reading(cx, at, open),
        Trouble::LikeRows(_) => {}
        Trouble::Doubt(people) => choices.extend(people.iter().map(|id| is(*id))),
        _ => return,
    }
    let about = refused.about.clone();
    if state.kind == Kind::Cadres {
        choices
            .push(Choice { detail: about.clone(), ..row(Take::Person(at, Person::New), cx.words.get("import.new")) });
    }
    choices.push(Choice { detail: about, ..row(Take::Person(at, Person::Leave), cx.words.get("import.leave")) });
    choose(cx, choices);
}

/// The answers to a question that is asked once for the file.
fn choose_reading(cx: &mut Session, at: usize, open: &Open) {
    let label = |(code, means): &(String, String)| super::sentences::choice(&cx.words, code, means);
    let choices = open.choices.iter().enumerate().map(|(nth, c)| row(Take::Reading(at, nth), &label(c))).collect();
    choose(cx, choices);
}

/// Something was chosen: the map changes, and the file is planned again.
pub(super) fn taken(state: &mut Import, cx: &mut Session, take: Take) {
    let heading = match take {
        Take::Field(at, _) => heading(state, at),
        _ => String::new(),
    };
    match take {
        Take::Kind(kind) => {
            // another kind of list has other fields
            (state.kind, state.map) = (kind, None);
        }
        Take::Sheet(which) => {
            let sheets = state.planned().map(|p| p.ready.account.sheets.clone()).unwrap_or_default();
            change(&mut state.map, |map| match which {
                None => {
                    let more = sheets.iter().filter(|s| s.same_headings && !s.hidden && s.name != map.sheet);
                    map.sheets = more.map(|s| s.name.clone()).collect();
                }
                // another sheet has other headings
                Some(nth) => {
                    let sheet = sheets.get(nth).map(|s| s.name.clone()).unwrap_or_default();
                    *map = Map { kind: map.kind.clone(), sheet, ..Map::default() };
                }
            });
        }
        Take::Birth(birth) => change(&mut state.map, |map| map.birth = birth),
        Take::Blank(blank) => change(&mut state.map, |map| map.empty = blank),
        Take::Field(_, nth) => {
            let id = nth.and_then(|nth| target::fields(state.kind).into_iter().nth(nth)).map(|f| f.id);
            let id = id.unwrap_or_default();
            change(&mut state.map, |map| {
                // a field is filled by one column
                for field in map.columns.values_mut().filter(|f| !id.is_empty() && **f == id) {
                    field.clear();
                }
                map.columns.insert(heading, id);
            });
        }
        Take::Reading(at, nth) => {
            let refused = state.planned().and_then(|p| p.plan.refused.get(at));
            let Some(Trouble::Open(open)) = refused.and_then(|r| r.question()) else { return };
            let Some((code, _)) = open.choices.get(nth) else { return };
            let (key, code) = (open.key.clone(), code.clone());
            change(&mut state.map, |map| drop(map.readings.insert(key, code)));
        }
        Take::Person(at, person) => {
            let about = state.planned().and_then(|p| p.plan.refused.get(at)).map(|r| r.about.clone());
            let Some(about) = about else { return };
            let answer = match person {
                Person::New => PersonAnswer::New,
                Person::Leave => PersonAnswer::Leave,
                Person::Is(id) => PersonAnswer::Is(id.to_string()),
                Person::IsBorn(id) => PersonAnswer::IsBorn(id.to_string()),
            };
            change(&mut state.map, |map| map.set_answer(&about, &answer));
        }
    }
    plan(state, cx);
}

fn change(map: &mut Option<Map>, change: impl FnOnce(&mut Map)) {
    if let Some(map) = map {
        change(map);
    }
}
