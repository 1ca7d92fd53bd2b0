//! The sample's own small generator (splitmix64), so that the same seed gives the same province on every machine and
//! with every version of every library.

/// A stream of numbers that depends on nothing but what it was made from.
#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    /// The stream of one purpose and one subject: what one person draws does not shift what the next one draws.
    #[must_use]
    pub fn stream(seed: u64, purpose: Purpose, subject: u64) -> Rng {
        let mut rng = Rng(seed ^ (purpose as u64).wrapping_mul(0xd6e8_feb8_6659_fd93));
        let mixed = rng.draw() ^ subject.wrapping_mul(0xa076_1d64_78bd_642f);
        let mut rng = Rng(mixed);
        rng.draw();
        rng
    }

    /// The next 64 bits.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 where `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        u32::try_from((u128::from(self.draw()) * u128::from(n)) >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let width = u32::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(1);
        low.saturating_add(i32::try_from(self.below(width)).unwrap_or(0))
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.below(u32::try_from(from.len()).unwrap_or(u32::MAX));
        from.get(at as usize)
    }

    /// Which of the weights was drawn; `None` where all are 0.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> Option<usize> {
        let total: u32 = weights.clone().sum();
        let mut left = self.below(total);
        for (at, weight) in weights.enumerate() {
            if left < weight {
                return Some(at);
            }
            left -= weight;
        }
        None
    }
}

/// What a stream is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Purpose {
    /// Ranking people for an attribute.
    Attributes = 1,
    /// The search for counts that meet the margins.
    Margins,
    Names,
    /// Days of birth.
    Births,
    /// Places of origin.
    Origins,
    /// Ethnic groups, religions.
    Groups,
    /// Careers before the report.
    Careers,
    /// What happens after it.
    Later,
    Grades,
    /// Conclusions and votes.
    Standing,
    /// Discipline and praise.
    Conduct,
    Kin,
    Training,
    /// Texts of the dossier.
    Dossier,
    Statuses,
    /// Rotations and transfers.
    Moves,
    Pools,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_depends_on_seed_purpose_and_subject_alone() {
        let draw = |seed, purpose, subject| Rng::stream(seed, purpose, subject).draw();
        assert_eq!(draw(1, Purpose::Names, 7), draw(1, Purpose::Names, 7));
        let other = [draw(2, Purpose::Names, 7), draw(1, Purpose::Births, 7), draw(1, Purpose::Names, 8)];
        assert!(other.iter().all(|n| *n != draw(1, Purpose::Names, 7)));
    }

    #[test]
    fn numbers_stay_within_their_bounds_and_reach_them() {
        let mut rng = Rng::stream(1, Purpose::Births, 1);
        let drawn: Vec<i32> = (0..400).map(|_| rng.between(-3, 3)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-3), Some(&3)));
        assert_eq!(rng.below(0), 0);
        let heavy = (0..1000).filter(|_| rng.weighted([1, 0, 9].into_iter()) == Some(2)).count();
        assert!((850..950).contains(&heavy), "{heavy}");
        assert_eq!(rng.weighted(std::iter::empty()), None);
    }
}
