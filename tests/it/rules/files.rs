//! Files of rules: every fault with its line and reason.

use canbo::policy::{Policy, Verdict};
use canbo::register::Catalogue;
use canbo::register::catalogue::ListName;

const PLANTED: &str = include_str!("../../data/policy-with-ten-faults.toml");

#[test]
fn ten_planted_faults_are_told_ten_times_each_on_the_line_that_has_it() {
    let catalogue = Catalogue::embedded().unwrap();
    let known = |code: &str| catalogue.title_coded(code).is_some();
    let reason = |code: &str| catalogue.lists().coded(ListName::Removal, code).is_some();
    let (sound, faults) = Policy::check("planted.toml", PLANTED, &known, &reason);
    let planted: Vec<usize> =
        (1..).zip(PLANTED.lines()).filter(|(_, line)| line.contains("# fault")).map(|(n, _)| n).collect();
    assert_eq!(planted.len(), 10);
    assert_eq!(faults.iter().map(|f| f.line).collect::<Vec<_>>(), planted, "{faults:#?}");
    assert!(sound.rule("sound").is_some(), "what is sound is read all the same");
    assert!(Policy::read(&[("planted.toml", PLANTED)]).is_err(), "and the file is not taken");
}

#[test]
fn verdicts_are_ordered_by_how_much_they_ask_of_the_officer() {
    let mut verdicts = [Verdict::Broken, Verdict::Met, Verdict::Missed, Verdict::Unknown];
    verdicts.sort();
    assert_eq!(verdicts, [Verdict::Met, Verdict::Unknown, Verdict::Missed, Verdict::Broken]);
}
