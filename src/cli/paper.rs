//! `paper`: official papers as files, what each asks for, and the fields of its template.

use super::Asked;
use super::export::{failed, no_format};
use super::fail::{Failure, Status};
use super::out::{Answer, Side, Table, pairs};
use super::{names, round};
use crate::app::words::{Lang, Words};
use crate::domain::{CadreId, Line};
use crate::exchange::lists::{
    self, Library, ListError, MadePaper, Need, PaperForm, PaperRequest as Wanted, PaperSource,
};
use crate::exchange::write::{self, Format, WriteError};
use crate::register::people::Order;
use crate::register::rotations::Queue;
use crate::register::{Loaded, Register, View};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Which paper, of what, and where to.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PaperWords {
    /// Papers and their templates.
    #[command(subcommand)]
    pub what: Option<PaperWhat>,
    /// Name of the paper.
    #[arg(required = true)]
    pub name: Option<String>,
    /// The unit.
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<String>,
    /// The term.
    #[arg(long, value_name = "TERM")]
    pub term: Option<String>,
    /// The review round.
    #[arg(long, value_name = "ROUND")]
    pub round: Option<String>,
    /// The step of the round.
    #[arg(long, value_name = "N")]
    pub step: Option<u8>,
    /// Only this post.
    #[arg(long, value_name = "POST")]
    pub post: Option<String>,
    /// Somebody; of several in this order.
    #[arg(long, value_name = "CADRE")]
    pub cadre: Vec<String>,
    /// Whom this query finds, in the office's order.
    #[arg(long, value_name = "QUERY", conflicts_with = "cadre")]
    pub query: Option<String>,
    /// Only this queue of rotations.
    #[arg(long, value_name = "QUEUE", value_parser = queue)]
    pub queue: Option<Queue>,
    /// `docx`, or of a list `xlsx`, `csv`, `json`, `md`; what the file's ending tells without it.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub format: Option<Format>,
    /// The file.
    #[arg(long, value_name = "FILE", required = true)]
    pub out: Option<PathBuf>,
    /// With sensitive columns.
    #[arg(long)]
    pub sensitive: bool,
    /// Over a file that is there.
    #[arg(long)]
    pub force: bool,
}

/// What can be asked of the papers.
#[derive(Debug, Subcommand)]
pub enum PaperWhat {
    /// Which papers there are, and what each asks for.
    List,
    /// The fields of a paper's template.
    Fields {
        /// Name of the paper.
        name: String,
    },
    /// Writes a paper's template into a file, to be changed.
    Template {
        /// Name of the paper.
        name: String,
        /// The file.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Over a file that is there.
        #[arg(long)]
        force: bool,
    },
}

fn format(word: &str) -> Result<Format, String> {
    Format::named(word).ok_or_else(|| Format::ALL.map(Format::ending).join(", "))
}

fn queue(word: &str) -> Result<Queue, String> {
    Queue::coded(word).ok_or_else(|| Queue::ALL.map(Queue::code).join(", "))
}

/// Only its template writes it.
fn no_list(form: &PaperForm) -> Failure {
    Failure::new(Status::Usage, "told.no-list", &[&form.id, Format::Docx.ending()])
}

/// Answers `paper`.
///
/// # Errors
/// No such paper, something that it needs is not named or not there, a template that cannot be filled, or a file that
/// cannot be written; nothing is written then.
pub fn answer(asked: &Asked, wish: &PaperWords) -> Result<Answer, Failure> {
    let library = asked.host.library()?;
    match &wish.what {
        Some(PaperWhat::List) => Ok(list(asked, &library)),
        Some(PaperWhat::Fields { name }) => fields(asked, &library, form(&library, name)?),
        Some(PaperWhat::Template { name, out, force }) => {
            let known = library.template(&form(&library, name)?.id).unwrap_or_default();
            save(out, *force, known)?;
            Ok(told(asked, name, out, false))
        }
        None => written(asked, &library, wish),
    }
}

fn form<'l>(library: &'l Library, name: &str) -> Result<&'l PaperForm, Failure> {
    let known: Vec<&str> = library.papers().iter().map(|p| p.id.as_str()).collect();
    library.paper(name).ok_or_else(|| Failure::new(Status::Usage, "told.no-paper", &[name, &known.join(", ")]))
}

fn written(asked: &Asked, library: &Library, wish: &PaperWords) -> Result<Answer, Failure> {
    let form = form(library, wish.name.as_deref().unwrap_or_default())?;
    let out = wish.out.as_deref().unwrap_or(Path::new(""));
    let formats = lists::formats(form);
    let named = wish.format.or_else(|| Format::of(out));
    let format = match named {
        Some(format) if formats.contains(&format) => format,
        Some(_) => return Err(no_list(form)),
        None => return Err(no_format(out, &formats)),
    };
    let (register, view) = asked.open(Loaded::All)?;
    let wanted = wanted(asked, &register, &view, wish)?;
    // papers are in Vietnamese, whatever the answer is in
    let vi = Words::of(Lang::Vi);
    let words = |key: &str| vi.get(key).to_owned();
    let texts = |cadre: CadreId| register.dossier(cadre);
    let source =
        PaperSource { view: &view, policy: register.policy(), words: &words, texts: &texts, sensitive: wish.sensitive };
    let refused = |e: ListError| refused(asked, &e, form, wish);
    let made = lists::make(&source, library, form, &wanted).map_err(refused)?;
    let bytes = lists::bytes(library, &made, format).map_err(refused)?;
    save(out, wish.force, &bytes)?;
    Ok(told_of(asked, &made, out))
}

