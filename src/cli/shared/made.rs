//! What a store holds that was just made.

use crate::cli::answer::{Answer, Failure, pairs};
use crate::cli::context::Context;
use crate::domain::{Level, Revision};
use crate::register::begin::Left;
use crate::register::{Loaded, Register, View};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Made {
    people: usize,
    units: usize,
    posts: usize,
    pool_entries: usize,
    rotations: usize,
    revision: Revision,
    /// Posts of which nobody has said how many seats they have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seats_unknown: Vec<String>,
    /// Bodies that are left to the office.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut>,
}

/// Bodies that were not made, and why.
#[derive(Debug, Serialize)]
struct LeftOut {
    what: String,
    why: String,
}

/// Answers with the counts of a new store on the day that is looked at, and what was left out of it.
///
/// # Errors
/// The store cannot be read.
pub fn answer(cx: &Context, register: &Register, left: &[Left]) -> Result<Answer, Failure> {
    register.wait(Loaded::All).map_err(|e| Failure::register(&e, &cx.dir))?;
    let view = register.view(cx.day(register));
    let serving = view.snapshot.cadres.values().filter(|c| c.serves(view.on)).count();
    // places that the province decides on; whom it puts forward to the centre are not among them
    let own = |post| view.post(post).and_then(|p| view.title(p)).is_some_and(|t| t.level != Level::Central);
    let planned = view.snapshot.entries.values().filter(|e| e.span.holds(view.on) && own(e.post)).count();
    let made = Made {
        people: serving,
        units: view.snapshot.units.values().filter(|u| u.span.holds(view.on)).count(),
        posts: view.snapshot.posts.values().filter(|p| p.span.holds(view.on)).count(),
        pool_entries: planned,
        rotations: view.snapshot.rotations.values().filter(|r| r.phase(view.on).is_some()).count(),
        revision: view.snapshot.revision,
        seats_unknown: seats_unknown(&view),
        left_out: left
            .iter()
            .map(|l| LeftOut { what: cx.words.pick(&l.vi, &l.en).to_owned(), why: l.source.clone() })
            .collect(),
    };
    let words = &cx.words;
    Ok(cx.answer(&made, |made| {
        let mut text = pairs(&[
            (words.get("cli.paths.store"), cx.dir.display().to_string()),
            (words.get("cli.table.people"), words.number(made.people as u64)),
            (words.get("cli.made.units"), words.number(made.units as u64)),
            (words.get("cli.made.posts"), words.number(made.posts as u64)),
            (words.get("cli.made.pool-entries"), words.number(made.pool_entries as u64)),
            (words.get("cli.table.revision"), made.revision.to_string()),
        ]);
        if !made.seats_unknown.is_empty() {
            let count = words.number(made.seats_unknown.len() as u64);
            text.push_str(&format!("{}\n", words.fill("cli.made.seats-unknown", &[count])));
        }
        for post in &made.seats_unknown {
            text.push_str(&format!("  {post}\n"));
        }
        if !made.left_out.is_empty() {
            text.push_str(&format!("{}\n", words.get("cli.made.left-out")));
        }
        for left in &made.left_out {
            text.push_str(&format!("  {}: {}\n", left.what, left.why));
        }
        text
    }))
}

/// Posts of which nobody has said how many seats they have, in full, in the order in which they were made.
fn seats_unknown(view: &View) -> Vec<String> {
    let posts = view.snapshot.posts.values().filter(|post| post.known_seats(view.on).is_none());
    posts.map(|post| view.post_in_full(post)).collect()
}
