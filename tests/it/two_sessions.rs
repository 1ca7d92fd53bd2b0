//! Two officers at two screens of one process, each with keys of their own, on one register.

use crate::rename::rename_unit;
use canbo::app::input::keymap::Keymap;
use canbo::app::input::keys::{Code, Key};
use canbo::app::model::{Model, Screen};
use canbo::app::overlays::form;
use canbo::app::parts::layout::Size;
use canbo::app::session::begin::Begin;
use canbo::app::session::effect::{Change, Effect};
use canbo::app::session::host::{Notice, Progress, ProvinceChoice, Start};
use canbo::app::session::msg::Msg;
use canbo::app::update::start::session;
use canbo::app::update::update;
use canbo::app::words::Lang;
use canbo::domain::{Author, Day, Edit, Form, KindId, Level, Line, Record, Revision, Source, Span, Unit, UnitId};
use canbo::policy::Policy;
use canbo::register::{Catalogue, Loaded, Proposal, Register};
use canbo::runtime::host::Host;
use canbo::runtime::{News, World};
use canbo::store::{Province, Store};
use std::path::Path;
use std::sync::Arc;

const DISTRICT: UnitId = UnitId::new(1, 2);
const NOON: i64 = 1_714_539_600;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn author(id: &str) -> Author {
    let name = if id == "an" { "Hoàng Văn Ân" } else { "Lý Thị Bình" };
    Author { id: id.to_owned(), name: name.to_owned(), via: "test".to_owned() }
}

/// The world of one officer: the register that all share, and a login.
pub struct Desk {
    register: Register,
    id: &'static str,
}

impl Host for Desk {
    fn open(&self, _: &Path) -> Result<(Register, Vec<Notice>), Notice> {
        Ok((self.register.clone(), Vec::new()))
    }
    fn make_sample(&self, _: &Path, _: &mut dyn FnMut(Progress)) -> Result<Register, Notice> {
        Ok(self.register.clone())
    }
    fn start_empty(&self, _: &Path, _: &ProvinceChoice) -> Result<Register, Notice> {
        Ok(self.register.clone())
    }
    fn provinces(&self) -> Vec<ProvinceChoice> {
        Vec::new()
    }
    fn author(&self) -> Author {
        author(self.id)
    }
    fn now(&self) -> i64 {
        NOON
    }
    fn today(&self) -> Day {
        day("01/05/2024")
    }
}

/// A session whose world answers at once.
pub struct Seat {
    pub model: Model,
    world: World,
    news: News,
}

impl Seat {
    pub fn at(register: &Register, id: &'static str) -> Seat {
        let world = World::new(Arc::new(Desk { register: register.clone(), id }));
        let (model, effects) = session(Begin {
            start: Start::Open("store".into()),
            lang: Lang::Vi,
            as_of: None,
            today: day("01/05/2024"),
            screen: Some(Screen::Units),
            typing: Default::default(),
            said: None,
            read_only: false,
            keymap: Keymap::default_keys(),
            size: Size { cols: 120, rows: 40 },
        });
        let answers: Vec<Msg> = effects.into_iter().filter_map(|e| world.answer(e, &|_| {})).collect();
        let news = world.news().unwrap();
        let mut seat = Seat { model, world, news };
        answers.into_iter().for_each(|msg| seat.say(msg));
        seat
    }

    pub fn say(&mut self, msg: Msg) {
        let mut open = vec![msg];
        while let Some(msg) = open.pop() {
            let asked = update(&mut self.model, msg);
            open.extend(asked.into_iter().filter_map(|effect| self.world.answer(effect, &|_| {})));
        }
    }

    /// What the register told everybody since.
    fn hear(&mut self) {
        for msg in self.news.wait().unwrap() {
            self.say(msg);
        }
    }

    pub fn keys(&mut self, script: &str) {
        for (at, part) in script.split('"').enumerate() {
            let keys: Vec<Key> = if at % 2 == 1 {
                part.chars().map(|c| Key::from(Code::Char(c))).collect()
            } else {
                part.split_whitespace().map(|word| Key::parse(word).unwrap()).collect()
            };
            keys.into_iter().for_each(|key| self.say(Msg::Keys(vec![key])));
        }
    }

    /// Proposes what was made of the view as it was seen.
    fn propose(&mut self, edits: Vec<Edit>) {
        let generation = self.model.cx.next_generation();
        self.model.cx.ask(Effect::Change(Change::Commit { generation, edits, intent: "rename-unit", exception: None }));
        let answers: Vec<Msg> =
            self.model.cx.asked().into_iter().filter_map(|effect| self.world.answer(effect, &|_| {})).collect();
        answers.into_iter().for_each(|msg| self.say(msg));
    }

    fn rename(&self, name: &str) -> Vec<Edit> {
        rename_unit(&self.model.cx.view, DISTRICT, name, day("01/05/2024")).unwrap()
    }

    fn said(&self) -> String {
        self.model.cx.said.as_ref().map(|s| self.model.cx.words.fill(s.key, &s.with)).unwrap_or_default()
    }

