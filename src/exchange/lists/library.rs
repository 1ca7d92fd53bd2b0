//! The papers that there are and their templates: those that come with the program, the user's own laid over them.

use crate::exchange::docx;
use serde::Deserialize;
use std::collections::BTreeMap;

const PAPERS: &str = include_str!("../../../data/lists/papers.toml");
const FIELDS: &str = include_str!("../../../data/lists/fields.toml");
const OFFICE: &str = include_str!("../../../data/lists/office.toml");

macro_rules! templates {
    ($($id:literal),+ $(,)?) => {
        /// Templates that come with the program.
        const TEMPLATES: &[(&str, &[u8])] = &[$(($id, include_bytes!(concat!("../../../data/lists/", $id, ".docx")))),+];
    };
}

templates!(
    "planning-list",
    "round-list",
    "submission",
    "decision",
    "ballot",
    "tally",
    "summons",
    "profiles",
    "cv",
    "rotation-list",
    "vacancy-list",
    "displaced-list",
);

/// Something that a paper asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    Unit,
    Term,
    Round,
    /// A step of it.
    Step,
    Post,
    People,
    Person,
    /// A queue of rotations.
    Queue,
}

impl Need {
    /// Its word on the command line and in the locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Need::Unit => "unit",
            Need::Term => "term",
            Need::Round => "round",
            Need::Step => "step",
            Need::Post => "post",
            Need::People => "people",
            Need::Person => "person",
            Need::Queue => "queue",
        }
    }
}

/// Whose paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Organ {
    /// The organisation department.
    Department,
    /// The provincial committee.
    Committee,
    /// The unit whose meeting it is.
    Unit,
}

/// A kind of paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaperForm {
    /// Short name; its template is `ID.docx`.
    pub id: String,
    /// Its name, in Vietnamese.
    pub vi: String,
    pub en: String,
    /// What it must be asked of.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// What it may be narrowed by.
    #[serde(default)]
    pub may: Vec<Need>,
    pub(super) organ: Organ,
    /// What follows its number: `TTr`.
    #[serde(default)]
    pub(super) sign: String,
    /// Title of a list.
    #[serde(default)]
    pub(super) title: String,
    /// Lines under it.
    #[serde(default)]
    pub(super) under: Vec<String>,
    /// Columns of a list, by the names of their fields; none: it is no list.
    #[serde(default)]
    pub columns: Vec<String>,
    /// What heads a group of rows.
    #[serde(default)]
    pub(super) group: String,
    /// Groups of fields that it has, of the file of fields.
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    rows: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    /// Words that only this paper has.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// The paper whose words these are.
    #[serde(default)]
    words_of: Option<String>,
}

/// Who is summoned to a step.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Meeting {
    step: u8,
    /// Bodies of the unit whose members come.
    pub bodies: Vec<crate::policy::Body>,
    /// Whether the heads of the units under it come too.
    #[serde(default)]
    pub heads_under: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Papers {
    paper: Vec<PaperForm>,
    meeting: Vec<Meeting>,
}

/// A field as it is described.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperField {
    vi: String,
    en: String,
    /// Heading of its column.
    #[serde(default)]
    pub head: String,
    /// The heading above.
    #[serde(default)]
    pub over: String,
    /// Of its column, in letters.
    #[serde(default)]
    pub width: u16,
    #[serde(default)]
    pub sensitive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldsFile {
    groups: BTreeMap<String, Vec<String>>,
    field: BTreeMap<String, PaperField>,
}

/// A field of a paper with its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// As a template reaches it: `nhom.nguoi.ho_ten`.
    pub name: String,
    pub vi: String,
    pub en: String,
    /// Whether it is filled only when sensitive columns are asked for.
    pub sensitive: bool,
}

/// The words at the head and the foot of papers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Office {
    pub department: [String; 2],
    pub committee: [String; 2],
    pub unit: [String; 2],
    pub department_sign: String,
    pub committee_sign: String,
    pub place: String,
    pub date: String,
    pub department_signs: [String; 3],
    pub committee_signs: [String; 3],
    pub unit_signs: [String; 3],
    pub addressee: String,
    pub recipients: Vec<String>,
    pub draft: String,
    pub classification: [String; 2],
}

/// Why the papers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// A data file cannot be read.
    #[error("{file}: {reason}")]
    Data {
        file: String,
        /// What the reader says.
        reason: String,
    },
}

