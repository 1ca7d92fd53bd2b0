//! The one picker: something is typed, what fits stays, Enter takes it. What was found, actions with their keys,
//! orders, columns and provinces all come through it.

pub use super::picks::{Choice, Offered, Pick, Purpose, Wants};

use super::find::{self, Beside, Seek};
use super::{form, found, saved};
use crate::app::act;
use crate::app::input::line::Input;
use crate::app::model::{Model, Over};
use crate::app::parts::list::List;
use crate::app::screens::cadres::Column;
use crate::app::screens::journal::filters;
use crate::app::screens::plan;
use crate::app::screens::reorganise;
use crate::app::session::msg::Effect;
use crate::app::words::terms;
use crate::search::fold;
use std::path::PathBuf;

/// The picker.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What is chosen from.
    pub purpose: Purpose,
    /// What is typed.
    pub input: Input,
    /// What fits.
    pub choices: Vec<Choice>,
    /// Cursor and window.
    pub list: List,
    /// Of people tried for a pool: how many there are, and how many meet every gate.
    pub tried: Option<(usize, usize)>,
    /// How many fit in all, and how long it took in microseconds, where something was found.
    pub found: Option<(usize, u64)>,
    /// Whether an answer is on its way.
    pub waiting: bool,
    /// What becomes of what is found.
    pub wants: Wants,
    /// What finding knows beside.
    pub seek: Seek,
    all: Vec<Choice>,
    pub(in crate::app) generation: u64,
}

impl Picker {
    pub(in crate::app) fn new(purpose: Purpose, all: Vec<Choice>) -> Picker {
        let choices = all.clone();
        let list = List { len: choices.len(), height: 1, ..List::default() };
        Picker {
            purpose,
            input: Input::default(),
            choices,
            list,
            found: None,
            tried: None,
            waiting: false,
            wants: Wants::Place,
            seek: Seek::default(),
            all,
            generation: 0,
        }
    }

    /// Whether several can be ticked.
    #[must_use]
    pub fn ticks(&self) -> bool {
        matches!(self.purpose, Purpose::Columns | Purpose::Candidates)
    }

    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Choice> {
        self.choices.get(self.list.cursor)
    }

    /// Key of the locale of its title.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Find => "picker.find",
            Purpose::Help => "picker.help",
            Purpose::Order => "picker.order",
            Purpose::Columns => "picker.columns",
            Purpose::Filter => "picker.filter",
            Purpose::Follows => "picker.follows",
            Purpose::Province(_) => "picker.province",
            Purpose::Tasks => "picker.tasks",
            Purpose::Papers => "picker.papers",
            Purpose::Candidates => "picker.candidates",
            Purpose::Reason => "picker.reason",
            Purpose::Import => "picker.import",
        }
    }

    /// Leaves what has every word that was typed; words of the keys count whole.
    fn narrow(&mut self) {
        let typed = self.input.text();
        let folded = fold(&typed);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let fits = |c: &Choice| {
            let text = fold(&format!("{} {} {}", c.text, c.detail, c.also));
            let is_key = c.keys.split("  ").any(|k| k == typed.trim());
            is_key || words.iter().all(|w| text.contains(w))
        };
        self.choices = self.all.iter().filter(|c| fits(c)).cloned().collect();
        // whoever types a key means that key
        self.choices.sort_by_key(|c| !c.keys.split("  ").any(|k| !k.is_empty() && k == typed.trim()));
        self.list.len = self.choices.len();
        self.list.go(0);
    }
}

/// A row that stands for something.
pub(in crate::app) fn row(pick: Pick, text: &str) -> Choice {
    Choice {
        pick,
        keys: String::new(),
        text: text.to_owned(),
        detail: String::new(),
        ranges: Vec::new(),
        ticked: None,
        barred: None,
        also: String::new(),
        beside: Beside::default(),
    }
}

pub(in crate::app) fn show(model: &mut Model, picker: Picker) {
    model.cx.over = Some(Over::Picker(Box::new(picker)));
}

/// Offers what can be entered.
pub fn offer(model: &mut Model, offered: Vec<Offered>) {
    offer_of(model, Purpose::Tasks, offered);
}

/// Offers something of a kind.
pub fn offer_of(model: &mut Model, purpose: Purpose, offered: Vec<Offered>) {
    let choices = offered.into_iter().map(|o| Choice { detail: o.detail, ..row(o.pick, &o.text) }).collect();
    show(model, Picker::new(purpose, choices));
}

/// Opens the choice of orders.
pub fn orders(model: &mut Model) {
    let choices: Vec<Choice> =
        terms::ORDERS.iter().map(|o| row(Pick::Order(*o), model.cx.words.get(terms::order(*o)))).collect();
    let at = terms::ORDERS.iter().position(|o| *o == model.screens.cadres.order).unwrap_or(0);
    let mut picker = Picker::new(Purpose::Order, choices);
    picker.list.go(at);
    show(model, picker);
}

/// Opens the choice of columns.
pub fn columns(model: &mut Model) {
    let ticked = |c: &Column| Some(model.screens.cadres.columns.contains(c));
    let choices = Column::ALL.iter().map(|c| {
        let column = row(Pick::Column(*c), model.cx.words.get(c.key()));
        Choice { ticked: ticked(c), ..column }
    });
    let picker = Picker::new(Purpose::Columns, choices.collect());
    show(model, picker);
}

/// Opens the choice of provinces.
pub fn provinces(model: &mut Model, dir: PathBuf) {
    let choices = province_choices(model);
    let waiting = choices.is_empty();
    show(model, Picker { waiting, ..Picker::new(Purpose::Province(dir), choices) });
}

