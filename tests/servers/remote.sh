#!/usr/bin/env bash
# Publishes to real servers on loopback: remote.sh PROGRAM, a program with `--features remote`. Apache's WebDAV (Debian: apache2) and
# an S3 server (crates.io: s3s-fs, which checks signatures) are asked; those that are not installed are named as skipped.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
running=()
trap 'for one in "${running[@]}"; do kill "$one" 2>/dev/null || true; done; rm -rf "$work"' EXIT
fail() { echo "FAILED: $*"; cat "$work/said" 2>/dev/null || true; exit 1; }
ran=0

# A line that can be cut: everything goes through until so many bytes have been sent, then nothing does.
line() {
  python3 "$here/line.py" "$1" "$2" "$work/cut" & running+=($!)
  for _ in $(seq 50); do (echo > "/dev/tcp/127.0.0.1/$1") 2>/dev/null && return; sleep 0.1; done
  fail 'the line to the server'
}

write_site() {
  rm -rf "$work/站 点"; mkdir -p "$work/站 点/content/news"
  printf 'title = "服务器检查"\ncards = false\nbase_url = "https://zt.example.cn/zt/"\n' > "$work/站 点/content/site.toml"
  printf '+++\ntitle = "关于"\n+++\n正文。\n' > "$work/站 点/content/about.md"
  printf '+++\ntitle = "动态"\nkind = "news"\n+++\n' > "$work/站 点/content/news/_index.md"
  printf '+++\ntitle = "启动"\ndate = 2026-04-01\ntags = ["劳模精神"]\n+++\n正文。\n' > "$work/站 点/content/news/yi.md"
}

# check NAME TARGET ROOT [true]: what a folder and SFTP do, this target does. ROOT is where the server keeps its files; `true` where
# its empty folders are its own affair.
check() {
  local name=$1 target=$2 root=$3 no_folders=${4:-false}
  publish() { "$program" --lang en --root "$work/站 点" publish "$target" "$@" > "$work/said" 2>&1; }
  same() { ! $no_folders || find "$root" -mindepth 1 -type d -empty -delete; diff -r --exclude='.jiangxin*' --exclude='.DAV' "$1" "$root" > "$work/said"; }
  write_site
  publish --dry-run && grep -q 'nothing was done' "$work/said" || fail "$name: a preview"
  [ ! -e "$root/index.html" ] || fail "$name: the preview wrote"
  publish || fail "$name: the first publication"
  "$program" --root "$work/站 点" build --output "$work/out" >/dev/null
  same "$work/out" || fail "$name: what arrived"
  publish && grep -q 'up to date' "$work/said" || fail "$name: a second run"
  rm -rf "$work/before"; cp -r "$root" "$work/before"
  printf '+++\ntitle = "启动了"\ndate = 2026-04-01\n+++\n改过的正文。\n' > "$work/站 点/content/news/yi.md"
  rm "$work/站 点/content/about.md"
  mkdir -p "$work/站 点/content/static"; head -c 3000000 /dev/urandom | base64 > "$work/站 点/content/static/blob.txt"
  # Cut while files are sent: the public site is as it was.
  echo 1500000 > "$work/cut"; publish && fail "$name: the line was not cut"
  grep -q 'does not answer' "$work/said" || fail "$name: the message of a cut line"
  same "$work/before" || fail "$name: a cut run changed the public site"
  rm "$work/cut"; publish || fail "$name: after the cut"
  "$program" --root "$work/站 点" build --output "$work/out" >/dev/null
  same "$work/out" || fail "$name: what arrived after the cut"
  publish --rollback || fail "$name: the rollback"
  same "$work/before" || fail "$name: the site before"
  publish || fail "$name: forward again"; same "$work/out" || fail "$name: forward again, what arrived"
  ran=$((ran + 1))
}

# A stranger's secret is refused, and no secret is ever printed.
refused() {
  local name=$1 target=$2 secret=$3; shift 3
  if env "$@" "$program" --lang en --root "$work/站 点" publish "$target" > "$work/said" 2>&1; then fail "$name: a wrong secret was let in"; fi
  grep -q 'refuses the login' "$work/said" || fail "$name: the message of a wrong secret"
  ! grep -q "$secret" "$work/said" || fail "$name: a secret was printed"
}

