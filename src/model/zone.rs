//! The time zone that a plan's days are told in.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer};

use crate::model::publication::spelled;

/// A time zone; Paris unless the plan says another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// The zone of that name in the IANA database.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// The day there, so many seconds after the beginning of 1970 in Greenwich.
    pub fn day(self, seconds: i64) -> Option<NaiveDate> {
        let moment = DateTime::from_timestamp(seconds, 0)?;
        Some(moment.with_timezone(&self.0).date_naive())
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(Tz::Europe__Paris)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const FORMS: &[&str] = &["Europe/Paris", "Indian/Reunion", "Continent/City (IANA)"];
        spelled(deserializer, FORMS, Self::named)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn a_day_begins_at_midnight_there() {
        // 2021-06-30 22:30 in Greenwich, and half a year later.
        for (zone, summer, winter) in [
            ("Europe/Paris", "2021-07-01", "2021-12-30"),
            ("Indian/Reunion", "2021-07-01", "2021-12-31"),
            ("America/Cayenne", "2021-06-30", "2021-12-30"),
        ] {
            let zone = Zone::named(zone).expect("a zone");
            let day = |seconds| zone.day(seconds).map(|day| day.to_string());
            assert_eq!(day(1_625_092_200).as_deref(), Some(summer), "{zone:?}");
            assert_eq!(day(1_640_903_400).as_deref(), Some(winter), "{zone:?}");
        }
        assert_eq!(Zone::default().day(i64::MAX), None);
    }
}
