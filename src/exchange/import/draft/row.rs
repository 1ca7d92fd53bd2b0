//! An identified row is laid over the drafts of the records it is about, wholly or not at all.

use super::drafts::Drafts;
use crate::domain::{
    ActKind, Appointment, CadreId, Day, PartialDate, PostId, RecordKey, RecordKind, RoundId, UnitId, text,
};
use crate::exchange::export::ListKind;
use crate::exchange::import::account::{RowAddress, RowEffect, TakenRow};
use crate::exchange::import::identify::{About, IdentifiedPerson, KeepsBirth};
use crate::exchange::import::known::Known;
use crate::exchange::import::map::FieldFault;
use crate::exchange::import::map::target::{self, Target, Trait};
use crate::exchange::import::parse::{Cells, OwnRow, ParsedRow};
use crate::exchange::import::trouble::Trouble;
use crate::register::check::Problem;
use crate::register::fields::Sheet;
use crate::register::fields::codes::Coded;
use crate::search::sounds;

/// Cells of a sheet of a record.
type RecordPart = (RecordKey, Sheet, Cells);

/// Lays rows over drafts.
pub(crate) struct RowDrafter<'r, 'a> {
    /// What the list is about.
    pub(crate) kind: ListKind,
    pub(crate) drafts: &'r mut Drafts<'a>,
    /// The next rows find what this one brings.
    pub(crate) known: &'r mut Known,
    /// Gives a key to a new record.
    pub(crate) new_key: &'r mut dyn FnMut(RecordKind) -> RecordKey,
}

/// What a row is taken for, or every field of it that is wrong.
type Outcome = Result<TakenRow, Vec<FieldFault>>;

impl RowDrafter<'_, '_> {
    /// Lays a row of a list over the drafts.
    ///
    /// # Errors
    /// Each field that is wrong, and why; the drafts are as before then.
    pub(crate) fn lay(&mut self, place: RowAddress, about: About, row: ParsedRow) -> Outcome {
        match about {
            About::Cadre(person) => self.cadre(place, person, row),
            About::Unit { id, word } => self.unit(place, id, &word, row),
            About::Post(id) => {
                let key = RecordKey { kind: RecordKind::Post, id: id.0 };
                self.set(place, (key, CadreId(0)), parts(key, row))
            }
            About::NewPost { unit, title } => self.new_post(place, unit, title, row),
            About::Round { id, unit } => self.round(place, id, unit, row),
            About::UnitGrades(unit) => {
                let key = RecordKey { kind: RecordKind::UnitGrades, id: unit.0 };
                let grades = row.grades().into_iter().map(|cells| (key, Sheet::UnitGrade, cells)).collect();
                self.set(place, (key, CadreId(0)), grades)
            }
            About::PersonSheet { cadre, sheet } => {
                let key = RecordKey { kind: sheet.kind(), id: cadre.0 };
                let own = || row.sheets.get(&sheet).cloned().into_iter().collect();
                let rows = if sheet == Sheet::Grade { row.grades() } else { own() };
                self.set(place, (key, cadre), rows.into_iter().map(|cells| (key, sheet, cells)).collect())
            }
            About::Tie { cadre, sheet, post, id, gives_way } => {
                let left = gives_way.map(|main| left_for(&row, &main));
                self.tie(place, cadre, (sheet, post, id), left, row)
            }
        }
    }

    /// Lays a row of one of the register's own tables over the drafts.
    ///
    /// # Errors
    /// The place of each field that is wrong, and why; the drafts are as before then.
    pub(crate) fn lay_own(&mut self, sheet: Sheet, row: &OwnRow) -> Result<TakenRow, Vec<(Option<usize>, Trouble)>> {
        let saved = self.drafts.saved(row.key);
        match self.drafts.set(&self.known.view, (row.key, row.whose), sheet, &row.cells, row.place) {
            Ok(effect) => Ok(TakenRow { place: row.place, effect, key: row.key, about: String::new() }),
            Err(faults) => {
                self.drafts.restore(row.key, saved);
                Err(faults)
            }
        }
    }

