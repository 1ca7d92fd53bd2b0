//! The rules of planning, case by case as an officer tells them, on a province small enough to be read.

mod ages;
mod appointment;
mod changes;
mod files;
mod grades;
mod kinds;
mod land;
mod lists;
mod moves;
mod people;
mod rotation;
mod since_377;
mod touched;
