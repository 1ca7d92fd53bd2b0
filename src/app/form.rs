//! The one form: a few fields, what is wrong beside each as it is typed, nothing written before it is accepted.

use super::host::Said;
use super::input::Input;
use super::model::{Model, Over};
use super::msg::Effect;
use super::reorganise::{self, Part};
use super::{filters, journal, places, refusals};
use crate::domain::{Day, Edit, Revision, UnitId};
use crate::register::changes;
use crate::register::check::Problem;
use std::path::PathBuf;

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPurpose {
    /// Another name of a unit from a date on.
    Rename(UnitId),
    /// A date to go to.
    Date,
    /// A folder with a store.
    Folder,
    /// A revision that is taken back; of another author's the name is typed.
    TakeBack(Revision),
    /// A line of a reorganisation.
    Reorganise(Part),
    /// The name of a unit that a reorganisation begins.
    ReorganiseNew,
    /// Whether a reorganisation shall be carried out.
    ReorganiseAll,
    /// Days to which the journal is narrowed.
    JournalDays,
    /// Words to which the journal is narrowed.
    JournalText,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Key of the locale of its label.
    pub label: &'static str,
    /// What is typed.
    pub input: Input,
    /// What is wrong with it.
    pub problem: Option<Said>,
}

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub purpose: FormPurpose,
    /// Its title.
    pub title: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The field being typed in.
    pub at: usize,
    /// What is wrong with it as a whole.
    pub problem: Option<Said>,
    /// The change that it waits for.
    pub waits: Option<u64>,
}

