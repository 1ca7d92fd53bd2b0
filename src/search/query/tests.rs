//! What is understood of a query, and what is said of one that is not.

use super::super::fields::facts;
use super::super::{CardField, Corpus, Entry, Fact, Found, Written};
use super::*;
use crate::domain::Period;
use proptest::prelude::*;

const ETHNIC: Fact = Fact::Card(CardField("ethnic"));

fn problem(text: &str) -> (usize, QueryProblem) {
    let error = Query::parse(text).unwrap_err();
    (error.at + 1, error.problem)
}

#[test]
fn signs_within_a_word_belong_to_it() {
    for text in ["dda(ng.", "lu+o+`ng", "nguye^~n", "tân-thành", "o'", "a!b"] {
        let query = Query::parse(text).unwrap();
        assert_eq!(query.terms.iter().map(|t| t.typed.as_str()).collect::<Vec<_>>(), [text]);
    }
}

#[test]
fn words_fields_facts_and_brackets_are_told_apart() {
    let query = Query::parse("hoa (đv:\"cao lộc\" or đv:bình-gia) not tuổi<40 xl2023=xuất-sắc").unwrap();
    assert_eq!(query.terms.len(), 3);
    assert_eq!(query.tests.len(), 2);
    assert_eq!(query.required(), [0]);
    assert_eq!(query.rest().len(), 3);
    assert!(query.terms.get(1).is_some_and(|t| t.quoted && t.typed == "cao lộc"));
    assert_eq!(query.tests.get(1).and_then(|t| t.period), Some(Period::Year(2023)));
    assert_eq!(Query::parse("a and b"), Query::parse("a b"));
    assert_eq!(Query::parse("a or b"), Query::parse("a | b"));
    assert_eq!(Query::parse("not a"), Query::parse("!a"));
    assert_eq!(Query::parse("a or").unwrap().terms.len(), 2, "still being typed");
    assert_eq!(Query::parse("\"cao l").unwrap().terms.len(), 1, "still being typed");
    assert_eq!(Query::parse("(a or b").unwrap().terms.len(), 2, "still being typed");
    assert!(Query::parse("tôn-giáo:phật").unwrap().is_sensitive());
    assert!(!Query::parse("tuổi>=40").unwrap().is_sensitive());
    for number in ["020099000001", "020 099 000 001", "Nông Hoa 020099000001"] {
        assert!(Query::parse(number).unwrap().is_sensitive(), "{number}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_column() {
    assert_eq!(problem("hoa tuoii<40"), (5, QueryProblem::NoField { name: "tuoii".into(), near: Some("tuổi".into()) }));
    assert_eq!(problem("hoa xyzzy:40"), (5, QueryProblem::NoField { name: "xyzzy".into(), near: None }));
    assert_eq!(problem("tuổi<bốn").0, 6);
    assert!(matches!(problem("tuổi<bốn").1, QueryProblem::NoNumber { .. }));
    assert!(matches!(problem("sinh>=3/13/x").1, QueryProblem::NoDay { .. }));
    assert!(matches!(problem("xl=tốt"), (1, QueryProblem::NoPeriod { .. })));
    assert!(matches!(problem("dt>tày"), (1, QueryProblem::BadOp { .. })));
    assert!(matches!(problem("tên<an"), (1, QueryProblem::BadOp { .. })));
    let QueryProblem::BadValue { expected, .. } = problem("llct>=cao-lâu").1 else { panic!("no value") };
    assert!(expected.contains("cao-cấp"), "{expected}");
    assert!(matches!(problem("llct>="), (7, QueryProblem::NoValue { .. })));
    assert_eq!(problem("a ) b"), (3, QueryProblem::NotOpen));
    assert_eq!(problem("a ()"), (4, QueryProblem::Nothing));
    assert_eq!(problem("a or or b").1, QueryProblem::Nothing);
    assert_eq!(problem(&"a".repeat(10_000)).1, QueryProblem::TooLong(400));
    assert!(matches!(problem(&"a ".repeat(100)).1, QueryProblem::TooMany(_)));
    assert!(matches!(problem(&"(".repeat(100)).1, QueryProblem::TooMany(_)));
}

/// Somebody of 44 or 45, a woman, Tày, with intermediate theory and two grades.
struct One;

impl Corpus for One {
    fn each(&self, _: &mut dyn FnMut(&Entry<'_>)) {}

    fn one(&self, _: Found, _: &mut dyn FnMut(&Entry<'_>)) {}

    fn written(&self, _: Found, _: bool) -> Option<Written> {
        None
    }

    fn fact(&self, _: Found, fact: Fact, period: Option<Period>) -> Vec<Value> {
        match (fact, period) {
            (Fact::Age, _) => vec![Value::Number(44, 45)],
            (Fact::Sex, _) => vec![Value::Choice("female")],
            (ETHNIC, _) => vec![Value::Text("Tày".into()), Value::Text("Pa Dí".into())],
            (Fact::Theory, _) => vec![Value::Choice("intermediate")],
            (Fact::Grade, Some(Period::Year(2023))) => vec![Value::Choice("excellent")],
            (Fact::Grade, Some(Period::Quarter(2026, 1))) => vec![Value::Choice("completed")],
            (Fact::Grade, Some(Period::Year(2022))) => vec![Value::Choice("good")],
            _ => Vec::new(),
        }
    }

    fn words(&self, fact: Fact) -> Vec<String> {
        if fact == ETHNIC { vec!["Tày".into(), "Thái".into(), "Nùng".into()] } else { Vec::new() }
    }
}

fn holds(text: &str) -> bool {
    let query = Query::parse(text).unwrap();
    query.tests.iter().all(|test| test.holds(&One, Found::Line(0)))
}

#[test]
fn facts_are_compared_and_what_is_not_known_exactly_enough_does_not_hold() {
    for text in [
        "tuổi<46",
        "tuổi>=44",
        "tuoi:40-50",
        "tuổi:40..45",
        "tuổi!=46",
        "giới:nữ",
        "gt=nu",
        "dt:tày",
        "dt=tay",
        "dt:pa-dí",
        "dt:tày,nùng",
        "llct>=trung-cấp",
        "llct<cao-cấp",
        "llct:tc",
        "xl2023=xuất-sắc",
        "xl2023>=tốt",
        "xlq1/2026=hoàn-thành",
        "xl2026-q1<tốt",
        "XLQ1/2026:ht",
        "xlquý-i/2026=ht",
        "xl2022=htt",
        "dt!=kinh",
        "dt:ta",
    ] {
        assert!(holds(text), "{text}");
    }
    for text in [
        "tuổi<45",
        "tuổi>44",
        "tuổi=44",
        "tuổi!=44",
        "giới:nam",
        "dt:kinh",
        "dt!=tày",
        "llct>=cao-cấp",
        "xl2022=xuất-sắc",
        "xl2021=tốt",
        "xl2021!=tốt",
        "qlnn:chưa",
        "dt=ta",
        "dt:ay",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn names_and_values_are_completed() {
    let texts = |before: &str| completions(before, &One).into_iter().map(|c| c.text).collect::<Vec<_>>();
    assert!(texts("hoa tu").contains(&"tuổi:".to_owned()));
    assert_eq!(texts("hoa llct>=c"), ["chưa", "cao-cấp"]);
    assert_eq!(texts("dt:t"), ["tày", "thái"]);
    assert_eq!(texts("(dt:tày,n"), ["nùng"]);
    assert!(texts("dt:tày").is_empty(), "nothing is left to type");
    assert_eq!(texts("lc:đủ"), ["đủ-36-tháng"]);
    assert!(texts("hoa ").is_empty() && texts("zzz").is_empty() && texts("tuổi<4").is_empty());
    assert_eq!(completions("x !giới:n", &One).first().map(|c| c.replaces), Some(1));
    for fact in facts() {
        for name in &fact.names {
            let year = if fact.period { "2023" } else { "" };
            assert!(!matches!(
                Query::parse(&format!("{name}{year}:")).map_err(|e| e.problem),
                Err(QueryProblem::NoField { .. })
            ));
        }
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_breaks_it(text in "([a-zđơ()\"!:<=>|& ,.0-9-]|tuổi|dt|or|not|\u{301}|🙂|\u{0}){0,60}") {
        let letters = text.chars().count();
        if let Err(error) = Query::parse(&text) {
            prop_assert!(error.at <= letters);
        }
        let _ = completions(&text, &One);
    }
}
