use std::{collections::HashMap, ops::Range};

use super::{
    Reading, annex,
    ast::{Attached, Attachment, Body, DocNumber, Kind, Matter, Notice},
    closing::{self, Closing, Imprint},
    docket, flow,
    flow::Para,
    genre,
    head::{self, Head},
    header, ids,
    lines::{self, Line},
    marks,
    mend::Mend,
    parties, rules, split, title,
    traced::Traced,
    tree,
};
use crate::{diag::Code, text::Span};

/// Everything that reading found, before findings are drawn from it.
pub(super) struct Parsed<'a> {
    pub source: &'a str,
    pub notice: Notice,
    pub head: Head,
    pub lines: Vec<Line>,
    pub closing: Option<Closing>,
    pub imprint: Option<Imprint>,
    /// Paragraphs of the notice, then of each attached text.
    pub paras: Vec<Vec<Para>>,
    /// Where the first items stand that had to be found inside a line.
    pub split: Option<Span>,
}

/// Reads a notice from decoded text with `\n` line ends; see [`super::read`].
pub(super) fn read(source: &str) -> Reading {
    let mut mends = Vec::new();
    let parsed = parsed(source, &mut mends);
    let diagnostics = rules::check(&parsed, &mends);
    mends.sort_by_key(|m| (m.span.start, m.span.end));
    Reading { notice: parsed.notice, mends, diagnostics }
}

/// The lines of the head, then all paragraphs, as they read after mending; see [`super::passages`].
pub(super) fn passages(source: &str) -> Vec<Traced> {
    let parsed = parsed(source, &mut Vec::new());
    let head = parsed.lines.iter().take(parsed.head.body).filter(|l| l.matter == Matter::Prose).map(|l| l.text.clone());
    let body = parsed.paras.iter().flatten().filter(|p| p.matter == Matter::Prose).map(|p| p.text.clone());
    head.chain(body).collect()
}

fn parsed<'a>(source: &'a str, mends: &mut Vec<Mend>) -> Parsed<'a> {
    let mut lines = lines::lines(source, mends);
    let footer = header::footer(&mut lines);
    let (mut lines, split) = split::split(lines);
    let mut head = head::read(&lines);
    head.fields.extend(footer);
    let mut notice = Notice::default();
    let imprint = imprint(&mut lines, head.body, &mut notice);
    let mut parsed = Parsed { source, notice, head, lines, closing: None, imprint, paras: Vec::new(), split };
    parsed.front(mends);
    parsed.rest(mends);
    parsed.conclude();
    parsed
}

