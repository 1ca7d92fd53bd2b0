//! `sample`: makes the sample province.

use crate::app::session::host::Progress;
use crate::cli::answer::{Answer, Failure, bar};
use crate::cli::context::{Context, Run};
use crate::cli::host::{repairs, sample};
use crate::cli::shared::made;
use crate::domain::Revision;
use crate::register::Register;
use crate::sample::Wanted;
use crate::store::{SampleMark, Store};
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub struct SampleArgs {
    /// How many people; the province's own number without it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(300..=3_000_000))]
    people: Option<u32>,
    /// Seed of the invention.
    #[arg(long, value_name = "S")]
    seed: Option<u64>,
    /// In the place of a sample that is there.
    #[arg(long)]
    force: bool,
}

impl Run for SampleArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let default = Wanted::default();
        let wanted = Wanted { people: self.people.unwrap_or(default.people), seed: self.seed.unwrap_or(default.seed) };
        let bar = bar(1000, "{bar:30} {percent:>3} % {msg}");
        let mut show = |p: Progress| {
            bar.set_message(cx.words.get(p.step).to_owned());
            bar.set_position(u64::from(p.per_mille));
        };
        let made = match existing(cx)? {
            None => sample::make(&cx.host, &cx.dir, wanted, &mut show),
            Some(mark) if !self.force => {
                let dir = cx.dir.display().to_string();
                Err(Failure::refused("told.sample.there", &[&dir, &cx.words.number(mark.people)]))
            }
            Some(_) => replace(cx, wanted, &mut show),
        };
        bar.finish_and_clear();
        made::answer(cx, &made?, &[])
    }
}

/// The mark of the complete sample that is in the folder. What opening had to do is said.
fn existing(cx: &Context) -> Result<Option<SampleMark>, Failure> {
    if !Store::exists(&cx.dir) {
        return Ok(None);
    }
    let (store, opened) = Store::open(&cx.dir, false).map_err(|e| Failure::store(&e, &cx.dir))?;
    repairs(&opened).iter().for_each(|said| cx.warn(said));
    match store.province().sample {
        None => Err(Failure::refused("told.sample.real", &[&cx.dir.display().to_string()])),
        Some(_) if store.head() == Revision(0) => Ok(None),
        mark => Ok(mark),
    }
}

/// Makes the new sample beside the old one, which goes when the new one is complete.
fn replace(cx: &Context, wanted: Wanted, progress: &mut dyn FnMut(Progress)) -> Result<Register, Failure> {
    let next = next_to(&cx.dir);
    if next.exists() {
        sample::discard(&next)?;
    }
    let register = sample::make(&cx.host, &next, wanted, progress)?;
    // the old store can only go when the new one has been let go of
    drop(register);
    sample::discard(&cx.dir)?;
    fs::rename(&next, &cx.dir).map_err(|e| Failure::file(&cx.dir, &e))?;
    Ok(cx.host.open_store(&cx.dir)?.0)
}

fn next_to(dir: &Path) -> PathBuf {
    let mut name = dir.file_name().unwrap_or_default().to_os_string();
    name.push(".next");
    dir.with_file_name(name)
}
