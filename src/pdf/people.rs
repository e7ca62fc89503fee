use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Name, Object};

/// Bytes of a property; more is none.
const LARGEST: usize = 1 << 20;

/// The author of the Info dictionary, and every XMP packet.
pub(super) fn properties(pdf: &Pdf) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let author = pdf.metadata().author.as_ref().map(|author| author.to_vec());
    let packets = pdf.objects().into_iter().filter_map(|object| match object {
        Object::Stream(stream) => {
            let is_packet = stream.dict().get::<Name<'_>>(b"Type".as_slice()).is_some_and(|name| name.as_ref() == b"Metadata");
            is_packet.then(|| stream.decoded().ok()).flatten().map(|bytes| bytes.to_vec()).filter(|bytes| bytes.len() <= LARGEST)
        }
        _ => None,
    });
    (author.into_iter().filter(|author| author.len() <= LARGEST).collect(), packets.collect())
}
