//! The world outside a session, for real: clock, login, stores on disk.

use super::fail::{Failure, Status, say};
use super::{make, paths};
use crate::app::session::host::{Host, Progress, ProvinceChoice, Said};
use crate::app::words::Words;
use crate::domain::{Author, Day, Revision};
use crate::exchange::indicators::Plan;
use crate::exchange::lists::Library;
use crate::exchange::reports::Reports;
use crate::exchange::write::Format;
use crate::policy::{Fault, Policy};
use crate::register::Catalogue;
use crate::register::catalogue::ListName;
use crate::register::handle::Register;
use crate::sample::Wanted;
use crate::store::{Opened, Store};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Clock, login, catalogue, rules and stores of this process.
pub struct Outside {
    /// Titles, kinds, lists, terms.
    pub catalogue: Arc<Catalogue>,
    /// The rules.
    pub policy: Arc<Policy>,
    /// Why the user's own rules are not among them, where they cannot be used.
    pub rules: Option<Said>,
    /// The indicators.
    pub indicators: Arc<Plan>,
    /// Why the user's own indicators are not among them, where they cannot be used.
    pub own_indicators: Option<Said>,
    today: Option<Day>,
    /// Refuse every edit.
    pub read_only: bool,
}

impl Outside {
    /// Reads the data that come with the program.
    ///
    /// # Errors
    /// A data file that cannot be read.
    pub fn new(today: Option<Day>, read_only: bool, words: &Words) -> Result<Outside, Failure> {
        let bad = |e: &dyn std::error::Error| Failure::refused("told.data", &[&e.to_string()]);
        let catalogue = Catalogue::embedded().map_err(|e| bad(&e))?;
        let (policy, rules) = match own_rules(&catalogue) {
            Ok(policy) => (policy, None),
            Err(said) => (Policy::embedded().map_err(|e| bad(&e))?, Some(said)),
        };
        let (indicators, own_indicators) = match own_indicators(&catalogue, words) {
            Ok(plan) => (Arc::new(plan), None),
            Err(said) => (Plan::embedded(), Some(said)),
        };
        let (catalogue, policy) = (Arc::new(catalogue), Arc::new(policy));
        Ok(Outside { catalogue, policy, rules, indicators, own_indicators, today, read_only })
    }

    /// Opens a store; what was repaired or rolled back is said beside the register.
    ///
    /// # Errors
    /// What is wrong with the store.
    pub fn open_store(&self, dir: &Path) -> Result<(Register, Vec<Said>), Failure> {
        let (store, opened) = Store::open(dir, self.read_only).map_err(|e| Failure::store(&e, dir))?;
        tracing::info!(revision = store.head().0, "store opened");
        if store.head() == Revision(0) && store.province().sample.is_some() {
            return Err(Failure::new(Status::Store, "told.store.unfinished", &[&dir.display().to_string()]));
        }
        Ok((self.register(store), said_of(&opened)))
    }

    /// The official papers, under the user's own templates.
    ///
    /// # Errors
    /// A data file or a file of the user's that cannot be read.
    pub fn library(&self) -> Result<Library, Failure> {
        let own = own_lists().map_err(|said| Failure { status: Status::Refused, said, candidates: Vec::new() })?;
        Library::with_own(own).map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
    }

    /// The register of a store.
    #[must_use]
    pub fn register(&self, store: Store) -> Register {
        Register::open(store, Arc::clone(&self.catalogue), Arc::clone(&self.policy), self.read_only)
    }
}

/// The rules with those of the user's own folder, file by file in the order of their names.
fn own_rules(catalogue: &Catalogue) -> Result<Policy, Said> {
    let own = own_files(paths::policy().ok(), "policy.unreadable")?;
    let known = |code: &str| catalogue.title_coded(code).is_some();
    let reason = |code: &str| catalogue.lists().coded(ListName::Removal, code).is_some();
    let broken = |fault: Fault| say("policy.broken", &[&fault.file, &fault.line.to_string()]);
    Policy::with_own(&own, &known, &reason).map_err(broken)
}

/// The indicators under those of the user's own folder, file by file in the order of their names.
fn own_indicators(catalogue: &Catalogue, words: &Words) -> Result<Plan, Said> {
    let own = own_files(paths::indicators().ok(), "indicators.own-unreadable")?;
    Plan::with_own(&own, catalogue).map_err(|fault| {
        let (key, with) = super::policy::flaw(&fault.flaw);
        say("indicators.own-broken", &[&fault.file, &fault.line.to_string(), &words.fill(key, &[with])])
    })
}

