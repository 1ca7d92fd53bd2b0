//! All lists and pools of a term on a day: judged once as a whole, then again only where an edit touches.

use super::spread::spread;
use crate::domain::{CadreId, Day, Edit, Entry, EntryId, Level, Line, PostId, Record, TermId, Title, UnitId};
use crate::policy::{Body, Candidate, Facts, Finding, Judged, List, Person, Policy, Range, Tally, Verdict, worst};
use crate::register::view::View;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A committee, a standing committee, or a unit's leadership list.
    List(List),
    /// The pool of one title.
    Post(PostId),
}

/// One line of the table of pools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    /// List or title.
    pub what: What,
    /// Unit that it stands in.
    pub unit: UnitId,
    /// Level of the title.
    pub level: Level,
    /// Committee, standing committee, leadership or another title.
    pub body: Body,
    /// Order of protocol within the unit.
    pub order: u16,
    /// Seats with which the planning of the term counts.
    pub seats: i64,
    /// People in office.
    pub sitting: i64,
    /// People planned.
    pub planned: i64,
    /// Women among these.
    pub women: i64,
    /// Of an ethnic minority.
    pub minority: i64,
    /// Young by the age of the level; two numbers where a birth is not known in full.
    pub young: Range,
    /// Worst of what is said of the list or the pool; none where nobody is planned.
    pub verdict: Option<Verdict>,
    /// Worst of what is said of its people.
    pub people: Option<Verdict>,
}

impl PoolRow {
    /// With the people of a tally.
    fn counted(self, tally: &Tally) -> PoolRow {
        let Tally { planned, women, minority, young, .. } = *tally;
        PoolRow { planned, women, minority, young, ..self }
    }
}

/// The pool of one title with what is said of its people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Numbers and norms.
    pub judged: Judged,
    /// Each place in the order of the list, with the gates that are not met; all of them are `Policy::gates`' to say.
    pub people: Vec<(EntryId, CadreId, Vec<Finding>)>,
}

/// Every list and pool of a term on a day. Cloning shares what was judged.
#[derive(Debug, Clone)]
pub struct Planning {
    pub term: TermId,
    pub on: Day,
    pools: BTreeMap<PostId, Arc<Pool>>,
    lists: BTreeMap<List, Arc<Judged>>,
}

impl PartialEq for Planning {
    fn eq(&self, other: &Planning) -> bool {
        self.term == other.term && self.on == other.on && self.pools == other.pools && self.lists == other.lists
    }
}

impl Planning {
    /// Judges every pool of a term, on the day of the view.
    #[must_use]
    pub fn of(view: &View, policy: &Policy, term: TermId) -> Planning {
        let mut planning = Planning { term, on: view.on, pools: BTreeMap::new(), lists: BTreeMap::new() };
        let live = view.snapshot.entries.values().filter(|e| e.term == term && e.span.holds(view.on));
        let posts: BTreeSet<PostId> = live.map(|e| e.post).collect();
        planning.judge(view, policy, &posts, &BTreeSet::new());
        planning
    }

    /// The same after edits, of which the view is the outcome: only what they touch is judged again.
    #[must_use]
    pub fn after(&self, view: &View, policy: &Policy, edits: &[Edit]) -> Planning {
        let wide = |e: &Edit| {
            [&e.was, &e.becomes].into_iter().flatten().any(|r| matches!(r, Record::Unit(_) | Record::Ruling(_)))
        };
        if view.on != self.on || edits.iter().any(wide) {
            return Planning::of(view, policy, self.term);
        }
        let mut touched = Touched::default();
        for record in edits.iter().flat_map(|e| [&e.was, &e.becomes]).flatten() {
            touched.see(record, view, self.term);
        }
        // whatever is said of somebody may hang on what near relatives hold and are planned for
        let near: Vec<CadreId> = touched.cadres.iter().flat_map(|c| relatives(view, *c)).collect();
        touched.cadres.extend(near);
        for cadre in &touched.cadres {
            touched.posts.extend(view.snapshot.planned_of(*cadre).filter(|e| e.term == self.term).map(|e| e.post));
        }
        let mut next = self.clone();
        next.judge(view, policy, &touched.posts, &touched.units);
        next
    }

