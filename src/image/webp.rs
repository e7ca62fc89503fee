use std::ffi::c_int;
use std::ptr;

use libwebp_sys::{WebPDecodeRGBA, WebPEncodeLosslessRGBA, WebPEncodeRGBA, WebPFree, WebPGetInfo};

use super::Pixels;

/// Reads a still WebP; `None` for a damaged or moving one.
pub(super) fn read(bytes: &[u8]) -> Option<Pixels> {
    let (mut width, mut height): (c_int, c_int) = (0, 0);
    // SAFETY: the pointer and the length are those of one slice; the library reads no further.
    let known = unsafe { WebPGetInfo(bytes.as_ptr(), bytes.len(), &mut width, &mut height) };
    if known == 0 {
        return None;
    }
    // SAFETY: as above; what is given back is null or a buffer of width × height × 4 bytes.
    let decoded = unsafe { WebPDecodeRGBA(bytes.as_ptr(), bytes.len(), &mut width, &mut height) };
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let data = taken(decoded, width as usize * height as usize * 4)?;
    Some(Pixels { width, height, opaque: super::read::is_opaque(&data), data })
}

/// Writes a WebP of `quality`, at most 100; without one every pixel is kept. `None` for sides of more than 16383 pixels.
pub(super) fn write(pixels: &Pixels, quality: Option<f32>) -> Option<Vec<u8>> {
    let (width, height) = (c_int::try_from(pixels.width).ok()?, c_int::try_from(pixels.height).ok()?);
    if pixels.data.len() != pixels.width as usize * pixels.height as usize * 4 {
        return None;
    }
    let row = width.checked_mul(4)?;
    let mut out = ptr::null_mut();
    // SAFETY: the slice holds height rows of `row` bytes, see above; `out` receives null or a buffer of as many bytes as given back.
    let length = unsafe {
        match quality {
            Some(quality) => WebPEncodeRGBA(pixels.data.as_ptr(), width, height, row, quality, &mut out),
            None => WebPEncodeLosslessRGBA(pixels.data.as_ptr(), width, height, row, &mut out),
        }
    };
    taken(out, length)
}

/// Copies a buffer of the library and gives it back to it; `None` for null or nothing.
fn taken(buffer: *mut u8, length: usize) -> Option<Vec<u8>> {
    if buffer.is_null() {
        return None;
    }
    // SAFETY: the library allocated at least `length` bytes here, and nothing else holds them.
    let copy = unsafe {
        let copy = std::slice::from_raw_parts(buffer, length).to_vec();
        WebPFree(buffer.cast());
        copy
    };
    (!copy.is_empty()).then_some(copy)
}

/// The colour profile of a WebP (RFC 9649 §2.7.1.4).
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    super::clean::riff(bytes)?.into_iter().find(|(kind, _)| *kind == b"ICCP").map(|(_, data)| data.to_vec())
}
