use super::wechat::{MOST, Post, attribute};

/// A page that shows a post as a phone does, with a button that copies it, and says what else there is to do.
pub fn preview(title: &str, post: &Post) -> String {
    let mut notes = format!("<p>正文共 {} 个字符（含格式），公众号的上限是 {MOST}。</p>", post.len());
    if post.len() >= MOST {
        notes.push_str("<p class=\"warn\">超过上限，请分成几篇。</p>");
    }
    if post.links > 0 {
        notes.push_str(&format!("<p>{} 个链接已移到文末，公众号不允许外部链接。</p>", post.links));
    }
    if !post.pictures.is_empty() {
        notes.push_str("<p>请依次上传这些图片，放在正文里标出的位置：</p><ol>");
        for picture in &post.pictures {
            notes.push_str(&format!("<li>{}（{}）</li>", attribute(&picture.src), attribute(&picture.alt)));
        }
        notes.push_str("</ol>");
    }
    include_str!("preview.html").replace("{{notes}}", &notes).replace("{{title}}", &attribute(title)).replace("{{content}}", &post.html)
}
