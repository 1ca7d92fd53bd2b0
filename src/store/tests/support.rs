//! Small stores and edits for the tests.

use crate::domain::{
    Author, CadreId, Day, Dossier, Edit, Form, Header, KindId, Level, Nature, Record, Revision, Source, Span, Unit,
    UnitId,
};
use crate::store::{Province, Store};
use tempfile::TempDir;

pub fn province() -> Province {
    Province { code: 20, name: "Lạng Sơn".to_owned(), origin: 7, home_date: Some(Day(19_844)), sample: None }
}

pub fn new_store() -> (TempDir, Store) {
    let home = TempDir::new().unwrap();
    let store = Store::create(&home.path().join("s"), &province()).unwrap();
    (home, store)
}

pub fn header(revision: u64) -> Header {
    Header {
        revision: Revision(revision),
        at: 1_714_500_000,
        author: Author { id: "an".to_owned(), name: "Người thử".to_owned(), via: "tty1".to_owned() },
        source: Source::Key,
        intent: "rename-unit".to_owned(),
        undoes: None,
        exception: None,
        policy: 1,
        edits: 0,
    }
}

pub fn unit(number: u64, name: &str) -> Record {
    let form = Form { kind: KindId(3), level: Level::District };
    Record::Unit(Unit::new(UnitId::new(7, number), Span::since(Day(0)), name, form, 1))
}

pub fn dossier(number: u64, note: String) -> Record {
    Record::Dossier(Dossier { note, ..Dossier::new(CadreId::new(7, number)) })
}

pub fn change(was: Record, becomes: Record) -> Edit {
    Edit { nature: Nature::Change(Day(100)), was: Some(was), becomes: Some(becomes) }
}

pub fn remove(was: Record) -> Edit {
    Edit { nature: Nature::Correction, was: Some(was), becomes: None }
}
