//! Pictures: every size that pages ask for, made once, upright, and with nothing in them but the picture.

use std::collections::BTreeMap;
use std::io::Cursor;

use crate::html::{tags, values};
use crate::press::{Press, command};

/// Red, green and blue of a pixel.
type Paint = fn(u32, u32, u32, u32) -> [u8; 3];

/// Left half red, right half blue, a dark stripe on top.
fn halves(x: u32, y: u32, width: u32, height: u32) -> [u8; 3] {
    match (x < width / 2, y < height / 4) {
        (_, true) => [20, 20, 20],
        (true, false) => [200, 30, 30],
        (false, false) => [30, 30, 200],
    }
}

fn rows(width: u32, height: u32, paint: Paint) -> Vec<u8> {
    (0..height).flat_map(|y| (0..width).flat_map(move |x| paint(x, y, width, height))).collect()
}

/// A JPEG as a camera stores it; `exif` stands in it, and a comment.
pub fn photo(width: u32, height: u32, exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    if let Some(exif) = exif {
        encoder.add_exif_metadata(exif).expect("exif");
    }
    encoder.encode(&rows(width, height, halves), width as u16, height as u16, jpeg_encoder::ColorType::Rgb).expect("a photo");
    out
}

/// A PNG with a text in it.
pub fn drawing(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Author".into(), "GPS: the author's home".into()).expect("a text");
    encoder.write_header().and_then(|mut w| w.write_image_data(&rows(width, height, halves))).expect("a drawing");
    out
}

/// EXIF that says how the camera was held, and that it stood at 36° north.
pub fn exif(turn: u16) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry =
        |tag: u16, kind: u16, count: u32, value: u32| [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat();
    tiff.extend(2u16.to_le_bytes());
    tiff.extend(entry(0x0112, 3, 1, u32::from(turn)));
    tiff.extend(entry(0x8825, 4, 1, 38));
    tiff.extend(0u32.to_le_bytes());
    tiff.extend(2u16.to_le_bytes());
    tiff.extend(entry(1, 2, 2, u32::from(b'N')));
    tiff.extend(entry(2, 5, 3, 68));
    tiff.extend(0u32.to_le_bytes());
    tiff.extend([36u32, 1, 3, 1, 0, 1].into_iter().flat_map(u32::to_le_bytes));
    tiff
}

/// A published picture's size and the colours of five points: the middle, and the middle of each side.
fn look(bytes: &[u8]) -> (u32, u32, [[u8; 3]; 5]) {
    let (width, height, data) = pixels(bytes);
    let at = |x: u32, y: u32| {
        let at = (y * width + x) as usize * 4;
        [data[at], data[at + 1], data[at + 2]]
    };
    let (right, bottom) = (width - 1, height - 1);
    (width, height, [at(width / 2, height / 2), at(0, height / 2), at(right, height / 2), at(width / 2, 0), at(width / 2, bottom)])
}

fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let size = imagesize::blob_size(bytes).expect("a picture");
    let (width, height) = (size.width as u32, size.height as u32);
    if bytes.starts_with(b"\xff\xd8") {
        let options = zune_jpeg::zune_core::options::DecoderOptions::default().jpeg_set_out_colorspace(zune_jpeg::zune_core::colorspace::ColorSpace::RGBA);
        return (width, height, zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options).decode().expect("a JPEG"));
    }
    let same = jiangxin::picture::Recipe::Print {
        turn: 1,
        part: jiangxin::picture::Part { left: 0, top: 0, width, height },
        width,
        height,
        ink: jiangxin::picture::Ink::Jpeg,
    };
    pixels(&jiangxin::image::make(bytes, &same).expect("a picture"))
}

fn is_red(p: [u8; 3]) -> bool {
    p[0] > 150 && p[2] < 90
}

fn is_blue(p: [u8; 3]) -> bool {
    p[2] > 150 && p[0] < 90
}

fn is_dark(p: [u8; 3]) -> bool {
    p.iter().all(|c| *c < 70)
}

