//! Training and the texts of the dossier.

use super::Ledger;
use crate::domain::{CareerLine, Course, Dossier, Education, Management, PartialDate, Qualification, Theory, Training};
use crate::sample::card::{CardSources, cadre_id};
use crate::sample::rng::{Purpose, Rng};
use crate::sample::stint::{Stint, main_on};

/// What a unit does, as far as words for it differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    School,
    Health,
    Office,
}

fn field(kind: &str) -> Field {
    match kind {
        k if k.starts_with("truong-") => Field::School,
        "benh-vien" | "khoa-phong" | "tram-y-te" | "trung-tam-y-te" => Field::Health,
        _ => Field::Office,
    }
}

fn drawn(rng: &mut Rng, words: &[String]) -> String {
    rng.pick(words).cloned().unwrap_or_default()
}

impl Ledger {
    fn field(sources: &CardSources<'_>, stints: &[Stint]) -> Field {
        let first = stints.iter().find(|s| !s.concurrent).and_then(|s| sources.ground.chair_at(s.chair));
        first.map_or(Field::Office, |c| field(c.kind))
    }

    /// One course for each qualification that asks for one, ending when it was reached.
    pub(super) fn training(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Training> {
        let card = sources.card(at, stints)?;
        let mut rng = Rng::stream(self.seed, Purpose::Training, u64::from(at));
        let field = Self::field(sources, stints);
        let mut rows: Vec<Course> = Vec::new();
        for reached in &card.qualifications {
            let end = reached.span.from;
            let months = match reached.value {
                Qualification::Education(Education::University) => 48,
                Qualification::Education(Education::College | Education::Doctor) => 36,
                Qualification::Education(Education::Master) => 24,
                Qualification::Education(Education::BelowCollege) => 22,
                Qualification::Theory(Theory::Advanced | Theory::Intermediate) => 12,
                Qualification::Theory(Theory::Elementary) | Qualification::Management(_) => 3,
                _ => 2,
            };
            if let Some((subject, school, certificate)) = self.course(reached.value, field, &mut rng) {
                rows.push(Course {
                    subject,
                    school,
                    from: Some(month(end.add_months(-months))),
                    to: Some(month(end)),
                    form: drawn(&mut rng, &self.book.training.forms),
                    certificate: certificate.to_owned(),
                });
            }
        }
        rows.sort_by_key(|c| c.to);
        (!rows.is_empty()).then(|| Training { cadre: cadre_id(at), rows })
    }

    fn course(&self, what: Qualification, field: Field, rng: &mut Rng) -> Option<(String, String, &'static str)> {
        let words = &self.book.training;
        let subjects = match field {
            Field::School => &words.subjects_school,
            Field::Health => &words.subjects_health,
            Field::Office => &words.subjects_office,
        };
        let school = |nth: usize| words.political.get(nth).cloned().unwrap_or_default();
        Some(match what {
            Qualification::Education(level) => {
                let certificate = match level {
                    Education::None => return None,
                    Education::BelowCollege => "Bằng trung cấp",
                    Education::College => "Bằng cao đẳng",
                    Education::University => "Bằng đại học",
                    Education::Master => "Bằng thạc sĩ",
                    Education::Doctor => "Bằng tiến sĩ",
                };
                let higher = level >= Education::University;
                let schools = if higher { &words.universities } else { &words.colleges };
                (drawn(rng, subjects), drawn(rng, schools), certificate)
            }
            Qualification::Theory(level) => match level {
                Theory::None => return None,
                Theory::Elementary => ("Sơ cấp lý luận chính trị".into(), school(2), "Chứng chỉ"),
                Theory::Intermediate => ("Trung cấp lý luận chính trị".into(), school(1), "Bằng trung cấp LLCT"),
                Theory::Advanced => ("Cao cấp lý luận chính trị".into(), school(0), "Bằng cao cấp LLCT"),
            },
            Qualification::Management(level) => {
                let programme = match level {
                    Management::None => return None,
                    Management::Assistant => "Quản lý nhà nước ngạch cán sự",
                    Management::Expert => "Quản lý nhà nước ngạch chuyên viên",
                    Management::Principal => "Quản lý nhà nước ngạch chuyên viên chính",
                    Management::Senior => "Quản lý nhà nước ngạch chuyên viên cao cấp",
                };
                (programme.into(), school(1), "Chứng chỉ")
            }
            Qualification::Language(_) | Qualification::Computing(_) => return None,
        })
    }

    pub(super) fn dossier(&self, sources: &CardSources<'_>, at: u32, stints: &[Stint]) -> Option<Dossier> {
        let mut rng = Rng::stream(self.seed, Purpose::Dossier, u64::from(at));
        let (_, life) = sources.who(at)?;
        let words = &self.book.dossier;
        let strengths = match Self::field(sources, stints) {
            Field::School => &words.strengths_school,
            Field::Health => &words.strengths_health,
            Field::Office => &words.strengths_office,
        };
        let origin = sources.home(at, stints);
        let main = main_on(stints, self.on).or(stints.first())?;
        let duty = sources.ground.chair_at(main.chair).map_or_else(String::new, |c| c.title.vi.clone());
        let first = stints.iter().find(|s| !s.concurrent)?.from;
        let mut career = Vec::new();
        if life.recruited < first {
            let text = words.worked_at.replace("{}", &sources.workplace(at));
            let (from, to) = (month(life.recruited), Some(month(first)));
            career.push(CareerLine { from, to, text });
        }
        let grown = life.birthday.add_months(18 * 12);
        if grown.add_months(8) < life.recruited {
            let (from, to) = (month(grown), Some(month(life.recruited)));
            career.insert(0, CareerLine { from, to, text: drawn(&mut rng, &words.before) });
        }
        Some(Dossier {
            birthplace: origin.clone(),
            residence: sources.residence(at, &origin),
            background: drawn(&mut rng, &words.backgrounds),
            strengths: drawn(&mut rng, strengths),
            duty,
            career,
            ..Dossier::new(cadre_id(at))
        })
    }
}

fn month(day: crate::domain::Day) -> PartialDate {
    PartialDate::Month(day.year(), day.month())
}
