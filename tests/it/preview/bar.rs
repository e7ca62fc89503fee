//! What the editor is told of a page, and the few things that the page may do; none of it reaches a built site.

use serde_json::Value;

use super::client::{self, Preview, campaign};
use super::{NEWS, save, until};

fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap_or("")).collect()
}

#[test]
fn a_page_tells_its_file_state_languages_length_and_findings() {
    let site = campaign("审稿");
    let content = site.path().join("content");
    save(
        &content.join("site.toml"),
        "title = \"专题\"\ndefault_language = \"zh-Hans\"\n\n[languages.zh-Hans]\nname = \"简体中文\"\n\n[languages.en]\nname = \"English\"\n",
    );
    save(
        &content.join("news/b.md"),
        &NEWS.replace("+++\n\n第一次", "draft = true\nsample = true\n+++\n\n![](nothing-here.png)第一次").replace("![](nothing-here.png)", ""),
    );
    save(&content.join("news/c.md"), "+++\ntitle = \"旧闻\"\ndate = 2022-05-01\nexpire_at = 2022-06-01\n+++\n\n共 12 个字，Hello。\n");
    save(&content.join("news/c.en.md"), "+++\ntitle = \"Old news\"\ndate = 2022-05-01\ntranslates = \"0000000000000000\"\n+++\n\nOld.\n");
    let preview = Preview::start(site.path(), &["--lang", "zh"]);
    let page = |path: &str| preview.state(path)["page"].clone();
    let plain = page("/news/a/");
    assert_eq!((plain["file"].as_str(), plain["name"].as_str()), (Some("content/news/a.md"), Some("a.md")));
    assert_eq!((plain["length"].as_str(), plain["badges"].as_array().map(Vec::len)), (Some("7 字"), Some(0)), "{plain}");
    assert_eq!((texts(&plain["versions"], "name"), texts(&plain["versions"], "state")), (vec!["简体中文", "English"], vec!["there", "missing"]));
    let draft = page("/news/b/");
    assert_eq!(texts(&draft["badges"], "text"), ["草稿", "示例"]);
    let expired = page("/news/c/");
    assert_eq!(texts(&expired["badges"], "kind"), ["expired"]);
    assert_eq!(texts(&expired["versions"], "state"), ["there", "stale"]);
    assert_eq!(expired["length"], "7 字");
    let stale = page("/en/news/c/");
    assert_eq!(texts(&stale["findings"], "code"), ["stale-translation"]);
    assert_eq!((stale["warnings"].as_str(), plain["warnings"].as_str()), (Some("1 个警告"), Some("")), "only the page's own");
    assert_eq!(page("/news/")["file"], "content/news/_index.md");
    assert_eq!(page("/")["file"], "content/index.md");
    assert!(page("/nowhere/").is_null());
}

#[test]
fn a_notice_tells_its_mends() {
    let site = campaign("公文");
    let notices = site.path().join("content/notices");
    std::fs::create_dir(&notices).unwrap();
    let text = "# 某市总工会关于开展活动的通知\n\n各县总工会：\n\n现就有关事项通知如下。\n\n一、学习宣传\n\n要认真学习,抓好落 实，推动各项工作。\n\n某市总工会\n\n2022年4月29日\n";
    save(&notices.join("x.md"), text);
    let preview = Preview::start(site.path(), &["--lang", "en"]);
    let mends = preview.state("/notices/x/")["page"]["mends"].clone();
    let first = &mends["list"][0];
    assert!(first["before"].as_str().is_some_and(|b| b.contains("学习,抓")), "{mends}");
    assert!(first["after"].as_str().is_some_and(|a| a.contains("学习，抓")), "{mends}");
    assert!(preview.state("/news/a/")["page"]["mends"].is_null());
}

