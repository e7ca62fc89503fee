/* Print and share. */
var doc = document;
var print = doc.getElementById("jx-print");
if (print && window.print) {
  print.hidden = false;
  print.addEventListener("click", function () { window.print(); });
}
var open = doc.getElementById("jx-share-open");
var share = doc.getElementById("jx-share");
if (open && share) {
  var link = share.querySelector(".share-link");
  var system = share.querySelector("[data-share]");
  var canonical = doc.querySelector("link[rel=canonical]");
  var url = (canonical && canonical.href) || location.href.split("#")[0];
  var title = share.querySelector(".share-name").textContent;
  if (!link.textContent.trim()) { link.textContent = url; }
  open.hidden = false;
  if (navigator.share) {
    system.hidden = false;
    system.addEventListener("click", function () { navigator.share({ title: title, url: url }).catch(function () {}); });
  }
  open.addEventListener("click", function () {
    if (share.showModal) { share.showModal(); return; }
    jx.copy(title + "\n" + url, function (done) { jx.say(jx.word(done ? "copied" : "failed")); });
  });
  share.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    var what = button && button.getAttribute("data-copy");
    if (what) {
      jx.copy(what === "link" ? url : title + "\n" + url, function (done) {
        share.querySelector(".panel-said").textContent = jx.word(done ? "copied" : "failed");
      });
    } else if (event.target === share || (button && button.hasAttribute("data-close"))) { share.close(); }
  });
}
