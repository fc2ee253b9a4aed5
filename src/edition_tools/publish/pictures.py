"""Small pictures of a text, as SVG in the page: its dates in time, and what lies along it.

Comes in: numbers, names and addresses. Goes out: SVG that takes its colours from the page. The
pictures are for the eye and the mouse: the Tab key passes them by, and what they show stands in
words beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

WIDTH, NAMES = 720, 150  # of the drawing, and of the column of names, in units of the drawing
ROW, SLOT = 8, 3  # height of a row of strokes, and the room that two in it keep between them
AXIS = 24
MOST = 0.94  # part of the strokes that the scale shows; the others stand at its edges
SHORTEST = 5
ROWS = 9  # of a lane; more strokes at one place lie over one another


class Stroke(NamedTuple):
    """Something dated: from when to when, in years."""

    start: float
    end: float
    lane: str
    title: str
    href: str = ""


class Scale(NamedTuple):
    """The years that the drawing shows, and where each stands."""

    first: int
    last: int

    def at(self, year: float) -> float:
        """Where a year stands; those outside stand at the edges."""
        year = min(max(year, self.first), self.last + 1)
        return NAMES + (year - self.first) / (self.last + 1 - self.first) * (WIDTH - NAMES - 12)


def timeline(strokes: Sequence[Stroke], lanes: Mapping[str, str]) -> tuple[str, int, int]:
    """The drawing, and the first and last year of its scale."""
    scale = _scale(strokes)
    body: list[str] = []
    top = 6.0
    for lane, name in lanes.items():
        mine = sorted((s for s in strokes if s.lane == lane), key=lambda s: (s.start, s.end))
        drawn, height = _lane(mine, scale, top)
        body.append(f'<g class="{escape(lane)}">{_label(name, top + ROW)}{drawn}</g>')
        top += height + 10
        body.append(f'<line class="rule" x1="0" x2="{WIDTH}" y1="{top - 5}" y2="{top - 5}"/>')
    ticks = _ticks(scale, top)
    return _svg("".join([ticks, *body]), top + AXIS), scale.first, scale.last


def _scale(strokes: Sequence[Stroke]) -> Scale:
    """The shortest run of years that holds most of the strokes."""
    middles = sorted((s.start + s.end) / 2 for s in strokes)
    count = max(1, round(len(middles) * MOST))
    runs = range(len(middles) - count + 1)
    at = min(runs, key=lambda n: middles[n + count - 1] - middles[n])
    first, last = int(middles[at]), int(middles[at + count - 1])
    return Scale(first - 1, last + 1) if last - first < 3 else Scale(first, last)


def _lane(strokes: Sequence[Stroke], scale: Scale, top: float) -> tuple[str, float]:
    """Strokes in as many rows as they need, and the height of these."""
    ends: list[float] = []
    out: list[str] = []
    for stroke in strokes:
        left = scale.at(stroke.start)
        width = max(scale.at(stroke.end) - left, SHORTEST)
        left = min(left, WIDTH - 12 - width)
        row = next((n for n, end in enumerate(ends) if end + SLOT <= left), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = left + width
        y = top + min(row, ROWS - 1) * ROW
        length = stroke.end - stroke.start  # the less is known, the paler
        shade = "" if length < 0.5 else f' fill-opacity="{0.7 if length <= 1 else 0.35}"'
        bar = f'<rect x="{left:.1f}" y="{y}" width="{width:.1f}" height="5" rx="2.5"{shade}/>'
        out.append(_linked(bar, stroke.title, stroke.href))
    return "".join(out), max(min(len(ends), ROWS), 2) * ROW


def _ticks(scale: Scale, bottom: float) -> str:
    """Years below, at round numbers, no more than there is room for."""
    years = scale.last + 1 - scale.first
    step = next((n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500) if years / n <= 10), 1000)
    out = []
    for year in range(-(-scale.first // step) * step, scale.last + 2, step):
        x = scale.at(year)
        out.append(f'<line class="rule" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{bottom}"/>')
        out.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{year}</text>')
    return "".join(out)


# ------------------------------------------------------------------ along a text
class Passage(NamedTuple):
    """A passage of the text: how long it is, and how much of each kind it has."""

    title: str
    href: str
    length: int
    counts: Mapping[str, int]


def along(passages: Sequence[Passage], lanes: Mapping[str, str]) -> str:
    """A row for each kind: the more a passage has of it, the darker it is there."""
    whole = sum(p.length for p in passages) or 1
    room = WIDTH - NAMES
    body: list[str] = []
    for row, (lane, name) in enumerate(lanes.items()):
        y = 4 + row * 22
        most = max((p.counts.get(lane, 0) for p in passages), default=0) or 1
        boxes: list[str] = []
        at = float(NAMES)
        for passage in passages:
            width = passage.length / whole * room
            count = passage.counts.get(lane, 0)
            shade = f"{0.25 + 0.75 * count / most:.2f}" if count else "0.06"
            box = (
                f'<rect x="{at:.1f}" y="{y}" width="{max(width - 1, 1):.1f}" height="16" '
                f'fill-opacity="{shade}"/>'
            )
            boxes.append(_linked(box, f"{passage.title}: {count}", passage.href))
            at += width
        body.append(f'<g class="{escape(lane)}">{_label(name, y + 12)}{"".join(boxes)}</g>')
    return _svg("".join(body), 8 + 22 * len(lanes))


# ------------------------------------------------------------------ pieces
def _svg(body: str, height: float) -> str:
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {height:.0f}" aria-hidden="true" '
        f'focusable="false">{body}</svg>'
    )


def _label(name: str, y: float) -> str:
    return f'<text class="lane" x="0" y="{y}">{escape(name)}</text>'


def _linked(shape: str, title: str, href: str) -> str:
    said = f"<title>{escape(title)}</title>"
    if not href:
        return f"<g>{said}{shape}</g>"
    return f'<a href="{escape(href)}" tabindex="-1">{said}{shape}</a>'
