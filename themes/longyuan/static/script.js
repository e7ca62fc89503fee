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
