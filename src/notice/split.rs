use super::lines::Line;

/// Takes apart lines that hold several elements of a notice.
pub(super) fn split(lines: Vec<Line>) -> Vec<Line> {
    lines
}
