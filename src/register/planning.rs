//! What the rules ask of the register, and what a screen asks of all pools together: rows of lists and titles with
//! their numbers and their worst verdict.

mod between;
mod rows;
mod spread;

pub use between::{Between, Places, Submitted};
pub use rows::{Planning, Pool, PoolRow, What};
pub(super) use spread::spread;

use super::catalogue::ListName;
use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Entry, Grades, Kin, Line, ListId, PlanObject, Post, PostId, Round,
    RoundId, Standing, Statuses, Term, Title, TitleId, Unit, UnitGrades, UnitId,
};
use crate::policy::Facts;
use crate::register::view::View;
use std::sync::Arc;

impl Facts for View {
    fn post(&self, id: PostId) -> Option<&Post> {
        self.snapshot.posts.get(&id).map(Arc::as_ref)
    }

    fn cadre(&self, id: CadreId) -> Option<&Cadre> {
        self.snapshot.cadres.get(&id).map(Arc::as_ref)
    }

    fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.snapshot.units.get(&id).map(Arc::as_ref)
    }

    fn round(&self, id: RoundId) -> Option<&Round> {
        self.snapshot.rounds.get(&id).map(Arc::as_ref)
    }

    fn holders(&self, post: PostId) -> Vec<&Appointment> {
        self.snapshot.holders_of(post).map(Arc::as_ref).collect()
    }

    fn career(&self, cadre: CadreId) -> Vec<&Appointment> {
        self.snapshot.career_of(cadre).map(Arc::as_ref).collect()
    }

    fn posts(&self, unit: UnitId) -> Vec<&Post> {
        self.snapshot.posts_of(unit).map(Arc::as_ref).collect()
    }

    fn pool(&self, post: PostId) -> Vec<&Entry> {
        self.snapshot.pool_of(post).map(Arc::as_ref).collect()
    }

    fn proposed_in(&self, round: RoundId) -> Vec<&Entry> {
        self.snapshot.entries.values().filter(|e| e.round == Some(round)).map(Arc::as_ref).collect()
    }

    fn planned(&self, cadre: CadreId) -> Vec<&Entry> {
        self.snapshot.planned_of(cadre).map(Arc::as_ref).collect()
    }

    fn grades(&self, cadre: CadreId) -> Option<&Grades> {
        self.snapshot.grades.get(&cadre).map(Arc::as_ref)
    }

    fn unit_grades(&self, unit: UnitId) -> Option<&UnitGrades> {
        self.snapshot.unit_grades.get(&unit).map(Arc::as_ref)
    }

    fn standing(&self, cadre: CadreId) -> Option<&Standing> {
        self.snapshot.standing.get(&cadre).map(Arc::as_ref)
    }

    fn conduct(&self, cadre: CadreId) -> Option<&Conduct> {
        self.snapshot.conduct.get(&cadre).map(Arc::as_ref)
    }

    fn kin(&self, cadre: CadreId) -> Option<&Kin> {
        self.snapshot.kin.get(&cadre).map(Arc::as_ref)
    }

    fn declared_by(&self, cadre: CadreId) -> Vec<CadreId> {
        self.snapshot.declared_by(cadre).collect()
    }

    fn statuses(&self, cadre: CadreId) -> Option<&Statuses> {
        self.snapshot.statuses.get(&cadre).map(Arc::as_ref)
    }

    fn title(&self, id: TitleId) -> Option<&Title> {
        self.catalogue.title(id)
    }

    fn title_coded(&self, code: &str) -> Option<&Title> {
        self.catalogue.title_coded(code)
    }

    fn feeding(&self, title: TitleId) -> &[(TitleId, PlanObject)] {
        self.catalogue.feeding(title)
    }

    fn terms(&self) -> &[Term] {
        self.catalogue.terms()
    }

    fn is_minority(&self, ethnic: ListId) -> bool {
        self.catalogue.is_minority(ethnic)
    }

    fn relation_group(&self, relation: ListId) -> Option<&str> {
        self.catalogue.lists().get(ListName::Relation, relation)?.group.as_deref()
    }

    fn is_local(&self, card: &Cadre, post: &Post, on: Day) -> Option<bool> {
        let view = self.on(on);
        view.is_from(card, view.seat_of(post.unit)?)
    }

    fn kept_since(&self) -> Option<Day> {
        self.snapshot.kept_since
    }

    fn province(&self) -> Option<u32> {
        self.snapshot.children(Line::Territory, None, self.on).first().and_then(|u| u.code(self.on))
    }
}

#[cfg(test)]
mod tests;
