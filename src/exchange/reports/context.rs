//! What a section is counted with: the report, what its names mean, and the register on the section's day.

use super::define::{MeasureDefinition, PopulationDefinition, PopulationKind, ReportDefinition, SectionDefinition};
use super::item::{Item, Stretch};
use super::items::items;
use super::life::Past;
use super::read::Reports;
use super::words::When;
use crate::domain::{CadreId, Day, Level, Line, UnitId};
use crate::exchange::criteria::Answer;
use crate::exchange::{Label, Lang};
use crate::policy::Facts;
use crate::register::View;
use std::cell::OnceCell;
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
    /// Whether the register is of the province that published it, or nobody did.
    pub own: bool,
    /// The day with which it is compared: places that stood on either have their row.
    pub beside: Option<Day>,
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
    /// Totals that were declared before the days that are counted.
    pub earlier: Vec<Item<'v>>,
    /// Its items by the place that they lie in, where a table asks by places.
    places: OnceCell<BTreeMap<UnitId, Vec<usize>>>,
}

impl<'v> PopulationItems<'v> {
    /// Those within a place; of no place all.
    pub fn within(&self, place: Option<UnitId>) -> Box<dyn Iterator<Item = &Item<'v>> + '_> {
        let Some(place) = place else { return Box::new(self.items.iter()) };
        let places = self.places.get_or_init(|| {
            let mut seats: BTreeMap<UnitId, Option<UnitId>> = BTreeMap::new();
            let mut places: BTreeMap<UnitId, Vec<usize>> = BTreeMap::new();
            for (nth, unit) in self.items.iter().enumerate().filter_map(|(nth, item)| Some((nth, item.unit?))) {
                if let Some(seat) = seats.entry(unit).or_insert_with(|| self.view.seat_of(unit)) {
                    places.entry(*seat).or_default().push(nth);
                }
            }
            places
        });
        let nths = places.get(&place).map(Vec::as_slice).unwrap_or_default();
        Box::new(nths.iter().filter_map(|nth| self.items.get(*nth)))
    }
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
        let own = report.province.is_none_or(|province| view.province() == Some(province));
        let as_published = section.on.is_some_and(|own| own.0 == day) && report.province.is_some() && own;
        SectionContext { reports, report, view: view.on(day), lang, as_published, own, beside: None }
    }

    /// Where the published report has the section: said only where its figures are meant, or nobody published it.
    pub fn source(&self, section: &SectionDefinition) -> String {
        let said = self.as_published || self.report.province.is_none();
        if said { section.source.clone() } else { String::new() }
    }

    /// The places of a level that stand on the day, or on the one it is compared with, in the order of the office.
    pub fn places(&self, level: Level) -> Vec<UnitId> {
        let at = |view: &View| {
            let tops = view.tops(Line::Territory);
            let all = tops.into_iter().flat_map(|top| view.subtree(Line::Territory, top).into_keys());
            let of = |unit: &UnitId| view.unit(*unit).and_then(|u| u.form(view.on)).map(|form| form.level);
            all.filter(|unit| view.stands(Line::Territory, *unit) && of(unit) == Some(level)).collect::<Vec<_>>()
        };
        let mut places = at(&self.view);
        if let Some(beside) = self.beside {
            places.extend(at(&self.view.on(beside)));
        }
        places.sort_by_key(|unit| (self.view.unit(*unit).map(|u| u.ordinal(self.view.on)), *unit));
        places.dedup();
        places
    }

    /// The name of what there was until a day.
    pub fn ended(&self, name: &str, until: Day) -> String {
        let ended = self.reports.common.ended.of(self.lang);
        ended.replace("{name}", name).replace("{day}", &until.to_string())
    }

    /// Notes on what is left out as it had ended before.
    pub fn past(&self, past: &Past) -> Vec<String> {
        let said = self.reports.common.past.of(self.lang);
        past.iter()
            .map(|(day, names)| said.replace("{day}", &day.to_string()).replace("{names}", &names.join("; ")))
            .collect()
    }

    /// The days of which a population counts: of what happens the stretch, of what stands the day.
    pub fn reach(&self, who: &PopulationDefinition) -> (Day, Day) {
        use PopulationKind as P;
        let (on, stretch) = self.days(who);
        match who.of {
            P::Serving | P::Holders | P::Managed | P::Planned | P::Heads | P::Units | P::Absent => (on, on),
            P::Declared if who.since.is_none() => (on, on),
            P::Grades | P::UnitGrades => {
                let periods = who.periods(on);
                let ends = || periods.iter().map(|(_, end)| *end);
                (ends().min().unwrap_or(on), ends().max().unwrap_or(on))
            }
            _ => (stretch.from, stretch.to),
        }
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
        let own = self.report.since.filter(|_| self.own).map(|own| own.0);
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
        let published = who.published_since.filter(|day| self.own && day.0 <= on).map(|day| day.0);
        let given = if let Some(When::Day(day)) = who.since { Some(day).filter(|day| *day <= on) } else { None };
        let from = published.or(given).unwrap_or(since);
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
            let [party, state, central] =
                who.term(&self.view).map(|t| [&t.party, &t.state, &t.central].map(Clone::clone)).unwrap_or_default();
            let with = [
                ("{first}", first.unwrap_or_default()),
                ("{year}", last.unwrap_or_default()),
                ("{quarter}", quarter.unwrap_or_default()),
                ("{term}", party),
                ("{state-term}", state),
                ("{central}", central),
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
    let mut earlier = Vec::new();
    if who.of == PopulationKind::Declared && who.since.is_some() {
        // what was declared of an earlier term is none of this one's
        (items, earlier) = items.into_iter().partition(|item| item.day.is_none_or(|day| stretch.has(day)));
    }
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
    PopulationItems { view, items, any, doubtful, earlier, places: OnceCell::new() }
}
