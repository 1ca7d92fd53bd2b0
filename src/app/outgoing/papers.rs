//! Official papers of what lies open: which there are is offered, then the name of the file is asked for.

use super::{FILE, OVER, Outgoing, SENSITIVE, file_name, why};
use crate::app::model::{Model, Screen};
use crate::app::overlays::form::small::{self, Small};
use crate::app::overlays::picker::{self, Offered, Pick, Purpose};
use crate::app::screens::plan::pages::What;
use crate::app::session::host::{Host, Said};
use crate::app::session::msg::{Effect, Msg};
use crate::app::words::{Lang, Words};
use crate::domain::{CadreId, Line, RoundId, TermId, UnitId};
use crate::exchange::lists::template::Fault;
use crate::exchange::lists::{self, Asked, Library, ListError, PaperForm, Source};
use crate::exchange::write::{self, Format, WriteError};
use crate::policy::Policy;
use crate::register::{Register, View};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// A table of more people than this is no paper: whoever wants it writes the table itself.
const MOST: usize = 1_000;

/// A paper of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// Which paper.
    pub form: String,
    /// Of what.
    pub asked: Asked,
    /// What it is called: of a list and its file.
    name: String,
    /// What it is of, as it is offered.
    of: String,
}

/// A paper that is on its way to a file.
#[derive(Debug, Clone)]
pub struct Order {
    /// Which, of what.
    pub official: Official,
    /// The register on the day, with the draft laid over.
    pub view: View,
    /// The rules.
    pub policy: Arc<Policy>,
    /// As what.
    pub format: Format,
    /// With sensitive columns.
    pub sensitive: bool,
    /// The name that was typed.
    pub name: String,
    /// Over a file that is there.
    pub over: bool,
}

/// Offers the papers of what lies open.
pub fn offer(model: &mut Model) {
    if model.cx.meeting {
        return model.cx.say("outgoing.meeting", &[]);
    }
    let Ok(library) = Library::with_own(Vec::new()) else { return };
    let mut papers = fitting(model);
    for paper in &mut papers {
        let form = library.paper(&paper.form);
        paper.name = form.map(|f| model.cx.words.pick(&f.vi, &f.en).to_owned()).unwrap_or_default();
    }
    if papers.is_empty() {
        return model.cx.say("outgoing.no-papers", &[]);
    }
    let offered = papers.iter().enumerate();
    let offered = offered.map(|(at, paper)| Offered {
        pick: Pick::Paper(at),
        text: paper.name.clone(),
        detail: paper.of.clone(),
    });
    let offered = offered.collect();
    model.outgoing = Outgoing::Offered(papers);
    picker::offer_of(model, Purpose::Papers, offered);
}

/// The papers that fit what lies open, those of the nearest thing first.
fn fitting(model: &Model) -> Vec<Official> {
    let mut out = Vec::new();
    match model.cx.screen {
        Screen::Plan => of_pools(model, &mut out),
        Screen::Rotations => {
            let queue = (!model.screens.rotations.heads && model.screens.rotations.source().is_none())
                .then_some(model.screens.rotations.tab);
            let tab = queue.map(|q| model.cx.words.of_group("queue", q.code())).unwrap_or_default();
            let unit = model.screens.rotations.asks.unit;
            add(&mut out, "rotation-list", tab, Asked { unit, queue, ..Asked::default() });
            let of = unit.or_else(|| model.cx.view.tops(Line::Territory).first().copied());
            add(&mut out, "rotation-list", unit_name(model, of), Asked { unit, ..Asked::default() });
        }
        Screen::Cadres => {
            let marked = model.screens.cadres.marked();
            let people = if marked.is_empty() { model.screens.cadres.ids.clone() } else { in_order(model, &marked) };
            let count = model.cx.words.fill("outgoing.people-of", &[model.cx.words.number(people.len())]);
            if (1..=MOST).contains(&people.len()) {
                add(&mut out, "profiles", count, Asked { people, ..Asked::default() });
            }
        }
        Screen::Units => {
            let unit = model.unit();
            for term in terms(model) {
                let of = format!("{} · {}", unit_name(model, unit), term_name(model, term));
                add(&mut out, "planning-list", of, Asked { unit, term: Some(term), ..Asked::default() });
            }
            let term = terms(model).first().copied();
            add(&mut out, "vacancy-list", unit_name(model, unit), Asked { unit, term, ..Asked::default() });
        }
        _ => {}
    }
    if let Some(cadre) = model.cadre() {
        of_person(model, cadre, &mut out);
    }
    out
}

