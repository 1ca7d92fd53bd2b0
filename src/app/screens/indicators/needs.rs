//! Courses that those planned need, by the year in which they are to be had.

use crate::app::screens::indicators::Indicators;
use crate::app::session::Session;
use crate::app::words::Words;
use crate::app::words::terms;
use crate::policy::Asked;

/// What a course is called.
#[must_use]
pub fn course(cx: &Session, asked: Asked) -> String {
    named(&cx.words, asked)
}

/// The same in words that are handed in.
#[must_use]
pub fn named(words: &Words, asked: Asked) -> String {
    let (key, level) = match asked {
        Asked::Theory(level) => ("indicators.course.theory", terms::theory(level)),
        Asked::Education(level) => ("indicators.course.education", terms::education(level)),
        Asked::Management(level) => ("indicators.course.management", terms::management(level)),
    };
    words.fill(key, &[words.get(level).to_owned()])
}

/// Courses with how many need them: a name, a number a year, and the sum.
#[must_use]
pub fn courses(state: &Indicators, cx: &Session) -> Vec<(String, Vec<usize>, usize)> {
    let Some(board) = &state.board else { return Vec::new() };
    let row = |(asked, counts): &(Asked, Vec<usize>)| (course(cx, *asked), counts.clone(), counts.iter().sum());
    board.courses.iter().map(row).collect()
}
