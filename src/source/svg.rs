use std::ops::ControlFlow;

use super::picture::has_position;

/// Elements that run programs or hold pages.
const ACTIVE: [&str; 8] = ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"];

/// What in a vector picture keeps it from being published, as a reader would name it; `None` where nothing does.
///
/// A published SVG may be opened by its own address, where its scripts run with the site's rights (SVG 2 §2.2, processing
/// modes), and what it loads from other hosts tells them who reads the page.
pub fn svg_fault(bytes: &[u8]) -> Option<String> {
    let text = text_of(bytes).to_ascii_lowercase();
    for (sign, named) in [("<!entity", "<!ENTITY>"), ("<?xml-stylesheet", "<?xml-stylesheet?>"), ("@import", "@import")] {
        if text.contains(sign) {
            return Some(named.to_owned());
        }
    }
    in_tags(&text).break_value().or_else(|| in_styles(&text))
}

/// Whether a vector picture says where a photo in it was taken, or where it was itself: it is published as it is.
pub(super) fn svg_position(bytes: &[u8]) -> bool {
    if has_position(bytes) {
        return true;
    }
    let text = text_of(bytes);
    text.split(";base64,").skip(1).any(|rest| {
        let end = rest.find(['"', '\'', ')', '<']).unwrap_or(rest.len());
        has_position(&from_base64(rest.get(..end).unwrap_or("")))
    })
}

/// RFC 4648 §4, blanks passed over; what is none of it ends it.
fn from_base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut held) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for value in text.bytes().filter(|c| !c.is_ascii_whitespace()).map_while(value) {
        (bits, held) = (bits << 6 | u32::from(value), held + 6);
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xff) as u8);
        }
    }
    out
}

/// The file's characters, whatever its encoding.
fn text_of(bytes: &[u8]) -> String {
    crate::decode::decode(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), |decoded| decoded.text)
}

/// Looks at every start tag; breaks with the first fault.
fn in_tags(text: &str) -> ControlFlow<String> {
    const PASSED: [(&str, &str); 5] = [("!--", "-->"), ("![cdata[", "]]>"), ("?", "?>"), ("!", ">"), ("/", ">")];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some((open, close)) = PASSED.into_iter().find(|(open, _)| rest.starts_with(open)) {
            let inner = rest.get(open.len()..).unwrap_or("");
            rest = inner.split_once(close).map_or("", |(_, after)| after);
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let name = local(name);
        if ACTIVE.contains(&name) {
            return ControlFlow::Break(format!("<{name}>"));
        }
        rest = in_attributes(name, after)?;
    }
    ControlFlow::Continue(())
}

/// Looks at the attributes of a tag; gives what follows it.
fn in_attributes<'t>(element: &str, text: &'t str) -> ControlFlow<String, &'t str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return ControlFlow::Continue(rest);
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '>' | '/')).map_or(rest.len(), |(at, _)| at);
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let Some(assigned) = after.trim_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let assigned = assigned.trim_start();
        let quote = assigned.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => assigned.get(1..).unwrap_or("").split_once(quote).unwrap_or(("", "")),
            None => assigned.split_at_checked(assigned.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(assigned.len())).unwrap_or((assigned, "")),
        };
        judge(element, name, value)?;
        rest = after;
    }
}

fn judge(element: &str, name: &str, value: &str) -> ControlFlow<String> {
    let value: String = resolved(value).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let event = name.strip_prefix("on").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphabetic()));
    let program = value.contains("javascript:") || value.contains("data:text/html");
    let loads =
        matches!(local(name), "href" | "src") && (is_remote(&value) && element != "a" || value.starts_with("data:") && !value.starts_with("data:image/"));
    if event || program || loads || far_url(&value) { ControlFlow::Break(format!("{name}=\"…\"")) } else { ControlFlow::Continue(()) }
}

/// Style sheets and everything else between tags.
fn in_styles(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    far_url(&plain).then(|| "url(…)".to_owned())
}

/// Somewhere in `text`, which holds no blanks, stands a `url(…)` of another host.
fn far_url(text: &str) -> bool {
    text.split("url(").skip(1).any(|rest| is_remote(rest.trim_start_matches(['"', '\''])))
}

fn is_remote(address: &str) -> bool {
    ["http:", "https:", "//", "ftp:", "file:"].iter().any(|start| address.starts_with(start))
}

/// A name without its namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// A value with its numeric character references resolved.
fn resolved(value: &str) -> String {
    let mut pieces = value.split("&#");
    let mut out = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let read = piece.split_once(';').and_then(|(number, rest)| {
            let code = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            Some((char::from_u32(code)?.to_ascii_lowercase(), rest))
        });
        match read {
            Some((c, rest)) => {
                out.push(c);
                out.push_str(rest);
            }
            None => out.push_str(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::svg_fault;

    #[test]
    fn programs_and_other_hosts_are_named() {
        for (inner, named) in [
            ("<script>alert(1)</script>", "<script>"),
            ("<svg:SCRIPT href='a.js'/>", "<script>"),
            ("<foreignObject><body/></foreignObject>", "<foreignobject>"),
            ("<rect onclick='x()'/>", "onclick=\"…\""),
            ("<image xlink:href=\"https://evil.cn/a.png\"/>", "xlink:href=\"…\""),
            ("<image href='//evil.cn/a.png'/>", "href=\"…\""),
            ("<a href='java&#115;cript:x()'>a</a>", "href=\"…\""),
            ("<set attributeName='href' to='javascript:x()'/>", "to=\"…\""),
            ("<rect fill=\"url( 'http://evil.cn/#a')\"/>", "fill=\"…\""),
            ("<style>rect{background:url(https://evil.cn/a)}</style>", "url(…)"),
            ("<style>@import 'https://evil.cn/a.css';</style>", "@import"),
        ] {
            assert_eq!(svg_fault(format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>").as_bytes()).as_deref(), Some(named), "{inner}");
        }
        let wide: Vec<u8> = "\u{FEFF}<svg onload='x()'/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(svg_fault(&wide).as_deref(), Some("onload=\"…\""));
        assert!(svg_fault(b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>").is_some());
    }

    #[test]
    fn drawings_pass() {
        for text in [
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>",
            "<svg><!-- <script> --><defs><linearGradient id='a'/></defs><use xlink:href='#a'/><rect fill='url(#a)'/></svg>",
            "<svg><image href='data:image/png;base64,AAAA'/><a href='https://www.gansu.gov.cn/'><text>甘肃</text></a><text>on = 1</text></svg>",
            "<svg",
            "<svg a",
            "<svg a=",
            "<svg a=\"",
            "",
        ] {
            assert_eq!(svg_fault(text.as_bytes()), None, "{text}");
        }
    }
}
