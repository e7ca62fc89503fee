use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::ThemeFiles;
use crate::diag::{Code, Diagnostic};
use crate::digest::Digest;
use crate::slip::{Area, Ground, Grounds, Shape};
use crate::source::{Asset, Size};

const FILE: &str = "theme.toml";

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    slips: BTreeMap<String, Wanted>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    text: Area,
    code: Option<Area>,
    scan: Option<Area>,
    size: f32,
    ink: String,
    accent: String,
    muted: String,
    scan_ink: Option<String>,
    scan_muted: Option<String>,
}

/// Reads what a theme's cards and posters stand on: `slips/card.svg` and `slips/poster.svg`, each with its table `[slips.card]`
/// or `[slips.poster]` in `theme.toml`. A shape without both has no slips.
pub(super) fn read(theme: &str, files: &ThemeFiles, findings: &mut Vec<Diagnostic>) -> Grounds {
    let mut grounds = Grounds::default();
    let Some(text) = files.0.get(FILE) else { return grounds };
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start_matches('\u{feff}');
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        // A file that is no TOML at all has been told about with its pictures.
        Err(_) if toml::from_str::<toml::Table>(text).is_err() => return grounds,
        Err(error) => {
            findings.push(fault(theme, &format!("[slips] 写法有误：{}", error.message()), &format!("[slips] is malformed: {}", error.message())));
            return grounds;
        }
    };
    for shape in Shape::ALL {
        let (Some(svg), Some(wanted)) = (files.0.get(&format!("slips/{}.svg", shape.name())), file.slips.get(shape.name())) else { continue };
        match ground(svg, wanted) {
            Some(ground) if shape == Shape::Card => grounds.card = Some(Arc::new(ground)),
            Some(ground) => grounds.poster = Some(Arc::new(ground)),
            None => findings.push(fault(
                theme,
                &format!("slips.{} 的颜色要写成 \"#7a1010\"，尺寸要大于 0", shape.name()),
                &format!("slips.{}: colours are written \"#7a1010\", and sizes are above 0", shape.name()),
            )),
        }
    }
    grounds
}

fn ground(svg: &Arc<[u8]>, wanted: &Wanted) -> Option<Ground> {
    let areas = [Some(wanted.text), wanted.code, wanted.scan];
    let sound = areas.iter().flatten().all(|a| a.width > 0.0 && a.height > 0.0 && a.left >= 0.0 && a.top >= 0.0) && wanted.size > 8.0 && wanted.size < 400.0;
    let ink = colour(&wanted.ink)?;
    let size = svg_size(svg)?;
    let ground = Ground {
        width: size.width,
        height: size.height,
        svg: svg.clone(),
        digest: Digest::of_parts([svg.as_ref(), format!("{wanted:?}").as_bytes()]),
        text: wanted.text,
        code: wanted.code,
        scan: wanted.scan,
        size: wanted.size,
        ink,
        accent: colour(&wanted.accent)?,
        muted: colour(&wanted.muted)?,
        scan_ink: wanted.scan_ink.as_deref().map_or(Some(ink), colour)?,
        scan_muted: wanted.scan_muted.as_deref().or(wanted.scan_ink.as_deref()).map_or(Some(ink), colour)?,
    };
    sound.then_some(ground)
}

/// The size that a drawing gives itself.
fn svg_size(svg: &[u8]) -> Option<Size> {
    Asset::of("slip.svg", svg).picture.and_then(Result::ok)
}

fn colour(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn fault(theme: &str, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::new(Code::ThemeSetting, zh, en)
        .in_file(format!("themes/{theme}/{FILE}"))
        .help("请照 docs/theme.md 的“分享图”一节改正", "mend it as “Cards and posters” in docs/theme.md says")
}
