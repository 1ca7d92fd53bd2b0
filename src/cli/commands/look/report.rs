//! `report`: a report's tables in any form, whom a cell counts, two days compared.

use crate::app::words::{Words, retirement};
use crate::cli::answer::{Align, Answer, Failure, OutputFormat, Status, Table, print_error, save, unwritten};
use crate::cli::args::day;
use crate::cli::context::{Context, Run};
use crate::cli::shared::naming;
use crate::cli::user::data;
use crate::domain::Day;
use crate::exchange::reports::define;
use crate::exchange::reports::{CellAddress, Counted, Report, ReportSection, Reports, ReportsError};
use crate::exchange::write::{self, Format};
use crate::register::{Loaded, View};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Which report, and in which form.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Name of the report, or `list`.
    name: String,
    /// Only this section.
    #[arg(long, value_name = "S")]
    section: Option<String>,
    /// Whom one cell counts: TABLE/ROW/COLUMN.
    #[arg(long, value_name = "CELL", conflicts_with_all = ["format", "out"])]
    who: Option<String>,
    /// Compared: from this day.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "to", conflicts_with = "who")]
    from: Option<Day>,
    /// Compared: to this day.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "from")]
    to: Option<Day>,
    /// Each section on the report's own day instead of the one that is looked at.
    #[arg(long, conflicts_with_all = ["from", "as_of"])]
    own_days: bool,
    /// Form: table, json, csv, md, xlsx, docx, html.
    #[arg(long, value_name = "F")]
    format: Option<String>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Over a file that is there.
    #[arg(long, requires = "out")]
    force: bool,
}

impl Run for ReportArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let reports = data::reports()?;
        reports.broken.iter().for_each(|broken| cx.warn(&crate::app::screens::report::broken(broken)));
        if self.name == "list" {
            return Ok(list(cx, &reports));
        }
        let (register, view) = cx.open(Loaded::All)?;
        let lang = cx.words.lang;
        let only = self.section.as_deref();
        if let Some(cell) = &self.who {
            return self.counted(cx, &view, &reports, cell);
        }
        let report = match (self.from, self.to) {
            (Some(from), Some(to)) => reports.between(&view, &self.name, only, (from, to), lang),
            _ => reports.report(&view, &self.name, only, self.day(&view), lang),
        };
        let report = report.map_err(|e| refused(&e, &reports))?;
        self.written(cx, &reports, &report, cx.sample_notice(&register))
    }
}

fn refused(error: &ReportsError, reports: &Reports) -> Failure {
    let join = |names: Vec<&str>| names.join(", ");
    match error {
        ReportsError::NoReport(name) => Failure::new(
            Status::Usage,
            "told.report.none",
            &[name, &join(reports.all.iter().map(|r| r.id.as_str()).collect())],
        ),
        ReportsError::NoSection(name) => {
            let mut sections: Vec<&str> = reports.all.iter().flat_map(|r| &r.section).map(|s| s.id.as_str()).collect();
            sections.sort_unstable();
            sections.dedup();
            Failure::new(Status::Usage, "told.report.no-section", &[name, &join(sections)])
        }
        ReportsError::File(bad) => Failure::refused("told.data", &[&bad.to_string()]),
    }
}

#[derive(Serialize)]
struct ListedReport<'a> {
    id: &'a str,
    title: &'a str,
    source: &'a str,
    sections: Vec<ListedSection>,
}

#[derive(Serialize)]
struct ListedSection {
    id: String,
    title: String,
    /// The report's own day.
    on: Option<String>,
    source: String,
}

fn list(cx: &Context, reports: &Reports) -> Answer {
    let words = &cx.words;
    let section = |s: &define::SectionDefinition| ListedSection {
        id: s.id.clone(),
        title: words.pick(&s.vi, &s.en).to_owned(),
        on: s.on.map(|own| own.0.iso()),
        source: s.source.clone(),
    };
    let all: Vec<ListedReport<'_>> = reports
        .all
        .iter()
        .map(|r| ListedReport {
            id: &r.id,
            title: words.pick(&r.vi, &r.en),
            source: &r.source,
            sections: r.section.iter().map(section).collect(),
        })
        .collect();
    cx.answer(&all, |all| {
        let mut out = String::new();
        for report in all {
            out.push_str(&format!("{}  {}\n", report.id, report.title));
            let mut table = Table::new(&[
                (words.get("cli.report.section"), Align::Left),
                (words.get("cli.report.own-day"), Align::Left),
                (words.get("cli.report.title"), Align::Left),
            ]);
            for s in &report.sections {
                let day = s.on.as_deref().and_then(Day::parse).map(|d| d.to_string()).unwrap_or_default();
                table.row(vec![s.id.clone(), day, s.title.clone()]);
            }
            out.push_str(&table.text());
            out.push('\n');
        }
        out
    })
}

impl ReportArgs {
    /// The day of every section; none: the report's own days.
    fn day(&self, view: &View) -> Option<Day> {
        (!self.own_days).then_some(view.on)
    }

