//! `displaced`: people of what a reorganisation ended, and what became of each.

use crate::app::outgoing::displaced as lines;
use crate::app::words;
use crate::cli::answer::{Align, Answer, Failure, Table, unknown_format, unwritten};
use crate::cli::args::day;
use crate::cli::context::{Context, Run};
use crate::cli::shared::identify;
use crate::cli::user::data;
use crate::domain::{Day, Subject};
use crate::exchange::write::{self, Format};
use crate::register::Loaded;
use crate::register::displaced::{Displaced, Fate};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// Of whom.
#[derive(Debug, Args)]
pub struct DisplacedArgs {
    /// Of the posts that ended on this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Day>,
    /// Only of this unit and what stood under it.
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// Only those of whom this became.
    #[arg(long, value_name = "FATE", value_parser = Fate::ALL.map(Fate::code))]
    fate: Option<String>,
    /// Into this file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Over a file that is there.
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Serialize)]
struct DisplacedRow {
    cadre: String,
    name: String,
    left: String,
    left_post: String,
    on: String,
    fate: &'static str,
    given: Option<String>,
    given_post: Option<String>,
    since: Option<String>,
    paper: String,
}

impl Run for DisplacedArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let (_, view) = cx.open(Loaded::All)?;
        let words = &cx.words;
        let days = view.days_of_ending();
        // the unit may have ended: it is looked for on the eve
        let day = self.on.or_else(|| days.first().map(|(day, _)| *day));
        let eve = day.map_or_else(|| view.clone(), |day| view.on(day.prev()));
        let unit = self.unit.as_deref().map(|word| identify::unit(&eve, word)).transpose()?;
        if let Some(on) = self.on.filter(|on| days.iter().all(|(day, _)| day != on)) {
            let known: Vec<String> = days.iter().map(|(day, _)| day.to_string()).collect();
            return Err(Failure::refused("told.nothing-ended", &[&on.to_string(), &known.join(", ")]));
        }
        let mut people = view.displaced(self.on, unit);
        people.retain(|one| self.fate.as_deref().is_none_or(|fate| one.fate.code() == fate));
        if let Some(out) = &self.out {
            let Some(format) = Format::of(out) else { return Err(unknown_format(out, &Format::ALL)) };
            let of = unit.map(|unit| words::unit_name(&eve, unit));
            let paper = lines::paper(&view, words, (of, day.unwrap_or(view.on)), &people);
            let style = data::style(format)?;
            write::save(&paper, format, style.as_deref(), out, self.force).map_err(|e| unwritten(&e, out))?;
        }
        let row = |one: &Displaced| DisplacedRow {
            cadre: one.cadre.to_string(),
            name: words::subject(&view, Subject::Cadre(one.cadre)),
            left: lines::left(&view, one),
            left_post: one.from.to_string(),
            on: one.on.iso(),
            fate: one.fate.code(),
            given: one.to.map(|_| lines::given(&view, one)),
            given_post: one.to.map(|(post, _)| post.to_string()),
            since: one.to.map(|(_, day)| day.iso()),
            paper: one.paper.clone(),
        };
        let rows: Vec<DisplacedRow> = people.iter().map(row).collect();
        let said = lines::counts(words, &people);
        let heads = ["cli.table.name", "displaced.left-post", "displaced.fate", "displaced.given", "displaced.paper"];
        let fates: Vec<String> = people.iter().map(|one| lines::fate(words, one.fate)).collect();
        Ok(cx.answer(&rows, |rows| {
            let mut table = Table::new(&heads.map(|key| (words.get(key), Align::Left)));
            for (row, fate) in rows.iter().zip(&fates) {
                let given = row.given.clone().unwrap_or_default();
                table.row(vec![row.name.clone(), row.left.clone(), fate.clone(), given, row.paper.clone()]);
            }
            format!("{said}\n{}", table.text())
        }))
    }
}
