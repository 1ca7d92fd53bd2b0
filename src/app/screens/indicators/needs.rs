//! Courses that those planned need, by the year in which they are to be had.

use crate::app::screens::indicators::Indicators;
use crate::app::session::Session;
use crate::app::words::Words;
use crate::app::words::terms;
use crate::policy::Schooling;

/// What a course is called.
#[must_use]
pub fn course(cx: &Session, asked: Schooling) -> String {
    named(&cx.words, asked)
}

/// The same in words that are handed in.
#[must_use]
pub fn named(words: &Words, asked: Schooling) -> String {
    let (key, level) = match asked {
        Schooling::Theory(level) => ("indicators.course.theory", terms::theory(level)),
        Schooling::Education(level) => ("indicators.course.education", terms::education(level)),
        Schooling::Management(level) => ("indicators.course.management", terms::management(level)),
    };
    words.fill(key, &[words.get(level).to_owned()])
}

/// Courses with how many need them: a name, a number a year, and the sum.
#[must_use]
pub fn courses(state: &Indicators, cx: &Session) -> Vec<(String, Vec<usize>, usize)> {
    let Some(board) = &state.board else { return Vec::new() };
    let row = |(asked, counts): &(Schooling, Vec<usize>)| (course(cx, *asked), counts.clone(), counts.iter().sum());
    board.courses.iter().map(row).collect()
}
