/// How many signs there are: ASCII from `!` to `~` without `"` and `\`, which a string of JavaScript would have to escape.
const SIGNS: u32 = 92;
/// Numbers below this one take one sign.
const SHORT: u32 = 68;
/// The sign before a number of four digits.
const FIVE: u32 = SIGNS - 2;
/// Numbers below this one take two signs.
const LONG: u32 = SHORT + (FIVE - SHORT) * SIGNS;
/// A sign that begins no number.
pub(super) const MARK: u8 = b'~';

/// Writes a number as one, two or five signs. Numbers follow one another without a mark between them.
pub fn write_number(number: u32, out: &mut Vec<u8>) {
    match number {
        0..SHORT => out.push(sign(number)),
        SHORT..LONG => out.extend([sign(SHORT + (number - SHORT) / SIGNS), sign((number - SHORT) % SIGNS)]),
        _ => {
            let rest = number - LONG;
            let digit = |place: u32| sign(rest / SIGNS.pow(place) % SIGNS);
            out.extend([sign(FIVE), digit(3), digit(2), digit(1), digit(0)]);
        }
    }
}

fn sign(value: u32) -> u8 {
    let byte = b'!'.saturating_add(u8::try_from(value).unwrap_or(0));
    // `"` stands at 1 and `\` at 59: what comes after moves up.
    match byte {
        b'"'..b'[' => byte + 1,
        b'['.. => byte + 2,
        _ => byte,
    }
}

/// Reads numbers back.
#[derive(Debug, Clone)]
pub struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl<'a> Numbers<'a> {
    /// Of signs as [`write_number`] writes them.
    pub fn of(text: &'a str) -> Self {
        Self(text.as_bytes().iter())
    }

    fn value(&mut self) -> Option<u32> {
        let byte = *self.0.next()?;
        let moved = match byte {
            b'#'..=b'[' => 1,
            b']'.. => 2,
            _ => 0,
        };
        Some(u32::from(byte.checked_sub(b'!' + moved)?))
    }

    /// Takes a mark, if one is next.
    pub(super) fn mark(&mut self) -> bool {
        let is_next = self.0.as_slice().first() == Some(&MARK);
        if is_next {
            self.0.next();
        }
        is_next
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let first = self.value()?;
        if first < SHORT {
            return Some(first);
        }
        if first < FIVE {
            return Some(SHORT + (first - SHORT) * SIGNS + self.value()?);
        }
        (0..4).try_fold(0_u32, |number, _| Some(number * SIGNS + self.value()?)).map(|rest| rest + LONG)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all: Vec<u32> = (0..5000).chain([80_000, 1_000_000, 30_000_000]).collect();
        let mut out = Vec::new();
        all.iter().for_each(|n| write_number(*n, &mut out));
        let text = String::from_utf8(out).unwrap();
        assert!(!text.starts_with('~') && !text.contains(['"', '\\', ' ']) && text.bytes().all(|b| (b'!'..=b'~').contains(&b)));
        assert_eq!(Numbers::of(&text).collect::<Vec<_>>(), all);
    }
}
