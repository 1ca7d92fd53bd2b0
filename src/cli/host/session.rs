//! The machine as a session on the screen uses it.

use super::{local::LocalHost, province, sample};
use crate::app::session::host::{Notice, Progress, ProvinceChoice};
use crate::cli::user::data;
use crate::domain::{Author, Day};
use crate::exchange::indicators::Plan as Indicators;
use crate::exchange::reports::Reports;
use crate::register::handle::Register;
use crate::runtime::host::Host;
use crate::sample::Wanted;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Host for LocalHost {
    fn reports(&self) -> Result<Reports, Notice> {
        data::reports().map_err(|f| f.said)
    }

    fn indicators(&self) -> Result<Arc<Indicators>, Notice> {
        self.own_indicators_fault.clone().map_or_else(|| Ok(Arc::clone(&self.indicators)), Err)
    }

    fn open(&self, dir: &Path) -> Result<(Register, Vec<Notice>), Notice> {
        self.open_store(dir).map_err(|f| f.said)
    }

    fn make_sample(&self, dir: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Register, Notice> {
        sample::make(self, dir, Wanted::default(), progress).map_err(|f| f.said)
    }

    fn start_empty(&self, dir: &Path, province: &ProvinceChoice) -> Result<Register, Notice> {
        province::begin_as_known(self, dir, province).map_err(|f| f.said)
    }

    fn provinces(&self) -> Vec<ProvinceChoice> {
        province::all()
    }

    fn author(&self) -> Author {
        LocalHost::author(self)
    }

    fn now(&self) -> i64 {
        LocalHost::now(self)
    }

    fn file(&self, name: &str) -> PathBuf {
        let home = etcetera::home_dir();
        match (name.strip_prefix("~/"), home) {
            (Some(rest), Ok(home)) => home.join(rest),
            _ => std::path::absolute(name).unwrap_or_else(|_| PathBuf::from(name)),
        }
    }

    fn lists(&self) -> Result<Vec<(String, Vec<u8>)>, Notice> {
        data::templates()
    }

    fn today(&self) -> Day {
        LocalHost::today(self)
    }
}