const NEWS: &str = "--- content/news/a/index.md
+++
title = \"甲\"
cover = \"照片.jpg\"
gallery = [\"照片.jpg\", \"小图.png\"]
+++
![现场](照片.jpg)
";

/// News with a large photo taken upright by a camera on its side, and a small drawing.
fn news() -> Press {
    let press = Press::small(NEWS);
    press.write("content/news/a/照片.jpg", &photo(1300, 900, Some(&exif(6))));
    press.write("content/news/a/小图.png", &drawing(300, 200));
    press
}

/// Every picture of the output by its address.
fn published(press: &Press) -> BTreeMap<String, Vec<u8>> {
    let is_picture = |path: &String| [".jpg", ".png", ".webp", ".gif"].iter().any(|ending| path.ends_with(ending));
    press.output().into_iter().filter(|(path, _)| is_picture(path)).collect()
}

#[test]
fn nothing_that_is_published_tells_where_a_photo_was_taken() {
    let press = news();
    press.write("content/static/photo.jpg", &photo(400, 300, Some(&exif(1))));
    press.write("content/static/turned.jpg", &photo(400, 300, Some(&exif(8))));
    press.write("content/static/map.png", &drawing(40, 30));
    press.edit("--- content/about.md\n+++\ntitle = \"关于\"\nfiles = [\"list.jpg\"]\n+++\n[大图](scan.jpg)\n");
    press.write("content/list.jpg", &photo(50, 40, Some(&exif(1))));
    press.write("content/scan.jpg", &photo(60, 40, Some(&exif(3))));
    press.build();
    let all = published(&press);
    for own in ["photo.jpg", "turned.jpg", "map.png", "list.jpg", "scan.jpg"] {
        assert!(all.contains_key(own), "{own}: {:?}", all.keys());
    }
    for (path, bytes) in &all {
        for sign in [&b"Exif"[..], b"GPS", b"author", b"Author"] {
            assert!(memchr::memmem::find(bytes, sign).is_none(), "{path} tells {:?}", String::from_utf8_lossy(sign));
        }
    }
    assert!(!all.contains_key("news/a/照片.jpg"), "the original itself is not published");
    let (width, height, [_, _, _, top, bottom]) = look(&all["turned.jpg"]);
    assert!((width, height) == (300, 400) && is_blue(top) && is_red(bottom), "turned by 270 degrees: {width} {height}");
    assert_eq!(
        press.found("picture-position"),
        ["content/list.jpg", "content/news/a/照片.jpg", "content/scan.jpg", "content/static/photo.jpg", "content/static/turned.jpg"]
    );
}

#[test]
fn a_picture_comes_in_every_size_up_to_its_own_as_webp_and_jpeg() {
    let press = news();
    press.build();
    let (html, all) = (press.page("news/a/"), published(&press));
    let sources: Vec<_> = tags(&html, "source").into_iter().filter(|t| t.get("type") == "image/webp").collect();
    let images: Vec<_> = tags(&html, "img").into_iter().filter(|t| t.get("alt") == "现场").collect();
    assert_eq!((images[0].get("width"), images[0].get("height")), ("900", "1300"), "as it is shown, not as it is stored");
    assert!(!sources.is_empty() && !images[0].get("sizes").is_empty() && sources[0].get("sizes") == images[0].get("sizes"));
    let mut seen = 0;
    for tag in sources.iter().chain(&tags(&html, "img")) {
        for part in tag.get("srcset").split(", ").filter(|p| !p.is_empty()) {
            let (address, width) = part.rsplit_once(' ').expect("an address and a width");
            let path = percent_encoding::percent_decode_str(address.trim_start_matches("../")).decode_utf8_lossy().into_owned();
            let (wide, _, _) = look(all.get(&path).unwrap_or_else(|| panic!("{path} is not published: {:?}", all.keys())));
            assert_eq!(format!("{wide}w"), width, "{path}");
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen}");
    for (path, bytes) in &all {
        let (width, _, [_, left, right, top, bottom]) = look(bytes);
        if path.contains("照片") {
            assert!(width <= 900 && is_dark(right) && is_red(top) && is_blue(bottom), "{path}: {left:?} {right:?} {top:?} {bottom:?}");
        } else {
            assert!(width <= 300, "{path} is enlarged");
        }
    }
}

#[test]
fn a_photo_comes_as_avif_too_where_the_program_makes_it() {
    let press = news();
    press.build();
    let (html, all) = (press.page("news/a/"), published(&press));
    let sources: Vec<_> = tags(&html, "source").into_iter().filter(|t| t.get("type") == "image/avif").collect();
    let files: Vec<_> = press.output().into_iter().filter(|(path, _)| path.ends_with(".avif")).collect();
    assert_eq!((!sources.is_empty(), !files.is_empty()), (cfg!(feature = "avif"), cfg!(feature = "avif")), "{sources:?}");
    for (path, bytes) in &files {
        assert_eq!(bytes.get(4..12), Some(b"ftypavif".as_slice()), "{path}");
        let twin = path.rsplit_once('-').map_or("", |(stem, _)| stem);
        assert!(all.keys().any(|other| other.starts_with(twin) && other.ends_with(".jpg")), "{path} for browsers that read no AVIF");
        assert!(imagesize::blob_size(bytes).is_ok(), "{path}");
    }
}

#[test]
fn a_portrait_is_cut_around_its_focus() {
    let profile = |focus: &str| {
        format!("--- content/profiles/a/index.md\n+++\nname = \"示例工匠甲\"\nsample = true\nportrait = \"p.jpg\"\nfocus = \"{focus}\"\n+++\n文。\n")
    };
    let cut = |focus: &str| {
        let press = Press::small(&profile(focus));
        press.write("content/profiles/a/p.jpg", &photo(900, 500, None));
        press.build();
        let html = press.page("profiles/a/");
        let image = tags(&html, "img").into_iter().find(|t| t.get("src").contains("/p-")).expect("a portrait");
        assert_eq!((image.get("width"), image.get("height")), ("400", "500"));
        let path = image.get("src").trim_start_matches("../").to_owned();
        look(&published(&press)[&path])
    };
    let (width, height, [middle, ..]) = cut("0% 50%");
    assert!((width, height) == (400, 500) && is_red(middle), "{middle:?}");
    assert!(is_blue(cut("100% 50%").2[0]));
    let (_, _, [_, left, right, ..]) = cut("50% 50%");
    assert!(is_red(left) && is_blue(right));
}

#[test]
fn a_damaged_picture_is_named_and_nothing_is_written() {
    let press = Press::small("--- content/news/a/index.md\n+++\ntitle = \"甲\"\n+++\n![一](cut.jpg) ![二](cut.png) ![三](bad.webp)\n");
    let whole = photo(300, 200, None);
    press.write("content/news/a/cut.jpg", &whole[..whole.len() / 2]);
    let mut inside = drawing(300, 200);
    let data = memchr::memmem::find(&inside, b"IDAT").expect("pixels") + 12;
    inside[data..data + 20].fill(0xAA);
    press.write("content/news/a/cut.png", &inside);
    press.write("content/news/a/bad.webp", b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x10\0\x10\0nothing of the kind....");
    assert_eq!(press.found("broken-picture"), ["content/news/a/bad.webp", "content/news/a/cut.jpg", "content/news/a/cut.png"]);
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("cut.jpg") && !press.has("output"), "{}", ran.err);
    press.write("content/news/a/cut.jpg", &whole);
    press.write("content/news/a/bad.webp", &drawing(30, 20));
    let ran = press.run(&["build"]).ends(1);
    assert!(ran.err.contains("cut.png") && !press.has("output"), "{}", ran.err);
}

#[test]
fn a_photo_whose_format_cannot_be_cleaned_is_refused() {
    let press = Press::small("--- content/about.md\n+++\ntitle = \"关于\"\nfiles = [\"scan.tif\"]\n+++\n文。\n");
    press.write("content/scan.tif", &exif(1));
    press.write("content/static/phone.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1\0\0\0\x0cinfeExif");
    press.write("content/static/plain.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1\0\0\0\x0cinfeav01");
    assert_eq!(press.found("telling-picture"), ["content/scan.tif", "content/static/phone.avif"]);
    press.run(&["build"]).ends(1);
}

#[test]
fn a_film_or_a_drawing_that_tells_where_it_was_taken_is_refused() {
    let site = "--- content/about.md\n+++\ntitle = \"关于\"\n+++\n```视频\n文件：a.mp4\n说明：短片\n```\n\n![图](b.svg)\n";
    let press = Press::small(site);
    let film = |place: &[u8]| {
        let moov = [&(u32::try_from(place.len()).expect("short") + 8).to_be_bytes()[..], b"moov", place].concat();
        [b"\0\0\0\x0cftypmp42".as_slice(), &moov].concat()
    };
    let drawing = |photo: &[u8]| {
        let photo = base64(photo);
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"data:image/jpeg;base64,{photo}\"/></svg>")
    };
    press.write("content/a.mp4", &film(b"\xA9xyz\0\x12\x15\xc7+36.06+103.83/"));
    press.write("content/b.svg", drawing(&photo(8, 8, Some(&exif(1)))).as_bytes());
    assert_eq!((press.found("telling-film"), press.found("telling-picture")), (vec!["content/a.mp4".to_owned()], vec!["content/b.svg".to_owned()]));
    press.run(&["build"]).ends(1);
    press.write("content/a.mp4", &film(b"\xA9too\0\x04\x15\xc7Lavf"));
    press.write("content/b.svg", drawing(&photo(8, 8, None)).as_bytes());
    assert!(press.found("telling-film").is_empty() && press.found("telling-picture").is_empty());
    press.build();
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().chain([0, 0].iter()).take(3).fold(0_u32, |n, b| n << 8 | u32::from(*b));
        for n in 0..4 {
            out.push(if n > chunk.len() { '=' } else { char::from(SIGNS[(number >> (18 - 6 * n) & 63) as usize]) });
        }
    }
    out
}

