  /* ---- one state at a time; a state says what should be shown, not what happened, so none can be missed ---- */
  var shown = null;    /* the page as the server sent it: what an update compares with */
  var status = 200;
  var version = null;
  var files = null;    /* what the page shows from files whose names stay when their content changes, and their digests */
  var busy = false;
  var source = null;
  var lost = 0;
  function all(page, selector, name) {
    return [].map.call(page.querySelectorAll(selector), function (node) { return node.getAttribute(name); }).join("\n");
  }
  function update(page, code) {
    if (code >= 500 && status < 500) { return; }
    if (code === 404 && status === 200) { return showGone(state.words.gone, true); }
    showGone("");
    var next = new DOMParser().parseFromString(page, "text/html");
    if (code !== status || all(shown, "script[src]", "src") !== all(next, "script[src]", "src") || sheets(shown.head).length !== sheets(next.head).length) {
      return reload();
    }
    mendHead(next);
    mendAttributes(doc.documentElement, shown.documentElement, next.documentElement);
    mend(doc.body, shown.body, next.body);
    shown = next;
  }
  function stamp(header) { var found = /desc="?([0-9a-f]+)/.exec(header || ""); return found ? found[1] : null; }
  function load(then) {
    fetch(location.pathname + location.search, { cache: "no-store" }).then(function (answer) {
      return answer.text().then(function (page) { then(page, answer.status, stamp(answer.headers.get("Server-Timing"))); });
    }).catch(function () { busy = false; });
  }
  function catchUp() {
    if (busy || !shown || !state || state.version === version) { return; }
    var wanted = state.version;
    if (state.html) {
      version = wanted;
      return update(state.html, 200);
    }
    busy = true;
    load(function (page, code, sent) {
      version = sent || wanted;
      update(page, code);
      busy = false;
      catchUp();
    });
  }
  /* a picture or film whose file changed is asked for again, and nothing else on the page */
  function askAgain(was, now) {
    Object.keys(was || {}).filter(function (path) { return now[path] && now[path] !== was[path]; }).forEach(function (path) {
      [].forEach.call(doc.querySelectorAll("[src], [poster]"), function (node) {
        ["src", "poster"].forEach(function (name) {
          var plain = (node.getAttribute(name) || "").split("?")[0];
          if (!plain || new URL(plain, location.href).pathname !== path) { return; }
          node.setAttribute(name, plain + "?" + now[path]);
          if (node.nodeName === "SOURCE" && node.parentNode.load) { node.parentNode.load(); }
        });
      });
    });
  }
  function hear(event) {
    window.clearTimeout(lost);
    lost = 0;
    state = JSON.parse(event.data);
    if (gone.getAttribute("data-lost")) { gone.removeAttribute("data-lost"); showGone(""); }
    catchUp();
    if (state.files) { askAgain(files, state.files); files = state.files; }
    if (state.gone && status === 200) { showGone(state.words.gone, true); }
    showErrors(state.errors);
    showBar();
  }
  function listen() {
    if (source || doc.hidden) { return; }
    source = new EventSource(own + "events?path=" + encodeURIComponent(location.pathname));
    source.onmessage = hear;
    source.onerror = function () {
      if (source.readyState === 2) { source = null; window.setTimeout(knock, 1000); }
      lost = lost || window.setTimeout(function () {
        if (state) { gone.setAttribute("data-lost", "1"); showGone(state.words.lost); }
      }, 1500);
    };
  }
  /* Turned away for good: the preview was started anew, and its token is another one. */
  function knock() {
    fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      if (answer.status !== 403) { return listen(); }
      window.clearTimeout(lost);
      lost = 1;
      if (state) { showGone(state.words.again); }
    }).catch(listen);
  }
  /* A browser keeps six connections to a host: pages that nobody sees give theirs back. */
  doc.addEventListener("visibilitychange", function () {
    if (doc.hidden && source) { source.close(); source = null; }
    listen();
  });

  restore();
  listen();
  busy = true;
  load(function (page, code, sent) {
    var first = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    var came = first && first.serverTiming && first.serverTiming[0] ? first.serverTiming[0].description : sent;
    if (sent && came && came !== sent) { return reload(); }
    shown = new DOMParser().parseFromString(page, "text/html");
    status = code;
    version = sent;
    busy = false;
    catchUp();
  });
