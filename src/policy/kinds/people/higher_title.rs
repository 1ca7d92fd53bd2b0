use crate::domain::Title;
use crate::policy::measure::candidate::{Candidacy, JudgesCandidate};
use crate::policy::measure::prelude::*;
use crate::policy::order::Standing;

/// By what a title held is compared with the one that is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum By {
    /// The rank on the ladder that both stand on.
    #[default]
    Ladder,
    /// The ranks of the law, across ladders.
    Ranks,
    /// The ladder, of what the ranks say nothing.
    Unranked,
}

/// A title above every one held that it can be compared with; nothing to compare with for who holds none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HigherTitle {
    #[serde(default)]
    by: By,
}

impl Parameters for HigherTitle {
    fn sets_the_same(&self, other: &Self, _alike: bool) -> bool {
        self.by == other.by
    }
}

impl JudgesCandidate for HigherTitle {
    fn of_candidate(&self, case: &Candidacy<'_>) -> Option<Answer> {
        match self.by {
            By::Ladder => Some(by_ladder(case, |_| true)),
            By::Ranks => by_ranks(case),
            By::Unranked => Some(by_ladder(case, |at| case.pool.held_by_rank(at).is_none())),
        }
    }
}

/// The titles held, with where each stands among the ranks.
fn held<'c>(case: &'c Candidacy<'_>) -> impl Iterator<Item = (&'c Title, Standing)> {
    case.person.held.iter().zip(&case.person.standings).map(|((_, _, title), at)| (*title, *at))
}

/// Against the highest held on the ladder; what is measured is the rank.
fn by_ladder(case: &Candidacy<'_>, compares: impl Fn(Standing) -> bool) -> Answer {
    let title = case.pool.title;
    let held = held(case).filter(|(t, at)| t.ladder == title.ladder && compares(*at)).map(|(t, _)| t.rank).max();
    let least = held.map_or(Amount::None, |rank| Amount::Rank(rank.saturating_add(1)));
    let higher = held.is_none_or(|rank| title.rank > rank);
    Answer::new(Amount::Rank(title.rank), Limit::least(least), higher)
}

/// Against every title held of which the ranks say how it stands to the pool's; none where there is none. What is
/// measured is the title that is as high or higher.
fn by_ranks(case: &Candidacy<'_>) -> Option<Answer> {
    let mut ranked = held(case).filter_map(|(title, at)| Some((title, case.pool.held_by_rank(at)?))).peekable();
    ranked.peek()?;
    let against = ranked.find(|(_, order)| order.is_ge());
    Some(Answer::free_of(against.map(|(title, _)| Amount::Title(title.id))))
}
