//! What budget lines name for each funder: another thing than what the actions cost that it supports.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::action::Action;
use crate::model::budget::{Basis, Range};
use crate::model::fold::fold;
use crate::view::total::{Payers, Sum};

/// The money of actions by who is named to pay it; these sums add up to their total.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[schemars(rename = "namedMoney")]
pub struct NamedMoney {
    /// What is named for each funder, in the order of the alphabet.
    pub funders: Vec<NamedSum>,
    /// What no line says who pays.
    #[serde(serialize_with = "range")]
    #[schemars(with = "Option<Range>")]
    pub unnamed: Sum,
    /// What a funder pays a part of, nobody knows how much.
    #[serde(serialize_with = "range")]
    #[schemars(with = "Option<Range>")]
    pub unclear: Sum,
}

/// What is named for a funder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "namedSum")]
pub struct NamedSum {
    /// The funder.
    pub funder: String,
    /// What lines name for it.
    #[serde(rename = "amount", serialize_with = "range")]
    #[schemars(with = "Option<Range>")]
    pub sum: Sum,
}

fn range<S: serde::Serializer>(sum: &Sum, serializer: S) -> Result<S::Ok, S::Error> {
    sum.bounds.map(Range::from).serialize(serializer)
}

impl NamedMoney {
    /// The money of `actions` on `basis`.
    pub fn of(actions: &[&Action], basis: Basis) -> Self {
        let mut money = Self::default();
        let mut named: BTreeMap<(String, &str), Sum> = BTreeMap::new();
        for action in actions {
            let payers = Payers::of(&action.sheet, basis);
            for (funder, figure) in payers.named {
                named.entry((fold(funder), funder)).or_default().add(figure);
            }
            money.unnamed += payers.unstated;
            money.unclear += payers.unclear;
        }
        money.funders = (named.into_iter())
            .map(|((_, funder), sum)| NamedSum {
                funder: funder.to_owned(),
                sum,
            })
            .collect();
        money
    }

    /// The sum that is named for that funder.
    pub fn named(&self, funder: &str) -> Option<Sum> {
        let mut funders = self.funders.iter();
        Some(funders.find(|named| named.funder == funder)?.sum)
    }
}
