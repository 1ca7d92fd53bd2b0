//! Carries out going to another day, another line, a unit: what the tree shows, and what is said of it.

use super::navigate::remember;
use crate::app::model::Model;
use crate::app::parts::layout::Pane;
use crate::app::session::Session;
use crate::app::session::stage::Screen;
use crate::app::words::terms;
use crate::domain::{CadreId, Day, Line, UnitId};
use crate::register::{Successor, View};

/// Goes to a day and follows the selected unit into what it became, or back to what it was made of.
pub fn to_day(model: &mut Model, day: Day) {
    if day == model.cx.view.on {
        return model.cx.say("said.same-day", &[day.to_string()]);
    }
    remember(model);
    let holder = model.screens.units.posts.holder();
    let post = model.screens.units.posts.selected().map(|row| (row.post.id, row.post.title));
    follow_unit(model, day);
    model.screens.units.posts.rebuild(&model.cx.view, model.cx.line, model.screens.units.tree.selected());
    if !holder.is_some_and(|cadre| model.screens.units.posts.show_cadre(cadre))
        && let Some((post, title)) = post
    {
        model.screens.units.posts.show_post(post, title);
    }
    if model.cx.screen != Screen::Units {
        // what became of the unit in the tree is no news where the tree is not seen
        model.cx.said = None;
    }
}

fn follow_unit(model: &mut Model, day: Day) {
    let before = model.cx.view.clone();
    model.cx.view = before.on(day);
    model.cx.said = None;
    let Some(unit) = model.unit() else {
        return model.screens.units.tree.rebuild(&model.cx.view, model.cx.line);
    };
    let line = model.cx.line;
    let named = |view: &View, unit| view.called_in_full(line, unit);
    if model.screens.units.tree.reveal(&model.cx.view, line, unit) {
        let (was, is) = (named(&before, unit), named(&model.cx.view, unit));
        if was != is {
            model.cx.say("said.renamed", &[was, day.to_string(), is]);
        }
        return;
    }
    let successors = model.cx.view.follow(unit);
    if let Some(first) =
        successors.iter().copied().find(|s| model.screens.units.tree.reveal(&model.cx.view, line, s.unit))
    {
        let was = named(&before, unit);
        let is = named(&model.cx.view, first.unit);
        let share = model.cx.words.get(terms::share(first.share)).to_owned();
        let forward = before.on < day;
        return say_followed(&mut model.cx, forward, &successors, first, [was, is, share]);
    }
    let name = named(&before, unit);
    let above = before.path(line, unit).into_iter().rev().skip(1);
    let stands = above.flat_map(|u| std::iter::once(u).chain(model.cx.view.follow(u).into_iter().map(|s| s.unit)));
    let stands: Vec<UnitId> = stands.collect();
    let shown = stands.into_iter().any(|u| model.screens.units.tree.reveal(&model.cx.view, line, u));
    if !shown {
        model.screens.units.tree.rebuild(&model.cx.view, line);
    }
    model.cx.say("said.gone", &[name, day.to_string()]);
}

fn say_followed(cx: &mut Session, forward: bool, all: &[Successor], first: Successor, [was, is, share]: [String; 3]) {
    let others = cx.words.number(all.len().saturating_sub(1));
    let with = [was, first.on.to_string(), is, share, others];
    match (forward, all.len()) {
        (true, 0 | 1) => cx.say("said.became", &with),
        (true, _) => cx.say("said.became-several", &with),
        (false, 0 | 1) => cx.say("said.came-from", &with),
        (false, _) => cx.say("said.came-from-several", &with),
    }
}

/// To the date before or after on which something changed.
pub fn to_milestone(model: &mut Model, forward: bool) {
    let on = model.cx.view.on;
    let found = if forward {
        model.cx.milestones.iter().find(|d| **d > on)
    } else {
        // before the first change lies the day before it
        let first = model.cx.milestones.first().map(|d| d.prev()).filter(|d| *d < on);
        return match model.cx.milestones.iter().rev().find(|d| **d < on).copied().or(first) {
            Some(day) => to_day(model, day),
            None => model.cx.say("said.no-milestone", &[]),
        };
    };
    match found.copied() {
        Some(day) => to_day(model, day),
        None => model.cx.say("said.no-milestone", &[]),
    }
}

/// To another line of the same unit; where the unit does not stand in it, to the nearest above that does.
pub fn to_line(model: &mut Model, line: Line) {
    remember(model);
    let (unit, from) = (model.unit(), model.cx.line);
    model.cx.line = line;
    model.cx.said = None;
    model.screens.units.tree.filter = None;
    model.screens.units.tree.typing = false;
    let Some(unit) = unit else {
        return model.screens.units.tree.rebuild(&model.cx.view, line);
    };
    let path = model.cx.view.path(from, unit);
    let lines = Line::ALL.map(|l| model.cx.view.path(l, unit));
    let above = path.into_iter().rev().chain(lines.into_iter().flat_map(|p| p.into_iter().rev()));
    let found =
        above.collect::<Vec<_>>().into_iter().find(|u| model.screens.units.tree.reveal(&model.cx.view, line, *u));
    if found.is_none() {
        model.screens.units.tree.rebuild(&model.cx.view, line);
    }
    if found != Some(unit) {
        let name = model.cx.view.called_in_full(from, unit);
        let line = model.cx.words.get(terms::line(line)).to_owned();
        model.cx.say("said.not-in-line", &[name, line]);
    }
}

/// The line after this one.
#[must_use]
pub fn next_line(line: Line) -> Line {
    let at = Line::ALL.iter().position(|l| *l == line).unwrap_or(0);
    Line::ALL.get((at + 1) % Line::ALL.len()).copied().unwrap_or(line)
}

/// To a unit in the tree, in this line or in one in which it stands; else to what became of it.
pub fn to_unit(model: &mut Model, unit: UnitId) {
    remember(model);
    model.cx.screen = Screen::Units;
    model.screens.units.focus = Pane::Tree;
    let lines = std::iter::once(model.cx.line).chain(Line::ALL);
    if let Some(line) = lines.into_iter().find(|l| model.cx.view.stands(*l, unit)) {
        model.cx.line = line;
        model.screens.units.tree.reveal(&model.cx.view, line, unit);
        return;
    }
    let name = model.cx.view.unit(unit).map(|u| model.cx.view.called(Line::Territory, u)).unwrap_or_default();
    let day = model.cx.view.on.to_string();
    let next =
        model.cx.view.follow(unit).into_iter().find(|s| Line::ALL.iter().any(|l| model.cx.view.stands(*l, s.unit)));
    match next {
        Some(next) => {
            to_unit(model, next.unit);
            let is = model.cx.view.called_in_full(model.cx.line, next.unit);
            model.cx.say("said.stands-as", &[name, day, is]);
        }
        None => model.cx.say("said.not-on-day", &[name, day]),
    }
}

/// To the unit of a cadre, the cursor on the cadre among its posts.
pub fn to_unit_of(model: &mut Model, cadre: CadreId) {
    let held = model.cx.view.main(cadre).or_else(|| model.cx.view.holds(cadre).into_iter().next());
    let Some((unit, line)) = held.map(|(_, post, title)| (post.unit, title.line)) else {
        return model.cx.say("said.holds-nothing", &[]);
    };
    if model.cx.line != Line::Territory && model.cx.line != line {
        remember(model);
        model.cx.line = line;
    }
    to_unit(model, unit);
    model.screens.units.posts.rebuild(&model.cx.view, model.cx.line, Some(unit));
    if model.screens.units.posts.show_cadre(cadre) {
        model.screens.units.focus = Pane::Posts;
    }
}
