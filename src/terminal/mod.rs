//! Where a session meets a screen: raw mode, the event loop, effects on threads of their own, one write a frame,
//! suspend, signals, a panic that leaves the terminal as it was.
//!
//! Decides nothing about what is shown or what a key does: that is `app` and `ui`.

mod cells;
mod clipboard;
mod guard;
mod input;

use crate::app::input::keymap::Keymap;
use crate::app::input::typing::Typing;
use crate::app::model::{Model, Screen};
use crate::app::parts::layout::Size;
use crate::app::session::begin::Begin;
use crate::app::session::effect::{Effect, Terminal as Asked};
use crate::app::session::host::{Notice, Start};
use crate::app::session::msg::Msg;
use crate::app::update::kept;
use crate::app::update::{start, update};
use crate::app::words::Lang;
use crate::domain::Day;
use crate::runtime::Tasks;
use crate::runtime::host::Host;
use crate::ui::theme::Theme;
use cells::Cells;
use crossbeam_channel::{Receiver, Sender, bounded};
use crossterm::event::Event;
use guard::Guard;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

/// With what a session starts.
pub struct Launch {
    /// The world outside the session.
    pub host: Arc<dyn Host>,
    /// Which store, or what to ask.
    pub start: Start,
    /// Language of the screen.
    pub lang: Lang,
    /// The day that is looked at; else the store's home date, else today.
    pub as_of: Option<Day>,
    /// Today in Viet Nam.
    pub today: Day,
    /// Name of the screen to open on.
    pub screen: Option<String>,
    /// Refuse every edit.
    pub read_only: bool,
    /// Keys in force.
    pub keymap: Keymap,
    /// How letters with marks are typed into a field.
    pub typing: Typing,
    /// Name of the theme.
    pub theme: String,
    /// The theme's file, where it is one of the user's.
    pub theme_file: Option<String>,
    /// Whether the mouse scrolls and selects, and the terminal's own selection needs Shift.
    pub mouse: bool,
    /// What is to be said first: settings or keys that cannot be used.
    pub said: Option<Notice>,
}

/// Why a session could not start, or had to end.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Standard input or output is not a terminal.
    #[error("no terminal")]
    NoTerminal,
    /// The terminal could not be read or written.
    #[error("terminal: {0}")]
    Io(#[from] std::io::Error),
    /// No screen of that name.
    #[error("no screen named {0}")]
    Screen(String),
}

/// Something that reaches the loop.
enum Happening {
    /// Events of the terminal that came in one read.
    Events(Vec<Event>),
    /// The terminal cannot be read any more.
    Gone,
    Notice(Box<Msg>),
    Signal(i32),
}

/// What ends the loop's wait for more.
enum After {
    Go,
    End(i32),
}

/// Runs a session on the terminal of this process until the officer leaves; the process's exit status.
///
/// # Errors
/// When there is no terminal, no such screen, or the terminal goes away; the terminal is restored before.
pub fn run(launch: Launch) -> Result<i32, TerminalError> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(TerminalError::NoTerminal);
    }
    let screen = match &launch.screen {
        Some(name) => Some(Screen::named(name).ok_or_else(|| TerminalError::Screen(name.clone()))?),
        None => None,
    };
    let (cols, rows) = crossterm::terminal::size()?;
    let (theme, unlike) = match theme(&launch.theme, launch.theme_file.as_deref()) {
        Ok(theme) => (theme, None),
        Err(said) => (Theme::default(), Some(said)),
    };
    let begin = Begin {
        start: launch.start,
        lang: launch.lang,
        as_of: launch.as_of,
        today: launch.today,
        screen,
        read_only: launch.read_only,
        keymap: launch.keymap,
        typing: launch.typing,
        said: launch.said.or(unlike),
        size: Size { cols, rows },
    };
    let (to, from) = bounded(QUEUE);
    let answers = to.clone();
    let tell = move |msg| answers.send(Happening::Notice(Box::new(msg))).is_ok();
    let tasks = Tasks::new(launch.host, Arc::new(tell));
    listen_to_signals(to.clone())?;
    let (model, effects) = start::session(begin);
    guard::install_hook(model.cx.words.get("head.panic").to_owned());
    let session = Session::begin(model, tasks, from, theme, launch.mouse)?;
    listen_to_terminal(to);
    for effect in effects {
        session.tasks.start(effect);
    }
    session.run()
}

