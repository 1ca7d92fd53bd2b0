//! Starting a store with the units and posts of a province and no people.

use super::local::LocalHost;
use crate::app::session::host::ProvinceChoice;
use crate::cli::answer::Failure;
use crate::domain::{Day, Header, Level, Revision, Source};
use crate::register::gazetteer::{Area, Era, Gazetteer};
use crate::register::{Register, begin as start};
use crate::sample;
use crate::store::{Province, Store, StoreError};
use std::path::Path;

/// The areas of the country as they come with the program.
///
/// # Errors
/// The data file cannot be read.
pub fn gazetteer() -> Result<Gazetteer, Failure> {
    Gazetteer::embedded().map_err(|e| Failure::refused("told.data", &[&e.to_string()]))
}

/// Provinces that a store can be started for: the 34 of today first, then the 63 of before.
pub fn all() -> Vec<ProvinceChoice> {
    let Ok(gazetteer) = gazetteer() else { return Vec::new() };
    let of = |era: Era, since_2025: bool| {
        let choice = move |area: &Area| ProvinceChoice {
            code: u16::try_from(area.code).unwrap_or_default(),
            name: area.name.to_owned(),
            since_2025,
        };
        gazetteer.provinces(era).map(choice).collect::<Vec<_>>()
    };
    [of(Era::TwoTier, true), of(Era::Until2024, false)].concat()
}

/// Starts a store with the units and posts of a province and no people: as it stands today, or, of the provinces of
/// before, as it stood on their last day before the communes were merged.
///
/// # Errors
/// The folder holds something, or there is no such province.
pub fn begin_as_known(host: &LocalHost, dir: &Path, province: &ProvinceChoice) -> Result<Register, Failure> {
    let on = if province.since_2025 { host.today().max(Era::TwoTier.begins()) } else { Era::Early2025.begins().prev() };
    begin(host, dir, province.code, on, false)
}

/// Makes the store of a province and begins its units and posts; a bare one holds nothing yet.
///
/// # Errors
/// The folder holds something, or there is no such province on the day.
pub fn begin(host: &LocalHost, dir: &Path, code: u16, on: Day, bare: bool) -> Result<Register, Failure> {
    host.writable()?;
    let gazetteer = gazetteer()?;
    let none = || Failure::refused("told.no-province", &[&code.to_string(), &on.to_string()]);
    let area = gazetteer.area(Level::Province, u32::from(code), Era::of(on)).ok_or_else(none)?;
    let now = host.now();
    let origin = origin(now);
    let edits = start::begin(&host.catalogue, &gazetteer, u32::from(code), on, origin)
        .map_err(|e| Failure::refused("told.data", &[&e.to_string()]))?;
    // a province that is begun as of an earlier day opens on it
    let home_date = (on < host.today() && Era::of(on) != Era::of(host.today())).then_some(on);
    let province = Province { code, name: area.name.to_owned(), origin, home_date, sample: None };
    let failed = |e: &StoreError| Failure::store(e, dir);
    let store = Store::create(dir, &province).map_err(|e| failed(&e))?;
    if bare {
        return Ok(host.register(store));
    }
    let header = Header {
        revision: Revision(1),
        at: now,
        author: host.author(),
        source: Source::Cli,
        intent: "begin-province".to_owned(),
        undoes: None,
        exception: None,
        policy: host.policy.hash,
        edits: 0,
    };
    store.commit_large(header, &mut edits.into_iter(), &mut |_| true).map_err(|e| failed(&e))?;
    Ok(host.register(store))
}

/// The number in front of the ids that are born in a new store: another one for each, as far as time can tell; the
/// sample's own is left to it.
fn origin(now: i64) -> u16 {
    let first = sample::structure::ORIGIN + 1;
    let span = i64::from(u16::MAX - first);
    u16::try_from(now.rem_euclid(span)).unwrap_or_default() + first
}
