/* An anchor copies its link, or opens the dialog that cites its passage. */
var doc = document;
var cite = doc.getElementById("jx-cite");
doc.addEventListener("click", function (event) {
  var target = event.target;
  var anchor = target && target.closest ? target.closest("a.anchor") : null;
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
  var url = location.href.split("#")[0] + anchor.getAttribute("href");
  var words = anchor.getAttribute("data-cite");
  if (words && cite && cite.showModal) {
    event.preventDefault();
    history.replaceState(null, "", anchor.getAttribute("href"));
    cite.querySelector(".cite-text").textContent = words;
    var slot = cite.querySelector(".cite-qr");
    var code = doc.querySelector('.code[data-for="' + anchor.getAttribute("href").slice(1) + '"] img');
    slot.textContent = "";
    slot.classList.toggle("has-qr", !!code);
    if (code) { slot.appendChild(code.cloneNode()).alt = slot.getAttribute("data-label"); }
    cite.querySelector(".cite-link").textContent = url;
    cite.querySelector(".cite-said").textContent = "";
    cite.showModal();
    return;
  }
  jx.copy(words ? words + "\n" + url : url, function (done) {
    anchor.focus();
    jx.say(jx.word(done ? "copied" : "failed"));
    if (!done) { return; }
    anchor.classList.add("copied");
    window.setTimeout(function () { anchor.classList.remove("copied"); }, 2000);
  });
});

/* the dialog; without one the anchor copies both at once */
if (cite) {
  cite.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    var what = button && button.getAttribute("data-copy");
    if (what) {
      jx.copy(cite.querySelector(".cite-" + what).textContent, function (done) {
        cite.querySelector(".cite-said").textContent = jx.word(done ? "copied" : "failed");
      });
    } else if (button || event.target === cite) { cite.close(); }
  });
}