/// Takes print line, copied-to list and annotation out of the lines.
fn imprint(lines: &mut Vec<Line>, body: usize, notice: &mut Notice) -> Option<Imprint> {
    let found = closing::imprint(lines.get(body..).unwrap_or(&[]));
    if let Some(found) = &found {
        notice.print = Some(found.print.clone());
        lines.drain(body + found.lines.start..body + found.lines.end);
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut skip = 0;
    // Taken, not copied: a text may be long.
    for i in 0..lines.len() {
        let Some(line) = lines.get(i) else { break };
        if skip > 0 {
            skip -= 1;
        } else if line.matter == Matter::Markdown {
            kept.extend(lines.get_mut(i).map(std::mem::take));
        } else if let Some((used, organs, text)) = lines.get(i..).filter(|_| i >= body).and_then(closing::copied) {
            notice.cc.extend(organs);
            let apart = if notice.cc_text.is_empty() || text.is_empty() { "" } else { "，" };
            notice.cc_text.extend([apart, &text]);
            skip = used - 1;
        } else if let Some(text) = closing::annotation(line.text()).filter(|_| i >= body) {
            let all = notice.annotation.take().map_or_else(String::new, |before| before + "；");
            notice.annotation = Some(all + text);
        } else if let Some(names) = head::signer(line.text()).filter(|_| i >= body) {
            notice.signer.extend(names);
        } else if !(i >= body && closing::is_slip(line.text())) {
            kept.extend(lines.get_mut(i).map(std::mem::take));
        }
    }
    *lines = kept;
    found
}

impl Parsed<'_> {
    /// Moves what the head says into the notice.
    fn front(&mut self, mends: &mut Vec<Mend>) {
        let (head, notice) = (&mut self.head, &mut self.notice);
        notice.copy_number = head.copy_number.take();
        notice.secrecy = head.secrecy.as_ref().map(|s| s.0.clone());
        notice.urgency = head.urgency.take();
        notice.issuer_mark = head.mark.take();
        // A signer named below the date was found before.
        notice.signer.splice(0..0, std::mem::take(&mut head.signer));
        notice.doc_number = head.docket.as_ref().map(|d| d.number.clone()).or(head.serial.take()).or_else(|| head::filed(head));
        notice.title = head.title.text().to_owned();
        notice.addressees = head.addressees.take();
        mends.extend(head.used.iter().filter_map(|i| self.lines.get(*i)).flat_map(|l| l.mends.iter().cloned()));
        if let Some(range) = &head.joins {
            let pairs = range.clone().skip(1).filter_map(|i| Some((self.lines.get(i - 1)?, self.lines.get(i)?)));
            mends.extend(pairs.map(|(a, b)| Mend::join(Code::JoinLine, a.number, a.text(), b.text(), Span::new(a.text.whole().end, b.text.whole().start))));
        }
    }

    /// Reads body, signature, attached texts.
    fn rest(&mut self, mends: &mut Vec<Mend>) {
        let lines = self.lines.get(self.head.body..).unwrap_or(&[]);
        // A paper without a closing of its own may still carry another one, which its title names.
        let carried = carried(lines, &self.notice.title);
        let fragment = self.notice.title.is_empty() && annex::is_fragment(lines);
        self.closing = closing::find(lines).filter(|c| !fragment && carried.is_none_or(|at| c.line < at));
        let mut below = 0..0;
        let (end, after) = match &self.closing {
            Some(c) => (c.signature.start, c.line + 1),
            // An attachment in a file of its own.
            None if fragment => (0, 0),
            None => {
                let heads = |l: &Line| l.matter == Matter::Prose && annex::head(l.text()).is_some_and(|h| !h.colon);
                let main = lines.iter().skip(1).position(heads).map_or(lines.len(), |i| i + 1).min(carried.unwrap_or(lines.len()));
                let organs = closing::undated(lines.get(..main).unwrap_or(&[]));
                below = organs.end..main;
                (organs.start, main)
            }
        };
        let signing = self.closing.as_ref().map_or(end..below.start.max(end), |c| c.signature.clone());
        let (seals, signing): (Vec<&Line>, Vec<&Line>) = lines.get(signing).unwrap_or(&[]).iter().partition(|l| closing::is_seal(l.text()));
        self.notice.signature = signing.iter().flat_map(|l| parties::signers(l.text())).collect();
        let notes = seals.iter().filter(|l| !closing::is_stamp(l.text())).map(|l| l.text().trim_matches(['（', '(', '）', ')']).to_owned());
        let notes = notes.chain(self.notice.annotation.take());
        self.notice.annotation = Some(notes.collect::<Vec<_>>().join("，")).filter(|n| !n.is_empty());
        self.notice.date = self.closing.as_ref().and_then(|c| c.date).map(|d| d.date);
        let unread = self.closing.as_ref().filter(|c| c.date.is_none()).and_then(|c| lines.get(c.line));
        self.notice.date_text = unread.map(|l| l.text().to_owned());
        let closing_lines = lines.get(end..after - below.len()).unwrap_or(&[]).iter().flat_map(|l| l.mends.iter().cloned());
        mends.extend(closing_lines);
        let main = [lines.get(..end).unwrap_or(&[]), lines.get(below).unwrap_or(&[])].concat();
        let mut order = 0;
        let (body, paras) = body(self.source, main, &mut self.notice.attachments, &mut order, mends);
        self.paras.push(paras);
        let notice = &mut self.notice;
        (notice.lead, notice.points, notice.sections, notice.chapters, notice.articles) = (body.lead, body.points, body.sections, body.chapters, body.articles);
        let attached = lines.get(after..).unwrap_or(&[]);
        let contacts = if self.closing.is_some() { contacts(attached, &mut notice.annotation) } else { 0 };
        mends.extend(attached.iter().take(contacts).flat_map(|l| l.mends.iter().cloned()));
        let attached = attached.get(contacts..).unwrap_or(&[]);
        let mut ranges = parts(attached);
        let listed = if notice.attachments.is_empty() { annex::listed(attached, &ranges) } else { 0..0 };
        for range in ranges.drain(listed) {
            let part = attached.get(range).unwrap_or(&[]);
            mends.extend(part.iter().flat_map(|l| l.mends.iter().cloned()));
            notice.attachments.extend(annex::note(part, mends).0);
        }
        annex::number(&mut notice.attachments);
        let mut seen: HashMap<u32, usize> = HashMap::new();
        for range in ranges {
            let part = attached.get(range).unwrap_or(&[]);
            let nth = self.notice.attached.len() + 1;
            // An empty 附件： under a paper adds nothing.
            if part.len() < 2 && part.first().is_none_or(|l| annex::head(l.text()).is_some_and(|h| h.rest.is_empty())) {
                continue;
            }
            let (text, paras) = attach(self.source, part, nth, &mut seen, &mut order, mends);
            self.notice.attached.push(text);
            self.paras.push(paras);
        }
    }

    /// Draws the conclusions: date from the 题注, genre, issuer, kind.
    fn conclude(&mut self) {
        let notice = &mut self.notice;
        let same = |a: &str, b: &str| squeeze(a) == squeeze(b);
        // A page's heading that names the attached text is not the notice's title.
        if self.head.title_apart && notice.attached.iter().any(|a| same(&a.title, &notice.title)) {
            notice.title.clear();
        }
        if notice.date.is_none() && self.closing.is_none() {
            notice.date = self.head.note.map(|d| d.date).or_else(|| self.head.dated());
        }
        let said = spoken(notice);
        let titled = std::iter::once(&notice.title).chain(notice.attached.first().filter(|a| is_fragment(notice, a)).map(|a| &a.title));
        notice.genre =
            titled.filter_map(|t| genre::of_title(t)).next().map(str::to_owned).or_else(|| said.as_deref().and_then(genre::of_text).map(str::to_owned));
        notice.issuer = issuer(notice);
        let official = said.as_deref().is_some_and(genre::speaks_officially);
        notice.kind = if weight(notice, official) >= 3 { Kind::Notice } else { Kind::Other };
    }
}

