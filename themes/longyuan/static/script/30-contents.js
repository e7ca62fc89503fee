/* The contents follow the scroll. */
var doc = document;
var links = [].slice.call(doc.querySelectorAll(".toc a"));
var now = doc.querySelector(".drawer-now");
var drawer = doc.querySelector(".drawer");
if (drawer) { doc.documentElement.classList.add("has-drawer"); }
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
