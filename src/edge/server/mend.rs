use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use super::Stage;
use super::address::Address;
use super::own::answer;
use super::review::{counted, document};
use crate::amend::{Amendment, Patch, Unamendable, amend};
use crate::diag::Words;
use crate::document::Kind;
use crate::edge::{AmendFault, Replacement, amend_files, reason};
use crate::path::SitePath;
use crate::site::Page;

/// Whether a page's mends may be written into its file: those of a notice in Chinese.
pub(super) fn may_mend(page: &Page) -> bool {
    page.kind == Kind::Notice && page.lang.is_chinese() && page.notice().is_some()
}

/// Writes the mends of the notice at an address into its file, as `check --fix` does, with a patch that undoes it.
pub(super) fn mend(stage: &Stage, path: &str) -> Response {
    let (status, said) = match done(stage, path) {
        Ok(said) => (StatusCode::OK, said),
        Err(said) => (StatusCode::CONFLICT, said),
    };
    answer(status, "said.txt", stage.tongue().of(&said).to_owned())
}

fn done(stage: &Stage, path: &str) -> Result<Words, Words> {
    let (shown, Address::At(at)) = stage.address(path) else { return Err(nothing()) };
    let site = &shown.site;
    let id = shown.plan.artifacts.get(&at).and_then(|artifact| document(site, artifact)).ok_or_else(nothing)?;
    let page = site.pages.get(id).filter(|page| may_mend(page)).ok_or_else(nothing)?;
    let file = &page.document.path;
    let inside = stage.on_disk(file).ok_or_else(nothing)?;
    let bytes = std::fs::read(inside).map_err(|error| unread(&error))?;
    let made = amend(file.as_str(), &bytes, true, &|_| Vec::new()).map_err(why)?;
    if made.before == made.after {
        return Err(nothing());
    }
    let count = made.changes.len();
    let name = write(stage, file, made)?;
    Ok(Words::new(
        format!("已写入 {count} 处。撤销：jiangxin check --undo {name}"),
        format!("{} written. To undo: jiangxin check --undo {name}", counted(count, "mend")),
    ))
}

/// Replaces the file if it still holds what was read; gives the name of the patch.
fn write(stage: &Stage, file: &SitePath, made: Amendment) -> Result<SitePath, Words> {
    let now = Timestamp::now().to_zoned(stage.shown().site.settings.timezone.clone());
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let names = std::iter::once(format!("fix-{stamp}.patch")).chain((2..100).map(|n| format!("fix-{stamp}-{n}.patch")));
    let name = names.map(|n| SitePath::of_parts([".jiangxin", &n])).find(|p| !p.on_disk(stage.root()).exists()).ok_or_else(nothing)?;
    let heading = format!("匠心 jiangxin serve {}\n撤销 to undo: jiangxin check --undo {name}", now.strftime("%Y-%m-%d %H:%M:%S"));
    let patch = Patch { files: vec![made.patch] }.print(&heading);
    let files = [Replacement { file: file.clone(), before: made.before, after: made.after }];
    amend_files(stage.root(), &files, Some((&name, &patch))).map_err(|fault| match fault {
        AmendFault::Changed(_) => Words::new("文件刚刚又改过，没有写。请再按一次。", "The file has just changed; nothing was written. Press it once more."),
        AmendFault::Disk(_, error) => unread(&error),
    })?;
    Ok(name)
}

fn nothing() -> Words {
    Words::new("没有可以写的修正", "there is nothing to write")
}

fn unread(error: &std::io::Error) -> Words {
    let (zh, en) = reason(error);
    Words::new(format!("没有写：{zh}"), format!("nothing was written: {en}"))
}

fn why(fault: Unamendable) -> Words {
    match fault {
        Unamendable::Undecodable => Words::new("没有写：文件读不出来", "nothing was written: the file cannot be read"),
        Unamendable::Classified => Words::new(
            "没有写：文件带有密级标志，请停止处理并报告",
            "nothing was written: the file carries a secrecy marking; stop working on it and report it",
        ),
        Unamendable::Encoding => Words::new(
            "没有写：文件的编码写不了改后的文字，请先另存为 UTF-8",
            "nothing was written: the file's encoding cannot hold the mended text; save it as UTF-8 first",
        ),
    }
}