#[test]
fn the_mends_are_written_into_the_file_and_can_be_undone() {
    let site = campaign("写回");
    let notices = site.path().join("content/notices");
    std::fs::create_dir(&notices).unwrap();
    let at = notices.join("x.md");
    let text = "# 某市总工会关于开展活动的通知\r\n\r\n各县总工会：\r\n\r\n要认真学习,抓好落实。\r\n\r\n某市总工会\r\n\r\n2022年4月29日\r\n";
    save(&at, text);
    let preview = Preview::start(site.path(), &["--lang", "zh"]);
    let state = preview.state("/notices/x/");
    assert_eq!(state["page"]["mends"]["write"], true);
    let headers = [
        format!("Host: localhost:{}", preview.port),
        format!("Origin: http://localhost:{}", preview.port),
        format!("X-Jiangxin: {}", state["secret"].as_str().unwrap()),
        "Content-Length: 0".to_owned(),
    ];
    let post = |path: &str| preview.ask("POST", &format!("/__jiangxin/mend?path={path}"), &headers.each_ref().map(String::as_str));
    assert_eq!(post("/news/a/").status, 409, "no notice");
    assert_eq!(post("/nowhere/").status, 409);
    let done = post("/notices/x/");
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(std::fs::read_to_string(&at).unwrap(), text.replace("学习,抓", "学习，抓"));
    until("the page without mends", || preview.state("/notices/x/")["page"]["mends"].is_null());
    assert_eq!(post("/notices/x/").status, 409, "nothing is left");
    let patch = done.body.split("--undo ").nth(1).unwrap().trim().to_owned();
    client::undo(site.path(), &patch);
    assert_eq!(std::fs::read_to_string(&at).unwrap(), text);
}

#[test]
fn none_of_it_reaches_a_built_site() {
    let site = campaign("输出");
    save(&site.path().join("content/news/a.md"), &NEWS.replace("+++\n\n", "sample = true\n+++\n\n"));
    let built = site.path().parent().unwrap().join("built");
    client::build(site.path(), &built);
    for entry in walkdir::WalkDir::new(&built).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let bytes = std::fs::read(entry.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for mark in ["__jiangxin", "jx-preview", "preview.js", "EventSource", "内部预览", "content/news"] {
            assert!(!text.contains(mark), "{mark} in {}", entry.path().display());
        }
    }
}