impl Form {
    fn new(purpose: FormPurpose, title: String, fields: &[(&'static str, &str)]) -> Form {
        let field = |(label, text): &(&'static str, &str)| Field { label, input: Input::offering(text), problem: None };
        Form { purpose, title, fields: fields.iter().map(field).collect(), at: 0, problem: None, waits: None }
    }

    /// The field being typed in.
    pub fn field(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// To the next or previous field, round the corner.
    pub fn step(&mut self, forward: bool) {
        let n = self.fields.len().max(1);
        self.at = (self.at + if forward { 1 } else { n - 1 }) % n;
    }

    pub(super) fn text(&self, at: usize) -> String {
        self.fields.get(at).map(|f| f.input.text()).unwrap_or_default()
    }

    fn blame(&mut self, at: usize, said: Option<Said>) {
        if let Some(field) = self.fields.get_mut(at) {
            field.problem = said;
        }
    }
}

/// Opens a form: its title, and its fields with what they offer.
pub fn open(model: &mut Model, purpose: FormPurpose, title: String, fields: &[(&'static str, &str)]) {
    model.over = Some(Over::Form(Form::new(purpose, title, fields)));
}

/// Opens the form that gives the selected unit another name.
pub fn rename(model: &mut Model) {
    if model.refuses_edits() {
        return;
    }
    let Some(unit) = model.unit().and_then(|u| model.view.unit(u)) else { return };
    let title = model.words.fill("form.rename", &[model.view.called_in_full(model.line, unit.id)]);
    let (name, from) = (unit.name(model.view.on).to_owned(), model.view.on.to_string());
    let fields = [("form.new-name", name.as_str()), ("form.from-date", from.as_str())];
    model.over = Some(Over::Form(Form::new(FormPurpose::Rename(unit.id), title, &fields)));
}

/// Opens the form in which a date is typed.
pub fn date(model: &mut Model) {
    let title = model.words.get("form.date").to_owned();
    model.over = Some(Over::Form(Form::new(FormPurpose::Date, title, &[("form.day", "")])));
}

/// Opens the form in which a folder is typed.
pub fn folder(model: &mut Model) {
    let title = model.words.get("form.folder").to_owned();
    model.over = Some(Over::Form(Form::new(FormPurpose::Folder, title, &[("form.path", "")])));
}

/// Says what is wrong while one types; a field that is still empty is not scolded.
pub fn typed(model: &mut Model) {
    let Some(Over::Form(mut form)) = model.over.take() else { return };
    form.problem = None;
    for at in 0..form.fields.len() {
        form.blame(at, None);
    }
    match form.purpose {
        FormPurpose::Rename(unit) => {
            // a name that is still the old one is no fault until it is accepted
            if let Err((at, said)) = renamed(model, unit, &form)
                && said.key != "problem.nothing"
            {
                form.blame(at, Some(said));
            }
        }
        FormPurpose::Date => {
            let text = form.text(0);
            let wrong = !text.is_empty() && Day::parse(&text).is_none() && text.chars().count() >= "1/1/2024".len();
            form.blame(0, wrong.then_some(Said { key: "problem.date", with: Vec::new() }));
        }
        FormPurpose::JournalDays => {
            if let Err((at, said)) = filters::days(&form)
                && form.text(at).chars().count() >= "1/1/2024".len()
            {
                form.blame(at, Some(said));
            }
        }
        FormPurpose::Folder
        | FormPurpose::TakeBack(_)
        | FormPurpose::JournalText
        | FormPurpose::Reorganise(_)
        | FormPurpose::ReorganiseNew
        | FormPurpose::ReorganiseAll => {}
    }
    model.over = Some(Over::Form(form));
}

/// The edits of a rename, or the field that is wrong and why.
fn renamed(model: &Model, unit: UnitId, form: &Form) -> Result<Vec<Edit>, (usize, Said)> {
    let date = Day::parse(&form.text(1)).ok_or((1, Said { key: "problem.date", with: Vec::new() }))?;
    changes::rename_unit(&model.view, unit, &form.text(0), date).map_err(|problem| {
        let at = usize::from(matches!(problem, Problem::OutsideLife(_) | Problem::ChangesLater(_)));
        (at, refusals::problem(&problem))
    })
}

/// Takes the form.
pub fn accept(model: &mut Model) {
    let Some(Over::Form(mut form)) = model.over.take() else { return };
    if form.waits.is_some() {
        model.over = Some(Over::Form(form));
        return;
    }
    match form.purpose {
        FormPurpose::Rename(unit) => match renamed(model, unit, &form) {
            Ok(edits) => {
                let generation = model.next_generation();
                form.waits = Some(generation);
                model.saving = true;
                model.ask(Effect::Commit { generation, edits, intent: "rename-unit" });
            }
            Err((at, said)) => {
                form.at = at;
                form.blame(at, Some(said));
            }
        },
        FormPurpose::Date => match Day::parse(&form.text(0)) {
            Some(day) => return places::go_to_day(model, day),
            None => form.blame(0, Some(Said { key: "problem.date", with: Vec::new() })),
        },
        FormPurpose::TakeBack(revision) => {
            let generation = model.next_generation();
            form.waits = Some(generation);
            let of = form.fields.first().map(|f| f.input.text());
            journal::accepted(model, generation, revision, of);
        }
        FormPurpose::Reorganise(part) => {
            let texts: Vec<String> = form.fields.iter().map(|f| f.input.text()).collect();
            match reorganise::typed(model, part, &texts) {
                Ok(()) => return,
                Err((at, said)) => form.blame(at, Some(said)),
            }
        }
        FormPurpose::ReorganiseNew => match reorganise::named(model, &form.text(0)) {
            Ok(()) => return,
            Err(said) => form.blame(0, Some(said)),
        },
        FormPurpose::ReorganiseAll => {
            let generation = model.next_generation();
            form.waits = reorganise::accepted(model, generation).then_some(generation);
        }
        FormPurpose::JournalDays => match filters::days(&form) {
            Ok((from, to)) => {
                (model.journal.query.from, model.journal.query.to) = (from, to);
                return;
            }
            Err((at, said)) => form.blame(at, Some(said)),
        },
        FormPurpose::JournalText => {
            let text = form.text(0);
            model.journal.query.intent = (!text.trim().is_empty()).then(|| model.words.intent(&text));
            return;
        }
        FormPurpose::Folder => {
            let text = form.text(0);
            if !text.trim().is_empty() {
                return super::start::attempt(model, Effect::Open(PathBuf::from(text.trim())));
            }
            form.blame(0, Some(Said { key: "problem.empty", with: Vec::new() }));
        }
    }
    model.over = Some(Over::Form(form));
}

/// A change was taken, or why not.
pub fn committed(model: &mut Model, generation: u64, result: Result<Said, Said>) {
    model.saving = false;
    let waiting = matches!(&model.over, Some(Over::Form(f)) if f.waits == Some(generation));
    match (result, &mut model.over) {
        (Ok(said), _) => {
            let done = matches!(&model.over, Some(Over::Form(f)) if f.purpose == FormPurpose::ReorganiseAll);
            if waiting {
                model.over = None;
                if done {
                    reorganise::done(model);
                }
            }
            model.said = Some(said);
        }
        (Err(said), Some(Over::Form(form))) if waiting => {
            form.waits = None;
            form.problem = Some(said);
        }
        (Err(said), _) => model.said = Some(said),
    }
}
