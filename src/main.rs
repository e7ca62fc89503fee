//! The command line of 匠心.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // A stranger's file may end the thread that reads it; the editor is told what to do, not where.
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        if std::thread::current().name() != Some(jiangxin::pdf::THREAD) {
            told(fault);
        }
    }));
    jiangxin::cli::run(std::env::args_os())
}
