//! What a field offers, and how the cell behind it is written for people: a choice by its words, a person by name.

use crate::app::words::Words;
use crate::domain::{CadreId, PostId, RecordKind, Round, UnitId};
use crate::register::View;
use crate::register::catalogue::ListName;
use crate::register::fields::codes::Coded;
use crate::register::fields::{Choice, Input, codes, named};
use crate::search::{Found, Hit, fold};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// Something that a field offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The cell that it stands for.
    pub cell: String,
    /// What it is called.
    pub text: String,
    /// What tells it from others of that name, and other names of it.
    pub more: String,
}

/// The most offers that are shown under a field.
pub const SHOWN: usize = 6;

fn offer(cell: impl Into<String>, text: impl Into<String>, more: impl Into<String>) -> Offer {
    Offer { cell: cell.into(), text: text.into(), more: more.into() }
}

fn coded(words: &Words, group: &str, codes: &[&str]) -> Vec<Offer> {
    codes.iter().map(|code| offer(*code, words.of_group(group, code), "")).collect()
}

fn listed(words: &Words, view: &View, list: ListName, front: &str) -> Vec<Offer> {
    let entries = view.catalogue.lists().all(list).iter();
    let label = |e: &crate::register::catalogue::ListEntry| match front {
        "" => words.pick(&e.vi, &e.en).to_owned(),
        _ => format!("{}: {}", words.of_group("field", front), words.pick(&e.vi, &e.en)),
    };
    let code = |code: &str| if front.is_empty() { code.to_owned() } else { format!("{front}.{code}") };
    entries.map(|e| offer(code(&e.code), label(e), e.also.join(", "))).collect()
}

/// Everything that a field of a few choices offers.
#[must_use]
pub fn all(words: &Words, view: &View, input: Input) -> Vec<Offer> {
    let catalogue = &view.catalogue;
    let choice = match input {
        Input::Choice(choice) => choice,
        Input::Flag => return coded(words, "flag", &["yes", "no"]),
        _ => return Vec::new(),
    };
    match choice {
        Choice::Group(group) => coded(words, group, &codes::group(group)),
        Choice::Some(group, some) => coded(words, group, some),
        Choice::List(list) => listed(words, view, list, ""),
        Choice::Terms => {
            let terms = catalogue.terms().iter();
            terms.map(|t| offer(t.id.as_str(), format!("{} · {}", t.party, t.state), "")).collect()
        }
        Choice::Rounds => view.snapshot.rounds.values().rev().map(|r| of_round(words, view, r)).collect(),
        Choice::Kinds => {
            catalogue.kinds().iter().map(|k| offer(k.code.as_str(), words.pick(&k.vi, &k.en), "")).collect()
        }
        Choice::Titles => {
            let titles = catalogue.titles().iter().filter(|t| t.in_force(view.on));
            titles.map(|t| offer(t.code.as_str(), words.pick(&t.vi, &t.en), t.short.join(" "))).collect()
        }
        Choice::Qualifications => {
            let mut offers = Vec::new();
            for group in ["education", "theory", "management"] {
                offers.extend(codes::group(group).iter().map(|code| {
                    let both = (words.of_group("field", group), words.of_group(group, code));
                    offer(format!("{group}.{code}"), format!("{}: {}", both.0, both.1), "")
                }));
            }
            offers.extend(listed(words, view, ListName::Language, "language"));
            offers.extend(listed(words, view, ListName::Computing, "computing"));
            offers
        }
    }
}

/// Those of the offers that fit what is typed, the best first; all while nothing is typed.
#[must_use]
pub fn fitting(offers: &[Offer], typed: &str) -> Vec<Offer> {
    let typed = fold(typed);
    if typed.trim().is_empty() {
        return offers.to_vec();
    }
    let matcher = SkimMatcherV2::default();
    let mut scored: Vec<(i64, &Offer)> = offers
        .iter()
        .filter_map(|o| {
            let (text, more) = (fold(&o.text), fold(&o.more));
            // the name itself counts before other names, its beginning before its middle
            let whole = if text == typed { 10_000 } else { i64::from(text.starts_with(&typed)) * 1_000 };
            let score = matcher.fuzzy_match(&text, &typed).map(|s| s * 2 + whole);
            score
                .or_else(|| matcher.fuzzy_match(&more, &typed))
                .or_else(|| matcher.fuzzy_match(&o.cell, &typed))
                .map(|s| (s, o))
        })
        .collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, o)| o.clone()).collect()
}

