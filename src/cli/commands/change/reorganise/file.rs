//! The file of a reorganisation: units, posts and titles by the names that people know them by.

use crate::cli::answer::{self, Failure};
use crate::cli::shared::identify;
use crate::domain::edit::renumber::PROVISIONAL;
use crate::domain::{Decision, Form, IsoDay, KindId, Level, Line, Override, Share, Subject, TitleId, UnitId};
use crate::register::View;
use crate::register::reorganise::{Beginning, Below, Ending, Equivalence, Reorganisation, Seats};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The file of a plan.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlanFile {
    on: IsoDay,
    decision: Option<Paper>,
    #[serde(default)]
    unit: Vec<UnitLine>,
    #[serde(default)]
    new: Vec<NewUnit>,
    #[serde(default)]
    post: Vec<PostLine>,
    #[serde(default)]
    title: Vec<TitleLine>,
    #[serde(default)]
    person: Vec<PersonLine>,
    #[serde(default)]
    beyond_seats: bool,
    exception: Option<Exception>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    number: String,
    on: IsoDay,
}

/// `into` names a unit that stands, or the `key` of a new one; without it the unit ends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitLine {
    from: String,
    into: Option<String>,
    #[serde(default)]
    share: ShareWord,
    #[serde(default)]
    below: BelowWord,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ShareWord {
    #[default]
    Whole,
    MainPart,
    Part,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum BelowWord {
    #[default]
    Move,
    End,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NewUnit {
    key: String,
    name: String,
    kind: String,
    level: Level,
    code: Option<u32>,
    under: BTreeMap<Line, String>,
    #[serde(default)]
    order: Option<u32>,
    #[serde(default)]
    posts: Vec<(String, u16)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostLine {
    unit: String,
    title: String,
    seats: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleLine {
    from: String,
    to: Option<String>,
    kind: Option<String>,
    level: Option<Level>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonLine {
    cadre: String,
    unit: String,
    title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    document: String,
    on: IsoDay,
    by: String,
    reason: String,
}

/// Names of a plan on their way to ids.
struct NameReader<'a> {
    view: &'a View,
    new: BTreeMap<String, UnitId>,
}

impl NameReader<'_> {
    fn unit(&self, word: &str) -> Result<UnitId, Failure> {
        match self.new.get(word) {
            Some(unit) => Ok(*unit),
            None => identify::unit(self.view, word),
        }
    }

    fn title(&self, code: &str) -> Result<TitleId, Failure> {
        let title = self.view.catalogue.title_coded(code).map(|t| t.id);
        title.ok_or_else(|| Failure::refused("told.no-title", &[code]))
    }

    fn kind(&self, code: &str) -> Result<KindId, Failure> {
        let kind = self.view.catalogue.kind_coded(code).map(|k| k.id);
        kind.ok_or_else(|| Failure::refused("told.no-unit-kind", &[code]))
    }

    fn beginning(&self, unit: UnitId, new: &NewUnit) -> Result<Beginning, Failure> {
        let mut under = Vec::new();
        for (line, parent) in &new.under {
            under.push((*line, self.unit(parent)?));
        }
        let form = Form { kind: self.kind(&new.kind)?, level: new.level };
        let ordinal = new.order.unwrap_or_else(|| u32::try_from(unit.counter()).unwrap_or(u32::MAX));
        Ok(Beginning { unit, name: new.name.clone(), form, code: new.code, under, ordinal })
    }

    fn endings(&self, lines: &[UnitLine]) -> Result<Vec<Ending>, Failure> {
        let mut endings: Vec<Ending> = Vec::new();
        for line in lines {
            let unit = self.unit(&line.from)?;
            let share = match line.share {
                ShareWord::Whole => Share::Whole,
                ShareWord::MainPart => Share::MainPart,
                ShareWord::Part => Share::Part,
            };
            let into = line.into.as_ref().map(|word| self.unit(word)).transpose()?;
            let below = if line.below == BelowWord::End { Below::End } else { Below::Move };
            match endings.iter_mut().find(|e| e.unit == unit) {
                // one that is divided has several lines
                Some(ending) => ending.into.extend(into.map(|into| (into, share))),
                None => endings.push(Ending { unit, into: into.into_iter().map(|i| (i, share)).collect(), below }),
            }
        }
        Ok(endings)
    }

    fn plan(&self, file: &PlanFile) -> Result<Reorganisation, Failure> {
        let mut beginnings = Vec::new();
        let mut seats = Vec::new();
        for new in &file.new {
            let unit = self.unit(&new.key)?;
            beginnings.push(self.beginning(unit, new)?);
            for (title, count) in &new.posts {
                seats.push(Seats { unit, title: self.title(title)?, seats: *count });
            }
        }
        for line in &file.post {
            seats.push(Seats { unit: self.unit(&line.unit)?, title: self.title(&line.title)?, seats: line.seats });
        }
        let mut titles = Vec::new();
        for line in &file.title {
            titles.push(Equivalence {
                from: self.title(&line.from)?,
                to: line.to.as_ref().map(|to| self.title(to)).transpose()?,
                kind: line.kind.as_ref().map(|kind| self.kind(kind)).transpose()?,
                level: line.level,
            });
        }
        let mut people = Vec::new();
        for line in &file.person {
            let Subject::Cadre(cadre) = identify::resolve(self.view, &line.cadre)? else {
                return Err(Failure::refused("told.no-such", &[&line.cadre]));
            };
            people.push((cadre, self.unit(&line.unit)?, self.title(&line.title)?));
        }
        Ok(Reorganisation {
            on: file.on.0,
            decision: file.decision.as_ref().map(|d| Decision { number: d.number.clone(), on: d.on.0 }),
            endings: self.endings(&file.unit)?,
            beginnings,
            seats,
            titles,
            people,
            beyond_seats: file.beyond_seats,
        })
    }
}

/// What a file asks for, read on the eve of its day, when the units that end still stand; and the exception it rests
/// on. The view of that eve comes with it.
///
/// # Errors
/// A file that cannot be read or is not of the form, or a name that means nothing or several.
pub(super) fn read(path: &Path, view: &View) -> Result<(Reorganisation, Option<Override>, View), Failure> {
    let text = answer::read(path)?;
    let file: PlanFile = toml::from_str(&text).map_err(|e| {
        let line = e.span().and_then(|s| text.get(..s.start)).unwrap_or_default().matches('\n').count() + 1;
        Failure::refused("told.plan", &[&path.display().to_string(), &line.to_string(), e.message()])
    })?;
    let eve = view.on(file.on.0.prev());
    let new = (1..).zip(&file.new).map(|(n, new)| (new.key.clone(), UnitId::new(PROVISIONAL, n))).collect();
    let plan = NameReader { view: &eve, new }.plan(&file)?;
    let exception = file.exception.map(|e| Override { document: e.document, on: e.on.0, by: e.by, reason: e.reason });
    Ok((plan, exception, eve))
}
