//! `init`: makes a store with a province's units and posts and no people.

use crate::cli::answer::{Answer, Failure};
use crate::cli::context::{Context, Run};
use crate::cli::host::province;
use crate::cli::shared::made;
use crate::register::begin::left_to_the_office;
use clap::Args;

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Code of the province.
    #[arg(long, value_name = "CODE")]
    province: u16,
    /// Without units and posts: they come from an import.
    #[arg(long)]
    bare: bool,
}

impl Run for InitArgs {
    fn run(&self, cx: &Context) -> Result<Answer, Failure> {
        let on = cx.as_of.unwrap_or_else(|| cx.host.today());
        let left = if self.bare { Vec::new() } else { left_to_the_office(on) };
        made::answer(cx, &province::begin(&cx.host, &cx.dir, self.province, on, self.bare)?, &left)
    }
}
