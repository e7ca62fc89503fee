/* 检索: reads the index beside the search page, one script after another as a query needs them. docs/search.md tells its form.
   The first half knows no page, so that it runs wherever scripts can be loaded; the second half is the page. */
(function (global) {
  "use strict";

  /* ---- text as the index has it; the same as fold() of src/search/fold.rs ---- */
  var gone = [
    [0x0, 0xBF], [0xD7, 0xD7], [0xF7, 0xF7], [0x300, 0x36F], [0x2000, 0x206F], [0x20A0, 0x20CF], [0x2190, 0x245F], [0x2500, 0x2BFF], [0x2E00, 0x2E7F],
    [0x2FF0, 0x3004], [0x3008, 0x3020], [0x3030, 0x3030], [0x303D, 0x303F], [0x30FB, 0x30FB], [0xD800, 0xF8FF], [0xFE00, 0xFE6F], [0xFF5F, 0xFF65],
    [0xFFE0, 0xFFFF], [0x1F000, 0x1FAFF], [0xE0000, 0x10FFFF]
  ];
  function foldOne(c) {
    var n = c.codePointAt(0);
    if (n >= 0xFF01 && n <= 0xFF5E) {
      n -= 0xFEE0;
      c = String.fromCharCode(n);
    }
    if ((n >= 0x61 && n <= 0x7A) || (n >= 0x30 && n <= 0x39)) { return c; }
    if (n >= 0x41 && n <= 0x5A) { return c.toLowerCase(); }
    for (var i = 0; i < gone.length && n >= gone[i][0]; i += 1) {
      if (n <= gone[i][1]) { return ""; }
    }
    return n < 0x530 ? String.fromCodePoint(c.toLowerCase().codePointAt(0)) : simple.get(c) || c;
  }
  /* the traditional script and the simplified one find each other */
  var simple = new Map();
  function script(pairs) {
    var all = Array.from(pairs);
    for (var i = 0; i + 1 < all.length; i += 2) { simple.set(all[i], all[i + 1]); }
    folds = new Map();
    arrived.fold = pairs;
  }
  var folds = new Map();
  function fold(c) {
    var folded = folds.get(c);
    if (folded === undefined) {
      folded = foldOne(c);
      folds.set(c, folded);
    }
    return folded;
  }
  /* the folded text, and for each unit of it where its character begins and ends; line ends stay, so that nothing is found across them */
  function folded(text) {
    var out = "";
    var from = [];
    var to = [];
    for (var i = 0; i < text.length;) {
      var c = String.fromCodePoint(text.codePointAt(i));
      var f = c === "\n" ? c : fold(c);
      for (var k = 0; k < f.length; k += 1) {
        from.push(i);
        to.push(i + c.length);
      }
      out += f;
      i += c.length;
    }
    return { text: out, from: from, to: to };
  }
  function narrow(c) { return c !== undefined && /^[a-z0-9]$/.test(c); }

  /* ---- English words: M. F. Porter, An algorithm for suffix stripping (1980), as in src/search/stem.rs ---- */
  var step2 = "ational ate tional tion enci ence anci ance izer ize abli able alli al entli ent eli e ousli ous ization ize ation ate ator ate alism al iveness ive fulness ful ousness ous aliti al iviti ive biliti ble".split(" ");
  var step3 = ["icate", "ic", "ative", "", "alize", "al", "iciti", "ic", "ical", "ic", "ful", "", "ness", ""];
  var step4 = "ement ance ence able ible ment ant ent ion ism ate iti ous ive ize al er ic ou".split(" ");
  function consonant(w, i) {
    if (/[aeiou]/.test(w[i])) { return false; }
    return w[i] !== "y" || i === 0 || !consonant(w, i - 1);
  }
  function measure(w) {
    var n = 0;
    for (var i = 1; i < w.length; i += 1) {
      if (consonant(w, i) && !consonant(w, i - 1)) { n += 1; }
    }
    return n;
  }
  function vowel(w) {
    for (var i = 0; i < w.length; i += 1) {
      if (!consonant(w, i)) { return true; }
    }
    return false;
  }
  function short(w) {
    var n = w.length;
    return n > 2 && consonant(w, n - 3) && !consonant(w, n - 2) && consonant(w, n - 1) && !/[wxy]$/.test(w);
  }
  function longest(w, ends, step) {
    var found = -1;
    for (var i = 0; i < ends.length; i += step) {
      if (w.endsWith(ends[i]) && (found < 0 || ends[i].length > ends[found].length)) { found = i; }
    }
    return found;
  }
  function replaced(w, table) {
    var at = longest(w, table, 2);
    var rest = at < 0 ? w : w.slice(0, w.length - table[at].length);
    return at >= 0 && measure(rest) > 0 ? rest + table[at + 1] : w;
  }
  function past(w) {
    if (w.endsWith("eed")) { return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w; }
    var cut = w.endsWith("ed") ? 2 : w.endsWith("ing") ? 3 : 0;
    var rest = w.slice(0, w.length - cut);
    if (!cut || !vowel(rest)) { return w; }
    var n = rest.length;
    var doubled = n > 1 && rest[n - 1] === rest[n - 2] && consonant(rest, n - 1);
    if (/(at|bl|iz)$/.test(rest) || (!doubled && measure(rest) === 1 && short(rest))) { return rest + "e"; }
    return doubled && !/[lsz]$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  function stem(w) {
    if (w.length < 3) { return w; }
    if (/(sses|ies)$/.test(w)) { w = w.slice(0, -2); } else if (/[^s]s$/.test(w)) { w = w.slice(0, -1); }
    w = past(w);
    if (w.endsWith("y") && vowel(w.slice(0, -1))) { w = w.slice(0, -1) + "i"; }
    w = replaced(replaced(w, step2), step3);
    var at = longest(w, step4, 1);
    var rest = at < 0 ? w : w.slice(0, w.length - step4[at].length);
    if (at >= 0 && measure(rest) > 1 && (step4[at] !== "ion" || /[st]$/.test(rest))) { w = rest; }
    if (w.endsWith("e")) {
      rest = w.slice(0, -1);
      if (measure(rest) > 1 || (measure(rest) === 1 && !short(rest))) { w = rest; }
    }
    return w.endsWith("ll") && measure(w) > 1 ? w.slice(0, -1) : w;
  }

  /* ---- numbers and lists ---- */
  function sign(code) { return code - (code > 91 ? 35 : code > 33 ? 34 : 33); }
  /* the numbers of a text, each with the marks before it */
  function numbers(text, take) {
    var marks = 0;
    for (var i = 0; i < text.length;) {
      var n = sign(text.charCodeAt(i));
      i += 1;
      if (n === 91) {
        marks += 1;
        continue;
      }
      if (n === 90) {
        n = 0;
        for (var k = 0; k < 4; k += 1) { n = n * 92 + sign(text.charCodeAt(i + k)); }
        n += 2092;
        i += 4;
      } else if (n >= 68) {
        n = 68 + (n - 68) * 92 + sign(text.charCodeAt(i));
        i += 1;
      }
      take(n, marks);
      marks = 0;
    }
  }
  function all(text) {
    var out = [];
    numbers(text, function (n) { out.push(n); });
    return out;
  }
  /* document → level (2 title, 1 heading, 0 text) and, from bit 2 on, the classes of the places where the key stands */
  function list(signs, into) {
    var next = 0;
    numbers(signs, function (n, marks) {
      next += Math.floor(n / 8);
      var known = into.get(next - 1) || 0;
      into.set(next - 1, Math.max(known & 3, n < 8 ? 0 : marks) | (known & ~3) | (4 << n % 8));
    });
    return into;
  }
  /* the documents in which keys can follow one another, each so far from the first one as `offsets` say */
  function chained(lists, offsets) {
    var order = lists.map(function (_, n) { return n; }).sort(function (a, b) { return lists[a].size - lists[b].size; });
    var out = new Map();
    lists[order[0]].forEach(function (_, at) {
      var level = 2;
      var classes = 255;
      for (var n = 0; n < order.length; n += 1) {
        var value = lists[order[n]].get(at);
        if (value === undefined) { return; }
        var turn = offsets[order[n]] & 7;
        var own = value >> 2;
        level = Math.min(level, value & 3);
        classes &= (own >> turn) | (own << (8 - turn));
      }
      if (classes & 255) { out.set(at, level); }
    });
    return out;
  }
  function both(a, b) {
    var small = a.size <= b.size ? a : b;
    var large = small === a ? b : a;
    var out = new Map();
    small.forEach(function (level, at) {
      var other = large.get(at);
      if (other !== undefined) { out.set(at, Math.min(level, other)); }
    });
    return out;
  }
  function either(a, b) {
    b.forEach(function (level, at) {
      var known = a.get(at);
      if (known === undefined || known < level) { a.set(at, level); }
    });
    return a;
  }

  /* ---- keys; the same as keys() and shard_of() of src/search/key.rs ---- */
  var spaces = { "": 0, "'": 1, ".": 2, "~": 3 };
  function shardOf(space, key, shards) {
    var first = key.codePointAt(0);
    var second = key.codePointAt(first > 0xFFFF ? 2 : 1) || 0;
    var h = (Math.imul(first ^ (spaces[space] << 24), 0x9E3779B1) + second) >>> 0;
    h = Math.imul(h ^ (h >>> 15), 0x85EBCA6B) >>> 0;
    return ((h ^ (h >>> 13)) & (shards - 1)) >>> 0;
  }
  /* what a folded term asks for; `open` asks for every key that begins so */
  function asked(term) {
    var c = Array.from(term);
    if (c.length === 1) { return [{ key: c[0], at: 0 }]; }
    var all = [];
    for (var i = 0; i + 1 < c.length; i += 1) {
      var pair = narrow(c[i]) && narrow(c[i + 1]);
      if (pair && narrow(c[i + 2])) {
        all.push({ key: c[i] + c[i + 1] + c[i + 2], at: i });
      } else if (!pair || c[i + 2] !== undefined) {
        all.push({ key: c[i] + c[i + 1], at: i });
      } else if (!narrow(c[i - 1])) {
        all.push({ key: c[i] + c[i + 1], at: i, open: true });
      }
    }
    /* more would only cost: what is found is checked against its text anyway */
    var most = 8;
    return all.length <= most ? all : all.filter(function (_, i) { return Math.floor(i * most / all.length) !== Math.floor((i - 1) * most / all.length); });
  }

  /* ---- pinyin: whether `typed` is read at some place of a name, in whole syllables or by initials; [from, to) in characters ---- */
  function read(readings, typed) {
    function syllables(at, rest) {
      if (!rest) { return at; }
      if (at >= readings.length) { return -1; }
      var found = -1;
      readings[at].some(function (r) {
        if (!r) { found = syllables(at + 1, rest); } else if (rest.startsWith(r)) { found = syllables(at + 1, rest.slice(r.length)); } else if (r.startsWith(rest)) { found = at + 1; }
        return found >= 0;
      });
      return found;
    }
    function initials(at, rest) {
      if (!rest) { return at; }
      if (at >= readings.length) { return -1; }
      if (!readings[at][0]) { return initials(at + 1, rest); }
      return readings[at].some(function (r) { return r[0] === rest[0]; }) ? initials(at + 1, rest.slice(1)) : -1;
    }
    for (var i = 0; i < readings.length; i += 1) {
      if (!readings[i][0]) { continue; }
      var end = initials(i, typed);
      if (end < 0) { end = syllables(i, typed); }
      if (end >= 0) { return [i, end]; }
    }
    return null;
  }

  /* ---- the index ---- */
  var arrived = {};
  function Index(load) {
    this.load = load;
    this.waiting = {};
    this.lists = {};
  }
  Index.prototype.get = function (name) {
    var self = this;
    if (!this.waiting[name]) {
      this.waiting[name] = this.load(name, this.facts ? this.facts.version : "").then(function () {
        if (arrived[name] === undefined) { throw new Error(name); }
        return arrived[name];
      });
      /* what did not come may come next time */
      this.waiting[name].catch(function () { delete self.waiting[name]; });
    }
    return this.waiting[name];
  };
  Index.prototype.table = function () {
    var self = this;
    return Promise.all([this.get("table"), this.get("fold")]).then(function (both) {
      if (self.facts) { return self.facts; }
      var t = both[0];
      var before = "";
      var urls = t.urls.split("\n").map(function (line) {
        var long = sign(line.charCodeAt(0)) >= 68 ? 2 : 1;
        before = before.slice(0, all(line.slice(0, long))[0]) + line.slice(long);
        return before;
      });
      self.facts = { version: t.version, shards: t.shards, kinds: t.kinds, places: t.places, years: t.years, urls: urls, of: all(t.facts) };
      return self.facts;
    });
  };
  /* document → level of one key */
  Index.prototype.find = function (space, ask) {
    var self = this;
    var number = shardOf(space, ask.key, this.facts.shards);
    return this.get("i/" + number.toString(16)).then(function (text) {
      var shard = self.lists[number];
      if (!shard) {
        shard = self.lists[number] = new Map();
        var words = text.split(" ");
        for (var i = 0; i + 1 < words.length; i += 2) { shard.set(words[i], words[i + 1]); }
      }
      var found = new Map();
      if (!ask.open) { return list(shard.get(space + ask.key) || "", found); }
      shard.forEach(function (signs, key) {
        if (key.startsWith(space + ask.key)) { list(signs, found); }
      });
      return found;
    });
  };
  Index.prototype.all = function (space, term) {
    var self = this;
    var asks = asked(term);
    return Promise.all(asks.map(function (ask) { return self.find(space, ask); })).then(function (lists) {
      return chained(lists, asks.map(function (ask) { return space ? 0 : ask.at; }));
    });
  };
  /* document → the best level at which a term may stand in it */
  Index.prototype.term = function (term) {
    var ways = [this.all("", term.text)];
    if (term.latin) {
      ways.push(this.all("'", term.text), this.all(".", term.text));
      ways.push(this.find("~", { key: term.stem }).then(function (found) { return chained([found], [0]); }));
    }
    return Promise.all(ways).then(function (found) { return found.reduce(either); });
  };

  function terms(query) {
    var seen = {};
    return query.split(/\s+/).map(function (raw) { return folded(raw).text; }).filter(function (text) {
      var fresh = text && !seen[text];
      seen[text] = true;
      return fresh;
    }).map(function (text) {
      var latin = /^[a-z]{2,}$/.test(text);
      return { text: text, latin: latin, stem: latin ? stem(text) : "" };
    });
  }

  /* where a term stands in a text, as [from, to) of it */
  function places(text, term, most) {
    var f = folded(text);
    var found = [];
    for (var at = f.text.indexOf(term.text); at >= 0 && found.length < most; at = f.text.indexOf(term.text, at + term.text.length)) {
      found.push([f.from[at], f.to[at + term.text.length - 1]]);
    }
    if (!found.length && term.latin) {
      var word = /[A-Za-z]{2,}/g;
      for (var m = word.exec(text); m && found.length < most; m = word.exec(text)) {
        if (stem(m[0].toLowerCase()) === term.stem) { found.push([m.index, m.index + m[0].length]); }
      }
    }
    return found;
  }
  /* the same in a title or name, by its readings too */
  function named(name, term) {
    var found = places(name[0], term, 9);
    if (!found.length && term.latin) {
      var f = folded(name[0]);
      var starts = Array.from(f.text);
      var at = read(name[1].split(" ").map(function (r) { return r.split("/"); }), term.text);
      if (at) {
        var unit = function (n) { return starts.slice(0, n).join("").length; };
        found.push([f.from[unit(at[0])], f.to[unit(at[1]) - 1]]);
      }
    }
    return found;
  }

  /* a text with what is found in it: [[text, marked]…] */
  function marked(text, ranges, from, to) {
    var out = [];
    var at = from;
    ranges.filter(function (r) { return r[1] > from && r[0] < to; }).sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; }).forEach(function (r) {
      var start = Math.max(r[0], at);
      var end = Math.min(r[1], to);
      if (end <= start) { return; }
      if (start > at) { out.push([text.slice(at, start), false]); }
      out.push([text.slice(start, end), true]);
      at = end;
    });
    if (at < to) { out.push([text.slice(at, to), false]); }
    return out;
  }
  function whole(text, at) { return at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]) ? at - 1 : at; }
  function excerpt(text, wanted) {
    var ranges = [].concat.apply([], wanted.map(function (term) { return places(text, term, 20); }));
    var first = ranges.reduce(function (least, r) { return Math.min(least, r[0]); }, ranges.length ? Infinity : 0);
    var line = text.lastIndexOf("\n", first - 1) + 1;
    /* a word of Latin letters takes the room of three characters, and is not cut */
    var latin = !/[\u3400-\u9FFF]/.test(text.slice(line, line + 60));
    var from = first - line <= (latin ? 90 : 36) ? line : whole(text, first - (latin ? 70 : 24));
    var to = Math.min(text.length, whole(text, from + (latin ? 240 : 110)));
    if (latin && from > line) { from = Math.min(first, text.indexOf(" ", from) + 1 || first); }
    if (latin && to < text.length) { to = Math.max(text.lastIndexOf(" ", to), first + 1); }
    var out = marked(text.replace(/\n/g, " "), ranges, from, to);
    if (from > line) { out.unshift(["…", false]); }
    if (to < text.length) { out.push(["…", false]); }
    return out;
  }

  /* checks a document against a query: what to show of it, or null where it does not hold the query after all */
  function check(text, wanted) {
    var title = text[0];
    var parts = text[3];
    var lists = text[2].map(function (name) { return wanted.map(function (term) { return named(name, term); }); });
    var level = 3;
    var inTitle = [];
    var missing = false;
    var holds = parts.map(function () { return 0; });
    wanted.forEach(function (term, n) {
      var best = -1;
      lists.forEach(function (found, at) {
        if (!found[n].length) { return; }
        if (at === 0) { inTitle = inTitle.concat(found[n]); }
        best = Math.max(best, at === 0 && folded(title).text === term.text ? 3 : 2);
      });
      parts.forEach(function (part, at) {
        var heading = part[2] && places(part[1], term, 1).length;
        var body = places(part[3], term, 1).length;
        if (heading || body) { holds[at] += 1; }
        best = Math.max(best, heading ? 1 : body ? 0 : -1);
      });
      missing = missing || best < 0;
      level = Math.min(level, best);
    });
    if (missing) { return null; }
    var most = Math.max.apply(null, holds.concat(0));
    var at = most ? holds.indexOf(most) : 0;
    var part = parts[at] || ["", "", 0, ""];
    var heading = [].concat.apply([], wanted.map(function (term) { return places(part[1], term, 9); }));
    return {
      title: marked(title, inTitle, 0, title.length),
      date: text[1],
      /* a title leads to the top of its page */
      id: level > 1 ? "" : part[0],
      heading: level < 2 ? marked(part[1], heading, 0, part[1].length) : [],
      text: excerpt(part[3], wanted),
      level: level
    };
  }

  /* ---- a search: candidates in the order of what they may be, checked as they are shown ---- */
  function Search(index, query, filters) {
    this.index = index;
    this.query = query;
    this.terms = terms(query);
    this.filters = filters || {};
    this.shown = 0;
    this.queue = null;
  }
  function order(a, b) { return b.level - a.level || b.at - a.at; }
  Search.prototype.start = function () {
    var self = this;
    if (this.queue || !this.terms.length) { return Promise.resolve(); }
    return this.index.table().then(function (facts) {
      /* once more, now that both scripts are known */
      self.terms = terms(self.query);
      return Promise.all(self.terms.map(function (term) { return self.index.term(term); })).then(function (found) {
        self.queue = [];
        found.reduce(both).forEach(function (level, at) {
          var fits = ["kind", "place", "year"].every(function (name, n) {
            var wanted = self.filters[name];
            return wanted === undefined || wanted === "" || facts.of[at * 3 + n] === Number(wanted);
          });
          if (fits) { self.queue.push({ at: at, level: level }); }
        });
        self.queue.sort(order);
        var term = self.terms[0];
        self.exact = self.terms.length === 1 && !term.latin && asked(term.text).length === 1;
      });
    });
  };
  /* up to `count` more; asks for `most` texts at the most */
  Search.prototype.next = function (count, most) {
    var self = this;
    var hits = [];
    var left = most || 20;
    function round() {
      var front = (self.queue || []).slice(0, count - hits.length);
      /* as long as nothing was found it goes on, so that none means none */
      var open = front.filter(function (item) { return !item.hit; }).slice(0, Math.max(left, hits.length || self.shown ? 0 : count));
      if (!front.length || (!open.length && !front[0].hit)) { return hits; }
      left -= open.length;
      return Promise.all(open.map(function (item) {
        return self.index.get("t/" + self.index.facts.urls[item.at]).then(function (text) {
          item.hit = check(text, self.terms);
          item.gone = !item.hit;
          if (item.hit) {
            item.level = item.hit.level;
            item.hit.url = self.index.facts.urls[item.at];
            item.hit.kind = self.index.facts.kinds[self.index.facts.of[item.at * 3]][1];
            item.hit.place = self.index.facts.places[self.index.facts.of[item.at * 3 + 1] - 1] || "";
          }
        });
      })).then(function () {
        self.queue = self.queue.filter(function (item) { return !item.gone; }).sort(order);
        while (self.queue.length && self.queue[0].hit && hits.length < count) {
          hits.push(self.queue.shift().hit);
          self.shown += 1;
        }
        return hits.length < count ? round() : hits;
      });
    }
    return this.start().then(round);
  };
  Search.prototype.total = function () { return this.shown + (this.queue || []).length; };
  Search.prototype.sure = function () {
    return this.exact || (this.queue || []).every(function (item) { return item.hit; });
  };

  global.jxSearch = {
    table: function (value) { arrived.table = value; },
    shard: function (number, value) { arrived["i/" + number.toString(16)] = value; },
    text: function (url, value) { arrived["t/" + url] = value; },
    script: script, Index: Index, Search: Search, fold: fold, stem: stem
  };
}(typeof window === "object" ? window : globalThis));

