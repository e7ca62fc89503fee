  /* ---- the review bar: what the editor wants to know of this page; fixed, so that nothing of the page moves ---- */
  var said = make("p", "said");
  said.setAttribute("role", "status");
  var saying = 0;
  function say(text) {
    said.textContent = text;
    window.clearTimeout(saying);
    saying = window.setTimeout(function () { said.textContent = ""; }, 6000);
  }
  function keep(what, value) {
    try { if (value === undefined) { return localStorage.getItem("jx-" + what); } localStorage.setItem("jx-" + what, value); } catch (e) { /* no storage: the bar starts as usual */ }
    return null;
  }
  var pill = button("pill", "", function () { open(panel.hidden); });
  var tuck = button("tuck", "", function () { keep("bar", bar.classList.toggle("tucked") ? "tucked" : "shown"); open(false); pill.focus(); });
  var panel = make("div", "panel");
  panel.id = "jx-panel";
  panel.hidden = true;
  pill.setAttribute("aria-controls", "jx-panel");
  pill.setAttribute("aria-expanded", "false");
  fill(bar, [panel, fill(make("div", "row"), [pill, tuck, said])]);
  if (keep("bar") === "tucked") { bar.classList.add("tucked"); }
  function open(wanted) {
    if (wanted) { bar.classList.remove("tucked"); keep("bar", "shown"); }
    panel.hidden = !wanted;
    pill.setAttribute("aria-expanded", String(wanted));
  }
  bar.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && !panel.hidden) { open(false); pill.focus(); }
  });

  function badge(one) { return make("span", "badge " + one.kind, one.text); }
  function part(title, content, css) { return content ? fill(make("div", "part " + (css || "")), [make("h2", "", title), content]) : null; }
  function list(css, items) { return items.length ? fill(make("ul", css), items) : null; }
  function translation(one) {
    var name = one.href ? make("a", "", one.name) : make("span", "", one.name);
    if (one.href) { name.href = one.href; }
    return fill(make("li", one.state), [name, make("span", "state", one.text)]);
  }
  function switches(choices) {
    return fill(make("div", "switch"), choices.map(function (one) {
      var made = button("", one.text, one.act);
      made.setAttribute("aria-pressed", String(one.on));
      return made;
    }));
  }
  function layouts() {
    var reading = doc.getElementById("jx-reading");
    var paper = doc.getElementById("jx-paper");
    if (!reading || !paper) { return null; }
    return switches([[reading, state.words.reading], [paper, state.words.paper]].map(function (one) {
      return { text: one[1], on: one[0].checked, act: function () {
        one[0].checked = true;
        one[0].dispatchEvent(new Event("change", { bubbles: true }));
        showBar();
      } };
    }));
  }
  function widths() {
    var words = state.words;
    return switches([
      { text: words.desktop, on: true, act: function () { open(false); } },
      { text: words.phone, on: false, act: function () { location.href = own + "phone" + location.pathname; } }
    ]);
  }
  function mends(found) {
    if (!found || !found.list.length) { return null; }
    var shown = fill(make("ul", "mends"), found.list.map(function (one) {
      return fill(make("li"), [make("span", "code", one.title), make("del", "", one.before), make("ins", "", one.after)]);
    }));
    var write = state.secret && found.write ? button("go", state.words.write, function () {
      write.disabled = true;
      act("mend", "path=" + encodeURIComponent(location.pathname), function (done, text) { write.disabled = false; say(text); });
    }) : null;
    var all = fill(make("details"), [make("summary", "", found.title), shown, write]);
    return all;
  }
  function showBar() {
    var page = state.page;
    var words = state.words;
    bar.hidden = framed || !page;
    if (bar.hidden) { return; }
    var kept = tree.activeElement;
    var place = kept && panel.contains(kept) ? [].indexOf.call(panel.querySelectorAll("button,a,summary"), kept) : -1;
    var openMends = !!panel.querySelector("details[open]");
    bar.setAttribute("aria-label", words.bar);
    var count = state.errors.list.length;
    var wrong = count ? make("span", "count error", state.errors.title) : page.warnings ? make("span", "count warning", page.warnings) : null;
    var name = make("span", "name", page.name || words.noFile);
    fill(pill, [make("span", "dot" + (count ? " error" : page.warnings ? " warning" : ""))].concat([name], page.badges.map(badge), [wrong, make("span", "length", page.length)]));
    tuck.textContent = "–";
    tuck.setAttribute("aria-label", words.tuck);
    tuck.title = words.tuck;
    var top = fill(make("div", "title"), [page.file ? fileName(page.file, page.file) : make("span", "file", words.noFile)].concat(page.badges.map(badge)));
    var back = count && errors.hidden ? button("go", state.errors.title, function () { putAway = null; showErrors(state.errors); open(false); }) : null;
    fill(panel, [
      top, back,
      part(words.length, page.length ? make("p", "", page.length) : null),
      part(words.versions, list("versions", page.versions.map(translation))),
      part(words.width, widths()),
      part(words.layout, layouts()),
      part(words.findings, list("findings", page.findings.map(finding)) || make("p", "fine", words.fine), page.findings.length ? "wide" : ""),
      part(words.mends, mends(page.mends), "wide")
    ]);
    var details = panel.querySelector("details");
    if (details) { details.open = openMends; }
    var again = place < 0 ? null : panel.querySelectorAll("button,a,summary")[place];
    if (again) { again.focus({ preventScroll: true }); }
  }