#[cfg(unix)]
fn with_editor(above: &std::path::Path) -> (std::path::PathBuf, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let (programs, log) = (above.join("bin"), above.join("opened.txt"));
    std::fs::create_dir(&programs).unwrap();
    let program = programs.join("xdg-open");
    save(&program, &format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", log.display()));
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    (programs, log)
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_is_opened_for_pages_that_know_the_secret_alone() {
    let site = campaign("打开 文件");
    let (programs, log) = with_editor(site.path().parent().unwrap());
    save(&site.path().join("content/news/run.sh"), "#!/bin/sh\n");
    save(&site.path().join("content/site-notes.md.exe"), "x");
    save(&site.path().parent().unwrap().join("secret.md"), "top secret");
    std::os::unix::fs::symlink(site.path().parent().unwrap().join("secret.md"), site.path().join("content/news/link.md")).unwrap();
    let preview = Preview::start_with_programs(site.path(), &programs, &[]);
    let secret = preview.state("/news/a/")["secret"].as_str().unwrap().to_owned();
    assert_eq!(secret.len(), 32);
    let (host, origin) = (format!("Host: localhost:{}", preview.port), format!("Origin: http://localhost:{}", preview.port));
    let known = format!("X-Jiangxin: {secret}");
    let target = "/__jiangxin/open?file=content%2Fnews%2Fa.md";
    let post = |target: &str, headers: &[&str]| preview.ask("POST", target, &[&["Content-Length: 0", host.as_str()], headers].concat()).status;
    assert_eq!(post(target, &[&origin, &known, "Sec-Fetch-Site: same-origin"]), 200);
    until("the editor", || log.exists());
    // Without the secret, with a wrong one, from elsewhere.
    for headers in [
        vec![origin.as_str()],
        vec![&origin, "X-Jiangxin: 00000000000000000000000000000000"],
        vec![&origin, "X-Jiangxin: "],
        vec!["Origin: http://evil.example", &known],
        vec!["Origin: null", &known],
        vec![&origin, &known, "Sec-Fetch-Site: cross-site"],
    ] {
        assert_eq!(post(target, &headers), 403, "{headers:?}");
    }
    assert_eq!(preview.ask("POST", target, &["Host: evil.example", &known]).status, 403);
    assert_eq!(preview.ask("GET", target, &[&host, &known]).status, 405);
    for other in ["/", "/news/a/", "/__jiangxin/events", "/__jiangxin/preview.js", "/__jiangxin/x"] {
        assert_eq!(post(other, &[&origin, &known]), 405, "{other}");
    }
    // Files that the site does not know, that are no text of an editor, that lead out.
    for file in [
        "",
        "content/news/run.sh",
        "content/site-notes.md.exe",
        "../secret.md",
        "content/../../secret.md",
        "/etc/passwd",
        "content/news/link.md",
        "content/news",
        "content%5Cnews%5Ca.md",
        "content/news/a.md%00",
        "C:/a.md",
        "http://evil.example/a.md",
        "-h",
    ] {
        assert_eq!(post(&format!("/__jiangxin/open?file={file}"), &[&origin, &known]), 404, "{file}");
    }
    let opened = std::fs::read_to_string(&log).unwrap();
    assert_eq!(opened.lines().collect::<Vec<_>>(), [site.path().join("content/news/a.md").to_str().unwrap()]);
    // A file that a finding names may be opened too.
    let templates = site.path().join("themes/longyuan/templates");
    std::fs::create_dir_all(&templates).unwrap();
    save(&templates.join("news.html"), "{% if");
    until("the finding", || preview.state("/")["errors"]["list"][0]["file"].is_string());
    assert_eq!(post("/__jiangxin/open?file=themes/longyuan/templates/news.html", &[&origin, &known]), 200);
}

#[test]
fn a_read_only_preview_does_nothing() {
    let site = campaign("只读");
    let preview = Preview::start(site.path(), &["--read-only"]);
    let state = preview.state("/news/a/");
    assert!(state["secret"].is_null() && state["page"]["file"].is_string());
    let headers = [format!("Host: localhost:{}", preview.port), "X-Jiangxin: ".to_owned(), "Content-Length: 0".to_owned()];
    for what in ["open?file=content/news/a.md", "mend?path=/news/a/"] {
        let answer = preview.ask("POST", &format!("/__jiangxin/{what}"), &headers.each_ref().map(String::as_str));
        assert_eq!(answer.status, 403, "{what}");
    }
}

#[test]
fn a_page_is_framed_at_a_phones_width() {
    let site = campaign("手机");
    let preview = Preview::start(site.path(), &[]);
    let frame = preview.get("/__jiangxin/phone/news/a/");
    assert!(frame.status == 200 && frame.body.contains("<iframe src=\"/news/a/\""), "{}", frame.body);
    assert!(frame.header("content-security-policy").is_some_and(|policy| policy.contains("frame-src 'self'") && !policy.contains("unsafe")));
    for target in [
        "/__jiangxin/phone/",
        "/__jiangxin/phone//evil.example/",
        "/__jiangxin/phone/nowhere/",
        "/__jiangxin/phone/robots.txt",
        "/__jiangxin/phone/%22%3E%3Cscript%3E",
    ] {
        let answer = preview.get(target);
        let expected = if target == "/__jiangxin/phone/" { 200 } else { 404 };
        assert_eq!(answer.status, expected, "{target}");
        assert!(!answer.body.contains("evil.example\"") && !answer.body.contains("\"><script>"), "{target}");
    }
}
