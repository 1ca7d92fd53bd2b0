//! The line that a file goes through: read → map → parse → identify → draft → judge → plan → commit. Each step takes what
//! the step before yields. A row goes as far as the drafts at once, since the next row may name what it brings; the other
//! steps take all rows together, or of a long list a piece of them, so that no more than a piece lies in memory.

use super::account::{FileAccount, Refused, RowAccount, RowAddress, RowFault, TakenOff, TakenRow};
use super::commit::Commit;
use super::draft::{Drafts, RowDrafter, StoredTexts};
use super::identify::{Identified, identify};
use super::judge::Judge;
use super::known::Known;
use super::map::{Columns, Mapped, MappedFile, MappedRow, OwnTable, PlanError, own_rows, record_key};
use super::parse::{CellParser, Evidence, own_row, parse};
use super::plan::ImportPlan;
use super::read::Value;
use super::trouble::Trouble;
use crate::domain::{CadreId, Day, RecordKey, RecordKind, Revision};
use crate::exchange::export::ListKind;
use crate::policy::Policy;
use crate::register::View;
use crate::register::handle::CommitError;
use crate::register::history;
use crate::register::large::Large;

/// Rows of a piece.
const PIECE: usize = 2_048;
/// Most rows of units that wait for others of the file.
const MOST_WAITING: usize = 50_000;
/// Progress is told every so many rows.
const TOLD_EVERY: usize = 256;

/// What the officer says for a whole file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// From which day on changes are.
    pub effective: Option<Day>,
    /// Take the rows that are sound and leave out the others.
    pub partial: bool,
    /// It rests on an exception: hard rules stop nothing.
    pub exception: bool,
}

/// An import: a file with its map, and the register that it is planned against.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    pub file: &'a MappedFile,
    pub view: &'a View,
    pub policy: &'a Policy,
    /// Reads what the register does not hold in memory.
    pub texts: &'a StoredTexts<'a>,
    pub today: Day,
    pub terms: Terms,
}

/// Why a long file was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum WriteError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The register has not taken it.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

/// Is told how many rows have been read; answers whether to go on.
type Progress<'a> = dyn FnMut(usize) -> bool + 'a;

impl Import<'_> {
    /// Whether the file is too long to be planned first and written then: it goes to the register while it is read.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.file.is_long()
    }

    /// Plans the import. `progress` is told how many rows have been read, and answers whether to go on.
    ///
    /// # Errors
    /// The file or the map cannot be used, or it was cancelled.
    pub fn plan(&self, progress: &mut Progress<'_>) -> Result<ImportPlan, PlanError> {
        let run = Run::through(self, None, progress)?;
        // nothing is handed to the register here, so nothing is refused by it
        Ok(run.end().map(|(plan, _)| plan).unwrap_or_default())
    }

    /// Plans a long file and writes it as it is read, piece by piece, as one revision; none where a row is refused that may
    /// not be left out, or nothing is new.
    ///
    /// # Errors
    /// The file or the map cannot be used, it was cancelled, or the register has not taken it. Nothing was changed then.
    pub fn write(
        &self,
        revision: Large,
        progress: &mut Progress<'_>,
    ) -> Result<(ImportPlan, Option<Revision>), WriteError> {
        Ok(Run::through(self, Some(revision), progress)?.end()?)
    }
}

/// An import on its way.
struct Run<'a> {
    import: &'a Import<'a>,
    known: Known,
    /// What the rows of the piece make of the records.
    drafts: Drafts<'a>,
    /// What became of the rows of the piece.
    rows: RowAccount,
    /// What the pieces before come to.
    plan: ImportPlan,
    commit: Commit,
    in_pieces: bool,
    /// What is known of whole columns.
    evidence: Evidence,
    failed: Option<CommitError>,
}

