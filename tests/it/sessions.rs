//! Two sessions of one process on one register: an edit goes all the way from a proposal to disk, is seen by the
//! other session, refuses to overwrite what it did not see, and can be taken back across a restart.

use crate::rename::rename_unit;
use canbo::app::words::{Lang, Words};
use canbo::domain::{
    Author, Cadre, CadreId, Day, Dossier, Edit, Form, KindId, Level, Line, ListId, Nature, PartialDate, Record,
    RecordKind, Revision, Sex, Source, Span, Subject, Unit, UnitId,
};
use canbo::policy::Policy;
use canbo::register::journal::Query;
use canbo::register::{Catalogue, CommitError, Loaded, Named, Proposal, Register, Snapshot, StoreEvent, TakeBackError};
use canbo::store::{Province, Store};
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn author(id: &str) -> Author {
    Author { id: id.to_owned(), name: id.to_uppercase(), via: "test".to_owned() }
}

const DISTRICT: UnitId = UnitId::new(1, 2);

fn province(dir: &Path) -> Register {
    let store = Store::create(
        dir,
        &Province { code: 20, name: "Lạng Sơn".to_owned(), origin: 1, home_date: None, sample: None },
    )
    .unwrap();
    let register = opened(store);
    let form = |kind, level| Form { kind: KindId(kind), level };
    let mut top = Unit::new(UnitId::new(1, 1), Span::since(day("01/01/2000")), "Lạng Sơn", form(1, Level::Province), 1);
    top.place(Line::Territory, None, top.span);
    let mut below = Unit::new(DISTRICT, Span::since(day("01/01/2000")), "Cao Lộc", form(2, Level::District), 1);
    below.place(Line::Territory, Some(top.id), below.span);
    let edits = [top, below].map(|u| canbo::domain::Edit::create(Record::Unit(u))).to_vec();
    propose(&register, "an", edits).unwrap();
    register
}

fn opened(store: Store) -> Register {
    let catalogue = Arc::new(Catalogue::embedded().unwrap());
    let register = Register::open(store, catalogue, Arc::new(Policy::embedded().unwrap()), false);
    register.wait(Loaded::All).unwrap();
    register
}

fn reopened(dir: &Path) -> Register {
    opened(Store::open(dir, false).unwrap().0)
}

fn propose(register: &Register, who: &str, edits: Vec<canbo::domain::Edit>) -> Result<Revision, CommitError> {
    register.commit(Proposal {
        edits,
        author: author(who),
        source: Source::Key,
        intent: "rename-unit".to_owned(),
        exception: None,
        at: 1_714_500_000,
    })
}

fn name(register: &Register, on: &str) -> String {
    let view = register.view(day(on));
    view.unit(DISTRICT).unwrap().name(view.on).to_owned()
}

#[test]
fn a_rename_is_seen_by_the_other_session_and_outlives_the_process() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path().join("store");
    let one = province(&at);
    let two = one.clone();
    let told = two.listen();
    let edits = rename_unit(&one.view(day("01/05/2024")), DISTRICT, "Cao Lộc mới", day("01/06/2024")).unwrap();
    let revision = propose(&one, "an", edits).unwrap();
    assert!(matches!(told.recv().unwrap(), StoreEvent::Revision(r) if r == revision));
    assert_eq!(name(&two, "31/05/2024"), "Cao Lộc");
    assert_eq!(name(&two, "01/06/2024"), "Cao Lộc mới");
    drop((one, two));
    let again = reopened(&at);
    assert_eq!(name(&again, "01/06/2024"), "Cao Lộc mới");
    again.undo(&author("an"), 1_714_500_100).unwrap();
    assert_eq!(name(&again, "01/06/2024"), "Cao Lộc");
    again.redo(&author("an"), 1_714_500_200).unwrap();
    assert_eq!(name(&again, "01/06/2024"), "Cao Lộc mới");
}

#[test]
fn the_second_to_change_a_record_is_told_who_was_first_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let seen = register.view(day("01/05/2024"));
    let mine = rename_unit(&seen, DISTRICT, "Một", day("01/06/2024")).unwrap();
    let yours = rename_unit(&seen, DISTRICT, "Hai", day("01/06/2024")).unwrap();
    propose(&register, "an", mine).unwrap();
    let Err(CommitError::Changed(changed)) = propose(&register, "binh", yours) else { panic!("it was overwritten") };
    assert_eq!(changed.by.id, "an");
    let Some(Record::Unit(is)) = &changed.is else { panic!("the present value is shown") };
    assert_eq!(is.name(day("01/06/2024")), "Một");
    assert_eq!(name(&register, "01/06/2024"), "Một");
}

