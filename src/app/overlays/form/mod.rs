//! The one form: fields, what is wrong beside each as it is typed, nothing written before it is accepted.
//!
//! What is filled in is a [`Task`] of the register, the same for one or for many marked; a date to go to and a folder
//! to open are the two small forms beside it.

pub mod accept;
pub mod draft;
pub mod entries;
mod field;
pub mod many;
mod open;
pub mod options;
pub mod prompt;
pub mod seats;

pub use accept::{accept, committed};
pub use field::Field;
pub use open::{date, folder, name, open, open_at, title};

use crate::app::input::action::Action;
use crate::app::overlays::asks::{Asker, Asks, Question, What};
use crate::app::parts::list::Motion;
use crate::app::session::Session;
use crate::app::session::effect::Effect;
use crate::app::session::host::Notice;
use crate::app::session::over::Dialog;
use crate::app::words::refusals;
use crate::domain::{Day, Record, RecordKey};
use crate::policy::{self, Finding};
use crate::register::fields::{Column, Input, Records, Sheet, Task, Wrong};
use crate::register::handle::Texts;
use crate::register::trial;
use crate::search::{Hit, Kind, Query};
use many::Many;
use prompt::Prompt;

/// What a form is for.
#[derive(Debug, Clone)]
pub enum FormPurpose {
    /// One task.
    Task(Task),
    /// The same task on many.
    Many(Many),
    Prompt(Prompt),
}

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: FormPurpose,
    pub title: String,
    pub fields: Vec<Field>,
    /// The field being typed in.
    pub at: usize,
    /// What is wrong with it as a whole.
    pub problem: Option<Notice>,
    /// What the rules say of it.
    pub findings: Vec<Finding>,
    /// The first of the fields of an exception, where one is asked for.
    pub exception: Option<usize>,
    /// Whether the other way to say it (sửa sai, thay đổi từ ngày) is the usual one.
    pub usual: Option<Task>,
    /// For many: what would change, and for whom it would not.
    pub preview: many::Preview,
    /// The change that it waits for.
    pub waits: Option<u64>,
    /// The place of the first field of a seat, where the task asks for seats.
    seats: Option<usize>,
    /// What the task's field of seats said before its fields were laid.
    seat_cell: String,
    began: Vec<String>,
    base: Option<Record>,
    texts: Texts,
    asked: u64,
}

const DAY: &[Column] = &[Column { id: "day", input: Input::Day, needed: true }];
const FOLDER: &[Column] = &[Column { id: "path", input: Input::Line, needed: true }];
/// What an exception that the competent authority decided must say.
const EXCEPTION: &[Column] = &[
    Column { id: "exception-document", input: Input::Line, needed: true },
    Column { id: "exception-date", input: Input::Day, needed: true },
    Column { id: "exception-by", input: Input::Line, needed: true },
    Column { id: "exception-reason", input: Input::Line, needed: true },
];

impl Form {
    pub(super) fn new(cx: &Session, purpose: FormPurpose, title: String, columns: &[Column], cells: &[String]) -> Form {
        let none = String::new();
        let own = columns.iter().enumerate().filter(|(_, c)| c.input != Input::Seats);
        let fields = own.map(|(at, c)| Field::new(&cx.words, &cx.view, *c, cells.get(at).unwrap_or(&none))).collect();
        let seats = columns.iter().position(|c| c.input == Input::Seats);
        Form {
            purpose,
            title,
            fields,
            at: 0,
            problem: None,
            findings: Vec::new(),
            exception: None,
            usual: None,
            preview: many::Preview::default(),
            waits: None,
            seats,
            seat_cell: seats.and_then(|at| cells.get(at)).cloned().unwrap_or_default(),
            began: cells.to_vec(),
            base: None,
            texts: Texts::default(),
            asked: 0,
        }
    }

    /// The field being typed in.
    pub fn field(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// To the next or previous field, round the corner.
    pub fn step(&mut self, forward: bool) {
        if let Some(field) = self.field() {
            field.on = None;
        }
        let n = self.fields.len().max(1);
        self.at = (self.at + if forward { 1 } else { n - 1 }) % n;
    }

    /// What stands in the fields of the task.
    #[must_use]
    pub fn cells(&self) -> Vec<String> {
        let own = self.seats.or(self.exception).unwrap_or(self.fields.len());
        let cells = self.fields.iter().take(own).map(Field::cell);
        cells.chain(self.seats.map(|at| seats::cell(self, at))).collect()
    }

    /// Whether it changes the register.
    #[must_use]
    pub fn is_of_the_register(&self) -> bool {
        matches!(self.purpose, FormPurpose::Task(_) | FormPurpose::Many(_))
    }

    /// Along what the field offers or the lines of a text, else to the next field; a page of the preview.
    pub fn go(&mut self, motion: Motion) {
        let down = matches!(motion, Motion::Down | Motion::PageDown);
        if matches!(motion, Motion::PageUp | Motion::PageDown) {
            let top = self.preview.top;
            self.preview.top = if down { (top + 5).min(self.preview.changes.len()) } else { top.saturating_sub(5) };
            return;
        }
        let stays = self.field().is_some_and(|field| match field.column.input {
            Input::Text => field.input.line(down),
            _ => field.step(down),
        });
        if !stays {
            self.step(down);
        }
    }

    /// Whether something has been typed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.cells() != self.began
    }

