  /* ---- boxes over the page, in a tree of their own: no style of the page reaches them, no update touches them ---- */
  var doc = document;
  var own = "/__jiangxin/";
  var framed = window.top !== window;
  var state = null;    /* what the server said last */
  window.jxFollowed = true;    /* a theme's script leaves the page's address alone */
  var host = doc.createElement("div");
  host.id = "jx-preview";
  var tree = host.attachShadow({ mode: "open" });
  function make(name, css, text) {
    var made = doc.createElement(name);
    if (css) { made.className = css; }
    if (text) { made.textContent = text; }
    return made;
  }
  function button(css, text, act) {
    var made = make("button", css, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function fill(parent, parts) {
    parent.textContent = "";
    parts.forEach(function (part) { if (part) { parent.appendChild(part); } });
    return parent;
  }
  var style = make("link");
  style.rel = "stylesheet";
  style.href = own + "preview.css";
  var errors = make("section", "box errors");
  var gone = make("section", "box gone");
  var bar = make("section", "bar");
  fill(tree, [style, errors, gone, bar]);
  errors.setAttribute("role", "alert");
  gone.setAttribute("role", "status");
  errors.hidden = gone.hidden = bar.hidden = true;
  doc.documentElement.appendChild(host);

  /* One of the few requests that do something; it carries the secret that only this program's own pages are told. */
  function act(what, query, then) {
    fetch(own + what + "?" + query, { method: "POST", headers: { "X-Jiangxin": state.secret } }).then(function (answer) {
      return answer.text().then(function (text) { then(answer.ok, text); });
    }).catch(function () { then(false, state.words.lost); });
  }
  /* A file's name: a button that opens it in the editor, where that is allowed. */
  function fileName(file, text) {
    if (!state.secret || !file) { return make("span", "file", text); }
    var name = button("file", text, function () {
      act("open", "file=" + encodeURIComponent(file), function (done, answer) { say(done ? state.words.opened : answer); });
    });
    name.title = state.words.open;
    return name;
  }
  /* One finding: text only, never HTML. */
  function finding(one) {
    var item = make("li", one.severity);
    item.appendChild(make("div", "message", one.message));
    var here = state.page && one.line && one.file === state.page.file && item.className !== "error";
    var where = here ? state.words.line.replace("N", one.line) : [one.file, one.line, one.column].filter(function (part) { return part; }).join(":");
    var line = make("div", "where");
    if (where) { line.appendChild(fileName(one.file, where)); }
    line.appendChild(make("span", "code", one.code));
    item.appendChild(line);
    if (one.text) {
      var cited = make("div", "line", one.text[0]);
      cited.appendChild(make("mark", "", one.text[1]));
      cited.appendChild(doc.createTextNode(one.text[2]));
      item.appendChild(cited);
    }
    if (one.help) { item.appendChild(make("div", "help", state.words.help + one.help)); }
    return item;
  }

