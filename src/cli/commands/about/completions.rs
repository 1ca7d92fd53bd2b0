//! `completions` and `man`, made from the same words as the help.

use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::{self, Write};

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs;

impl Run for CompletionsArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut cx.program.clone(), "canbo", &mut text);
        Ok(Answer::text(String::from_utf8_lossy(&text).into_owned()))
    }
}

impl Run for ManArgs {
    /// One page with every command and its options.
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let mut program = cx.program.clone();
        program.build();
        let mut text = Vec::new();
        page(&program, &mut text).map_err(|e| Failure::refused("told.output", &[&e.to_string()]))?;
        Ok(Answer::text(String::from_utf8_lossy(&text).into_owned()))
    }
}

fn page(command: &Command, text: &mut Vec<u8>) -> io::Result<()> {
    let whole = Man::new(command.clone());
    whole.render_title(text)?;
    whole.render_name_section(text)?;
    whole.render_synopsis_section(text)?;
    whole.render_options_section(text)?;
    for below in command.get_subcommands() {
        let name = below.get_name();
        let about = below.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(text, ".SH {}\n{}", name.to_uppercase(), about.replace('\\', "\\\\"))?;
        let below = Man::new(below.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg }));
        below.render_synopsis_section(text)?;
        below.render_options_section(text)?;
    }
    Ok(())
}
