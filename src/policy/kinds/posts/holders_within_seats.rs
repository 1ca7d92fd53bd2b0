use crate::domain::{Appointment, Post, Subject};
use crate::policy::measure::prelude::*;
use crate::policy::measure::record::{Breach, JudgesRecord};

/// Holders of a post against its seats, on every day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoldersWithinSeats {}

impl Parameters for HoldersWithinSeats {}

impl JudgesRecord for HoldersWithinSeats {
    fn of_appointment(&self, held: &Appointment, facts: &dyn Facts, _except: &[String]) -> Option<Breach> {
        above_seats(facts.post(held.post)?, facts)
    }

    fn judges_posts_whole(&self) -> bool {
        true
    }

    fn of_post(&self, post: &Post, facts: &dyn Facts) -> Vec<Breach> {
        above_seats(post, facts).into_iter().collect()
    }
}

/// The day on which a post has the most holders above its seats.
fn above_seats(post: &Post, facts: &dyn Facts) -> Option<Breach> {
    let holders = facts.holders(post.id);
    // holders only grow where one begins, seats only shrink where a number of them begins
    let days = holders.iter().map(|a| a.span.from).chain(post.seats.iter().map(|s| s.span.from));
    let above = days.filter_map(|on| {
        let held = count(holders.iter().filter(|a| a.span.holds(on)).count());
        let seats = i64::from(post.known_seats(on)?);
        (held > seats && post.span.holds(on)).then_some((held - seats, held, seats))
    });
    let (_, held, seats) = above.max()?;
    let limit = Limit::most(Amount::Count(seats));
    Some(Breach { subject: Subject::Post(post.id), measured: Amount::Count(held), limit })
}