/// The data files of a folder of the user's, each with its name, in the order of their names; a folder that is not
/// there has none.
fn own_files(dir: Option<PathBuf>, unreadable: &'static str) -> Result<Vec<(String, String)>, Said> {
    let entries = dir.and_then(|dir| fs::read_dir(dir).ok());
    let mut files: Vec<_> = entries.into_iter().flatten().filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    files.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).map_err(|e| say(unreadable, &[&name, &e.to_string()]))?;
        Ok((name, text))
    };
    files.into_iter().map(read).collect()
}

/// The files of the user's own folder of papers: templates, and what stands at their head. One that is larger than any
/// template is not read whole: it is refused as too large when it is asked for.
fn own_lists() -> Result<Vec<(String, Vec<u8>)>, Said> {
    const LARGEST: u64 = 32 << 20;
    let mut own = Vec::new();
    let Some(entries) = paths::lists().ok().and_then(|dir| fs::read_dir(dir).ok()) else { return Ok(own) };
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // what a word processor keeps beside an open document is no template
        if name.starts_with(['.', '~']) || !(name.ends_with(".docx") || name == "office.toml") {
            continue;
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(&path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes));
        read.map_err(|e| say("lists.unreadable", &[&name, &e.to_string()]))?;
        own.push((name, bytes));
    }
    Ok(own)
}

/// The user's own template of documents of a word processor, where the format is that and there is one.
///
/// # Errors
/// A file of the user's that cannot be read.
pub fn style(format: Format) -> Result<Option<Vec<u8>>, Failure> {
    if format != Format::Docx {
        return Ok(None);
    }
    let own = own_lists().map_err(|said| Failure { status: Status::Refused, said, candidates: Vec::new() })?;
    Ok(Library::own("paper", own))
}

/// What opening had to do, as sentences.
#[must_use]
pub fn said_of(opened: &Opened) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(back) = &opened.rolled_back {
        said.push(say("told.rolled-back", &[&back.revision.to_string(), &back.edits.to_string()]));
    }
    if let Some(repaired) = &opened.repaired {
        said.push(say("told.repaired", &[&repaired.kept.display().to_string()]));
    }
    said
}

impl Host for Outside {
    fn reports(&self) -> Result<Reports, Said> {
        super::report::reports().map_err(|f| f.said)
    }

    fn indicators(&self) -> Result<Arc<Plan>, Said> {
        self.own_indicators.clone().map_or_else(|| Ok(Arc::clone(&self.indicators)), Err)
    }

    fn open(&self, dir: &Path) -> Result<(Register, Vec<Said>), Said> {
        self.open_store(dir).map_err(|f| f.said)
    }

    fn make_sample(&self, dir: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Register, Said> {
        make::sample(self, dir, Wanted::default(), progress).map_err(|f| f.said)
    }

    fn start_empty(&self, dir: &Path, province: &ProvinceChoice) -> Result<Register, Said> {
        make::empty(self, dir, province).map_err(|f| f.said)
    }

    fn provinces(&self) -> Vec<ProvinceChoice> {
        make::provinces()
    }

    fn author(&self) -> Author {
        author()
    }

    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }

    fn file(&self, name: &str) -> PathBuf {
        let home = etcetera::home_dir();
        match (name.strip_prefix("~/"), home) {
            (Some(rest), Ok(home)) => home.join(rest),
            _ => std::path::absolute(name).unwrap_or_else(|_| PathBuf::from(name)),
        }
    }

    fn lists(&self) -> Result<Vec<(String, Vec<u8>)>, Said> {
        own_lists()
    }

    fn today(&self) -> Day {
        self.today.unwrap_or_else(|| Day::in_viet_nam(self.now()))
    }
}

/// Who sits here: login name and full name of the system's list of users, and the terminal or address.
fn author() -> Author {
    let uid = rustix::process::getuid().as_raw();
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let listed =
        users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find_map(|fields| match fields.as_slice() {
            [login, _, id, _, full, ..] if id.parse() == Ok(uid) => Some(((*login).to_owned(), (*full).to_owned())),
            _ => None,
        });
    // users of a directory service are not in the list
    let (id, full) = listed.unwrap_or_else(|| {
        let login = std::env::var("LOGNAME").or_else(|_| std::env::var("USER"));
        (login.unwrap_or_else(|_| uid.to_string()), String::new())
    });
    let full = full.split(',').next().unwrap_or_default().trim();
    let name = if full.is_empty() { id.clone() } else { full.to_owned() };
    Author { id, name, via: via() }
}

fn via() -> String {
    if let Some(address) = std::env::var("SSH_CONNECTION").ok().and_then(|c| c.split(' ').next().map(str::to_owned)) {
        return format!("ssh {address}");
    }
    let terminal = rustix::termios::ttyname(rustix::stdio::stdin(), Vec::new());
    terminal.ok().and_then(|name| name.into_string().ok()).unwrap_or_else(|| "script".to_owned())
}
