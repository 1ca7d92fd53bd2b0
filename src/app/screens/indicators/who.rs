//! Those behind a number: who of a population does not meet an indicator, the nearest first; who needs a course; whom a
//! bar of a picture counts. A list that has parts, years of a course or series of a picture, is narrowed to one of them.

use super::Board;
use crate::app::parts::list::List;
use crate::app::screens::indicators::Indicators;
use crate::app::session::Session;
use crate::app::words;
use crate::app::words::findings::{self, amount};
use crate::app::words::retirement;
use crate::domain::{CadreId, PostId, UnitId};
use crate::exchange::criteria::Answer;
use crate::exchange::indicators::training::TrainingNeed as Need;
use crate::exchange::indicators::{Case, CaseSubject, Measured, under};
use crate::policy::{Body, Schooling, Verdict};
use std::collections::BTreeSet;

/// Of what the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// An indicator, of everybody or of a unit.
    Indicator(usize, Option<UnitId>),
    Course(Schooling),
    /// A label of a picture.
    Bar(usize, usize),
}

/// Somebody of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who or what, and why.
    pub case: Case,
    /// The part to which it belongs.
    part: usize,
}

/// An open list of people, bodies or places.
#[derive(Debug, Clone)]
pub struct Who {
    subject: Subject,
    /// Those in it.
    pub cases: Vec<Member>,
    /// What its parts are called; none where it has none.
    parts: Vec<String>,
    /// The part to which it is narrowed.
    part: Option<usize>,
    /// Cursor over them.
    pub list: List,
}

impl Who {
    /// The one under the cursor.
    #[must_use]
    pub fn case(&self) -> Option<&Case> {
        self.cases.get(self.list.cursor).map(|member| &member.case)
    }

    /// What stands beside a name: a key of the locale.
    #[must_use]
    pub fn beside(&self) -> &'static str {
        match self.subject {
            Subject::Indicator(..) => "indicators.has",
            Subject::Course(_) => "indicators.year-has",
            Subject::Bar(..) => "indicators.part",
        }
    }

    /// Whether it has parts.
    #[must_use]
    pub fn in_parts(&self) -> bool {
        self.parts.len() > 1
    }

    /// The person under the cursor.
    #[must_use]
    pub fn cadre(&self) -> Option<CadreId> {
        match self.case()?.of {
            CaseSubject::Cadre(cadre, _) => Some(cadre),
            _ => None,
        }
    }
}

/// Opens those who do not meet the indicator under the cursor.
pub(super) fn of_indicator(state: &mut Indicators, cx: &mut Session) {
    open(state, cx, Subject::Indicator(state.list.cursor, None));
}

/// Opens those of the chosen unit who do not meet the chosen indicator; of the indicator where no unit is chosen.
pub(super) fn of_cell(state: &mut Indicators, cx: &mut Session) {
    match state.tab {
        super::Tab::Units => {
            let unit = state.heat.units.get(state.units.cursor).copied();
            open(state, cx, Subject::Indicator(state.column, unit));
        }
        super::Tab::Targets => of_indicator(state, cx),
        super::Tab::Needs => of_course(state, cx),
        super::Tab::Pictures => of_bar(state, cx),
    }
}

/// Opens those whom the label under the cursor counts.
pub(super) fn of_bar(state: &mut Indicators, cx: &mut Session) {
    let picture = state.board.as_ref().and_then(|b| b.pictures.get(state.picture));
    if let Some(label) = picture.map(|picture| picture.label_at(state.lines.cursor)) {
        open(state, cx, Subject::Bar(state.picture, label));
    }
}

/// Opens those who need the course under the cursor.
pub(super) fn of_course(state: &mut Indicators, cx: &mut Session) {
    let asked = state.board.as_ref().and_then(|b| b.courses.get(state.needs.cursor)).map(|(asked, _)| *asked);
    if let Some(asked) = asked {
        open(state, cx, Subject::Course(asked));
    }
}

fn open(state: &mut Indicators, cx: &mut Session, subject: Subject) {
    if cx.meeting {
        // who falls short is a reason, and no projected screen shows it
        return cx.say("indicators.meeting", &[]);
    }
    if state.board.is_none() {
        return cx.say("indicators.wait", &[]);
    }
    let cases = cases(state, cx, subject, None);
    if cases.is_empty() {
        return cx.say(if matches!(subject, Subject::Bar(..)) { "indicators.empty" } else { "indicators.nobody" }, &[]);
    }
    let parts = parts(state, subject);
    state.who = Some(Who { subject, cases, parts, part: None, list: List::default() });
}

