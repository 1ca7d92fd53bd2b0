//! Those who would make the difference: who of a population does not meet an indicator, the nearest first; who needs a
//! course.

use crate::app::cadres::unit_of;
use crate::app::findings::{self, amount};
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::words;
use crate::domain::{CadreId, UnitId};
use crate::exchange::criteria::Answer;
use crate::exchange::indicators::{Case, Measured, Of, under};
use crate::policy::{Asked, Body, Verdict};

/// Of what the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// An indicator, of everybody or of a unit.
    Indicator(usize, Option<UnitId>),
    /// A course.
    Course(Asked),
}

/// An open list of people, bodies or places.
#[derive(Debug, Clone)]
pub struct Who {
    subject: Subject,
    /// Those in it.
    pub cases: Vec<Case>,
    /// Cursor over them.
    pub list: List,
}

impl Who {
    /// The one under the cursor.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        self.cases.get(self.list.cursor)
    }

    /// The person under the cursor.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        match self.case()?.of {
            Of::Cadre(cadre, _) => Some(cadre),
            _ => None,
        }
    }
}

/// Opens those who do not meet the indicator under the cursor.
pub(super) fn of_indicator(model: &mut Model) {
    open(model, Subject::Indicator(model.indicators.list.cursor, None));
}

/// Opens those of the chosen unit who do not meet the chosen indicator; of the indicator where no unit is chosen.
pub(super) fn of_cell(model: &mut Model) {
    let state = &model.indicators;
    match state.tab {
        super::Tab::Units => {
            let unit = state.heat.units.get(state.units.cursor).copied();
            open(model, Subject::Indicator(state.column, unit));
        }
        super::Tab::Targets => of_indicator(model),
        super::Tab::Needs => of_course(model),
        super::Tab::Pictures => {}
    }
}

/// Opens those who need the course under the cursor.
pub(super) fn of_course(model: &mut Model) {
    let state = &model.indicators;
    let asked = state.board.as_ref().and_then(|b| b.courses.get(state.needs.cursor)).map(|(asked, _)| *asked);
    if let Some(asked) = asked {
        open(model, Subject::Course(asked));
    }
}

fn open(model: &mut Model, subject: Subject) {
    if model.meeting {
        // who falls short is a reason, and no projected screen shows it
        return model.say("indicators.meeting", &[]);
    }
    if model.indicators.board.is_none() {
        return model.say("indicators.wait", &[]);
    }
    let cases = cases(model, subject);
    if cases.is_empty() {
        return model.say("indicators.nobody", &[]);
    }
    model.indicators.who = Some(Who { subject, cases, list: List::default() });
}

/// The numbers are of another register: the list is made again, the cursor stays on whom it stood on.
pub(super) fn renew(model: &mut Model) {
    let Some(mut who) = model.indicators.who.take() else { return };
    let before = who.case().map(|case| case.of);
    who.cases = cases(model, who.subject);
    if let Some(at) = before.and_then(|of| who.cases.iter().position(|case| case.of == of)) {
        who.list.len = who.cases.len();
        who.list.show(at);
    }
    model.indicators.who = Some(who).filter(|who| !who.cases.is_empty());
}

fn cases(model: &Model, subject: Subject) -> Vec<Case> {
    let Some(board) = &model.indicators.board else { return Vec::new() };
    match subject {
        Subject::Indicator(at, unit) => {
            let Some(one) = board.measured.get(at) else { return Vec::new() };
            // of what belongs to the top alone its own, of the others everything below
            let alone = unit.is_some() && unit == model.indicators.heat.top;
            let within = |case: &&Case| match unit {
                None => true,
                Some(unit) if alone => case.unit == unit,
                Some(unit) => under(&model.view, case.unit, unit),
            };
            one.lacking().into_iter().filter(within).copied().collect()
        }
        Subject::Course(asked) => {
            let needs = board.needs.iter().filter(|need| need.asked == asked);
            let case = |need: &crate::exchange::indicators::training::Need| Case {
                of: Of::Cadre(need.cadre, need.post),
                unit: need.unit,
                answer: Answer::No,
                far: 0,
                hard: false,
            };
            needs.map(case).collect()
        }
    }
}

/// What the list is of, with how many stand in it.
#[must_use]
pub fn title(model: &Model, who: &Who) -> String {
    let words = &model.words;
    let count = words.number(who.cases.len());
    let board = model.indicators.board.as_ref();
    match who.subject {
        Subject::Indicator(at, unit) => {
            let one = board.and_then(|b| b.measured.get(at));
            let name = one.map(|one| one.indicator.name.of(words.lang).to_owned()).unwrap_or_default();
            let unit = unit.map(|unit| words::unit_name(&model.view, unit)).unwrap_or_default();
            let name = if unit.is_empty() { name } else { format!("{name} · {unit}") };
            let wanting = one.filter(|_| unit.is_empty()).map_or(0, |one: &Measured| one.tally.wanting(&one.target));
            if wanting > 0 {
                words.fill("indicators.who-wanting", &[name, count, words.number(wanting)])
            } else {
                words.fill("indicators.who", &[name, count])
            }
        }
        Subject::Course(asked) => words.fill("indicators.who", &[super::course(model, asked), count]),
    }
}

/// A row of the list: mark, name, birth, what the person has, where; with the verdict.
#[must_use]
pub fn row(model: &Model, who: &Who, at: usize) -> Option<([String; 4], Verdict)> {
    let case = who.cases.get(at)?;
    let words = &model.words;
    let verdict = if case.answer == Answer::Unknown { Verdict::Unknown } else { Verdict::Missed };
    let mark = findings::mark(verdict);
    let unit = words::unit_name(&model.view, case.unit);
    let cells = match case.of {
        Of::Cadre(cadre, _) => {
            let card = model.view.cadre(cadre)?;
            let place = format!("{} · {}", model.view.titles_in_one_line(cadre), unit_of(&model.view, cadre));
            [format!("{mark} {}", card.name), card.born.to_string(), has(model, who, cadre), place]
        }
        Of::Body(..) | Of::Place(_) => [format!("{mark} {unit}"), String::new(), String::new(), String::new()],
        Of::List(list) => {
            let kind = match list.body {
                Body::StandingCommittee => "indicators.standing",
                _ => "indicators.committee",
            };
            [format!("{mark} {unit}"), String::new(), words.get(kind).to_owned(), String::new()]
        }
    };
    Some((cells, verdict))
}

/// What somebody has of schooling, in short.
fn has(model: &Model, who: &Who, cadre: CadreId) -> String {
    use crate::app::terms;
    let Some(card) = model.view.cadre(cadre) else { return String::new() };
    let on = model.view.on;
    if let Subject::Course(asked) = who.subject {
        let (_, has, _) = asked.of(card, on);
        return amount(&model.words, &model.view, has, false);
    }
    let keys = [
        terms::education_short(card.education(on)),
        terms::theory_short(card.theory(on)),
        terms::management_short(card.management(on)),
    ];
    let said = keys.map(|key| model.words.get(key).to_owned());
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Every row of the open list as its cells, for a file.
#[must_use]
pub fn people(model: &Model, who: &Who) -> Vec<[String; 4]> {
    (0..who.cases.len()).filter_map(|at| row(model, who, at).map(|(cells, _)| cells)).collect()
}