impl<'a> Run<'a> {
    /// Takes every row of the file as far as the drafts.
    fn through(
        import: &'a Import<'a>,
        revision: Option<Large>,
        progress: &mut Progress<'_>,
    ) -> Result<Run<'a>, PlanError> {
        let Import { file, view, texts, terms, .. } = *import;
        let mut run = Run {
            import,
            known: Known::of(view),
            drafts: Drafts::new(view.clone(), texts, terms.effective),
            rows: RowAccount::default(),
            plan: ImportPlan::default(),
            in_pieces: file.is_long() || revision.is_some(),
            commit: Commit::new(revision),
            evidence: Evidence::default(),
            failed: None,
        };
        let gone_on = if file.own { run.own_tables(progress)? } else { run.list(progress)? };
        if gone_on && progress(run.read()) { Ok(run) } else { Err(PlanError::Cancelled) }
    }

    /// Rows of the list that have been read.
    fn read(&self) -> usize {
        self.plan.read + self.rows.read
    }

    fn told(&self, progress: &mut Progress<'_>) -> bool {
        !self.read().is_multiple_of(TOLD_EVERY) || progress(self.read())
    }

    /// Takes the rows of a list; whether it was not cancelled.
    fn list(&mut self, progress: &mut Progress<'_>) -> Result<bool, PlanError> {
        let columns = Columns::new(self.import.file)?;
        self.evidence = Evidence::gather(&columns)?;
        let mut gone_on = true;
        let mut waiting: Vec<(RowAddress, Vec<Value>)> = Vec::new();
        columns.rows(&mut |mapped| {
            let row = match mapped {
                Mapped::Skipped(skipped) => {
                    self.rows.skipped.push(skipped);
                    return true;
                }
                Mapped::Row(row) => row,
            };
            self.rows.read += 1;
            let done = match columns.hidden(row.place) {
                Some(open) => Err(columns.refused(&row, vec![(None, open.into())], String::new())),
                None => self.row(&columns, &row),
            };
            if let Err(refused) = done {
                // a unit may stand above the one that it belongs to
                if self.waits(&refused) && waiting.len() < MOST_WAITING {
                    waiting.push((row.place, row.cells.to_vec()));
                } else {
                    self.rows.refused.push(refused);
                }
            }
            gone_on = self.told(progress);
            gone_on && self.piece_read()
        })?;
        let file = self.import.file;
        self.plan.account =
            FileAccount { filled: columns.filled(), converted: file.source.converted(), ..file.account.clone() };
        if gone_on {
            self.waiting_rows(&columns, waiting);
        }
        Ok(gone_on)
    }

    /// Whether what a row lacks may stand below it: a unit that it says it belongs to.
    fn waits(&self, refused: &Refused) -> bool {
        self.import.file.kind == ListKind::Units
            && refused.faults.iter().any(|f| matches!(f.trouble, Trouble::Unknown(_)))
    }

    /// Takes the rows that wait for others, as long as one of them brings what another waits for.
    fn waiting_rows(&mut self, columns: &Columns<'_>, mut waiting: Vec<(RowAddress, Vec<Value>)>) {
        loop {
            let before = waiting.len();
            let mut refused = Vec::new();
            waiting.retain(|(row, cells)| {
                let outcome = self.row(columns, &columns.row(*row, cells));
                outcome.map_err(|why| refused.push(why)).is_err()
            });
            if waiting.is_empty() || waiting.len() == before {
                return self.rows.refused.extend(refused);
            }
        }
    }

    /// Takes a row of a list: parse → identify → draft.
    fn row(&mut self, columns: &Columns<'_>, row: &MappedRow<'_>) -> Result<(), Refused> {
        let file = self.import.file;
        let parser = self.parser();
        let mut parsed = parse(&parser, row).map_err(|faults| columns.refused(row, faults, String::new()))?;
        let label = parsed.person.label();
        let about = match identify(&self.known, file, &parsed) {
            Ok(Identified::Record(about)) => about,
            Ok(Identified::LeftOut) => {
                self.rows.left += 1;
                return Ok(());
            }
            Err((field, trouble)) => {
                let trouble = self.among_rows(row.place, &label, trouble);
                return Err(columns.refused(row, vec![(field, trouble)], label));
            }
        };
        let taken = std::mem::take(&mut parsed.taken_off);
        if !taken.is_empty() {
            self.rows.taken_off.push(TakenOff { row: row.place.row, name: parsed.person.name.clone(), taken });
        }
        match self.drafter(|drafter| drafter.lay(row.place, about, parsed)) {
            Ok(taken) => self.rows.taken.push(TakenRow { about: label, ..taken }),
            Err(faults) => {
                let told = |(field, trouble)| (field, self.among_rows(row.place, &label, trouble));
                let faults = faults.into_iter().map(told).collect();
                return Err(columns.refused(row, faults, label));
            }
        }
        Ok(())
    }

    fn parser(&self) -> CellParser<'_> {
        let Import { file, terms, today, .. } = *self.import;
        CellParser { known: &self.known, file, effective: terms.effective, evidence: &self.evidence, today }
    }

    /// What is wrong with a row that may speak of somebody whom an earlier row of the file brought: it is told by that row,
    /// never by a number that the register has not given yet, and the earlier row is asked about as well.
    fn among_rows(&mut self, place: RowAddress, label: &str, trouble: Trouble) -> Trouble {
        let row_of = |id: &CadreId| {
            let key = RecordKey { kind: RecordKind::Cadre, id: id.0 };
            self.drafts.rows_of(key).first().copied()
        };
        let here = |id: &CadreId| self.import.view.cadre(*id).is_none();
        let rows: Vec<RowAddress> = match &trouble {
            Trouble::Doubt(ids) if ids.iter().any(here) => {
                ids.iter().filter(|id| here(id)).filter_map(row_of).collect()
            }
            Trouble::Births { cadre, .. } if here(cadre) => row_of(cadre).into_iter().collect(),
            Trouble::Repeats(Some(first)) => vec![RowAddress { row: *first, ..place }],
            _ => return trouble,
        };
        let about = |row: &RowAddress| {
            // rows come in the order of the file
            let at = self.rows.taken.binary_search_by_key(row, |taken| taken.place).ok()?;
            let taken = self.rows.taken.get(at)?;
            let settled = self.import.file.map.answer(&taken.about).is_some();
            // the very same words again are no question
            (taken.about != label && !settled).then(|| (taken.place, taken.about.clone()))
        };
        let asked: Vec<(RowAddress, String)> = rows.iter().filter_map(about).collect();
        if matches!(trouble, Trouble::Repeats(_)) && asked.is_empty() {
            return trouble;
        }
        for (first, about) in asked {
            let trouble = Trouble::LikeRows(vec![place.row]);
            let fault = RowFault { column: String::new(), at: None, value: String::new(), trouble };
            self.rows.refused.push(Refused { place: first, faults: vec![fault], about });
        }
        Trouble::LikeRows(rows.into_iter().map(|row| row.row).collect())
    }

    fn drafter<T>(&mut self, lay: impl FnOnce(&mut RowDrafter<'_, 'a>) -> T) -> T {
        let Run { import, known, drafts, commit, .. } = self;
        lay(&mut RowDrafter { kind: import.file.kind, drafts, known, new_key: &mut |kind| commit.new_key(kind) })
    }

    /// Takes the register's own tables: first the keys that rows can name, then the rows; whether it was not cancelled.
    fn own_tables(&mut self, progress: &mut Progress<'_>) -> Result<bool, PlanError> {
        let file = self.import.file;
        let wanted = file.kind.sheets();
        own_rows(&file.source, &mut |table, _, cells| {
            let kind = table.sheet.kind();
            let named = matches!(kind, RecordKind::Unit | RecordKind::Post | RecordKind::Cadre | RecordKind::Round);
            if named
                && !table.sheet.is_list()
                && wanted.contains(&table.sheet)
                && let Some(key) = cells.first().and_then(|id| record_key(kind, &id.shown()))
            {
                self.known.foresee(key);
            }
            true
        })?;
        let mut gone_on = true;
        own_rows(&file.source, &mut |table, row, cells| {
            if wanted.contains(&table.sheet) {
                self.rows.read += 1;
                if let Err(refused) = self.own_row(table, row, cells) {
                    self.rows.refused.push(refused);
                }
                gone_on = self.told(progress);
            }
            gone_on
        })?;
        Ok(gone_on)
    }

    /// Takes a row of one of the register's own tables, which says itself which record it is about: parse → draft.
    fn own_row(&mut self, table: &OwnTable, row: u32, cells: &[Value]) -> Result<(), Refused> {
        let parser = self.parser();
        let parsed = own_row(&parser, table, row, cells)?;
        let laid = self.drafter(|drafter| drafter.lay_own(table.sheet, &parsed));
        let column = |place: Option<usize>| table.columns.iter().position(|(_, p)| place.is_some() && *p == place);
        self.rows.taken.push(laid.map_err(|faults| {
            let faults = faults.into_iter().map(|(place, why)| (column(place), why)).collect();
            table.refused(parsed.place, cells, faults)
        })?);
        Ok(())
    }

    /// Ends the piece if it is full; whether to go on.
    fn piece_read(&mut self) -> bool {
        if self.in_pieces && self.rows.read >= PIECE {
            self.end_piece();
        }
        self.failed.is_none()
    }

    /// Takes the rows of a piece further: judge → plan → commit.
    fn end_piece(&mut self) {
        let Import { file, view, policy, texts, today, terms } = *self.import;
        // whoever comes into a register without people was judged elsewhere; the writer takes it so too
        let rules = (!view.snapshot.cadres.is_empty()).then_some(policy);
        let judge = Judge { rules, excepted: terms.exception, before: view, today, map: &file.map };
        let judged = judge.judge(&self.drafts, std::mem::take(&mut self.rows));
        if self.in_pieces {
            for row in judged.rows.taken.iter().filter(|row| row.key.kind == RecordKind::Cadre) {
                self.known.see(CadreId(row.key.id));
            }
        }
        let recorded = history::count(view, &judged.edits);
        self.plan.recorded.iter_mut().zip(recorded).for_each(|(all, these)| *all += these);
        self.plan.count_rows(judged.rows, self.in_pieces);
        if !self.in_pieces {
            self.plan.edits.extend(judged.edits);
            return;
        }
        self.plan.count_edits(&judged.edits);
        if !terms.partial && self.plan.refuses() > 0 {
            // nothing of the file will be taken: from here on it is only read to the end
            self.commit.give_up();
        }
        match self.commit.add(judged.edits, &self.drafts.base) {
            Ok(base) => {
                self.known.view = base.clone();
                self.drafts = Drafts::new(base, texts, terms.effective);
            }
            Err(error) => self.failed = Some(error),
        }
    }

    /// What the file comes to, and the revision that it has become.
    ///
    /// # Errors
    /// The register has not taken it.
    fn end(mut self) -> Result<(ImportPlan, Option<Revision>), CommitError> {
        if self.failed.is_none() {
            self.end_piece();
        }
        if let Some(error) = self.failed {
            return Err(error);
        }
        if !self.plan.is_ready(self.import.terms.partial) {
            self.commit.give_up();
        }
        Ok((self.plan, self.commit.finish()?))
    }
}
