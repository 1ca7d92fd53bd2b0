//! A province of a few units and people for the tests of the screen: what an officer would meet, in small.

use crate::app::input::keymap::Keymap;
use crate::app::input::keys::{Code, Key};
use crate::app::model::{Model, Place, Screen};
use crate::app::overlays::asks::{self, Answered, Asker, Found};
use crate::app::parts::layout::Size;
use crate::app::session::begin::Begin;
use crate::app::session::effect::Effect;
use crate::app::session::host::Start;
use crate::app::session::msg::{Msg, Opened};
use crate::app::session::recent::Recent;
use crate::app::update::update;
use crate::app::words::Lang;
use crate::domain::*;
use crate::policy::Policy;
use crate::register::{Catalogue, Loaded, Snapshot};
use crate::runtime::StorelessWorld;
use std::sync::Arc;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

struct Maker {
    catalogue: Catalogue,
    records: Vec<Record>,
    next: u64,
}

impl Maker {
    fn id(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn unit(&mut self, kind: &str, level: Level, name: &str, parents: &[(Line, Option<UnitId>)], span: Span) -> Unit {
        let kind = self.catalogue.kind_coded(kind).unwrap().id;
        let id = UnitId(self.id());
        let ordinal = u32::try_from(id.0).unwrap();
        let mut unit = Unit::new(id, span, name, Form { kind, level }, ordinal);
        for (line, parent) in parents {
            unit.place(*line, *parent, span);
        }
        unit
    }

    fn post(&mut self, unit: UnitId, title: &str, seats: u16, span: Span) -> PostId {
        let title = self.catalogue.title_coded(title).unwrap_or_else(|| panic!("{title}")).id;
        let id = PostId(self.id());
        self.records.push(Record::Post(Post::new(id, unit, title, span, seats)));
        id
    }

    fn cadre(&mut self, name: &str, sex: Sex, born: &str) -> CadreId {
        let id = CadreId(self.id());
        let from = day("01/01/2010");
        let reached = |value| Dated { span: Span::since(from), value };
        self.records.push(Record::Cadre(Cadre {
            code: format!("LS-{:05}", id.0),
            ethnic: ListId(2),
            origin: Origin {
                text: "xã Hải Yến, huyện Cao Lộc, tỉnh Lạng Sơn".to_owned(), unit: None, code: None
            },
            membership: Some(Membership { joined: PartialDate::parse("19/05/2008").unwrap(), official: None }),
            qualifications: vec![
                reached(Qualification::Education(Education::University)),
                reached(Qualification::Theory(Theory::Intermediate)),
            ],
            payroll: vec![Dated { span: Span::since(from), value: Payroll::CivilServant }],
            ..Cadre::new(id, name, sex, PartialDate::parse(born).unwrap())
        }));
        let grade = |year, grade| Graded { period: Period::Year(year), grade: Some(grade) };
        let rows = vec![grade(2021, Grade::Good), grade(2022, Grade::Excellent), grade(2023, Grade::Good)];
        self.records.push(Record::Grades(Grades { cadre: id, rows }));
        id
    }

    fn hold(&mut self, cadre: CadreId, post: PostId, span: Span) {
        let mut held = Appointment::new(AppointmentId(self.id()), cadre, post, span, ActKind::Elected);
        held.ended = span.ends().then(|| ActKind::Reorganised.into());
        self.records.push(Record::Appointment(held));
    }
}

/// A province with one district, two communes of it that become one, and a school with many seats.
pub fn snapshot() -> (Arc<Snapshot>, Arc<Catalogue>) {
    let mut m = Maker { catalogue: Catalogue::embedded().unwrap(), records: Vec::new(), next: 0 };
    let (begin, end) = (day("01/01/2019"), day("01/07/2025"));
    let (ever, until) = (Span::since(begin), Span::new(begin, end));
    let at_top: Vec<(Line, Option<UnitId>)> = Line::ALL.iter().map(|l| (*l, None)).collect();
    let under = |parent: UnitId| Line::ALL.iter().map(|l| (*l, Some(parent))).collect::<Vec<_>>();
    let mut province = m.unit("tinh", Level::Province, "Lạng Sơn", &at_top, ever);
    province.codes.push(Dated { span: ever, value: 20 });
    let mut district = m.unit("huyen", Level::District, "Cao Lộc", &under(province.id), until);
    let mut here = m.unit("xa", Level::Commune, "Tân Thành", &under(district.id), until);
    let mut there = m.unit("xa", Level::Commune, "Hải Yến", &under(district.id), until);
    let merged = m.unit("xa", Level::Commune, "Cao Lộc", &under(province.id), Span::since(end));
    let school = m.unit("truong-thpt", Level::Province, "Cao Lộc", &[(Line::State, Some(province.id))], ever);
    for gone in [&mut here, &mut there] {
        gone.became.push(Became { on: end, into: merged.id, share: Share::Whole });
    }
    district.became.push(Became { on: end, into: merged.id, share: Share::Part });
    district.became.push(Became { on: end, into: province.id, share: Share::Part });
    let chair = m.post(here.id, "ct-ubnd-xa", 1, until);
    let deputy = m.post(here.id, "pct-ubnd-xa", 2, until);
    let head = m.post(district.id, "ct-ubnd-huyen", 1, until);
    let new_chair = m.post(merged.id, "ct-ubnd-xa", 1, Span::since(end));
    let teachers = m.post(school.id, "giao-vien-thpt", 30, ever);
    let hoa = m.cadre("Nông Thị Hoa", Sex::Female, "12/03/1984");
    let binh = m.cadre("Hoàng Văn Bình", Sex::Male, "1979");
    let an = m.cadre("Vi Văn An", Sex::Male, "03/1975");
    m.hold(hoa, chair, Span::new(day("01/07/2021"), end));
    m.hold(hoa, new_chair, Span::since(end));
    m.hold(binh, deputy, Span::new(day("01/07/2021"), end));
    m.hold(an, head, Span::new(day("01/07/2021"), end));
    for n in 0..28 {
        let name = ["Lý Thị Mai", "Triệu Văn Sơn", "Chu Đức Long", "Lăng Thị Ánh"][n % 4];
        let cadre = m.cadre(&format!("{name} {}", n + 1), Sex::Female, "05/06/1990");
        m.hold(cadre, teachers, Span::since(day("01/09/2015")));
    }
    let by = Tier::DistrictStandingCommittee;
    let conclusion = Conclusion { number: "118-KL/HU".to_owned(), on: day("02/02/2024"), outcome: Outcome::Meets, by };
    let vote = Vote { on: day("20/12/2023"), returned: 31, high: 27, trusted: 3, low: 1 };
    let (conclusions, votes) = (vec![conclusion], vec![vote]);
    m.records.push(Record::Standing(Standing { cadre: hoa, conclusions, votes, exempt: Vec::new() }));
    m.records.extend([province, district, here, there, merged, school].map(Record::Unit));
    let (policy, catalogue) = (Arc::new(Policy::embedded().unwrap()), Arc::new(m.catalogue));
    let mut snapshot = Snapshot::over(policy, Arc::clone(&catalogue));
    snapshot.loaded = Loaded::All;
    m.records.into_iter().for_each(|record| snapshot.set(record.key(), Some(record)));
    (Arc::new(snapshot), catalogue)
}

/// A session on that province, with a world that answers at once.
pub struct Bench {
    pub model: Model,
    /// Effects that this world does not answer by itself.
    pub asked: Vec<Effect>,
    world: StorelessWorld,
}

impl Bench {
    pub fn before_open(size: (u16, u16), start: Start) -> Bench {
        let (model, effects) = crate::app::update::start::session(Begin {
            start,
            lang: Lang::Vi,
            as_of: None,
            today: day("22/11/2026"),
            screen: None,
            read_only: false,
            keymap: Keymap::default_keys(),
            said: None,
            typing: Default::default(),
            size: Size { cols: size.0, rows: size.1 },
        });
        Bench { model, asked: effects, world: StorelessWorld::default() }
    }

