use serde_json::{Value, json};

use crate::report::Tongue;

/// The fixed words of the preview's own boxes and bar.
pub(super) fn words(tongue: Tongue) -> Value {
    let t = |zh: &'static str, en: &'static str| tongue.pick(zh, en);
    json!({
        "lang": t("zh-Hans", "en"),
        "below": t("下面是改错之前的页面，改好并保存后这里会自动消失", "below is the page as it was before; this box goes away once the files are mended and saved"),
        "help": t("怎么办：", "help: "),
        "hide": t("收起", "hide"),
        "gone": t("这个页面已经不在了：它的文件被删除、改名，或改成了不发布。", "This page is gone: its file was deleted or renamed, or is no longer published."),
        "home": t("回到首页", "to the home page"),
        "lost": t("预览已停止。重新运行 jiangxin serve 后，这里会自动接上。", "The preview has stopped. Run jiangxin serve again and this page goes on by itself."),
        "again": t("预览重新启动过，这部手机的许可已经失效。请重新扫码打开。", "The preview was started anew and no longer knows this device. Scan the code again."),
        "bar": t("审稿", "review"),
        "open": t("用默认程序打开这个文件", "open this file in its default program"),
        "opened": t("已打开", "opened"),
        "tuck": t("收成一个圆点", "shrink to a dot"),
        "noFile": t("自动生成的页面", "a page made by the program"),
        "versions": t("语言", "languages"),
        "length": t("字数", "length"),
        "findings": t("本页问题", "findings"),
        "line": t("第 N 行", "line N"),
        "fine": t("没有发现问题", "nothing wrong was found"),
        "mends": t("读稿修正", "mends"),
        "write": t("把修正写进文件", "write the mends into the file"),
        "width": t("宽度", "width"),
        "desktop": t("电脑", "desktop"),
        "phone": t("手机", "phone"),
        "layout": t("版式", "layout"),
        "reading": t("阅读版式", "reading"),
        "paper": t("原文版式", "official"),
    })
}