    /// Says what is wrong beside the field that it speaks of, else of the whole; whether a field was found.
    fn blame(&mut self, column: &str, said: Notice) -> Option<usize> {
        let undecided = |f: &Field| f.column.id != "seats" || f.cell().is_empty();
        let at = self.fields.iter().position(|f| f.column.id == column && undecided(f));
        match at.and_then(|at| self.fields.get_mut(at)) {
            Some(field) => field.problem = Some(said),
            None => self.problem = Some(said),
        }
        at
    }

    /// The sheet whose values a projected screen or a draft must not have.
    #[must_use]
    pub fn hides(&self, column: &str) -> bool {
        match &self.purpose {
            FormPurpose::Task(task) | FormPurpose::Many(Many { task, .. }) => {
                task.sheet().unwrap_or(Sheet::Card).hides(column)
            }
            FormPurpose::Prompt(_) => false,
        }
    }
}

impl Dialog for Form {
    fn hints(&self) -> &'static [Action] {
        use Action as A;
        if self.is_of_the_register() {
            &[A::Accept, A::NextField, A::Save, A::OtherNature, A::Exception, A::Cancel]
        } else {
            &[A::Accept, A::NextField, A::Cancel]
        }
    }
}

/// The same thing said the other way: as a correction, or as a change from a day on.
pub fn other_nature(cx: &mut Session) {
    let Some(form) = cx.over.get::<Form>() else { return };
    let FormPurpose::Task(task) = form.purpose else { return };
    match task.other() {
        Some(other) => open(cx, other),
        None => {
            if let Some(form) = cx.over.get_mut::<Form>() {
                form.problem = Some(Notice { key: "form.only-correct", with: Vec::new() });
            }
        }
    }
}

/// Opens or closes the fields of an exception (trường hợp đặc biệt).
pub fn exception(cx: &mut Session) {
    let Some(form) = cx.over.get::<Form>() else { return };
    if !matches!(form.purpose, FormPurpose::Task(_) | FormPurpose::Many(_)) {
        return;
    }
    let asked: Vec<Field> = EXCEPTION.iter().map(|c| Field::new(&cx.words, &cx.view, *c, "")).collect();
    let Some(form) = cx.over.get_mut::<Form>() else { return };
    match form.exception.take() {
        Some(own) => {
            form.fields.truncate(own);
            form.at = form.at.min(own.saturating_sub(1));
        }
        None => {
            let own = form.fields.len();
            form.exception = Some(own);
            form.fields.extend(asked);
            form.at = own;
        }
    }
}

/// Says what is wrong while one types; a field that is still empty is not scolded.
pub fn typed(cx: &mut Session) {
    let Some(mut form) = cx.over.take::<Form>() else { return };
    form.problem = None;
    form.findings.clear();
    let at = form.at;
    if let Some(field) = form.fields.get_mut(at) {
        field.typed();
    }
    find(cx, &mut form);
    seats::lay(cx, &mut form);
    for field in &mut form.fields {
        field.problem = None;
    }
    match form.purpose.clone() {
        FormPurpose::Task(task) => {
            let scolds = |wrong: &Wrong| {
                use crate::register::check::Problem as P;
                !matches!(wrong.problem, P::Needed | P::Nothing | P::EmptyName | P::SeatsOpen(_))
            };
            if let Err(wrong) = tried(cx, &task, &mut form)
                && scolds(&wrong)
                && !(is_half_typed(&form, wrong.column))
            {
                form.blame(wrong.column, refusals::problem(&wrong.problem));
            }
        }
        FormPurpose::Many(many) => many::preview(cx, &many, &mut form),
        FormPurpose::Prompt(Prompt { paths: Some(paths), .. }) => {
            let typed = form.fields.first().map(|f| f.input.text()).unwrap_or_default();
            form.asked = paths(cx, typed);
        }
        FormPurpose::Prompt(_) => {
            let text = form.cells().concat();
            let is_day = form.fields.first().is_some_and(|f| f.column.id == "day" && f.column.needed);
            let long = text.chars().count() >= "1/1/2024".len();
            if is_day && long && Day::parse(&text).is_none() {
                form.blame("day", Notice { key: "problem.no-day", with: vec![text] });
            }
        }
    }
    if let FormPurpose::Task(_) = form.purpose {
        draft::keep(cx, &form);
    }
    cx.over.put(form);
}