/// The papers with their fields and templates.
#[derive(Debug, Clone)]
pub struct Library {
    papers: Vec<PaperForm>,
    meetings: Vec<Meeting>,
    groups: BTreeMap<String, Vec<String>>,
    fields: BTreeMap<String, PaperField>,
    pub(super) office: Office,
    own: BTreeMap<String, Vec<u8>>,
}

impl Library {
    /// The papers that come with the program, under the user's own files: `office.toml` and templates, by file name.
    /// Any other file is ignored.
    ///
    /// # Errors
    /// A data file that cannot be read.
    pub fn with_own(own: Vec<(String, Vec<u8>)>) -> Result<Library, LibraryError> {
        let papers: Papers = read("lists/papers.toml", PAPERS)?;
        let fields: FieldsFile = read("lists/fields.toml", FIELDS)?;
        let mut office: toml::Table = read("lists/office.toml", OFFICE)?;
        let mut templates = BTreeMap::new();
        for (name, bytes) in own {
            if name == "office.toml" {
                let text = String::from_utf8_lossy(&bytes);
                office.extend(read::<toml::Table>(&name, &text)?);
            } else if let Some(id) = name.strip_suffix(".docx") {
                templates.insert(id.to_owned(), bytes);
            }
        }
        let office = office.try_into().map_err(|e: toml::de::Error| LibraryError::Data {
            file: "office.toml".to_owned(),
            reason: e.message().to_owned(),
        })?;
        Ok(Library {
            papers: papers.paper,
            meetings: papers.meeting,
            groups: fields.groups,
            fields: fields.field,
            office,
            own: templates,
        })
    }

    /// All papers, in the order in which they are offered.
    #[must_use]
    pub fn papers(&self) -> &[PaperForm] {
        &self.papers
    }

    /// The paper with a short name.
    #[must_use]
    pub fn paper(&self, id: &str) -> Option<&PaperForm> {
        self.papers.iter().find(|p| p.id == id)
    }

    /// The file of a paper's template.
    #[must_use]
    pub fn file_of(id: &str) -> String {
        format!("{id}.docx")
    }

    /// A template that comes with the program. `paper` is that of any other document.
    #[must_use]
    pub fn built_in(id: &str) -> Option<&'static [u8]> {
        match id {
            "paper" => Some(docx::TEMPLATE),
            _ => TEMPLATES.iter().find(|(known, _)| *known == id).map(|(_, bytes)| *bytes),
        }
    }

    /// The user's own template among the user's files, by file name.
    #[must_use]
    pub fn own(id: &str, files: Vec<(String, Vec<u8>)>) -> Option<Vec<u8>> {
        let file = Library::file_of(id);
        files.into_iter().find(|(name, _)| *name == file).map(|(_, bytes)| bytes)
    }

    /// A template: the user's own, else the one that comes with the program.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&[u8]> {
        self.own.get(id).map(Vec::as_slice).or_else(|| Library::built_in(id))
    }

    /// The fields of a paper, as its template reaches them.
    #[must_use]
    pub fn fields_of(&self, form: &PaperForm) -> Vec<Described> {
        let of = |groups: &[String]| -> Vec<&String> {
            groups.iter().filter_map(|g| self.groups.get(g)).flatten().collect()
        };
        let mut names: Vec<String> = of(&form.fields).into_iter().cloned().collect();
        names.extend(of(&form.groups).into_iter().map(|name| format!("nhom.{name}")));
        names.extend(of(&form.rows).into_iter().map(|name| format!("nhom.nguoi.{name}")));
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let described = |name: String| {
            let field = self.field(name.rsplit('.').next().unwrap_or_default())?;
            Some(Described { vi: field.vi.clone(), en: field.en.clone(), sensitive: field.sensitive, name })
        };
        names.into_iter().filter_map(described).collect()
    }

    pub(super) fn field(&self, name: &str) -> Option<&PaperField> {
        self.fields.get(name)
    }

    /// A word that a paper has of its own.
    pub(super) fn word<'l>(&'l self, form: &'l PaperForm, code: &str) -> &'l str {
        let of = form.words_of.as_deref().and_then(|id| self.paper(id)).unwrap_or(form);
        of.words.get(code).map_or("", String::as_str)
    }

    /// Who is summoned to a step; none where nothing says so.
    pub(super) fn meeting(&self, step: u8) -> Option<&Meeting> {
        self.meetings.iter().find(|m| m.step == step)
    }
}

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, LibraryError> {
    toml::from_str(text).map_err(|e| LibraryError::Data { file: file.to_owned(), reason: e.message().to_owned() })
}