/// The theme with this name, or what is wrong with it.
fn theme(name: &str, file: Option<&str>) -> Result<Theme, Notice> {
    let said = |key, with: &[&str]| Notice { key, with: with.iter().map(|w| (*w).to_owned()).collect() };
    match file {
        Some(text) => Theme::read(text).map_err(|e| said("settings.theme", &[name, &e.to_string()])),
        None => {
            let known = Theme::BUILT_IN.map(|(known, _)| known).join(", ");
            Theme::built_in(name).ok_or_else(|| said("settings.no-theme", &[name, &known]))
        }
    }
}

/// Messages that may wait: a terminal that floods the session waits itself.
const QUEUE: usize = 1024;

/// Signals that end the session, and the one after which the screen is drawn anew.
fn listen_to_signals(to: Sender<Happening>) -> std::io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            if to.send(Happening::Signal(signal)).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Reads the terminal: what came in one read is handed over together, an input method's Backspace with its letter.
fn listen_to_terminal(to: Sender<Happening>) {
    let read = move || {
        loop {
            let Ok(first) = crossterm::event::read() else {
                let _ = to.send(Happening::Gone);
                return;
            };
            let mut events = vec![first];
            while events.len() < QUEUE && crossterm::event::poll(Duration::ZERO).unwrap_or(false) {
                match crossterm::event::read() {
                    Ok(event) => events.push(event),
                    Err(_) => break,
                }
            }
            if to.send(Happening::Events(events)).is_err() {
                return;
            }
        }
    };
    if let Err(e) = std::thread::Builder::new().name("input".to_owned()).spawn(read) {
        tracing::error!(error = %e, "no thread");
    }
}

/// A session on a terminal.
struct Session {
    model: Model,
    tasks: Tasks,
    from: Receiver<Happening>,
    theme: Theme,
    cells: Cells,
    brackets: bool,
    mouse: bool,
    guard: Option<Guard>,
}

impl Session {
    fn begin(
        model: Model,
        tasks: Tasks,
        from: Receiver<Happening>,
        theme: Theme,
        mouse: bool,
    ) -> std::io::Result<Session> {
        let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
        let term = set("TERM").unwrap_or_default();
        let brackets = term != "dumb" && term != "linux";
        let theme = if set("NO_COLOR").is_some() { theme.without_colours() } else { theme };
        let cells = Cells::new(model.cx.size.cols, model.cx.size.rows, brackets);
        let mut session = Session { model, tasks, from, theme, cells, brackets, mouse, guard: None };
        session.enter()?;
        Ok(session)
    }

    /// Takes the screen and draws everything, in one write.
    fn enter(&mut self) -> std::io::Result<()> {
        let (guard, first) = Guard::take(self.mouse)?;
        self.guard = Some(guard);
        let (cols, rows) = crossterm::terminal::size()?;
        self.update(Msg::Resize(Size { cols, rows }));
        self.cells = Cells::new(cols, rows, self.brackets);
        self.draw(&first)
    }

    /// Draws what has changed in one write; nothing changed: nothing is written.
    fn draw(&mut self, before: &str) -> std::io::Result<()> {
        let Size { cols, rows } = self.model.cx.size;
        let mut next = Buffer::empty(Rect::new(0, 0, cols, rows));
        let cursor = crate::ui::draw(&self.model, self.theme, &mut next);
        let frame = self.cells.frame(&next, cursor);
        if before.is_empty() && frame.is_empty() {
            return Ok(());
        }
        let mut out = std::io::stdout().lock();
        out.write_all(format!("{before}{frame}").as_bytes())?;
        out.flush()
    }

