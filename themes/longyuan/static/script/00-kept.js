/* What a reader chose before holds from the first moment that a page is seen, and so does that scripts run: this part runs in the
   head, before anything is drawn. */
var root = document.documentElement;
root.classList.add("js");
jx.kept = function (key) {
  try { return localStorage.getItem("jx-" + key) || ""; } catch (e) { return ""; }
};
["size", "look", "elder"].forEach(function (key) {
  var value = jx.kept(key);
  if (value) { root.setAttribute("data-" + key, value); }
});
