//! What parameters a kind of rule takes, found out from the kind itself: by asking its own reading of a file which
//! fields it has, and of each what it wants to read there. Forms and the command line offer what stands here, so that a
//! parameter that is added to a kind can be set at once.

use super::vocabulary::Ratio;
use serde::de::value::Error;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Yes or no.
    Flag,
    Number,
    /// A ratio as a pair.
    Ratio,
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several numbers.
    Numbers,
    /// Several of these words.
    Words(&'static [&'static str]),
    /// Anything else, as a file has it.
    Other,
}

/// A parameter of a kind of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in files.
    pub name: &'static str,
    pub shape: Shape,
}

/// The parameters that a kind reads.
pub(super) fn parameters<T: DeserializeOwned>() -> Vec<Parameter> {
    let mut names: &'static [&'static str] = &[];
    // neither of the two can succeed: what is asked on the way is all that is wanted
    let _ = T::deserialize(Names(&mut names));
    let shape = |name: &&'static str| {
        let mut shape = Shape::Other;
        let _ = T::deserialize(One { name, shape: &mut shape });
        Parameter { name, shape }
    };
    names.iter().map(shape).collect()
}

/// A ratio as people write it: `1.5`, `25%`, or `2/3` where it has no end.
#[must_use]
pub fn ratio_text(ratio: Ratio) -> String {
    let Ratio(part, whole) = ratio;
    if whole == 100 {
        return format!("{part}%");
    }
    let thousandths = part.checked_mul(1000).filter(|n| whole > 0 && n % whole == 0).map(|n| n / whole);
    match thousandths {
        Some(n) if n >= 0 => {
            format!("{}.{:03}", n / 1000, n % 1000).trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{part}/{whole}"),
    }
}

/// A ratio from `1.5`, `1,5`, `25%`, `15/10`; none where the text is no ratio.
fn ratio_of(text: &str) -> Option<Ratio> {
    let text = text.trim();
    if let Some((part, whole)) = text.split_once('/') {
        return Some(Ratio(part.trim().parse().ok()?, whole.trim().parse().ok()?));
    }
    let (text, per) = text.strip_suffix('%').map_or((text, 1), |text| (text.trim(), 100));
    let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
    if whole.is_empty() || rest.len() > 6 || !(whole.chars().chain(rest.chars())).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let of = 10_i64.pow(u32::try_from(rest.len()).ok()?);
    let part: i64 = format!("{whole}{rest}").parse().ok()?;
    Some(Ratio(part, of * per))
}

impl Shape {
    /// A value of a file as it stands in a field.
    #[must_use]
    pub fn text(self, value: &toml::Value) -> String {
        match (self, value) {
            (Shape::Flag, toml::Value::Boolean(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (Shape::Ratio, value) => value.clone().try_into().map_or_else(|_| value.to_string(), ratio_text),
            (Shape::Numbers | Shape::Words(_), toml::Value::Array(items)) => {
                let items = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
                items.collect::<Vec<_>>().join(", ")
            }
            (_, toml::Value::String(text)) => text.clone(),
            // a word under the name of what it is a word of: `{ theory = "advanced" }`
            (Shape::Other, toml::Value::Table(table)) if table.len() == 1 => {
                let word = table.values().next().and_then(toml::Value::as_str);
                word.map_or_else(|| value.to_string(), str::to_owned)
            }
            (_, value) => value.to_string(),
        }
    }

    /// What stands in a field, as a file has it; none where it is nothing of the kind.
    #[must_use]
    pub fn value(self, text: &str) -> Option<toml::Value> {
        let text = text.trim();
        let one_of = |words: &[&str], word: &str| words.contains(&word).then(|| toml::Value::String(word.to_owned()));
        let items = || text.trim_matches(['[', ']']).split(',').map(|item| item.trim().trim_matches('"'));
        match self {
            Shape::Flag => match text {
                "yes" | "true" | "có" => Some(true.into()),
                "" | "no" | "false" | "không" => Some(false.into()),
                _ => None,
            },
            Shape::Number => text.parse::<i64>().ok().map(toml::Value::from),
            Shape::Ratio => {
                let pair = || as_in_a_file(text)?.try_into().ok();
                let Ratio(part, whole) = ratio_of(text).or_else(pair)?;
                Some(toml::Value::Array(vec![part.into(), whole.into()]))
            }
            Shape::Text => Some(text.into()),
            Shape::Word(words) => one_of(words, text.trim_matches('"')),
            Shape::Numbers => {
                let numbers = items().map(|item| item.parse::<i64>().ok().map(toml::Value::from));
                numbers.collect::<Option<Vec<_>>>().map(toml::Value::Array)
            }
            Shape::Words(words) => {
                items().map(|item| one_of(words, item)).collect::<Option<Vec<_>>>().map(toml::Value::Array)
            }
            Shape::Other => as_in_a_file(text),
        }
    }
}

/// A value as a file of rules writes it.
#[must_use]
pub fn as_in_a_file(text: &str) -> Option<toml::Value> {
    toml::from_str::<toml::Table>(&format!("value = {text}\n")).ok()?.remove("value")
}

fn asked_enough<T>() -> Result<T, Error> {
    Err(Error::custom("asked"))
}

/// The methods of a deserializer that do one thing.
macro_rules! answers {
    ($($method:ident)+ => $answer:expr) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
            let answer: fn(Self) = $answer;
            answer(self);
            asked_enough()
        })+
    };
}

