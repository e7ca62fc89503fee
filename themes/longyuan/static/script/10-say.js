/* What the parts share: `jx.say(text)` shows a sentence for a moment and has it read aloud, `jx.copy(text, then)` copies. */
var doc = document;
var live = doc.getElementById("jx-live");
var timer = 0;
jx.say = function (text) {
  if (!live || !text) { return; }
  live.textContent = "";
  live.classList.add("shown");
  window.setTimeout(function () { live.textContent = text; }, 30);
  window.clearTimeout(timer);
  timer = window.setTimeout(function () {
    live.classList.remove("shown");
    live.textContent = "";
  }, 2600);
};
/* the words of #jx-live: `data-copied`, `data-failed` */
jx.word = function (key) { return (live && live.getAttribute("data-" + key)) || ""; };

function copyOld(text) {
  var area = doc.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "sr";
  var place = doc.querySelector("dialog[open]") || doc.body;
  place.appendChild(area);
  area.select();
  var done = false;
  try { done = doc.execCommand("copy"); } catch (e) { done = false; }
  place.removeChild(area);
  return done;
}
jx.copy = function (text, then) {
  if (navigator.clipboard && navigator.clipboard.writeText) {
    navigator.clipboard.writeText(text).then(
      function () { then(true); },
      function () { then(copyOld(text)); }
    );
  } else {
    then(copyOld(text));
  }
};
