/* 朗读: the text is read aloud by a voice of the machine itself; where there is none, no button is shown. */
var doc = document;
var start = doc.getElementById("jx-aloud");
var stop = doc.getElementById("jx-aloud-stop");
var speech = window.speechSynthesis;
var parts = "#jx-title, .standfirst, .profile-quote p, .addressees, .np, .nh, .run-in p, .point-text, .presence, .attached-title, .signature p, " +
  ".prose > p, .prose > h2, .prose > h3, .prose > h4, .prose > blockquote p, .prose li, .prose figcaption";
var label = start ? start.textContent : "";
var lang = doc.documentElement.lang;
var queue = [];
var at = 0;
var state = "off";
function voice() {
  var own = speech.getVoices().filter(function (v) { return v.localService && v.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2).toLowerCase(); });
  return own.filter(function (v) { return /CN|Hans|GB|US/i.test(v.lang); })[0] || own[0];
}
function mark(on) {
  var now = queue[at];
  if (now) { now.classList.toggle("being-read", on); }
}
function turn(to) {
  state = to;
  start.textContent = to === "on" ? start.getAttribute("data-pause") : to === "held" ? start.getAttribute("data-resume") : label;
  stop.hidden = to === "off";
}
function end() {
  mark(false);
  turn("off");
  speech.cancel();
}
function words(element) {
  var copy = element.cloneNode(true);
  [].forEach.call(copy.querySelectorAll(".anchor, .badge, sup, .page-gap, .done"), function (odd) { odd.parentNode.removeChild(odd); });
  return copy.textContent.replace(/\s+/g, " ").trim();
}
function say() {
  var text = queue[at] && words(queue[at]);
  if (!queue[at]) { end(); return; }
  if (!text) { at += 1; say(); return; }
  mark(true);
  var box = queue[at].getBoundingClientRect();
  if (box.top < 0 || box.bottom > window.innerHeight) { queue[at].scrollIntoView({ block: "center" }); }
  var speaking = new SpeechSynthesisUtterance(text);
  speaking.voice = voice();
  speaking.lang = speaking.voice ? speaking.voice.lang : lang;
  var mine = at;
  speaking.onend = function () {
    if (state === "off" || mine !== at) { return; }
    mark(false);
    at += 1;
    say();
  };
  speaking.onerror = function () { if (state !== "off") { end(); } };
  speech.speak(speaking);
}
function offer() {
  if (voice()) { start.hidden = false; }
}
if (start && stop && speech && window.SpeechSynthesisUtterance) {
  offer();
  if (speech.addEventListener) { speech.addEventListener("voiceschanged", offer); } else { speech.onvoiceschanged = offer; }
  start.addEventListener("click", function () {
    if (state === "on") { speech.pause(); turn("held"); return; }
    if (state === "held") { speech.resume(); turn("on"); return; }
    queue = [].filter.call(doc.querySelectorAll("main " + parts.split(", ").join(", main ")), function (e) { return e.getClientRects().length; });
    at = 0;
    speech.cancel();
    turn("on");
    say();
  });
  stop.addEventListener("click", function () {
    end();
    start.focus();
  });
  window.addEventListener("pagehide", function () { speech.cancel(); });
}