    fn run(mut self) -> Result<i32, TerminalError> {
        loop {
            let Ok(first) = self.from.recv() else { return Ok(0) };
            let mut next = Some(first);
            // everything that is ready goes in before the next frame
            while let Some(happening) = next {
                if let After::End(status) = self.take(happening)? {
                    return Ok(status);
                }
                next = self.from.try_recv().ok();
            }
            self.draw("")?;
        }
    }

    fn take(&mut self, happening: Happening) -> Result<After, TerminalError> {
        match happening {
            Happening::Gone => return Ok(After::End(1)),
            Happening::Signal(SIGCONT) => self.again("\u{1b}[2J")?,
            Happening::Signal(signal) => {
                kept::keep(&mut self.model);
                self.model.cx.asked().into_iter().for_each(|effect| self.tasks.finish(effect));
                return Ok(After::End(128 + signal));
            }
            Happening::Events(events) => {
                for msg in input::messages(events) {
                    if let After::End(status) = self.handle(msg)? {
                        return Ok(After::End(status));
                    }
                }
            }
            Happening::Notice(msg) => return self.handle(*msg),
        }
        Ok(After::Go)
    }

    fn handle(&mut self, msg: Msg) -> Result<After, TerminalError> {
        let resized = matches!(msg, Msg::Resize(_));
        let effects = update(&mut self.model, msg);
        // what is to be found again is kept before the session ends
        let ends = effects.iter().any(|effect| matches!(effect, Effect::Terminal(Asked::Quit(_))));
        for effect in effects {
            match effect {
                Effect::Terminal(Asked::Quit(status)) => return Ok(After::End(status)),
                Effect::Terminal(Asked::Redraw) => self.again("\u{1b}[2J")?,
                Effect::Terminal(Asked::Suspend) => self.suspend()?,
                Effect::Terminal(Asked::Copy(text)) => self.copy(&text)?,
                keep @ Effect::Keep { .. } if ends => self.tasks.finish(keep),
                effect => self.tasks.start(effect),
            }
        }
        if resized {
            // what a terminal does with its rows when it changes size is its own affair
            self.again("\u{1b}[2J")?;
        }
        Ok(After::Go)
    }

    fn update(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            self.tasks.start(effect);
        }
    }

    /// Draws everything anew.
    fn again(&mut self, before: &str) -> std::io::Result<()> {
        if self.guard.is_none() {
            return Ok(());
        }
        self.cells = Cells::new(self.model.cx.size.cols, self.model.cx.size.rows, self.brackets);
        self.draw(&format!("\u{1b}[m{before}\u{1b}[?25l"))
    }

    /// Hands a text to the terminal for its clipboard. Nothing tells whether the terminal took it.
    fn copy(&mut self, text: &str) -> std::io::Result<()> {
        if !self.brackets {
            self.model.cx.say("said.copy-none", &[]);
            return Ok(());
        }
        let in_tmux = std::env::var_os("TMUX").is_some_and(|tmux| !tmux.is_empty());
        let mut out = std::io::stdout().lock();
        out.write_all(clipboard::sequence(text, in_tmux).as_bytes())?;
        out.flush()
    }

    /// Leaves the screen to the shell and stops, until the shell brings the session back. Without a shell that could,
    /// nothing would: then it is said instead.
    fn suspend(&mut self) -> std::io::Result<()> {
        use nix::unistd::{getppid, getsid};
        if getsid(Some(getppid())) != getsid(None) {
            self.model.cx.say("said.no-shell", &[]);
            return Ok(());
        }
        self.guard = None;
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        // other messages wait; the shell's signal says that the screen is ours again
        let mut held = Vec::new();
        while let Ok(happening) = self.from.recv() {
            match happening {
                Happening::Signal(SIGCONT) => break,
                other => held.push(other),
            }
        }
        self.enter()?;
        for happening in held {
            if let Happening::Notice(msg) = happening {
                self.update(*msg);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