    /// Judges these pools, the lists that they belong to, and the lists of these units.
    fn judge(&mut self, view: &View, policy: &Policy, posts: &BTreeSet<PostId>, units: &BTreeSet<UnitId>) {
        let mut lists: BTreeSet<List> = BTreeSet::new();
        // a pool of a leadership title also hangs on whether the committee's has anybody
        let mut also: BTreeSet<PostId> = posts.clone();
        for post in posts.iter().filter_map(|id| view.post(*id)) {
            let list = policy.list_of(view, post);
            lists.extend(list);
            if list.is_some_and(|l| l.body == Body::Committee) {
                also.extend(view.snapshot.posts_of(post.unit).map(|p| p.id));
            }
        }
        lists.extend(units.iter().flat_map(|unit| Body::LISTS.map(|body| List { body, unit: *unit })));
        let lists: Vec<List> = lists.into_iter().collect();
        for (list, judged) in spread(&lists, |part| {
            part.iter().map(|list| (*list, policy.list(view, *list, self.term, view.on))).collect()
        }) {
            if judged.tally.planned > 0 {
                self.lists.insert(list, Arc::new(judged));
            } else {
                self.lists.remove(&list);
            }
        }
        let posts: Vec<PostId> = also.into_iter().collect();
        let judged = spread(&posts, |part| {
            let mut people: People<'_> = HashMap::new();
            part.iter().map(|id| (*id, self.pool_anew(view, policy, *id, &mut people))).collect()
        });
        for (id, pool) in judged {
            match pool {
                Some(pool) => self.pools.insert(id, Arc::new(pool)),
                None => self.pools.remove(&id),
            };
        }
    }

