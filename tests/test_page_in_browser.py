"""The page in a real browser: its fonts, notes beside the text, switches, previews."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sites import Site, copy_of, site_of

# of myst-parser's, not of ours
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, Page  # noqa: E402

ARTICLE = "editions/mini/text/article.html"
PROSE = "The ferry crossed the river at the hour when nobody who had business there was awake. "


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_of("test-edition", tmp_path_factory.mktemp("page")).build()


def test_the_text_stands_in_a_font_of_the_site_and_asks_for_nothing_outside(
    site: Site, browser: Browser
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site.pages / ARTICLE).as_uri())
    page.evaluate("document.fonts.ready")

    assert page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length") > 0
    assert {url.split(":")[0] for url in asked} == {"file"}
    assert all(Path(url.removeprefix("file://").split("?")[0]).is_file() for url in asked)
    page.close()


# ------------------------------------------------------------------ notes beside the text
LONG = " ".join(["word"] * 600)
DENSE = (
    "# Dense\n\n{#p1}\nMany claims"
    + "".join(f" of some kind.[^{n}]" for n in range(1, 11))
    + "\n\n{#p2}\nOne long one.[^11] And more words.\n\n{#p3}\nThe end.[^12]\n\n"
    + "".join(f"[^{n}]: Note {n} says a thing or two about it.\n\n" for n in range(1, 11))
    + f"[^11]: {LONG} end.\n\n[^12]: The last.\n"
)
BOXES = """() => [...document.querySelectorAll('.side-note')].filter(n => n.offsetParent).map(n => {
  const {left, right, top, bottom} = n.getBoundingClientRect(); return [left, right, top, bottom];
})"""
COLUMN = "document.querySelector('#p1').getBoundingClientRect().right"


@pytest.fixture(scope="module")
def dense(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("dense"), {"index.md": DENSE}).build()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen, closed behind the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


DRAWN = "new Promise(d => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(d))))"


def go(page: Page, site: Site, address: str = ARTICLE) -> Page:
    page.goto(
        (site.pages / address.partition("#")[0]).as_uri() + "".join(address.partition("#")[1:])
    )
    page.evaluate("document.fonts.ready")
    page.evaluate(DRAWN)  # notes are set when their marks have been seen
    return page


def test_ten_notes_in_a_paragraph_and_one_of_600_words_never_overlap(
    dense: Site, page: Page
) -> None:
    go(page, dense, "index.html")
    for whole in (False, True):
        boxes = page.evaluate(BOXES)

        assert len(boxes) == 12
        assert all(left > page.evaluate(COLUMN) for left, _, _, _ in boxes)
        assert all(right <= 1440 for _, right, _, _ in boxes)
        assert all(a[3] <= b[2] for a, b in pairwise(boxes))
        if not whole:
            assert boxes[10][3] - boxes[10][2] < 320  # cut short
            page.click(".side-note.long .side-more")


def test_a_note_begins_no_higher_than_its_mark(dense: Site, page: Page) -> None:
    go(page, dense, "index.html")
    mark, note = page.evaluate(
        """() => [document.getElementById('n1-ref'), document.querySelector('[data-of=n1]')].map(
             one => one.getBoundingClientRect().top)"""
    )
    assert -4 <= note - mark < 30


CROWDED = (
    "# Crowded\n\n{#p1}\n"
    + "".join(f"This is claimed, and much is said of it.[^{n}] " for n in range(1, 13))
    + "\n\n{#p2}\n"
    + "Nothing is claimed here. " * 60
    + "And this.[^13]\n\n"
    + "".join(f"[^{n}]: Note {n}: {' '.join(['word'] * 70)}.\n\n" for n in range(1, 14))
)
LAGS = """() => [...document.querySelectorAll('.side-note')].map(note => {
  const mark = document.getElementById(`${note.dataset.of}-ref`);
  return note.getBoundingClientRect().top - mark.getBoundingClientRect().top;
})"""
SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
  for (const {value, hadRecentInput} of list.getEntries()) if (!hadRecentInput) shifts.push(value);
}).observe({type: 'layout-shift', buffered: true})"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("crowded"), {"index.md": CROWDED}).build()


def test_where_notes_crowd_some_are_folded_and_each_stands_near_its_mark(
    crowded: Site, page: Page
) -> None:
    go(page, crowded, "index.html")
    lags, boxes = page.evaluate(LAGS), page.evaluate(BOXES)

    assert len(lags) == 13
    assert max(lags) <= 450
    assert all(a[3] <= b[2] for a, b in pairwise(boxes))
    assert 0 < page.locator(".side-note.brief").count() < 12


def test_a_folded_note_opens_in_its_place_and_closes_again(crowded: Site, page: Page) -> None:
    go(page, crowded, "index.html")
    note = page.locator(".side-note.brief").first
    before = note.bounding_box()
    note.locator(".side-more").click()
    opened = note.bounding_box()

    assert (opened["y"], opened["height"] > 4 * before["height"]) == (before["y"], True)
    boxes = page.evaluate(BOXES)
    assert all(a[3] <= b[2] for a, b in pairwise(boxes))
    note.locator(".side-more").click()
    assert note.bounding_box() == before


def test_the_mark_of_a_folded_note_opens_it(crowded: Site, page: Page) -> None:
    go(page, crowded, "index.html")
    note = page.locator(".side-note.brief").first
    page.click(f"#{note.get_attribute('data-of')}-ref")
    assert "whole" in note.get_attribute("class").split()
    assert page.url.endswith("index.html")


def test_a_note_on_a_note_is_put_away_with_it_and_comes_back_with_it(
    tmp_path: Path, page: Page
) -> None:
    on_a_note = CROWDED.replace("Note 1: word", "Note 1:[^14] word" + " word" * 40)
    site = site_of(tmp_path, {"index.md": f"{on_a_note}[^14]: Of the note.\n"}).build()
    go(page, site, "index.html")
    host, nested = (page.locator(f".side-note[data-of={it}]") for it in ("n1", "n14"))

    assert "brief" in host.get_attribute("class").split()
    assert not nested.is_visible()
    host.locator(".side-more").click()
    assert nested.is_visible()
    boxes = page.evaluate(BOXES)
    assert all(a[3] <= b[2] for a, b in pairwise(boxes))
    host.locator(".side-more").click()
    assert not nested.is_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_moves_while_the_page_opens_and_is_scrolled(
    crowded: Site, browser: Browser, width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.add_init_script(SHIFTS)
    go(page, crowded, "index.html")
    for _ in range(6):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(50)
    assert sum(page.evaluate("shifts")) < 0.001
    page.close()


def test_copies_beside_the_text_are_for_the_eye_only(site: Site, page: Page) -> None:
    go(page, site)
    assert page.locator(".side-note:not([aria-hidden=true])").count() == 0
    assert page.locator(".side-note [id], .side-note a:not([tabindex='-1'])").count() == 0


def test_a_touch_on_a_mark_opens_the_note_under_its_line_and_another_closes_it(
    site: Site, phone: Page
) -> None:
    go(phone, site)
    mark, note = phone.locator("#n1-ref"), phone.locator(".side-note[data-of=n1]")
    assert (note.is_visible(), mark.get_attribute("aria-expanded")) == (False, "false")
    mark.tap()
    assert (note.is_visible(), mark.get_attribute("aria-expanded")) == (True, "true")
    assert note.get_attribute("aria-hidden") is None
    assert note.bounding_box()["y"] > mark.bounding_box()["y"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    mark.tap()
    assert note.is_visible() is False


def test_on_a_phone_a_note_on_a_note_opens_within_it_and_a_long_one_has_its_own_way_out(
    tmp_path: Path, phone: Page
) -> None:
    text = f"# One\n\n{{#p1}}\nWords.[^1]\n\n[^1]: Said.[^2] {LONG}\n\n[^2]: Of the note.\n"
    go(phone, site_of(tmp_path, {"index.md": text}).build(), "index.html")
    host, nested = (phone.locator(f".side-note[data-of={it}]") for it in ("n1", "n2"))
    phone.tap("#p1 > .call")
    host.locator(".call").tap()

    assert phone.evaluate("document.querySelector('[data-of=n1] .call + [data-of=n2]') != null")
    assert nested.is_visible()
    host.locator("> .side-more").tap()
    assert not host.is_visible()
    assert phone.evaluate("document.activeElement.id") == "n1-ref"
    phone.set_viewport_size({"width": 1440, "height": 900})
    phone.evaluate(DRAWN)
    assert phone.evaluate("document.querySelector('[data-of=n1] + [data-of=n2]') != null")


def test_a_preview_stays_within_the_window(dense: Site, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1024, "height": 400})
    go(page, dense, "index.html")
    page.evaluate(
        "scrollBy(0, document.getElementById('n11-ref').getBoundingClientRect().top - 210)"
    )
    page.hover("#n11-ref")
    page.wait_for_selector("#preview:not([hidden])")
    box = page.locator("#preview").bounding_box()
    assert (box["y"] >= 0, box["y"] + box["height"] <= 400) == (True, True)
    page.close()


def test_the_name_of_the_text_in_a_phones_header_leads_to_its_beginning(
    tmp_path: Path, phone: Page
) -> None:
    text = "# T\n\n" + "".join(f"{{#p{n}}}\n{PROSE * 12}\n\n" for n in range(1, 6))
    go(phone, site_of(tmp_path, {"index.md": text}).build(), "index.html")
    phone.evaluate("scrollTo(0, 1500)")
    phone.wait_for_function("document.querySelector('.brand').textContent.startsWith('¶')")
    phone.tap(".mobile-header .brand")
    phone.wait_for_function("scrollY == 0")


def test_escape_closes_an_opened_note_and_the_mark_keeps_the_focus(site: Site, phone: Page) -> None:
    go(phone, site)
    phone.focus("#n1-ref")
    phone.keyboard.press("Enter")
    assert phone.locator(".side-note[data-of=n1]").is_visible()
    phone.keyboard.press("Escape")
    assert phone.locator(".side-note[data-of=n1]").is_visible() is False
    assert phone.evaluate("document.activeElement.id") == "n1-ref"


def test_without_a_script_marks_lead_to_the_lists_and_back(site: Site, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.pages / ARTICLE).as_uri())
    page.click("#n1-ref")
    assert page.url.endswith("#n1")
    page.click("#n1 .note-mark")
    assert page.url.endswith("#n1-ref")
    page.uncheck("#show-author-notes")
    assert page.locator("#n1-ref").is_visible() is False
    context.close()


# ------------------------------------------------------------------ switches and the address
def test_a_switch_stands_in_the_address_and_is_remembered(site: Site, page: Page) -> None:
    go(page, site, ARTICLE + "#p2")
    page.uncheck("#show-apparatus")
    page.check("#readings-source")
    assert page.url.endswith("#p2&hide=apparatus&readings=source")
    page.goto("about:blank")
    go(page, site)
    assert page.is_checked("#show-apparatus") is False
    assert page.url.endswith("#hide=apparatus&readings=source")


def test_a_shared_view_opens_at_its_passage_and_changes_no_habit(site: Site, page: Page) -> None:
    go(page, site, ARTICLE + "#p4&hide=author-notes,apparatus&readings=source")
    assert page.locator(".call.author-notes").first.is_visible() is False
    assert page.evaluate("document.querySelector(':target').id") == "p4"
    assert page.url.endswith("#p4&hide=author-notes,apparatus&readings=source")
    page.goto("about:blank")
    go(page, site)
    assert page.is_checked("#show-author-notes")
    assert "#" not in page.url


def test_following_a_link_keeps_the_view_in_the_address(site: Site, page: Page) -> None:
    go(page, site, ARTICLE + "#hide=apparatus")
    page.click("#n1-ref")
    page.wait_for_url("**#n1&hide=apparatus")
    assert page.evaluate("document.querySelector(':target').id") == "n1"


def test_back_leads_to_where_one_was_also_in_a_view(site: Site, page: Page) -> None:
    page.add_init_script("window.led = 0; addEventListener('hashchange', () => led++)")
    page.set_viewport_size({"width": 1440, "height": 300})
    go(page, site, ARTICLE + "#p1&hide=apparatus")
    page.wait_for_timeout(100)
    led = page.evaluate("led")
    page.wait_for_timeout(100)
    assert page.evaluate("led") == led  # it does not go on for ever
    page.locator("#n5-ref").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.click("#n5-ref")
    page.wait_for_function("location.hash == '#n5&hide=apparatus'")
    assert page.evaluate("scrollY") > before
    page.go_back()
    page.wait_for_function("location.hash == '#p1&hide=apparatus'")
    page.evaluate(DRAWN)
    assert page.evaluate("scrollY") == before


def test_poster_and_readers_have_a_switch_each_which_is_remembered(site: Site, page: Page) -> None:
    commentary = "editions/mini/text/commentary.html"
    go(page, site, commentary)
    page.uncheck("#show-readers")
    assert page.url.endswith("#hide=readers")
    assert page.locator(".comment:visible").count() == 0
    assert page.locator(".frame:visible").count() > 0
    page.goto("about:blank")
    go(page, site, commentary)
    assert page.is_checked("#show-readers") is False


CITED_TWICE = {
    "text/article.md": "# T\n\n{#p1}\nOne.[^1]\n\n[^1]: {cited}`Ice <pell1899 p. 11>`.\n",
    "notes/article.md": ":::{editorial-note} “One”\n:id: e1\nSee {cite:p}`pell1899`.\n:::\n",
    "text/works.md": "# Works cited\n\n:::{works}\n:::\n",
    "text/works.bib": "@book{pell1899, author = {Pell, Ann}, title = {Ice}, year = {1899}}\n",
    "index.md": "# E\n\n```{toctree}\ntext/article\ntext/works\n```\n",
}


def test_a_list_of_places_ends_where_its_last_voice_is_switched_off(
    tmp_path: Path, page: Page
) -> None:
    go(page, site_of(tmp_path, CITED_TWICE).build(), "text/works.html")
    line = page.locator(".cited-in")
    said = [line.inner_text()]
    for voice in ("editors-notes", "author-notes"):
        page.uncheck(f"#show-{voice}")
        said.append(line.inner_text() if line.is_visible() else "")
    assert said == ["Cited in note 1 (p. 11); editors’ note a", "Cited in note 1 (p. 11)", ""]


def test_a_place_that_one_is_sent_to_is_shown_whatever_is_hidden(site: Site, page: Page) -> None:
    go(page, site)
    page.uncheck("#show-author-notes")
    page.goto("about:blank")
    go(page, site, ARTICLE + "#n1")
    assert page.locator("#n1").is_visible()
    page.goto("about:blank")
    go(page, site)
    assert page.is_checked("#show-author-notes") is False


# ------------------------------------------------------------------ previews
def test_a_mark_pointed_at_shows_its_note_and_escape_closes_it(site: Site, phone: Page) -> None:
    go(phone, site)
    phone.hover("#n1-ref")
    phone.wait_for_selector("#preview:not([hidden])")
    assert "The author’s note 1" in phone.inner_text("#preview")
    phone.keyboard.press("Escape")
    assert phone.locator("#preview").is_visible() is False


def test_a_focused_mark_is_described_by_its_note(site: Site, phone: Page) -> None:
    go(phone, site)
    phone.focus("#p1 .passage-number")
    phone.keyboard.press("Tab")
    phone.wait_for_selector("#preview:not([hidden])")
    assert phone.evaluate("document.activeElement.getAttribute('aria-describedby')") == "preview"


def test_changed_words_say_why(site: Site, page: Page) -> None:
    go(page, site)
    page.hover("#p1 > .emended >> nth=1")
    page.wait_for_selector("#preview:not([hidden])")
    said = page.inner_text("#preview")
    assert "asked the widow] asked teh widow S (AB)" in said
    assert "transmission" in said


# ------------------------------------------------------------------ the way back
def test_reading_leaves_a_way_back_and_following_a_link_does_not(
    tmp_path: Path, page: Page
) -> None:
    text = "".join(f"{{#p{n}}}\n{PROSE * 12}\n\n" for n in range(1, 21))
    site = site_of(tmp_path, {"index.md": f"# T\n\n{text}"}).build()

    def at(place: str) -> None:
        page.goto("about:blank")
        go(page, site, f"index.html{place}")
        page.wait_for_timeout(100)

    page.clock.install()
    at("#p12")
    at("")
    assert page.locator(".go-on").count() == 0
    page.clock.run_for(2000)
    for _ in range(12):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(30)
    at("")
    assert page.locator(".go-on a").inner_text().startswith("Go on at ¶ ")


# ------------------------------------------------------------------ the measure
LINES = """() => {
  const p = document.getElementById('p1');
  return p.textContent.length / Math.round(p.getBoundingClientRect().height /
    parseFloat(getComputedStyle(p).lineHeight));
}"""


def test_a_line_holds_about_66_characters(tmp_path: Path, page: Page) -> None:
    site = site_of(
        tmp_path, {"index.md": f"# T\n\n{{#p1}}\n{PROSE * 40}[^1]\n\n[^1]: N.\n"}
    ).build()
    go(page, site, "index.html")
    assert 62 <= page.evaluate(LINES) <= 70
    page.set_viewport_size({"width": 1024, "height": 768})
    assert 62 <= page.evaluate(LINES) <= 70
