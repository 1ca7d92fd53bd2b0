//! What an author picked and asked before, kept among the author's notes for the next session: ids and queries, never
//! a name of what was found, never a query that names a sensitive fact.

use super::Session;
use super::effect::Effect;
use crate::app::overlays::desk::Saved;
use crate::domain::{CadreId, PostId, UnitId};
use crate::search::{Found, Query};

/// The note's name.
pub const NOTE: &str = "recent";

/// How many picks and queries are kept.
const PICKS: usize = 60;
const QUERIES: usize = 40;
/// What stands before the name of a saved query.
const SAVED: char = '=';

/// Something that was picked, by its id as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Picked {
    id: String,
    /// How often.
    times: u32,
}

/// What was picked and asked, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recent {
    picks: Vec<Picked>,
    /// Queries as they were typed.
    pub queries: Vec<String>,
    /// Queries that were saved under a name, in the order of their names.
    pub saved: Vec<Saved>,
}

impl Recent {
    /// Reads a note: a line each, an id with how often, or nothing and a query, or a saved query's name behind a sign that
    /// begins no id. What is not understood is left out.
    #[must_use]
    pub fn read(note: &[u8]) -> Recent {
        let mut recent = Recent::default();
        for line in String::from_utf8_lossy(note).lines() {
            match line.split_once('\t') {
                Some(("", query)) => recent.queries.push(query.to_owned()),
                Some((name, query)) if name.starts_with(SAVED) => recent
                    .saved
                    .push(Saved { name: name.trim_start_matches(SAVED).to_owned(), query: query.to_owned() }),
                Some((id, times)) => {
                    let times = times.parse().ok().filter(|_| read(id).is_some());
                    recent.picks.extend(times.map(|times| Picked { id: id.to_owned(), times }));
                }
                None => {}
            }
        }
        recent
    }

    fn note(&self) -> Vec<u8> {
        let picks = self.picks.iter().map(|p| format!("{}\t{}\n", p.id, p.times));
        let queries = self.queries.iter().map(|q| format!("\t{q}\n"));
        let saved = self.saved.iter().map(|s| format!("{SAVED}{}\t{}\n", s.name, s.query));
        picks.chain(queries).chain(saved).collect::<String>().into_bytes()
    }

    fn pick(&mut self, found: Found) {
        let Some(id) = written(found) else { return };
        let at = self.picks.iter().position(|p| p.id == id);
        let times = at.map_or(0, |at| self.picks.remove(at).times).saturating_add(1);
        self.picks.insert(0, Picked { id, times });
        self.picks.truncate(PICKS);
    }

    fn ask(&mut self, typed: &str) {
        self.queries.retain(|q| q != typed);
        self.queries.insert(0, typed.to_owned());
        self.queries.truncate(QUERIES);
    }

    /// What was picked lately or often: each pick is worth as many as the newest, and less for every one since.
    #[must_use]
    pub fn best(&self) -> Vec<Found> {
        let mut ranked: Vec<(u64, usize, &Picked)> = self
            .picks
            .iter()
            .enumerate()
            .map(|(age, p)| (u64::from(p.times.min(10)) * 100 / (age as u64 + 2), age, p))
            .collect();
        ranked.sort_by_key(|(worth, age, _)| (std::cmp::Reverse(*worth), *age));
        ranked.into_iter().filter_map(|(_, _, p)| read(&p.id)).collect()
    }
}

fn written(found: Found) -> Option<String> {
    match found {
        Found::Cadre(id) => Some(id.to_string()),
        Found::Unit(id) => Some(id.to_string()),
        Found::Post(id) => Some(id.to_string()),
        _ => None,
    }
}

fn read(id: &str) -> Option<Found> {
    let cadre = || id.parse::<CadreId>().ok().map(Found::Cadre);
    let unit = || id.parse::<UnitId>().ok().map(Found::Unit);
    let post = || id.parse::<PostId>().ok().map(Found::Post);
    cadre().or_else(unit).or_else(post)
}

/// Keeps what was typed and picked.
pub fn keep(cx: &mut Session, typed: &str, picked: Option<Found>) {
    let typed = typed.trim();
    // what is not understood is kept as little as what is sensitive
    let may_be_kept = Query::parse(typed).is_ok_and(|query| !query.is_empty() && !query.is_sensitive());
    if may_be_kept {
        cx.recent.ask(typed);
    }
    if let Some(found) = picked {
        cx.recent.pick(found);
    }
    write(cx);
}

/// Writes everything down for the next session.
pub fn write(cx: &mut Session) {
    let text = cx.recent.note();
    let generation = cx.next_generation();
    cx.ask(Effect::Keep { generation, name: NOTE, text });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_often_or_lately_comes_first() {
        let mut recent = Recent::default();
        let cadre = |n| Found::Cadre(CadreId::new(1, n));
        for n in [1, 1, 1, 1, 1, 2, 3] {
            recent.pick(cadre(n));
        }
        assert_eq!(recent.best(), [cadre(1), cadre(3), cadre(2)]);
        recent.ask("nong thi h");
        recent.saved.push(Saved { name: "Nữ trẻ".to_owned(), query: "nữ tuổi<40".to_owned() });
        assert_eq!(Recent::read(&recent.note()), recent);
        assert_eq!(Recent::read(b"x\n\xff\ny\t1\n"), Recent::default());
    }
}
