//! Choosing people so that several lists together come to what is printed of them, and each is like the whole.

/// What is counted of a person: woman, minority, young, in the oldest of three bands.
pub(super) type Marks = [bool; 4];

/// Somebody who may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Place of the person.
    pub person: u32,
    /// The higher, the sooner, among those alike.
    pub score: i64,
    /// What is counted of the person.
    pub marks: Marks,
    /// Comes to it by the usual way; others are taken only where the totals or the length ask for them.
    pub usual: bool,
}

/// A list to be filled.
#[derive(Debug)]
pub(super) struct List {
    /// How many people.
    pub wanted: usize,
    /// Who may be chosen; the highest score first.
    pub open: Vec<Candidate>,
}

/// What all lists should come to in one mark.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Aim {
    /// So many in all; none: only about the share.
    pub total: Option<u32>,
    /// In a thousand of each list; none: whatever comes.
    pub share: Option<u32>,
}

/// One person of a list gives way to another.
#[derive(Debug, Clone, Copy)]
struct Swap {
    list: usize,
    out: usize,
    with: usize,
}

/// More swaps than any sample needs.
const SWAPS: usize = 20_000;

/// Who is chosen of each list: places in its candidates.
pub(super) fn choose(lists: &[List], aims: &[Aim; 4]) -> Vec<Vec<usize>> {
    let mut chosen: Vec<Vec<usize>> = lists.iter().map(|list| fill(list, aims)).collect();
    for _ in 0..SWAPS {
        let Some(swap) = best_swap(lists, &chosen, aims) else { break };
        if let Some(of_list) = chosen.get_mut(swap.list) {
            of_list.retain(|at| *at != swap.out);
            of_list.push(swap.with);
        }
    }
    for of_list in &mut chosen {
        of_list.sort_unstable();
    }
    chosen
}

fn marks(list: &List, at: usize) -> Marks {
    list.open.get(at).map_or([false; 4], |c| c.marks)
}

/// Fills one list so that it is like the whole at every length.
fn fill(list: &List, aims: &[Aim; 4]) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::new();
    let mut counts = [0i64; 4];
    for usual in [true, false] {
        // of people alike only the best can be next
        let mut rest: [Vec<usize>; 16] = Default::default();
        for (at, candidate) in list.open.iter().enumerate().rev().filter(|(_, c)| c.usual == usual) {
            if let Some(alike) = rest.get_mut(class(candidate.marks)) {
                alike.push(at);
            }
        }
        while chosen.len() < list.wanted {
            let length = i64::try_from(chosen.len()).unwrap_or(i64::MAX) + 1;
            let heads = rest.iter().filter_map(|alike| alike.last()).filter_map(|at| Some((*at, list.open.get(*at)?)));
            let best = heads.min_by_key(|(at, c)| (unlike(&counts, aims, c.marks, length), -c.score, *at));
            let Some((at, candidate)) = best else { break };
            for (n, mark) in counts.iter_mut().zip(candidate.marks) {
                *n += i64::from(mark);
            }
            if let Some(alike) = rest.get_mut(class(candidate.marks)) {
                alike.pop();
            }
            chosen.push(at);
        }
    }
    chosen
}

/// How far a list of a length is from the shares when one more with these marks is in it.
fn unlike(counts: &[i64; 4], aims: &[Aim; 4], marks: Marks, length: i64) -> i64 {
    let each = counts.iter().zip(aims).zip(marks);
    let far = |((n, aim), mark): ((&i64, &Aim), bool)| {
        aim.share.map_or(0, |s| ((n + i64::from(mark)) * 1000 - length * i64::from(s)).abs())
    };
    each.map(far).sum()
}

fn class(marks: Marks) -> usize {
    marks.iter().fold(0, |class, mark| class * 2 + usize::from(*mark))
}

/// The swap that brings the totals nearest to what is printed; none where nothing gets nearer.
fn best_swap(lists: &[List], chosen: &[Vec<usize>], aims: &[Aim; 4]) -> Option<Swap> {
    let mut excess = [0i64; 4];
    for (list, of_list) in lists.iter().zip(chosen) {
        for at in of_list {
            for (n, mark) in excess.iter_mut().zip(marks(list, *at)) {
                *n += i64::from(mark);
            }
        }
    }
    for (n, aim) in excess.iter_mut().zip(aims) {
        *n = aim.total.map_or(0, |total| *n - i64::from(total));
    }
    let counted: Vec<bool> = aims.iter().map(|aim| aim.total.is_some()).collect();
    let now: i64 = excess.iter().map(|n| n.abs()).sum();
    if now == 0 {
        return None;
    }
    let after = |out: Marks, with: Marks| -> i64 {
        let moved = |(at, n): (usize, &i64)| {
            let mark = |m: &Marks| i64::from(m.get(at).copied().unwrap_or(false));
            if counted.get(at) == Some(&true) { (n + mark(&with) - mark(&out)).abs() } else { 0 }
        };
        excess.iter().enumerate().map(moved).sum()
    };
    let mut best: Option<(i64, i64, Swap)> = None;
    for (nth, (list, of_list)) in lists.iter().zip(chosen).enumerate() {
        let mut outs: [Option<usize>; 16] = [None; 16];
        for at in of_list.iter().copied() {
            // the last of those alike gives way
            if let Some(slot) = outs.get_mut(class(marks(list, at))) {
                *slot = Some(slot.map_or(at, |other| other.max(at)));
            }
        }
        let mut ins: [Option<usize>; 16] = [None; 16];
        for at in (0..list.open.len()).filter(|at| !of_list.contains(at)) {
            if let Some(slot) = ins.get_mut(class(marks(list, at))) {
                slot.get_or_insert(at);
            }
        }
        for (out, with) in outs.iter().flatten().flat_map(|out| ins.iter().flatten().map(move |with| (*out, *with))) {
            let missed = after(marks(list, out), marks(list, with));
            let loss = list.open.get(out).map_or(0, |c| c.score) - list.open.get(with).map_or(0, |c| c.score);
            if missed < now && best.is_none_or(|(m, l, _)| (missed, loss) < (m, l)) {
                best = Some((missed, loss, Swap { list: nth, out, with }));
            }
        }
    }
    best.map(|(_, _, swap)| swap)
}

