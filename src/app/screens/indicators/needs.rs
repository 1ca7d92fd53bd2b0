//! Courses that those planned need, by the year in which they are to be had.

use crate::app::model::Model;
use crate::app::words::Words;
use crate::app::words::terms;
use crate::policy::Asked;

/// What a course is called.
#[must_use]
pub fn course(model: &Model, asked: Asked) -> String {
    named(&model.cx.words, asked)
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
pub fn courses(model: &Model) -> Vec<(String, Vec<usize>, usize)> {
    let Some(board) = &model.screens.indicators.board else { return Vec::new() };
    let row = |(asked, counts): &(Asked, Vec<usize>)| (course(model, *asked), counts.clone(), counts.iter().sum());
    board.courses.iter().map(row).collect()
}
