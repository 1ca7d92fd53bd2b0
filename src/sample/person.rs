//! A person of the plan: no record yet, but all that its records depend on.

use crate::domain::{ListId, Sex};

/// What is counted of a person, in the order in which it is settled: each may depend on those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(usize)]
pub enum Attr {
    Sex,
    /// Ethnic minority or not.
    Ethnic,
    /// Religious or not.
    Religion,
    /// Class of ages.
    Age,
    Education,
    Theory,
    /// Party member or not.
    Party,
}

impl Attr {
    /// All, in the order in which they are settled.
    pub const ALL: [Attr; 7] =
        [Attr::Sex, Attr::Ethnic, Attr::Religion, Attr::Age, Attr::Education, Attr::Theory, Attr::Party];

    /// Its name in the figures.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Attr::Sex => "sex",
            Attr::Ethnic => "ethnic",
            Attr::Religion => "religion",
            Attr::Age => "age",
            Attr::Education => "education",
            Attr::Theory => "theory",
            Attr::Party => "party",
        }
    }
}

/// A person of the plan.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    /// Place of the main post in the ground.
    pub chair: u32,
    /// Groups of the figures in which the person is counted, one bit each.
    pub groups: u16,
    /// Kind of person in the figures.
    pub kind: u8,
    /// Class of each attribute.
    classes: [u8; 7],
    /// Full years on the day of the figures.
    pub age: u8,
    /// Whether the education is a doctorate, where it is postgraduate.
    pub doctor: bool,
    /// Rank (ngạch, hạng); 0 where there is none.
    pub rank: ListId,
    pub ethnic: ListId,
    /// Religion; 0 for none.
    pub religion: ListId,
}

impl Person {
    /// Somebody on a post, of whom nothing else is settled yet.
    #[must_use]
    pub fn on(chair: u32, groups: u16, kind: u8) -> Person {
        let none = ListId(0);
        Person { chair, groups, kind, classes: [0; 7], age: 0, doctor: false, rank: none, ethnic: none, religion: none }
    }

    /// Class of an attribute.
    #[must_use]
    pub fn class(&self, attr: Attr) -> u8 {
        self.classes.get(attr as usize).copied().unwrap_or(0)
    }

    /// Settles the class of an attribute.
    pub fn settle(&mut self, attr: Attr, class: u8) {
        if let Some(slot) = self.classes.get_mut(attr as usize) {
            *slot = class;
        }
    }

    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.class(Attr::Sex) == 0 { Sex::Male } else { Sex::Female }
    }

    /// Whether of an ethnic minority.
    #[must_use]
    pub fn minority(&self) -> bool {
        self.class(Attr::Ethnic) == 1
    }

    /// Whether in the party.
    #[must_use]
    pub fn party(&self) -> bool {
        self.class(Attr::Party) == 1
    }
}
