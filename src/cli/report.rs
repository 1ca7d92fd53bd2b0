//! `report`: a report's tables in any form, whom a cell counts, two days compared.

use super::args::ReportWords;
use super::export::failed;
use super::fail::{Failure, Status};
use super::out::{Answer, Form, Side, Table, complain};
use super::{Asked, names, paths};
use crate::app::words::Words;
use crate::exchange::reports::{Counted, Place, Report, Reports, ReportsError, Section};
use crate::exchange::write::{self, Format};
use crate::register::{Loaded, View};
use serde::Serialize;
use std::path::Path;

/// Answers `report`.
///
/// # Errors
/// No such report, section or cell; a file that cannot be written.
pub fn answer(asked: &Asked, what: &ReportWords) -> Result<Answer, Failure> {
    let reports = reports()?;
    for bad in &reports.broken {
        let said = crate::app::screens::report::broken(bad);
        complain(&asked.words.fill(said.key, &said.with));
    }
    if what.name == "list" {
        return Ok(list(asked, &reports));
    }
    let (register, view) = asked.open(Loaded::All)?;
    let lang = asked.words.lang;
    let only = what.section.as_deref();
    if let Some(cell) = &what.who {
        return who(asked, &view, &reports, what, cell);
    }
    let report = match (what.from, what.to) {
        (Some(from), Some(to)) => reports.between(&view, &what.name, only, (from, to), lang),
        _ => reports.report(&view, &what.name, only, asked.as_of, lang),
    };
    let report = report.map_err(|e| refused(&e, &reports))?;
    written(asked, &reports, &report, what, asked.invented(&register))
}

/// The reports that come with the program, and the user's own.
///
/// # Errors
/// A file that comes with the program cannot be read.
pub fn reports() -> Result<Reports, Failure> {
    let own = paths::reports().map(|dir| files(&dir)).unwrap_or_default();
    Reports::with(own.into_iter()).map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
}

/// The user's own reports by their files' names; a folder that is not there holds none.
fn files(dir: &Path) -> Vec<(String, Result<String, String>)> {
    let found = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<_> = found.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    found.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    found.iter().map(|path| (name(path), std::fs::read_to_string(path).map_err(|e| e.to_string()))).collect()
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
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    source: &'a str,
    sections: Vec<ListedSection>,
}

#[derive(Serialize)]
struct ListedSection {
    id: String,
    title: String,
    on: String,
    source: String,
}

fn list(asked: &Asked, reports: &Reports) -> Answer {
    let words = &asked.words;
    let section = |s: &crate::exchange::reports::define::Section| ListedSection {
        id: s.id.clone(),
        title: words.pick(&s.vi, &s.en).to_owned(),
        on: s.on.0.iso(),
        source: s.source.clone(),
    };
    let all: Vec<Listed<'_>> = reports
        .all
        .iter()
        .map(|r| Listed {
            id: &r.id,
            title: words.pick(&r.vi, &r.en),
            source: &r.source,
            sections: r.section.iter().map(section).collect(),
        })
        .collect();
    Answer::of(asked.form, &all, |all| {
        let mut out = String::new();
        for report in all {
            out.push_str(&format!("{}  {}\n", report.id, report.title));
            let mut table = Table::new(&[
                (words.get("cli.report.section"), Side::Left),
                (words.get("cli.report.on"), Side::Left),
                (words.get("cli.report.title"), Side::Left),
            ]);
            for s in &report.sections {
                let day = crate::domain::Day::parse(&s.on).map(|d| d.to_string()).unwrap_or_default();
                table.row(vec![s.id.clone(), day, s.title.clone()]);
            }
            out.push_str(&table.text());
            out.push('\n');
        }
        out
    })
}