/// What the words name.
fn wanted(asked: &Asked, register: &Register, view: &View, wish: &PaperWords) -> Result<Wanted, Failure> {
    let term = wish.term.as_deref().map(|word| names::term(view, word).map(|t| t.number)).transpose()?;
    let mut people = Vec::new();
    for word in &wish.cadre {
        people.push(names::cadre(view, word)?);
    }
    if let Some(query) = &wish.query {
        people = super::find::people(view, register.policy(), query, &asked.words)?.into_iter().collect();
        view.sort(&mut people, Order::Protocol, Line::Territory);
    }
    Ok(Wanted {
        unit: wish.unit.as_deref().map(|word| names::unit(view, word)).transpose()?,
        term,
        round: wish.round.as_deref().map(|word| round::named(view, word).map(|r| r.id)).transpose()?,
        step: wish.step,
        post: wish.post.as_deref().map(|word| names::post(view, word)).transpose()?,
        people,
        queue: wish.queue,
    })
}

/// The option that names what a paper needs.
fn option(need: Need) -> &'static str {
    match need {
        Need::Unit => "--unit",
        Need::Term => "--term",
        Need::Round => "--round",
        Need::Step => "--step",
        Need::Post => "--post",
        Need::People => "--cadre, --query",
        Need::Person => "--cadre",
        Need::Queue => "--queue",
    }
}

fn refused(asked: &Asked, error: &ListError, form: &PaperForm, wish: &PaperWords) -> Failure {
    match error {
        ListError::Needs(need) => Failure::new(Status::Usage, "told.paper-needs", &[&form.id, option(*need)]),
        ListError::Missing(need) => {
            let step = wish.step.map(|s| s.to_string()).unwrap_or_default();
            Failure::refused("told.paper-missing", &[option(*need), &step])
        }
        ListError::Empty => Failure::refused("told.paper-empty", &[]),
        ListError::NoTable(_) => no_list(form),
        ListError::Write(e) => failed(e, wish.out.as_deref().unwrap_or(Path::new(""))),
        ListError::Template { template, fault } => {
            let said = crate::runtime::outgoing::of_template(template.clone(), fault.clone());
            Failure { status: Status::Refused, said, candidates: Vec::new() }
        }
        ListError::Register(e) => Failure::register(e, &asked.dir),
    }
}

/// Writes a file as a whole, readable by its writer alone.
fn save(path: &Path, over: bool, bytes: &[u8]) -> Result<(), Failure> {
    let written = write::file(path, over, |out| out.write_all(bytes).map_err(WriteError::from));
    written.map_err(|e| failed(&e, path))
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    paper: &'a str,
    file: String,
    draft: bool,
}

fn told_of(asked: &Asked, made: &MadePaper, out: &Path) -> Answer {
    told(asked, &made.id, out, made.draft)
}

fn told(asked: &Asked, paper: &str, out: &Path, draft: bool) -> Answer {
    let told = Told { paper, file: out.display().to_string(), draft };
    Answer::of(asked.form, &told, |told| {
        let draft = if told.draft { asked.words.get("cli.paper.draft").to_owned() } else { String::new() };
        let name = |key| asked.words.get(key);
        pairs(&[(name("cli.paper.paper"), paper.to_owned()), (name("export.file"), told.file.clone()), ("", draft)])
    })
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    paper: &'a str,
    name: &'a str,
    needs: Vec<&'static str>,
    may: Vec<&'static str>,
    formats: Vec<&'static str>,
}

fn list(asked: &Asked, library: &Library) -> Answer {
    let words = &asked.words;
    let listed = |form: &'_ PaperForm| -> (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>) {
        let formats = lists::formats(form).into_iter().map(Format::ending).collect();
        let options = |needs: &[Need]| needs.iter().map(|n| option(*n)).collect();
        (options(&form.needs), options(&form.may), formats)
    };
    let rows: Vec<Listed<'_>> = library
        .papers()
        .iter()
        .map(|form| {
            let (needs, may, formats) = listed(form);
            Listed { paper: &form.id, name: words.pick(&form.vi, &form.en), needs, may, formats }
        })
        .collect();
    Answer::of(asked.form, &rows, |rows| {
        let heads = ["paper", "name", "needs", "formats"].map(|key| words.of_group("cli.paper", key));
        let mut table = Table::new(&heads.each_ref().map(|head| (head.as_str(), Side::Left)));
        for row in rows {
            let may = row.may.iter().map(|option| format!("[{option}]"));
            let needs: Vec<String> = row.needs.iter().map(ToString::to_string).chain(may).collect();
            table.row(vec![row.paper.to_owned(), row.name.to_owned(), needs.join(" "), row.formats.join(" ")]);
        }
        table.text()
    })
}

#[derive(Debug, Serialize)]
struct Field<'a> {
    field: &'a str,
    what: &'a str,
    sensitive: bool,
}

fn fields(asked: &Asked, library: &Library, form: &PaperForm) -> Result<Answer, Failure> {
    let words = &asked.words;
    let described = library.fields_of(form);
    let rows: Vec<Field<'_>> = described
        .iter()
        .map(|f| Field { field: &f.name, what: words.pick(&f.vi, &f.en), sensitive: f.sensitive })
        .collect();
    Ok(Answer::of(asked.form, &rows, |rows| {
        let heads = ["field", "what"].map(|key| words.of_group("cli.paper", key));
        let mut table = Table::new(&heads.each_ref().map(|head| (head.as_str(), Side::Left)));
        for row in rows {
            let only = if row.sensitive { format!(" ({})", words.get("cli.paper.sensitive")) } else { String::new() };
            table.row(vec![row.field.to_owned(), format!("{}{only}", row.what)]);
        }
        table.text()
    }))
}