#[test]
fn pictures_are_made_once_and_are_the_same_on_any_number_of_threads() {
    let press = news();
    press.build();
    let (first, kept) = (press.output(), crate::press::tree(&press.root.join(".jiangxin/pictures")));
    assert!(kept.len() >= 10, "{}", kept.len());
    // Damaged or gone: made again, and the same.
    for (n, name) in kept.keys().enumerate() {
        match n % 3 {
            0 => press.remove(&format!(".jiangxin/pictures/{name}")),
            1 => press.write(&format!(".jiangxin/pictures/{name}"), b"not what it was"),
            _ => {}
        }
    }
    press.build_with(&["--clean", "--verify"]);
    assert!(press.output() == first);
    assert!(crate::press::tree(&press.root.join(".jiangxin/pictures")) == kept);
    for threads in ["1", "3"] {
        press.remove(".jiangxin");
        press.remove("output");
        let status = command().current_dir(&press.root).arg("build").env("RAYON_NUM_THREADS", threads).stdout(std::process::Stdio::null()).status();
        assert!(status.expect("it runs").success() && press.output() == first, "{threads} threads");
    }
    // Another photo of the same name has another address.
    press.write("content/news/a/照片.jpg", &photo(1000, 700, None));
    press.build();
    let fresh = press.output();
    press.build_with(&["--clean", "--verify"]);
    assert!(press.output() == fresh && fresh.keys().any(|p| !first.contains_key(p)) && first.keys().any(|p| !fresh.contains_key(p)));
}

