  /* ---- the page itself: three trees, what was sent (was), what is sent now (next), and what the reader has (live).
     Only what differs between the two that were sent is changed, so open details, focus, typed text and whatever the
     page's own script did stay. ---- */
  function alike(a, b) {
    return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== 1 || a.id === b.id);
  }
  function classes(node) { return (node.getAttribute("class") || "").split(/\s+/).filter(Boolean); }
  function mendAttributes(live, was, next) {
    [].forEach.call(was.attributes, function (a) {
      if (!next.hasAttribute(a.name) && a.name !== "class") { live.removeAttribute(a.name); }
    });
    [].forEach.call(next.attributes, function (a) {
      if (was.getAttribute(a.name) !== a.value && a.name !== "class") { live.setAttribute(a.name, a.value); }
    });
    classes(was).forEach(function (name) { if (classes(next).indexOf(name) < 0) { live.classList.remove(name); } });
    classes(next).forEach(function (name) { if (classes(was).indexOf(name) < 0) { live.classList.add(name); } });
  }
  function mend(live, was, next) {
    if (was.isEqualNode(next)) { return; }
    if (live.nodeType !== 1) { live.data = next.data; return; }
    mendAttributes(live, was, next);
    var have = [].slice.call(live.childNodes);
    var at = 0;
    var before = [].map.call(was.childNodes, function (node) {   /* each node sent, and the one the reader has for it */
      var i = at;
      while (i < have.length && !alike(have[i], node)) { i += 1; }
      if (i === have.length) { return { node: node, live: null }; }
      at = i + 1;
      return { node: node, live: have[i] };
    });
    var after = [].slice.call(next.childNodes);
    var pairs = pair(before, after);
    before.forEach(function (one) { if (one.live && pairs.indexOf(one) < 0) { live.removeChild(one.live); } });
    var place = live.firstChild;
    after.forEach(function (node, i) {
      var one = pairs[i];
      var put = one && one.live ? one.live : doc.importNode(node, true);
      if (one && one.live) {
        var seen = place;
        while (seen && seen !== put) { seen = seen.nextSibling; }
        if (seen) { place = put.nextSibling; } else { live.insertBefore(put, place); }
        mend(put, one.node, node);
      } else {
        live.insertBefore(put, place);
      }
    });
  }
  /* For each node of `after` one of `before` or null: equal ends first, then equal nodes, then alike ones, in order. */
  function pair(before, after) {
    var pairs = after.map(function () { return null; });
    var from = 0;
    var a = before.length;
    var b = after.length;
    while (from < a && from < b && before[from].node.isEqualNode(after[from])) { pairs[from] = before[from]; from += 1; }
    while (a > from && b > from && before[a - 1].node.isEqualNode(after[b - 1])) { a -= 1; b -= 1; pairs[b] = before[a]; }
    var free = from;
    for (var i = from; i < b; i += 1) {
      var equal = free;
      while (equal < a && !before[equal].node.isEqualNode(after[i])) { equal += 1; }
      var same = free;
      while (same < a && !alike(before[same].node, after[i])) { same += 1; }
      var found = equal < a ? equal : same;
      if (found < a) { pairs[i] = before[found]; free = found + 1; }
    }
    return pairs;
  }
  function sheets(head) { return [].slice.call(head.querySelectorAll("link[rel~=stylesheet]")); }
  var shelves = null;   /* for each style sheet of the page, the links that show it, oldest first */
  function take(link) { if (link.parentNode) { link.parentNode.removeChild(link); } }
  function mendHead(next) {
    doc.title = next.title;
    shelves = shelves || sheets(doc.head).map(function (link) { return [link]; });
    sheets(next.head).forEach(function (sheet, i) {
      var shelf = shelves[i];
      if (!shelf || shelf[shelf.length - 1].getAttribute("href") === sheet.getAttribute("href")) { return; }
      var fresh = doc.importNode(sheet, true);
      /* an older sheet may come after a newer one: whatever comes takes those before it away, and never those behind it */
      fresh.addEventListener("load", function () {
        if (shelf.indexOf(fresh) >= 0) { while (shelf[0] !== fresh) { take(shelf.shift()); } }
      });
      fresh.addEventListener("error", function () {
        if (shelf.length > 1 && shelf.indexOf(fresh) >= 0) { shelf.splice(shelf.indexOf(fresh), 1); take(fresh); }
      });
      doc.head.insertBefore(fresh, shelf[shelf.length - 1].nextSibling);
      shelf.push(fresh);
    });
  }
