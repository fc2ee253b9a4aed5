/* The words of the pages, as scripts in _search/ bring them: for previews and for the search. */
(() => {
  "use strict";
  const waiting = new Map();
  const edition = {
    pages: new Map(), // name of a page -> its title and places: [id, voice, mark, words]
    terms: [], // parts of the index, as they come
    page(name, title, places) {
      edition.pages.set(name, { title, places });
    },
    /* Bring a file of _search/; done when it has run, also when it is not there. */
    load(name, root) {
      if (!waiting.has(name)) {
        waiting.set(
          name,
          new Promise((done) => {
            const script = document.createElement("script");
            script.src = `${root}_search/${name.split("/").map(encodeURIComponent).join("/")}.js`;
            script.onload = script.onerror = () => done();
            document.head.append(script);
          }),
        );
      }
      return waiting.get(name);
    },
  };
  window.edition = edition;
})();