fn add(out: &mut Vec<Official>, form: &str, of: String, asked: Asked) {
    out.push(Official { form: form.to_owned(), asked, name: String::new(), of });
}

/// Marked people in the order of the list.
fn in_order(model: &Model, marked: &[CadreId]) -> Vec<CadreId> {
    model.screens.cadres.ids.iter().copied().filter(|id| marked.contains(id)).collect()
}

fn unit_name(model: &Model, unit: Option<UnitId>) -> String {
    unit.map(|u| crate::app::words::unit_name(&model.cx.view, u)).unwrap_or_default()
}

fn term_name(model: &Model, term: TermId) -> String {
    model.cx.view.term(term).map(|t| t.party.clone()).unwrap_or_default()
}

/// Terms that are not over on the day.
fn terms(model: &Model) -> Vec<TermId> {
    let over = |t: &&crate::domain::Term| t.stands(model.cx.view.on) != crate::domain::Standpoint::Past;
    let mut terms: Vec<TermId> = model.cx.view.catalogue.terms().iter().filter(over).map(|t| t.number).collect();
    terms.truncate(2);
    terms.reverse();
    terms
}

fn of_person(model: &Model, cadre: CadreId, out: &mut Vec<Official>) {
    let name = model.cx.view.cadre(cadre).map(|c| c.name.clone()).unwrap_or_default();
    for form in ["cv", "profiles"] {
        add(out, form, name.clone(), Asked { people: vec![cadre], ..Asked::default() });
    }
}

/// The papers of the pools under the cursor, and of the round that speaks of them.
fn of_pools(model: &Model, out: &mut Vec<Official>) {
    let (plan, view) = (&model.screens.plan, &model.cx.view);
    let Some(term) = plan.term else { return };
    // a group of units is the province's
    let unit = plan.unit().or_else(|| view.tops(Line::Territory).first().copied());
    let base = Asked { unit, term: Some(term), ..Asked::default() };
    if unit.is_some() {
        let of = format!("{} · {}", unit_name(model, unit), term_name(model, term));
        if let Some(post) = plan.post() {
            let name = crate::app::words::subject(view, crate::domain::Subject::Post(post));
            add(out, "planning-list", name, Asked { post: Some(post), ..base.clone() });
        }
        add(out, "planning-list", of, base.clone());
        add(out, "vacancy-list", unit_name(model, unit), base);
    }
    let Some(round) = unit.and_then(|unit| round(model, unit, term)).and_then(|id| view.snapshot.rounds.get(&id))
    else {
        return;
    };
    let of = crate::app::screens::plan::rounds::called(model, round);
    let asked = Asked { round: Some(round.id), ..Asked::default() };
    for form in ["round-list", "submission", "decision"] {
        add(out, form, of.clone(), asked.clone());
    }
    for step in &model.cx.policy.steps {
        let of = format!("{} {} · {of}", model.cx.words.get("outgoing.step"), step.number);
        for form in ["summons", "ballot", "tally"] {
            add(out, form, of.clone(), Asked { step: Some(step.number), ..asked.clone() });
        }
    }
}

/// The round that is open on a page, else the last one of the unit or of what stands above it.
fn round(model: &Model, unit: UnitId, term: TermId) -> Option<RoundId> {
    if let Some(What::Round(round)) = model.screens.plan.page.as_ref().map(|p| &p.what) {
        return Some(*round);
    }
    let view = &model.cx.view;
    let above = [Line::Party, Line::State, Line::Territory];
    above.into_iter().find_map(|line| {
        view.path(line, unit).into_iter().rev().find_map(|at| {
            let of = view.snapshot.rounds.values().filter(|r| r.unit == at && r.term == term && r.opened <= view.on);
            of.max_by_key(|r| (r.opened, r.id)).map(|r| r.id)
        })
    })
}

