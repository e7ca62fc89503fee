//! Promises of the reading rooms.

use jiangxin::config::read_settings;

#[test]
fn settings_have_defaults() {
    let read = read_settings("title = \"劳模精神\"\n", "content/site.toml");
    assert_eq!(read.findings, []);
    assert_eq!((read.value.title.as_str(), read.value.default_language().tag(), read.value.theme.as_str()), ("劳模精神", "zh-Hans", "longyuan"));
    assert_eq!(read.value.timezone.iana_name(), Some("Asia/Shanghai"));
}
