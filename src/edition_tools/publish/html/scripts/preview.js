/* What stands behind a mark or a link, shown while it is pointed at or has the focus: notes, works,
   passages, and why words were changed. Escape closes it. What is on another page comes from that
   page's file in _search/, which is fetched as a script, so it works from a disk too. */
(() => {
  "use strict";
  const root = document.documentElement.dataset.content_root || "";
  const WAIT = 250; // milliseconds, so that a pointer passing by opens nothing
  const LIMIT = 420; // characters of a passage
  const VOICES = {
    text: "The author’s text",
    "author-notes": "The author’s note",
    "editors-notes": "The editors’ note",
    apparatus: "The apparatus",
    commentary: "Commentary",
    works: "Works cited",
  };
  const card = document.createElement("div");
  card.id = "preview";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);
  let shown = null;
  let timer = 0;

  const paragraph = (words, kind) => {
    const out = document.createElement("p");
    if (kind) out.className = kind;
    out.textContent = words;
    return out;
  };
  const cut = (words) => {
    if (words.length <= LIMIT) return words;
    return `${words.slice(0, LIMIT).replace(/\s+\S*$/, "")} …`;
  };

  /* ------------------------------------------------------------ what is there to show */
  const ofNote = (note) => {
    const said = note.querySelector(".said").cloneNode(true);
    for (const one of said.querySelectorAll("[id]")) one.removeAttribute("id");
    for (const link of said.querySelectorAll("a")) link.tabIndex = -1;
    const head = `${VOICES[note.classList[1]]} ${note.querySelector(".note-mark").textContent}`;
    return [paragraph(head, "preview-head"), ...said.childNodes];
  };
  const ofPassage = (block) => {
    const words = block.cloneNode(true);
    for (const one of words.querySelectorAll(".side-note, .call, .passage-number, .source-has")) {
      one.remove();
    }
    return [paragraph(`¶ ${block.id.slice(1)}`, "preview-head"), paragraph(cut(words.textContent.trim()))];
  };
  const ofPlace = ([, voice, mark, words]) => {
    const body = document.createElement("p");
    const runs = typeof words === "string" ? [words] : words;
    let left = voice === "works" ? Infinity : LIMIT;
    runs.forEach((run, at) => {
      if (left <= 0) return;
      const part = run.length > left ? `${run.slice(0, left).replace(/\s+\S*$/, "")} …` : run;
      left -= run.length;
      const node = at % 2 ? document.createElement("em") : document.createElement("span");
      node.textContent = part;
      body.append(node);
    });
    const head = voice === "text" ? `¶ ${mark}` : `${VOICES[voice] || ""} ${mark}`.trim();
    return [paragraph(head, "preview-head"), body];
  };
  const here = (id) => {
    const target = document.getElementById(id);
    if (target?.matches(".note")) return ofNote(target);
    if (target?.matches("p[id], .line-block[id], .comment, .frame")) return ofPassage(target);
    return null;
  };

  const elsewhere = (page, id) => {
    const find = () => window.edition.pages.get(page)?.places.find((place) => place[0] === id);
    return window.edition.load(`pages/${page}`, root).then(() => {
      const place = find();
      return place ? ofPlace(place) : null;
    });
  };
  const contents = (link) => {
    if (link.dataset.of) return Promise.resolve(here(link.dataset.of));
    const address = new URL(link.href, location.href);
    const id = decodeURIComponent(address.hash.slice(1).split("&")[0]);
    if (!id) return Promise.resolve(null);
    if (address.pathname === location.pathname) return Promise.resolve(here(id));
    const top = new URL(root || "./", location.href).pathname;
    if (address.origin !== location.origin || !address.pathname.startsWith(top)) {
      return Promise.resolve(null);
    }
    const page = decodeURIComponent(address.pathname.slice(top.length)).replace(/\.html$/, "");
    return elsewhere(page, id);
  };

  /* ------------------------------------------------------------ showing it */
  const besideText = (link) => {
    const id = link.dataset.of || link.hash?.slice(1);
    const copy = id && document.querySelector(`.side-note[data-of="${CSS.escape(id)}"]`);
    if (!copy?.offsetParent || copy.contains(link)) return null;
    const { top, bottom } = copy.getBoundingClientRect();
    const whole = !copy.matches(":is(.long, .brief):not(.whole), .apparatus");
    return whole && top >= 0 && bottom <= innerHeight ? copy : null;
  };
  const close = () => {
    clearTimeout(timer);
    document.querySelector(".side-note.lit")?.classList.remove("lit");
    shown?.removeAttribute("aria-describedby");
    if (shown?.dataset.said) shown.title = shown.dataset.said;
    shown = null;
    card.hidden = true;
  };
  const place = (link) => {
    const box = link.getClientRects()[0] || link.getBoundingClientRect();
    card.style.maxHeight = "";
    const { offsetWidth: width, offsetHeight: height } = card;
    const left = Math.min(Math.max(8, box.left - 24), document.documentElement.clientWidth - width - 8);
    const [above, below] = [box.top - 16, innerHeight - box.bottom - 16]; // the room there is
    const under = height <= below || below > above;
    card.style.left = `${left}px`;
    card.style.maxHeight = `min(60vh, ${under ? below : above}px)`;
    card.style.top = `${under ? box.bottom + 8 : Math.max(8, box.top - height - 8)}px`;
  };
  const open = async (link) => {
    const copy = besideText(link);
    if (copy) {
      close();
      copy.classList.add("lit");
      return;
    }
    const wanted = await contents(link);
    if (!wanted || pending !== link) return;
    close();
    card.replaceChildren(...wanted);
    card.hidden = false;
    shown = link;
    if (link.title) link.dataset.said = link.title; // the card says it; once is enough
    link.removeAttribute("title");
    if (link.matches("a")) link.setAttribute("aria-describedby", "preview");
    place(link);
  };
  let pending = null;
  const LINKS = "a.call, a.reference.internal[href*='#'], .emended[data-of], a.passage-link[href*='#'], .side-note a[href*='#'], .strip a";
  const linkOf = (target) => (target instanceof Element ? target.closest(LINKS) : null);

  const soon = (link, wait) => {
    clearTimeout(timer);
    pending = link;
    timer = setTimeout(() => (link ? link !== shown && open(link) : close()), wait);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const link = linkOf(event.target);
    if (link || shown || pending) soon(link, WAIT);
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event.target);
    if (link?.matches(":focus-visible")) soon(link, 0);
    else if (shown) soon(null, 0);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      pending = null;
      close();
    }
  });
  /* a touch on changed words says why they were changed; marks open their notes themselves */
  document.addEventListener("click", (event) => {
    const changed = event.target.closest?.(".emended[data-of]");
    if (changed && !event.target.closest("a, .side-note")) soon(changed, 0);
    else if (shown && !card.contains(event.target)) soon(null, 0);
  });
  addEventListener("scroll", () => shown?.matches(":focus-visible") || (shown && soon(null, WAIT)), {
    passive: true,
  });
})();
