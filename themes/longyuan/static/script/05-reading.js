/* 字号、配色、长者模式: what a reader chose is kept in the browser and holds on every page. */
var doc = document;
var root = doc.documentElement;
var keys = ["size", "look", "elder"];
var usual = { size: "1", look: "auto", elder: "" };
var kept = jx.kept;
function keep(key, value) {
  try {
    if (value) { localStorage.setItem("jx-" + key, value); } else { localStorage.removeItem("jx-" + key); }
  } catch (e) { /* a browser that keeps nothing still shows it on this page */ }
}
function show(key, value) {
  if (value) { root.setAttribute("data-" + key, value); } else { root.removeAttribute("data-" + key); }
  [].forEach.call(doc.querySelectorAll("input[name=jx-" + key + "]"), function (input) { input.checked = input.value === (value || usual[key]); });
  if (key === "elder" && elder) { elder.setAttribute("aria-pressed", value ? "true" : "false"); }
}
var elder = doc.getElementById("jx-elder");
var settings = doc.querySelector(".settings");
keys.forEach(function (key) { show(key, kept(key)); });
function choose(key, value) {
  if (value === usual[key]) { value = ""; }
  keep(key, value);
  show(key, value);
  window.dispatchEvent(new Event("resize"));
}
if (elder) {
  elder.addEventListener("click", function () {
    /* "2": the size is the mode's own and goes with it; a size that the reader chose stays */
    var was = kept("elder");
    var own = was ? was === "2" && kept("size") === "2" : !kept("size");
    choose("elder", was ? "" : own ? "2" : "1");
    if (own) { choose("size", was ? "" : "2"); }
  });
}
if (settings) {
  settings.addEventListener("change", function (event) {
    var name = event.target.name || "";
    if (name.indexOf("jx-") === 0) { choose(name.slice(3), event.target.value); }
  });
  doc.addEventListener("click", function (event) {
    if (settings.open && !settings.contains(event.target)) { settings.open = false; }
  });
  settings.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && settings.open) {
      settings.open = false;
      settings.querySelector("summary").focus();
    }
  });
}
/* another window of the same site chose something */
window.addEventListener("storage", function (event) {
  keys.forEach(function (key) { if (event.key === "jx-" + key) { show(key, event.newValue || ""); } });
});
