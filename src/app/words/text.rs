//! Text on the way to the screen: how wide it is, how it is cut and broken into lines, how numbers are written.

use crate::domain::Day;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A time in seconds since 1970, UTC, as a clock in Viet Nam shows it.
#[must_use]
pub fn time(at: i64) -> String {
    let minutes = at.saturating_add(7 * 3600).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", Day::in_viet_nam(at), minutes / 60, minutes % 60)
}

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text if it fits, else its beginning and `…`.
#[must_use]
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    let mut out = String::with_capacity(text.len());
    let mut used = 0;
    for g in text.graphemes(true) {
        used += width(g);
        if used > room {
            break;
        }
        out.push_str(g);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The text if it fits, else its beginning and its end with `…` between: names of a kind differ at their end.
#[must_use]
pub fn cut_middle(text: &str, columns: usize) -> String {
    if width(text) <= columns || columns < 12 {
        return cut(text, columns);
    }
    let tail_room = columns / 3;
    let mut tail = String::new();
    for g in text.graphemes(true).rev() {
        if width(&tail) + width(g) > tail_room {
            break;
        }
        tail.insert_str(0, g);
    }
    let tail = tail.trim_start();
    format!("{}{tail}", cut(text, columns - width(tail)))
}

/// The text in lines no wider than so many columns, broken between words; a word that is wider is cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let word = cut(word, columns);
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = word,
            Some(line) if width(line) + 1 + width(&word) <= columns => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// A whole number as it is written in Viet Nam: 28.947; in English 28,947.
#[must_use]
pub fn number(n: u64, lang: super::Lang) -> String {
    let mark = match lang {
        super::Lang::Vi => '.',
        super::Lang::En => ',',
    };
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

/// Month and year of a day: `07/2021`.
#[must_use]
pub fn month(day: Day) -> String {
    format!("{:02}/{:04}", day.month(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Lang;

    #[test]
    fn text_is_cut_between_graphemes_and_says_so() {
        assert_eq!(cut("Nguyễn Văn An", 20), "Nguyễn Văn An");
        assert_eq!(cut("Nguyễn Văn An", 8), "Nguyễn…");
        assert_eq!(cut("e\u{302}\u{303}xyz", 2), "e\u{302}\u{303}…");
        assert_eq!(cut("abc", 1), "…");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn names_that_differ_at_their_end_are_told_apart() {
        assert_eq!(cut_middle("Trường Tiểu học Đồng Đăng 2", 20), "Trường Tiểu h…Đăng 2");
        assert_eq!(cut_middle("UBND xã Hải Yến", 20), "UBND xã Hải Yến");
        assert!((0..40).all(|n| width(&cut_middle("Trường Tiểu học Đồng Đăng 2", n)) <= n));
    }

    #[test]
    fn lines_break_between_words_and_never_exceed_the_width() {
        assert_eq!(wrap("Phó Chủ tịch UBND huyện", 12), ["Phó Chủ tịch", "UBND huyện"]);
        assert!(wrap("một-từ-rất-dài-không-ngắt", 5).iter().all(|l| width(l) <= 5));
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(number(28_947, Lang::Vi), "28.947");
        assert_eq!(number(1_234_567, Lang::En), "1,234,567");
        assert_eq!(number(947, Lang::Vi), "947");
    }
}