    fn key_or_new(&mut self, kind: RecordKind, id: Option<u64>) -> RecordKey {
        id.map_or_else(|| (self.new_key)(kind), |id| RecordKey { kind, id })
    }

    /// Lets the next rows find a record as it is by now.
    fn show(&mut self, key: RecordKey) {
        if let Some(record) = self.drafts.record(key) {
            self.known.show(record.clone());
        }
    }

    fn cadre(&mut self, place: RowAddress, person: IdentifiedPerson, mut row: ParsedRow) -> Outcome {
        let (id, on_file, keeps) = match person {
            IdentifiedPerson::Known(id, keeps) => (Some(id.0), true, keeps),
            IdentifiedPerson::NewAs(id) => (Some(id.0), false, KeepsBirth::No),
            IdentifiedPerson::New => (None, false, KeepsBirth::No),
        };
        let key = self.key_or_new(RecordKind::Cadre, id);
        let id = CadreId(key.id);
        if let Some(row) = self.drafts.filled(key, Sheet::Card) {
            return Err(vec![(Some(Target::Person(Trait::Name)), Trouble::Repeats(Some(row)))]);
        }
        // capitals, and where the tone of a word stands, are no other name
        let spelled = |name: &str| sounds(&text::at_the_door(name));
        let same_name = self.known.view.cadre(id).is_some_and(|c| spelled(&c.name) == spelled(&row.person.name));
        put_on_card(&mut row, same_name, keeps);
        row.spread_dates(&[Sheet::Rank, Sheet::Payroll]);
        if on_file {
            // what the map says of every row is for those who come anew: of others the register has it, or the list says it
            let ParsedRow { sheets, listed, .. } = &mut row;
            sheets.retain(|sheet, _| !sheet.is_history() || listed.contains(sheet));
        } else {
            on_payroll_since_recruited(&mut row);
        }
        self.keep_texts(id, &mut row);
        let studies = std::mem::take(&mut row.studies);
        let card = row.sheets.remove(&Sheet::Card).unwrap_or_default();
        let texts = row.sheets.remove(&Sheet::Texts);
        let levels = std::mem::take(&mut row.levels);
        let mut all = vec![(key, Sheet::Card, card)];
        all.extend(parts(key, row));
        all.extend(levels.into_iter().map(|level| (key, Sheet::Qualification, vec![(0, level)])));
        let dossier = RecordKey { kind: RecordKind::Dossier, id: key.id };
        all.extend(texts.map(|cells| (dossier, Sheet::Texts, cells)));
        let training = RecordKey { kind: RecordKind::Training, id: key.id };
        for (subject, certificate) in studies {
            let cells = [("subject", subject), ("certificate", certificate)];
            let cells = cells.into_iter().filter_map(|(id, cell)| Some((target::place(Sheet::Course, id)?, cell)));
            all.push((training, Sheet::Course, cells.collect()));
        }
        let taken = self.set(place, (key, id), all)?;
        if !on_file {
            self.show(key);
            self.known.add_cadre(id);
        }
        Ok(taken)
    }

    /// Adds the texts of a row that the register has no field for to the note of the dossier, once.
    fn keep_texts(&mut self, id: CadreId, row: &mut ParsedRow) {
        let dossier = RecordKey { kind: RecordKind::Dossier, id: id.0 };
        let known = match row.cell(Sheet::Texts, "note") {
            Some(note) => note.clone(),
            None if row.note.is_empty() => return,
            None => self.drafts.note(dossier),
        };
        let new = row.note.lines().filter(|line| !known.contains(line));
        let note = known.lines().chain(new).collect::<Vec<_>>().join("\n");
        if note != known {
            row.put(Sheet::Texts, "note", note);
        }
    }

