#!/usr/bin/env bash
# Serves a package with real servers and asks them for pages: check.sh PROGRAM. Servers that are not installed are named as
# skipped. Needs curl, unzip and python3; for the archive, python3's warcio.
set -euo pipefail
program=$(realpath "$1")
work=$(mktemp -d)
running=()
trap 'for one in "${running[@]}"; do kill "$one" 2>/dev/null || true; done; rm -rf "$work"' EXIT
fail() { echo "FAILED: $*"; exit 1; }
ran=0

mkdir -p "$work/site/content/news"
cat > "$work/site/content/site.toml" <<'T'
title = "服务器检查"
cards = false
base_url = "https://zt.example.cn/zt/gwlb/"
T
printf '+++\ntitle = "关于"\naliases = ["old/旧 址"]\n+++\n正文。\n' > "$work/site/content/about.md"
printf '+++\ntitle = "撤下的"\nwithdrawn = 2026-04-02\nwithdrawn_note = "内容有误"\n+++\n正文不再公开。\n' > "$work/site/content/che.md"
printf '+++\ntitle = "动态"\nkind = "news"\n+++\n' > "$work/site/content/news/_index.md"
printf '+++\ntitle = "启动"\ndate = 2026-04-01\ntags = ["劳模精神"]\n+++\n正文。\n' > "$work/site/content/news/yi.md"
"$program" --root "$work/site" package --archive --output "$work/p.zip" >/dev/null
(cd "$work" && unzip -q p.zip -d p && cd p && sha256sum --quiet -c SHA256SUMS) || fail 'SHA256SUMS'
mkdir -p "$work/www/zt/gwlb"
cp -r "$work/p/site/." "$work/www/zt/gwlb/"
cp "$work/p/server/apache.htaccess" "$work/www/zt/gwlb/.htaccess"
echo '{}' > "$work/www/zt/gwlb/.jiangxin-published.json"
chmod -R a+rX "$work"