    /// The pool of a title with the gates of its people; none where nobody stands in it.
    fn pool_anew<'v>(&self, view: &'v View, policy: &Policy, post: PostId, known: &mut People<'v>) -> Option<Pool> {
        let alive = view.post(post).is_some_and(|p| p.span.holds(view.on));
        let here = |e: &&Arc<Entry>| alive && e.term == self.term && e.span.holds(view.on);
        let mut entries: Vec<_> = view.snapshot.pool_of(post).filter(here).collect();
        if entries.is_empty() {
            return None;
        }
        let gate = policy.gate(view, post, self.term, view.on)?;
        entries.sort_by_key(|e| (e.order, e.id));
        let mut people = Vec::with_capacity(entries.len());
        for entry in entries {
            let read = known.entry(entry.cadre).or_insert_with(|| policy.person(view, entry.cadre, view.on));
            let findings = read.as_ref().map(|person| gate.wanting(person, Candidate::of(entry)));
            // thousands are kept: no more room than they take
            let mut findings = findings.unwrap_or_default();
            findings.shrink_to_fit();
            people.push((entry.id, entry.cadre, findings));
        }
        let list = self.lists.get(&List { body: gate.pool.body, unit: gate.pool.post.unit });
        let whole =
            |tally: &&Tally| gate.pool.body != Body::Leadership && usize::try_from(tally.planned) == Ok(people.len());
        let counted = list.map(|l| &l.tally).filter(whole).cloned();
        let mut judged = policy.pool_counted(view, post, self.term, view.on, counted);
        judged.findings.shrink_to_fit();
        Some(Pool { judged, people })
    }

    /// The pool of a title; none where nobody is planned.
    #[must_use]
    pub fn pool(&self, post: PostId) -> Option<&Arc<Pool>> {
        self.pools.get(&post)
    }

    /// A list; none where nobody is planned.
    #[must_use]
    pub fn list(&self, list: List) -> Option<&Arc<Judged>> {
        self.lists.get(&list)
    }

    /// Everything that is said of lists and pools, met norms too, and of people what is not met.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let lists = self.lists.values().flat_map(|l| &l.findings);
        let pools =
            self.pools.values().flat_map(|p| p.judged.findings.iter().chain(p.people.iter().flat_map(|(.., f)| f)));
        lists.chain(pools)
    }

    /// Places in pools.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.pools.values().map(|p| p.people.len()).sum()
    }

    /// Rows of every unit of a subtree (of all units without one) that has committees, leadership titles or pools, in
    /// protocol order: of each unit its lists, each with its titles under it. Also those for whom nobody is planned.
    #[must_use]
    pub fn rows(&self, view: &View, policy: &Policy, line: Line, under: Option<UnitId>) -> Vec<PoolRow> {
        let order = match under {
            Some(unit) => view.subtree(line, unit),
            None => {
                let mut order = HashMap::new();
                for top in view.tops(line) {
                    let base = u32::try_from(order.len()).unwrap_or(u32::MAX);
                    order.extend(view.subtree(line, top).into_iter().map(|(unit, at)| (unit, base + at)));
                }
                order
            }
        };
        let mut units: Vec<(u32, UnitId)> = order.into_iter().map(|(unit, at)| (at, unit)).collect();
        units.sort_unstable();
        units.into_iter().flat_map(|(_, unit)| self.rows_of(view, policy, unit)).collect()
    }

    /// Rows of one unit.
    #[must_use]
    pub fn rows_of(&self, view: &View, policy: &Policy, unit: UnitId) -> Vec<PoolRow> {
        let mut rows: Vec<(List, PoolRow)> = Vec::new();
        let posts = view.snapshot.posts_of(unit).filter(|p| p.span.holds(view.on));
        for post in posts {
            let Some(title) = view.title(post) else { continue };
            let body = policy.body(title);
            let pool = self.pools.get(&post.id);
            if pool.is_none() && !policy.plans(body, view.on) {
                continue;
            }
            let list = List { body, unit };
            rows.push((list, self.row(view, What::Post(post.id), unit, title, body, pool)));
        }
        rows.sort_by_key(|(list, row)| (*list, row.order, row.what));
        let mut out: Vec<PoolRow> = Vec::with_capacity(rows.len() + 3);
        let mut open: Option<List> = None;
        for (list, row) in rows {
            if open != Some(list) && list.body != Body::Other {
                out.push(self.list_row(view, policy, list, &row));
                open = Some(list);
            }
            // a committee is one title: its list is its pool
            if list.body == Body::Leadership || list.body == Body::Other {
                out.push(row);
            } else if let Some(last) = out.last_mut() {
                last.people = row.people;
            }
        }
        out
    }

    fn row(
        &self,
        view: &View,
        what: What,
        unit: UnitId,
        title: &Title,
        body: Body,
        pool: Option<&Arc<Pool>>,
    ) -> PoolRow {
        let tally = pool.map(|p| p.judged.tally.clone()).unwrap_or_default();
        let (seats, sitting) = match what {
            What::Post(post) if pool.is_none() => self.office(view, &[post]),
            _ => (tally.seats, tally.sitting),
        };
        let empty = PoolRow {
            what,
            unit,
            level: title.level,
            body,
            order: title.order,
            seats,
            sitting,
            planned: 0,
            women: 0,
            minority: 0,
            young: Range::default(),
            verdict: None,
            people: None,
        };
        let verdict = pool.map(|p| worst(&p.judged.findings));
        let people = pool.map(|p| worst(p.people.iter().flat_map(|(.., f)| f)));
        PoolRow { verdict, people, ..empty.counted(&tally) }
    }

    /// The row of a list, above the first of its titles.
    fn list_row(&self, view: &View, policy: &Policy, list: List, first: &PoolRow) -> PoolRow {
        let judged = self.lists.get(&list);
        let tally = judged.map(|j| j.tally.clone()).unwrap_or_default();
        let (seats, sitting) = if judged.is_some() {
            (tally.seats, tally.sitting)
        } else {
            let posts: Vec<PostId> = policy.posts_of(view, list, view.on).iter().map(|p| p.id).collect();
            self.office(view, &posts)
        };
        let posts = policy.posts_of(view, list, view.on);
        let people =
            posts.iter().filter_map(|p| self.pools.get(&p.id)).flat_map(|p| p.people.iter().flat_map(|(.., f)| f));
        let verdict = judged.map(|j| worst(&j.findings));
        let people = judged.map(|_| worst(people));
        PoolRow { what: What::List(list), seats, sitting, verdict, people, ..first.clone().counted(&tally) }
    }

    /// Seats of the term and people in office, where nobody is planned.
    fn office(&self, view: &View, posts: &[PostId]) -> (i64, i64) {
        let mut sitting: BTreeSet<CadreId> = BTreeSet::new();
        let mut seats = 0;
        for post in posts.iter().filter_map(|id| view.post(*id)) {
            seats += i64::from(post.seats_for(self.term, view.on));
            sitting.extend(view.snapshot.holders_of(post.id).filter(|a| a.span.holds(view.on)).map(|a| a.cadre));
        }
        (seats, i64::try_from(sitting.len()).unwrap_or(i64::MAX))
    }
}

