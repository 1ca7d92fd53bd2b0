//! What of the register can be found by typing: people with what they hold, units with where they stand, posts that
//! lead.

use super::View;
use crate::domain::{Line, Role};
use crate::search::{Corpus, Entry, Found};

impl Corpus for View {
    fn each(&self, take: &mut dyn FnMut(Entry)) {
        let units = self.snapshot.units.values().filter_map(|unit| {
            let line = Line::ALL.into_iter().rev().find(|line| self.stands(*line, unit.id))?;
            let full = self.called_in_full(line, unit.id);
            let (name, about) = full.split_once(", ").unwrap_or((&full, ""));
            Some(Entry { what: Found::Unit(unit.id), name: name.to_owned(), about: about.to_owned() })
        });
        let cadres = self.snapshot.cadres.values().map(|cadre| {
            let post = self.main(cadre.id).or_else(|| self.holds(cadre.id).into_iter().next());
            let about = match post {
                Some((_, post, title)) => {
                    let titles = self.titles_in_one_line(cadre.id);
                    format!("{titles} · {}", self.called_in_full(title.line, post.unit))
                }
                None => String::new(),
            };
            Entry { what: Found::Cadre(cadre.id), name: cadre.name.clone(), about }
        });
        // of the posts those that lead: the others are found by their units
        let posts = self.snapshot.posts.values().filter_map(|post| {
            let title = self.title(post).filter(|t| t.role != Role::Member && post.seats(self.on) > 0)?;
            let about = self.called_in_full(title.line, post.unit);
            Some(Entry { what: Found::Post(post.id), name: title.vi.clone(), about })
        });
        units.chain(cadres).chain(posts).for_each(take);
    }
}
