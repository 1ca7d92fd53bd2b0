//! The files of indicators: the one that comes with the program, and a user's own over it. An entry of a name that is
//! known replaces the fields that it gives and leaves the others; one of a new name is added at the end. What is faulty
//! is reported with file and line.

use super::super::criteria::{Criteria, Holding};
use super::plan::{Indicator, Plan, Population, Target};
use crate::policy::{Fault, Flaw};
use crate::register::Catalogue;
use crate::register::catalogue::ListName;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, LazyLock};
use toml::{Spanned, Table};

const EMBEDDED: (&str, &str) = ("indicators.toml", include_str!("../../../data/indicators.toml"));

// the embedded file is read by a test; one that cannot be read asks nothing
static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| {
    let mut entries = FileEntries::default();
    Arc::new(entries.lay(EMBEDDED.0, EMBEDDED.1).and_then(|()| entries.plan()).unwrap_or_default())
});

/// A parsed file: its entries with their positions.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    population: Vec<Spanned<Table>>,
    indicator: Vec<Spanned<Table>>,
    course: Vec<Spanned<Table>>,
    picture: Vec<Spanned<Table>>,
}

/// An entry as the files so far make it.
struct FileEntry {
    id: String,
    table: Table,
    /// The last file that gave any of it.
    file: String,
    /// Line of the entry in that file, counted from one.
    line: usize,
    /// The entry's own lines there.
    text: String,
}

