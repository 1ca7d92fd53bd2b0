//! A session that meets an error of the program's own gives the terminal back and says one sentence.

use crate::support::Session;
use canbo::app::input::keymap::Keymap;
use canbo::app::input::typing::Typing;
use canbo::app::session::host::{Notice, Progress, ProvinceChoice, Start};
use canbo::app::words::Lang;
use canbo::domain::{Author, Day};
use canbo::policy::Policy;
use canbo::register::{Catalogue, Register};
use canbo::runtime::host::Host;
use canbo::store::{Province, Store};
use canbo::terminal::{Launch, run};
use portable_pty::CommandBuilder;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::thread::ThreadId;

/// A world that fails the session's own thread, the only one on which it is asked for the author at the end.
struct Failing {
    session: ThreadId,
}

impl Host for Failing {
    fn open(&self, dir: &Path) -> Result<(Register, Vec<Notice>), Notice> {
        let province = Province { code: 20, name: "Lạng Sơn".to_owned(), origin: 1, home_date: None, sample: None };
        let store = Store::create(dir, &province).unwrap();
        let (catalogue, policy) = (Catalogue::embedded().unwrap(), Policy::embedded().unwrap());
        Ok((Register::open(store, Arc::new(catalogue), Arc::new(policy), false), Vec::new()))
    }

    fn make_sample(&self, _: &Path, _: &mut dyn FnMut(Progress)) -> Result<Register, Notice> {
        unreachable!("not asked for")
    }

    fn start_empty(&self, _: &Path, _: &ProvinceChoice) -> Result<Register, Notice> {
        unreachable!("not asked for")
    }

    fn provinces(&self) -> Vec<ProvinceChoice> {
        Vec::new()
    }

    fn author(&self) -> Author {
        assert_ne!(std::thread::current().id(), self.session, "planted");
        Author { id: "tester".to_owned(), name: "Tester".to_owned(), via: "test".to_owned() }
    }

    fn now(&self) -> i64 {
        1_714_500_000
    }

    fn today(&self) -> Day {
        Day::parse("01/05/2024").unwrap()
    }
}

#[test]
#[ignore = "a session that another test starts on a terminal"]
fn a_session_that_fails() {
    let Some(dir) = std::env::var_os("CANBO_TEST_STORE").filter(|_| std::io::stdin().is_terminal()) else { return };
    let host = Failing { session: std::thread::current().id() };
    let _ = run(Launch {
        today: host.today(),
        host: Arc::new(host),
        start: Start::Open(dir.into()),
        lang: Lang::Vi,
        as_of: None,
        screen: None,
        read_only: false,
        keymap: Keymap::default_keys(),
        typing: Typing::Off,
        theme: "default".to_owned(),
        theme_file: None,
        mouse: true,
        said: None,
    });
}

#[test]
fn after_a_panic_the_terminal_is_as_it_was_and_one_sentence_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["panic::a_session_that_fails", "--exact", "--ignored", "--nocapture"]);
    command.env("CANBO_TEST_STORE", home.path().join("store"));
    command.env("TERM", "xterm-256color");
    let mut session = Session::start(command);
    session.sees("[Hôm nay]");
    assert!(session.is_raw());
    // what the session leaves is kept on its own thread when it ends
    session.types("C");
    session.sees("[Cán bộ]");
    session.types("\x11");
    session.sees("canbo gặp lỗi");
    assert_ne!(session.ends(), 0);
    session.assert_restored();
}
