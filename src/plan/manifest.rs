use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::path::OutPath;

/// The manifest's file name in the output.
pub const MANIFEST: &str = ".jiangxin-manifest.json";

/// What is known of a written file; a path that was only intended has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub len: u64,
}

/// What this program wrote into an output folder, and so may replace and delete there.
///
/// It is written twice: with the intended paths before the first file, with digests after the last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format; another one is not ours to read.
    pub format: u32,
    /// The program and version that wrote it.
    pub generator: String,
    /// Whether the run came to its end.
    pub complete: bool,
    /// Every file, in order.
    pub files: BTreeMap<OutPath, Option<Entry>>,
}

impl Manifest {
    /// The format that this version writes.
    pub const FORMAT: u32 = 1;

    /// A manifest of these files.
    pub fn new(complete: bool, files: BTreeMap<OutPath, Option<Entry>>) -> Self {
        Self { format: Self::FORMAT, generator: concat!("jiangxin ", env!("CARGO_PKG_VERSION")).to_owned(), complete, files }
    }

    /// Reads one back; `None` for anything that is not a manifest of this format.
    pub fn read(text: &str) -> Option<Self> {
        Self::printed(text).or_else(|| serde_json::from_str::<Self>(text).ok()).filter(|m| m.format == Self::FORMAT)
    }

    /// Reads what [`Manifest::print`] printed; any other form is left to the JSON reader, which is ten times slower.
    fn printed(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("{\n  \"format\": 1,\n  \"generator\": \"")?;
        let (generator, rest) = rest.split_once("\",\n  \"complete\": ")?;
        let (complete, rest) = rest.split_once(",\n  \"files\": {\n")?;
        let mut files = Vec::new();
        let mut rest = rest.strip_suffix("\n  }\n}\n")?;
        while !rest.is_empty() {
            let (path, after) = rest.strip_prefix("    \"")?.split_once("\": ")?;
            let (entry, after) = match after.strip_prefix("{\n      \"digest\": \"") {
                Some(after) => {
                    let (digest, after) = after.split_once("\",\n      \"len\": ")?;
                    let (len, after) = after.split_once("\n    }")?;
                    (Some(Entry { digest: Digest::from_hex(digest)?, len: len.parse().ok()? }), after)
                }
                None => (None, after.strip_prefix("null")?),
            };
            (!path.contains(['\\', '"'])).then_some(())?;
            files.push((OutPath::new(path)?, entry));
            rest = if after.is_empty() { "" } else { after.strip_prefix(",\n")? };
        }
        let complete = match complete {
            "true" => true,
            "false" => false,
            _ => return None,
        };
        (!generator.contains(['\\', '"'])).then(|| Self { format: 1, generator: generator.to_owned(), complete, files: files.into_iter().collect() })
    }

    /// As it stands on disk.
    pub fn print(&self) -> String {
        if self.files.is_empty() {
            return serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        }
        let string = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let mut text = String::with_capacity(180 * self.files.len());
        let (format, generator, complete) = (self.format, string(&self.generator), self.complete);
        text.push_str(&format!("{{\n  \"format\": {format},\n  \"generator\": {generator},\n  \"complete\": {complete},\n  \"files\": {{\n"));
        for (at, (path, entry)) in self.files.iter().enumerate() {
            text.extend([if at == 0 { "    " } else { ",\n    " }, &string(path.as_str())]);
            match entry {
                Some(Entry { digest, len }) => text.extend([": {\n      \"digest\": \"", &digest.hex(), "\",\n      \"len\": ", &len.to_string(), "\n    }"]),
                None => text.push_str(": null"),
            }
        }
        text.push_str("\n  }\n}\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Entry, Manifest};
    use crate::digest::Digest;
    use crate::path::OutPath;

    proptest! {
        #[test]
        fn what_is_printed_is_json_and_is_read_back(
            names in prop::collection::btree_map("[a-z\"甲 {},/]{1,8}", prop::option::of(0u64..70_000), 0..6),
            complete in any::<bool>(),
        ) {
            let entry = |len: u64| Entry { digest: Digest::of(&len.to_le_bytes()), len };
            let files = names.into_iter().filter_map(|(name, len)| Some((OutPath::new(&name)?, len.map(entry))));
            let manifest = Manifest::new(complete, files.collect());
            let text = manifest.print();
            prop_assert_eq!(&text, &(serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"));
            prop_assert_eq!(Manifest::read(&text), Some(manifest.clone()));
            let bare = manifest.files.keys().all(|path| !path.as_str().contains('"'));
            prop_assert_eq!(Manifest::printed(&text), (bare && !manifest.files.is_empty()).then_some(manifest));
        }
    }
}
