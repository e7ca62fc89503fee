use super::form::Form;
use super::line::Part;
use super::list::quoted;
use crate::diag::{Code, Diagnostic};
use crate::markup::writer::Writer;
use crate::markup::{HoleKind, Place, Word, link};
use crate::media::media_type;

impl Writer<'_> {
    /// What somebody said, and who.
    pub(super) fn quotation(&mut self, form: &Form<'_>) {
        self.put("<figure class=\"component component-quote\">\n");
        self.around("<blockquote><p>", form.field("text"), "</p></blockquote>\n");
        self.stray(form);
        let below = ["by", "role", "source"].map(|name| form.field(name));
        if below.iter().any(|parts| !parts.is_empty()) {
            self.put("<figcaption>");
            for (n, (parts, name)) in below.iter().zip(["by", "role", "source"]).filter(|(parts, _)| !parts.is_empty()).enumerate() {
                if n > 0 {
                    self.put(" ");
                    self.body.plain.push(' ');
                }
                self.put(&format!("<span class=\"component-{name}\">"));
                self.lines(parts);
                self.put("</span>");
            }
            self.put("</figcaption>\n");
            self.new_plain();
        }
        self.put("</figure>\n");
    }

    /// A film that plays when it is asked to, with its captions; a link to its file is always there.
    pub(super) fn video(&mut self, form: &Form<'_>) {
        self.put("<figure class=\"component component-video\">\n");
        if let Some(file) = form.one("file") {
            if link::scheme(file.text).is_some() {
                self.found.push(elsewhere(file));
            } else {
                self.film(file, form);
            }
        }
        self.stray(form);
        let caption = form.field("caption");
        self.put("<figcaption>");
        self.lines(caption);
        if let Some(file) = form.one("file") {
            self.put(if caption.is_empty() { "<a href=\"" } else { " <a href=\"" });
            self.filled(HoleKind::Href { dest: file.text.to_owned() }, file);
            self.put(if link::scheme(file.text).is_some() { "\" rel=\"noopener\">" } else { "\" download>" });
            self.filled(HoleKind::Word { key: Word::VideoFile }, file);
            self.put("</a>");
            self.filled(HoleKind::FileNote { dest: file.text.to_owned() }, file);
        }
        self.put("</figcaption>\n</figure>\n");
        self.new_plain();
    }

    fn film(&mut self, file: Part<'_>, form: &Form<'_>) {
        let kind = media_type(file.text);
        if !kind.starts_with("video/") {
            self.found.push(no_film(file));
        }
        let caption = form.field("caption").iter().map(|p| p.text).collect::<Vec<_>>().join(" ");
        self.put("<video controls preload=\"none\"");
        if !caption.is_empty() {
            self.put(&format!(" aria-label=\"{}\"", quoted(&caption)));
        }
        if let Some(poster) = form.one("poster") {
            self.filled(HoleKind::Picture { dest: poster.text.to_owned(), alt: String::new(), title: String::new(), place: Place::Poster }, poster);
        }
        self.put("><source src=\"");
        self.filled(HoleKind::Href { dest: file.text.to_owned() }, file);
        self.put("\"");
        if kind.starts_with("video/") {
            self.put(&format!(" type=\"{kind}\""));
        }
        self.put(">");
        if let Some(captions) = form.one("captions") {
            if !captions.text.to_ascii_lowercase().ends_with(".vtt") {
                self.found.push(no_captions(captions));
            }
            self.put("<track kind=\"captions\" src=\"");
            self.filled(HoleKind::Href { dest: captions.text.to_owned() }, captions);
            self.put("\" label=\"");
            self.filled(HoleKind::Word { key: Word::Captions }, captions);
            self.put("\" default>");
        }
        self.put("</video>\n");
    }
}

fn elsewhere(file: Part<'_>) -> Diagnostic {
    let text = file.text;
    Diagnostic::new(Code::ComponentValue, format!("视频在别的网站上：{text}"), format!("the film lies on another site: {text}")).at(file.span()).help(
        "请把视频文件存到文档旁边再写文件名；只想给个链接，就写成普通的链接",
        "save the film beside the document and name that file; to link it only, write a plain link",
    )
}

fn no_film(file: Part<'_>) -> Diagnostic {
    let text = file.text;
    Diagnostic::new(Code::ComponentValue, format!("浏览器放不了这种文件：{text}"), format!("browsers do not play such a file: {text}"))
        .at(file.span())
        .help("请转成 .mp4（H.264）再用", "turn it into .mp4 (H.264)")
}

fn no_captions(file: Part<'_>) -> Diagnostic {
    let text = file.text;
    Diagnostic::new(Code::ComponentValue, format!("字幕要用 .vtt 文件：{text}"), format!("captions are a .vtt file: {text}")).at(file.span()).help(
        ".srt 用记事本打开，第一行加 WEBVTT 和一个空行，把时间里的逗号改成点，另存为 .vtt",
        "open the .srt in an editor, put WEBVTT and an empty line first, turn the commas of its times into points, and save it as .vtt",
    )
}