/// The offer that is meant by exactly what stands in a field.
#[must_use]
pub fn meant<'a>(offers: &'a [Offer], text: &str) -> Option<&'a Offer> {
    let folded = fold(text.trim());
    let same = |o: &&Offer| o.text == text.trim() || o.cell == text.trim();
    let mut alike = offers.iter().filter(|o| fold(&o.text) == folded);
    offers.iter().find(same).or_else(|| alike.next().filter(|_| alike.next().is_none()))
}

/// What was found, as offers of a field that takes one kind of thing. A unit offers its posts to a field of posts.
#[must_use]
pub fn found(words: &Words, view: &View, input: Input, hits: &[Hit]) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for hit in hits {
        let fitting = match (input, hit.what) {
            (Input::Cadre, Found::Cadre(id)) => vec![of_cadre(view, id)],
            (Input::Unit, Found::Unit(id)) => vec![of_unit(view, id)],
            (Input::Post, Found::Post(id)) => vec![of_post(words, view, id)],
            (Input::Post, Found::Unit(id)) => {
                let posts = view.snapshot.posts_of(id).filter(|p| p.span.to > view.on);
                posts.map(|p| of_post(words, view, p.id)).collect()
            }
            _ => Vec::new(),
        };
        for one in fitting {
            if !offers.contains(&one) {
                offers.push(one);
            }
        }
        if offers.len() > SHOWN * 4 {
            break;
        }
    }
    offers
}

fn of_cadre(view: &View, id: CadreId) -> Offer {
    let card = view.cadre(id);
    let born = card.map(|c| c.born.to_string()).unwrap_or_default();
    let about = [born, view.held_in_full(id)];
    let about: Vec<String> = about.into_iter().filter(|t| !t.is_empty()).collect();
    offer(id.to_string(), card.map_or("", |c| c.name.as_str()), about.join(" · "))
}

fn of_unit(view: &View, id: UnitId) -> Offer {
    let line = crate::domain::Line::ALL.into_iter().rev().find(|line| view.stands(*line, id));
    offer(id.to_string(), view.called_in_full(line.unwrap_or(crate::domain::Line::Territory), id), "")
}

fn of_post(words: &Words, view: &View, id: PostId) -> Offer {
    let Some(post) = view.post(id) else { return offer(id.to_string(), "", "") };
    let row = view.row(post);
    let seats = words.fill("form.seats", &[row.holders.len().to_string(), words.seats(row.seats)]);
    offer(id.to_string(), words.post(view, post), seats)
}

/// A round as a list of rounds calls it.
fn of_round(words: &Words, view: &View, round: &Round) -> Offer {
    let term = view.term(round.term).map(|t| t.party.clone()).unwrap_or_default();
    let unit = view.called_in_full(crate::domain::Line::Party, round.unit);
    let kind = words.of_group("plan-kind", round.kind.code());
    offer(round.id.to_string(), words.fill("plan.round", &[kind, round.year.to_string(), term, unit]), "")
}

/// A cell as people read it.
#[must_use]
pub fn shown(words: &Words, view: &View, input: Input, cell: &str) -> String {
    if cell.is_empty() {
        return String::new();
    }
    if let Some(key) = named(input, cell) {
        let offer = match key.kind {
            RecordKind::Cadre => of_cadre(view, CadreId(key.id)),
            RecordKind::Unit => of_unit(view, UnitId(key.id)),
            _ => of_post(words, view, PostId(key.id)),
        };
        return offer.text;
    }
    match input {
        Input::Choice(_) | Input::Flag => {
            let offers = all(words, view, input);
            offers.into_iter().find(|o| o.cell == cell).map_or_else(|| cell.to_owned(), |o| o.text)
        }
        _ => cell.to_owned(),
    }
}