    /// The report in the format that is asked for: on standard output, or in a file.
    fn written(
        &self,
        cx: &Context,
        reports: &Reports,
        report: &Report,
        sample_notice: Option<String>,
    ) -> Result<Answer, Failure> {
        let ending = self.out.as_deref().and_then(Format::of).map(Format::ending);
        let default = if cx.format == OutputFormat::Json { "json" } else { "table" };
        let name = self.format.as_deref().or(ending).unwrap_or(default);
        let bytes = match (name, Format::named(name)) {
            ("table", _) => plain(report, &cx.words).into_bytes(),
            ("json", _) => {
                format!("{}\n", serde_json::to_string_pretty(&report.json()).unwrap_or_default()).into_bytes()
            }
            (_, Some(format)) => {
                let mut paper = reports.paper(report, cx.words.get("cli.report.classification"), cx.words.lang);
                paper.under.extend(sample_notice);
                let style = data::style(format)?;
                let file = self.out.as_deref().unwrap_or(Path::new(name));
                write::bytes(&paper, format, style.as_deref()).map_err(|e| unwritten(&e, file))?
            }
            (_, None) => return Err(Failure::new(Status::Usage, "told.report.format", &[name])),
        };
        let Some(path) = &self.out else {
            // a workbook on a terminal is of no use to anybody
            let text = String::from_utf8(bytes);
            return text.map(Answer::text).map_err(|_| Failure::new(Status::Usage, "told.report.out", &[name]));
        };
        save(path, self.force, &bytes)?;
        let path = path.display().to_string();
        print_error(&cx.words.fill("told.report.saved", std::slice::from_ref(&path)));
        Ok(cx.answer(&serde_json::json!({ "file": path }), |_| String::new()))
    }

    /// Whom one cell counts.
    fn counted(&self, cx: &Context, view: &View, reports: &Reports, cell: &str) -> Result<Answer, Failure> {
        let wrong = || Failure::new(Status::Usage, "told.report.no-cell", &[cell]);
        let mut parts = cell.splitn(3, '/').map(str::to_owned);
        let (table, row, column) =
            (parts.next().ok_or_else(wrong)?, parts.next().ok_or_else(wrong)?, parts.next().ok_or_else(wrong)?);
        let report = reports.named(&self.name).map_err(|e| refused(&e, reports))?;
        let section = report.section.iter().find(|s| s.table.iter().any(|t| t.id == table)).ok_or_else(wrong)?;
        let on = section.day(self.day(view), view.on);
        let place = CellAddress { section: section.id.clone(), table, row, column };
        let counted = reports.listed(view, &self.name, &place, self.day(view)).map_err(|e| refused(&e, reports))?;
        let view = view.on(on);
        let rows: Vec<CountedRow> = counted.iter().map(|one| counted_row(&view, one, &cx.words)).collect();
        let status = if rows.is_empty() { Status::Findings } else { Status::Done };
        Ok(cx.answer(&rows, |rows| counted_plain(rows, &cx.words)).with(status))
    }
}

/// All tables under their headings, for people.
fn plain(report: &Report, words: &Words) -> String {
    let mut out = format!("{}\n", report.title);
    if !report.source.is_empty() {
        out.push_str(&format!("{}\n", report.source));
    }
    for section in &report.sections {
        out.push_str(&format!("\n{}\n{}\n", section.title.to_uppercase(), under(section, words)));
        for table in &section.tables {
            out.push_str(&format!("\n{}\n", table.title));
            let heads = table.columns.iter().map(|c| match c.over.as_str() {
                "" => c.label.clone(),
                over => format!("{over}: {}", c.label),
            });
            let heads: Vec<String> = heads.collect();
            let mut columns = vec![("", Align::Left)];
            columns.extend(heads.iter().map(|h| (h.as_str(), Align::Right)));
            let mut lines = Table::new(&columns);
            for row in &table.rows {
                let cells = row.cells.iter().map(|cell| cell.value.shown());
                lines.row(std::iter::once(row.label.clone()).chain(cells).collect());
            }
            out.push_str(&lines.text());
            table.notes.iter().for_each(|note| out.push_str(&format!("  * {note}\n")));
        }
        section.notes.iter().for_each(|note| out.push_str(&format!("  * {note}\n")));
    }
    out
}

fn under(section: &ReportSection, words: &Words) -> String {
    section.under(&words.fill("cli.report.under", &[section.on.to_string()]))
}

/// Somebody whom a cell counts.
#[derive(Serialize)]
struct CountedRow {
    cadre: Option<String>,
    name: Option<String>,
    /// The month of retirement, as every list has it.
    retires: Option<String>,
    title: Option<String>,
    unit: Option<String>,
    day: Option<String>,
}

fn counted_plain(rows: &[CountedRow], words: &Words) -> String {
    let mut table = Table::new(&[
        (words.get("cli.table.id"), Align::Left),
        (words.get("cli.table.name"), Align::Left),
        (words.get("column.retires"), Align::Left),
        (words.get("cli.report.post"), Align::Left),
        (words.get("cli.table.unit"), Align::Left),
        (words.get("cli.report.on"), Align::Left),
    ]);
    for row in rows {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let day = row.day.as_deref().and_then(Day::parse).map(|d| d.to_string()).unwrap_or_default();
        let [id, name, retires] = [&row.cadre, &row.name, &row.retires].map(text);
        table.row(vec![id, name, retires, text(&row.title), text(&row.unit), day]);
    }
    table.text()
}

fn counted_row(view: &View, one: &Counted, words: &Words) -> CountedRow {
    let card = one.cadre.and_then(|id| view.cadre(id));
    let title = one.post.and_then(|post| view.post(post)).map(|post| view.titled(post).vi.to_owned());
    CountedRow {
        cadre: one.cadre.map(|id| id.to_string()),
        name: card.map(|card| card.name.clone()),
        retires: card.map(|card| retirement::short(words, &view.retirement(card))),
        title,
        unit: one.unit.map(|unit| naming::unit_name(view, unit)),
        day: one.day.map(|day| day.iso()),
    }
}
