//! Bytes of any origin decode to text or to a fault, and text goes back to the same bytes' meaning.
#![no_main]

use jiangxin::decode::{decode, encode_like};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = decode(bytes) {
        let again = decode(&encode_like(&decoded, &decoded.text)).expect("what was written in a file's own form can be read");
        assert_eq!(again.text, decoded.text);
    }
});