/// What the parts of a list are called.
fn parts(state: &Indicators, subject: Subject) -> Vec<String> {
    let Some(board) = &state.board else { return Vec::new() };
    match subject {
        Subject::Indicator(..) => Vec::new(),
        Subject::Course(_) => board.years.iter().map(ToString::to_string).collect(),
        Subject::Bar(picture, _) => {
            let series = board.pictures.get(picture).map(|p| p.series.as_slice()).unwrap_or_default();
            series.iter().map(|series| series.label.clone()).collect()
        }
    }
}

/// Narrows the open list to its next part in which anybody stands, and after the last to all of it.
pub(super) fn aside(state: &mut Indicators, cx: &mut Session, right: bool) {
    let Some(who) = state.who.as_ref().filter(|who| who.in_parts()) else { return };
    let everybody = cases(state, cx, who.subject, None);
    let known: BTreeSet<usize> = everybody.iter().map(|member| member.part).collect();
    let stops: Vec<Option<usize>> = std::iter::once(None).chain(known.into_iter().map(Some)).collect();
    let at = stops.iter().position(|part| *part == who.part).unwrap_or(0);
    let next = if right { at + 1 } else { at + stops.len() - 1 };
    let part = stops.get(next % stops.len()).copied().flatten();
    let cases = cases(state, cx, who.subject, part);
    if let Some(who) = &mut state.who {
        (who.part, who.cases, who.list) = (part, cases, List::default());
    }
}

/// The numbers are of another register: the list is made again, the cursor stays on whom it stood on. A bar that no
/// longer stands where it stood closes its list.
pub(super) fn renew(state: &mut Indicators, cx: &mut Session, before: Option<&Board>) {
    let Some(mut who) = state.who.take() else { return };
    if let Subject::Bar(at, _) = who.subject {
        let labels =
            |board: Option<&Board>| board.and_then(|b| b.pictures.get(at)).map(|p| (p.id.clone(), p.labels.clone()));
        if labels(before) != labels(state.board.as_deref()) {
            return;
        }
    }
    let chosen = who.case().map(|case| case.of);
    (who.parts, who.cases) = (parts(state, who.subject), cases(state, cx, who.subject, who.part));
    if let Some(at) = chosen.and_then(|of| who.cases.iter().position(|member| member.case.of == of)) {
        who.list.len = who.cases.len();
        who.list.show(at);
    }
    state.who = Some(who).filter(|who| !who.cases.is_empty());
}

/// Those of a list, or of a part of it.
fn cases(state: &Indicators, cx: &Session, subject: Subject, part: Option<usize>) -> Vec<Member> {
    let Some(board) = &state.board else { return Vec::new() };
    let somebody = |cadre: CadreId, post: PostId, unit: UnitId| Case {
        of: CaseSubject::Cadre(cadre, post),
        unit,
        answer: Answer::No,
        far: 0,
        hard: false,
    };
    let mut members: Vec<Member> = match subject {
        Subject::Indicator(at, unit) => {
            let Some(one) = board.measured.get(at) else { return Vec::new() };
            // of what belongs to the top alone its own, of the others everything below
            let alone = unit.is_some() && unit == state.heat.top;
            let within = |case: &&Case| match unit {
                None => true,
                Some(unit) if alone => case.unit == unit,
                Some(unit) => under(&cx.view, case.unit, unit),
            };
            one.lacking().into_iter().filter(within).map(|case| Member { case: *case, part: 0 }).collect()
        }
        Subject::Course(asked) => {
            let needs = board.needs.iter().filter(|need| need.asked == asked);
            let year = |need: &Need| board.years.iter().position(|year| *year == need.year).unwrap_or(0);
            needs.map(|n| Member { case: somebody(n.cadre, n.post, n.unit), part: year(n) }).collect()
        }
        Subject::Bar(picture, label) => {
            let series = board.pictures.get(picture).map(|p| p.series.as_slice()).unwrap_or_default();
            let people = series
                .iter()
                .enumerate()
                .flat_map(|(part, one)| one.people.get(label).into_iter().flatten().map(move |cadre| (part, *cadre)));
            let member = |(part, cadre): (usize, CadreId)| {
                let main = cx.view.main(cadre).map(|(_, post, _)| (post.id, post.unit));
                // who has left is listed with the last post
                let last = || cx.view.career(cadre).into_iter().rev().find_map(|(_, post)| post);
                let (post, unit) = main.or_else(|| last().map(|post| (post.id, post.unit)))?;
                Some(Member { case: somebody(cadre, post, unit), part })
            };
            people.filter_map(member).collect()
        }
    };
    members.retain(|member| part.is_none_or(|part| member.part == part));
    members
}

