/// A PDF of these pages, each a list of what is drawn on it, from the upper left corner in points. Its font is only named; every
/// character below U+10000 is its own code.
pub(super) fn paper(pages: &[Vec<Ink>]) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        Vec::new(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".to_vec(),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /DW 1000 /W [32 126 500] \
          /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .to_vec(),
        stream("", to_unicode().as_bytes()),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\x80"),
    ];
    let mut kids = String::new();
    for page in pages {
        let content: String = page.iter().map(Ink::written).collect();
        objects.push(stream("", content.as_bytes()));
        let (at, content) = (objects.len() + 1, objects.len());
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >> >>"
            )
            .into_bytes(),
        );
        kids.push_str(&format!("{at} 0 R "));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes();
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    out.extend(places.iter().flat_map(|at| format!("{at:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// Something drawn on a page.
#[derive(Clone)]
pub(super) struct Ink {
    x: f32,
    y: f32,
    size: f32,
    /// `Tr` of the text: 0 is drawn, 3 is not.
    mode: u8,
    /// The letters' own axes, as `Tm` has them.
    axes: &'static str,
    text: String,
    /// Where a drawn line ends.
    end: Option<(f32, f32)>,
}

/// A line of text: its left edge, its baseline from above, the size of its letters.
pub(super) fn ink(x: f32, y: f32, size: f32, text: &str) -> Ink {
    Ink { x, y, size, mode: 0, axes: "1 0 0 1", text: text.to_owned(), end: None }
}

/// A picture over the whole page.
pub(super) fn picture() -> Ink {
    ink(0.0, 0.0, 0.0, "")
}

/// A line that is drawn from one place to another.
pub(super) fn rule(from: (f32, f32), to: (f32, f32)) -> Ink {
    Ink { end: Some(to), ..ink(from.0, from.1, 0.0, "") }
}

impl Ink {
    pub(super) fn unseen(self) -> Self {
        Self { mode: 3, ..self }
    }

    /// Whether it is a drawn line that begins there.
    pub(super) fn is_rule(&self, from: (f32, f32)) -> bool {
        self.end.is_some() && (self.x, self.y) == from && self.end.is_some_and(|to| to.1 == self.y)
    }

    pub(super) fn aslant(self) -> Self {
        self.turned("0.7 0.7 -0.7 0.7")
    }

    pub(super) fn turned(self, axes: &'static str) -> Self {
        Self { axes, ..self }
    }

    fn written(&self) -> String {
        if let Some((x, y)) = self.end {
            return format!("0.5 w {} {} m {x} {} l S\n", self.x, 842.0 - self.y, 842.0 - y);
        }
        if self.size == 0.0 {
            return "q 595 0 0 842 0 0 cm /P Do Q\n".to_owned();
        }
        let hex: String = self.text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let (x, y) = (self.x, 842.0 - self.y);
        format!("BT /F {} Tf {} Tr {} {x} {y} Tm <{hex}> Tj ET\n", self.size, self.mode, self.axes)
    }
}

/// Every code is the character of that number, but for the private ones, which have no text.
fn to_unicode() -> String {
    let ranges: Vec<String> = (0..0xD8).chain(0xF9..=0xFF).map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>")).collect();
    let blocks: String = ranges.chunks(100).map(|part| format!("{} beginbfrange\n{}\nendbfrange\n", part.len(), part.join("\n"))).collect();
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
}

fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {entries} /Length {} >>\nstream\n", bytes.len()).into_bytes();
    out.extend(bytes);
    out.extend(b"\nendstream");
    out
}
