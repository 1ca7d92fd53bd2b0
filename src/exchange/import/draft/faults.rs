//! All faults of one row of a sheet that do not follow from each other: whoever corrects a list wants to do it once.

use crate::register::View;
use crate::register::check::Problem;
use crate::register::fields::{Choice, Input, Sheet, Wrong, codes};

/// Whether a problem lies in one cell alone, whatever the others say.
fn of_one_cell(problem: &Problem) -> bool {
    use Problem as P;
    matches!(
        problem,
        P::Needed
            | P::NoDay(_)
            | P::NoDate(_)
            | P::NoNumber(_)
            | P::NoChoice(_)
            | P::NoPeriod(_)
            | P::NoSuch(_)
            | P::TooLong(_)
            | P::EmptyName
            | P::Text(_)
            | P::NoCitizenNumber
    )
}

/// Some valid text of a field, to look beyond a cell that is wrong; none where the register offers none.
fn some_valid(input: Input, view: &View) -> Option<String> {
    let catalogue = &view.catalogue;
    Some(match input {
        Input::Line | Input::Text => "x".to_owned(),
        Input::Number => "1".to_owned(),
        Input::Day | Input::Date => view.on.to_string(),
        Input::Period => "2000".to_owned(),
        Input::Flag | Input::Seats => String::new(),
        Input::Choice(Choice::Group(name)) => (*codes::group(name).first()?).to_owned(),
        Input::Choice(Choice::Some(_, some)) => (*some.first()?).to_owned(),
        Input::Choice(Choice::List(list)) => catalogue.lists().all(list).first()?.code.clone(),
        Input::Choice(Choice::Terms) => catalogue.terms().first()?.id.clone(),
        Input::Choice(Choice::Kinds) => catalogue.kinds().first()?.code.clone(),
        Input::Choice(Choice::Titles) => catalogue.titles().first()?.code.clone(),
        Input::Choice(Choice::Rounds | Choice::Qualifications) => return None,
        Input::Unit => view.snapshot.units.get_min()?.0.to_string(),
        Input::Post => view.snapshot.posts.get_min()?.0.to_string(),
        Input::Cadre => view.snapshot.cadres.get_min()?.0.to_string(),
    })
}

/// The first fault of a row and those behind it: each wrong cell in turn is replaced by a valid text, and the row is set
/// again.
pub(super) fn all(
    sheet: Sheet,
    cells: &[String],
    view: &View,
    first: Wrong,
    set: &dyn Fn(&[String]) -> Result<(), Wrong>,
) -> Vec<Wrong> {
    let mut cells = cells.to_vec();
    let mut found = vec![first];
    while let Some(last) = found.last().filter(|last| of_one_cell(&last.problem)) {
        let at = sheet.columns().iter().position(|c| c.id == last.column);
        let replaced = at.and_then(|at| Some((at, some_valid(sheet.columns().get(at)?.input, view)?)));
        let Some((slot, text)) = replaced.and_then(|(at, text)| Some((cells.get_mut(at)?, text))) else { break };
        *slot = text;
        match set(&cells) {
            Err(next) if of_one_cell(&next.problem) && found.iter().all(|f| f.column != next.column) => {
                found.push(next)
            }
            _ => break,
        }
    }
    found
}
