"""What a page weighs, and how fast a long one opens: nox -s bench -- weight.

Prints the compressed size of each file that the page of the real article (or the specimen's)
brings, fonts aside; what the search costs in files for a site of 300,000 words; and, where
Chromium is there, the time until a chapter of 60,000 words with 800 notes has been laid out, and
the longest frame while it is scrolled.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LIMIT = 60_000  # bytes, compressed, of HTML, CSS and JavaScript
BROUGHT = re.compile(r'<(?:link rel="stylesheet"[^>]*href|script[^>]*src)="([^"?]+)')
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
LETTERS = "etaoinshrdlucmfwypvbgk"


def compressed(path: Path) -> int:
    """The size of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def weigh(page: Path) -> int:
    """Print and add up what a page brings, fonts aside."""
    files = [page, *(page.parent / name for name in BROUGHT.findall(page.read_text("utf-8")))]
    total = 0
    for path in files:
        size = compressed(path.resolve())
        total += size
        print(f"  {size:7,}  {path.name}")
    print(f"  {total:7,}  in all; the limit is {LIMIT:,}")
    return total


def build(source: Path, out: Path) -> float:
    """Build a folder of pages; return the seconds it took."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(source), str(out)], check=True
    )
    return time.perf_counter() - began


def prose(words: int, chance: random.Random) -> str:
    """Invented words, as often repeated as those of a language."""
    vocabulary = ["".join(chance.choices(LETTERS, k=chance.randint(2, 10))) for _ in range(9000)]
    picked = (vocabulary[min(int(chance.paretovariate(0.7)), 8999)] for _ in range(words))
    return " ".join(picked).capitalize() + "."


def chapter(words: int, notes: int, chance: random.Random) -> str:
    """A chapter with its notes evenly set."""
    paragraphs = max(1, words // 120)
    out = ["# A chapter\n"]
    marks = iter(range(1, notes + 1))
    for number in range(1, paragraphs + 1):
        called = notes * number // paragraphs - notes * (number - 1) // paragraphs
        said = prose(120, chance).split(" ")
        for _ in range(called):
            said[chance.randrange(len(said))] += f"[^{next(marks)}]"
        out.append(f"{{#p{number}}}\n{' '.join(said)}\n")
    out += [f"[^{n}]: {prose(25, chance)}\n" for n in range(1, notes + 1)]
    return "\n".join(out)


def pages(folder: Path, chapters: int, words: int, notes: int) -> Path:
    """A site of chapters."""
    chance = random.Random(1)
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["edition_tools.publish"]\n')
    names = [f"c{n}" for n in range(chapters)]
    (folder / "index.md").write_text("# Book\n\n```{toctree}\n" + "\n".join(names) + "\n```\n")
    for name in names:
        (folder / f"{name}.md").write_text(chapter(words, notes, chance), encoding="utf-8")
    return folder


def measure_search(out: Path) -> None:
    """Print the size of the index, and of what one query fetches."""
    found = out / "_search"
    parts = sorted(path for path in (found / "terms").glob("*.js"))
    texts = sorted((found / "pages").rglob("*.js"))
    index = compressed(found / "index.js")
    of_parts = [compressed(path) for path in parts]
    of_texts = [compressed(path) for path in texts]
    print(f"  index {index:,}; {len(parts)} parts, {sum(of_parts):,}; texts {sum(of_texts):,}")
    once = index + 2 * max(of_parts) + 10 * sum(of_texts) // len(of_texts)
    print(f"  a query of two words that shows results of ten chapters fetches about {once:,}")


OPENED = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now();
}"""
SCROLLED = """async () => {
  const times = []; let last = performance.now();
  for (let n = 0; n < 120; n++) {
    scrollBy(0, 700);
    await new Promise(done => requestAnimationFrame(done));
    const now = performance.now(); times.push(now - last); last = now;
  }
  times.sort((a, b) => a - b);
  return [times[60], times[117], times[119]];
}"""
QUERIED = """async (query) => {
  const field = document.getElementById('q'), count = document.querySelector('.search-count');
  count.textContent = ''; field.value = query;
  const began = performance.now();
  document.querySelector('#finding form').requestSubmit();
  while (!count.textContent) await new Promise(done => setTimeout(done, 2));
  return [performance.now() - began, count.textContent];
}"""


def open_long(page: Path, search: Path) -> None:
    """Print how a long chapter opens and scrolls, and how long a query takes."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("  playwright is not installed: not measured")
        return
    chromium = os.environ.get("EDITION_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("  Chromium is not installed: not measured")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for width in (1440, 390):
            tab = browser.new_page(viewport={"width": width, "height": 900})
            opened = []
            for _ in range(3):
                tab.goto(page.as_uri(), wait_until="commit")
                tab.wait_for_load_state("load")
                opened.append(tab.evaluate(OPENED))
            usual, worse, worst = tab.evaluate(SCROLLED)
            print(
                f"  {width} px: open after {min(opened):.0f} to {max(opened):.0f} ms; a frame "
                f"{usual:.0f} ms, one in forty {worse:.0f}, the longest {worst:.0f}"
            )
            tab.close()
        tab = browser.new_page()
        tab.goto(search.as_uri())
        tab.wait_for_selector("html[data-searched]")
        for query in ("et", "tae ot", '"et ta"'):
            took, said = tab.evaluate(QUERIED, query)
            print(f"  query {query!r}: {took:.0f} ms, {said}")
        browser.close()


def main() -> int:
    """Measure; 1 if the page is too heavy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--built", type=Path, default=ROOT / "build/public/html")
    options = parser.parse_args()
    articles = [options.built / f"editions/{slug}/text/article.html" for slug in SLUGS]
    page = next((path for path in articles if path.is_file()), None)
    if page is None:
        raise SystemExit("build the site first: nox -s html")
    print(f"{page.relative_to(options.built)}, compressed:")
    total = weigh(page)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        took = build(pages(home / "long", 1, 60_000, 800), home / "long-out")
        print(f"a chapter of 60,000 words with 800 notes (built in {took:.0f} s):")
        took = build(pages(home / "many", 200, 1_500, 15), home / "many-out")
        open_long(home / "long-out/c0.html", home / "many-out/search.html")
        print(f"200 chapters, 300,000 words (built in {took:.0f} s), the search:")
        measure_search(home / "many-out")
    return int(total > LIMIT)


SLUGS = ("getty-1986", "specimen")

if __name__ == "__main__":
    sys.exit(main())