/// Reads the body of the notice itself, the 附件说明 at its end apart.
fn body(source: &str, mut kept: Vec<Line>, attachments: &mut Vec<Attachment>, order: &mut usize, mends: &mut Vec<Mend>) -> (Body, Vec<Para>) {
    if let Some(start) = annex::note_start(&kept) {
        let (list, used) = annex::note(kept.get(start..).unwrap_or(&[]), mends);
        mends.extend(kept.get(start..start + used).unwrap_or(&[]).iter().flat_map(|l| l.mends.iter().cloned()));
        *attachments = list;
        kept.drain(start..start + used);
    }
    let paras = flow::paragraphs(source, &kept, flow::setting(source, &kept), mends);
    marks::mend(source, &paras, mends);
    let mut body = tree::grow(&paras, order);
    ids::assign(&mut body, "");
    (body, paras)
}

/// The paragraphs in which a notice says what it is: the lead and the last ones.
fn spoken(notice: &Notice) -> Option<String> {
    let last = notice.sections.last().map(|s| s.body.iter().rev().take(2)).into_iter().flatten();
    let texts: Vec<&str> = notice.lead.iter().take(4).chain(notice.lead.iter().rev().take(2)).chain(last).map(|p| p.text.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// Whether an attached text is all there is of a paper.
fn is_fragment(notice: &Notice, text: &Attached) -> bool {
    text.headed && notice.title.is_empty() && notice.lead.is_empty() && notice.sections.is_empty() && notice.attachments.is_empty()
}

fn issuer(notice: &Notice) -> Option<String> {
    let mark = notice.issuer_mark.as_deref().and_then(|m| m.strip_suffix("文件"));
    let titled = title::issuer(&notice.title);
    mark.or(titled)
        .map(str::to_owned)
        .or_else(|| notice.signature.first().cloned())
        .or_else(|| notice.print.as_ref().map(|p| p.organ.clone()).filter(|o| !o.is_empty()))
}

/// How much of what only official papers have is there; three and more make a notice.
fn weight(notice: &Notice, official: bool) -> u32 {
    let statutory = genre::of_title(&notice.title).is_some_and(genre::is_statutory);
    let about = notice.title.contains("关于");
    let titled = match notice.genre.as_deref() {
        Some(_) if statutory && about => 3,
        Some(genre) if !notice.title.is_empty() => 2 - u32::from(genre::is_everyday(genre)),
        _ => 0,
    };
    let closing = u32::from(!notice.signature.is_empty()) + u32::from(notice.date.is_some());
    let kind = notice.genre.as_deref().unwrap_or("");
    let minutes = kind == "纪要" && notice.title.contains("会议");
    let parts = [
        (minutes, 3),
        (genre::is_binding(kind) && is_ruled(notice), 3),
        // 附件 is a part of an official paper and as binding as it is (GB/T 9704-2012 7.3.7).
        (notice.attached.first().is_some_and(|a| is_fragment(notice, a)), 3),
        (notice.doc_number.is_some(), 3),
        (notice.issuer_mark.is_some(), 3),
        (notice.addressees.is_some(), 3),
        (notice.print.is_some(), 3),
        (!notice.cc.is_empty(), 2),
        (official, 3),
    ];
    titled + closing + parts.iter().filter(|(is, _)| *is).map(|(_, n)| n).sum::<u32>()
}

/// Articles, or two items of the first level and more: how rules and plans are built.
fn is_ruled(notice: &Notice) -> bool {
    fn articles(list: &[super::ast::Chapter]) -> usize {
        list.iter().map(|c| c.articles.len() + articles(&c.chapters)).sum()
    }
    articles(&notice.chapters) + notice.articles.len() >= 2
        || notice.sections.iter().filter(|s| s.level == 1).count() >= 2 && notice.title.chars().nth(7).is_some()
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The line that is the title of a text which the notice's own title names: 关于印发《…》的通知.
fn carried(lines: &[Line], title: &str) -> Option<usize> {
    let title = squeeze(title);
    let named = |l: &Line| {
        let key = squeeze(l.text());
        is_title_line(l) && key.chars().nth(5).is_some() && genre::of_title(l.text()).is_some() && title.len() > key.len() && title.contains(&key)
    };
    // A paper of its own, with its own addressees: 关于…的报告 / 国务院：.
    let own = |i: usize, l: &Line| {
        let opens = l.text().starts_with("关于") && is_title_line(l) && genre::of_title(l.text()).is_some_and(genre::is_statutory);
        opens && lines.get(i + 1).is_some_and(|n| n.text().strip_suffix(['：', ':']).is_some_and(parties::addresses))
    };
    lines.iter().enumerate().skip(1).find(|(i, l)| named(l) || own(*i, l)).map(|(i, _)| i)
}

/// Takes the lines right behind the date that say whom to ask into the annotation (7.3.6): 联系人：…, 联系电话：…. Gives how many.
fn contacts(lines: &[Line], annotation: &mut Option<String>) -> usize {
    let mut used = 0;
    for line in lines.iter().take(4).filter(|l| l.matter == Matter::Prose && closing::contact(l)) {
        let note = annotation.iter().map(String::as_str).chain([line.text()]).collect::<Vec<_>>().join("；");
        if closing::annotation(&format!("（{note}）")).is_none() || lines.get(used).is_none_or(|l| l.number != line.number) {
            break;
        }
        *annotation = Some(note);
        used += 1;
    }
    used
}

/// The attached texts among the lines behind the date: each begins at its 附件 head; without heads there is one.
fn parts(lines: &[Line]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> =
        (0..lines.len()).filter(|i| lines.get(*i).is_some_and(|l| l.matter == Matter::Prose && annex::head(l.text()).is_some())).collect();
    if starts.first() != Some(&0) && !lines.is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect()
}

/// Reads one attached text.
fn attach(source: &str, part: &[Line], nth: usize, seen: &mut HashMap<u32, usize>, order: &mut usize, mends: &mut Vec<Mend>) -> (Attached, Vec<Para>) {
    let first = part.first();
    let head = first.and_then(|l| annex::head(l.text()));
    let mut at = usize::from(head.is_some());
    let mut title = String::new();
    let mut number: Option<DocNumber> = None;
    if let Some(rest) = head.map(|h| h.rest).filter(|r| !r.is_empty()) {
        title.push_str(rest);
    }
    while let Some(line) = part.get(at).filter(|_| at < 6) {
        if let Some(found) = docket::leading(&line.text).filter(|d| d.end == line.text().len()) {
            number = Some(found.number);
        } else if genre::of_title(&title).is_none() && is_title_line(line) {
            title.push_str(line.text());
        } else {
            break;
        }
        mends.extend(line.mends.iter().cloned());
        at += 1;
    }
    let ordinal = head.and_then(|h| h.number).unwrap_or(u32::try_from(nth).unwrap_or(u32::MAX));
    let rest = part.get(at..).unwrap_or(&[]);
    let paras = flow::paragraphs(source, rest, flow::setting(source, rest), mends);
    marks::mend(source, &paras, mends);
    let mut body = tree::grow(&paras, order);
    let repeat = seen.entry(ordinal).or_default();
    *repeat += 1;
    let id = format!("att{ordinal}{}", ids::letter(*repeat));
    ids::assign(&mut body, &format!("{id}-"));
    let Body { lead, points, sections, chapters, articles } = body;
    let span = first.map_or(Span::default(), |l| l.text.whole());
    let line = first.map_or(1, |l| l.number);
    (
        Attached {
            id,
            ordinal,
            line,
            title,
            doc_number: number,
            lead,
            points,
            sections,
            chapters,
            articles,
            span,
            headed: head.is_some(),
            numbered: head.is_some_and(|h| h.number.is_some()),
        },
        paras,
    )
}

/// A line that can be (part of) a title: short, without a stop, not numbered.
fn is_title_line(line: &Line) -> bool {
    let text = line.text();
    line.matter == Matter::Prose
        && line.width() <= 60
        && !text.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，'])
        && super::ordinal::marker(text).is_none()
        && super::ordinal::unit(text).is_none()
}
