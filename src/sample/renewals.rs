//! Appointments made again (bổ nhiệm lại) on the day on which their term runs out.

use super::Wanted;
use super::careers::Careers;
use super::facts::terms;
use super::ground::Ground;
use super::history::{Acts, History};
use super::later::Running;
use super::rng::{Purpose, Rng};
use super::stint::Stint;
use crate::domain::{ActKind, Day, Ladder, Tier};

/// Adds, tier by tier, as many as the report counts beyond the new appointments and elections that are told already.
pub fn tell(ground: &Ground<'_>, careers: &mut Careers, history: &History, wanted: Wanted) {
    let people = u64::from(wanted.people).min(28_947);
    for Acts { tier, all, .. } in history.acts() {
        let Some(all) = all else { continue };
        let all = usize::try_from(u64::from(*all) * people / 28_947).unwrap_or(0);
        let leads = |s: &&Stint| leads(ground, s, *tier);
        let told = careers.stints.iter().filter(leads).filter(|s| counted(s.began) && within(history, s.from)).count();
        let mut open: Vec<(u64, usize, Day)> = (0..)
            .zip(&careers.stints)
            .filter(|(_, s)| leads(s) && !s.concurrent && renewable(s.began))
            .filter_map(|(at, s)| {
                let on = terms(s.from).find(|on| within(history, *on) && *on < s.to)?;
                let order = Rng::stream(wanted.seed ^ 9 << 48, Purpose::Careers, at).draw();
                Some((order, usize::try_from(at).ok()?, on))
            })
            .collect();
        open.sort_unstable();
        for (_, at, on) in open.into_iter().take(all.saturating_sub(told)) {
            renew(careers, at, on);
        }
    }
}

/// Whose term has run out since the report is appointed again too, up to a day; a few wait.
pub fn go_on(ground: &Ground<'_>, careers: &mut Careers, history: &History, running: &Running, seed: u64) {
    let mut due: Vec<(usize, Day)> = Vec::new();
    for (at, stint) in careers.stints.iter().enumerate().filter(|(_, s)| !s.concurrent && renewable(s.began)) {
        if ground.chair_at(stint.chair).is_none_or(|c| c.title.ladder != Ladder::Leadership) {
            continue;
        }
        let within = |on: &Day| history.term_to() < *on && *on <= running.renewed_until.0 && *on < stint.to;
        let mut rng = Rng::stream(seed ^ 10 << 48, Purpose::Careers, u64::from(stint.person));
        if let Some(on) = terms(stint.from).find(within).filter(|_| !rng.chance(running.overdue)) {
            due.push((at, on));
        }
    }
    due.into_iter().for_each(|(at, on)| renew(careers, at, on));
}

fn renew(careers: &mut Careers, at: usize, on: Day) {
    let Some(stint) = careers.stints.get_mut(at) else { return };
    let again = Stint { from: on, began: ActKind::Reappointed, ..*stint };
    stint.end(on, ActKind::Reappointed);
    careers.stints.push(again);
}

fn leads(ground: &Ground<'_>, stint: &Stint, tier: Tier) -> bool {
    let chair = ground.chair_at(stint.chair);
    chair.is_some_and(|c| c.title.tier == tier && c.title.ladder == Ladder::Leadership)
}

fn within(history: &History, on: Day) -> bool {
    history.term_from() <= on && on <= history.term_to()
}

/// What the report counts: appointed, made again, put up for election, designated; moves have figures of their own.
fn counted(act: ActKind) -> bool {
    use ActKind::{Appointed, Designated, Elected, Reappointed, Reelected};
    matches!(act, Appointed | Designated | Elected | Reappointed | Reelected)
}

/// Whoever is elected holds the post for the term of the committee or the council.
fn renewable(act: ActKind) -> bool {
    matches!(act, ActKind::Appointed | ActKind::Transferred | ActKind::Reappointed)
}
