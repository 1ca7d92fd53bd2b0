//! `paper`: official papers as files, what each asks for, and the fields of its template.

use crate::app::words::{Lang, Words};
use crate::cli::answer::{Answer, Failure, Status, Table, pairs, save, unknown_format, unwritten};
use crate::cli::context::{Context, Run};
use crate::cli::shared::{identify, search};
use crate::cli::user::data;
use crate::domain::{CadreId, Line};
use crate::exchange::lists::{self, Library, ListError, Need, PaperForm, PaperRequest as Wanted, PaperSource};
use crate::exchange::write::Format;
use crate::register::people::Order;
use crate::register::rotations::Queue;
use crate::register::{Loaded, View};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Which paper, of what, and where to.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PaperArgs {
    /// Papers and their templates.
    #[command(subcommand)]
    what: Option<PaperCommand>,
    /// Name of the paper.
    #[arg(required = true)]
    name: Option<String>,
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    #[arg(long, value_name = "TERM")]
    term: Option<String>,
    /// The review round.
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,
    /// The step of the round.
    #[arg(long, value_name = "N")]
    step: Option<u8>,
    /// Only this post.
    #[arg(long, value_name = "POST")]
    post: Option<String>,
    /// Somebody; of several in this order.
    #[arg(long, value_name = "CADRE")]
    cadre: Vec<String>,
    /// Whom this query finds, in the office's order.
    #[arg(long, value_name = "QUERY", conflicts_with = "cadre")]
    query: Option<String>,
    /// Only this queue of rotations.
    #[arg(long, value_name = "QUEUE", value_parser = queue)]
    queue: Option<Queue>,
    /// `docx`, or of a list `xlsx`, `csv`, `json`, `md`; what the file's ending tells without it.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<Format>,
    #[arg(long, value_name = "FILE", required = true)]
    out: Option<PathBuf>,
    /// With sensitive columns.
    #[arg(long)]
    sensitive: bool,
    /// Over a file that is there.
    #[arg(long)]
    force: bool,
}

/// What can be asked of the papers.
#[derive(Debug, Subcommand)]
enum PaperCommand {
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

impl Run for PaperArgs {
    /// Nothing is written where anything is missing.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let library = data::library()?;
        match &self.what {
            Some(PaperCommand::List) => Ok(list(cx, &library)),
            Some(PaperCommand::Fields { name }) => Ok(fields(cx, &library, form(&library, name)?)),
            Some(PaperCommand::Template { name, out, force }) => {
                let known = library.template(&form(&library, name)?.id).unwrap_or_default();
                save(out, *force, known)?;
                Ok(saved(cx, name, out, false))
            }
            None => self.write(cx, &library),
        }
    }
}

fn form<'l>(library: &'l Library, name: &str) -> Result<&'l PaperForm, Failure> {
    let known: Vec<&str> = library.papers().iter().map(|p| p.id.as_str()).collect();
    library.paper(name).ok_or_else(|| Failure::new(Status::Usage, "told.no-paper", &[name, &known.join(", ")]))
}

impl PaperArgs {
    fn write(&self, cx: &Context, library: &Library) -> Result<Answer, Failure> {
        let form = form(library, self.name.as_deref().unwrap_or_default())?;
        let out = self.out.as_deref().unwrap_or(Path::new(""));
        let formats = lists::formats(form);
        let named = self.format.or_else(|| Format::of(out));
        let format = match named {
            Some(format) if formats.contains(&format) => format,
            Some(_) => return Err(no_list(form)),
            None => return Err(unknown_format(out, &formats)),
        };
        let (register, view) = cx.open(Loaded::All)?;
        let wanted = self.wanted(cx, &view)?;
        // papers are in Vietnamese, whatever the answer is in
        let vi = Words::of(Lang::Vi);
        let words = |key: &str| vi.get(key).to_owned();
        let texts = |cadre: CadreId| register.dossier(cadre);
        let source =
            PaperSource { view: &view, policy: view.policy(), words: &words, texts: &texts, sensitive: self.sensitive };
        let refused = |e: ListError| self.refused(cx, &e, form);
        let made = lists::make(&source, library, form, &wanted).map_err(refused)?;
        let bytes = lists::bytes(library, &made, format).map_err(refused)?;
        save(out, self.force, &bytes)?;
        Ok(saved(cx, &made.id, out, made.draft))
    }

