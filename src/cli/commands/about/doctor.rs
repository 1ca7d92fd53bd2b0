//! `doctor`: what of the surroundings the program depends on, and what to do where it falls short.

use crate::app::session::host::Notice;
use crate::app::words::Words;
use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::user::{data, keymap};
use crate::store::{Store, StoreError};
use clap::Args;
use serde::Serialize;
use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, Stdio};

/// Free space, in bytes, under which a day's work may not fit.
const LITTLE_SPACE: u64 = 256 << 20;
/// Milliseconds that tmux may hold an Esc back before it is felt.
const SLOW_ESCAPE: u32 = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Health {
    Good,
    Poor,
    Unknown,
}

#[derive(Debug, Serialize)]
struct Check {
    check: &'static str,
    health: Health,
    found: String,
}

#[derive(Debug, Args)]
pub struct DoctorArgs;

impl Run for DoctorArgs {
    /// What falls short is said with what to do about it; it is no failure.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let words = &cx.words;
        let mut checks = vec![terminal(words), letters(), colours(words)];
        checks.extend(escape_time(words));
        checks.extend([clipboard(words), own_keys(cx), own_rules(cx), own_indicators(cx)]);
        checks.extend([own_reports(cx), store(cx), disk(&cx.dir, words)]);
        Ok(cx.answer(&checks, |checks| checks.iter().map(|check| plain(check, words)).collect()))
    }
}

fn plain(check: &Check, words: &Words) -> String {
    let name = words.get(match check.check {
        "terminal" => "cli.doctor.terminal",
        "letters" => "cli.doctor.letters",
        "colours" => "cli.doctor.colours",
        "escape-time" => "cli.doctor.escape-time",
        "clipboard" => "cli.doctor.clipboard",
        "keys" => "cli.doctor.keys",
        "policy" => "cli.doctor.policy",
        "indicators" => "cli.doctor.indicators",
        "reports" => "cli.doctor.reports",
        "store" => "cli.doctor.store",
        _ => "cli.doctor.disk",
    });
    let (mark, advice) = match check.health {
        Health::Good => ('✓', None),
        Health::Unknown => ('?', None),
        Health::Poor => (
            '!',
            match check.check {
                "terminal" => Some("cli.doctor.terminal-advice"),
                "letters" => Some("cli.doctor.letters-advice"),
                "escape-time" => Some("cli.doctor.escape-time-advice"),
                "clipboard" => Some("cli.doctor.clipboard-advice"),
                "keys" => Some("cli.doctor.keys-advice"),
                "policy" => Some("cli.doctor.policy-advice"),
                "indicators" => Some("cli.doctor.indicators-advice"),
                "disk" => Some("cli.doctor.disk-advice"),
                _ => None,
            },
        ),
    };
    let advice = advice.map(|key| format!("  → {}\n", words.get(key))).unwrap_or_default();
    format!("{mark} {name}: {}\n{advice}", check.found)
}

/// Whether a session could start here, and on what.
fn terminal(words: &Words) -> Check {
    let on_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let term = std::env::var("TERM").unwrap_or_default();
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok();
    let found = match (on_terminal, size) {
        (true, Some(size)) => format!("{term}, {}x{}", size.ws_col, size.ws_row),
        (true, None) => term.clone(),
        (false, _) => words.get("cli.doctor.no-terminal").to_owned(),
    };
    let health = match (on_terminal, term.as_str()) {
        (false, _) => Health::Unknown,
        (true, "" | "dumb") => Health::Poor,
        (true, _) => Health::Good,
    };
    Check { check: "terminal", health, found }
}

/// Whether the terminal was told to write Vietnamese letters.
fn letters() -> Check {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| {
        let value = std::env::var(name).ok()?;
        (!value.is_empty()).then_some(value)
    });
    let found = locale.unwrap_or_default();
    let small = found.to_lowercase();
    let health = if small.contains("utf-8") || small.contains("utf8") { Health::Good } else { Health::Poor };
    let found = if found.is_empty() { "LANG=".to_owned() } else { found };
    Check { check: "letters", health, found }
}

fn colours(words: &Words) -> Check {
    let found = if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        words.get("cli.doctor.no-colour").to_owned()
    } else {
        words.get("cli.doctor.sixteen").to_owned()
    };
    Check { check: "colours", health: Health::Good, found }
}

/// What tmux is set to; nothing where it is not there or does not say.
fn tmux(option: &str) -> Option<String> {
    let shown = Command::new("tmux").args(["show-options", "-sv", option]).stderr(Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&shown.stdout).trim().to_owned()).filter(|said| !said.is_empty())
}

