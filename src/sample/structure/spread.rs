//! Whole numbers spread over shares so that the sum is exact and the remainders do not lump together.

/// Spreads a total by weights; the parts add up to it unless every weight is nought.
pub(super) fn spread(total: u32, weights: &[u32]) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|w| u64::from(*w)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let (mut so_far, mut given) = (0u64, 0u64);
    weights
        .iter()
        .map(|w| {
            so_far += u64::from(*w);
            let due = (so_far * u64::from(total) + sum / 2) / sum;
            let part = due - given;
            given = due;
            u32::try_from(part).unwrap_or(u32::MAX)
        })
        .collect()
}

/// Whether the `at`-th of `all` is among `count` of them picked evenly.
pub(super) fn picked(at: usize, all: usize, count: u32) -> bool {
    let (at, all, count) = (at as u64, all as u64, u64::from(count));
    all > 0 && (at + 1) * count / all > at * count / all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_add_up_and_stay_near_their_share(total in 0u32..100_000, weights in prop::collection::vec(0u32..50, 1..300)) {
            let parts = spread(total, &weights);
            let sum: u32 = weights.iter().sum();
            prop_assert_eq!(parts.iter().sum::<u32>(), if sum == 0 { 0 } else { total });
            for (part, weight) in parts.iter().zip(&weights) {
                let fair = f64::from(total) * f64::from(*weight) / f64::from(sum.max(1));
                prop_assert!((f64::from(*part) - fair).abs() <= 1.0);
            }
        }

        #[test]
        fn so_many_are_picked_as_were_asked(all in 1usize..400, count in 0u32..400) {
            let n = (0..all).filter(|at| picked(*at, all, count)).count();
            prop_assert_eq!(n, all.min(count as usize));
        }
    }
}