#[test]
fn a_moving_picture_and_a_drawing_in_vectors_stay_what_they_are() {
    let press = Press::small("--- content/news/a/index.md\n+++\ntitle = \"甲\"\ncover = \"m.gif\"\n+++\n![动](m.gif) ![图](d.svg)\n");
    let head = b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xff\xff\xff";
    let frame = b"\x21\xf9\x04\0\x0a\0\0\0\x2c\0\0\0\0\x02\0\x03\0\0\x02\x03\x44\x02\x05\0";
    press.write("content/news/a/m.gif", &[&head[..], b"\x21\xfe\x05where\0", frame, frame, b";"].concat());
    press.write("content/news/a/d.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
    press.build();
    let html = press.page("news/a/");
    for (name, width, height) in [("/m.gif", "2", "3"), ("/d.svg", "4", "3")] {
        let image = tags(&html, "img").into_iter().find(|t| t.get("src").ends_with(name)).expect("a picture");
        assert_eq!((image.get("width"), image.get("height"), image.get("srcset")), (width, height, ""));
    }
    assert_eq!(press.output()["news/a/m.gif"], [&head[..], frame, frame, b";"].concat());
}

#[test]
fn a_theme_says_which_sizes_it_wants() {
    let press = news();
    press.edit("--- themes/longyuan/theme.toml\n[pictures.text]\nwidths = [100, 50]\nsizes = \"50vw\"\n[pictures.gallery]\nratio = \"1:1\"\nwidths = [64]\n");
    press.build();
    let html = press.page("news/a/");
    let image = tags(&html, "img").into_iter().find(|t| t.get("alt") == "现场").expect("a picture");
    assert_eq!((image.get("width"), image.get("height"), image.get("sizes")), ("100", "144", "50vw"));
    assert!(values(&html, "img", "width").contains(&"64".to_owned()) && values(&html, "img", "height").contains(&"64".to_owned()));
    for bad in ["[pictures.text]\nwidths = [0]\n", "[pictures.text]\nratio = \"wide\"\n", "[pictures.sky]\n", "[pictures.text]\nheight = 4\n"] {
        press.edit(&format!("--- themes/longyuan/theme.toml\n{bad}"));
        assert_eq!(press.found("theme-setting"), ["themes/longyuan/theme.toml"], "{bad}");
    }
}
