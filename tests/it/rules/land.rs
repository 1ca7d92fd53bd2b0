//! A province with its committee, a department, a district and a commune, and whoever a case needs.

use canbo::domain::*;
use canbo::policy::{Amount, Candidate, Finding, Judged, List, Policy, Verdict};
use canbo::register::catalogue::ListName;
use canbo::register::{Catalogue, Snapshot, View};
use std::sync::Arc;

pub const CURRENT: TermId = TermId(2020);
pub const NEXT: TermId = TermId(2025);

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Since when everything in it stands.
const SINCE: &str = "01/01/2010";

pub struct Land {
    pub catalogue: Arc<Catalogue>,
    pub policy: Policy,
    pub records: Vec<Record>,
    next: u64,
    pub province: UnitId,
    pub finance: UnitId,
    pub district: UnitId,
    pub commune: UnitId,
}

impl Land {
    pub fn new() -> Land {
        let nowhere = UnitId(0);
        let mut land = Land {
            catalogue: Arc::new(Catalogue::embedded().unwrap()),
            policy: Policy::embedded().unwrap(),
            records: Vec::new(),
            next: 0,
            province: nowhere,
            finance: nowhere,
            district: nowhere,
            commune: nowhere,
        };
        land.province = land.unit("tinh", Level::Province, "Lạng Sơn", None, true);
        land.finance = land.unit("so", Level::Province, "Tài chính", Some(land.province), false);
        land.district = land.unit("huyen", Level::District, "Cao Lộc", Some(land.province), true);
        land.commune = land.unit("xa", Level::Commune, "Hải Yến", Some(land.district), true);
        land
    }

    pub fn id(&mut self) -> u64 {
        self.next += 1;
        UnitId::new(1, self.next).0
    }

    pub fn unit(&mut self, kind: &str, level: Level, name: &str, under: Option<UnitId>, territory: bool) -> UnitId {
        let id = UnitId(self.id());
        let form = Form { kind: self.catalogue.kind_coded(kind).unwrap().id, level };
        let mut unit = Unit::new(id, Span::since(day(SINCE)), name, form, 1);
        let lines = if territory { &Line::ALL[..] } else { &[Line::State][..] };
        for line in lines {
            unit.place(*line, under, unit.span);
        }
        if under.is_none() {
            unit.codes.push(Dated { span: unit.span, value: 20 });
        }
        self.records.push(Record::Unit(unit));
        id
    }

    /// The post of a title in a unit; made with its seats where the unit has none yet.
    pub fn post(&mut self, unit: UnitId, title: &str, seats: u16) -> PostId {
        let title = self.catalogue.title_coded(title).unwrap_or_else(|| panic!("{title}")).id;
        let known = self.records.iter().find_map(|r| match r {
            Record::Post(p) if p.unit == unit && p.title == title => Some(p.id),
            _ => None,
        });
        known.unwrap_or_else(|| {
            let (id, span) = (PostId(self.id()), Span::since(day(SINCE)));
            let seats = vec![Dated { span, value: seats }];
            self.records.push(Record::Post(Post { id, unit, title, span, seats, planned: Vec::new() }));
            id
        })
    }

    /// Somebody with a clean record: concluded upon, three good years, a party member, in service.
    pub fn person(&mut self, sex: Sex, born: &str) -> CadreId {
        let id = CadreId(self.id());
        let since = Span::since(day(SINCE));
        let reached = |value| Dated { span: since, value };
        self.records.push(Record::Cadre(Cadre {
            id,
            code: format!("LS-{:05}", id.counter()),
            citizen: None,
            name: format!("Nông Văn {}", id.counter()),
            other_name: None,
            sex,
            born: PartialDate::parse(born).unwrap(),
            ethnic: ListId(1),
            religion: ListId(0),
            origin: Origin { text: String::new(), unit: None, code: None },
            membership: Some(Membership { joined: PartialDate::parse("19/05/2005").unwrap(), official: None }),
            qualifications: vec![
                reached(Qualification::Education(Education::University)),
                reached(Qualification::Theory(Theory::Advanced)),
            ],
            ranks: Vec::new(),
            payroll: vec![Dated { span: since, value: Payroll::CivilServant }],
            recruited: None,
            retirement: None,
        }));
        let year = |year| Graded { period: Period::Year(year), grade: Some(Grade::Good) };
        self.records.push(Record::Grades(Grades { cadre: id, rows: (2019..2027).map(year).collect() }));
        let by = Tier::ProvincialStandingCommittee;
        let conclusion =
            Conclusion { number: "1-KL/TU".to_owned(), on: day("01/02/2019"), outcome: Outcome::Meets, by };
        let (conclusions, none) = (vec![conclusion], Vec::new());
        self.records.push(Record::Standing(Standing { cadre: id, conclusions, votes: Vec::new(), exempt: none }));
        id
    }

