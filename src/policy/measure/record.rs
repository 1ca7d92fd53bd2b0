//! A post or an appointment as a record.

use super::row::{Named, thing};
use crate::domain::{Appointment, Post, Subject};
use crate::policy::facts::Facts;
use crate::policy::finding::{Amount, Limit};

/// How a record breaks a rule.
pub(in crate::policy) struct Breach {
    /// The person or the post that it speaks of.
    pub(in crate::policy) subject: Subject,
    pub(in crate::policy) measured: Amount,
    pub(in crate::policy) limit: Limit,
}

/// A kind that judges records; what keeps to it is not told. A breach is broken, however binding the rule.
pub(in crate::policy) trait JudgesRecord: Named<thing::record> {
    /// How an appointment breaks it. Titles whose code is in `except` are not spoken of.
    fn of_appointment(&self, held: &Appointment, facts: &dyn Facts, except: &[String]) -> Option<Breach>;

    /// How a post breaks it: nothing is asked of posts, where the kind does not say otherwise.
    fn of_post(&self, _post: &Post, _facts: &dyn Facts) -> Vec<Breach> {
        Vec::new()
    }

    /// Whether what it says of a post is all that it says of the post's appointments too.
    fn judges_posts_whole(&self) -> bool {
        false
    }
}
