/* Whether words are lost for want of room: beyond the window's side, cut off, or over one another. */
() => {
  const TOLERANCE = 2; // px
  const found = [];
  const say = (rule, node, help) => found.push({ rule, required: true, element: node.outerHTML.slice(0, 200), help });
  const root = document.documentElement;
  const style = (node) => getComputedStyle(node);
  const above = (node, is) => {
    for (let at = node; at && at !== root; at = at.parentElement) if (is(at)) return at;
    return null;
  };
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const hidden = (node) => above(node, (at) => at.clientWidth <= 1 && style(at).display !== "inline" && style(at).overflow === "hidden") || above(node, (at) => style(at).clipPath !== "none");
  const scrolls = (node) => above(node, (at) => /auto|scroll/.test(style(at).overflowX) && at !== document.body);
  const inked = (node) => { // where the words are, also those that their box does not show
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const words = [...document.querySelectorAll("body *")].filter(
    (node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()) && !/^(SCRIPT|STYLE|NOSCRIPT|OPTION|TEXT|TITLE)$/i.test(node.tagName) && !node.closest("svg, [aria-hidden=true]") && seen(node) && !hidden(node),
  );

  if (root.scrollWidth > root.clientWidth + 1) {
    const wide = words.find((node) => node.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(node));
    say("reflow", wide || document.body, `The page scrolls sideways: ${root.scrollWidth} px in a window of ${root.clientWidth} px (1.4.10).`);
  }
  for (const node of words) {
    const cut = above(node, (at) => /hidden|clip/.test(style(at).overflowX + style(at).overflowY) && at !== document.body);
    if (!cut) continue;
    const [box, text] = [cut.getBoundingClientRect(), inked(node)];
    const out = Math.max(text.right - box.right, text.bottom - box.bottom, box.left - text.left, box.top - text.top);
    if (out > TOLERANCE && !scrolls(node)) say("clipped", node, `Words are cut off by ${Math.round(out)} px (1.4.4, 1.4.12).`);
  }

  const apart = (node) => above(node, (at) => /fixed|sticky/.test(style(at).position));
  const lines = words.filter((node) => !apart(node) && !scrolls(node)).flatMap((node) =>
    [...node.childNodes].filter((one) => one.nodeType === 3 && one.data.trim()).flatMap((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => ({ node, box }));
    }),
  );
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].box.top < one.box.bottom; next++) {
      const other = lines[next];
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      const least = Math.min(one.box.height, other.box.height);
      if (wide > TOLERANCE && high > least / 2) say("overlap", other.node, "These words stand over others (1.4.12).");
    }
  });
  return found;
}
