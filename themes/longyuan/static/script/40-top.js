/* Back to the top. */
var doc = document;
var up = doc.querySelector(".to-top");
if (up && "IntersectionObserver" in window) {
  var top = doc.createElement("a");
  top.className = "to-top floating";
  top.href = "#jx-top";
  top.textContent = up.textContent;
  top.setAttribute("aria-hidden", "true");
  top.tabIndex = -1;
  doc.body.appendChild(top);
  var head = doc.getElementById("jx-top");
  var foot = doc.querySelector(".footer");
  var headSeen = true;
  var footSeen = false;
  var over = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.target === head) { headSeen = entry.isIntersecting || entry.boundingClientRect.top > -900; }
      if (entry.target === foot) { footSeen = entry.isIntersecting; }
    });
    top.classList.toggle("shown", !headSeen && !footSeen);
  }, { rootMargin: "900px 0px 0px 0px" });
  if (head) { over.observe(head); }
  if (foot) { over.observe(foot); }
}