/// How many people each list gets of a total, by its seats and within its bounds; what cannot be kept within them is
/// spread over all.
pub(super) fn allot(total: u32, seats: &[u32], least: u32, most: u32) -> Vec<u32> {
    let bound = |per: u32, seats: u32| u64::from(per) * u64::from(seats);
    let low = |s: u32| u32::try_from(bound(least, s).div_ceil(100)).unwrap_or(u32::MAX);
    let high = |s: u32| u32::try_from(bound(most, s) / 100).unwrap_or(u32::MAX);
    let mut parts: Vec<u32> = crate::sample::quota::share(total, seats);
    for (part, s) in parts.iter_mut().zip(seats) {
        *part = (*part).clamp(low(*s).min(high(*s)), high(*s));
    }
    // whose turn it is among equals does not follow the order of the units
    let turn = |at: usize| at * 7919 % seats.len().max(1);
    let mut kept = true;
    for _ in 0..total.saturating_mul(4).saturating_add(64) {
        let sum: u32 = parts.iter().sum();
        let grows = sum < total;
        if sum == total {
            break;
        }
        let fits = |(_, (part, s)): &(usize, (&u32, &u32))| match (kept, grows) {
            (true, true) => *part < &high(**s),
            (true, false) => *part > &low(**s),
            (false, true) => **s > 0,
            (false, false) => **part > 0,
        };
        let ratio = |part: u32, s: u32| u64::from(part) * 1_000_000 / u64::from(s.max(1));
        let open = parts.iter().zip(seats).enumerate().filter(fits);
        let key = |(at, (part, s)): &(usize, (&u32, &u32))| {
            let r = ratio(**part, **s);
            (if grows { r } else { u64::MAX - r }, turn(*at))
        };
        match open.min_by_key(key).map(|(at, _)| at) {
            Some(at) => {
                if let Some(part) = parts.get_mut(at) {
                    *part = if grows { *part + 1 } else { *part - 1 };
                }
            }
            None if kept => kept = false,
            None => break,
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(wanted: usize, classes: &[(u32, Marks)]) -> List {
        let people = classes.iter().flat_map(|(n, marks)| (0..*n).map(move |_| *marks));
        let open = (0u32..).zip(people).map(|(person, marks)| Candidate {
            person,
            score: -i64::from(person),
            marks,
            usual: true,
        });
        List { wanted, open: open.collect() }
    }

    #[test]
    fn lists_together_come_to_the_totals_and_each_is_like_the_whole() {
        let (woman, young, plain) = ([true, false, false, false], [false, false, true, false], [false; 4]);
        let lists = [list(10, &[(20, plain), (9, woman), (4, young)]), list(5, &[(9, plain), (2, woman), (2, young)])];
        let aim = |total, share| Aim { total: Some(total), share: Some(share) };
        let chosen = choose(&lists, &[aim(5, 333), Aim::default(), aim(3, 200), Aim::default()]);
        assert_eq!(chosen.iter().map(Vec::len).collect::<Vec<_>>(), [10, 5]);
        let count = |nth: usize, mark: usize| chosen[nth].iter().filter(|at| lists[nth].open[**at].marks[mark]).count();
        assert_eq!((count(0, 0) + count(1, 0), count(0, 2) + count(1, 2)), (5, 3));
        assert!(count(0, 0) >= 3 && count(1, 0) >= 1, "both lists have women");
    }

    #[test]
    fn parts_stay_within_their_bounds_where_the_total_lets_them() {
        assert_eq!(allot(9, &[3, 4], 100, 150), [4, 5]);
        let short = allot(20, &[11, 11], 100, 150);
        assert_eq!(short.iter().sum::<u32>(), 20);
        let parts = allot(924, &[3; 118].iter().chain(&[4; 82]).copied().collect::<Vec<u32>>(), 100, 150);
        assert_eq!(parts.iter().sum::<u32>(), 924);
        assert!(
            parts.iter().take(118).all(|n| (3..=4).contains(n)) && parts.iter().skip(118).all(|n| (4..=6).contains(n))
        );
    }
}
