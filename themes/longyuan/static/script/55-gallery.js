/* A gallery opens its pictures over the page: arrow keys turn, Escape closes. Without this its links open the pictures. */
var doc = document;
var view = doc.getElementById("jx-viewer");
var all = [].slice.call(doc.querySelectorAll(".gallery a"));
/* those of the gallery that is looked at */
var links = all;
var at = 0;
function show(n) {
  at = (n + links.length) % links.length;
  var small = links[at].querySelector("img");
  var caption = links[at].parentNode.querySelector("figcaption");
  var big = view.querySelector("img");
  big.src = links[at].href;
  big.alt = small.alt;
  if (small.getAttribute("width")) {
    big.width = small.getAttribute("width");
    big.height = small.getAttribute("height");
  }
  view.querySelector(".viewer-caption").textContent = caption ? caption.textContent : "";
  view.querySelector(".viewer-count").textContent = at + 1 + " / " + links.length;
}
if (view && view.showModal && all.length) {
  all.forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
      event.preventDefault();
      links = [].slice.call(link.closest(".gallery").querySelectorAll("a"));
      view.classList.toggle("viewer-single", links.length === 1);
      show(links.indexOf(link));
      view.showModal();
    });
  });
  view.addEventListener("keydown", function (event) {
    if (event.key === "ArrowLeft") { show(at - 1); } else if (event.key === "ArrowRight") { show(at + 1); }
  });
  view.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    var step = button && button.getAttribute("data-step");
    if (step) { show(at + Number(step)); } else if (button || event.target === view) { view.close(); }
  });
  view.addEventListener("close", function () { links[at].focus(); });
}