/// People who have been read; most stand in more than one pool.
type People<'v> = HashMap<CadreId, Option<Person<'v>>>;

/// Relatives on the register, by whichever of the two declared it.
fn relatives(view: &View, cadre: CadreId) -> Vec<CadreId> {
    let own = view.snapshot.kin.get(&cadre);
    let own = own.into_iter().flat_map(|k| &k.rows).filter_map(|r| r.cadre);
    own.chain(view.declared_by(cadre)).collect()
}

/// What edits touch.
#[derive(Default)]
struct Touched {
    posts: BTreeSet<PostId>,
    units: BTreeSet<UnitId>,
    cadres: BTreeSet<CadreId>,
}

impl Touched {
    fn see(&mut self, record: &Record, view: &View, term: TermId) {
        match record {
            Record::Entry(e) if e.term == term => {
                self.posts.insert(e.post);
                self.cadres.insert(e.cadre);
            }
            Record::Entry(e) => {
                self.cadres.insert(e.cadre);
            }
            Record::Appointment(a) => {
                self.cadres.insert(a.cadre);
                self.posts.insert(a.post);
                self.units.extend(view.post(a.post).map(|p| p.unit));
            }
            Record::Post(post) => {
                self.posts.insert(post.id);
                self.units.insert(post.unit);
                self.cadres.extend(view.snapshot.holders_of(post.id).map(|a| a.cadre));
                self.cadres.extend(view.snapshot.pool_of(post.id).map(|e| e.cadre));
            }
            Record::UnitGrades(grades) => {
                let posts = view.snapshot.posts_of(grades.unit);
                self.cadres.extend(posts.flat_map(|p| view.snapshot.holders_of(p.id)).map(|a| a.cadre));
            }
            Record::Kin(kin) => {
                self.cadres.insert(kin.cadre);
                self.cadres.extend(kin.rows.iter().filter_map(|r| r.cadre));
            }
            Record::Cadre(crate::domain::Cadre { id: cadre, .. })
            | Record::Grades(crate::domain::Grades { cadre, .. })
            | Record::Standing(crate::domain::Standing { cadre, .. })
            | Record::Conduct(crate::domain::Conduct { cadre, .. })
            | Record::Statuses(crate::domain::Statuses { cadre, .. }) => {
                self.cadres.insert(*cadre);
            }
            // of a round only its own meetings are judged; a unit or a rule judges everything anew
            Record::Round(_)
            | Record::Rotation(_)
            | Record::Unit(_)
            | Record::Ruling(_)
            | Record::Training(_)
            | Record::Dossier(_) => {}
        }
    }
}
