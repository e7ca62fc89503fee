//! No input hurts: texts of the other tests, cut up and spliced at random for a bounded time, go through the readers.
//!
//! `JIANGXIN_FUZZ_SECONDS` says how long each reader is tried (5 by default; CI takes 20), `JIANGXIN_FUZZ_SEED` repeats a run. What is
//! found is printed as small as it could be made, and becomes a case.

#[path = "fuzz/corpus.rs"]
mod corpus;
#[path = "fuzz/drive.rs"]
mod drive;
#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/promises.rs"]
mod promises;

use drive::drive;

#[test]
fn bytes_of_any_origin_decode_or_are_refused() {
    drive("decode", promises::decode);
}

#[test]
fn any_front_matter_is_read_or_explained() {
    drive("front matter", promises::front_matter);
}

#[test]
fn any_markdown_becomes_a_fragment() {
    drive("markup", promises::markup);
}

#[test]
fn any_text_reads_as_a_notice_or_as_none() {
    drive("notice", promises::notice);
}
