//! The help of the command line in the reader's language: clap's command with its words from the locale.

use super::program::ProgramArgs;
use crate::app::session::stage::Screen;
use crate::app::words::{Lang, Words};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};
use std::ffi::OsStr;

/// The command line with its help.
pub fn command(words: &Words) -> Command {
    let command = ProgramArgs::command()
        .about(words.get("help.canbo.about").to_owned())
        .subcommand_help_heading(words.get("help.commands").to_owned());
    worded(command, "canbo", words)
}

/// Gives a command, its arguments and its subcommands their help by key: `help.tree.about`, `help.tree.depth`; what
/// every command has stands under `help.canbo`.
fn worded(command: Command, path: &str, words: &Words) -> Command {
    let options = words.get("help.options").to_owned();
    let arguments = words.get("help.arguments").to_owned();
    let usage = words.get("help.usage").to_owned();
    let screens = Screen::names().collect::<Vec<_>>().join(", ");
    let mut command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .help_template(format!("{{about}}\n\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}\n"))
        .mut_args(|arg| {
            let own = format!("help.{path}.{}", arg.get_id());
            let help = match words.get(&own) {
                text if text == own => words.get(&format!("help.canbo.{}", arg.get_id())).to_owned(),
                text => text.to_owned(),
            };
            // what the option takes is what the screens are called
            let help = if arg.get_id() == "screen" { words.fill(&own, std::slice::from_ref(&screens)) } else { help };
            let heading = if arg.is_positional() { arguments.clone() } else { options.clone() };
            // the help itself names what can be given and what is taken where nothing is
            let arg = arg.help(help).long_help(None).help_heading(heading);
            if arg.get_action().takes_values() { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    if path == "canbo" {
        let flag = |name: &'static str, short: char, action| {
            let help = words.get(&format!("help.canbo.{name}")).to_owned();
            clap::Arg::new(name).long(name).short(short).help(help).help_heading(options.clone()).action(action)
        };
        command = command.arg(flag("help", 'h', clap::ArgAction::Help).global(true)).arg(flag(
            "version",
            'V',
            clap::ArgAction::Version,
        ));
    }
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        let below = if path == "canbo" { name.clone() } else { format!("{path}-{name}") };
        let about = words.get(&format!("help.{below}.about")).to_owned();
        let heading = words.get("help.commands").to_owned();
        command = command.mut_subcommand(&name, |sub| {
            worded(sub.about(about).long_about(None).subcommand_help_heading(heading), &below, words)
        });
    }
    command
}

/// The language that the arguments ask for, before they are parsed: help and complaints are in it too.
pub fn language<'a>(arguments: impl IntoIterator<Item = &'a OsStr>) -> Option<Lang> {
    let mut arguments = arguments.into_iter().filter_map(OsStr::to_str);
    while let Some(argument) = arguments.next() {
        let asked = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match asked {
            Some("en") => return Some(Lang::En),
            Some("vi") => return Some(Lang::Vi),
            _ => {}
        }
    }
    None
}

/// What is wrong with the arguments, as a sentence.
pub fn complaint(error: &clap::Error, words: &Words) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => words.fill("told.usage.unknown", &[arg]),
        ErrorKind::InvalidSubcommand => words.fill("told.usage.command", &[context(ContextKind::InvalidSubcommand)]),
        ErrorKind::MissingRequiredArgument => words.fill("told.usage.missing", &[arg]),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            words.get("told.usage.no-command").to_owned()
        }
        ErrorKind::ArgumentConflict => words.fill("told.usage.conflict", &[arg, context(ContextKind::PriorArg)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            words.fill("told.usage.no-value", &[arg])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => words.fill("told.usage.value", &[arg, value]),
        _ => words.get("told.usage.other").to_owned(),
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant: Vec<String> = meant.into_iter().map(context).filter(|s| !s.is_empty()).collect();
    let valid = context(ContextKind::ValidValue);
    if !valid.is_empty() {
        text.push_str(&format!(" {}", words.fill("told.usage.valid", &[valid])));
    } else if !meant.is_empty() {
        text.push_str(&format!(" {}", words.fill("told.usage.meant", &[meant.join(", ")])));
    }
    text.push_str(&format!("\n{}", words.get("told.usage.help")));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, seen: &mut usize) {
        let help = |text: Option<String>| text.filter(|t| !t.starts_with("help.")).is_some();
        assert!(help(command.get_about().map(ToString::to_string)), "{} has no help", command.get_name());
        for arg in command.get_arguments() {
            assert!(
                help(arg.get_help().map(ToString::to_string)),
                "{} {} has no help",
                command.get_name(),
                arg.get_id()
            );
            *seen += 1;
        }
        command.get_subcommands().for_each(|sub| walk(sub, seen));
    }

    #[test]
    fn every_argument_has_its_help_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let words = Words::of(lang);
            let mut seen = 0;
            walk(&command(&words), &mut seen);
            assert!(seen > 30, "{seen}");
            command(&words).debug_assert();
        }
    }

    #[test]
    fn help_and_complaints_are_in_the_language_asked_for() {
        let asked = |line: &[&str]| language(line.iter().map(|w| OsStr::new(*w)));
        assert_eq!(asked(&["canbo", "tree"]), None);
        assert_eq!(asked(&["canbo", "tree", "--lang", "en"]), Some(Lang::En));
        assert_eq!(asked(&["canbo", "--lang=en"]), Some(Lang::En));

        let words = Words::of(Lang::Vi);
        let error = command(&words).try_get_matches_from(["canbo", "tree", "--line", "army"]).unwrap_err();
        let text = complaint(&error, &words);
        assert!(text.contains("army") && text.contains("territory"), "{text}");
    }
}
