"""Every feed of an output folder by feedparser: well formed, with title, link, id and date in each entry.   feeds.py OUTPUT"""

import pathlib
import sys

import feedparser

feeds = sorted(pathlib.Path(sys.argv[1]).rglob("atom.xml"))
faults = 0
entries = 0
for file in feeds:
    feed = feedparser.parse(file.read_bytes())
    if feed.bozo:
        faults += 1
        print(f"FAIL  {file}: {feed.bozo_exception}")
    if not feed.feed.get("title") or not feed.feed.get("updated"):
        faults += 1
        print(f"FAIL  {file}: no title or date")
    for entry in feed.entries:
        entries += 1
        if not all(entry.get(key) for key in ("title", "link", "id", "updated_parsed")):
            faults += 1
            print(f"FAIL  {file}: {entry.get('id')}: {sorted(entry.keys())}")
print(f"{len(feeds)} feeds, {entries} entries, {faults} faults")
sys.exit(1 if faults or not feeds else 0)
