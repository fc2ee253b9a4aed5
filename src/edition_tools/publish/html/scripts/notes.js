/* Sets a copy of each note where it is called: beside the text on a wide screen, and on a narrow
   one under its line when the mark is touched. The notes themselves stay in the lists at the end,
   where the marks lead without this script. Beside dense paragraphs some notes are folded to their
   first line, so that each still begins near its mark (fold.js). */
(() => {
  "use strict";
  const wide = matchMedia("(min-width: 82.01em)");
  const LONG = 700; // characters; a longer note is cut short in the margin until it is opened
  const copies = new Map(); // the mark in the text -> the copy that it opens
  const listed = new Map();
  for (const note of document.querySelectorAll(".voice-list .note")) listed.set(note.id, note);

  const copyOf = (note, mark) => {
    const copy = document.createElement("aside");
    copy.className = `side-note ${note.classList[1]}`;
    copy.dataset.of = note.id;
    const label = document.createElement("span");
    label.className = "side-mark";
    label.textContent = mark;
    copy.append(label, ...note.querySelector(".said").cloneNode(true).childNodes);
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    copy.querySelector(".on")?.remove();
    if (copy.textContent.length > LONG && !copy.classList.contains("apparatus")) {
      copy.classList.add("long");
    }
    const more = document.createElement("button");
    more.type = "button";
    more.className = "side-more";
    more.addEventListener("click", () => {
      if (wide.matches) {
        copy.classList.toggle("whole");
        fold(false);
      } else shut(copy);
    });
    copy.append(more);
    return copy;
  };

  /* a copy beside the text is for the eye only: who listens or tabs goes to the list */
  const suit = (copy) => {
    const duplicate = wide.matches;
    if (duplicate) copy.setAttribute("aria-hidden", "true");
    else copy.removeAttribute("aria-hidden");
    for (const one of copy.querySelectorAll("a, button")) {
      if (duplicate) one.tabIndex = -1;
      else one.removeAttribute("tabindex");
    }
  };

  const set = new Set();
  const beside = (call, after) => {
    const note = listed.get(call.hash.slice(1));
    if (!note || set.has(note.id)) return after;
    set.add(note.id);
    const copy = copyOf(note, note.querySelector(".note-mark").textContent);
    suit(copy);
    after.after(copy);
    copies.set(call, copy);
    let last = copy;
    for (const inner of copy.querySelectorAll(".call")) last = beside(inner, last);
    return last;
  };
  const calls = [...document.querySelectorAll(".call")].filter((call) => !call.closest(".note"));
  const bring = (call) => beside(call, call.closest("table") || call);
  /* a long text has hundreds of notes: each is set when its mark comes near */
  const near = new IntersectionObserver(
    (seen) => {
      const come = seen.filter((one) => one.isIntersecting);
      for (const { target } of come) {
        near.unobserve(target);
        bring(target);
      }
      if (come.length) fold(false);
    },
    { rootMargin: "150% 0px" },
  );

  /* ------------------------------------------------------------ narrow screens */
  const toggle = (call, copy) => {
    const open = copy.classList.toggle("open");
    if (call.closest(".side-note")) call.after(copy); // a note on a note opens within it
    call.setAttribute("aria-expanded", String(open));
    if (!open) for (const [inner, other] of copies) {
      if (copy.contains(inner) && other.classList.contains("open")) toggle(inner, other);
    }
  };
  /* shut by a button at its end, or by Escape: the reader is back at the mark */
  const shut = (copy) => {
    for (const [call, other] of copies) {
      if (other !== copy || !copy.classList.contains("open")) continue;
      toggle(call, copy);
      call.focus();
    }
  };
  const settle = () => {
    near.disconnect();
    for (const [call, copy] of [...copies].reverse()) {
      suit(copy);
      copy.classList.remove("open");
      if (wide.matches) call.closest(".side-note")?.after(copy); // no longer within the note
    }
    for (const call of calls) {
      if (wide.matches) {
        call.removeAttribute("aria-expanded");
        near.observe(call);
      } else call.setAttribute("aria-expanded", "false");
    }
    fold(true);
  };
  const fold = (anew) => wide.matches && window.edition.fold(copies, anew);
  settle();
  document.fonts.ready.then(() => fold(true));
  document.querySelector(".switches")?.parentNode.addEventListener("change", () => fold(true));
  let width = innerWidth;
  addEventListener("resize", () => width !== (width = innerWidth) && fold(true));
  wide.addEventListener("change", settle);
  document.addEventListener("click", (event) => {
    const call = event.target.closest?.(".call");
    if (!call || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (wide.matches) {
      if (copies.get(call)?.matches(".brief:not(.whole)")) {
        event.preventDefault();
        copies.get(call).classList.add("whole");
        fold(false);
      }
      return;
    }
    if (calls.includes(call)) bring(call);
    const copy =
      copies.get(call) || [...copies.values()].find((one) => one.dataset.of === call.hash.slice(1));
    if (!copy || (!copies.has(call) && call.closest(".note"))) return;
    event.preventDefault();
    event.stopPropagation();
    if (copies.has(call)) toggle(call, copy);
    else copy.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const here = document.activeElement;
    const copy = copies.get(here)?.matches(".open") ? copies.get(here) : here?.closest?.(".side-note.open");
    if (copy) shut(copy);
  });
})();
