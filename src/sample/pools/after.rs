//! What becomes of the pools after the day: people retire, leave or come to the title; posts end and their pools go on
//! with those that follow them.

use super::entries::Book;
use super::rounds::decision;
use crate::domain::{ActKind, Dated, Day, Entry, Ladder, Level, ListId, Removal, Span, Stage, TermId};
use crate::sample::card::cadre_id;
use std::collections::BTreeMap;

/// Why somebody leaves a pool, the first of those that fall on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Retires,
    Leaves,
    Appointed,
    PostEnds,
    Other,
}

/// Who is in which pool, for the bounds that those who go on keep.
#[derive(Default)]
struct Full {
    of_post: BTreeMap<(u32, TermId), u32>,
    of_person: BTreeMap<(u32, Level, TermId), u8>,
    /// Places of entries by chair.
    by_chair: BTreeMap<u32, Vec<usize>>,
}

/// Days before an end by which it was decided.
const DECIDED_BEFORE: i32 = 3;
/// People for a hundred seats: of a leading title, of a committee.
const MOST: (u32, u32) = (300, 150);

/// Tells on all entries of the book, those that go on among them.
pub(super) fn tell_on(book: &mut Book<'_, '_, '_>) {
    let chairs = following(book);
    let mut full = Full::default();
    for (nth, (_, chair)) in book.of.iter().enumerate() {
        full.by_chair.entry(*chair).or_default().push(nth);
    }
    let mut at = 0;
    while let (Some((person, chair)), Some(entry)) = (book.of.get(at).copied(), book.entries.get(at).cloned()) {
        if !entry.span.ends()
            && let Some((on, why)) = fate(book, person, chair, &entry)
        {
            end(book, at, on, why);
            let stays = why == Why::PostEnds && entry.removal.is_none();
            if stays && entry.stage(on.prev()) == Some(Stage::Approved) {
                go_on(book, &chairs, &mut full, (person, chair), &entry, on);
            }
        }
        at += 1;
    }
}

/// Chairs of the communes of later by commune and title.
fn following<'g>(book: &Book<'_, '_, 'g>) -> BTreeMap<(u16, &'g str), u32> {
    let chairs = (0u32..).zip(&book.field.sample.ground.chairs);
    let later = chairs.filter(|(_, c)| c.commune > 0 && c.post.span.from > book.field.on);
    later.map(|(at, c)| ((c.commune, c.title.code.as_str()), at)).collect()
}

/// When and why somebody leaves a pool, up to the horizon.
fn fate(book: &Book<'_, '_, '_>, person: u32, at: u32, entry: &Entry) -> Option<(Day, Why)> {
    let field = book.field;
    let chair = field.chair(at)?;
    let stints = field.sample.stints(person);
    let mut found: Vec<(Day, Why)> = vec![(chair.post.span.to, Why::PostEnds)];
    let last = stints.iter().filter(|s| !s.concurrent).max_by_key(|s| s.to)?;
    let retired = matches!(last.ended, Some(ActKind::Retired | ActKind::RetiredEarly));
    found.push((last.to, if retired { Why::Retires } else { Why::Leaves }));
    for stint in stints.iter().filter(|s| s.from > field.on && s.from > entry.span.from) {
        let Some(other) = field.chair(stint.chair) else { continue };
        let as_high = other.title.ladder == chair.title.ladder && other.title.rank >= chair.title.rank;
        match stint.chair == at {
            true => found.push((stint.from, Why::Appointed)),
            false if as_high => found.push((stint.from, Why::Other)),
            false => {}
        }
    }
    let horizon = field.sample.history.horizon();
    found.into_iter().filter(|(on, _)| *on <= horizon).min()
}

fn end(book: &mut Book<'_, '_, '_>, at: usize, on: Day, why: Why) {
    let reasons = &book.field.book.reasons;
    let (code, text) = match why {
        Why::Retires => (&reasons.retires, ""),
        Why::Leaves => (&reasons.leaves, ""),
        Why::Appointed => (&reasons.appointed, ""),
        Why::PostEnds => (&reasons.post_ends, ""),
        Why::Other => (&reasons.other, reasons.other_text.as_str()),
    };
    let reason: ListId = book.reason(code);
    let mut rng = book.rng(at as u64, 5);
    let paper = decision(&mut rng, "QĐ/TU", Day(on.0 - DECIDED_BEFORE));
    let text = text.to_owned();
    if let Some(entry) = book.entries.get_mut(at) {
        entry.span.to = on.max(entry.span.from.next());
        entry.stages.retain(|s| s.span.from < entry.span.to);
        entry.removal.get_or_insert(Removal { reason, text, decision: Some(paper), round: None });
    }
}