#[test]
fn nobody_takes_back_what_another_has_done_or_changed_since() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let view = register.view(day("01/05/2024"));
    propose(&register, "an", rename_unit(&view, DISTRICT, "Một", day("01/06/2024")).unwrap()).unwrap();
    assert!(matches!(register.undo(&author("binh"), 1), Err(CommitError::NothingToUndo)));
    let view = register.view(day("01/05/2024"));
    propose(&register, "binh", rename_unit(&view, DISTRICT, "Hai", day("01/07/2024")).unwrap()).unwrap();
    assert!(matches!(register.undo(&author("an"), 1), Err(CommitError::Changed(c)) if c.by.id == "binh"));
    assert_eq!(name(&register, "01/07/2024"), "Hai");
}

#[test]
fn a_revision_that_changes_one_record_twice_is_taken_back_whole() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let view = register.view(day("01/05/2024"));
    let mut edits = rename_unit(&view, DISTRICT, "Một", day("01/06/2024")).unwrap();
    let then = view.with(edits.clone());
    edits.extend(rename_unit(&then, DISTRICT, "Hai", day("01/07/2024")).unwrap());
    propose(&register, "an", edits).unwrap();
    assert_eq!((name(&register, "01/06/2024"), name(&register, "01/07/2024")), ("Một".to_owned(), "Hai".to_owned()));
    register.undo(&author("an"), 1).unwrap();
    assert_eq!(name(&register, "01/07/2024"), "Cao Lộc");
}

#[test]
fn a_name_that_may_not_be_kept_is_refused_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let view = register.view(day("01/05/2024"));
    for (name, from) in
        [("", "01/06/2024"), ("Cao Lộc", "01/06/2024"), ("Mới", "31/12/1999"), (&"x".repeat(300), "01/06/2024")]
    {
        assert!(rename_unit(&view, DISTRICT, name, day(from)).is_err(), "{name} {from}");
    }
    // a proposal that did not come through the form is checked all the same
    let mut unit = (**view.unit(DISTRICT).unwrap()).clone();
    let was = Some(Record::Unit(unit.clone()));
    unit.rename_from(day("01/06/2024"), "Tên\u{7}xấu");
    let nature = canbo::domain::Nature::Correction;
    let edit = canbo::domain::Edit { nature, was, becomes: Some(Record::Unit(unit)) };
    let head = register.snapshot().revision;
    assert!(matches!(propose(&register, "an", vec![edit]), Err(CommitError::Invalid(_))));
    assert_eq!(register.snapshot().revision, head);
}

fn renamed(register: &Register, who: &str, to: &str, from: &str) -> Revision {
    let edits = rename_unit(&register.view(day("01/05/2024")), DISTRICT, to, day(from)).unwrap();
    propose(register, who, edits).unwrap()
}

fn take_back(register: &Register, who: &str, revision: Revision, of: Option<&str>) -> Result<Revision, CommitError> {
    register.take_back(Named { revision, of: of.map(str::to_owned) }, &author(who), 1_714_600_000)
}

#[test]
fn anothers_revision_is_taken_back_only_where_that_author_is_named_and_again_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let at = dir.path().join("store");
    let register = province(&at);
    let theirs = renamed(&register, "an", "Một", "01/06/2024");
    for of in [None, Some("binh"), Some("")] {
        let refused = take_back(&register, "binh", theirs, of);
        let Err(CommitError::TakeBack(TakeBackError::Another { author, .. })) = refused else { panic!("{of:?}") };
        assert_eq!(author.id, "an");
    }
    assert_eq!(name(&register, "01/06/2024"), "Một");
    let undo = take_back(&register, "binh", theirs, Some("AN")).unwrap();
    assert_eq!(name(&register, "01/06/2024"), "Cao Lộc");
    let again = take_back(&register, "binh", theirs, Some("an"));
    assert!(matches!(again, Err(CommitError::TakeBack(TakeBackError::Already { by, .. })) if by == undo));
    drop(register);
    // taking the undo back is the redo; the revision stands again and can be taken back once more
    let register = reopened(&at);
    let redo = take_back(&register, "binh", undo, None).unwrap();
    assert_eq!(name(&register, "01/06/2024"), "Một");
    assert_eq!(register.header(redo).unwrap().unwrap().source, Source::Redo);
    assert_eq!((register.undone_by(theirs).unwrap(), register.undone_by(undo).unwrap()), (None, Some(redo)));
    take_back(&register, "an", theirs, None).unwrap();
    assert_eq!(name(&register, "01/06/2024"), "Cao Lộc");
    assert!(matches!(
        take_back(&register, "an", Revision(99), None),
        Err(CommitError::TakeBack(TakeBackError::Missing(_)))
    ));
}

