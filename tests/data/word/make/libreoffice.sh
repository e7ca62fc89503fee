#!/usr/bin/env bash
# Writes the fixtures of LibreOffice: libreoffice.sh FOLDER. Needs libreoffice-writer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath "$1")
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for text in "$here"/*.fodt; do
  soffice "-env:UserInstallation=file://$profile" --headless --convert-to docx:"MS Word 2007 XML" --outdir "$out" "$text" >/dev/null
  name=$(basename "$text" .fodt)
  mv "$out/$name.docx" "$out/libreoffice-$name.docx"
done
