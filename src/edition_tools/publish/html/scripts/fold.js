/* Folds notes beside the text to their first line where there are more of them than there is room for:
   as few as needed, the longest first, so that each begins within half a screen of its mark. What a
   reader has opened stays open, and what is in sight stays as it is, unless all is reckoned anew.
   Measures once, then reckons, then sets. */
(() => {
  "use strict";
  const GAP = 0.95, LINE = 1.37; // rem: between two notes, and of a folded one
  const FAR = 24; // rem from a mark to its note, if half a window is not less

  /* where a note begins: at its mark in the text, or below the note before it; and how far from its
     mark, which may stand within another note */
  const stand = (notes, from, to, rem) => {
    for (let n = from; n <= to; n++) {
      const note = notes[n];
      const { within } = note;
      note.at = n ? Math.max(note.line, notes[n - 1].end) : note.line;
      note.end = note.at + (note.folded ? LINE * rem : note.height) + GAP * rem;
      note.lag = note.at - (within ? Math.min(within.at + note.offset, within.end) : note.line);
    }
  };
  const longest = (notes, from, to) => {
    let found = null;
    for (let n = from; n <= to; n++) {
      const note = notes[n];
      if (!note.folded && note.gain > 0 && !(found?.gain >= note.gain)) found = note;
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
      const mark = call.getBoundingClientRect().top;
      const within = known.get(call.closest(".side-note"));
      const [line, offset] = within ? [within.line, mark - within.top] : [mark, 0];
      const fixed = copy.matches(".whole") || (seen.has(copy) && top < innerHeight);
      const gain = fixed ? 0 : height - 2 * LINE * rem;
      const folded = copy.matches(".brief:not(.whole)");
      known.set(copy, { copy, top, height, gain, line, within, offset, folded });
    }
    return [...known.values()];
  };

  /* *copies*: the mark in the text -> the note beside it */
  window.edition.fold = (copies, anew) => {
    const callOf = new Map();
    for (const [call, copy] of copies) {
      callOf.set(copy, call);
      if (anew) copy.classList.remove("brief");
      if (anew) seen.delete(copy);
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const notes = measure(callOf, rem);
    reckon(notes, rem, Math.min(FAR * rem, innerHeight / 2));
    for (const { copy, folded } of notes) {
      if (folded) copy.classList.add("brief");
      seen.add(copy);
    }
  };
})();
