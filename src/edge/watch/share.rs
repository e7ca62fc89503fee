use std::path::{Component, Path, Prefix};

/// File systems that other machines write too, and whose changes the system does not tell of.
const SHARED: [&str; 12] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "virtiofs", "vboxsf", "davfs"];

/// The kind of network share on which a folder stands, as the system names it; `None` for a disk of this machine.
pub(super) fn share(folder: &Path) -> Option<String> {
    if let Some(Component::Prefix(prefix)) = folder.components().next()
        && matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    {
        return Some("SMB".to_owned());
    }
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    share_among(&mounts, folder)
}

/// Looks a folder up in the lines of `/proc/self/mountinfo` (proc_pid_mountinfo(5)): the deepest mount point above it, and
/// of two at one place the later, which covers the other.
fn share_among(mounts: &str, folder: &Path) -> Option<String> {
    let entry = |line: &str| {
        let (place, kind) = line.split_once(" - ")?;
        let point = unescaped(place.split(' ').nth(4)?);
        folder.starts_with(&point).then(|| (point.len(), kind.split(' ').next().unwrap_or_default().to_owned()))
    };
    let (_, kind) = mounts.lines().filter_map(entry).max_by_key(|(depth, _)| *depth)?;
    (SHARED.contains(&kind.as_str()) || kind.starts_with("fuse.")).then_some(kind)
}

/// Blanks and backslashes of a mount point are written as three octal digits.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")].iter().fold(point.to_owned(), |text, (code, c)| text.replace(code, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_mount_decides() {
        let mounts = "21 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n\
            30 21 0:40 / /mnt/share rw - cifs //server/share rw\n\
            31 30 8:2 / /mnt/share/disk rw - ext4 /dev/sdb1 rw\n\
            32 21 0:41 / /mnt/专题\\040站 rw - nfs4 server:/x rw\n\
            33 21 0:42 / /home/a/remote rw - fuse.sshfs a@b: rw\n\
            34 21 8:3 / /media/usb rw - fuseblk /dev/sdc1 rw\n";
        let on = |path: &str| share_among(mounts, Path::new(path));
        assert_eq!(on("/home/a/site"), None);
        assert_eq!(on("/mnt/share/site").as_deref(), Some("cifs"));
        assert_eq!(on("/mnt/shared"), None);
        assert_eq!(on("/mnt/share/disk/site"), None);
        assert_eq!(on("/mnt/专题 站/x").as_deref(), Some("nfs4"));
        assert_eq!(on("/home/a/remote/site").as_deref(), Some("fuse.sshfs"));
        assert_eq!(on("/media/usb/site"), None);
        assert_eq!(share_among("", Path::new("/")), None);
        assert_eq!(share_among("garbage - \n- -", Path::new("/")), None);
    }
}
