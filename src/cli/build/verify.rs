use std::path::Path;

use crate::cli::Ending;
use crate::cli::desk::{Choice, Complaint, Desk};
use crate::compress::{LEAST, beside};
use crate::edge::{Darkroom, Memory};
use crate::path::OutPath;
use crate::render::Made;

/// How many files are named.
const NAMED: usize = 20;

/// Makes the whole site again from nothing and compares it with what stands in the output; exit status 1 where they differ.
pub(super) fn verify(desk: &Desk, choice: &Choice, out: &Path) -> Ending {
    let press = desk.open(choice)?.press;
    let precompress = press.site.settings.precompress;
    let compared = press.render(
        |_| false,
        |path, rendered| {
            let fresh = match rendered.made {
                Made::Bytes(bytes) => bytes,
                Made::Picture(form) => Darkroom::new(&desk.root).afresh(&form).unwrap_or_default().into(),
                Made::Slip(slip) => Darkroom::new(&desk.root).slip_afresh(&slip).unwrap_or_default().into(),
                Made::Copy(from) => std::fs::read(from.on_disk(&desk.root)).unwrap_or_default().into(),
            };
            let holds = |at: &OutPath, bytes: &[u8]| std::fs::read(at.on_disk(out)).is_ok_and(|there| there == bytes);
            let copies = (precompress && fresh.len() > LEAST).then(|| beside(path)).into_iter().flatten();
            let mut copies = copies.filter(|(_, at)| !press.plan.artifacts.contains_key(at));
            Ok::<bool, std::convert::Infallible>(holds(path, &fresh) && copies.all(|(coding, at)| holds(&at, &coding.compress(&fresh))))
        },
    );
    let same = compared.map_or_else(|never| match never {}, |checked| checked.value);
    let odd: Vec<&str> = same.iter().filter(|(_, same)| !**same).map(|(path, _)| path.as_str()).collect();
    if odd.is_empty() {
        println!("{}", desk.say(format!("比对无误：{} 个文件逐字节相同。", same.len()), format!("Verified: {} files are the same byte for byte.", same.len())));
        return Ok(0);
    }
    Memory::forget(&desk.root, out);
    let named = odd.iter().take(NAMED).copied().collect::<Vec<_>>().join("\n  ");
    let told = Complaint::new(
        format!("有 {} 个文件与从头构建的不同：\n  {named}\n请再运行一次 build（会全部重做）；若仍不同，请把站点发给我们", odd.len()),
        format!(
            "{} files differ from a build from nothing:\n  {named}\nRun build again (it makes everything anew); if they still differ, please report it",
            odd.len()
        ),
    );
    desk.complain(&told);
    Ok(1)
}
