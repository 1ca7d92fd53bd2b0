//! What schooling a title asks of those who are planned for it.

use super::rule::{Asked, Kind, Standard};
use super::{Amount, Facts, Policy, Rule};
use crate::domain::{Cadre, Day, PostId, TermId, Title};

impl Asked {
    /// Whether somebody has it on a day, what that person has, and what is asked.
    #[must_use]
    pub fn of(self, card: &Cadre, on: Day) -> (bool, Amount, Amount) {
        match self {
            Asked::Theory(least) => {
                let has = card.theory(on);
                (has >= least, Amount::Theory(has), Amount::Theory(least))
            }
            Asked::Education(least) => {
                let has = card.education(on);
                (has >= least, Amount::Education(has), Amount::Education(least))
            }
            Asked::Management(least) => {
                let has = card.management(on);
                (has >= least, Amount::Management(has), Amount::Management(least))
            }
        }
    }
}

/// What a title itself asks of one standard.
pub(super) fn of_title(title: &Title, of: Standard) -> Option<Asked> {
    let standards = &title.standards;
    match of {
        Standard::Theory => standards.theory.map(Asked::Theory),
        Standard::Education => standards.education.map(Asked::Education),
        Standard::Management => standards.management.map(Asked::Management),
    }
}

impl Policy {
    /// What is asked of one standard of those who are planned for a post in a term, and the rule that asks it: what
    /// the title asks, else what the rule does; none where neither says.
    #[must_use]
    pub fn standard(
        &self,
        facts: &dyn Facts,
        post: PostId,
        term: TermId,
        of: Standard,
        on: Day,
    ) -> Option<(Asked, &Rule)> {
        let post = facts.post(post)?;
        let title = facts.title(post.title)?;
        let body = self.body(title);
        self.in_force(on).filter(|r| r.speaks_of(title, body, Some(term))).find_map(|rule| match &rule.kind {
            Kind::Standards { of: said, asked } if *said == of && Policy::is_of(facts, rule, post.unit, on) => {
                of_title(title, of).or(*asked).map(|asked| (asked, rule))
            }
            _ => None,
        })
    }
}