    /// What the arguments name.
    fn wanted(&self, cx: &Context, view: &View) -> Result<Wanted, Failure> {
        let term = self.term.as_deref().map(|word| identify::term(view, word).map(|t| t.number)).transpose()?;
        let mut people = Vec::new();
        for word in &self.cadre {
            people.push(identify::cadre(view, word)?);
        }
        if let Some(query) = &self.query {
            people = search::people(cx, view, query)?.into_iter().collect();
            view.sort(&mut people, Order::Protocol, Line::Territory);
        }
        Ok(Wanted {
            unit: self.unit.as_deref().map(|word| identify::unit(view, word)).transpose()?,
            term,
            round: self.round.as_deref().map(|word| identify::round(view, word).map(|r| r.id)).transpose()?,
            step: self.step,
            post: self.post.as_deref().map(|word| identify::post(view, word)).transpose()?,
            people,
            queue: self.queue,
        })
    }

    fn refused(&self, cx: &Context, error: &ListError, form: &PaperForm) -> Failure {
        match error {
            ListError::Needs(need) => Failure::new(Status::Usage, "told.paper-needs", &[&form.id, option(*need)]),
            ListError::Missing(need) => {
                let step = self.step.map(|s| s.to_string()).unwrap_or_default();
                Failure::refused("told.paper-missing", &[option(*need), &step])
            }
            ListError::Empty => Failure::refused("told.paper-empty", &[]),
            ListError::NoTable(_) => no_list(form),
            ListError::Write(e) => unwritten(e, self.out.as_deref().unwrap_or(Path::new(""))),
            ListError::Template { template, fault } => {
                Failure::refused_with(crate::runtime::outgoing::of_template(template.clone(), fault.clone()))
            }
            ListError::Register(e) => Failure::register(e, &cx.dir),
        }
    }
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

#[derive(Debug, Serialize)]
struct Saved<'a> {
    paper: &'a str,
    file: String,
    draft: bool,
}

fn saved(cx: &Context, paper: &str, out: &Path, draft: bool) -> Answer {
    let told = Saved { paper, file: out.display().to_string(), draft };
    cx.answer(&told, |told| {
        let draft = if told.draft { cx.words.get("cli.paper.draft").to_owned() } else { String::new() };
        let name = |key| cx.words.get(key);
        pairs(&[(name("cli.paper.paper"), paper.to_owned()), (name("export.file"), told.file.clone()), ("", draft)])
    })
}

#[derive(Debug, Serialize)]
struct ListedPaper<'a> {
    paper: &'a str,
    name: &'a str,
    needs: Vec<&'static str>,
    may: Vec<&'static str>,
    formats: Vec<&'static str>,
}

fn list(cx: &Context, library: &Library) -> Answer {
    let words = &cx.words;
    let listed = |form: &'_ PaperForm| -> (Vec<&'static str>, Vec<&'static str>, Vec<&'static str>) {
        let formats = lists::formats(form).into_iter().map(Format::ending).collect();
        let options = |needs: &[Need]| needs.iter().map(|n| option(*n)).collect();
        (options(&form.needs), options(&form.may), formats)
    };
    let rows: Vec<ListedPaper<'_>> = library
        .papers()
        .iter()
        .map(|form| {
            let (needs, may, formats) = listed(form);
            ListedPaper { paper: &form.id, name: words.pick(&form.vi, &form.en), needs, may, formats }
        })
        .collect();
    cx.answer(&rows, |rows| {
        let heads = ["paper", "name", "needs", "formats"].map(|key| words.of_group("cli.paper", key));
        let mut table = Table::of_texts(&heads);
        for row in rows {
            let may = row.may.iter().map(|option| format!("[{option}]"));
            let needs: Vec<String> = row.needs.iter().map(ToString::to_string).chain(may).collect();
            table.row(vec![row.paper.to_owned(), row.name.to_owned(), needs.join(" "), row.formats.join(" ")]);
        }
        table.text()
    })
}

#[derive(Debug, Serialize)]
struct TemplateField<'a> {
    field: &'a str,
    what: &'a str,
    sensitive: bool,
}

fn fields(cx: &Context, library: &Library, form: &PaperForm) -> Answer {
    let words = &cx.words;
    let described = library.fields_of(form);
    let rows: Vec<TemplateField<'_>> = described
        .iter()
        .map(|f| TemplateField { field: &f.name, what: words.pick(&f.vi, &f.en), sensitive: f.sensitive })
        .collect();
    cx.answer(&rows, |rows| {
        let heads = ["field", "what"].map(|key| words.of_group("cli.paper", key));
        let mut table = Table::of_texts(&heads);
        for row in rows {
            let only = if row.sensitive { format!(" ({})", words.get("cli.paper.sensitive")) } else { String::new() };
            table.row(vec![row.field.to_owned(), format!("{}{only}", row.what)]);
        }
        table.text()
    })
}
