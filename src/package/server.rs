use crate::path::{Url, encode};

/// Settings for web servers by file name: index page, 404 page, caching, headers, redirects, 410 (gone) with its note for
/// withdrawn pages, nothing that readers do not need.
///
/// `prefix` is the path of the site, `/` or `/zt/gwlb/`; the files stand in that folder below the server's root.
pub(super) fn settings(prefix: &str, moved: &[(Url, Url)], gone: &[Url]) -> Vec<(&'static str, String)> {
    let fill = |text: &str, redirects: String| text.replace("{{redirects}}\n", &redirects).replace("{{prefix}}", &encode(prefix)).replace("{{plain}}", prefix);
    let each = |line: &dyn Fn(&str, &str) -> String| -> String { moved.iter().map(|(from, to)| line(&at(prefix, from), &at(prefix, to))).collect() };
    let raw = |url: &Url| format!("{prefix}{}", url.as_str());
    let mut nginx: String = moved.iter().map(|(from, to)| format!("location = {} {{\n    return 301 {};\n}}\n", quoted(&raw(from)), at(prefix, to))).collect();
    nginx.extend(
        gone.iter().map(|url| format!("location = {0} {{\n    error_page 410 {1}index.html;\n    return 410;\n}}\n", quoted(&raw(url)), at(prefix, url))),
    );
    let apache: String = each(&|from, to| format!("  RewriteRule ^{}$ {to} [R=301,L,NE]\n", escaped(&decoded(from, prefix))));
    let iis = moved
        .iter()
        .map(|(from, to)| {
            let inner = from.as_str().trim_end_matches('/');
            format!(
                "  <location path=\"{}\">\n    <system.webServer>\n      <httpRedirect enabled=\"true\" exactDestination=\"true\" httpResponseStatus=\"Permanent\" destination=\"{}\" />\n    </system.webServer>\n  </location>\n",
                xml(inner),
                xml(&at(prefix, to))
            )
        })
        .collect();
    let apache_gone: String = gone
        .iter()
        .map(|url| {
            format!(
                "<IfModule mod_alias.c>\n  <If \"%{{REQUEST_URI}} == '{0}'\">\n    ErrorDocument 410 {1}index.html\n    Redirect gone\n  </If>\n</IfModule>\n",
                raw(url).replace('\'', "\\'"),
                at(prefix, url)
            )
        })
        .collect();
    let mut caddy = each(&|from, to| format!("\tredir {from} {to} permanent\n"));
    caddy.extend(gone.iter().map(|url| format!("\terror {} 410\n", at(prefix, url))));
    vec![
        ("Caddyfile", fill(include_str!("server/Caddyfile"), caddy)),
        ("apache.htaccess", fill(include_str!("server/apache.htaccess"), apache) + &apache_gone),
        ("nginx.conf", fill(include_str!("server/nginx.conf"), nginx)),
        ("web.config", fill(include_str!("server/web.config"), iis)),
    ]
}

/// An address of the site from the server's root, percent-encoded.
fn at(prefix: &str, url: &Url) -> String {
    format!("{}{}", encode(prefix), url.link(false))
}

/// The part of an address below the prefix, not encoded: Apache matches that.
fn decoded(from: &str, prefix: &str) -> String {
    let whole = percent_encoding::percent_decode_str(from).decode_utf8_lossy().into_owned();
    whole.strip_prefix(prefix).unwrap_or(&whole).to_owned()
}

/// A word of nginx, which reads blanks, braces and semicolons otherwise.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text inside a regular expression of Apache.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if c == ' ' {
            out.push_str("\\s");
            return out;
        }
        if c.is_ascii_punctuation() && !matches!(c, '/' | '-' | '_') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