/// The report in the form that is asked for: on standard output, or in a file.
fn written(
    asked: &Asked,
    reports: &Reports,
    report: &Report,
    what: &ReportWords,
    invented: Option<String>,
) -> Result<Answer, Failure> {
    let words = &asked.words;
    let ending = what.out.as_deref().and_then(Format::of).map(Format::ending);
    let form = what.format.as_deref().or(ending).unwrap_or(if asked.form == Form::Json { "json" } else { "table" });
    let text = match form {
        "table" => Some(plain(report, words)),
        "json" => {
            let mut text = serde_json::to_string_pretty(&report.json()).unwrap_or_default();
            text.push('\n');
            Some(text)
        }
        _ => None,
    };
    let format = Format::named(form);
    let bytes = match (text, format) {
        (Some(text), _) => text.into_bytes(),
        (None, Some(format)) => {
            let mut paper = reports.paper(report, words.get("cli.report.classification"), words.lang);
            paper.under.extend(invented);
            let style = super::host::style(format)?;
            write::bytes(&paper, format, style.as_deref())
                .map_err(|e| failed(&e, what.out.as_deref().unwrap_or(Path::new(form))))?
        }
        (None, None) => return Err(Failure::new(Status::Usage, "told.report.format", &[form])),
    };
    match &what.out {
        Some(path) => {
            let put = |out: &mut std::fs::File| Ok(std::io::Write::write_all(out, &bytes)?);
            write::file(path, what.force, put).map_err(|e| failed(&e, path))?;
            let path = path.display().to_string();
            complain(&words.fill("told.report.saved", std::slice::from_ref(&path)));
            Ok(match asked.form {
                Form::Json => Answer::of(Form::Json, &serde_json::json!({ "file": path }), |_| String::new()),
                Form::Plain => Answer::text(String::new()),
            })
        }
        // a workbook on a terminal is of no use to anybody
        None => match String::from_utf8(bytes) {
            Ok(text) => Ok(Answer::text(text)),
            Err(_) => Err(Failure::new(Status::Usage, "told.report.out", &[form])),
        },
    }
}

/// All tables under their headings, for people.
fn plain(report: &Report, words: &Words) -> String {
    let mut out = format!("{}\n{}\n", report.title, report.source);
    for section in &report.sections {
        out.push_str(&format!("\n{}\n{}\n", section.title.to_uppercase(), under(section, words)));
        for table in &section.tables {
            out.push_str(&format!("\n{}\n", table.title));
            let heads = table.columns.iter().map(|c| match c.over.as_str() {
                "" => c.label.clone(),
                over => format!("{over}: {}", c.label),
            });
            let heads: Vec<String> = heads.collect();
            let mut columns = vec![("", Side::Left)];
            columns.extend(heads.iter().map(|h| (h.as_str(), Side::Right)));
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

fn under(section: &Section, words: &Words) -> String {
    words.fill("cli.report.under", &[section.on.to_string(), section.source.clone()])
}

#[derive(Serialize)]
struct Who {
    cadre: Option<String>,
    name: Option<String>,
    title: Option<String>,
    unit: Option<String>,
    day: Option<String>,
}

/// Whom one cell counts.
fn who(asked: &Asked, view: &View, reports: &Reports, what: &ReportWords, cell: &str) -> Result<Answer, Failure> {
    let wrong = || Failure::new(Status::Usage, "told.report.no-cell", &[cell]);
    let mut parts = cell.splitn(3, '/').map(str::to_owned);
    let (table, row, column) =
        (parts.next().ok_or_else(wrong)?, parts.next().ok_or_else(wrong)?, parts.next().ok_or_else(wrong)?);
    let report = reports.named(&what.name).map_err(|e| refused(&e, reports))?;
    let section = report.section.iter().find(|s| s.table.iter().any(|t| t.id == table)).ok_or_else(wrong)?;
    let on = asked.as_of.unwrap_or(section.on.0);
    let place = Place { section: section.id.clone(), table, row, column };
    let listed = reports.listed(view, &what.name, &place, asked.as_of).map_err(|e| refused(&e, reports))?;
    let view = view.on(on);
    let rows: Vec<Who> = listed.iter().map(|one| told(&view, one)).collect();
    let words = &asked.words;
    let answer = Answer::of(asked.form, &rows, |rows| {
        let mut table = Table::new(&[
            (words.get("cli.table.id"), Side::Left),
            (words.get("cli.table.name"), Side::Left),
            (words.get("cli.report.post"), Side::Left),
            (words.get("cli.table.unit"), Side::Left),
            (words.get("cli.report.on"), Side::Left),
        ]);
        for row in rows {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let day = row.day.as_deref().and_then(crate::domain::Day::parse).map(|d| d.to_string()).unwrap_or_default();
            table.row(vec![text(&row.cadre), text(&row.name), text(&row.title), text(&row.unit), day]);
        }
        table.text()
    });
    Ok(if rows.is_empty() { answer.with(Status::Findings) } else { answer })
}

fn told(view: &View, one: &Counted) -> Who {
    let title = one.post.and_then(|post| view.post(post)).and_then(|post| view.title(post)).map(|t| t.vi.clone());
    Who {
        cadre: one.cadre.map(|id| id.to_string()),
        name: one.cadre.and_then(|id| view.cadre(id)).map(|card| card.name.clone()),
        title,
        unit: one.unit.map(|unit| names::unit_name(view, unit)),
        day: one.day.map(|day| day.iso()),
    }
}
