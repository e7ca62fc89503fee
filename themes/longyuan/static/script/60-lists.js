/* Filters and pages of a list turn without loading the whole page again. Only over http, and not where a script that
   follows the page forbids it. Everything else, and every failure, is an ordinary link. */
var doc = document;
var main = doc.getElementById("jx-main");
var able = main && window.fetch && window.DOMParser && history.pushState && /^http/.test(location.protocol);
var turnable = ".filters a, .pager a";
/* what stays on the page would lead elsewhere from another address */
function settle() {
  [].forEach.call(doc.querySelectorAll("a[href]"), function (a) { if (a.getAttribute("href").charAt(0) !== "#") { a.href = a.href; } });
  [].forEach.call(doc.querySelectorAll("img[src], script[src]"), function (i) { i.src = i.src; });
  [].forEach.call(doc.querySelectorAll("link[href]"), function (l) { l.href = l.href; });
}
function take(url, text, push) {
  var next = new DOMParser().parseFromString(text, "text/html");
  var fresh = next.getElementById("jx-main");
  if (!fresh || !next.querySelector(".filters, .pager")) { throw new Error(url); }
  if (push) { history.pushState({ jx: 1 }, "", url); }
  doc.title = next.title;
  main.innerHTML = fresh.innerHTML;
  var mine = doc.querySelector(".versions");
  var theirs = next.querySelector(".versions");
  if (mine && theirs) { mine.innerHTML = theirs.innerHTML; }
  var heading = main.querySelector("h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    if (heading.getBoundingClientRect().top < 0) { window.scrollTo(0, 0); }
  }
}
function go(url, push) {
  settle();
  fetch(url, { credentials: "same-origin" })
    .then(function (answer) {
      if (!answer.ok) { throw new Error(url); }
      return answer.text();
    })
    .then(function (text) { take(url, text, push); })
    .catch(function () { location.href = url; });
}
if (able && main.querySelector(turnable)) {
  history.replaceState({ jx: 1 }, "");
  main.addEventListener("click", function (event) {
    var link = event.target.closest(turnable);
    if (!link || window.jxFollowed || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) { return; }
    event.preventDefault();
    go(link.href, true);
  });
  window.addEventListener("popstate", function (event) {
    if (event.state && event.state.jx) { go(location.href, false); }
  });
}