/// Whoever stood in a pool whose post ended stands in that of the post that follows it, if there is room.
fn go_on(
    book: &mut Book<'_, '_, '_>,
    chairs: &BTreeMap<(u16, &str), u32>,
    full: &mut Full,
    (person, at): (u32, u32),
    entry: &Entry,
    on: Day,
) {
    let field = book.field;
    let Some(next) = follower(book, chairs, person, at, entry.term, on) else { return };
    let Some(chair) = field.chair(next) else { return };
    let seats = u32::from(chair.post.seats_for(entry.term, on));
    let leads = chair.title.ladder == Ladder::Leadership;
    let most = seats * if leads { MOST.0 } else { MOST.1 } / 100;
    let of_chair = full.by_chair.entry(next).or_default();
    let there = || of_chair.iter().filter_map(|nth| book.of.get(*nth).zip(book.entries.get(*nth)));
    let there = || there().filter(|(_, e)| e.term == entry.term);
    let standing = full
        .of_post
        .entry((next, entry.term))
        .or_insert_with(|| u32::try_from(there().filter(|(_, e)| e.span.holds(on)).count()).unwrap_or(u32::MAX));
    let titles = full.of_person.entry((person, chair.title.level, entry.term)).or_default();
    // a post that goes on has had its own people all along
    let twice = there().any(|(of, e)| of.0 == person && e.span.to > on);
    if *standing >= most || twice || (leads && *titles >= field.book.faults.titles_a_person) {
        return;
    }
    *standing += 1;
    *titles += u8::from(leads);
    let order = u16::try_from(*standing).unwrap_or(u16::MAX);
    let mut rng = book.rng(entry.id.0, 6);
    let new = Entry {
        id: book.next_id(),
        post: chair.post.id,
        cadre: cadre_id(person),
        span: Span::since(on),
        stages: vec![Dated { span: Span::since(on), value: Stage::Approved }],
        order,
        source: entry.source,
        round: None,
        decision: Some(decision(&mut rng, "QĐ/TU", Day(on.0 - DECIDED_BEFORE))),
        removal: None,
        votes: Vec::new(),
        carried: Some(entry.id),
        note: String::new(),
        ..*entry
    };
    of_chair.push(book.of.len());
    book.entries.push(new);
    book.of.push((person, next));
}

/// The chair that follows one for somebody: its own successor, else that of the commune where the person works then.
fn follower(
    book: &Book<'_, '_, '_>,
    chairs: &BTreeMap<(u16, &str), u32>,
    person: u32,
    at: u32,
    term: TermId,
    on: Day,
) -> Option<u32> {
    let field = book.field;
    let rules = &field.book.carried;
    let chair = field.chair(at)?;
    let held = || field.sample.stints(person).iter().filter(|s| s.holds(on));
    let life = field.sample.careers.lives.get(person as usize)?;
    if !rules.terms.contains(&term) || life.retires < field.book.term(term)?.serves_until() {
        return None;
    }
    let works = held().filter(|s| !s.concurrent).find_map(|s| field.chair(s.chair))?;
    let next = match chair.successor.filter(|next| field.chair(*next).is_some_and(|c| c.title.ladder != Ladder::Staff))
    {
        Some(next) => next,
        None => {
            let title = rules.titles.iter().find(|(from, _)| *from == chair.title.code).map(|(_, to)| to.as_str())?;
            *chairs.get(&(works.commune, title))?
        }
    };
    let title = field.chair(next).filter(|c| c.post.span.holds(on))?.title;
    let lower = |c: &crate::sample::ground::Chair<'_>| c.title.ladder != title.ladder || c.title.rank < title.rank;
    held().filter_map(|s| field.chair(s.chair)).all(lower).then_some(next)
}
