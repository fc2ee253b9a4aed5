/* Folds notes beside the text to their first line where there are more of them than there is room for:
   as few as needed, the longest first, so that each begins within half a screen of its mark. A note
   that is called in another stands below it, and is put away with it when that is folded. What a
   reader has opened stays open, and what is in sight stays as it is, unless all is reckoned anew.
   Measures once, then reckons, then sets. */
(() => {
  "use strict";
  const GAP = 0.95, LINE = 1.37; // rem: between two notes, and of a folded one
  const FOLDED = ".brief:not(.whole)";
  const FAR = 24; // rem from a mark to its note, if half a window is not less

  /* where a note begins: at its mark in the text, or below the note before it; and how far that is
     from its mark, or from the end of the note that calls it */
  const stand = (notes, from, to, rem) => {
    for (let n = from; n <= to; n++) {
      const note = notes[n];
      const { within } = note;
      const before = n ? notes[n - 1].end : note.line;
      note.away = within ? within.away || within.folded : false;
      note.at = note.away ? before : Math.max(note.line, before);
      const height = note.folded ? LINE * rem : note.height;
      note.end = note.away ? before : note.at + height + GAP * rem;
      note.lag = note.away ? 0 : note.at - (within ? within.end : note.line);
    }
  };
  const longest = (notes, from, to) => {
    let found = null;
    for (let n = from; n <= to; n++) {
      const note = notes[n];
      if (!note.folded && !note.away && note.gain > 0 && !(found?.gain >= note.gain)) found = note;
    }
    return found;
  };

  const reckon = (notes, rem, far) => {
    let first = 0; // of those that stand close together
    for (let n = 0; n < notes.length; n++) {
      stand(notes, n, n, rem);
      if (n && notes[n].at > notes[n - 1].end) first = n;
      while (notes[n].lag > far) {
        const note = longest(notes, first, n - 1);
        if (!note) break;
        note.folded = true;
        stand(notes, first, n, rem);
      }
    }
  };

  const seen = new WeakSet();
  const measure = (callOf, rem) => {
    const known = new Map();
    for (const copy of document.querySelectorAll(".side-note")) {
      const { top, height } = copy.getBoundingClientRect();
      if (!height) continue; // its voice is switched off
      const call = callOf.get(copy);
      const within = known.get(call.closest(".side-note"));
      const line = within ? within.line : call.getBoundingClientRect().top;
      const fixed = copy.matches(".whole") || (seen.has(copy) && top < innerHeight);
      const gain = fixed ? 0 : height - 2 * LINE * rem;
      const folded = copy.matches(FOLDED);
      known.set(copy, { copy, height, gain, line, within, folded });
    }
    return [...known.values()];
  };

  /* *copies*: the mark in the text -> the note beside it */
  window.edition.fold = (copies, anew) => {
    const callOf = new Map();
    for (const [call, copy] of copies) {
      callOf.set(copy, call);
      if (anew) copy.classList.remove("brief");
      if (!call.closest(`.away, ${FOLDED}`)) copy.classList.remove("away");
      if (anew) seen.delete(copy);
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const notes = measure(callOf, rem);
    reckon(notes, rem, Math.min(FAR * rem, innerHeight / 2));
    for (const { copy, folded, away } of notes) {
      if (folded) copy.classList.add("brief");
      copy.classList.toggle("away", away);
      seen.add(copy);
    }
  };
})();