/// Hears which fields a struct has.
struct Names<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        asked_enough()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        asked_enough()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A file that gives one field and nothing else.
struct One<'a> {
    name: &'static str,
    shape: &'a mut Shape,
}

impl<'de> Deserializer<'de> for One<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Field { name: Some(self.name), shape: self.shape })
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Field<'a> {
    name: Option<&'static str>,
    shape: &'a mut Shape,
}

impl<'de> MapAccess<'de> for Field<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.name.take().map(|name| seed.deserialize(name.into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Value { shape: self.shape, in_list: false })
    }
}

/// Hears what is wanted of a value.
struct Value<'a> {
    shape: &'a mut Shape,
    in_list: bool,
}

impl Value<'_> {
    fn is(self, alone: Shape, in_list: Shape) {
        *self.shape = if self.in_list { in_list } else { alone };
    }
}

impl<'de> Deserializer<'de> for Value<'_> {
    type Error = Error;

    answers! { deserialize_bool => |value| value.is(Shape::Flag, Shape::Other) }
    answers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 => |value| value.is(Shape::Number, Shape::Numbers)
    }
    answers! { deserialize_str deserialize_string => |value| value.is(Shape::Text, Shape::Other) }
    answers! {
        deserialize_any deserialize_f32 deserialize_f64 deserialize_char deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_map deserialize_identifier deserialize_ignored_any
        => |value| value.is(Shape::Other, Shape::Other)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Item(Value { in_list: true, ..self }))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, name: &'static str, _: usize, _: V) -> Result<V::Value, Error> {
        self.is(if name == "Ratio" { Shape::Ratio } else { Shape::Other }, Shape::Other);
        asked_enough()
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(Variant { value: self, words })
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, _: V) -> Result<V::Value, Error> {
        self.is(Shape::Other, Shape::Other);
        asked_enough()
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.is(Shape::Other, Shape::Other);
        asked_enough()
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.is(Shape::Other, Shape::Other);
        asked_enough()
    }
}

struct Item<'a>(Value<'a>);

impl<'de> SeqAccess<'de> for Item<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(Value { shape: self.0.shape, in_list: true }).map(Some)
    }
}

/// An enumeration: one of words, unless its values hold something.
struct Variant<'a> {
    value: Value<'a>,
    words: &'static [&'static str],
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Error;
    type Variant = Variant<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Variant<'a>), Error> {
        let first = self.words.first().copied().unwrap_or_default();
        Ok((seed.deserialize(IntoDeserializer::<Error>::into_deserializer(first))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.value.is(Shape::Word(self.words), Shape::Words(self.words));
        asked_enough()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        asked_enough()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        asked_enough()
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        asked_enough()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::RuleKind;

    #[test]
    fn the_parameters_of_a_kind_are_those_that_its_file_reads() {
        let of = |kind| -> Vec<(&str, Shape)> {
            RuleKind::parameters_of(kind).into_iter().map(|p| (p.name, p.shape)).collect()
        };
        assert_eq!(of("age-bands"), [("edges", Shape::Numbers)]);
        assert!(of("coefficient").contains(&("most", Shape::Ratio)));
        assert!(of("people-a-title").contains(&("per-seat", Shape::Flag)));
        assert!(of("people-a-title").contains(&("most", Shape::Number)));
        assert!(of("working-age").contains(&("of-term", Shape::Ratio)));
        assert!(matches!(of("share").first(), Some(("of", Shape::Word(words))) if words.contains(&"women")));
        assert!(of("standards").contains(&("asked", Shape::Other)));
        assert!(of("feeder").is_empty() && of("no such kind").is_empty());
    }

    #[test]
    fn a_ratio_is_read_as_people_write_it() {
        for (text, ratio) in
            [("1,5", Ratio(15, 10)), ("1.5", Ratio(15, 10)), ("2", Ratio(2, 1)), ("25%", Ratio(25, 100))]
        {
            assert_eq!(ratio_of(text), Some(ratio), "{text}");
        }
        assert_eq!(ratio_of("2/3"), Some(Ratio(2, 3)));
        for text in ["", "x", "-1", "1.2.3", "%", "1/x"] {
            assert_eq!(ratio_of(text), None, "{text}");
        }
        for (ratio, text) in
            [(Ratio(15, 10), "1.5"), (Ratio(10, 10), "1"), (Ratio(2, 3), "2/3"), (Ratio(25, 100), "25%")]
        {
            assert_eq!(ratio_text(ratio), text);
        }
    }
}
