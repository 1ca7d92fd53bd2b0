//! The real program: in a home of its own, on an emulated terminal.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail so"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, Termios, tcgetattr};
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Generous: a test that waits so long has failed, however slow the machine.
const DEADLINE: Duration = Duration::from_secs(120);

/// One small sample, for one test at a time: a store is one process's. It stands among what the build makes, since a
/// static is never dropped.
pub fn sample() -> impl Deref<Target = Home> {
    static SHARED: Mutex<Option<Home>> = Mutex::new(None);
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.get_or_insert_with(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(concat!("sample-", env!("CARGO_CRATE_NAME")));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Home { path, _dir: None }.filled()
    });
    Held(shared)
}

struct Held(MutexGuard<'static, Option<Home>>);

impl Deref for Held {
    type Target = Home;
    fn deref(&self) -> &Home {
        self.0.as_ref().unwrap()
    }
}

/// A home folder that goes when the test ends.
pub struct Home {
    path: PathBuf,
    _dir: Option<TempDir>,
}

impl Home {
    pub fn new() -> Home {
        let dir = tempfile::tempdir().unwrap();
        Home { path: dir.path().to_owned(), _dir: Some(dir) }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the program keeps its stores.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Where the program looks for a store when none is named.
    pub fn store(&self) -> PathBuf {
        self.data().join("canbo")
    }

    fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        vec![
            ("HOME", self.path().to_owned()),
            ("XDG_DATA_HOME", self.data()),
            ("XDG_CONFIG_HOME", self.path().join("config")),
            ("LOGNAME", "tester".into()),
            ("LANG", "C.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("PATH", std::env::var_os("PATH").unwrap_or_default().into()),
        ]
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_canbo"));
        command.args(words).env_clear().envs(self.environment()).stdin(std::process::Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs a command that must succeed, and reads its JSON.
    pub fn json(&self, words: &[&str]) -> serde_json::Value {
        let out = self.run(&[words, &["--json"]].concat());
        assert!(out.status.success(), "{words:?}: {}", said(&out));
        serde_json::from_slice(&out.stdout).unwrap()
    }

    /// Makes a small sample as the store of this home.
    pub fn with_sample() -> Home {
        Home::new().filled()
    }

    fn filled(self) -> Home {
        let out = self.run(&["sample", "--people", "300"]);
        assert!(out.status.success(), "{}", said(&out));
        self
    }

    /// A home with a copy of another's store.
    pub fn like(other: &Home) -> Home {
        let home = Home::new();
        std::fs::create_dir_all(home.store()).unwrap();
        for entry in std::fs::read_dir(other.store()).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                std::fs::copy(entry.path(), home.store().join(entry.file_name())).unwrap();
            }
        }
        home
    }

    /// Starts the program on a terminal.
    pub fn session(&self, words: &[&str]) -> Session {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_canbo"));
        command.args(words);
        command.env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        Session::start(command)
    }
}

/// What a process said on standard error and standard output.
pub fn said(out: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&out.stderr), String::from_utf8_lossy(&out.stdout))
}

struct Shown {
    parser: Mutex<(vt100::Parser, bool)>,
    changed: Condvar,
}

/// A process on an emulated terminal of 80 by 24.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    shown: Arc<Shown>,
    tty: File,
    before: Termios,
    _master: Box<dyn MasterPty + Send>,
}

impl Session {
    pub fn start(command: CommandBuilder) -> Session {
        const ROWS: u16 = 24;
        const COLUMNS: u16 = 80;
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let tty = File::options().read(true).write(true).open(pair.master.tty_name().unwrap()).unwrap();
        let before = tcgetattr(&tty).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(NonZero::new(ROWS).unwrap(), NonZero::new(COLUMNS).unwrap(), 0);
        let shown = Arc::new(Shown { parser: Mutex::new((parser, false)), changed: Condvar::new() });
        let seen = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            loop {
                let read = reader.read(&mut bytes).unwrap_or(0);
                // a test that failed while it held the screen has said so
                let Ok(mut state) = seen.parser.lock() else { return };
                state.0.process(&bytes[..read]);
                state.1 = read == 0;
                seen.changed.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Session { child, writer, shown, tty, before, _master: pair.master }
    }

    /// Waits until the screen is as it should be, and returns its text.
    pub fn wait(&self, what: &str, ready: impl Fn(&vt100::Screen) -> bool) -> String {
        let until = Instant::now() + DEADLINE;
        let mut state = self.shown.parser.lock().unwrap();
        loop {
            let screen = state.0.screen();
            if ready(screen) {
                return screen.contents();
            }
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "{what} did not come; the screen is:\n{}", screen.contents());
            state = self.shown.changed.wait_timeout(state, left).unwrap().0;
        }
    }

    /// Waits until the screen has a text, and returns all of it.
    pub fn sees(&self, text: &str) -> String {
        self.wait(text, |screen| screen.contents().contains(text))
    }

    pub fn types(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), signal).unwrap();
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Whether the terminal hands every key to the program.
    pub fn is_raw(&self) -> bool {
        !tcgetattr(&self.tty).unwrap().local_modes.contains(LocalModes::ICANON)
    }

    /// Waits for the end, and for what was written before it; the exit status.
    pub fn ends(&mut self) -> u32 {
        let until = Instant::now() + DEADLINE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(Instant::now() < until, "it did not end; the screen is:\n{}", self.text());
            // nothing tells of the end of a process but asking again
            std::thread::yield_now();
        }
    }

    pub fn text(&self) -> String {
        self.shown.parser.lock().unwrap().0.screen().contents()
    }

    /// Whether the terminal is as it was found: cooked, on its first screen, with its cursor.
    pub fn assert_restored(&self) {
        self.wait("the terminal as it was", |screen| !screen.alternate_screen() && !screen.hide_cursor());
        let after = tcgetattr(&self.tty).unwrap();
        assert_eq!(after.local_modes, self.before.local_modes, "local modes");
        assert_eq!(after.input_modes, self.before.input_modes, "input modes");
        assert_eq!(after.output_modes, self.before.output_modes, "output modes");
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // it has ended already, unless the test failed
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
