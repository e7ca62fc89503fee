use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Damaged, Pixels, webp};

/// Most memory for one picture: what 100 million pixels take.
const MOST_BYTES: usize = 400_000_000;

/// Reads the pixels of a JPEG, PNG or WebP as they are stored.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels, Damaged> {
    let (mut pixels, profile) = match bytes {
        [0xFF, 0xD8, ..] => jpeg(bytes)?,
        [0x89, b'P', b'N', b'G', ..] => png(bytes)?,
        [b'R', b'I', b'F', b'F', ..] => (webp::read(bytes).ok_or(Damaged)?, webp::profile(bytes)),
        _ => return Err(Damaged),
    };
    if pixels.data.len() as u64 != u64::from(pixels.width) * u64::from(pixels.height) * 4 {
        return Err(Damaged);
    }
    if let Some(profile) = profile {
        to_srgb(&mut pixels.data, &profile);
    }
    Ok(pixels)
}

fn jpeg(bytes: &[u8]) -> Result<(Pixels, Option<Vec<u8>>), Damaged> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGBA).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let data = decoder.decode().map_err(|_| Damaged)?;
    let info = decoder.info().ok_or(Damaged)?;
    let profile = decoder.icc_profile().filter(|_| decoder.input_colorspace().is_none_or(|c| !matches!(c, ColorSpace::CMYK | ColorSpace::YCCK)));
    Ok((Pixels { width: u32::from(info.width), height: u32::from(info.height), data, opaque: true }, profile))
}

fn png(bytes: &[u8]) -> Result<(Pixels, Option<Vec<u8>>), Damaged> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_BYTES });
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(|_| Damaged)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_BYTES).ok_or(Damaged)?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).map_err(|_| Damaged)?;
    data.truncate(frame.buffer_size());
    if frame.color_type == png::ColorType::GrayscaleAlpha {
        data = data.chunks_exact(2).flat_map(|p| [p[0], p[0], p[0], p[1]]).collect();
    }
    let profile = reader.info().icc_profile.as_ref().map(|p| p.to_vec());
    Ok((Pixels { width: frame.width, height: frame.height, opaque: is_opaque(&data), data }, profile))
}

/// Whether nothing shows through.
pub(super) fn is_opaque(data: &[u8]) -> bool {
    data.chunks_exact(4).all(|pixel| pixel[3] == 255)
}

/// Colours of a screen's or camera's own profile become those of the web; a profile that cannot be read is passed over.
fn to_srgb(data: &mut [u8], profile: &[u8]) {
    // ICC.1:2022 table 14: the colour space stands at byte 16.
    if !profile.get(16..).is_some_and(|rest| rest.starts_with(b"RGB ")) || data.is_empty() {
        return;
    }
    let Some(own) = qcms::Profile::new_from_slice(profile, false).filter(|p| !p.is_sRGB()) else { return };
    let mut web = qcms::Profile::new_sRGB();
    web.precache_output_transform();
    if let Some(change) = qcms::Transform::new(&own, &web, qcms::DataType::RGBA8, qcms::Intent::Perceptual) {
        change.apply(data);
    }
}
