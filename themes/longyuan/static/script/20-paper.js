/* An address that ends in #jx-paper opens the official layout. */
var doc = document;
var paper = doc.getElementById("jx-paper");
if (paper && location.hash === "#jx-paper") { paper.checked = true; }

/* the official layout in sheets of A4: blank heights are put into the text where a page ends, nothing is moved */
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