    /// The card of somebody, to be changed.
    pub fn card(&mut self, cadre: CadreId) -> &mut Cadre {
        let found = self.records.iter_mut().find_map(|r| match r {
            Record::Cadre(c) if c.id == cadre => Some(c),
            _ => None,
        });
        found.unwrap()
    }

    pub fn standing(&mut self, cadre: CadreId) -> &mut Standing {
        let found = self.records.iter_mut().find_map(|r| match r {
            Record::Standing(s) if s.cadre == cadre => Some(s),
            _ => None,
        });
        found.unwrap()
    }

    pub fn hold(&mut self, cadre: CadreId, post: PostId, from: &str) -> AppointmentId {
        self.hold_beside(cadre, post, from, false)
    }

    pub fn hold_beside(&mut self, cadre: CadreId, post: PostId, from: &str, concurrent: bool) -> AppointmentId {
        let id = AppointmentId(self.id());
        let began = Act { kind: ActKind::Elected, decision: None };
        let span = Span::since(day(from));
        let (ended, term_ends) = (None, None);
        self.records.push(Record::Appointment(Appointment {
            id,
            cadre,
            post,
            span,
            began,
            ended,
            concurrent,
            term_ends,
        }));
        id
    }

    /// A place in a pool, approved on the day on which it begins.
    pub fn entry(&mut self, cadre: CadreId, post: PostId, term: TermId, from: &str) -> Entry {
        let span = Span::since(day(from));
        Entry {
            id: EntryId(self.id()),
            post,
            term,
            cadre,
            span,
            stages: vec![Dated { span, value: Stage::Approved }],
            order: 1,
            source: Origination::Local,
            kind: PlanKind::Built,
            round: None,
            decision: Some(Decision { number: "7-QĐ/TU".to_owned(), on: day(from) }),
            removal: None,
            votes: Vec::new(),
            carried: None,
            note: String::new(),
        }
    }

    pub fn plan(&mut self, cadre: CadreId, post: PostId, term: TermId, from: &str) -> EntryId {
        let entry = self.entry(cadre, post, term, from);
        let id = entry.id;
        self.records.push(Record::Entry(entry));
        id
    }

    /// The two declare each other, as the relation of the first one's row.
    pub fn married(&mut self, husband: CadreId, wife: CadreId) {
        let relation = self.catalogue.lists().coded(ListName::Relation, "vo").unwrap().id;
        let row = Relative { relation, cadre: Some(wife), name: String::new(), born: None, about: String::new() };
        self.records.push(Record::Kin(Kin { cadre: husband, rows: vec![row] }));
    }

    pub fn view(&self, on: &str) -> View {
        View::new(Arc::new(Snapshot::of(self.records.clone())), Arc::clone(&self.catalogue), day(on))
    }

    /// What one rule says of somebody for a pool; panics where it says nothing.
    pub fn gate(&self, rule: &str, cadre: CadreId, post: PostId, term: TermId, on: &str) -> Finding {
        let all = self.gates(cadre, post, term, on);
        all.iter().find(|f| &*f.rule == rule).unwrap_or_else(|| panic!("{rule} is silent: {all:?}")).clone()
    }

    pub fn gates(&self, cadre: CadreId, post: PostId, term: TermId, on: &str) -> Vec<Finding> {
        let view = self.view(on);
        let entry = view.snapshot.pool_of(post).find(|e| e.cadre == cadre && e.term == term).cloned();
        let candidate = entry.as_deref().map_or(Candidate::new(cadre, PlanKind::Reviewed), Candidate::of);
        self.policy.gates(&view, post, term, candidate, view.on)
    }

    pub fn pool(&self, post: PostId, term: TermId, on: &str) -> Judged {
        let view = self.view(on);
        self.policy.pool(&view, post, term, view.on)
    }

    pub fn list(&self, list: List, term: TermId, on: &str) -> Judged {
        let view = self.view(on);
        self.policy.list(&view, list, term, view.on)
    }
}

/// What a rule says among findings.
pub fn of<'f>(findings: &'f [Finding], rule: &str) -> &'f Finding {
    findings.iter().find(|f| &*f.rule == rule).unwrap_or_else(|| panic!("{rule} is silent: {findings:?}"))
}

/// Verdict and what was measured.
pub fn says(finding: &Finding) -> (Verdict, Amount) {
    (finding.verdict, finding.measured)
}
