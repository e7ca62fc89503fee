  /* ---- what cannot be mended in place is loaded anew; the browser keeps the scroll, this keeps what was open ---- */
  function reload() {
    try {
      var open = [].map.call(doc.querySelectorAll("details"), function (d) { return d.open ? 1 : 0; });
      sessionStorage.setItem("jx-preview", JSON.stringify({ at: location.pathname, y: window.pageYOffset, open: open, focus: (doc.activeElement || {}).id }));
    } catch (e) { /* no storage: only that is lost */ }
    location.reload();
  }
  function restore() {
    try {
      var kept = JSON.parse(sessionStorage.getItem("jx-preview"));
      sessionStorage.removeItem("jx-preview");
      if (!kept || kept.at !== location.pathname) { return; }
      [].forEach.call(doc.querySelectorAll("details"), function (d, i) { if (i < kept.open.length) { d.open = !!kept.open[i]; } });
      if (kept.focus && doc.getElementById(kept.focus)) { doc.getElementById(kept.focus).focus({ preventScroll: true }); }
      window.scrollTo(0, kept.y);
    } catch (e) { /* as above */ }
  }

