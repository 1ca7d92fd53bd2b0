//! What the sample's careers must keep to (data/sample/history.toml).

use crate::domain::{Act, ActKind, Day, IsoDay, Level, Payroll, Tier};
use crate::sample::error::SampleError;
use serde::Deserialize;

/// The frame of all careers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    term_from: IsoDay,
    term_to: IsoDay,
    steady_until: IsoDay,
    horizon: IsoDay,
    /// Leaders in a thousand who came to their post since the start of the term.
    pub came_in_term: u32,
    came_before: (i16, i16),
    elected: Vec<String>,
    months_on_post: (i32, i32),
    /// Leaders in a thousand of whom the register has the post before.
    pub post_before: u32,
    acts: Vec<Acts>,
    recruited: Vec<Recruited>,
    congress: Congress,
    local: Vec<Local>,
    /// How people left.
    pub leaving: Leaving,
    reorganised: Reorganised,
}

/// Acts of one managing tier since the start of the term, at the most.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acts {
    pub tier: Tier,
    /// Appointed, elected, designated.
    pub appointed: u32,
    /// Transferred or rotated.
    pub moved: u32,
    /// All appointments and elections that the report counts, those made again among them; none: no more than there are.
    #[serde(default)]
    pub all: Option<u32>,
}

/// How many were taken on since the start of the term.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recruited {
    /// On which payrolls.
    pub payrolls: Vec<Payroll>,
    pub people: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Congress {
    province: IsoDay,
    district: IsoDay,
    commune: IsoDay,
    province_next: IsoDay,
    commune_next: IsoDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Local {
    titles: Vec<String>,
    district: u32,
    until: Option<IsoDay>,
}

/// How many left which way since the start of the term.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// Resigned, managed by the province.
    pub resigned_province: u32,
    /// Resigned, managed by a district.
    pub resigned_district: u32,
    /// Dismissed, managed by the province.
    pub dismissed_province: u32,
    /// Dismissed, managed by a district.
    pub dismissed_district: u32,
    /// Retired early or left after discipline, by tier.
    pub early: Vec<(Tier, u32)>,
    /// Given a lower post after discipline, by tier.
    pub lower: Vec<(Tier, u32)>,
    /// Stayed where they were after discipline, by tier.
    pub stayed: Vec<(Tier, u32)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reorganised {
    early_on: IsoDay,
    replaced: u32,
    leave_early: Vec<(Level, u32)>,
    oldest_first_from: u8,
    decrees: Vec<Decree>,
}

/// The text under which somebody leaves early.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Decree {
    from: IsoDay,
    on: Option<IsoDay>,
    how: Vec<ActKind>,
    called: String,
}

impl History {
    /// Reads the frame.
    pub fn read(text: &str) -> Result<History, SampleError> {
        toml::from_str(text).map_err(|e| SampleError::Data { file: "history.toml", why: e.to_string() })
    }

    /// First day of what the report counts since the start of the term.
    #[must_use]
    pub fn term_from(&self) -> Day {
        self.term_from.0
    }

    /// Last day of it.
    #[must_use]
    pub fn term_to(&self) -> Day {
        self.term_to.0
    }

    /// Nobody leaves up to this day.
    #[must_use]
    pub fn steady_until(&self) -> Day {
        self.steady_until.0
    }

    /// The last day that the sample tells of.
    #[must_use]
    pub fn horizon(&self) -> Day {
        self.horizon.0
    }

    /// First and last year in which the others came to their posts.
    #[must_use]
    pub fn came_before(&self) -> (i16, i16) {
        self.came_before
    }

    /// Whether a title is elected.
    #[must_use]
    pub fn elected(&self, title: &str) -> bool {
        self.elected.iter().any(|start| title.starts_with(start.as_str()))
    }

    /// Months on a post before the next one, at the least and at the most.
    #[must_use]
    pub fn months_on_post(&self) -> (i32, i32) {
        self.months_on_post
    }

    /// Bounds of the acts of each tier.
    #[must_use]
    pub fn acts(&self) -> &[Acts] {
        &self.acts
    }

    /// How many were taken on since the start of the term.
    #[must_use]
    pub fn recruited(&self) -> &[Recruited] {
        &self.recruited
    }

    /// The congress that elected the committees of a level before a day.
    #[must_use]
    pub fn congress(&self, level: Level, before: Day) -> Day {
        let (this, next) = match level {
            Level::Central | Level::Province => (self.congress.province.0, Some(self.congress.province_next.0)),
            Level::District => (self.congress.district.0, None),
            Level::Commune => (self.congress.commune.0, Some(self.congress.commune_next.0)),
        };
        next.filter(|day| *day <= before).unwrap_or(this)
    }

    /// Whether the holder of such a post of a district, who came on a day, is a local; `None` for any other post.
    #[must_use]
    pub fn local(&self, title: &str, district: u32, came: Day) -> bool {
        let found = self.local.iter().find(|l| l.district == district && l.titles.iter().any(|t| t == title));
        found.is_some_and(|l| l.until.is_none_or(|until| came <= until.0))
    }

    /// Whether a post changed hands between a local and somebody from elsewhere after the start of the term.
    #[must_use]
    pub fn changed_hands(&self, title: &str, district: u32) -> bool {
        let found = self.local.iter().find(|l| l.district == district && l.titles.iter().any(|t| t == title));
        found.is_some_and(|l| l.until.is_some())
    }

    /// Retired staff in a thousand who are replaced.
    #[must_use]
    pub fn replaced(&self) -> u32 {
        self.reorganised.replaced
    }

    /// How many people of a level leave early when their units are reorganised on a day.
    #[must_use]
    pub fn leave_early(&self, level: Level, on: Day) -> u32 {
        if on != self.reorganised.early_on.0 {
            return 0;
        }
        self.reorganised.leave_early.iter().find(|(l, _)| *l == level).map_or(0, |(_, n)| *n)
    }

    /// The day on which the district level ends.
    #[must_use]
    pub fn districts_end(&self) -> Day {
        self.reorganised.early_on.0
    }

    /// The act by which somebody leaves, its number with the decree under which early leavers go.
    #[must_use]
    pub fn under_decree(&self, mut act: Act, on: Day) -> Act {
        let fits = |d: &&Decree| d.from.0 <= on && d.on.is_none_or(|day| day.0 == on) && d.how.contains(&act.kind);
        let found = self.reorganised.decrees.iter().find(fits).map(|d| d.called.as_str());
        if let (Some(called), Some(decision)) = (found, act.decision.as_mut()) {
            decision.number = format!("{} ({called})", decision.number);
        }
        act
    }

    /// The age from which people leave early.
    #[must_use]
    pub fn leaves_from(&self) -> u8 {
        self.reorganised.oldest_first_from
    }
}