/// What the list is of, with how many stand in it.
#[must_use]
pub fn title(state: &Indicators, cx: &Session, who: &Who) -> String {
    let words = &cx.words;
    let count = words.number(who.cases.len());
    let board = state.board.as_ref();
    match who.subject {
        Subject::Indicator(at, unit) => {
            let one = board.and_then(|b| b.measured.get(at));
            let name = one.map(|one| one.indicator.name.of(words.lang).to_owned()).unwrap_or_default();
            let unit = unit.map(|unit| words::unit_name(&cx.view, unit)).unwrap_or_default();
            let name = if unit.is_empty() { name } else { format!("{name} · {unit}") };
            let wanting = one.filter(|_| unit.is_empty()).map_or(0, |one: &Measured| one.tally.wanting(&one.target));
            if wanting > 0 {
                words.fill("indicators.who-wanting", &[name, count, words.number(wanting)])
            } else {
                words.fill("indicators.who", &[name, count])
            }
        }
        Subject::Course(asked) => words.fill("indicators.who", &[of_part(who, super::course(cx, asked)), count]),
        Subject::Bar(at, label) => {
            let picture = board.and_then(|b| b.pictures.get(at));
            let name = picture.map(|p| [p.title.as_str(), p.labels.get(label).map_or("", String::as_str)].join(" · "));
            words.fill("indicators.who", &[of_part(who, name.unwrap_or_default()), count])
        }
    }
}

/// A name with the part to which the list is narrowed.
fn of_part(who: &Who, name: String) -> String {
    match who.part.and_then(|part| who.parts.get(part)) {
        Some(part) => format!("{name} · {part}"),
        None => name,
    }
}

/// A row of the list: mark, name, birth, what the person has or of which part, where; with the verdict, where somebody
/// falls short of anything.
#[must_use]
pub fn row(cx: &Session, who: &Who, at: usize) -> Option<([String; 4], Option<Verdict>)> {
    let Member { case, part } = who.cases.get(at)?;
    let words = &cx.words;
    let short = if case.answer == Answer::Unknown { Verdict::Unknown } else { Verdict::Missed };
    let verdict = (!matches!(who.subject, Subject::Bar(..))).then_some(short);
    let mark = verdict.map_or(" ", findings::mark);
    let unit = words::unit_name(&cx.view, case.unit);
    let cells = match case.of {
        CaseSubject::Cadre(cadre, _) => {
            let card = cx.view.cadre(cadre)?;
            let place = format!("{} · {}", cx.view.titles_in_one_line(cadre), cx.view.unit_in_full(cadre));
            let part = who.parts.get(*part).cloned();
            let has = || has(cx, who, cadre);
            let has = match (who.subject, part) {
                (Subject::Course(_), Some(year)) => format!("{year} · {}", has()),
                (_, part) => part.unwrap_or_else(has),
            };
            [format!("{mark} {}", card.name), card.born.to_string(), has, place]
        }
        CaseSubject::Body(..) | CaseSubject::Place(_) => {
            [format!("{mark} {unit}"), String::new(), String::new(), String::new()]
        }
        CaseSubject::List(list, _) => {
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
fn has(cx: &Session, who: &Who, cadre: CadreId) -> String {
    use crate::app::words::terms;
    let Some(card) = cx.view.cadre(cadre) else { return String::new() };
    let on = cx.view.on;
    if let Subject::Course(asked) = who.subject {
        let (_, has, _) = asked.held_by(card, on);
        return amount(&cx.words, &cx.view, has, false);
    }
    let keys = [
        terms::education_short(card.education(on)),
        terms::theory_short(card.theory(on)),
        terms::management_short(card.management(on)),
    ];
    let said = keys.map(|key| cx.words.get(key).to_owned());
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The month of retirement of somebody of the list.
#[must_use]
pub fn retires(cx: &Session, who: &Who, at: usize) -> String {
    let cadre = who.cases.get(at).and_then(|m| if let CaseSubject::Cadre(id, _) = m.case.of { Some(id) } else { None });
    let card = cadre.and_then(|id| cx.view.cadre(id));
    card.map(|card| retirement::short(&cx.words, &cx.view.retirement(card))).unwrap_or_default()
}

/// Every row of the open list as its cells, with the month of retirement, for a file.
#[must_use]
pub fn people(cx: &Session, who: &Who) -> Vec<([String; 4], String)> {
    let rows = (0..who.cases.len()).filter_map(|at| row(cx, who, at).map(|(cells, _)| (cells, retires(cx, who, at))));
    rows.collect()
}