    fn unit(&mut self, place: RowAddress, id: Option<UnitId>, word: &str, mut row: ParsedRow) -> Outcome {
        let key = self.key_or_new(RecordKind::Unit, id.map(|id| id.0));
        let is_new = self.drafts.record(key).is_none() && self.known.view.snapshot.record(key).is_none();
        if is_new {
            if row.cell(Sheet::UnitName, "name").is_none() {
                row.put(Sheet::UnitName, "name", word.to_owned());
            }
            if row.cell(Sheet::UnitLife, "from").is_none() {
                let fault = || vec![(Some(Target::Cell(Sheet::UnitLife, 0)), Problem::Needed.into())];
                let from = self.drafts.effective.ok_or_else(fault)?;
                row.put(Sheet::UnitLife, "from", from.to_string());
            }
            row.spread_dates(target::sheets(ListKind::Units));
        }
        let from = row.cell(Sheet::UnitLife, "from").cloned().filter(|_| is_new);
        let parents: Vec<Cells> = row
            .parents
            .iter()
            .map(|(line, parent)| {
                let cells = [(0, line.code().to_owned()), (1, parent.to_string())];
                cells.into_iter().chain(from.clone().map(|day| (2, day))).collect()
            })
            .collect();
        let mut all = parts(key, row);
        all.extend(parents.into_iter().map(|cells| (key, Sheet::UnitPlace, cells)));
        let taken = self.set(place, (key, CadreId(0)), all)?;
        if is_new {
            self.show(key);
            self.known.names.add_unit(UnitId(key.id), word, 0);
        }
        Ok(taken)
    }

    fn new_post(&mut self, place: RowAddress, unit: UnitId, title: String, mut row: ParsedRow) -> Outcome {
        let key = (self.new_key)(RecordKind::Post);
        row.put(Sheet::Post, "unit", unit.to_string());
        row.put(Sheet::Post, "title", title);
        if let (None, Some(day)) = (row.cell(Sheet::Post, "from"), self.drafts.effective) {
            row.put(Sheet::Post, "from", day.to_string());
        }
        row.spread_dates(&[Sheet::Post, Sheet::Seats]);
        let taken = self.set(place, (key, CadreId(0)), parts(key, row))?;
        self.show(key);
        Ok(taken)
    }

    fn round(&mut self, place: RowAddress, id: Option<RoundId>, unit: UnitId, mut row: ParsedRow) -> Outcome {
        let key = self.key_or_new(RecordKind::Round, id.map(|id| id.0));
        row.put(Sheet::Round, "unit", unit.to_string());
        self.set(place, (key, CadreId(0)), parts(key, row))
    }

    /// A record that ties a person to a post; `left` is what the row makes of the post that is left for it.
    fn tie(
        &mut self,
        place: RowAddress,
        cadre: CadreId,
        (sheet, post, id): (Sheet, PostId, Option<u64>),
        left: Option<(RecordKey, Cells)>,
        mut row: ParsedRow,
    ) -> Outcome {
        if row.cell(sheet, "post").is_none_or(|id| id.parse::<PostId>().is_err()) {
            row.put(sheet, "post", post.to_string());
        }
        match sheet {
            Sheet::Appointment if id.is_none() => self.until_its_post_ends(&mut row, post),
            Sheet::Entry if id.is_none() => row.spread_dates(&[Sheet::Entry, Sheet::Stage]),
            _ => {}
        }
        let key = self.key_or_new(sheet.kind(), id);
        let left_key = left.as_ref().map(|(key, _)| *key);
        let left = left.map(|(key, cells)| (key, Sheet::Appointment, cells));
        let taken = self.set(place, (key, cadre), left.into_iter().chain(parts(key, row)).collect())?;
        if sheet == Sheet::Appointment {
            // the next rows of the same person come after this one
            left_key.into_iter().chain([key]).for_each(|key| self.show(key));
        }
        Ok(taken)
    }

    /// Where it is known that the post ends with a reorganisation, so does the appointment that has no end of its own.
    fn until_its_post_ends(&self, row: &mut ParsedRow, post: PostId) {
        let from = row.cell(Sheet::Appointment, "from").and_then(|d| Day::parse(d));
        let until = self.known.view.post(post).map(|p| p.span).filter(|span| span.ends()).map(|span| span.to);
        let open = row.cell(Sheet::Appointment, "to").is_none() && row.cell(Sheet::Appointment, "ended").is_none();
        if let (true, Some(until)) = (open, until.filter(|until| from.is_some_and(|from| from < *until))) {
            row.put(Sheet::Appointment, "to", until.prev().to_string());
            row.put(Sheet::Appointment, "ended", ActKind::Reorganised.code().to_owned());
        }
    }

