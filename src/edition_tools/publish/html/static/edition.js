/* Remembers which voices and readings a reader has chosen, and lets the keyboard reach what scrolls
   sideways. Everything works without it. */
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
  const reach = (box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const boxes = document.querySelectorAll(".highlight pre, .table-wrapper");
  const watch = new ResizeObserver((seen) => seen.forEach(({ target }) => reach(target)));
  for (const box of boxes) watch.observe(box);
  for (const box of boxes) reach(box);
})();