if command -v apache2 >/dev/null; then
  modules=/usr/lib/apache2/modules
  mkdir -p "$work/dav/zt"
  printf 'web:{SHA}%s\n' "$(printf 'geheim-9' | openssl sha1 -binary | base64)" > "$work/users"
  {
    for one in mpm_event authn_core authn_file authz_core authz_user authz_host auth_basic dir mime dav dav_fs; do
      echo "LoadModule ${one}_module $modules/mod_$one.so"
    done
    [ -e "$modules/mod_unixd.so" ] && echo "LoadModule unixd_module $modules/mod_unixd.so"
    echo "ServerName zt.example.cn"; echo "Listen 127.0.0.1:18092"; echo "PidFile $work/dav.pid"; echo "ErrorLog $work/dav.log"
    echo "TypesConfig /etc/mime.types"; echo "DocumentRoot $work/dav"; echo "DefaultRuntimeDir $work"; echo "DavLockDB $work/lock"
    echo "<Directory $work/dav>"; echo "  Dav On"; echo "  DirectoryIndex disabled"
    echo "  AuthType Basic"; echo "  AuthName files"; echo "  AuthUserFile $work/users"; echo "  Require valid-user"; echo "</Directory>"
    if [ "$(id -u)" -eq 0 ]; then printf 'User www-data\nGroup www-data\n'; fi
  } > "$work/dav.conf"
  chmod a+rx "$work"; chmod a+r "$work/users"; chmod -R a+rwX "$work/dav"; touch "$work/dav.log"
  [ "$(id -u)" -ne 0 ] || { chown -R www-data "$work/dav"; chmod a+w "$work"; }
  apache2 -f "$work/dav.conf" -DFOREGROUND & running+=($!)
  line 18093 18092
  export JIANGXIN_WEBDAV_USER=web JIANGXIN_WEBDAV_PASSWORD=geheim-9
  check WebDAV 'dav://127.0.0.1:18093/zt/专 题' "$work/dav/zt/专 题"
  refused WebDAV 'dav://127.0.0.1:18093/zt/x' falsch-7 JIANGXIN_WEBDAV_PASSWORD=falsch-7
  mkdir -p "$work/dav/fremd"; echo mine > "$work/dav/fremd/mine.txt"
  "$program" --lang en --root "$work/站 点" publish dav://127.0.0.1:18093/fremd > "$work/said" 2>&1 && fail 'WebDAV: a stranger'"'"'s folder was taken'
  grep -q 'was left alone' "$work/said" || fail 'WebDAV: the message of a stranger'"'"'s folder'
  echo 'WebDAV (Apache): previewed, published, up to date, cut and completed, rolled back; a wrong password and a foreign folder refused'
else
  echo 'SKIPPED: apache2 is not installed (apt-get install apache2)'
fi

if command -v s3s-fs >/dev/null; then
  mkdir -p "$work/s3/zhuanti"
  s3s-fs --host 127.0.0.1 --port 18094 --access-key AKIDEXAMPLE --secret-key geheim-8 "$work/s3" > "$work/s3.log" 2>&1 & running+=($!)
  line 18095 18094
  export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=geheim-8
  check S3 's3+http://127.0.0.1:18095/zhuanti/gwlb' "$work/s3/zhuanti/gwlb" true
  kind() { curl -s -H 'x-amz-content-sha256: UNSIGNED-PAYLOAD' -o /dev/null -D - --aws-sigv4 aws:amz:us-east-1:s3 -u AKIDEXAMPLE:geheim-8 "http://127.0.0.1:18094/zhuanti/gwlb/$1" | tr -d '\r'; }
  kind index.html > "$work/said"; grep -qi '^content-type: *text/html; *charset=utf-8' "$work/said" || fail 'S3: the type of a page'
  kind "$(cd "$work/s3/zhuanti/gwlb" && ls assets/*.css | head -1)" > "$work/said"
  grep -qi '^cache-control: .*immutable' "$work/said" || fail 'S3: the caching of a style sheet'
  refused S3 's3+http://127.0.0.1:18095/zhuanti/x' falsch-6 AWS_SECRET_ACCESS_KEY=falsch-6
  "$program" --lang en --root "$work/站 点" publish s3+http://127.0.0.1:18095/keiner > "$work/said" 2>&1 && fail 'S3: a bucket that is not there'
  grep -q 'does not exist' "$work/said" || fail 'S3: the message of a missing bucket'
  env -u AWS_SECRET_ACCESS_KEY "$program" --lang en --root "$work/站 点" publish s3+http://127.0.0.1:18095/zhuanti > "$work/said" 2>&1 && fail 'S3: without keys'
  grep -q 'AWS_SECRET_ACCESS_KEY' "$work/said" || fail 'S3: the message of a missing key'
  echo 'S3 (s3s-fs): previewed, published, up to date, cut and completed, rolled back; a wrong key, a missing key and a missing bucket told'
else
  echo 'SKIPPED: s3s-fs is not installed (cargo install s3s-fs --features binary)'
fi
echo "$ran remote targets published to"