/// The provinces came: a choice that was opened before them is filled.
pub fn provinces_arrived(model: &mut Model) {
    let choices = province_choices(model);
    if let Some(Over::Picker(picker)) = &mut model.cx.over
        && matches!(picker.purpose, Purpose::Province(_))
    {
        picker.all = choices;
        picker.waiting = false;
        picker.narrow();
    }
}

fn province_choices(model: &Model) -> Vec<Choice> {
    let choice = |(at, province): (usize, &crate::app::session::host::ProvinceChoice)| {
        let detail = model.cx.words.get(if province.since_2025 { "start.of-34" } else { "start.of-63" }).to_owned();
        Choice { detail, ..row(Pick::Province(at), &province.name) }
    };
    model.opening.provinces.iter().enumerate().map(choice).collect()
}

/// What is typed has changed.
pub fn typed(model: &mut Model) {
    let Some(Over::Picker(picker)) = &mut model.cx.over else { return };
    if picker.purpose == Purpose::Candidates {
        return plan::candidates::typed(model);
    }
    if picker.purpose != Purpose::Find {
        return picker.narrow();
    }
    find::typed(model);
}

/// Ticks the choice under the cursor, or takes its tick away.
pub fn tick(model: &mut Model) {
    let Some(Over::Picker(picker)) = &mut model.cx.over else { return };
    if picker.purpose == Purpose::Candidates && find::complete(picker) {
        return typed(model);
    }
    let Some(choice) = picker.choices.get_mut(picker.list.cursor) else { return };
    let (Some(ticked), pick) = (choice.ticked, choice.pick) else { return };
    choice.ticked = Some(!ticked);
    for other in picker.all.iter_mut().filter(|c| c.pick == pick) {
        other.ticked = Some(!ticked);
    }
    if let Pick::Column(column) = pick {
        let shown = &mut model.screens.cadres.columns;
        if ticked {
            shown.retain(|c| *c != column);
        } else {
            shown.push(column);
            shown.sort_by_key(|c| Column::ALL.iter().position(|a| a == c));
        }
    }
    if let Some(Over::Picker(picker)) = &mut model.cx.over {
        picker.list.step(crate::app::parts::list::Motion::Down);
    }
}

/// Opens the form of what was picked.
pub fn take(model: &mut Model, pick: Pick) {
    match pick {
        Pick::Task(task, Some(column)) => form::open_at(model, task, column),
        Pick::Task(task, None) => form::open(model, task),
        Pick::Many(task, column) => form::entries::picked_many(model, task, column),
        Pick::Reason(reason) => plan::reason(model, reason),
        Pick::Stage(stage) => plan::stage(model, stage),
        Pick::Round(round) => plan::rounds::chosen(model, round),
        Pick::Narrow(narrow) => crate::app::screens::rotations::narrow(model, narrow),
        Pick::Chain(choose) => crate::app::screens::chain::chosen(model, choose),
        Pick::Import(take) => crate::app::screens::import::taken(model, take),
        Pick::PlanDraft(at) => plan::saving::work_on(model, at),
        Pick::CompareDraft(other) => plan::pages::open(model, plan::pages::What::Drafts(other)),
        Pick::CompareRound(round) => plan::pages::open(model, plan::pages::What::Round(round)),
        Pick::Paper(at) => crate::app::outgoing::papers::picked(model, at),
        Pick::NameDraft => plan::saving::ask_name(model),
        Pick::NewDraft => plan::saving::begin(model),
        _ => {}
    }
}

/// Takes the choice under the cursor.
pub fn accept(model: &mut Model) {
    if saved::accept(model) || find::waits(model) {
        return;
    }
    if matches!(&model.cx.over, Some(Over::Picker(picker)) if picker.seek.to_table.is_some()) {
        return find::table(model);
    }
    if matches!(&model.cx.over, Some(Over::Picker(picker)) if picker.purpose == Purpose::Candidates) {
        return plan::candidates::accept(model);
    }
    let Some(Over::Picker(picker)) = &model.cx.over else { return };
    let (purpose, wants, typed) = (picker.purpose.clone(), picker.wants, picker.input.text());
    let Some(choice) = picker.selected().cloned() else { return };
    model.cx.over = None;
    match (choice.pick, purpose) {
        (Pick::Found(what), _) if wants == Wants::Filter => filters::found(model, what),
        (Pick::Found(what), _) if wants == Wants::Successor => reorganise::into(model, what),
        (Pick::Follows(at, follows), _) => reorganise::follows(model, at, follows),
        (Pick::Filter(filter), _) => filters::chosen(model, filter),
        (Pick::Candidate(_), _) => {}
        (
            pick @ (Pick::Task(..)
            | Pick::Many(..)
            | Pick::Reason(_)
            | Pick::Stage(_)
            | Pick::Round(_)
            | Pick::Narrow(_)
            | Pick::Chain(_)
            | Pick::Import(_)
            | Pick::PlanDraft(_)
            | Pick::CompareDraft(_)
            | Pick::CompareRound(_)
            | Pick::Paper(_)
            | Pick::NameDraft
            | Pick::NewDraft),
            _,
        ) => take(model, pick),
        (Pick::Found(what), _) => found::take(model, &typed, what),
        (Pick::Action(action), _) => match choice.barred {
            Some(why) => model.cx.say("said.plainly", &[why]),
            None => act::act(model, action),
        },
        (Pick::Order(order), _) => model.screens.cadres.order = order,
        (Pick::Province(at), Purpose::Province(dir)) => {
            if let Some(province) = model.opening.provinces.get(at).cloned() {
                crate::app::screens::start::attempt(model, Effect::StartEmpty(dir, province));
            }
        }
        (Pick::Column(_) | Pick::Province(_), _) => {}
    }
}
