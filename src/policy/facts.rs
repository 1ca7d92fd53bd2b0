//! What a rule may ask of the register.

use crate::domain::{
    Appointment, Cadre, CadreId, Conduct, Day, Entry, Grades, Kin, ListId, PlanObject, Post, PostId, Round, RoundId,
    Standing, Statuses, Term, TermId, Title, TitleId, Unit, UnitGrades, UnitId,
};

/// What a rule may ask of the register.
pub trait Facts {
    /// A post that exists at any time.
    fn post(&self, id: PostId) -> Option<&Post>;
    /// The card of a cadre.
    fn cadre(&self, id: CadreId) -> Option<&Cadre>;
    /// A unit that exists at any time.
    fn unit(&self, id: UnitId) -> Option<&Unit>;
    /// A review round.
    fn round(&self, id: RoundId) -> Option<&Round>;
    /// Appointments that a post has had at any time.
    fn holders(&self, post: PostId) -> Vec<&Appointment>;
    /// Appointments that a cadre has had at any time.
    fn career(&self, cadre: CadreId) -> Vec<&Appointment>;
    /// Posts that a unit has had at any time.
    fn posts(&self, unit: UnitId) -> Vec<&Post>;
    /// Entries of a post's pools, of all terms.
    fn pool(&self, post: PostId) -> Vec<&Entry>;
    /// Entries that a round proposed.
    fn proposed_in(&self, round: RoundId) -> Vec<&Entry>;
    /// Entries of a cadre, of all posts and terms.
    fn planned(&self, cadre: CadreId) -> Vec<&Entry>;
    /// Grades of a cadre.
    fn grades(&self, cadre: CadreId) -> Option<&Grades>;
    /// Grades of a unit.
    fn unit_grades(&self, unit: UnitId) -> Option<&UnitGrades>;
    /// Conclusions and votes of a cadre.
    fn standing(&self, cadre: CadreId) -> Option<&Standing>;
    /// Discipline of a cadre.
    fn conduct(&self, cadre: CadreId) -> Option<&Conduct>;
    /// Relatives of a cadre.
    fn kin(&self, cadre: CadreId) -> Option<&Kin>;
    /// Cadres who have declared this one as a relative.
    fn declared_by(&self, cadre: CadreId) -> Vec<CadreId>;
    /// Statuses of a cadre.
    fn statuses(&self, cadre: CadreId) -> Option<&Statuses>;
    /// An entry of the catalogue of titles.
    fn title(&self, id: TitleId) -> Option<&Title>;
    /// The title with a code.
    fn title_coded(&self, code: &str) -> Option<&Title>;
    /// Titles from which one comes to a title: those that feed it as object 1, those that feed these as object 2.
    fn feeding(&self, title: TitleId) -> &[(TitleId, PlanObject)];
    /// Terms of office in order of time.
    fn terms(&self) -> &[Term];
    /// A term of office.
    fn term(&self, id: TermId) -> Option<&Term> {
        self.terms().iter().find(|t| t.number == id)
    }
    /// Whether an ethnic group is a minority.
    fn is_minority(&self, ethnic: ListId) -> bool;
    /// The group to which a relation of kin belongs: the rule that counts it.
    fn relation_group(&self, relation: ListId) -> Option<&str>;
    /// Whether a person's place of origin lies in the place where a post is, on a day; none where that cannot be told.
    fn is_local(&self, card: &Cadre, post: &Post, on: Day) -> Option<bool>;
    /// Since which day the register is kept: of what was decided before it, nobody may have entered the record.
    fn kept_since(&self) -> Option<Day>;
    /// Statistics code of the province that the register is of.
    fn province(&self) -> Option<u32>;
}
