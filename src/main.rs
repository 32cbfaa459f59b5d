//! The program: run, print the error, return the exit code.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match plan::run(std::env::args_os()) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            if let Some(report) = failure.report() {
                // Where nobody listens, the exit code still tells.
                let _ = writeln!(std::io::stderr(), "{report}");
            }
            ExitCode::from(failure.exit_code())
        }
    }
}
