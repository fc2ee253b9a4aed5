/* Where the reader is: the passage in the header of a narrow screen, and the way back to it on the
   next visit. Who follows a link has not read his way there: what he then passes counts, from the
   third passage on. */
(() => {
  "use strict";
  const passages = [...document.querySelectorAll("article [id].passage, article :is(p, .line-block)[id^='p']")].filter(
    (one) => /^p\d+[a-z]*$/.test(one.id),
  );
  const title = document.querySelector("article h1");
  const brand = document.querySelector(".mobile-header .brand");
  if (passages.length < 3 || !title) return;
  const key = `edition-tools:place:${location.pathname}`;
  const memory = {
    get: () => {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set: (id) => {
      try {
        localStorage.setItem(key, id);
      } catch {
        /* no memory, no way back */
      }
    },
  };
  const numberOf = (id) => id.slice(1);
  const site = brand?.textContent;
  const home = brand?.parentNode.href;
  const name = title.firstChild?.textContent.trim() || "";
  const last = numberOf(passages.at(-1).id);
  let current = null;

  const say = () => {
    if (!brand) return;
    brand.textContent = current ? `¶ ${numberOf(current)} of ${last} · ${name}` : site;
    brand.parentNode.href = current ? "#" : home; // the name of the text leads to its beginning
  };
  const JUMP = 1500; // milliseconds that a scroll to a link's place may take
  let jumped = location.hash ? 0 : -JUMP;
  let passed = location.hash ? 0 : 3;
  addEventListener("hashchange", () => {
    jumped = performance.now();
    passed = 0;
  });
  const seen = new Set();
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target);
        else seen.delete(target);
      }
      const first = passages.find((one) => seen.has(one));
      const now = first && scrollY > 200 ? first.id : scrollY > 200 ? current : null;
      if (now === current) return;
      current = now;
      say();
      if (performance.now() - jumped > JUMP) passed += 1;
      if (passed > 2 && current && passages[0].id !== current) memory.set(current);
    },
    { rootMargin: "-15% 0px -55% 0px" },
  );
  for (const one of passages) watch.observe(one);

  const before = memory.get();
  if (before && !location.hash && scrollY < 200 && document.getElementById(before)) {
    const back = document.createElement("nav");
    back.className = "go-on";
    back.setAttribute("aria-label", "Where you were");
    const link = document.createElement("a");
    link.href = `#${before}`;
    link.textContent = `Go on at ¶ ${numberOf(before)}`;
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "×";
    shut.setAttribute("aria-label", "No, thank you");
    for (const one of [link, shut]) one.addEventListener("click", () => back.remove());
    addEventListener("scroll", () => scrollY > 600 && back.remove(), { passive: true });
    back.append(link, shut);
    document.body.append(back);
  }
})();
