//! The indicators of actions: where each stood, stands, and should go.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::date::Date;
use crate::model::id::ActionId;
use crate::model::indicator::{Decimal, Indicator};

/// An indicator of an action, or of one of its sub-actions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "indicatorRow")]
pub struct IndicatorRow<'a> {
    /// The action whose file states it.
    pub action: &'a ActionId,
    /// The title of the action.
    pub action_title: &'a str,
    /// The title of the sub-action that it measures.
    pub sub_action: Option<&'a str>,
    /// What it states.
    pub indicator: &'a Indicator,
    /// The year of the last value.
    pub year: Option<i32>,
    /// The last value.
    pub value: Option<&'a Decimal>,
    /// How much of the way from the baseline to the target it has gone, in whole percent rounded down.
    pub reached: Option<i64>,
    /// Whether the day of the target is past and the target not reached; null where it is past and nothing says that.
    pub late: Option<bool>,
}

/// The indicators of these actions on the day `today`, in their order.
pub fn rows<'a>(actions: &[&'a Action], today: NaiveDate) -> Vec<IndicatorRow<'a>> {
    let rows = actions.iter().flat_map(|action| {
        let indicators = action.sheet.all_indicators();
        indicators.map(|(part, indicator)| {
            let last = indicator.last();
            let reached = indicator.reached();
            let by = indicator.by.and_then(Date::period);
            let is_past = by.is_some_and(|by| by.latest() < today);
            IndicatorRow {
                action: &action.id,
                action_title: &action.sheet.title,
                sub_action: part.map(|part| part.title.as_str()),
                indicator,
                year: last.map(|(year, _)| year),
                value: last.map(|(_, value)| value),
                reached: reached.and_then(|reached| reached.try_into().ok()),
                late: match is_past {
                    true => reached.map(|reached| reached < 100),
                    false => Some(false),
                },
            }
        })
    });
    rows.collect()
}
