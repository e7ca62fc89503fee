//! The command line of 匠心.

use std::process::ExitCode;

fn main() -> ExitCode {
    jiangxin::cli::run(std::env::args_os())
}
