/* The search page: asks the index in _search/, which comes as scripts, so that it works from a
   server and from a disk. Loads the parts that hold the words, then the pages of the results shown. */
(() => {
  "use strict";
  const { edition } = window;
  const root = document.documentElement.dataset.content_root || "";
  const STEP = 20; // results shown at once
  const AROUND = 110; // characters of a snippet on each side
  const VOICES = {
    t: ["text", "Author’s text"],
    n: ["author-notes", "Author’s notes"],
    e: ["editors-notes", "Editors’ notes"],
    a: ["apparatus", "Apparatus"],
    c: ["commentary", "Commentary"],
    w: ["works", "Works cited"],
    p: ["pages", "Editors’ pages"],
  };
  const form = document.querySelector("#finding form");
  const field = document.getElementById("q");
  const boxes = document.querySelector(".search-voices");
  const count = document.querySelector(".search-count");
  const list = document.querySelector(".found");
  const more = document.querySelector(".search-more");

  /* ------------------------------------------------------------ words, folded as in the index */
  const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ" };
  const fold = (words) =>
    words
      .toLowerCase()
      .replace(/[ßæœøłđıς]/g, (c) => ALIKE[c])
      .replace(/['’ʼ‘\u00ad]/g, "")
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "");
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];

  /* what is looked for: phrases in quotation marks, and words that may go on */
  const parse = (query) => {
    const wanted = [];
    const rest = query.replace(/["“„«]([^"”“»]+)["”“»]/g, (_, phrase) => {
      const words = wordsOf(phrase);
      if (words.length) wanted.push({ words, exact: true });
      return " ";
    });
    for (const word of rest.split(/\s+/)) {
      const words = wordsOf(word);
      if (words.length) wanted.push({ words, exact: false });
    }
    return wanted;
  };

  /* ------------------------------------------------------------ the index */
  let pages = []; // name, title, title of the edition, voices, number of its first place
  let starts = [];
  const parts = new Map();
  edition.index = (rows, firsts) => {
    let number = 0;
    pages = rows.map(([name, title, whole, voices]) => {
      const page = { name, title, whole, voices, first: number };
      number += voices.length;
      return page;
    });
    starts = firsts;
  };
  edition.terms = (number, lines) => {
    parts.set(
      number,
      lines.split("\n").map((line) => {
        const blank = line.indexOf(" ");
        return [line.slice(0, blank), line.slice(blank + 1)];
      }),
    );
  };
  /* "0.0.1 2.3": of page 0 the places 0 and 1, of the second after it place 3 */
  const numbers = (row) => {
    let page = 0;
    return row.split(" ").flatMap((one) => {
      const [step, ...steps] = one.split(".");
      page += parseInt(step, 36);
      let at = pages[page].first;
      return steps.map((next) => (at += parseInt(next, 36)));
    });
  };
  const partsOf = (word, exact) => {
    const end = exact ? word : `${word}\u{10ffff}`;
    const wanted = [];
    for (let n = 0; n < starts.length; n++) {
      if (starts[n] <= end && !(starts[n + 1] <= word)) wanted.push(n);
    }
    return wanted;
  };
  const having = async (word, exact) => {
    const wanted = partsOf(word, exact);
    await Promise.all(wanted.map((n) => edition.load(`terms/${n}`, root)));
    const found = new Map(); // number of a place -> 2 for the very word, 1 for one that goes on
    for (const n of wanted) {
      for (const [term, row] of parts.get(n) || []) {
        if (term === word || (!exact && term.startsWith(word))) {
          for (const at of numbers(row)) {
            found.set(at, Math.max(found.get(at) || 0, term === word ? 2 : 1));
          }
        }
      }
    }
    return found;
  };
  const candidates = async (wanted) => {
    const all = [];
    for (const { words, exact } of wanted) {
      words.forEach((word, at) => all.push(having(word, exact || at < words.length - 1)));
    }
    const [first, ...others] = await Promise.all(all);
    const found = [];
    for (const [at, worth] of first) {
      const worths = others.map((other) => other.get(at));
      if (worths.every(Boolean)) found.push([at, worth + worths.reduce((a, b) => a + b, 0)]);
    }
    return found.sort((a, b) => b[1] - a[1] || rank(a[0]) - rank(b[0]) || a[0] - b[0]).map(([at]) => at);
  };
  const ORDER = Object.keys(VOICES).join("");
  const rank = (at) => ORDER.indexOf(letterOf(at));
  const letterOf = (at) => {
    const page = pageOf(at);
    return page.voices[at - page.first];
  };
  const pageOf = (at) => {
    let low = 0;
    let high = pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pages[middle].first <= at) low = middle;
      else high = middle - 1;
    }
    return pages[low];
  };
  const placeAt = async (at) => {
    const page = pageOf(at);
    await edition.load(`pages/${page.name}`, root);
    const place = edition.pages.get(page.name)?.places[at - page.first];
    if (!place) return null;
    const [id, , mark, words] = place;
    const text = typeof words === "string" ? words : words.join("");
    return { page, id, letter: page.voices[at - page.first], mark, text };
  };

  /* ------------------------------------------------------------ where in a text */
  const patterns = (wanted) =>
    wanted.map(({ words, exact }) => {
      const inner = words.join("[^\\p{L}\\p{N}]+");
      return new RegExp(`(?<![\\p{L}\\p{N}])${inner}${exact ? "(?![\\p{L}\\p{N}])" : "[\\p{L}\\p{N}]*"}`, "gu");
    });
  const spans = (text, looked) => {
    let folded = "";
    const origin = [];
    for (let at = 0; at < text.length; ) {
      const sign = String.fromCodePoint(text.codePointAt(at));
      const bare = fold(sign);
      for (let i = 0; i < bare.length; i++) origin.push(at);
      folded += bare;
      at += sign.length;
    }
    const found = [];
    for (const pattern of looked) {
      const mine = [...folded.matchAll(pattern)].map((match) => {
        const end = match.index + match[0].length;
        return [origin[match.index], end < origin.length ? origin[end] : text.length];
      });
      if (!mine.length) return null; // the words are there, but not as a phrase
      found.push(...mine);
    }
    return found.sort((a, b) => a[0] - b[0]);
  };
  const trimmed = (text, [start, end]) => [start, end - (text.slice(start, end).match(/[^\p{L}\p{N}\p{M}]+$/u)?.[0].length || 0)];

  /* ------------------------------------------------------------ showing */
  const names = { t: "¶", n: "note", e: "editors’ note", a: "apparatus", c: "comment" };
  const nameOf = ({ letter, mark, id }) => {
    if (letter === "a") return `apparatus ${id}`;
    if (letter === "c" && id.startsWith("f")) return `poster’s words ${mark}`;
    return mark ? `${names[letter] || ""} ${mark}`.trim() : "";
  };
  const snippet = (text, found) => {
    const out = document.createElement("p");
    const from = found[0][0] <= AROUND ? 0 : text.indexOf(" ", found[0][0] - AROUND) + 1;
    let to = found[0][1] + 2 * AROUND - (found[0][0] - from);
    to = to >= text.length ? text.length : text.lastIndexOf(" ", to);
    let at = from;
    if (from) out.append("… ");
    for (const [start, end] of found.map((one) => trimmed(text, one))) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      out.append(text.slice(at, start), mark);
      at = end;
    }
    out.append(text.slice(at, Math.max(at, to)));
    if (to < text.length) out.append(" …");
    return out;
  };
  const item = (place, found) => {
    const [voice, title] = VOICES[place.letter];
    const [start, end] = trimmed(place.text, found[0]);
    const words = encodeURIComponent(place.text.slice(start, end)).replace(/-/g, "%2D");
    const out = document.createElement("li");
    out.className = `result ${voice}`;
    const link = document.createElement("a");
    link.href = `${root}${place.page.name.split("/").map(encodeURIComponent).join("/")}.html#${place.id}:~:text=${words}`;
    const name = nameOf(place);
    link.textContent = name && `${name} · `; // first what tells the results of one page apart
    link.append(place.page.title);
    const whose = document.createElement("span");
    whose.className = "whose";
    whose.textContent = place.letter === "p" && place.page.whole ? `${title} of ${place.page.whole}` : title;
    const head = document.createElement("p");
    head.className = "result-head";
    head.append(link, " ", whose);
    out.append(head, snippet(place.text, found));
    return out;
  };

  /* ------------------------------------------------------------ asking */
  let asked = 0;
  const chosen = () => new Set([...boxes.querySelectorAll("input:checked")].map((one) => one.value));
  const tally = (found) => {
    const seen = {};
    for (const at of found) {
      const letter = letterOf(at);
      seen[letter] = (seen[letter] || 0) + 1;
    }
    for (const label of boxes.querySelectorAll("label")) {
      label.querySelector(".tally").textContent = found.length ? ` ${seen[label.dataset.voice] || 0}` : "";
    }
  };
  const said = (n) => (n === 0 ? "Nothing is found." : n === 1 ? "One place." : `${n} places.`);

  const ask = async () => {
    const turn = ++asked;
    const query = field.value.trim();
    const voices = chosen();
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    const off = [...boxes.querySelectorAll("input:not(:checked)")].map((one) => one.value).join("");
    if (off) address.searchParams.set("without", off);
    else address.searchParams.delete("without");
    history.replaceState(null, "", address);
    const wanted = parse(query);
    if (!wanted.length) {
      list.replaceChildren();
      count.textContent = "";
      more.hidden = true;
      tally([]);
      return;
    }
    let found = await candidates(wanted);
    if (turn !== asked) return;
    const looked = patterns(wanted);
    if (wanted.some(({ words }) => words.length > 1)) {
      const places = await Promise.all(found.map(placeAt));
      if (turn !== asked) return;
      found = found.filter((_, n) => places[n] && spans(places[n].text, looked));
    }
    tally(found);
    found = found.filter((at) => voices.has(letterOf(at)));
    count.textContent = said(found.length);
    list.replaceChildren();
    let shown = 0;
    const show = async () => {
      const next = found.slice(shown, shown + STEP);
      const places = await Promise.all(next.map(placeAt));
      if (turn !== asked) return;
      shown += next.length;
      const items = places.filter(Boolean).map((place) => item(place, spans(place.text, looked) || [[0, 0]]));
      list.append(...items);
      more.hidden = shown >= found.length;
      return items[0];
    };
    more.onclick = async () => (await show())?.querySelector("a").focus();
    await show();
  };

  const begin = async () => {
    await edition.load("index", root);
    const there = new Set(pages.flatMap((page) => [...page.voices]));
    const query = new URLSearchParams(location.search);
    for (const [letter, [voice, title]] of Object.entries(VOICES)) {
      if (!there.has(letter)) continue;
      const label = document.createElement("label");
      label.className = voice;
      label.dataset.voice = letter;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = letter;
      box.checked = !(query.get("without") || "").includes(letter);
      box.addEventListener("change", ask);
      const number = document.createElement("span");
      number.className = "tally";
      label.append(box, ` ${title}`, number);
      boxes.append(label);
    }
    boxes.hidden = false;
    field.value = query.get("q") || "";
    let timer = 0;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    if (!field.value) field.focus();
    await ask();
    document.documentElement.dataset.searched = "yes";
  };
  begin();
})();