    /// A session at the hierarchy.
    pub fn open(size: (u16, u16)) -> Bench {
        let mut bench = Bench::first(size);
        bench.model.cx.screen = Screen::Units;
        bench.say(Msg::Counted);
        bench
    }

    /// A session as it opens for the first time.
    pub fn first(size: (u16, u16)) -> Bench {
        let mut bench = Bench::before_open(size, Start::Open("store".into()));
        bench.say(Bench::opened());
        bench
    }

    /// The register has been opened.
    pub fn opened() -> Msg {
        let (snapshot, catalogue) = snapshot();
        let policy = Arc::clone(snapshot.policy());
        let place = Place { name: "Lạng Sơn".to_owned(), home: Some(day("01/05/2024")), sample: true };
        Msg::Opened(Box::new(Opened {
            place,
            author: Author { id: "an".to_owned(), name: "An".to_owned(), via: "test".to_owned() },
            snapshot,
            catalogue,
            policy,
            plan_drafts: Vec::new(),
            chains: Vec::new(),
            reports: Arc::default(),
            indicators: crate::exchange::indicators::Plan::embedded(),
            draft: None,
            recent: Recent::default(),
            said: Vec::new(),
            kept: String::new(),
        }))
    }

    /// A message, and the world's answers to what it leads to. What needs a store is left to the test.
    pub fn say(&mut self, msg: Msg) {
        let mut open = vec![msg];
        while let Some(msg) = open.pop() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Find(asks) => open.extend(self.world.find(asks)),
                    Effect::Texts(cadre, None) => open.push(Msg::Texts { cadre, training: None, dossier: None }),
                    Effect::Keep { name: crate::app::overlays::form::draft::NOTE, .. } => {}
                    Effect::Store(_)
                    | Effect::Change(_)
                    | Effect::Keep { .. }
                    | Effect::Texts(..)
                    | Effect::Journal(_)
                    | Effect::Reorganise(_)
                    | Effect::Import(_)
                    | Effect::Outgoing(_)
                    | Effect::Terminal(_) => self.asked.push(effect),
                    effect => open.extend(self.world.answer(effect)),
                }
            }
        }
    }

    /// Keys as a keymap writes them, split by spaces; `"text"` is typed letter by letter.
    pub fn keys(&mut self, script: &str) -> &mut Bench {
        for (at, part) in script.split('"').enumerate() {
            if at % 2 == 1 {
                for c in part.chars() {
                    self.say(Msg::Keys(vec![Key::from(Code::Char(c))]));
                }
            } else {
                for word in part.split_whitespace() {
                    let key = Key::parse(word).unwrap_or_else(|| panic!("{word}"));
                    self.say(Msg::Keys(vec![key]));
                }
            }
        }
        self
    }

    /// What was said last, in words.
    pub fn said(&self) -> String {
        self.model.cx.said.as_ref().map(|s| self.model.cx.words.fill(s.key, &s.with)).unwrap_or_default()
    }

    /// The selected unit as it is called.
    pub fn unit(&self) -> String {
        self.model.unit().map(|u| self.model.cx.view.called_in_full(self.model.cx.line, u)).unwrap_or_default()
    }

    pub fn loaded(&self) -> Loaded {
        self.model.cx.view.snapshot.loaded
    }
}

/// The end of a question to the finder.
pub fn answered(asker: Asker, generation: u64, found: Found) -> Msg {
    Msg::Find(Answered { asker, generation, outcome: asks::Outcome::Answered(found) })
}

/// Hits for the line of find.
pub fn hits(generation: u64, found: crate::search::Answer, micros: u64) -> Msg {
    answered(Asker::Find, generation, Found::Hits(found, micros))
}