    /// Sets the parts of a row, all of them or none.
    fn set(&mut self, place: RowAddress, (key, whose): (RecordKey, CadreId), parts: Vec<RecordPart>) -> Outcome {
        let saved: Vec<_> = parts.iter().map(|(key, ..)| (*key, self.drafts.saved(*key))).collect();
        let mut effect = RowEffect::Same;
        let mut faults: Vec<FieldFault> = Vec::new();
        for (key, sheet, cells) in parts {
            match self.drafts.set(&self.known.view, (key, whose), sheet, &cells, place) {
                Ok(one) => effect = effect.max(one),
                Err(wrong) => {
                    let field = |place: usize| target::of_cell(self.kind, sheet, place);
                    faults.extend(wrong.into_iter().map(|(place, trouble)| (place.map(field), trouble)));
                }
            }
        }
        if faults.is_empty() {
            return Ok(TakenRow { place, effect, key, about: String::new() });
        }
        for (key, draft) in saved.into_iter().rev() {
            self.drafts.restore(key, draft);
        }
        Err(faults)
    }
}

/// The cells of a row as parts of one record.
fn parts(key: RecordKey, row: ParsedRow) -> Vec<RecordPart> {
    row.sheets.into_iter().map(|(sheet, cells)| (key, sheet, cells)).collect()
}

/// Puts what describes the person on the card; a name that is the same and a birth date that holds stay.
fn put_on_card(row: &mut ParsedRow, same_name: bool, keeps: KeepsBirth) {
    let person = row.person.clone();
    let name = if same_name { String::new() } else { person.name };
    let born = person.born.filter(|_| keeps == KeepsBirth::No).map(|b| b.to_string());
    let cells = [
        ("name", name),
        ("code", person.code),
        ("citizen-number", person.citizen.map(|number| number.to_string()).unwrap_or_default()),
        ("origin", person.origin),
        ("born", born.unwrap_or_default()),
        ("sex", row.sex.map(|sex| sex.code().to_owned()).unwrap_or_default()),
    ];
    for (id, cell) in cells.into_iter().filter(|(_, cell)| !cell.is_empty()) {
        row.put(Sheet::Card, id, cell);
    }
}

/// Whoever was recruited on a day has been on the payroll since.
fn on_payroll_since_recruited(row: &mut ParsedRow) {
    let recruited = row.cell(Sheet::Card, "recruited").and_then(|t| PartialDate::parse(t));
    if let Some(recruited) = recruited
        && row.sheets.contains_key(&Sheet::Payroll)
        && row.cell(Sheet::Payroll, "from").is_none()
    {
        row.put(Sheet::Payroll, "from", recruited.earliest().to_string());
    }
}

/// The cells with which a main post ends on the day before another begins, by the same decision.
fn left_for(row: &ParsedRow, main: &Appointment) -> (RecordKey, Cells) {
    let cell = |id| row.cell(Sheet::Appointment, id).cloned().unwrap_or_default();
    let act = match ActKind::coded(&cell("began")) {
        Some(kind @ (ActKind::Transferred | ActKind::Rotated)) => kind,
        _ => ActKind::Relieved,
    };
    let last = Day::parse(&cell("from")).map(|from| from.prev().to_string());
    let cells = [
        ("to", last.unwrap_or_default()),
        ("ended", act.code().to_owned()),
        ("ended-decision", cell("began-decision")),
        ("ended-date", cell("began-date")),
    ];
    let cells = cells.into_iter().filter_map(|(id, cell)| Some((target::place(Sheet::Appointment, id)?, cell)));
    (RecordKey { kind: RecordKind::Appointment, id: main.id.0 }, cells.collect())
}
