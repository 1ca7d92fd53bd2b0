//! What is planned for the days after the districts have ended (data/sample/running.toml).

use super::Days;
use crate::domain::{Day, IsoDay};
use crate::sample::error::SampleError;
use serde::Deserialize;

/// The days after the districts have ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Running {
    congress: Congress,
    election: Vec<Election>,
    filling: Filling,
    hired: Hired,
    exchange: Vec<ExchangeBook>,
    /// How many appointments in a thousand that ran out are still to be made again.
    pub overdue: u32,
    /// The last day on which appointments are made again.
    pub renewed_until: IsoDay,
}

/// The congress of the province and whom it elects.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Congress {
    on: IsoDay,
    /// Titles of those who lead by the committee's election.
    pub leaders: Vec<String>,
    pub committee: Vec<Seats>,
    /// Months of working age that are left to whoever is elected again, and for the first time.
    pub again_months: i32,
    pub first_months: i32,
}

/// A committee and how it is made up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seats {
    pub title: String,
    pub elected: u32,
    /// Of these elected again, at the most.
    pub again: u32,
    #[serde(default)]
    pub women: u32,
    #[serde(default)]
    pub young: u32,
    /// Only members of this other committee.
    #[serde(default)]
    pub of: Option<String>,
    /// Titles of the main posts of those who come, in order.
    pub from: Vec<String>,
}

/// An election by people's councils.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Election {
    on: IsoDay,
    pub titles: Vec<String>,
    /// Months of working age that are left to whoever is elected again.
    pub again_months: i32,
}

/// Days on which free posts and seats are filled.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filling {
    days: Vec<IsoDay>,
    /// Of free leading posts so many in a thousand stay free each time.
    pub leave: u32,
    /// Committees that are filled up, and how many seats each may leave free.
    pub committees: Vec<(String, u32)>,
}

/// New staff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hired {
    on: IsoDay,
    pub titles: Vec<String>,
    /// Seats in a hundred that are taken then.
    pub percent: u32,
}

/// People who are sent to each other's posts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExchangeBook {
    on: IsoDay,
    pub titles: (String, String),
    pub pairs: u32,
    /// To train, both ways; else the second comes for need.
    pub rotated: bool,
}

/// What happens on a day.
#[derive(Clone, Copy)]
pub(super) enum Event<'r> {
    Congress(&'r Congress),
    Election(&'r Election),
    Filling(&'r Filling),
    Hired(&'r Hired),
    Exchange(&'r ExchangeBook),
}

impl Running {
    /// Reads the days that the program carries.
    ///
    /// # Errors
    /// The data cannot be read.
    pub fn embedded() -> Result<Running, SampleError> {
        toml::from_str(include_str!("../../../data/sample/running.toml"))
            .map_err(|e| SampleError::Data { file: "running.toml", why: e.to_string() })
    }

    /// What happens, each with its day.
    pub(super) fn events(&self) -> Vec<(Day, Event<'_>)> {
        let mut events = vec![(self.congress.on.0, Event::Congress(&self.congress))];
        events.extend(self.election.iter().map(|e| (e.on.0, Event::Election(e))));
        events.extend(self.exchange.iter().map(|e| (e.on.0, Event::Exchange(e))));
        events.push((self.hired.on.0, Event::Hired(&self.hired)));
        events.extend(self.filling.days.iter().map(|on| (on.0, Event::Filling(&self.filling))));
        events
    }
}

impl Days<'_, '_> {
    pub(super) fn happen(&mut self, on: Day, event: Event<'_>) {
        match event {
            Event::Congress(congress) => self.congress(on, congress),
            Event::Election(election) => self.elect_again(on, &election.titles, election.again_months),
            Event::Filling(filling) => self.fill_up(on, filling),
            Event::Hired(hired) => self.hire(on, hired),
            Event::Exchange(book) => self.exchange(on, book),
        }
    }
}
