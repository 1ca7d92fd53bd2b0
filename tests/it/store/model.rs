//! A register in a map, which does what the store should do; and edits to try both with.

use canbo::domain::*;
use canbo::store::{Province, Store};
use std::collections::BTreeMap;
use std::path::Path;

pub type Records = BTreeMap<RecordKey, Record>;

/// Number of this store in front of its ids.
pub const ORIGIN: u16 = 20;

/// What is done to one record: create it where it is not there, else change or remove it.
#[derive(Debug, Clone, Copy)]
pub struct Op {
    pub kind: u8,
    pub number: u64,
    pub remove: bool,
    /// Makes the record differ, and in some kinds its length.
    pub size: u16,
}

pub fn province() -> Province {
    Province { code: 20, name: "Lạng Sơn".to_owned(), origin: ORIGIN, home_date: None, sample: None }
}

pub fn header(revision: Revision) -> Header {
    Header {
        revision,
        at: 1_714_500_000,
        author: Author { id: "an".to_owned(), name: "Người thử".to_owned(), via: "tty1".to_owned() },
        source: Source::Key,
        intent: format!("revision {revision}"),
        undoes: None,
        exception: None,
        policy: 1,
        edits: 0,
    }
}

fn record(op: Op) -> Record {
    let Op { number, size, .. } = op;
    let cadre = CadreId::new(ORIGIN, number);
    let span = Span::since(Day(i32::from(size)));
    match op.kind % 6 {
        0 => {
            let form = Form { kind: KindId(1), level: Level::District };
            Record::Unit(Unit::new(UnitId::new(ORIGIN, number), span, "Cao Lộc", form, number as u32))
        }
        1 => Record::Appointment(Appointment::new(
            AppointmentId::new(ORIGIN, number),
            CadreId::new(ORIGIN, u64::from(size % 7)),
            PostId::new(ORIGIN, u64::from(size % 5)),
            span,
            ActKind::Appointed,
        )),
        2 => Record::Statuses(Statuses { cadre, rows: vec![Dated { span, value: Status::Studying }] }),
        3 => Record::Grades(Grades {
            cadre,
            rows: (0..size % 400)
                .map(|n| Graded { period: Period::Month(n as i16, 1), grade: Some(Grade::Good) })
                .collect(),
        }),
        4 => Record::Ruling(Ruling {
            id: RulingId::new(ORIGIN, number),
            rule: "coefficient-2025".to_owned(),
            span,
            says: (size % 3 > 0).then(|| RuleText {
                kind: "coefficient".to_owned(),
                with: vec![("most".to_owned(), format!("[{size}, 10]"))],
                vi: "ghi ".repeat(usize::from(size) % 2_000),
                ..RuleText::default()
            }),
            paper: Paper { number: size.to_string(), on: Day(1), by: "BTV".to_owned() },
        }),
        _ => Record::Dossier(Dossier {
            birthplace: "Đồng Đăng".to_owned(),
            residence: size.to_string(),
            note: "ghi ".repeat(usize::from(size) % 3_000),
            ..Dossier::new(cadre)
        }),
    }
}

/// The edit that does this to the records as they are; none where it would change nothing.
pub fn edit(records: &Records, op: Op) -> Option<Edit> {
    let becomes = record(op);
    let was = records.get(&becomes.key()).cloned();
    let becomes = (was.is_none() || !op.remove).then_some(becomes);
    Some(Edit { nature: Nature::Change(Day(i32::from(op.size))), was, becomes }).filter(Edit::is_sound)
}

/// Does an edit, and fails where the records are not what it says they were.
pub fn apply(records: &mut Records, edit: &Edit) {
    let key = edit.key().unwrap();
    let was = match &edit.becomes {
        Some(record) => records.insert(key, record.clone()),
        None => records.remove(&key),
    };
    assert_eq!(was, edit.was, "{key:?} is not what the edit says it was");
}

/// Edits that do all of this, one after the other, and what the records are then.
pub fn edits(records: &Records, ops: impl IntoIterator<Item = Op>) -> (Vec<Edit>, Records) {
    let mut records = records.clone();
    let mut edits = Vec::new();
    for op in ops {
        if let Some(edit) = edit(&records, op) {
            apply(&mut records, &edit);
            edits.push(edit);
        }
    }
    (edits, records)
}

/// What the store says its records are.
pub fn stored(store: &Store) -> Records {
    RecordKind::ALL
        .into_iter()
        .flat_map(|kind| store.records(kind))
        .map(|record| record.map(|record| (record.key(), record)).unwrap())
        .collect()
}

/// What the store's journal says its records are.
pub fn replayed(store: &Store) -> Records {
    let mut records = Records::new();
    for revision in (1..=store.head().0).map(Revision) {
        for edit in store.edits(revision) {
            apply(&mut records, &edit.unwrap());
        }
    }
    records
}

pub fn next(store: &Store) -> Header {
    header(Revision(store.head().0 + 1))
}

/// Random numbers with a seed (splitmix64).
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    pub fn op(&mut self, numbers: u64) -> Op {
        Op {
            kind: self.below(5) as u8,
            number: 1 + self.below(numbers),
            remove: self.below(4) == 0,
            size: self.below(1 << 16) as u16,
        }
    }
}

/// A store with some revisions, closed; the records that it holds.
pub fn filled(dir: &Path, revisions: u64) -> Records {
    let store = Store::create(dir, &province()).unwrap();
    let mut random = Random(revisions);
    let mut records = Records::new();
    while store.head().0 < revisions {
        let ops: Vec<Op> = (0..30).map(|_| random.op(60)).collect();
        let (edits, after) = edits(&records, ops);
        store.commit(&next(&store), &edits).unwrap();
        records = after;
    }
    records
}

/// Every file below a folder with its bytes.
pub fn files(dir: &Path) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), std::fs::read(path).unwrap());
        }
    }
    found
}
