  /* ---- every error at once over the page; put away, it stays away until something else is wrong ---- */
  var putAway = null;
  var drawn = null;
  function showErrors(found) {
    var words = state.words;
    var same = JSON.stringify(found);
    host.lang = words.lang;
    if (!found.list.length) { putAway = null; }
    errors.hidden = !found.list.length || putAway === same;
    /* drawn anew, the box would lose the reader's place in it */
    if (drawn === same) { return; }
    drawn = same;
    var hide = button("plain", words.hide, function () {
      putAway = same;
      errors.hidden = true;
      var pill = tree.querySelector(".pill");
      if (pill) { pill.focus(); }
    });
    var top = fill(make("div", "top"), [make("b", "", found.title), make("span", "", words.below), hide]);
    var list = fill(make("ol"), found.list.map(finding));
    if (found.more) { list.appendChild(make("li", "", found.more)); }
    fill(errors, [top, list]);
  }
  function showGone(text, link) {
    gone.hidden = !text;
    gone.textContent = text || "";
    if (!text || !link) { return; }
    var home = make("a", "", state.words.home);
    home.href = state.home;
    gone.appendChild(home);
  }

