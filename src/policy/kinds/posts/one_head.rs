use crate::domain::{Appointment, Role, Subject};
use crate::policy::measure::prelude::*;
use crate::policy::measure::record::{Breach, JudgesRecord};
use std::collections::BTreeSet;

/// People who are head of one unit under one title at a time, however many posts or seats there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneHead {}

impl Parameters for OneHead {}

impl JudgesRecord for OneHead {
    /// On the first day of an appointment to a head's post, and on each day on which another begins while it lasts.
    fn of_appointment(&self, held: &Appointment, facts: &dyn Facts, except: &[String]) -> Option<Breach> {
        let post = facts.post(held.post)?;
        let title = facts.title(post.title)?;
        if title.role != Role::Head || except.contains(&title.code) {
            return None;
        }
        let alike = facts.posts(post.unit).into_iter().filter(|p| p.title == post.title);
        let beside: Vec<_> = alike.flat_map(|p| facts.holders(p.id)).filter(|h| h.span.overlaps(held.span)).collect();
        let days = beside.iter().map(|h| h.span.from.max(held.span.from));
        let heads = days.map(|on| {
            let heads: BTreeSet<_> = beside.iter().filter(|h| h.span.holds(on)).map(|h| h.cadre).collect();
            count(heads.len())
        });
        let most = heads.max().filter(|heads| *heads > 1)?;
        let limit = Limit::most(Amount::Count(1));
        Some(Breach { subject: Subject::Post(held.post), measured: Amount::Count(most), limit })
    }
}