impl FileEntry {
    /// What is wrong with it, on the line of the field where that is given there.
    fn fault(&self, field: &str, flaw: Flaw) -> Fault {
        let is = |line: &str| line.trim_start().strip_prefix(field).is_some_and(|l| l.trim_start().starts_with('='));
        let at = self.text.lines().position(is).unwrap_or(0);
        Fault { file: self.file.clone(), line: self.line + at, rule: Some(self.id.clone()), flaw }
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        self.table.clone().try_into().map_err(|e: toml::de::Error| {
            // the reader names the field that it stumbled over between backticks
            let told = e.to_string();
            let field = told.split('`').nth(1).unwrap_or_default();
            self.fault(field, Flaw::Form(one_line(e.message())))
        })
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The entries of all files.
#[derive(Default)]
struct FileEntries {
    populations: Vec<FileEntry>,
    indicators: Vec<FileEntry>,
    courses: Vec<FileEntry>,
    pictures: Vec<FileEntry>,
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.get(..at).unwrap_or_default().matches('\n').count()
}

impl FileEntries {
    /// Lays a file over what is there.
    fn lay(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        let file: File = toml::from_str(text).map_err(|e| {
            let line = line_at(text, e.span().map_or(0, |span| span.start));
            Fault { file: name.to_owned(), line, rule: None, flaw: Flaw::Form(one_line(e.message())) }
        })?;
        over(&mut self.populations, file.population, "id", name, text)?;
        over(&mut self.indicators, file.indicator, "id", name, text)?;
        over(&mut self.courses, file.course, "id", name, text)?;
        over(&mut self.pictures, file.picture, "of", name, text)
    }

    fn plan(&self) -> Result<Plan, Fault> {
        Ok(Plan {
            populations: self.populations.iter().map(FileEntry::read).collect::<Result<_, _>>()?,
            indicators: self.indicators.iter().map(|e| e.read().map(Arc::new)).collect::<Result<_, _>>()?,
            courses: self.courses.iter().map(FileEntry::read).collect::<Result<_, _>>()?,
            pictures: self.pictures.iter().map(FileEntry::read).collect::<Result<_, _>>()?,
        })
    }

    /// The first thing that the entries ask and nothing can answer.
    fn fault(&self, plan: &Plan, catalogue: &Catalogue) -> Option<Fault> {
        let told = |entry: &FileEntry, (field, flaw): (&'static str, Flaw)| entry.fault(field, flaw);
        let populations = self.populations.iter().zip(&plan.populations);
        let populations = populations.map(|(e, p)| population(plan, catalogue, p).map_err(|wrong| told(e, wrong)));
        let indicators = self.indicators.iter().zip(&plan.indicators);
        let indicators = indicators.map(|(e, i)| indicator(plan, catalogue, i).map_err(|wrong| told(e, wrong)));
        let courses = self.courses.iter().zip(&plan.courses);
        let courses = courses.map(|(e, c)| holding(catalogue, "titles", &c.titles).map_err(|wrong| told(e, wrong)));
        let pictures = self.pictures.iter().zip(&plan.pictures);
        let pictures =
            pictures.map(|(e, p)| named(plan, "populations", &p.populations).map_err(|wrong| told(e, wrong)));
        populations.chain(indicators).chain(courses).chain(pictures).find_map(Result::err)
    }
}

/// Lays a file's entries of a kind over those that are there.
fn over(
    known: &mut Vec<FileEntry>,
    entries: Vec<Spanned<Table>>,
    key: &'static str,
    file: &str,
    text: &str,
) -> Result<(), Fault> {
    for entry in entries {
        let span = entry.span();
        let line = line_at(text, span.start);
        let table = entry.into_inner();
        let fault = |rule, flaw| Fault { file: file.to_owned(), line, rule, flaw };
        let Some(id) = table.get(key).and_then(toml::Value::as_str).map(str::to_owned) else {
            return Err(fault(None, Flaw::Empty(key)));
        };
        // an entry goes on to the next header
        let rest = text.get(span.start..).unwrap_or_default();
        let next = rest.get(1..).and_then(|rest| rest.find("\n[[")).map_or(rest.len(), |at| at + 1);
        let own = rest.get(..next).unwrap_or(rest).to_owned();
        match known.iter_mut().find(|entry| entry.id == id) {
            Some(twice) if twice.file == file => return Err(fault(Some(id.clone()), Flaw::Twice(id))),
            Some(under) => {
                under.table.extend(table);
                (under.file, under.line, under.text) = (file.to_owned(), line, own);
            }
            None => known.push(FileEntry { id, table, file: file.to_owned(), line, text: own }),
        }
    }
    Ok(())
}

impl Plan {
    /// The indicators that come with the program.
    #[must_use]
    pub fn embedded() -> Arc<Plan> {
        Arc::clone(&PLAN)
    }

    /// These under a user's own files, each with its name, in the order in which they are given.
    ///
    /// # Errors
    /// The first fault of the files: its file, line and what is wrong.
    pub fn with_own(own: &[(String, String)], catalogue: &Catalogue) -> Result<Plan, Fault> {
        let mut entries = FileEntries::default();
        entries.lay(EMBEDDED.0, EMBEDDED.1)?;
        for (name, text) in own {
            entries.lay(name, text)?;
        }
        let plan = entries.plan()?;
        entries.fault(&plan, catalogue).map_or(Ok(plan), Err)
    }
}

type Sound = Result<(), (&'static str, Flaw)>;

/// Whether there are populations of these names.
fn named<'a>(plan: &Plan, field: &'static str, ids: impl IntoIterator<Item = &'a String>) -> Sound {
    match ids.into_iter().find(|id| plan.population(id).is_none()) {
        Some(id) => Err((field, Flaw::NoSuch(id.clone()))),
        None => Ok(()),
    }
}

/// Whether a group is of titles that there are, and of any.
fn holding(catalogue: &Catalogue, field: &'static str, holding: &Holding) -> Sound {
    let mut codes = holding.titles.iter().chain(&holding.except);
    if let Some(code) = codes.find(|code| catalogue.title_coded(code).is_none()) {
        return Err((field, Flaw::NoSuch(code.clone())));
    }
    if catalogue.titles().iter().any(|title| holding.takes(title)) { Ok(()) } else { Err((field, Flaw::Empty(field))) }
}

fn population(plan: &Plan, catalogue: &Catalogue, population: &Population) -> Sound {
    let asks = population.holding.is_some() || !population.or.is_empty();
    if population.planned == asks {
        return Err(("holding", Flaw::Empty("holding")));
    }
    named(plan, "or", &population.or)?;
    population.holding.iter().try_for_each(|h| holding(catalogue, "holding", h))
}

fn criteria(catalogue: &Catalogue, field: &'static str, asks: &Criteria) -> Sound {
    let unknown = |list: ListName, codes: &[String]| {
        codes.iter().find(|code| *code != "*" && catalogue.lists().coded(list, code).is_none()).cloned()
    };
    let title = asks.has_held.iter().find(|code| catalogue.title_coded(code).is_none()).cloned();
    let wrong = title
        .or_else(|| unknown(ListName::Language, &asks.language))
        .or_else(|| unknown(ListName::Computing, &asks.computing));
    wrong.map_or(Ok(()), |code| Err((field, Flaw::NoSuch(code))))
}

fn indicator(plan: &Plan, catalogue: &Catalogue, indicator: &Indicator) -> Sound {
    let empty = |field| Err((field, Flaw::Empty(field)));
    if indicator.question().is_none() {
        return empty("asks");
    }
    named(plan, "of", &indicator.of)?;
    let planned = |id: &String| plan.population(id).is_some_and(|p| p.planned);
    if indicator.standard.is_some() && !indicator.of.as_ref().is_some_and(planned) {
        return empty("of");
    }
    indicator.asks.iter().try_for_each(|asks| criteria(catalogue, "asks", asks))?;
    indicator.has.iter().try_for_each(|asks| criteria(catalogue, "has", asks))?;
    indicator.bodies.iter().try_for_each(|body| holding(catalogue, "bodies", body))?;
    if !indicator.bodies.is_empty() && indicator.has.is_empty() {
        return empty("has");
    }
    if indicator.norm.is_some() && indicator.lists.is_empty() {
        return empty("lists");
    }
    if indicator.targets.is_empty() {
        return empty("targets");
    }
    indicator.targets.iter().try_for_each(|t| target(t).map_err(|flaw| ("targets", flaw)))?;
    // the one that is worked towards is the first whose day has not passed
    let days: Vec<_> = indicator.targets.iter().filter_map(|t| t.until).collect();
    if days.is_sorted() { Ok(()) } else { Err(("targets", Flaw::EndsFirst)) }
}

fn target(target: &Target) -> Result<(), Flaw> {
    if target.least.is_none() && target.most.is_none() {
        return Err(Flaw::Empty("least"));
    }
    let shares = target.least.iter().chain(&target.most).chain(&target.about);
    if let Some(bad) = shares.into_iter().find(|r| r.0 < 0 || r.1 <= 0 || r.0 > r.1) {
        return Err(Flaw::NoNumber(format!("[{}, {}]", bad.0, bad.1)));
    }
    if target.from.zip(target.until).is_some_and(|(from, until)| until < from) {
        return Err(Flaw::EndsFirst);
    }
    if target.source.trim().is_empty() { Err(Flaw::Empty("source")) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Day;
    use crate::exchange::Lang;
    use crate::policy::Ratio;

    fn own(text: &str) -> Result<Plan, Fault> {
        Plan::with_own(&[("own.toml".to_owned(), text.to_owned())], &Catalogue::embedded().unwrap())
    }

    #[test]
    fn the_file_that_comes_with_the_program_asks_what_can_be_answered() {
        let plan = own("").unwrap();
        assert_eq!(plan, *Plan::embedded());
        assert!(!plan.indicators.is_empty() && !plan.pictures.is_empty());
    }

    #[test]
    fn a_department_sets_its_own_targets_and_adds_indicators() {
        let text = r#"
            [[indicator]]
            id = "commune-university"
            targets = [{ least = [85, 100], until = "2026-06-30", source = "01-NQ/TU", sureness = "text" }]

            [[indicator]]
            id = "one-elsewhere"
            off = true

            [[population]]
            id = "chairs"
            vi = "Chủ tịch UBND xã"
            en = "Commune chairs"
            holding = { titles = ["ct-ubnd-xa"] }

            [[indicator]]
            id = "chairs-women"
            vi = "Chủ tịch UBND xã là nữ"
            en = "Commune chairs: women"
            of = "chairs"
            asks = { sex = "female" }
            targets = [{ least = [15, 100], source = "01-NQ/TU", sureness = "text" }]
        "#;
        let plan = own(text).unwrap();
        let on = Day::parse("01/05/2024").unwrap();
        let changed = plan.indicator("commune-university").unwrap();
        assert_eq!(changed.target(None, on).unwrap().least, Some(Ratio(85, 100)));
        assert_eq!(changed.name, Plan::embedded().indicator("commune-university").unwrap().name, "what is not given");
        assert!(plan.indicator("one-elsewhere").unwrap().off);
        let added = plan.indicators.last().unwrap();
        assert_eq!((added.id.as_str(), added.short(Lang::En)), ("chairs-women", "Commune chairs: women"));
        assert_eq!(plan.indicators.len(), Plan::embedded().indicators.len() + 1);
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let indicator = |rest: &str| format!("\n[[indicator]]\nid = \"commune-university\"\n{rest}\n");
        let fault = |text: &str| own(text).map_err(|fault| (fault.line, fault.flaw)).unwrap_err();
        assert_eq!(fault("[[indicator]\n").0, 1);
        assert!(matches!(fault(&indicator("# a remark\ntarget = 3")), (5, Flaw::Form(_))));
        assert_eq!(fault(&indicator("of = \"nobody\"")), (4, Flaw::NoSuch("nobody".to_owned())));
        let targets = |share: &str| {
            let target = format!("{{ least = {share}, source = \"x\", sureness = \"text\" }}");
            indicator(&format!("targets = [{target}]"))
        };
        assert_eq!(fault(&targets("[3, 0]")), (4, Flaw::NoNumber("[3, 0]".to_owned())));
        assert_eq!(fault(&indicator("targets = []")), (4, Flaw::Empty("targets")));
        assert_eq!(fault("[[indicator]]\nvi = \"x\""), (1, Flaw::Empty("id")));
        let twice = indicator("off = true").repeat(2);
        assert_eq!(fault(&twice), (6, Flaw::Twice("commune-university".to_owned())));
        assert!(matches!(fault("\n[[things]]\n"), (_, Flaw::Form(_))));
    }
}
