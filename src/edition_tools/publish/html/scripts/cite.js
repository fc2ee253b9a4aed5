/* Cite this passage: a panel that fills the forms of the page with a place and the selected words.
   The forms are made with the page, and filled here as they are there. Nothing leaves the page. */
(() => {
  "use strict";
  const source = document.getElementById("cite-data");
  if (!source || !window.HTMLDialogElement) return;
  const { address, forms, places: rows, bibtex } = JSON.parse(source.textContent);
  const places = {}; // id -> name
  for (const [words, cut, ids] of rows) for (const id of ids.split(" ")) places[id] = words + id.slice(cut);
  const [signs, ligatures] = [bibtex[0], new RegExp(bibtex[1], "g")];
  const PLACE = 0, QUOTE = 1, URL_ = 2, ID = 3;
  const page = document.querySelector("article") || document.body;
  document.documentElement.classList.add("cites");

  /* -------------------------------------------------------------- the forms */
  const escapes = {
    plain: (words) => words,
    json: (words) => JSON.stringify(words).slice(1, -1),
    bibtex: (words) =>
      [...words.replace(ligatures, "\0")].map((c) => signs[c] ?? c).join("").replaceAll("\0", "{}"),
  };
  const fill = (pieces, given, escape) =>
    pieces
      .map((piece) => {
        if (typeof piece === "string") return piece;
        if (typeof piece === "number")
          return piece === URL_ || piece === ID ? given[piece] : escape(given[piece]);
        const whole = piece.every((part) => typeof part !== "number" || given[part]);
        return whole ? fill(piece, given, escape) : "";
      })
      .join("");
  const plain = (words) => words.replace(/\s+/g, " ").trim();
  const say = ([, kind, pieces], cited) => fill(pieces, cited.map(plain), escapes[kind]);

  /* -------------------------------------------------------------- what is selected */
  const UNREAD = ".call, .passage-number, .side-note, .headerlink, .note-mark, .emended, .cite-this";
  const placeOf = (node) => {
    let at = node.nodeType === 1 ? node : node.parentElement;
    for (; at && at !== document.body; at = at.parentElement) {
      const id = (at.matches(".side-note") && at.dataset.of) || at.id;
      if (id && Object.hasOwn(places, id)) return id;
    }
    return "";
  };
  /* the stretches of words that nothing interrupts: a fragment can find no others */
  const stretches = (range) => {
    const found = [""];
    const walk = (node) => {
      if (node.nodeType === 3) found[found.length - 1] += node.data;
      if (node.nodeType !== 1 && node.nodeType !== 11) return;
      const apart = node.nodeType === 1 && (node.matches(UNREAD) || /^(P|DIV|LI|BLOCKQUOTE|BR)$/.test(node.tagName));
      if (apart) found.push("");
      if (!(node.nodeType === 1 && node.matches(UNREAD))) node.childNodes.forEach(walk);
      if (apart) found.push("");
    };
    walk(range.cloneContents());
    return found.map(plain).filter(Boolean);
  };
  const within = (node, offset) =>
    node.nodeType === 3 && /[\p{L}\p{N}]{2}/u.test(node.data.slice(Math.max(0, offset - 1), offset + 1)) && offset > 0;
  const once = (words) => plain(page.textContent).split(words).length === 2;
  const encode = (words) => encodeURIComponent(words).replaceAll("-", "%2D");
  const fragment = (range) => {
    const parts = stretches(range).map((part) => part.split(" "));
    if (!parts.length) return "";
    const first = parts[0].slice(0, 6).join(" "), last = parts.at(-1).slice(-6).join(" ");
    if (!first || !last) return "";
    if (parts.length === 1 && parts[0].length <= 8) {
      const all = parts[0].join(" ");
      return once(all) ? `:~:text=${encode(all)}` : "";
    }
    return once(first) && once(last) ? `:~:text=${encode(first)},${encode(last)}` : "";
  };
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const id = placeOf(range.startContainer);
    const quote = plain(selection.toString());
    if (!id || !quote || !page.contains(range.commonAncestorContainer)) return null;
    const end = placeOf(range.endOffset ? range.endContainer : range.startContainer) || id;
    const place = end === id ? places[id] : `${places[id]} to ${places[end]}`;
    const inText = !range.startContainer.parentElement.closest(".side-note, .note");
    return { id, place, quote, fragment: inText ? fragment(range) : "", range };
  };

  /* the words that were begun are cited whole: nobody quotes half a word */
  const whole = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange();
    while (within(range.startContainer, range.startOffset)) range.setStart(range.startContainer, range.startOffset - 1);
    while (within(range.endContainer, range.endOffset)) range.setEnd(range.endContainer, range.endOffset + 1);
    selection.removeAllRanges();
    selection.addRange(range);
    return selected();
  };

  /* -------------------------------------------------------------- the panel */
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const panel = make("dialog", { className: "cite-panel" });
  panel.setAttribute("aria-labelledby", "cite-title");
  const close = make("button", { type: "button", textContent: "Close" });
  close.addEventListener("click", () => panel.close());
  const choice = make("select");
  for (const [id, name] of Object.entries(places)) choice.append(new Option(name, id));
  const words = make("blockquote");
  const status = make("p", { className: "cite-status" });
  status.setAttribute("role", "status");
  const copy = async (text, output) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(output);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand("copy");
    }
  };
  const outputs = [...forms, ["Link", "plain", [URL_]]].map((form) => {
    const output = make("pre");
    const button = make("button", { type: "button", textContent: "Copy" });
    button.setAttribute("aria-label", `Copy ${form[0]}`);
    button.addEventListener("click", async () => {
      await copy(output.textContent, output);
      button.textContent = "Copied";
      status.textContent = `${form[0]} copied`;
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    const prose = form[1] === "plain" && form[0] !== "RIS" ? "cite-form prose" : "cite-form";
    const shown = make("div", {}, make("h3", { textContent: form[0] }), button);
    return { form, output, section: make("section", { className: prose }, shown, output) };
  });
  const aloud = make("input", { type: "checkbox" });
  panel.append(
    make("div", { className: "cite-head" }, make("h2", { id: "cite-title", textContent: "Cite this passage" }), close),
    make("label", {}, "Place", choice),
    words,
    ...outputs.map(({ section }) => section),
    make("label", {}, aloud, "Let screen readers and the Tab key reach the numbers in the margin"),
    status,
  );
  /* what the panel cites as COinS too (OpenURL 1.0, in Dublin Core), for Zotero and its like: the
     fields of its RIS, and one that says which place, which words, and the caveat */
  const KEYS = { AU: "creator", TI: "title", ED: "contributor", PB: "publisher", PY: "date", UR: "identifier" };
  const coins = make("span", { className: "Z3988" });
  panel.append(coins);
  const carry = (ris) => {
    const rows = ris.split("\n").map((row) => [row.slice(0, 2), row.slice(6)]);
    const said = ["SE", "AB", "N1"].map((tag) => rows.find(([it]) => it === tag)?.[1]);
    coins.title = new URLSearchParams([
      ["ctx_ver", "Z39.88-2004"],
      ["rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"],
      ["rft.type", "webpage"],
      ...rows.filter(([tag]) => KEYS[tag]).map(([tag, value]) => [`rft.${KEYS[tag]}`, value]),
      ["rft.description", said.filter(Boolean).join(". ")],
    ]);
    document.dispatchEvent(new Event("ZoteroItemUpdated"));
  };
  let cited = { id: "", place: "", quote: "", fragment: "" };
  const show = () => {
    const base = address || (/^https?:$/.test(location.protocol) ? location.href.split("#")[0] : "");
    const url = base && `${base}#${cited.id}${cited.fragment}`;
    words.hidden = !cited.quote;
    words.textContent = cited.quote;
    for (const { form, output, section } of outputs) {
      output.textContent = say(form, [cited.place, cited.quote, url, cited.id]);
      section.hidden = !output.textContent;
      if (form[0] === "RIS") carry(output.textContent);
    }
  };
  const open = (what) => {
    cited = what;
    choice.value = what.id;
    show();
    floating.hidden = true;
    if (!panel.open) panel.showModal();
  };
  choice.addEventListener("change", () => {
    cited = { id: choice.value, place: places[choice.value], quote: "", fragment: "" };
    show();
  });
  const bare = (id) => ({ id, place: places[id], quote: "", fragment: "" });

  /* -------------------------------------------------------------- what opens it */
  const button = page.querySelector(".cite-open") || make("a");
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  const here = () => {
    const id = decodeURIComponent(location.hash.slice(1).split("&")[0]);
    return Object.hasOwn(places, id) ? id : Object.keys(places)[0];
  };
  let kept = null;
  button.addEventListener("pointerdown", () => (kept = whole()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    button.click();
  });
  button.addEventListener("click", (event) => {
    event.preventDefault();
    open(kept || whole() || bare(here()));
    kept = null;
  });

  const floating = make("button", { type: "button", className: "cite-words", textContent: "Cite these words", hidden: true });
  let chosen = null;
  floating.addEventListener("pointerdown", (event) => event.preventDefault());
  floating.addEventListener("click", () => chosen && open(whole() || chosen));
  const follow = () => {
    if (panel.open) return;
    chosen = selected();
    floating.hidden = !chosen;
    if (!chosen) return;
    const boxes = chosen.range.getClientRects();
    const box = boxes[boxes.length - 1] || chosen.range.getBoundingClientRect();
    const most = document.documentElement.clientWidth - floating.offsetWidth - 8;
    floating.style.left = `${Math.max(8, Math.min(box.right + scrollX, most))}px`;
    floating.style.top = `${box.bottom + scrollY + 8}px`;
  };
  let soon = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(soon);
    soon = setTimeout(follow, 200);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") floating.hidden = true;
  });
  document.body.append(floating, panel);

  /* -------------------------------------------------------------- the numbers */
  const numbers = [...page.querySelectorAll(".passage-number")];
  for (const number of numbers)
    number.addEventListener("click", (event) => {
      const id = number.hash.slice(1);
      if (event.ctrlKey || event.metaKey || event.shiftKey || !Object.hasOwn(places, id)) return;
      event.preventDefault();
      const view = location.hash.split("&").slice(1); // which voices are shown stays as it is
      history.replaceState(history.state, "", [number.hash, ...view].join("&"));
      open(bare(id));
    });
  const name = "edition-tools.numbers";
  const reach = () => {
    for (const number of numbers) {
      number.tabIndex = aloud.checked ? 0 : -1;
      if (aloud.checked) number.removeAttribute("aria-hidden");
      else number.setAttribute("aria-hidden", "true");
    }
  };
  try {
    aloud.checked = localStorage.getItem(name) === "yes";
  } catch {
    /* private windows may forbid it */
  }
  aloud.addEventListener("change", () => {
    reach();
    try {
      localStorage.setItem(name, aloud.checked ? "yes" : "no");
    } catch {
      /* the choice then lasts as long as the page */
    }
  });
  reach();
})();