/* ---- the page ---- */
(function () {
  "use strict";
  if (typeof document !== "object") { return; }
  var doc = document;
  var form = doc.getElementById("jx-search");
  if (!form) { return; }
  var field = doc.getElementById("jx-q");
  var box = doc.getElementById("jx-hits");
  var said = doc.getElementById("jx-found");
  var more = doc.getElementById("jx-more");
  var plain = doc.getElementById("jx-index");
  var wipe = doc.getElementById("jx-clear");
  var filters = [].slice.call(form.querySelectorAll("select"));
  var word = function (name) { return form.getAttribute("data-" + name); };
  var root = word("root");
  var page = 10;
  function spelled(path) { return path.split("/").map(encodeURIComponent).join("/"); }

  var index = new jxSearch.Index(function (name, version) {
    return new Promise(function (done, failed) {
      var script = doc.createElement("script");
      script.src = root + word("base") + spelled(name) + ".js" + (version ? "?v=" + version : "");
      script.onload = done;
      script.onerror = function () { failed(new Error(name)); };
      doc.head.appendChild(script);
      script.addEventListener("load", function () { doc.head.removeChild(script); });
    });
  });

  /* ---- results: a list box of links, the field keeps the focus ---- */
  var now = null;
  var active = -1;
  var composing = false;
  var timer = 0;
  function options() { return [].slice.call(box.children); }
  function activate(at) {
    var all = options();
    if (all[active]) { all[active].setAttribute("aria-selected", "false"); }
    active = all.length ? (at + all.length + 1) % (all.length + 1) : -1;
    if (active === all.length) { active = -1; }
    if (all[active]) {
      all[active].setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", all[active].id);
      if (all[active].scrollIntoView) { all[active].scrollIntoView({ block: "nearest" }); }
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }
  function put(parent, kind, name, pieces) {
    if (!pieces.length || !pieces.some(function (piece) { return piece[0]; })) { return null; }
    var made = parent.appendChild(doc.createElement(kind));
    made.className = name;
    pieces.forEach(function (piece) {
      if (piece[1]) { made.appendChild(doc.createElement("mark")).textContent = piece[0]; } else { made.appendChild(doc.createTextNode(piece[0])); }
    });
    return made;
  }
  function option(hit, at) {
    var link = doc.createElement("a");
    link.className = "hit";
    link.id = "jx-hit-" + at;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = root + spelled(hit.url) + "/" + (word("whole") === "true" ? "index.html" : "") + (hit.id ? "#" + encodeURIComponent(hit.id) : "");
    put(link, "span", "hit-title", hit.title);
    put(link, "span", "hit-heading", hit.heading);
    put(link, "span", "hit-text", hit.text);
    put(link, "span", "hit-about", [[[hit.kind, hit.date, hit.place].filter(Boolean).join(" · "), false]]);
    return link;
  }
  function say(text) { said.textContent = text; }
  function clear() {
    box.textContent = "";
    active = -1;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", "false");
    more.hidden = true;
  }
  function count() {
    var n = now.total();
    return [word("found"), now.sure() ? "" : word("about"), n.toLocaleString(document.documentElement.lang), word(n === 1 ? "one" : "many")].filter(function (w) { return w !== ""; }).join(" ");
  }
  function show(search, first) {
    return search.next(page).then(function (hits) {
      if (search !== now) { return; }
      if (first) { clear(); }
      var start = box.children.length;
      hits.forEach(function (hit, n) { box.appendChild(option(hit, start + n)); });
      box.setAttribute("aria-busy", "false");
      more.hidden = !search.queue.length;
      field.setAttribute("aria-expanded", box.children.length ? "true" : "false");
      say(search.total() ? count() : word("none"));
      if (!first && hits.length) {
        activate(start);
        field.focus();
      }
    }).catch(function () {
      if (search === now) {
        box.setAttribute("aria-busy", "false");
        clear();
        say(word("failed"));
      }
    });
  }
  function remember(query) {
    var parts = query ? ["q=" + encodeURIComponent(query)] : [];
    filters.forEach(function (select) { if (query && select.value) { parts.push(select.name + "=" + encodeURIComponent(select.options[select.selectedIndex].text)); } });
    var hash = parts.length ? "#" + parts.join("&") : "";
    try { history.replaceState(null, "", location.pathname + hash); } catch (e) { /* a page opened from a folder may have to keep its address */ }
    [].slice.call(doc.querySelectorAll(".search-others a, .versions a")).forEach(function (link) {
      link.href = link.href.split("#")[0] + (query ? "#q=" + encodeURIComponent(query) : "");
    });
  }
  var last = null;
  function run() {
    window.clearTimeout(timer);
    var query = field.value.trim();
    wipe.hidden = !field.value;
    var chosen = {};
    filters.forEach(function (select) { chosen[select.name] = select.value; });
    var key = JSON.stringify([query, chosen]);
    if (key === last) { return; }
    last = key;
    remember(query);
    var search = new jxSearch.Search(index, query, chosen);
    now = search;
    plain.hidden = search.terms.length > 0;
    box.setAttribute("aria-busy", String(search.terms.length > 0));
    if (!search.terms.length) {
      clear();
      say("");
      return;
    }
    if (!box.children.length) { say(word("busy")); }
    show(search, true);
  }
  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(run, 150);
  }
  function fill(select, entries) {
    entries.forEach(function (entry) {
      var made = select.appendChild(doc.createElement("option"));
      made.value = entry[0];
      made.textContent = entry[1];
    });
    select.parentNode.hidden = entries.length < 2;
  }
  /* the filters name what the site has */
  var filling = null;
  function fillFilters() {
    if (!filling) {
      filling = index.table().then(function (facts) {
        fill(filters[0], facts.kinds.map(function (kind, n) { return [n, kind[1]]; }));
        fill(filters[1], facts.places.map(function (place, n) { return [n + 1, place]; }));
        fill(filters[2], facts.years.map(function (year, n) { return [n, year || word("undated")]; }).reverse());
      });
      filling.catch(function () {
        filling = null;
        say(word("failed"));
      });
    }
    return filling;
  }

  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () {
    composing = false;
    soon();
  });
  field.addEventListener("input", function (event) { if (!composing && !event.isComposing) { soon(); } });
  field.addEventListener("focus", fillFilters);
  field.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229) { return; }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!box.children.length) { return; }
      event.preventDefault();
      activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? box.children.length - 1 : active - 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (box.children[active]) { box.children[active].click(); } else { run(); }
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (active >= 0) { activate(-1); } else {
        field.value = "";
        run();
      }
    }
  });
  filters.forEach(function (select) { select.addEventListener("change", run); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    run();
  });
  more.addEventListener("click", function () { show(now, false); });
  wipe.addEventListener("click", function () {
    field.value = "";
    field.focus();
    run();
  });

  /* ---- an address may hold a query ---- */
  function open() {
    var asked = {};
    var written = /^#q=/.test(location.hash) ? location.hash.slice(1) : location.search.slice(1);
    written.split("&").forEach(function (pair) {
      var at = pair.indexOf("=");
      try { asked[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1).replace(/\+/g, " ")); } catch (e) { /* an address that somebody cut */ }
    });
    if (!asked.q || asked.q === field.value) { return; }
    field.value = asked.q;
    fillFilters().then(function () {
      filters.forEach(function (select) {
        var found = [].slice.call(select.options).filter(function (o) { return o.value && o.text === asked[select.name]; })[0];
        select.value = found ? found.value : "";
      });
      run();
    }, function () { /* said already */ });
  }
  form.hidden = false;
  window.addEventListener("hashchange", open);
  open();
}());
