/* The preview: keeps an open page up to date and shows what is wrong over it. Never part of a built site. */
(function () {
  "use strict";
  var doc = document;
  var own = "/__jiangxin/";
  var shown = null;    /* the page as the server sent it: what this script compares with */
  var status = 200;
  var version = null;
  var assets = null;
  var state = null;
  var busy = false;
  var source = null;
  var lost = 0;

  /* ---- boxes over the page, in a tree of their own: no style of the page reaches them, no update touches them ---- */
  var host = doc.createElement("div");
  host.id = "jx-preview";
  var tree = host.attachShadow({ mode: "open" });
  function make(name, css, text) {
    var made = doc.createElement(name);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }
  var style = make("link");
  style.rel = "stylesheet";
  style.href = own + "preview.css";
  var errors = make("section", "box errors");
  var gone = make("section", "box gone");
  [style, errors, gone].forEach(function (part) { tree.appendChild(part); });
  errors.setAttribute("role", "alert");
  gone.setAttribute("role", "status");
  errors.hidden = gone.hidden = true;
  doc.documentElement.appendChild(host);

  function showErrors(found, words) {
    host.lang = words.lang;
    errors.textContent = "";
    errors.hidden = !found.list.length;
    var top = make("div", "top");
    var hide = make("button", "", words.hide);
    hide.type = "button";
    hide.addEventListener("click", function () { errors.hidden = true; });
    [make("b", "", found.title), make("span", "", words.below), hide].forEach(function (part) { top.appendChild(part); });
    var list = make("ol");
    found.list.forEach(function (one) {
      var item = make("li");
      item.appendChild(make("div", "message", one.message));
      var where = [one.file, one.line, one.column].filter(function (part) { return part; }).join(":");
      item.appendChild(make("div", "where", where + "  [" + one.code + "]"));
      if (one.text) {
        var line = make("div", "line", one.text[0]);
        line.appendChild(make("mark", "", one.text[1]));
        line.appendChild(doc.createTextNode(one.text[2]));
        item.appendChild(line);
      }
      if (one.help) { item.appendChild(make("div", "help", words.help + one.help)); }
      list.appendChild(item);
    });
    if (found.more) { list.appendChild(make("li", "", found.more)); }
    errors.appendChild(top);
    errors.appendChild(list);
  }
  function showGone(text, link) {
    gone.hidden = !text;
    gone.textContent = text || "";
    if (!text || !link) { return; }
    var home = make("a", "", state.words.home);
    home.href = state.home;
    gone.appendChild(home);
  }

  /* ---- the page itself: three trees, what was sent (was), what is sent now (next), and what the reader has (live).
     Only what differs between the two that were sent is changed, so open details, focus, typed text and whatever the
     page's own script did stay. ---- */
  function alike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== 1 || a.id === b.id);
  }
  function classes(node) { return (node.getAttribute("class") || "").split(/\s+/).filter(Boolean); }
  function mendAttributes(live, was, next) {
    [].forEach.call(was.attributes, function (a) {
      if (!next.hasAttribute(a.name) && a.name !== "class") { live.removeAttribute(a.name); }
    });
    [].forEach.call(next.attributes, function (a) {
      if (was.getAttribute(a.name) !== a.value && a.name !== "class") { live.setAttribute(a.name, a.value); }
    });
    classes(was).forEach(function (name) { if (classes(next).indexOf(name) < 0) { live.classList.remove(name); } });
    classes(next).forEach(function (name) { if (classes(was).indexOf(name) < 0) { live.classList.add(name); } });
  }
  function mend(live, was, next) {
    if (was.isEqualNode(next)) { return; }
    if (live.nodeType !== 1) { live.data = next.data; return; }
    mendAttributes(live, was, next);
    var have = [].slice.call(live.childNodes);
    var at = 0;
    var before = [].map.call(was.childNodes, function (node) {   /* each node sent, and the one the reader has for it */
      var i = at;
      while (i < have.length && !alike(have[i], node)) { i += 1; }
      if (i === have.length) { return { node: node, live: null }; }
      at = i + 1;
      return { node: node, live: have[i] };
    });
    var after = [].slice.call(next.childNodes);
    var pairs = pair(before, after);
    before.forEach(function (one) { if (one.live && pairs.indexOf(one) < 0) { live.removeChild(one.live); } });
    var place = live.firstChild;
    after.forEach(function (node, i) {
      var one = pairs[i];
      var put = one && one.live ? one.live : doc.importNode(node, true);
      if (one && one.live) {
        var seen = place;
        while (seen && seen !== put) { seen = seen.nextSibling; }
        if (seen) { place = put.nextSibling; } else { live.insertBefore(put, place); }
        mend(put, one.node, node);
      } else {
        live.insertBefore(put, place);
      }
    });
  }
  /* For each node of `after` one of `before` or null: equal ends first, then equal nodes, then alike ones, in order. */
  function pair(before, after) {
    var pairs = after.map(function () { return null; });
    var from = 0;
    var a = before.length;
    var b = after.length;
    while (from < a && from < b && before[from].node.isEqualNode(after[from])) { pairs[from] = before[from]; from += 1; }
    while (a > from && b > from && before[a - 1].node.isEqualNode(after[b - 1])) { a -= 1; b -= 1; pairs[b] = before[a]; }
    var free = from;
    for (var i = from; i < b; i += 1) {
      var equal = free;
      while (equal < a && !before[equal].node.isEqualNode(after[i])) { equal += 1; }
      var same = free;
      while (same < a && !alike(before[same].node, after[i])) { same += 1; }
      var found = equal < a ? equal : same;
      if (found < a) { pairs[i] = before[found]; free = found + 1; }
    }
    return pairs;
  }
  function sheets(head) { return [].slice.call(head.querySelectorAll("link[rel~=stylesheet]")); }
  function mendHead(next) {
    doc.title = next.title;
    var old = sheets(doc.head);
    sheets(next.head).forEach(function (sheet, i) {
      if (!old[i] || old[i].getAttribute("href") === sheet.getAttribute("href")) { return; }
      var fresh = doc.importNode(sheet, true);
      fresh.addEventListener("load", function () { if (old[i].parentNode) { old[i].parentNode.removeChild(old[i]); } });
      doc.head.insertBefore(fresh, old[i].nextSibling);
    });
  }
  function all(page, selector, name) {
    return [].map.call(page.querySelectorAll(selector), function (node) { return node.getAttribute(name); }).join("\n");
  }
  function sameIds(was, next) {
    return [].every.call(was.querySelectorAll("[id]"), function (node) { return next.getElementById(node.id); });
  }
  /* What cannot be mended in place is loaded anew; the browser keeps the scroll, this keeps what was open. */
  function reload() {
    try {
      var open = [].map.call(doc.querySelectorAll("details"), function (d) { return d.open ? 1 : 0; });
      sessionStorage.setItem("jx-preview", JSON.stringify({ at: location.pathname, y: window.pageYOffset, open: open, focus: (doc.activeElement || {}).id }));
    } catch (e) { /* no storage: only that is lost */ }
    location.reload();
  }
  function restore() {
    try {
      var kept = JSON.parse(sessionStorage.getItem("jx-preview"));
      sessionStorage.removeItem("jx-preview");
      if (!kept || kept.at !== location.pathname) { return; }
      [].forEach.call(doc.querySelectorAll("details"), function (d, i) { if (i < kept.open.length) { d.open = !!kept.open[i]; } });
      if (kept.focus && doc.getElementById(kept.focus)) { doc.getElementById(kept.focus).focus({ preventScroll: true }); }
      window.scrollTo(0, kept.y);
    } catch (e) { /* as above */ }
  }
  function update(page, code) {
    if (code >= 500 && status < 500) { return; }
    if (code === 404 && status === 200) { return showGone(state.words.gone, true); }
    showGone("");
    var next = new DOMParser().parseFromString(page, "text/html");
    if (code !== status || all(shown, "script[src]", "src") !== all(next, "script[src]", "src") || sheets(shown.head).length !== sheets(next.head).length || !sameIds(shown, next)) {
      return reload();
    }
    mendHead(next);
    mendAttributes(doc.documentElement, shown.documentElement, next.documentElement);
    mend(doc.body, shown.body, next.body);
    shown = next;
  }
  function stamp(header) { var found = /desc="?([0-9a-f]+)/.exec(header || ""); return found ? found[1] : null; }
  function load(then) {
    fetch(location.pathname + location.search, { cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (page) { then(page, answer.status, stamp(answer.headers.get("Server-Timing"))); });
    }).catch(function () { busy = false; });
  }

  /* ---- one state at a time; a state says what should be shown, not what happened, so none can be missed ---- */
  function catchUp() {
    if (busy || !shown || !state || state.version === version) { return; }
    var wanted = state.version;
    if (assets !== null && assets !== state.assets) { return reload(); }
    assets = state.assets;
    busy = true;
    load(function (page, code, sent) {
      version = sent || wanted;
      update(page, code);
      busy = false;
      catchUp();
    });
  }
  function listen() {
    if (source || doc.hidden) { return; }
    source = new EventSource(own + "events?path=" + encodeURIComponent(location.pathname));
    source.onmessage = function (event) {
      window.clearTimeout(lost);
      lost = 0;
      state = JSON.parse(event.data);
      if (assets === null) { assets = state.assets; }
      if (gone.getAttribute("data-lost")) { gone.removeAttribute("data-lost"); showGone(""); }
      showErrors(state.errors, state.words);
      catchUp();
    };
    source.onerror = function () {
      if (source.readyState === 2) { source = null; window.setTimeout(listen, 1000); }
      lost = lost || window.setTimeout(function () {
        if (state) { gone.setAttribute("data-lost", "1"); showGone(state.words.lost); }
      }, 1500);
    };
  }
  /* A browser keeps six connections to a host: pages that nobody sees give theirs back. */
  doc.addEventListener("visibilitychange", function () {
    if (doc.hidden && source) { source.close(); source = null; }
    listen();
  });

  restore();
  listen();
  busy = true;
  load(function (page, code, sent) {
    var first = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    var came = first && first.serverTiming && first.serverTiming[0] ? first.serverTiming[0].description : sent;
    if (sent && came && came !== sent) { return reload(); }
    shown = new DOMParser().parseFromString(page, "text/html");
    status = code;
    version = sent;
    busy = false;
    catchUp();
  });
}());
