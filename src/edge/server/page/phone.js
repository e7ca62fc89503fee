/* The page as a phone shows it: a frame of a phone's width, whose links may be followed. */
(function () {
  "use strict";
  var frame = document.querySelector("iframe");
  var back = document.querySelector("a");
  var buttons = [].slice.call(document.querySelectorAll("button"));
  buttons.forEach(function (one) {
    one.addEventListener("click", function () {
      frame.width = one.getAttribute("data-width");
      buttons.forEach(function (other) { other.setAttribute("aria-pressed", String(other === one)); });
    });
  });
  frame.addEventListener("load", function () {
    var at = frame.contentWindow.location;
    back.href = at.pathname + at.search + at.hash;
  });
}());
