//! What a fit of a typed word is worth. Only their order and distances matter; the golden cases hold them.

/// With marks, as they were typed: the whole word, its beginning, its beginning before a tone is typed.
pub(super) const EXACT: [u16; 3] = [100, 88, 86];
/// The right letters under another tone: the whole word, its beginning.
pub(super) const OTHER_TONE: [u16; 2] = [74, 62];
/// Other marks than those that were typed.
pub(super) const OTHER_MARKS: [u16; 2] = [64, 52];
/// Typed without marks: a word that has none, a word that has, the beginning of a word.
pub(super) const BARE: [u16; 3] = [91, 90, 70];
/// i for y, typed without and with marks.
pub(super) const OTHER_I: [u16; 2] = [66, 56];
/// Read as an input method's keys: so much less, so that a word as it stands is meant before it.
pub(super) const KEYS: u16 = 12;
/// A word that the text has only in short.
pub(super) const IN_SHORT: u16 = 50;
/// First letters of a name: of all words, the first ones, the last ones, some.
pub(super) const NAME_INITIALS: [u16; 4] = [78, 68, 64, 54];
/// A usual short form at the beginning of a part of the text, all of it, inside.
pub(super) const SHORT: [u16; 3] = [60, 63, 44];
/// A usual short form in the own name of a unit.
pub(super) const SHORT_NAME: [u16; 3] = [85, 88, 60];
/// First letters of a person's name that are a usual short form as well: so much less.
pub(super) const MEANT_SHORT: u16 = 65;
/// First letters of a person's name and the given name behind them: all of it, its beginning.
pub(super) const GIVEN_SPELLED: [u16; 2] = [76, 58];
/// First letters of all words of a unit's own name.
pub(super) const WHOLE_INITIALS: u16 = 66;
/// First letters of a title or a unit, from the beginning of a part, inside.
pub(super) const INITIALS: [u16; 2] = [48, 30];
/// One slip: in the whole word, in its beginning.
pub(super) const SLIP: [u16; 2] = [42, 34];
/// A word within quotes.
pub(super) const QUOTED: u16 = 80;
/// A word that is a fact as well, of whom it is true.
pub(super) const FACT: u16 = 100;
/// Letters left out.
pub(super) const GAPS: u16 = 24;
/// What a title's or a unit's word is worth beside a name's, in tenths; what a single letter is, with which names are
/// begun rather than units.
pub(super) const TENTHS: u16 = 6;
pub(super) const TENTHS_OF_A_LETTER: u16 = 3;
/// The first word of a part of a title (a chairman before the deputy chairman), and of a unit.
pub(super) const BEGINS: [u16; 2] = [25, 4];
