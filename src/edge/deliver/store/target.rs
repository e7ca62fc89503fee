use super::super::shelf::ShelfFault;

/// Where a store is. Secrets are never part of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StoreTarget {
    /// `davs://host/folder` (HTTPS), `dav://host/folder` (HTTP).
    WebDav { endpoint: String, folder: String },
    /// `s3://host/bucket/folder` (HTTPS), `s3+http://host/bucket/folder` (HTTP).
    S3 {
        endpoint: String,
        bucket: String,
        folder: String,
        region: String,
        /// Whether the bucket is named in the host (`bucket.host`), as the large providers want it.
        in_host: bool,
    },
}

impl StoreTarget {
    /// Reads an address; `None` for anything else, and for one that holds a name or a password.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |s: &str| s.starts_with(|c: char| c.is_alphanumeric() || c == '[') && s.chars().all(|c| c.is_alphanumeric() || ".-_[]:".contains(c));
        if !plain(host) || path.chars().any(|c| c.is_control() || "?#".contains(c)) || path.split('/').any(|part| part == "..") {
            return None;
        }
        let path = path.trim_matches('/');
        let http = match scheme {
            "dav" | "s3+http" => "http",
            "davs" | "s3" => "https",
            _ => return None,
        };
        let endpoint = format!("{http}://{host}");
        if scheme.starts_with("dav") {
            return Some(Self::WebDav { endpoint, folder: format!("/{path}") });
        }
        let (bucket, folder) = path.split_once('/').unwrap_or((path, ""));
        let (region, in_host) = provider(host);
        // Names of buckets have 3 to 63 characters everywhere.
        let is_bucket = (3..=63).contains(&bucket.len()) && bucket.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c));
        is_bucket.then(|| Self::S3 { endpoint, bucket: bucket.to_owned(), folder: format!("/{folder}"), region, in_host })
    }
}

/// Region and addressing of the providers that name the region in their host: `oss-cn-hangzhou.aliyuncs.com`,
/// `cos.ap-guangzhou.myqcloud.com`, `obs.cn-north-4.myhuaweicloud.com`, `s3.cn-north-1.amazonaws.com.cn`.
fn provider(host: &str) -> (String, bool) {
    let host = host.split(':').next().unwrap_or(host);
    let known = ["aliyuncs.com", "myqcloud.com", "myhuaweicloud.com", "amazonaws.com", "amazonaws.com.cn"];
    let Some(inner) = known.iter().find_map(|name| host.strip_suffix(name)?.strip_suffix('.')) else {
        return ("us-east-1".to_owned(), false);
    };
    let last = inner.rsplit('.').next().unwrap_or(inner).trim_end_matches("-internal");
    let region = last.strip_prefix("oss-").or_else(|| last.strip_prefix("s3-")).unwrap_or(last);
    (if region == "s3" { "us-east-1" } else { region }.to_owned(), true)
}

/// What opens a store.
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) token: Option<String>,
}

impl Keys {
    /// `JIANGXIN_WEBDAV_USER` and `JIANGXIN_WEBDAV_PASSWORD`; `None` where neither is set, for a server that asks for none.
    pub(super) fn of_webdav(known: &dyn Fn(&str) -> Option<String>) -> Result<Option<Self>, ShelfFault> {
        let [user, password] = ["JIANGXIN_WEBDAV_USER", "JIANGXIN_WEBDAV_PASSWORD"].map(|name| known(name).filter(|v| !v.is_empty()).ok_or(name));
        match (user, password) {
            (Err(_), Err(_)) => Ok(None),
            (Ok(id), Ok(secret)) => Ok(Some(Self { id, secret, token: None })),
            (Err(name), _) | (_, Err(name)) => Err(ShelfFault::Key(name)),
        }
    }

    /// `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, as every S3 program calls them, and `AWS_SESSION_TOKEN` where there is one.
    pub(super) fn of_s3(known: &dyn Fn(&str) -> Option<String>) -> Result<Self, ShelfFault> {
        let get = |name: &'static str| known(name).filter(|v| !v.is_empty()).ok_or(ShelfFault::Key(name));
        Ok(Self { id: get("AWS_ACCESS_KEY_ID")?, secret: get("AWS_SECRET_ACCESS_KEY")?, token: get("AWS_SESSION_TOKEN").ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_secrets_in_them_are_refused() {
        let dav = |endpoint: &str, folder: &str| Some(StoreTarget::WebDav { endpoint: endpoint.into(), folder: folder.into() });
        assert_eq!(StoreTarget::parse("davs://www.example.cn/dav/专题/"), dav("https://www.example.cn", "/dav/专题"));
        assert_eq!(StoreTarget::parse("dav://127.0.0.1:8080"), dav("http://127.0.0.1:8080", "/"));
        for bad in [
            "davs://user:secret@host/x",
            "davs:///x",
            "s3://host",
            "s3://host/",
            "s3://id:key@host/bucket",
            "s3://host/Zt",
            "s3://host/zt",
            "ftp://host/x",
            "davs://host/a/../b",
            "/srv/www",
        ] {
            assert_eq!(StoreTarget::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_region_comes_from_the_host() {
        let of = |text: &str| match StoreTarget::parse(text) {
            Some(StoreTarget::S3 { bucket, folder, region, in_host, .. }) => (bucket, folder, region, in_host),
            other => panic!("{other:?}"),
        };
        assert_eq!(of("s3://oss-cn-hangzhou.aliyuncs.com/zhuanti/gwlb"), ("zhuanti".into(), "/gwlb".into(), "cn-hangzhou".into(), true));
        assert_eq!(of("s3://oss-cn-hangzhou-internal.aliyuncs.com/zhuanti"), ("zhuanti".into(), "/".into(), "cn-hangzhou".into(), true));
        assert_eq!(of("s3://cos.ap-guangzhou.myqcloud.com/zt-125/"), ("zt-125".into(), "/".into(), "ap-guangzhou".into(), true));
        assert_eq!(of("s3://obs.cn-north-4.myhuaweicloud.com/zhuanti").2, "cn-north-4");
        assert_eq!(of("s3://s3.cn-north-1.amazonaws.com.cn/zhuanti").2, "cn-north-1");
        assert_eq!(of("s3://s3.amazonaws.com/zhuanti").2, "us-east-1");
        assert_eq!(of("s3+http://127.0.0.1:9000/zhuanti/a/b"), ("zhuanti".into(), "/a/b".into(), "us-east-1".into(), false));
    }
}