# What every server has to answer, in the sub-path of the site.
ask() {
  local name=$1 at=$2 head
  get() { curl -s -o "$work/body" -D "$work/head" --max-time 10 -H 'Host: zt.example.cn' "$at$1"; head=$(tr -d '\r' < "$work/head"); }
  for _ in $(seq 50); do curl -s -o /dev/null "$at/" && break; sleep 0.1; done
  get /zt/gwlb/; grep -q '^HTTP/[0-9.]* 200' <<< "$head" && grep -q '服务器检查' "$work/body" || fail "$name: the home page: $head"
  grep -qi '^cache-control: *no-cache' <<< "$head" || fail "$name: the home page's caching: $head"
  grep -qi '^x-content-type-options: *nosniff' <<< "$head" || fail "$name: nosniff: $head"
  get /zt/gwlb/nowhere/; grep -q '^HTTP/[0-9.]* 404' <<< "$head" || fail "$name: a missing page: $head"
  cmp -s "$work/body" "$work/www/zt/gwlb/404.html" || fail "$name: the 404 page"
  get "/zt/gwlb/tags/%E5%8A%B3%E6%A8%A1%E7%B2%BE%E7%A5%9E/"; grep -q '^HTTP/[0-9.]* 200' <<< "$head" || fail "$name: a Chinese address: $head"
  local style; style=$(cd "$work/www/zt/gwlb" && ls assets/*.css | head -1)
  get "/zt/gwlb/$style"; grep -qi '^cache-control: *public, max-age=31536000, immutable' <<< "$head" || fail "$name: caching of assets: $head"
  [ "$(grep -ci '^cache-control:' <<< "$head")" = 1 ] || fail "$name: two rules of caching: $head"
  get "/zt/gwlb/old/%E6%97%A7%20%E5%9D%80/"; grep -q '^HTTP/[0-9.]* 301' <<< "$head" && grep -qi '^location: .*/zt/gwlb/about/$' <<< "$head" || fail "$name: an old address: $head"
  get /zt/gwlb/che/; grep -q '^HTTP/[0-9.]* 410' <<< "$head" && grep -q '内容有误' "$work/body" && ! grep -q '正文不再公开' "$work/body" || fail "$name: a withdrawn page: $head"
  get /zt/gwlb/.jiangxin-published.json; grep -q '^HTTP/[0-9.]* 40[34]' <<< "$head" || fail "$name: the record of what is published: $head"
  echo "$name: home, 404, Chinese address, caching, headers, redirect, withdrawn"
  ran=$((ran + 1))
}

if command -v nginx >/dev/null; then
  cat > "$work/nginx.conf" <<N
daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events {}
http {
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path $work/b; proxy_temp_path $work/x; fastcgi_temp_path $work/f; uwsgi_temp_path $work/u; scgi_temp_path $work/s;
  server { listen 127.0.0.1:18081; server_name zt.example.cn; root $work/www; include $work/p/server/nginx.conf; }
}
N
  nginx -c "$work/nginx.conf" & running+=($!)
  ask nginx http://127.0.0.1:18081
else
  echo 'SKIPPED: nginx is not installed (apt-get install nginx-light)'
fi

if command -v apache2 >/dev/null; then
  modules=/usr/lib/apache2/modules
  {
    for one in mpm_event authz_core authz_host alias dir mime headers rewrite; do echo "LoadModule ${one}_module $modules/mod_$one.so"; done
    echo "ServerName zt.example.cn"; echo "Listen 127.0.0.1:18082"; echo "PidFile $work/apache.pid"; echo "ErrorLog $work/apache.log"
    echo "TypesConfig /etc/mime.types"; echo "DocumentRoot $work/www"; echo "DefaultRuntimeDir $work"
    echo "<Directory $work/www>"; echo "  AllowOverride FileInfo Indexes AuthConfig Options"; echo "  Require all granted"; echo "</Directory>"
  } > "$work/apache.conf"
  [ -e "$modules/mod_unixd.so" ] && echo "LoadModule unixd_module $modules/mod_unixd.so" >> "$work/apache.conf"
  if [ "$(id -u)" -eq 0 ]; then printf 'User www-data\nGroup www-data\n' >> "$work/apache.conf"; fi
  apache2 -f "$work/apache.conf" -DFOREGROUND & running+=($!)
  ask Apache http://127.0.0.1:18082
else
  echo 'SKIPPED: apache2 is not installed (apt-get install apache2)'
fi

if command -v caddy >/dev/null; then
  sed -e "s|^www.example.cn {|http://127.0.0.1:18083, http://zt.example.cn:18083 {|" -e "s|/srv/www|$work/www|" "$work/p/server/Caddyfile" > "$work/Caddyfile"
  sed -i '1i {\n\tadmin off\n\tauto_https off\n}' "$work/Caddyfile"
  XDG_DATA_HOME="$work" XDG_CONFIG_HOME="$work" caddy run --config "$work/Caddyfile" --adapter caddyfile 2> "$work/caddy.log" & running+=($!)
  ask Caddy http://127.0.0.1:18083
else
  echo 'SKIPPED: caddy is not installed (apt-get install caddy)'
fi

if [ -x /usr/sbin/sshd ] && command -v sftp >/dev/null; then
  mkdir -p "$work/ssh" "$work/remote" /run/sshd 2>/dev/null || true
  ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host"; ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/user"
  cp "$work/ssh/user.pub" "$work/ssh/authorized"; chmod 600 "$work/ssh/authorized"
  cat > "$work/ssh/sshd_config" <<S
Port 18022
ListenAddress 127.0.0.1
HostKey $work/ssh/host
AuthorizedKeysFile $work/ssh/authorized
PidFile $work/ssh/pid
StrictModes no
PasswordAuthentication no
Subsystem sftp internal-sftp
S
  /usr/sbin/sshd -D -e -f "$work/ssh/sshd_config" 2> "$work/ssh/log" & running+=($!)
  # The program asks the system's sftp; this one knows the loopback server.
  mkdir -p "$work/bin"
  cat > "$work/bin/sftp" <<S
#!/bin/sh
for word in "\$@"; do [ "\$before" = -b ] && batch=\$word; before=\$word; done
# The connection is slow, and goes while files are sent.
if [ -e "$work/cut" ] && grep -q '^put .*stage' "\$batch"; then exec timeout 6 $(command -v sftp) -o IdentityFile=$work/ssh/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=$work/ssh/known -l 40 "\$@"; fi
exec $(command -v sftp) -o IdentityFile=$work/ssh/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=$work/ssh/known "\$@"
S
  chmod +x "$work/bin/sftp"
  publish() { PATH="$work/bin:$PATH" "$program" --lang en --root "$work/site" publish "sftp://$(id -un)@127.0.0.1:18022$work/remote/www" "$@"; }
  for _ in $(seq 50); do [ -e "$work/ssh/pid" ] && break; sleep 0.1; done
  publish >/dev/null || fail 'SFTP: the first publication'
  same() { diff -r --exclude='.jiangxin*' --exclude=.htaccess "$work/www/zt/gwlb" "$work/remote/www" >/dev/null; }
  same || fail 'SFTP: what arrived'
  publish | grep -q 'up to date' || fail 'SFTP: a second run'
  cp -r "$work/remote/www" "$work/before"
  printf '+++\ntitle = "启动了"\ndate = 2026-04-01\n+++\n改过的正文。\n' > "$work/site/content/news/yi.md"
  head -c 400000 /dev/urandom | base64 > "$work/blob.txt"; mkdir -p "$work/site/content/static"; cp "$work/blob.txt" "$work/site/content/static/blob.txt"
  touch "$work/cut"; publish >/dev/null 2>&1 && fail 'SFTP: the connection was not cut'; rm "$work/cut"
  ls "$work/remote/www/.jiangxin-publish/stage" | grep -q . || fail 'SFTP: nothing was on its way when the connection went'
  diff -r --exclude='.jiangxin*' "$work/before" "$work/remote/www" >/dev/null || fail 'SFTP: a cut run changed the public site'
  publish >/dev/null || fail 'SFTP: after the cut'
  grep -q '改过的正文' "$work/remote/www/news/yi/index.html" && cmp -s "$work/blob.txt" "$work/remote/www/blob.txt" || fail 'SFTP: what arrived after the cut'
  publish --rollback >/dev/null && diff -r --exclude='.jiangxin*' "$work/before" "$work/remote/www" >/dev/null || fail 'SFTP: the rollback'
  echo 'OpenSSH: published, up to date, cut and completed, rolled back'
  ran=$((ran + 1))
else
  echo 'SKIPPED: sshd is not installed (apt-get install openssh-server)'
fi

if python3 -c 'import warcio' 2>/dev/null; then
  python3 - "$work/p/archive/site.warc" "$(find "$work/p/site" -type f | wc -l)" <<'P'
import sys
from warcio.archiveiterator import ArchiveIterator
seen = 0
with open(sys.argv[1], "rb") as stream:
    for record in ArchiveIterator(stream, check_digests="raise"):
        body = record.content_stream().read()
        if record.rec_type == "resource":
            seen += 1
            assert record.rec_headers.get_header("WARC-Target-URI").startswith("https://zt.example.cn/zt/gwlb/")
assert seen == int(sys.argv[2]), (seen, sys.argv[2])
print(f"warcio: {seen} records, digests fit")
P
else
  echo 'SKIPPED: python3 has no warcio (pip install warcio)'
fi
echo "$ran servers asked"
