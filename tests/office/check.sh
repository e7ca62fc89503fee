#!/usr/bin/env bash
# Reads Word files that the program wrote with LibreOffice and looks at the PDF: check.sh PROGRAM. Needs libreoffice-writer,
# poppler-utils and python3.
set -euo pipefail
program=$(realpath "$1")
command -v soffice >/dev/null || { echo 'SKIPPED: LibreOffice is not installed (apt-get install --no-install-recommends libreoffice-writer)'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$(dirname "$0")/../../content" "$work/content"
notice=content/notices/gzgf-2022-18.md
(cd "$work" && "$program" export docx "$notice" --output notice.docx >/dev/null)
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/notice.docx" >/dev/null 2>&1
# The paper comes back from the PDF: the same structure as the original's, and every character that the PDF shows.
mkdir -p "$work/back/content"; cp "$work/content/site.toml" "$work/back/content/"
"$program" --lang en --root "$work/back" import "$work/notice.pdf" >/dev/null
"$program" inspect "$work/$notice" --format json > "$work/original.json"
"$program" inspect "$work"/back/content/notices/*.md --format json > "$work/back.json"
python3 - "$work" <<'P'
import json, re, subprocess, sys
from pathlib import Path
work = Path(sys.argv[1])
def bare(value):
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if k not in ("line", "mends", "diagnostics")}
    return [bare(v) for v in value] if isinstance(value, list) else value
original, back = (bare(json.loads((work / name).read_text())) for name in ("original.json", "back.json"))
assert original == back, [k for k in original if original[k] != back.get(k)]
text = next((work / "back/content/notices").glob("*.md")).read_text().split("\n+++\n")[1]
shown = subprocess.run(["pdftotext", "-layout", work / "notice.pdf", "-"], check=True, capture_output=True, text=True).stdout
shown = "\n".join(line for line in shown.splitlines() if not re.fullmatch(r"\s*—\s*\d+\s*—\s*", line))
squeeze = lambda t: re.sub(r"\s", "", t)
assert squeeze(text) == squeeze(shown), "characters of the PDF"
print(f"PDF read back: the same structure, {len(squeeze(text))} characters as pdftotext gives them")
P
python3 - "$work" <<'P'
import re, subprocess, sys
from zipfile import ZipFile
work = sys.argv[1]
run = lambda *a: subprocess.run(a, check=True, capture_output=True, text=True).stdout
info = run("pdfinfo", f"{work}/notice.pdf")
size = [float(n) for n in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups()]
assert abs(size[0] - 595.3) < 1 and abs(size[1] - 841.9) < 1, f"A4: {size}"
pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))
words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', run("pdftotext", "-bbox", f"{work}/notice.pdf", "-"))
mm = lambda pt: float(pt) / 72 * 25.4
body = [w for w in words if "—" not in w[4] and not w[4].isdigit()]
# LibreOffice lets a mark hang beyond the line whatever the file says (Word does not): a line is measured up to its last character.
hanging = lambda w: 16 if w[4].endswith(("，", "、", "。", "；", "：")) else 0
left, right = min(mm(w[0]) for w in body), max(mm(float(w[2]) - hanging(w)) for w in body)
assert 27 <= left <= 29.5, f"left margin {left:.1f} mm"
assert right <= 210 - 26 + 2, f"right edge {right:.1f} mm"
top = min(mm(w[1]) for w in body)
assert top >= 36, f"top {top:.1f} mm"
text = run("pdftotext", "-layout", f"{work}/notice.pdf", "-")
flat = re.sub(r"\s", "", text)
for part in ["甘肃省总工会文件", "甘总工发〔2022〕18号", "一、提高政治站位"]:
    assert part in flat, part
assert re.search(r"—\s*1\s*—", text) and re.search(r"—\s*2\s*—", text), "page numbers"
styles = ZipFile(f"{work}/notice.docx").read("word/styles.xml").decode()
assert '<w:overflowPunct w:val="0"/>' in styles, "no mark hangs beyond a line in Word"
for font in ["仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"]:
    assert font in styles, font
print(f"LibreOffice: {pages} pages A4, text from {left:.1f} to {right:.1f} mm, top {top:.1f} mm, page numbers, fonts named")
P
