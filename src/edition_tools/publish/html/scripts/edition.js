/* Which voices and readings a page shows: remembered, and written in the address so that a view can
   be shared: #p12&hide=apparatus,editors-notes&readings=source. A place that one is sent to is shown
   whatever is hidden. Also lets the keyboard reach what scrolls sideways. Everything works without it. */
(() => {
  "use strict";
  const name = "edition-tools";
  const inputs = [...document.querySelectorAll(".switches input")];
  const store = {
    load() {
      try {
        return JSON.parse(localStorage.getItem(name)) || {};
      } catch {
        return {};
      }
    },
    keep(chosen) {
      try {
        localStorage.setItem(name, JSON.stringify(chosen));
      } catch {
        /* private windows may forbid it; the choice then lasts as long as the page */
      }
    },
  };

  /* ------------------------------------------------------------ the address */
  const parse = (hash) => {
    const [anchor, ...rest] = hash.replace(/^#/, "").split("&");
    const parts = anchor.includes("=") ? [anchor, ...rest] : rest;
    const view = new Map(parts.map((part) => part.split("=", 2)));
    const has = view.has("hide") || view.has("readings");
    return {
      anchor: anchor.includes("=") ? "" : anchor,
      view: has && { hide: (view.get("hide") || "").split(","), readings: view.get("readings") },
    };
  };
  const voiceOf = (one) => one.id.slice(5); // after "show-"
  const hidden = () => inputs.filter((one) => one.type === "checkbox" && !one.checked);
  const written = () => {
    const parts = [];
    const hide = hidden().map(voiceOf);
    if (hide.length) parts.push(`hide=${hide.join(",")}`);
    if (document.getElementById("readings-source")?.checked) parts.push("readings=source");
    return parts.join("&");
  };
  const write = () => {
    const { anchor } = parse(location.hash);
    const hash = [anchor, written()].filter(Boolean).join("&");
    if (hash !== location.hash.slice(1)) {
      history.replaceState({ been: true }, "", hash ? `#${hash}` : location.pathname + location.search);
    }
  };
  const show = (view) => {
    for (const one of inputs) {
      if (one.type === "checkbox") one.checked = !view.hide.includes(voiceOf(one));
      else one.checked = (one.id === "readings-source") === (view.readings === "source");
    }
  };
  /* the browser knows no place called "p12&hide=apparatus": it is sent to p12 */
  const arrive = () => {
    const { anchor, view } = parse(location.hash);
    if (view) {
      show(view);
      if (history.state?.been) return; // come back to: the browser knows where in it one was
      if (anchor) location.replace(`#${anchor}`);
    }
    const place = anchor && document.getElementById(anchor);
    if (place && !place.getClientRects().length) {
      for (const one of hidden()) if (place.closest(`.${voiceOf(one)}`)) one.checked = true;
      place.scrollIntoView();
    }
    write();
  };

  /* no “Cited in” without a place that is shown, no semicolon behind the last of them */
  const punctuate = () => {
    for (const line of document.querySelectorAll(".cited-in")) {
      line.hidden = false;
      const shown = [...line.children].filter((one) => one.getClientRects().length);
      line.hidden = !shown.length;
      for (const sign of line.querySelectorAll(".between")) sign.hidden = sign.parentNode === shown.at(-1);
    }
  };

  if (inputs.length) {
    const chosen = store.load();
    for (const one of inputs) {
      if (typeof chosen[one.id] === "boolean") one.checked = chosen[one.id];
      one.addEventListener("change", () => {
        const now = store.load();
        for (const each of inputs) now[each.id] = each.checked;
        store.keep(now);
        write();
        punctuate();
      });
    }
    addEventListener("hashchange", arrive);
    const sent = parse(location.hash).view && !history.state?.been;
    arrive();
    if (sent) {
      addEventListener("load", () => { // when the browser has looked for the place in vain
        history.replaceState(null, "");
        arrive();
      });
    }
    punctuate();
  }

  /* ------------------------------------------------------------ what scrolls sideways */
  const reach = (box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const boxes = document.querySelectorAll(".highlight pre, .table-wrapper, .drawing");
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => reach(target)));
  for (const box of boxes) watch.observe(box);
})();
