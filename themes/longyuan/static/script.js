/* 陇原: follows the scroll, copies links, goes back up. Every page works without it. */
(function () {
  "use strict";
  var doc = document;
  var root = doc.documentElement;
  root.classList.add("js");

  /* ---- said aloud and shown for a moment ---- */
  var live = doc.getElementById("jx-live");
  var timer = 0;
  function say(text) {
    if (!live || !text) { return; }
    live.textContent = "";
    live.classList.add("shown");
    window.setTimeout(function () { live.textContent = text; }, 30);
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      live.classList.remove("shown");
      live.textContent = "";
    }, 2600);
  }

  /* ---- copy a link ---- */
  var cite = doc.getElementById("jx-cite");
  function copyOld(text) {
    var area = doc.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "sr";
    var place = cite && cite.open ? cite : doc.body;
    place.appendChild(area);
    area.select();
    var done = false;
    try { done = doc.execCommand("copy"); } catch (e) { done = false; }
    place.removeChild(area);
    return done;
  }
  function copy(text, then) {
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(
        function () { then(true); },
        function () { then(copyOld(text)); }
      );
    } else {
      then(copyOld(text));
    }
  }
  doc.addEventListener("click", function (event) {
    var target = event.target;
    var anchor = target && target.closest ? target.closest("a.anchor") : null;
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    var url = location.href.split("#")[0] + anchor.getAttribute("href");
    var words = anchor.getAttribute("data-cite");
    if (words && cite && cite.showModal) {
      event.preventDefault();
      history.replaceState(null, "", anchor.getAttribute("href"));
      cite.querySelector(".cite-text").textContent = words;
      var slot = cite.querySelector(".cite-qr");
      var code = doc.querySelector('.code[data-for="' + anchor.getAttribute("href").slice(1) + '"] img');
      slot.textContent = "";
      slot.classList.toggle("has-qr", !!code);
      if (code) { slot.appendChild(code.cloneNode()).alt = slot.getAttribute("data-label"); }
      cite.querySelector(".cite-link").textContent = url;
      cite.querySelector(".cite-said").textContent = "";
      cite.showModal();
      return;
    }
    copy(words ? words + "\n" + url : url, function (done) {
      anchor.focus();
      if (live) { say(live.getAttribute(done ? "data-copied" : "data-failed")); }
      if (!done) { return; }
      anchor.classList.add("copied");
      window.setTimeout(function () { anchor.classList.remove("copied"); }, 2000);
    });
  });

  /* ---- the dialog that cites a passage; without one the anchor copies both at once ---- */
  if (cite) {
    cite.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      var what = button && button.getAttribute("data-copy");
      if (what) {
        copy(cite.querySelector(".cite-" + what).textContent, function (done) {
          cite.querySelector(".cite-said").textContent = live.getAttribute(done ? "data-copied" : "data-failed");
        });
      } else if (button || event.target === cite) { cite.close(); }
    });
  }

  /* ---- an address that ends in #jx-paper opens the official layout ---- */
  var paper = doc.getElementById("jx-paper");
  if (paper && location.hash === "#jx-paper") { paper.checked = true; }

  /* ---- the official layout in sheets of A4: blank heights are put into the text where a page ends, nothing is moved ---- */
  var sheet = paper && doc.querySelector(".sheet");
  var whole = ".attachments, .signature, .colophon, .docket, .docket-top, .letter-head, .presence, tr, figure, img, hr";
  var leafs = "p, h1, h2, h3, h4, h5, h6, li, pre, dt, dd, .run-in, " + whole;
  function unlay() {
    [].slice.call(sheet.querySelectorAll(".page-gap, .page-marks")).forEach(function (gap) {
      var parent = gap.parentNode;
      parent.removeChild(gap);
      parent.normalize();
    });
    sheet.classList.remove("paged");
    sheet.style.minHeight = "";
  }
  /* where the first line begins that does not end above the limit: a text node and a place in it; null if it is the first line of all */
  function cut(leaf, limit) {
    var texts = doc.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
    var range = doc.createRange();
    var half = parseFloat(getComputedStyle(leaf).lineHeight) / 2 || 12;
    var any = false;
    function below(node, at) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      var box = range.getClientRects()[0];
      return box && box.width ? (box.top + box.bottom) / 2 + half > limit : undefined;
    }
    for (var node = texts.nextNode(); node; node = texts.nextNode()) {
      var low = 0;
      var high = node.length;
      while (high > low && below(node, high - 1) === undefined) { high -= 1; }
      while (low < high && below(node, low) === undefined) { low += 1; }
      if (low >= high) { continue; }
      if (!below(node, high - 1)) { any = true; continue; }
      if (below(node, low)) { return any ? [node, low] : null; }
      while (high - low > 1) {
        var middle = (low + high) >> 1;
        if (below(node, middle)) { high = middle; } else { low = middle; }
      }
      return [node, high];
    }
    return null;
  }
  function lay() {
    unlay();
    if (!paper.checked || !(window.matchMedia && matchMedia("screen and (min-width:860px)").matches)) { return; }
    var mm = sheet.getBoundingClientRect().width / 210;
    var page = 1;
    var step = 297 * mm + 24;
    sheet.classList.add("paged");
    function top() { return sheet.getBoundingClientRect().top + 37 * mm + (page - 1) * step; }
    function limit() { return top() + 225 * mm + 2; }
    function gap(kind) {
      var made = doc.createElement(kind);
      made.className = "page-gap";
      made.setAttribute("aria-hidden", "true");
      if (kind === "tr") { made.appendChild(doc.createElement("td")).colSpan = 99; }
      return made;
    }
    /* puts `what` at the head of the next page, and a heading above it too */
    function turn(what) {
      while (what.parentNode !== sheet && !what.parentNode.classList.contains("attached")) {
        var before = what.previousElementSibling;
        if (before && /^H[2-6]$/.test(before.nodeName) && before.getClientRects().length) { what = before; } else if (!before && what.nodeName !== "TR") { what = what.parentNode; } else { break; }
      }
      var made = gap(what.nodeName === "TR" ? "tr" : "div");
      what.parentNode.insertBefore(made, what);
      page += 1;
      var box = made.firstChild || made;
      box.style.height = Math.max(0, top() - what.getBoundingClientRect().top) + "px";
      box.style.height = Math.max(0, parseFloat(box.style.height) + top() - what.getBoundingClientRect().top) + "px";
    }
    function set(leaf) {
      var turned = false;
      while (leaf.getBoundingClientRect().bottom > limit()) {
        var solid = leaf.matches(whole) || getComputedStyle(leaf).display === "flex";
        var at = solid ? null : cut(leaf, limit());
        if (at) {
          var made = gap("span");
          at[0].parentNode.insertBefore(made, at[0].splitText(at[1]));
          page += 1;
          made.style.height = Math.max(0, top() - made.getBoundingClientRect().top) + "px";
        } else if (!turned && leaf.getBoundingClientRect().top > top() + 2) {
          turned = true;
          turn(leaf);
        } else if (leaf.getBoundingClientRect().bottom > limit() + 35 * mm) {
          page += 1;
        } else { return; }
      }
    }
    (function walk(element) {
      if (!element.getClientRects().length) { return; }
      if (element.classList.contains("attached")) { turn(element); }
      if (element.matches(leafs) || !element.firstElementChild) { set(element); } else { [].slice.call(element.children).forEach(walk); }
    }(sheet));
    /* on paper as many pages are filled, and the colophon ends the last */
    var foot = sheet.querySelector(".colophon");
    if (foot) {
      sheet.classList.add("has-colophon");
      sheet.style.setProperty("--jx-sheets", page);
      sheet.style.setProperty("--jx-foot", (foot.getBoundingClientRect().height / mm).toFixed(2) + "mm");
    }
    sheet.style.minHeight = page * step - 24 + "px";
    var marks = sheet.appendChild(doc.createElement("div"));
    marks.className = "page-marks";
    marks.setAttribute("aria-hidden", "true");
    for (var n = 1; n <= page; n += 1) {
      var number = marks.appendChild(doc.createElement("i"));
      number.setAttribute("data-n", n);
      number.style.top = (n - 1) * step + (262 + 7) * mm - 12 * mm * 25.4 / 72 + "px";
      if (n < page) { marks.appendChild(doc.createElement("span")).style.top = n * step - 24 + "px"; }
    }
  }
  if (sheet) {
    [].slice.call(doc.querySelectorAll(".layout-pick")).forEach(function (pick) { pick.addEventListener("change", lay); });
    var relay = 0;
    window.addEventListener("resize", function () {
      window.clearTimeout(relay);
      relay = window.setTimeout(lay, 150);
    });
      window.addEventListener("beforeprint", function () {
      var was = doc.querySelector(".layout-pick:checked");
      paper.checked = true;
      lay();
      if (was) { was.checked = true; }
      if (was !== paper) { unlay(); }
    });
    if (doc.readyState === "complete") { lay(); } else { window.addEventListener("load", lay); }
  }

  /* ---- the contents follow the scroll ---- */
  var links = [].slice.call(doc.querySelectorAll(".toc a"));
  var now = doc.querySelector(".drawer-now");
  var drawer = doc.querySelector(".drawer");
  if (drawer) { root.classList.add("has-drawer"); }
  var ids = [];
  var byId = {};
  links.forEach(function (link) {
    var id = decodeURIComponent((link.getAttribute("href") || "").slice(1));
    if (!id || !doc.getElementById(id)) { return; }
    if (!byId[id]) { byId[id] = []; ids.push(id); }
    byId[id].push(link);
  });
  var current = null;
  /* the link of the section that a point stands in, or the link itself */
  function section(link) {
    var item = link.parentNode;
    while (item && item.classList.contains("toc-point")) { item = item.previousElementSibling; }
    return item ? item.querySelector("a") : link;
  }
  function mark(id) {
    if (id === current) { return; }
    (byId[current] || []).forEach(function (link) {
      link.removeAttribute("aria-current");
      section(link).classList.remove("within");
    });
    current = id;
    var mine = byId[id] || [];
    mine.forEach(function (link) {
      link.setAttribute("aria-current", "true");
      if (section(link) !== link) { section(link).classList.add("within"); }
      var box = link.closest(".margin-toc");
      if (box && box.scrollHeight > box.clientHeight) {
        var offset = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
        if (offset < 0 || offset > box.clientHeight - 40) { box.scrollTop += offset - box.clientHeight / 2; }
      }
    });
    if (now) {
      var head = mine.length ? section(mine[0]) : null;
      now.textContent = !head ? "" : head === mine[0] ? head.textContent : mine[0].textContent + " · " + head.textContent;
    }
  }
  function spy() {
    var line = 120;
    var found = null;
    for (var i = 0; i < ids.length; i += 1) {
      if (doc.getElementById(ids[i]).getBoundingClientRect().top <= line) { found = ids[i]; } else { break; }
    }
    mark(found);
  }
  if (ids.length && "IntersectionObserver" in window) {
    var watch = new IntersectionObserver(spy, { rootMargin: "-120px 0px 0px 0px", threshold: [0, 1] });
    ids.forEach(function (id) { watch.observe(doc.getElementById(id)); });
    var edge = new IntersectionObserver(spy, { rootMargin: "0px 0px -85% 0px", threshold: [0, 1] });
    ids.forEach(function (id) { edge.observe(doc.getElementById(id)); });
    spy();
  }
  if (drawer) {
    drawer.addEventListener("click", function (event) {
      if (event.target.closest && event.target.closest(".toc a")) { drawer.open = false; }
    });
    doc.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && drawer.open) {
        drawer.open = false;
        drawer.querySelector("summary").focus();
      }
    });
  }

  /* ---- back to the top ---- */
  var up = doc.querySelector(".to-top");
  if (up && "IntersectionObserver" in window) {
    var top = doc.createElement("a");
    top.className = "to-top floating";
    top.href = "#jx-top";
    top.textContent = up.textContent;
    top.setAttribute("aria-hidden", "true");
    top.tabIndex = -1;
    doc.body.appendChild(top);
    var head = doc.getElementById("jx-top");
    var foot = doc.querySelector(".footer");
    var headSeen = true;
    var footSeen = false;
    var over = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.target === head) { headSeen = entry.isIntersecting || entry.boundingClientRect.top > -900; }
        if (entry.target === foot) { footSeen = entry.isIntersecting; }
      });
      top.classList.toggle("shown", !headSeen && !footSeen);
    }, { rootMargin: "900px 0px 0px 0px" });
    if (head) { over.observe(head); }
    if (foot) { over.observe(foot); }
  }
}());