/// A date of which only the first letters are there yet, or a choice that still offers something, is not wrong.
fn is_half_typed(form: &Form, column: &str) -> bool {
    let Some(field) = form.fields.get(form.at).filter(|f| f.column.id == column) else { return false };
    match field.column.input {
        Input::Day | Input::Date => field.input.text().chars().count() < "1/1/2024".len(),
        Input::Period => field.input.text().chars().count() < "2024".len(),
        _ => !field.offers.is_empty(),
    }
}

/// Checks and judges a task without writing it.
fn tried(cx: &Session, task: &Task, form: &mut Form) -> Result<Vec<crate::domain::Edit>, Wrong> {
    let records = Records { view: &cx.view, texts: &form.texts };
    let edits = task.edits(records, &form.cells())?;
    let paper = form.exception.and_then(|own| accept::override_of(form, own).ok());
    let trial = trial::try_with(&cx.view, &cx.policy, &edits, cx.today, paper.as_ref())?;
    form.findings = trial.findings;
    Ok(edits)
}

/// To the next or previous field; what the field offers for what was typed is taken on the way.
pub fn next_field(cx: &mut Session, forward: bool) {
    let Some(form) = cx.over.get_mut::<Form>() else { return };
    let took = forward
        && form.field().is_some_and(|f| f.on.is_some() || !f.is_settled())
        && form.field().is_some_and(Field::take);
    form.step(forward);
    if took {
        typed(cx);
    }
}

/// Leaves the form; what was typed in it can be taken up again.
pub fn leave(cx: &mut Session) {
    let kept = cx.over.get::<Form>().is_some_and(|f| f.is_changed() && cx.draft.is_some());
    cx.over.close();
    if kept {
        cx.say("draft.kept", &[cx.key(Action::ResumeDraft)]);
    }
}

/// Asks for what a field that takes somebody or something of the register may mean.
fn find(cx: &mut Session, form: &mut Form) {
    let Some(field) = form.fields.get_mut(form.at).filter(|f| f.finds()) else { return };
    // a post is named by its unit as well
    let kinds = match field.column.input {
        Input::Cadre => vec![Kind::Cadre],
        Input::Unit => vec![Kind::Unit],
        _ => vec![Kind::Post, Kind::Unit],
    };
    let query = field.input.text();
    if query.trim().is_empty() || field.is_settled() {
        field.found(Vec::new());
        return;
    }
    form.asked = cx.next_generation();
    let (view, desk, query) = (cx.view.clone(), std::sync::Arc::clone(&cx.desk), Query::words(&query));
    cx.ask(Effect::Find(Asks::Question(Question {
        asker: Asker::Field,
        generation: form.asked,
        what: What::Hits { view, desk, query, kinds },
    })));
}

/// What was found came; whether it was for the form.
pub fn found(cx: &mut Session, generation: u64, hits: &[Hit]) -> bool {
    if cx.over.get::<Form>().is_none_or(|form| form.asked != generation) {
        return false;
    }
    let Some(mut form) = cx.over.take::<Form>() else { return false };
    if let Some(input) = form.field().map(|f| f.column.input) {
        let offers = options::found(&cx.words, &cx.view, input, hits);
        if let Some(field) = form.field() {
            field.found(offers);
        }
    }
    cx.over.put(form);
    true
}

/// Names of files came for the path that is typed.
pub fn offered(cx: &mut Session, generation: u64, names: Vec<String>) {
    let Some(form) = cx.over.get_mut::<Form>() else { return };
    if form.asked == generation
        && matches!(form.purpose, FormPurpose::Prompt(Prompt { paths: Some(_), .. }))
        && let Some(field) = form.field()
    {
        let offer = |name: String| options::Offer { cell: name.clone(), text: name, more: String::new() };
        field.found(names.into_iter().map(offer).collect());
    }
}

/// Whether a finding stops the form's change.
#[must_use]
pub fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(policy::stops)
}

/// One more row of a sheet of a record.
#[must_use]
pub fn add(sheet: Sheet, id: u64) -> Task {
    Task::Add { sheet, key: RecordKey { kind: sheet.kind(), id } }
}
