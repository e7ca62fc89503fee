use crate::diag::{Code, Diagnostic};
use crate::site::Site;
use crate::text::Span;

const SETTINGS: &str = "content/site.toml";

/// What a public site owes by its footer and its metadata. `settings` is the text of `site.toml`.
pub(super) fn check(site: &Site, settings: &str, out: &mut Vec<Diagnostic>) {
    address(site, settings, out);
    footer(site, out);
    meta(site, settings, out);
}

/// An address that stands for one in examples: domains that are nobody's (RFC 2606 §2 and §3), and the one in our own manual.
fn address(site: &Site, settings: &str, out: &mut Vec<Diagnostic>) {
    let Some(base) = &site.edition.base_url else { return };
    let host = host(base.as_str());
    let reserved = ["example.org", "example.com", "example.net", "example"];
    let is_reserved = reserved.iter().any(|name| host.strip_suffix(name).is_some_and(|above| above.is_empty() || above.ends_with('.')));
    let is_example = is_reserved || host.strip_prefix("www.").unwrap_or(host) == "example.cn";
    if !is_example {
        return;
    }
    out.push(
        Diagnostic::new(
            Code::ExampleAddress,
            format!("网址 {} 是例子，不是本站的", base.as_str()),
            format!("the address {} is an example, not this site's", base.as_str()),
        )
        .in_file(SETTINGS)
        .at(place(settings, 0, "base_url"))
        .help(
            "在 site.toml 里把 base_url 改成网站真实的网址；还没有网址就删去这一行",
            "set base_url in site.toml to the site's real address; delete the line while there is none",
        ),
    );
}

fn host(address: &str) -> &str {
    address.split("://").nth(1).unwrap_or("").split(['/', ':']).next().unwrap_or("")
}

fn footer(site: &Site, out: &mut Vec<Diagnostic>) {
    let footer = &site.settings.footer;
    let mut owes = |code: Code, zh: &str, en: &str, help: (&str, &str)| {
        out.push(Diagnostic::new(code, zh, en).in_file(SETTINGS).help(help.0, help.1));
    };
    if footer.organiser.is_empty() {
        owes(
            Code::FooterOrganiser,
            "页脚没有主办单位",
            "the footer names no organiser",
            ("在 [footer] 里写 organiser = \"……\"", "write organiser = \"…\" in [footer]"),
        );
    }
    if footer.phone.is_none() && footer.email.is_none() && footer.address.is_empty() {
        owes(
            Code::FooterContact,
            "页脚没有联系方式：地址、电话、邮箱都没有写",
            "the footer has no contact: no address, telephone or email",
            ("在 [footer] 里写 phone = \"……\" 或 email、address", "write phone = \"…\", or email or address, in [footer]"),
        );
    }
    if !site.edition.base_url.as_ref().is_some_and(|base| is_public(base.as_str())) {
        return;
    }
    if footer.icp.is_none() {
        owes(
            Code::FooterFiling,
            "页脚没有 ICP 备案号",
            "the footer has no ICP filing number",
            ("在 [footer] 里写 icp = \"陇ICP备……号-1\"", "write icp = \"…\" in [footer]"),
        );
    }
    if footer.police.is_none() {
        owes(
            Code::FooterFiling,
            "页脚没有公安备案号",
            "the footer has no police filing number",
            ("开通后 30 日内备案，在 [footer] 里写 police = \"甘公网安备……号\"", "file within 30 days of opening and write police = \"…\" in [footer]"),
        );
    }
}

/// A host that the public reaches: no bare name, no private address, no name kept for inner networks (RFC 6761, RFC 6762, RFC 1918).
fn is_public(address: &str) -> bool {
    let host = host(address);
    let inner =
        ["localhost", ".local", ".lan", ".internal", ".intranet", ".test", ".example", ".invalid", "example.org", "example.com", "example.net", "example.cn"];
    let is_number = host.split('.').all(|part| part.parse::<u8>().is_ok());
    host.contains('.') && !is_number && !inner.iter().any(|end| host.ends_with(end))
}

/// Metadata that a template left in place, and another site's domain.
fn meta(site: &Site, settings: &str, out: &mut Vec<Diagnostic>) {
    for (name, content) in &site.settings.meta {
        let plain = content.trim().to_lowercase();
        let empty = matches!(plain.as_str(), "" | "null" | "undefined" | "none" | "nan" | "todo" | "xxx" | "xx" | "测试" | "待填" | "无" | "-");
        let left = empty || plain.starts_with("{{") || plain.starts_with("${");
        let span = place(settings, settings.find("[meta]").unwrap_or(0), name);
        if left {
            out.push(
                Diagnostic::new(
                    Code::MetaPlaceholder,
                    format!("元数据 {name} 的内容“{content}”是占位文字"),
                    format!("the metadata {name} still says “{content}”"),
                )
                .in_file(SETTINGS)
                .at(span)
                .help("写上真实的内容，或删掉这一行", "give it its real content, or delete the line"),
            );
        } else if name.eq_ignore_ascii_case("SiteDomain")
            && let Some(base) = &site.edition.base_url
            && !base.as_str().to_lowercase().contains(plain.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/'))
        {
            out.push(
                Diagnostic::new(
                    Code::MetaMismatch,
                    format!("元数据 SiteDomain 是“{content}”，网址却是 {}", base.as_str()),
                    format!("the metadata SiteDomain is “{content}”, but the site stands at {}", base.as_str()),
                )
                .in_file(SETTINGS)
                .at(span)
                .help("改成本站的域名", "write this site's own domain"),
            );
        }
    }
}

/// The line that begins with a name, from a byte on.
fn place(settings: &str, from: usize, name: &str) -> Span {
    let mut at = from;
    for line in settings.get(at..).unwrap_or("").split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or("").trim().trim_matches(['"', '\'']);
        if key == name {
            return Span::new(at, at + line.trim_end().len());
        }
        at += line.len();
    }
    Span::default()
}