    fn district(&self) -> String {
        self.model.cx.view.unit(DISTRICT).unwrap().name(day("01/05/2024")).to_owned()
    }
}

fn province(dir: &Path) -> Register {
    let of = Province { code: 20, name: "Lạng Sơn".to_owned(), origin: 1, home_date: None, sample: None };
    let store = Store::create(&dir.join("store"), &of).unwrap();
    let policy = Arc::new(Policy::embedded().unwrap());
    let register = Register::open(store, Arc::new(Catalogue::embedded().unwrap()), policy, false);
    register.wait(Loaded::All).unwrap();
    let form = |kind, level| Form { kind: KindId(kind), level };
    let since = Span::since(day("01/01/2000"));
    let mut top = Unit::new(UnitId::new(1, 1), since, "Lạng Sơn", form(1, Level::Province), 1);
    let mut below = Unit::new(DISTRICT, since, "Cao Lộc", form(2, Level::District), 1);
    for line in Line::ALL {
        top.place(line, None, since);
        below.place(line, Some(top.id), since);
    }
    let edits = [top, below].map(|u| Edit::create(Record::Unit(u))).to_vec();
    let proposal = Proposal {
        edits,
        author: author("an"),
        source: Source::Cli,
        intent: "begin-province".to_owned(),
        exception: None,
        at: NOON,
    };
    register.commit(proposal).unwrap();
    register
}

#[test]
fn what_one_officer_changes_the_other_sees_and_nobody_overwrites_unseen() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(dir.path());
    let (mut an, mut binh) = (Seat::at(&register, "an"), Seat::at(&register, "binh"));
    let (mine, theirs) = (an.rename("Một"), binh.rename("Hai"));
    an.propose(mine);
    an.hear();
    assert_eq!(an.district(), "Một");
    // the other has not looked yet: nothing is overwritten, and it is said what by whom and when
    binh.propose(theirs);
    assert_eq!(
        binh.said(),
        "Hoàng Văn Ân đã sửa Thành phố Một lúc 01/05/2024 12:00 (lần sửa 2); chưa thay đổi gì, xem lại rồi làm tiếp"
    );
    binh.hear();
    assert_eq!(binh.district(), "Một");
    // having looked, the other may
    let again = binh.rename("Hai");
    binh.propose(again);
    an.keys("home");
    an.hear();
    assert_eq!(an.district(), "Hai");
    assert_eq!(an.said(), "Dữ liệu vừa được cập nhật (lần sửa 3)");
}

#[test]
fn anothers_revision_is_taken_back_on_the_screen_by_typing_whose_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(dir.path());
    let (mut an, mut binh) = (Seat::at(&register, "an"), Seat::at(&register, "binh"));
    let edits = an.rename("Một");
    an.propose(edits);
    an.hear();
    binh.hear();
    binh.keys("N");
    let listed =
        |seat: &Seat| seat.model.screens.journal.entries.iter().map(|e| e.header.revision.0).collect::<Vec<_>>();
    assert_eq!(listed(&binh), [2, 1]);
    let lines: Vec<&str> = binh.model.screens.journal.lines.iter().map(|l| l.text.as_str()).collect();
    assert!(lines.iter().any(|l| l.contains("+ Một")), "{lines:#?}");
    binh.keys("U \"Bình\" enter");
    let Some(form) = binh.model.cx.over.get::<form::Form>() else { panic!("the form stays") };
    assert_eq!(form.problem.as_ref().map(|p| p.key), Some("refused.another"));
    assert_eq!(binh.district(), "Một");
    binh.keys("ctrl-u \"hoang van an\" enter");
    assert!(!binh.model.cx.over.is_open());
    assert_eq!(binh.said(), "Đã hoàn tác (lần sửa 3)");
    binh.hear();
    an.hear();
    assert_eq!((an.district(), binh.district()), ("Cao Lộc".to_owned(), "Cao Lộc".to_owned()));
    assert_eq!(listed(&binh), [3, 2, 1]);
    assert_eq!(binh.model.screens.journal.entries[1].undone_by, Some(Revision(3)));
    // one's own needs no name; taken back already, it says so
    an.keys("N down U");
    assert_eq!(an.said(), "Lần sửa 2 đã được hoàn tác ở lần sửa 3");
}

#[test]
fn the_register_as_it_was_known_is_looked_at_and_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(dir.path());
    let (mut an, mut binh) = (Seat::at(&register, "an"), Seat::at(&register, "binh"));
    let edits = an.rename("Một");
    an.propose(edits);
    an.hear();
    binh.hear();
    binh.keys("N down = T");
    assert_eq!((binh.model.cx.screen, binh.district().as_str()), (Screen::Units, "Cao Lộc"));
    // what another changes meanwhile waits until one comes back
    let edits = an.rename("Hai");
    an.propose(edits);
    binh.hear();
    assert_eq!(binh.district(), "Cao Lộc");
    binh.keys("u");
    assert_eq!(binh.said(), "Đang xem dữ liệu như đã biết ở lần sửa 1: không sửa được");
    assert_eq!(register.snapshot().revision, Revision(3));
    binh.keys("K");
    assert_eq!(binh.district(), "Hai");
}
