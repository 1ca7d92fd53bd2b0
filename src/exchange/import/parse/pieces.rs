//! What several cells of a row say together: a place of origin in parts, texts that are kept under their headings, a
//! level of education with its field.

/// A place of origin, in one column or in parts.
#[derive(Debug, Clone, Default)]
pub(super) struct OriginParts {
    pub(super) whole: String,
    pub(super) place: String,
    pub(super) district: String,
    pub(super) province: String,
    pub(super) country: String,
}

/// The country that places are in where no other is named.
const HOME: [&str; 3] = ["viet nam", "vietnam", "vn"];

impl OriginParts {
    /// The place in one line; a country alone is none.
    pub(super) fn joined(self) -> String {
        let OriginParts { whole, place, district, province, country } = self;
        if !whole.is_empty() {
            return whole;
        }
        let kinds = ["tinh ", "thanh pho ", "tp ", "tp."];
        let is_full = kinds.iter().any(|kind| crate::search::fold(&province).starts_with(kind));
        let province = if province.is_empty() || is_full { province } else { format!("tỉnh {province}") };
        let abroad = if HOME.contains(&crate::search::fold(&country).as_str()) { String::new() } else { country };
        let parts = [place, district, province, abroad];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A line that is kept as text on the card.
pub(super) fn kept(heading: &str, text: &str) -> String {
    let heading = heading.replace(" / ", " - ");
    format!("{}: {text}", heading.trim_end_matches(['*', ' ']))
}

/// Whether a word is the code of a rank (01a.003, 06.031, V.07.05.14).
pub(super) fn is_rank_code(word: &str) -> bool {
    word.contains('.') && word.chars().any(|c| c.is_ascii_digit()) && !word.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_in_parts_is_a_place_and_a_country_alone_is_none() {
        let origin = |place: &str, province: &str, country: &str| {
            let text = str::to_owned;
            let parts = OriginParts {
                place: text(place),
                province: text(province),
                country: text(country),
                ..Default::default()
            };
            parts.joined()
        };
        assert_eq!(origin("xã Hữu Lũng", "Lạng Sơn", "Việt Nam"), "xã Hữu Lũng, tỉnh Lạng Sơn");
        assert_eq!(origin("phường Hải Châu", "Thành phố Đà Nẵng", "Việt Nam"), "phường Hải Châu, Thành phố Đà Nẵng");
        assert_eq!(origin("", "", "Việt Nam"), "");
        assert_eq!(origin("Viêng Chăn", "", "Lào"), "Viêng Chăn, Lào");
    }
}
