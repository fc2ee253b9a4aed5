/* Remembers which voices and readings a reader has chosen. Everything works without it. */
(() => {
  "use strict";
  const name = "edition-tools";
  const load = () => {
    try {
      return JSON.parse(localStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  };
  const chosen = load();
  for (const input of document.querySelectorAll(".switches input")) {
    if (typeof chosen[input.id] === "boolean") input.checked = chosen[input.id];
    input.addEventListener("change", () => {
      const group = input.name ? document.getElementsByName(input.name) : [input];
      for (const one of group) chosen[one.id] = one.checked;
      try {
        localStorage.setItem(name, JSON.stringify(chosen));
      } catch {
        /* private windows may forbid it; the choice then lasts as long as the page */
      }
    });
  }
})();