/// A paper was picked: its file's name is asked for.
pub fn picked(model: &mut Model, at: usize) {
    let Outgoing::Offered(papers) = &model.outgoing else { return };
    let Some(official) = papers.get(at).cloned() else { return };
    let title = model.cx.words.fill("outgoing.title", std::slice::from_ref(&official.of));
    let unit = unit_name(model, official.asked.unit);
    let name = file_name(&format!("{} {unit}", official.name));
    let name = format!("{name}-{}.{}", model.cx.view.on.iso(), Format::Docx.ending());
    model.outgoing = Outgoing::Official(official);
    small::open(model, Small::Save, title, &[FILE, OVER, SENSITIVE], &[name]);
}

/// The name was typed: the paper is on its way, or what is wrong with the name.
pub(super) fn named(model: &mut Model, official: Official, name: String, set: [bool; 2]) -> Result<u64, (usize, Said)> {
    let formats = form(&official).map(|form| lists::formats(&form)).unwrap_or_default();
    let Some(format) = Format::of(Path::new(&name)).filter(|format| formats.contains(format)) else {
        let known: Vec<&str> = formats.into_iter().map(Format::ending).collect();
        return Err((0, Said { key: "outgoing.no-format", with: vec![known.join(", ")] }));
    };
    let [over, sensitive] = set;
    let view = if model.cx.screen == Screen::Plan { model.planned_view().clone() } else { model.cx.view.clone() };
    let generation = model.cx.next_generation();
    let order = Order { official, view, format, policy: Arc::clone(&model.cx.policy), sensitive, name, over };
    model.cx.ask(Effect::Paper { generation, order: Box::new(order) });
    Ok(generation)
}

fn form(official: &Official) -> Option<PaperForm> {
    Library::with_own(Vec::new()).ok()?.paper(&official.form).cloned()
}

/// Makes the paper and writes it; the answer says where it stands, or why it does not.
#[must_use]
pub fn write(generation: u64, order: &Order, register: &Register, host: &dyn Host) -> Msg {
    let path = host.file(&order.name);
    let result = made(order, register, host).and_then(|bytes| {
        let written = write::file(&path, order.over, |out| out.write_all(&bytes).map_err(WriteError::from));
        written.map_err(|e| why(&e, path.display().to_string()))
    });
    let result = result.map(|()| Said { key: "outgoing.saved", with: vec![path.display().to_string()] });
    Msg::Committed { generation, result, created: None }
}

fn made(order: &Order, register: &Register, host: &dyn Host) -> Result<Vec<u8>, Said> {
    let said = |key, with: &[&str]| Said { key, with: with.iter().map(|s| (*s).to_owned()).collect() };
    let library = Library::with_own(host.lists()?).map_err(|e| said("said.plainly", &[&e.to_string()]))?;
    let form = library.paper(&order.official.form).ok_or_else(|| said("outgoing.nothing", &[]))?;
    let vi = Words::of(Lang::Vi);
    let words = |key: &str| vi.get(key).to_owned();
    let texts = |cadre: CadreId| register.dossier(cadre);
    let source =
        Source { view: &order.view, policy: &order.policy, words: &words, texts: &texts, sensitive: order.sensitive };
    let refused = |e: ListError| match e {
        ListError::Template { template, fault } => of_template(template, fault),
        ListError::Register(e) => said("said.plainly", &[&e.to_string()]),
        ListError::Write(e) => why(&e, order.name.clone()),
        _ => said("outgoing.nothing", &[]),
    };
    let made = lists::make(&source, &library, form, &order.official.asked).map_err(refused)?;
    lists::bytes(&library, &made, order.format).map_err(refused)
}

/// What is wrong with a template, as a sentence.
#[must_use]
pub fn of_template(template: String, fault: Fault) -> Said {
    let (key, rest) = match fault {
        Fault::NotADocument => ("template.not-a-document", Vec::new()),
        Fault::Broken => ("template.broken", Vec::new()),
        Fault::TooLarge => ("template.too-large", Vec::new()),
        Fault::Syntax(tag) => ("template.syntax", vec![tag]),
        Fault::Unknown { field, known } => ("template.unknown", vec![field, known]),
    };
    Said { key, with: std::iter::once(template).chain(rest).collect() }
}
