//! The standing set of inputs that nobody would write: a short run of them in every run of the tests, a long one by hand.
//!
//! `PLAN_FUZZ=1` takes the second number of [`inputs`], a million in all; see CONTRIBUTING. What it finds becomes a text of
//! the corpus, or a case.

mod cells;
mod mutants;
mod plans;
mod tables;

use std::env;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

/// So many inputs, the same ones each time; in the long run so many, others each time. A failure prints its bytes.
fn inputs(short: u32, long: u32) -> ProptestConfig {
    let is_long = env::var_os("PLAN_FUZZ").is_some();
    ProptestConfig {
        cases: if is_long { long } else { short },
        rng_seed: if is_long {
            RngSeed::Random
        } else {
            RngSeed::Fixed(2026)
        },
        failure_persistence: None,
        max_global_rejects: 1_000_000,
        ..ProptestConfig::default()
    }
}
