use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Damaged, Pixels, webp};
use crate::picture::Ink;

/// How good a JPEG is, of 100.
const JPEG: u8 = 80;
/// How good a WebP is, of 100: to the eye as good as the JPEG.
const WEBP: f32 = 78.0;

/// Writes pixels down; nothing else is in the file.
pub(super) fn write(pixels: &Pixels, ink: Ink) -> Result<Vec<u8>, Damaged> {
    match ink {
        Ink::Jpeg => jpeg(pixels, JPEG),
        Ink::Png => png(pixels).ok_or(Damaged),
        Ink::Webp => webp::write(pixels, Some(WEBP)).ok_or(Damaged),
        Ink::SharpWebp => webp::write(pixels, None).ok_or(Damaged),
        Ink::Avif => avif(pixels).ok_or(Damaged),
    }
}

/// How good an AVIF is, of 100: to the eye as good as the JPEG.
#[cfg(feature = "avif")]
const AVIF: f32 = 62.0;

/// An AVIF; `None` where it cannot be written. One thread: photos are made beside one another.
#[cfg(feature = "avif")]
fn avif(pixels: &Pixels) -> Option<Vec<u8>> {
    let all: Vec<ravif::RGBA8> = pixels.data.chunks_exact(4).map(|p| ravif::RGBA8::new(p[0], p[1], p[2], p[3])).collect();
    let picture = ravif::Img::new(all.as_slice(), pixels.width as usize, pixels.height as usize);
    let encoder = ravif::Encoder::new().with_quality(AVIF).with_alpha_quality(AVIF).with_speed(8).with_num_threads(Some(1));
    encoder.encode_rgba(picture).ok().map(|made| made.avif_file)
}

#[cfg(not(feature = "avif"))]
fn avif(_: &Pixels) -> Option<Vec<u8>> {
    None
}

/// A JPEG that is whole at once and sharpens as it comes; what shows through becomes white.
pub(super) fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Damaged> {
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width), u16::try_from(pixels.height)) else { return Err(Damaged) };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let flat = if pixels.opaque { None } else { Some(on_white(&pixels.data)) };
    encoder.encode(flat.as_ref().unwrap_or(&pixels.data), width, height, ColorType::Rgba).map_err(|_| Damaged)?;
    Ok(out)
}

/// White behind what shows through.
fn on_white(data: &[u8]) -> Vec<u8> {
    let mix = |colour: u8, alpha: u8| u8::try_from((u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255).unwrap_or(255);
    data.chunks_exact(4).flat_map(|p| [mix(p[0], p[3]), mix(p[1], p[3]), mix(p[2], p[3]), 255]).collect()
}

fn png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width, pixels.height);
    encoder.set_color(if pixels.opaque { png::ColorType::Rgb } else { png::ColorType::Rgba });
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    let rgb: Vec<u8> = if pixels.opaque { pixels.data.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect() } else { Vec::new() };
    writer.write_image_data(if pixels.opaque { &rgb } else { &pixels.data }).ok()?;
    writer.finish().ok()?;
    Some(out)
}

/// A PNG of `width` × `height` pixels, each the number of a colour of `palette`, at most 256 of them. `None` where the numbers are not
/// as many as the pixels.
pub fn indexed_png(places: &[u8], palette: &[[u8; 3]], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    // In this order: a way of compressing brings a filter of its own, which a palette has no use for.
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(places).ok()?;
    writer.finish().ok()?;
    Some(out)
}
