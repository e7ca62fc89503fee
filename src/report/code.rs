use crate::view::qr_modules;

/// Light modules around a code. The standard asks for four (ISO/IEC 18004, 6.3.8); phones read two, and a terminal is small.
const QUIET: usize = 2;

/// The QR code of an address for a terminal, two modules a character. `None` where the text is too long for a code.
///
/// With `color` it is black on white whatever the terminal's own colours; without, light modules are the drawn ones, for a
/// dark terminal.
pub fn terminal_code(address: &str, color: bool) -> Option<String> {
    let modules = qr_modules(address)?;
    let width = modules.first().map_or(0, Vec::len) + 2 * QUIET;
    let dark = |x: usize, y: usize| {
        let row = y.checked_sub(QUIET).and_then(|y| modules.get(y));
        row.zip(x.checked_sub(QUIET)).and_then(|(row, x)| row.get(x)).copied().unwrap_or(false)
    };
    let mut out = String::new();
    for y in (0..modules.len() + 2 * QUIET).step_by(2) {
        let line: String = (0..width)
            .map(|x| match (dark(x, y), dark(x, y + 1)) {
                (false, false) => '█',
                (false, true) => '▀',
                (true, false) => '▄',
                (true, true) => ' ',
            })
            .collect();
        out.push_str(&if color { format!("\x1b[97;40m{line}\x1b[0m\n") } else { format!("{line}\n") });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{QUIET, terminal_code};
    use crate::view::qr_modules;

    #[test]
    fn the_drawing_holds_every_module() {
        let address = "http://192.168.1.5:5151/__jiangxin/enter?token=0123456789abcdef0123456789abcdef";
        let drawn = terminal_code(address, false).unwrap();
        let rows: Vec<Vec<char>> = drawn.lines().map(|line| line.chars().collect()).collect();
        let modules = qr_modules(address).unwrap();
        for (y, row) in modules.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let (x, y) = (x + QUIET, y + QUIET);
                let light = if y % 2 == 0 { ['█', '▀'] } else { ['█', '▄'] };
                assert_eq!(light.contains(&rows[y / 2][x]), !dark, "{x} {y}");
            }
        }
        assert!(rows.iter().all(|row| row.len() == modules.len() + 2 * QUIET && row[0] == '█'));
        assert!(terminal_code(&"a".repeat(3000), true).is_none());
    }
}
