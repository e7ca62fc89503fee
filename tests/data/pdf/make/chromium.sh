#!/usr/bin/env bash
# Prints article.html as a PDF: chromium.sh FOLDER. Needs Chromium and a Chinese font (Debian: chromium, fonts-noto-cjk).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
profile=$(mktemp -d)
chromium --headless --no-sandbox --disable-gpu --no-first-run --user-data-dir="$profile" --no-pdf-header-footer \
  --print-to-pdf="$1/chromium-article.pdf" "file://$here/article.html"
rm -rf "$profile"
