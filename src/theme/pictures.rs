use std::collections::BTreeMap;

use serde::Deserialize;

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic};
use crate::picture::{Cut, Cuts, Use};

const FILE: &str = "theme.toml";
/// Most pixels across that a theme may ask for.
const WIDEST: u32 = 4_000;

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    pictures: BTreeMap<String, Wanted>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    widths: Option<Vec<u32>>,
    ratio: Option<String>,
    sizes: Option<String>,
}

/// Reads how a theme has pictures cut from `[pictures]` of its `theme.toml`; what it does not say is as the program has it.
pub(super) fn read(theme: &str, files: &ThemeFiles, findings: &mut Vec<Diagnostic>) -> Cuts {
    let mut cuts = Cuts::default();
    let Some(bytes) = files.0.get(FILE) else { return cuts };
    let text = String::from_utf8_lossy(bytes);
    let file: File = match toml::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(file) => file,
        Err(e) => {
            findings.push(fault(theme, &format!("写法有误：{}", e.message()), &format!("malformed: {}", e.message())));
            return cuts;
        }
    };
    for (name, wanted) in file.pictures {
        let Some((of, _)) = Use::ALL.into_iter().find(|(_, known)| *known == name) else {
            let known: Vec<&str> = Use::ALL.iter().map(|(_, name)| *name).collect();
            let list = known.join(", ");
            findings.push(fault(theme, &format!("没有“{name}”这种图片用途，只有 {list}"), &format!("there is no use “{name}” of pictures, only {list}")));
            continue;
        };
        match cut(cuts.of(of), wanted) {
            Some(cut) => cuts.set(of, cut),
            None => findings.push(fault(
                theme,
                &format!("pictures.{name} 的尺寸不能用：widths 是 1 到 {WIDEST} 的整数，ratio 写成 \"4:5\""),
                &format!("pictures.{name} cannot be used: widths are whole numbers from 1 to {WIDEST}, ratio is written \"4:5\""),
            )),
        }
    }
    cuts
}

/// `None` for numbers that no picture has.
fn cut(usual: &Cut, wanted: Wanted) -> Option<Cut> {
    let mut widths = wanted.widths.unwrap_or_else(|| usual.widths.clone());
    widths.sort_unstable();
    widths.dedup();
    let fits = !widths.is_empty() && widths.iter().all(|w| (1..=WIDEST).contains(w));
    let ratio = match wanted.ratio.as_deref() {
        None => usual.ratio,
        Some("") => None,
        Some(text) => {
            let (across, down) = text.split_once(':')?;
            let side = |text: &str| text.trim().parse::<u32>().ok().filter(|n| (1..=1000).contains(n));
            Some((side(across)?, side(down)?))
        }
    };
    fits.then(|| Cut { widths, ratio, sizes: wanted.sizes.unwrap_or_else(|| usual.sizes.clone()) })
}

fn fault(theme: &str, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeSetting, zh, en)
        .in_file(format!("themes/{theme}/{FILE}"))
        .help("请照 docs/theme.md 的“图片”一节改正", "mend it as “Pictures” in docs/theme.md says")
}
