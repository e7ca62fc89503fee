use super::bundle::{Package, Purpose, windows_text};
use crate::path::OutPath;

/// The read-me for whoever gets the package, in both languages.
pub(super) fn readme(package: &Package, gone: &[&OutPath]) -> Vec<u8> {
    let mut zh = format!("《{}》网站\n", package.title);
    let mut en = format!("The site “{}”\n", package.title);
    let mut both = |chinese: &str, english: &str| {
        zh.push_str(chinese);
        zh.push_str("\n\n");
        en.push_str(english);
        en.push_str("\n\n");
    };
    if package.sample {
        both("!!! 注意：里面有示例内容，只供内部查看，不得公开发布。", "!!! It holds placeholder content: for internal viewing only, not for the public.");
    }
    match package.purpose {
        Purpose::Server => server(package, &mut both),
        Purpose::Offline => both(
            "一、查看\n解压整个压缩包，双击 site 文件夹里的 index.html。不需要服务器，不需要联网。不要在压缩包里直接双击，也不要单独挪动里面的文件。",
            "1. Viewing\nUnpack the whole zip and double-click index.html in the folder site. No server and no network are needed. Do not open it inside the zip, and do not move single files.",
        ),
    }
    both(
        "校验：在解压后的文件夹里运行\n  Linux：sha256sum -c SHA256SUMS\n  Windows PowerShell：Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $h,$f = $_ -split '  ',2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) { $f } }\n  什么也不显示（Windows）或全部显示 OK（Linux）就是完好。",
        "Checking: in the unpacked folder run\n  Linux: sha256sum -c SHA256SUMS\n  Windows PowerShell: Get-Content SHA256SUMS -Encoding UTF8 | ForEach-Object { $h,$f = $_ -split '  ',2; if ((Get-FileHash -LiteralPath $f).Hash -ne $h) { $f } }\n  All is well where Windows shows nothing and Linux shows OK for every file.",
    );
    if !gone.is_empty() {
        both(
            &format!("更新：覆盖旧文件后，请删除 DELETE.txt 里列出的 {} 个文件，它们已不在网站里。", gone.len()),
            &format!("Updating: after laying it over the old files, delete what DELETE.txt names (files: {}); it is no longer part of the site.", gone.len()),
        );
    }
    if package.archive.is_some() {
        both(
            "存档：archive/site.warc 是整个网站的存档（WARC 1.1，ISO 28500），供档案部门保存，不要放到网站上。",
            "Archive: archive/site.warc holds the whole site (WARC 1.1, ISO 28500) for the archives; do not put it on the server.",
        );
    }
    windows_text(&format!("{zh}----------------------------------------\n\n{en}"))
}

fn server(package: &Package, both: &mut dyn FnMut(&str, &str)) {
    let at =
        package.base_url.map_or_else(|| ("（site.toml 里没有写网址）".to_owned(), "(site.toml names none)".to_owned()), |url| (url.to_owned(), url.to_owned()));
    let prefix = package.prefix;
    both(&format!("网址：{}", at.0), &format!("Address: {}", at.1));
    let (place_zh, place_en) = match prefix {
        "/" => ("网站根目录".to_owned(), "the server's root folder".to_owned()),
        _ => (format!("网站根目录下的 {prefix}"), format!("{prefix} below the server's root folder")),
    };
    both(
        &format!(
            "一、放置\n把 site 文件夹里的全部内容复制到{place_zh}。都是普通文件，不需要数据库和运行环境。先复制 assets，再复制其余，最后删除旧文件，更新途中网页也是完整的。"
        ),
        &format!(
            "1. Placing\nCopy everything inside the folder site to {place_en}. They are plain files: no database, no runtime. Copy assets first, then the rest, and delete old files last; then pages are whole at every moment."
        ),
    );
    both(
        "二、服务器设置\nserver 文件夹里有现成的设置：nginx.conf（放进 server { } 里），apache.htaccess（改名为 .htaccess，放在网站文件旁边），Caddyfile，web.config（IIS，放在网站文件旁边）。它们设好首页、404 页、缓存、安全头和旧网址的跳转。",
        "2. Server settings\nThe folder server has them ready: nginx.conf (goes into server { }), apache.htaccess (rename to .htaccess, beside the site's files), Caddyfile, and web.config (IIS, beside the site's files). They set the index page, the 404 page, caching, security headers and redirects of old addresses.",
    );
    both(
        &format!(
            "三、检查\n打开首页；打开一个不存在的网址，应看到“找不到网页”，状态码 404；assets 里的文件应带一年的缓存。404 页里的链接按 {prefix} 写，换了网址要请编辑重新打包。"
        ),
        &format!(
            "3. Looking\nOpen the home page; an address that does not exist should show the 404 page with status 404; files in assets should be cached for a year. The links of the 404 page begin with {prefix}: for another address ask the editor for a new package."
        ),
    );
}
