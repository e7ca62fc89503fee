//! Parts of files, as players of films and readers of PDF ask for them (RFC 9110 §14).

use super::client::{Preview, campaign};

#[test]
fn a_part_of_a_file_is_sent() {
    let site = campaign("范围");
    let folder = site.path().join("content/static");
    std::fs::create_dir_all(&folder).unwrap();
    let film: Vec<u8> = (0..400_000_u32).map(|n| b'a' + u8::try_from(n % 26).unwrap()).collect();
    std::fs::write(folder.join("a.mp4"), &film).unwrap();
    std::fs::write(folder.join("empty.pdf"), "").unwrap();
    let preview = Preview::start(site.path(), &[]);
    let host = format!("Host: localhost:{}", preview.port);
    let ask = |method: &str, path: &str, more: &[&str]| preview.ask(method, path, &[&[host.as_str()], more].concat());
    let whole = ask("GET", "/a.mp4", &[]);
    assert_eq!((whole.status, whole.header("accept-ranges"), whole.header("content-length")), (200, Some("bytes"), Some("400000")));
    assert_eq!(whole.body.as_bytes(), film);
    let tag = whole.header("etag").unwrap().to_owned();
    for (range, from, to) in [("0-0", 0, 0), ("26-51", 26, 51), ("399990-", 399_990, 399_999), ("-5", 399_995, 399_999), ("100-999999", 100, 399_999)] {
        let part = ask("GET", "/a.mp4", &[&format!("Range: bytes={range}")]);
        assert_eq!((part.status, part.header("content-range")), (206, Some(format!("bytes {from}-{to}/400000").as_str())), "{range}");
        assert_eq!(part.body.as_bytes(), &film[from..=to], "{range}");
        assert_eq!(part.header("content-type"), Some("video/mp4"));
    }
    for range in ["400000-", "-0"] {
        let none = ask("GET", "/a.mp4", &[&format!("Range: bytes={range}")]);
        assert_eq!((none.status, none.header("content-range"), none.body.as_str()), (416, Some("bytes */400000"), ""), "{range}");
    }
    for odd in ["bytes=5-2", "bytes=0-1,5-6", "pages=1-2", "bytes=x"] {
        assert_eq!(ask("GET", "/a.mp4", &[&format!("Range: {odd}")]).status, 200, "{odd}");
    }
    assert_eq!(ask("GET", "/a.mp4", &["Range: bytes=0-0", &format!("If-Range: {tag}")]).status, 206);
    assert_eq!(ask("GET", "/a.mp4", &["Range: bytes=0-0", "If-Range: \"other\""]).status, 200);
    let head = ask("HEAD", "/a.mp4", &["Range: bytes=0-0"]);
    assert_eq!((head.status, head.header("content-length"), head.body.as_str()), (200, Some("400000"), ""));
    assert_eq!((ask("GET", "/empty.pdf", &[]).status, ask("GET", "/empty.pdf", &["Range: bytes=0-"]).status), (200, 416));
    // A file made in memory.
    let robots = ask("GET", "/robots.txt", &["Range: bytes=0-3"]);
    assert_eq!((robots.status, robots.body.len()), (206, 4));
}