/// How long tmux holds an Esc back; nothing to say without tmux.
fn escape_time(words: &Words) -> Option<Check> {
    std::env::var_os("TMUX")?;
    let time = tmux("escape-time").and_then(|time| time.parse::<u32>().ok());
    let health = match time {
        Some(ms) if ms <= SLOW_ESCAPE => Health::Good,
        Some(_) => Health::Poor,
        None => Health::Unknown,
    };
    let found = time.map_or_else(|| words.get("cli.doctor.unknown").to_owned(), |ms| format!("{ms} ms"));
    Some(Check { check: "escape-time", health, found })
}

/// Whether copied text can reach the clipboard: a terminal does not say, tmux does.
fn clipboard(words: &Words) -> Check {
    let in_tmux = std::env::var_os("TMUX").is_some();
    let (health, found) = match tmux("set-clipboard").filter(|_| in_tmux) {
        Some(set) if set == "on" => (Health::Good, format!("tmux set-clipboard {set}")),
        Some(set) => (Health::Poor, format!("tmux set-clipboard {set}")),
        None => (Health::Unknown, words.get("cli.doctor.osc-52").to_owned()),
    };
    Check { check: "clipboard", health, found }
}

/// Whether the settings and the user's own keys can be used.
fn own_keys(cx: &Context) -> Check {
    let words = &cx.words;
    let (health, found) = match keymap::in_force(&cx.settings) {
        Ok((_, None)) => (Health::Good, words.get("cli.doctor.keys-sound").to_owned()),
        Ok((_, Some(said))) => (Health::Poor, cx.sentence(&said)),
        Err(failure) => (Health::Unknown, cx.sentence(&failure.said)),
    };
    Check { check: "keys", health, found }
}

/// Whether the user's own rules can be used.
fn own_rules(cx: &Context) -> Check {
    own(
        cx,
        "policy",
        &cx.host.own_rules_faults.first().cloned(),
        ("cli.doctor.policy-sound", cx.host.policy.rules.len()),
    )
}

/// Whether the user's own indicators can be used.
fn own_indicators(cx: &Context) -> Check {
    let count = cx.host.indicators.indicators.iter().filter(|indicator| !indicator.off).count();
    own(cx, "indicators", &cx.host.own_indicators_fault, ("cli.doctor.indicators-sound", count))
}

/// Whether files of the user's can be used: what is wrong with them, else how many entries hold.
fn own(cx: &Context, check: &'static str, wrong: &Option<Notice>, sound: (&str, usize)) -> Check {
    let words = &cx.words;
    let (health, found) = match wrong {
        None => (Health::Good, words.fill(sound.0, &[words.number(sound.1)])),
        Some(said) => (Health::Poor, cx.sentence(said)),
    };
    Check { check, health, found }
}

/// Whether the user's own reports can be used.
fn own_reports(cx: &Context) -> Check {
    let words = &cx.words;
    let (health, found) = match data::reports() {
        Ok(reports) if reports.broken.is_empty() => {
            (Health::Good, words.fill("cli.doctor.reports-sound", &[words.number(reports.all.len())]))
        }
        Ok(reports) => {
            let said = reports.broken.iter().map(crate::app::screens::report::broken);
            let said: Vec<String> = said.map(|said| cx.sentence(&said)).collect();
            (Health::Poor, said.join(" "))
        }
        Err(failure) => (Health::Unknown, cx.sentence(&failure.said)),
    };
    Check { check: "reports", health, found }
}

/// Whether the store can be opened; taking hold of it is the only way to know.
fn store(cx: &Context) -> Check {
    let dir = &cx.dir;
    let (health, found) = match Store::open(dir, true) {
        Ok((store, _)) => {
            let revision = cx.words.number(store.head().0);
            (Health::Good, cx.words.fill("cli.doctor.store-found", &[dir.display().to_string(), revision]))
        }
        Err(error) => {
            let said = Failure::store(&error, dir).said;
            let missing = matches!(error, StoreError::Missing(_));
            let health = if missing { Health::Unknown } else { Health::Poor };
            (health, cx.sentence(&said))
        }
    };
    Check { check: "store", health, found }
}

/// Free space where the store lies or would lie.
fn disk(dir: &Path, words: &Words) -> Check {
    let above = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let free = above.ancestors().find_map(|place| {
        let stat = rustix::fs::statvfs(place).ok()?;
        Some(stat.f_bavail.saturating_mul(stat.f_frsize))
    });
    let health = match free {
        Some(bytes) if bytes >= LITTLE_SPACE => Health::Good,
        Some(_) => Health::Poor,
        None => Health::Unknown,
    };
    let found = match free {
        Some(bytes) => words.fill("cli.doctor.free", &[words.number(bytes >> 20)]),
        None => words.get("cli.doctor.unknown").to_owned(),
    };
    Check { check: "disk", health, found }
}
