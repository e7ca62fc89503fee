use pulldown_cmark::{Event, Tag, TagEnd};

use super::mark::Marked;
use super::{extensions, office};
use crate::text::Span;

/// A piece of what a reader sees, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Words, and where they stand; of the same length as their place unless an escape or entity was resolved.
    Words(String, Span),
    /// A line end inside a block.
    Turn(Span),
    /// A block ends.
    End,
}

/// What a reader sees of a markdown text: no marks, no addresses, no code, no raw HTML.
pub fn seen(source: &str) -> Vec<Seen> {
    let marked = Marked::new(source);
    let events = pulldown_cmark::Parser::new_ext(marked.text(), extensions()).into_offset_iter().collect();
    let mut out = Vec::new();
    let mut code = false;
    for (event, range) in office::without(marked.text(), events, true) {
        let place = Span::new(marked.origin(range.start), marked.origin(range.end));
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(words) if !code => {
                let plain = marked.strip(&words).into_owned();
                let is_address = plain.contains("://");
                out.push(if is_address { Seen::End } else { Seen::Words(plain, place) });
            }
            Event::SoftBreak | Event::HardBreak => out.push(Seen::Turn(place)),
            Event::Code(_) | Event::Rule => out.push(Seen::End),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition,
            )
            | Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => out.push(Seen::End),
            _ => {}
        }
    }
    out
}
