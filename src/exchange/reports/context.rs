//! What a section is counted with: the report, what its names mean, and the register on the section's day.

use super::define::{MeasureDefinition, PopulationDefinition, PopulationKind, ReportDefinition, SectionDefinition};
use super::item::{Item, Stretch};
use super::items::items;
use super::read::Reports;
use super::words::When;
use crate::domain::{CadreId, Day};
use crate::exchange::criteria::Answer;
use crate::exchange::{Label, Lang};
use crate::policy::Facts;
use crate::register::View;
use std::collections::{BTreeMap, BTreeSet};

/// A report on the day of one of its sections.
pub(super) struct SectionContext<'a> {
    /// What all reports share.
    pub reports: &'a Reports,
    pub report: &'a ReportDefinition,
    /// The register on the section's day.
    pub view: View,
    /// Language of labels.
    pub lang: Lang,
    /// Whether the register is of the province that published the report, on the day of which its section speaks: only
    /// then does what is said of the published figures hold.
    pub as_published: bool,
}

/// A population's items on the day that it is looked at.
pub(super) struct PopulationItems<'v> {
    pub view: &'v View,
    /// Those that pass its own criteria.
    pub items: Vec<Item<'v>>,
    /// Whether the register has records of the kind at all.
    pub any: bool,
    /// People for whom it is unknown whether they pass.
    pub doubtful: BTreeSet<CadreId>,
}

/// The register on the days of the populations that are asked for, by their names.
pub(super) struct Days<'a>(BTreeMap<&'a str, (&'a PopulationDefinition, View, Stretch)>);

impl<'a> SectionContext<'a> {
    /// A section of a report on a day.
    pub fn new(
        reports: &'a Reports,
        view: &View,
        report: &'a ReportDefinition,
        section: &SectionDefinition,
        day: Day,
        lang: Lang,
    ) -> SectionContext<'a> {
        let as_published = section.on.0 == day && report.province.is_some() && report.province == view.province();
        SectionContext { reports, report, view: view.on(day), lang, as_published }
    }

    /// The notes below a table or a section: how it is counted, and what is said of the published figures.
    pub fn notes(&self, notes: &[Label], printed: &[Label], who: Option<&PopulationDefinition>) -> Vec<String> {
        let printed = if self.as_published { printed } else { &[] };
        notes.iter().chain(printed).map(|note| self.label(note, who)).collect()
    }

    /// The population with a name: the report's own, else one of those that all share.
    pub fn population(&self, name: &str) -> Option<&'a PopulationDefinition> {
        let own = self.report.population.iter();
        own.chain(&self.reports.common.population).find(|p| p.id == name)
    }

    /// The measure with a name.
    pub fn measure(&self, name: &str) -> Option<&'a MeasureDefinition> {
        self.report.measure.iter().chain(&self.reports.common.measure).find(|m| m.id == name)
    }

    /// The first day of what is counted since the start of the term: the report's own where it lies in the term that
    /// runs, else the term's.
    pub fn since(&self) -> Day {
        let day = self.view.on;
        let runs = self.view.catalogue.terms().iter().find(|t| t.party_from.0 <= day && day < t.party_to.0);
        let own = self.report.since.map(|own| own.0);
        match runs {
            Some(term) => {
                own.filter(|own| term.party_from.0 <= *own && *own < term.party_to.0).unwrap_or(term.party_from.0)
            }
            None => own.unwrap_or(day),
        }
    }

    /// The day on which a population is looked at, and the days of what it counts.
    fn days(&self, who: &PopulationDefinition) -> (Day, Stretch) {
        let since = self.since();
        let on = match who.at {
            None => self.view.on,
            Some(When::Day(day)) => day,
            Some(When::Term) => since.prev(),
        };
        let from = if let Some(When::Day(day)) = who.since { day } else { since };
        (on, Stretch { from, to: on })
    }

    /// The register on the days of some populations.
    pub fn open<'n>(&self, names: impl Iterator<Item = &'n str>) -> Days<'a> {
        let mut days = BTreeMap::new();
        for who in names.filter_map(|name| self.population(name)) {
            days.entry(who.id.as_str()).or_insert_with(|| {
                let (on, stretch) = self.days(who);
                let view = if on == self.view.on { self.view.clone() } else { self.view.on(on) };
                (who, view, stretch)
            });
        }
        Days(days)
    }

    /// A text of the data file with its placeholders filled: day, year, term.
    pub fn fill(&self, text: &str, who: Option<&PopulationDefinition>) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        let mut out = text.replace("{on}", &self.view.on.to_string()).replace("{since}", &self.since().to_string());
        if let Some(who) = who {
            let (on, stretch) = self.days(who);
            let periods = who.periods(on);
            let years = |day: Option<&(crate::domain::Period, Day)>| day.map(|(_, end)| end.year().to_string());
            let (first, last) = (years(periods.first()), years(periods.last()));
            let quarter = periods.last().map(|(_, end)| ((end.month() - 1) / 3 + 1).to_string());
            let term = who.term(&self.view).map(|t| (t.party.clone(), t.state.clone())).unwrap_or_default();
            let with = [
                ("{first}", first.unwrap_or_default()),
                ("{year}", last.unwrap_or_default()),
                ("{quarter}", quarter.unwrap_or_default()),
                ("{term}", term.0),
                ("{state-term}", term.1),
                ("{from}", stretch.from.to_string()),
                ("{at}", on.to_string()),
            ];
            for (name, value) in with {
                out = out.replace(name, &value);
            }
        }
        out
    }

    /// A label of the data file.
    pub fn label(&self, label: &Label, who: Option<&PopulationDefinition>) -> String {
        self.fill(label.of(self.lang), who)
    }
}

impl<'a> Days<'a> {
    /// The items of each population.
    pub fn take(&self) -> BTreeMap<&'a str, PopulationItems<'_>> {
        self.0.iter().map(|(name, (who, view, stretch))| (*name, taken(view, who, *stretch))).collect()
    }
}

fn taken<'v>(view: &'v View, who: &PopulationDefinition, stretch: Stretch) -> PopulationItems<'v> {
    let mut items = items(view, who, stretch);
    let any = !items.is_empty();
    let mut doubtful = BTreeSet::new();
    items.retain(|item| {
        let answer = who.asks.answer(view, item);
        if answer == Answer::Unknown {
            doubtful.extend(item.cadre());
        }
        answer == Answer::Yes
    });
    if who.of == PopulationKind::Holders {
        items.dedup_by_key(|item| item.cadre());
    }
    // several populations are held at once, and most are a small part of all
    items.shrink_to_fit();
    PopulationItems { view, items, any, doubtful }
}