#[test]
fn a_revision_whose_record_changed_since_is_not_taken_back_and_it_is_said_by_whom() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let first = renamed(&register, "an", "Một", "01/06/2024");
    let second = renamed(&register, "binh", "Hai", "01/07/2024");
    let refused = take_back(&register, "an", first, None);
    let Err(CommitError::Changed(changed)) = refused else { panic!("{refused:?}") };
    assert_eq!((changed.by.id.as_str(), changed.revision), ("binh", second));
    assert_eq!(name(&register, "01/07/2024"), "Hai");
    // what stands above it taken back first, it can be
    take_back(&register, "an", second, Some("Binh")).unwrap();
    take_back(&register, "an", first, None).unwrap();
    assert_eq!(name(&register, "01/07/2024"), "Cao Lộc");
}

#[test]
fn the_journal_is_asked_by_subject_author_day_kind_and_words_a_page_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    for step in 0..5 {
        renamed(&register, if step % 2 == 0 { "an" } else { "binh" }, &format!("Tên {step}"), "01/06/2024");
    }
    register.undo(&author("an"), 1_717_200_000).unwrap();
    let asked = |query: &Query| {
        let (mut found, mut from) = (Vec::new(), None);
        loop {
            let page = register.journal(query, from, 2).unwrap();
            assert!(page.entries.len() <= 2);
            found.extend(page.entries.into_iter().map(|e| e.header.revision.0));
            from = page.next;
            if from.is_none() {
                return found;
            }
        }
    };
    assert_eq!(asked(&Query::default()), [7, 6, 5, 4, 3, 2, 1]);
    let of = |subject| Query { subjects: [subject].into(), ..Query::default() };
    assert_eq!(asked(&of(Subject::Unit(DISTRICT))), [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(asked(&of(Subject::Unit(UnitId::new(1, 1)))), [1]);
    assert_eq!(asked(&Query { author: Some("Bình".to_owned()), ..Query::default() }), [5, 3]);
    assert_eq!(asked(&Query { kind: Some(RecordKind::Cadre), ..Query::default() }), [0; 0]);
    assert_eq!(asked(&Query { source: Some("undo".to_owned()), ..Query::default() }), [7]);
    assert_eq!(asked(&Query { from: Some(day("01/06/2024")), ..Query::default() }), [7]);
    assert_eq!(asked(&Query { to: Some(day("31/05/2024")), ..Query::default() }).len(), 6);
    let words = Words::of(Lang::Vi);
    let meant = |text| Query { intent: Some(words.intent(text)), ..Query::default() };
    assert_eq!(asked(&meant("doi ten")).len(), 7);
    assert_eq!(asked(&meant("sap xep")), [0; 0]);
    let page = register.journal(&Query::default(), Some(Revision(6)), 1).unwrap();
    assert_eq!(page.entries[0].undone_by, Some(Revision(7)));
    assert_eq!(page.entries[0].subjects, [Subject::Unit(DISTRICT)]);
}

#[test]
fn the_register_is_seen_as_it_was_known_at_every_revision() {
    let dir = tempfile::tempdir().unwrap();
    let register = province(&dir.path().join("store"));
    let mut then = vec![register.snapshot()];
    for step in 0..6 {
        renamed(&register, "an", &format!("Tên {step}"), "01/06/2024");
        then.push(register.snapshot());
    }
    register.undo(&author("an"), 1_714_600_000).unwrap();
    for was in then {
        let known = register.known_at(was.revision, &mut |_, _| {}).unwrap();
        assert_eq!((known.revision, &known.units), (was.revision, &was.units));
    }
    assert!(register.known_at(Revision(0), &mut |_, _| {}).unwrap().units.is_empty());
}

const PERSON: CadreId = CadreId::new(1, 1);

fn card() -> Record {
    Record::Cadre(Cadre {
        code: "LS-1".to_owned(),
        ethnic: ListId(2),
        ..Cadre::new(PERSON, "Nông Thị Giả", Sex::Female, PartialDate::Year(1985))
    })
}

/// Another note in the dossier, which is not held in memory.
fn noted(register: &Register, note: String) -> Edit {
    let was = register.dossier(PERSON).unwrap().dossier;
    let becomes = Dossier { note, ..was.clone().unwrap_or_else(|| Dossier::new(PERSON)) };
    Edit { nature: Nature::Correction, was: was.map(Record::Dossier), becomes: Some(Record::Dossier(becomes)) }
}

/// What the journal comes to when it is replayed from nothing up to a revision: the register, and the dossier's note.
fn replayed(register: &Register, upto: u64) -> (Snapshot, Option<Record>) {
    let (mut snapshot, mut dossier) = (Snapshot::default(), None);
    for revision in 1..=upto {
        for edit in register.store().edits(Revision(revision)) {
            let edit = edit.unwrap();
            if edit.key().is_some_and(|k| k.kind == RecordKind::Dossier) {
                dossier.clone_from(&edit.becomes);
            }
            snapshot.apply(edit);
        }
    }
    (snapshot, dossier)
}

fn note(register: &Register) -> Option<Record> {
    register.dossier(PERSON).unwrap().dossier.map(Record::Dossier)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever two authors do, take back and do again, the newest or by number, the register is what its journal
    /// replayed gives, at every revision, also after reopening.
    #[test]
    fn the_register_equals_its_journal_replayed(
        acts in prop::collection::vec((0u8..8, any::<bool>(), 0i32..400, any::<prop::sample::Index>()), 1..25),
        then in any::<prop::sample::Index>(),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("store");
        let register = province(&at);
        propose(&register, "an", vec![Edit::create(card())]).unwrap();
        for (step, (act, first, ahead, which)) in acts.iter().enumerate() {
            let (who, other) = if *first { ("an", "binh") } else { ("binh", "an") };
            let now = 1_714_500_000 + step as i64;
            let head = register.snapshot().revision.0;
            match act {
                0 => drop(register.undo(&author(who), now)),
                1 => drop(register.redo(&author(who), now)),
                2 | 3 => {
                    let revision = Revision(1 + which.index(head as usize) as u64);
                    let of = (*act == 2).then_some(other);
                    let refused = take_back(&register, who, revision, of).is_err();
                    // refused is refused whole
                    prop_assert_eq!(register.snapshot().revision.0, if refused { head } else { head + 1 });
                }
                4 | 5 => {
                    let from = Day(day("01/05/2024").0 + ahead);
                    let view = register.view(day("01/05/2024"));
                    if let Ok(mut edits) = rename_unit(&view, DISTRICT, &format!("Tên {step}"), from) {
                        // one that is taken back must not find its dossier without a card
                        if *act == 5 && view.cadre(PERSON).is_some() {
                            edits.push(noted(&register, format!("ghi {step}")));
                        }
                        propose(&register, who, edits).unwrap();
                    }
                }
                _ => {
                    if register.snapshot().cadres.contains_key(&PERSON) {
                        propose(&register, who, vec![noted(&register, format!("ghi {step}"))]).unwrap();
                    }
                }
            }
        }
        let head = register.snapshot();
        let (all, dossier) = replayed(&register, head.revision.0);
        prop_assert_eq!((&all.units, &all.cadres), (&head.units, &head.cadres));
        prop_assert_eq!(&dossier, &note(&register));
        let before = Revision(1 + then.index(head.revision.0 as usize) as u64);
        let (was, said) = replayed(&register, before.0);
        let known = register.known_at(before, &mut |_, _| {}).unwrap();
        prop_assert_eq!((&known.units, &known.cadres), (&was.units, &was.cadres));
        prop_assert_eq!(register.dossier_known_at(PERSON, before).unwrap().dossier.map(Record::Dossier), said);
        let kept = register.store().verify().unwrap();
        prop_assert_eq!(&kept.damage, &[]);
        drop(register);
        let register = reopened(&at);
        let again = register.snapshot();
        prop_assert_eq!((&again.units, &again.cadres, again.revision), (&head.units, &head.cadres, head.revision));
        prop_assert_eq!(note(&register), dossier);
        prop_assert_eq!(register.store().verify().unwrap().checksum, kept.checksum);
    }
}
