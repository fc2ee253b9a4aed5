"""The walk through a document: its words laid out, its blocks, notes and calls as it marks them.

Comes in: the tokens. Goes out: a `Reading`, places in the view. What an editor of the file has
added (corrections, other readings, his notes on our own files) is left out and remembered.
"""

from __future__ import annotations

from edition_tools.convert.clean.rules import BACK_LINK, MARKUP, UNPRINTED
from edition_tools.convert.tei import elements
from edition_tools.convert.tei.found import Laid, NoteFound, Open, Reading
from edition_tools.convert.tei.layout import Layout
from edition_tools.convert.tei.tokens import NAMED_ID, Kind, Token
from edition_tools.model import PageBreak
from edition_tools.text import Source, Span
from edition_tools.vocabulary import BlockKind, ZoneKind

OURS = "edition-tools"
# what editors wrote in a file of ours
WARNING = "content-warning"
OUR_SILENT = frozenset({"editors-notes", "apparatus", WARNING})
CALLS = frozenset({"ref", "ptr", "anchor"})
PASSAGES = frozenset({"p", "lg"})
TAKEN_OVER = frozenset({"corr"})  # from a file of ours, as an emendation
UNANSWERED = "#mark-unanswered"  # of a mark in a file of ours
LINES = frozenset({"l", "lb"})
QUOTED = frozenset({"quote", "q", "epigraph", "cit"})
NOT_HEADINGS = frozenset({"list", "table", "figure", "lg", "castList"})


def walk(source: Source, tokens: list[Token]) -> Reading:
    """Read the document once."""
    return _Walker(source, tokens).walk()


class _Walker:
    def __init__(self, source: Source, tokens: list[Token]) -> None:
        self.tokens = tokens
        opened = [token for token in tokens if token.kind == Kind.OPEN]
        ours = any(it.name == "application" and it.says("ident") == OURS for it in opened)
        self.found = Reading(Layout(source), ours)
        self.out = self.found.out
        self.stack: list[Open] = []
        self.block: Laid | None = None
        self.note: NoteFound | None = None  # an inline note that is open
        self.call: tuple[Open, NoteFound, list[int]] | None = None
        self.of_id: dict[str, NoteFound] = {}
        self.at_id: dict[str, NoteFound] = {}
        self.titled = False
        self.turned: list[str] = []  # pages that begin with the next sign
        for index, token in enumerate(tokens):
            if token.kind == Kind.OPEN and token.name == "note":
                self._know(index, token)

    def _know(self, index: int, token: Token) -> None:
        note = NoteFound(token, inline=False)
        self.found.notes[index] = note
        if token.says(NAMED_ID):
            self.of_id[token.says(NAMED_ID)] = note
        for target in token.says("target").split():
            if target.startswith("#"):
                self.at_id.setdefault(target[1:], note)

    def walk(self) -> Reading:
        for index, token in enumerate(self.tokens):
            if token.kind == Kind.OPEN:
                self._open(index, token)
            elif token.kind == Kind.CLOSE:
                self._close(token)
            elif token.kind == Kind.WORDS:
                self._words(token)
            else:
                self.out.silent(token.span, MARKUP)
        self._end_block()
        self.found.pages += [PageBreak(n, self.out.end) for n in self.turned]
        return self.found

    # ------------------------------------------------------------ elements
    def _open(self, index: int, token: Token) -> None:
        silent = bool(self.stack and self.stack[-1].silent) or self._is_silent(token)
        self.out.silent(token.span, MARKUP)
        self.stack.append(Open(token, index, silent))
        new = not silent or token.name in elements.OTHER_READING
        kept = elements.is_kept(token.name) or (self.found.ours and token.name in TAKEN_OVER)
        if new and self._in_text() and not kept:
            self.found.met.setdefault(token.name, []).append(self.out.end)
        if silent:
            return
        if token.name == "note":
            self._open_note(index)
        elif token.name in elements.BLOCKS:
            self._part(token)
        elif token.name in LINES:
            self._line(token)
        elif token.name == "cell":
            self.out.blank = True
        elif token.name in CALLS:
            self._open_call(token)
        if token.name == "post":
            self.found.posts[index] = token
        if token.name == "pb" and token.says("n").strip() and self._in_text():
            self.turned.append(" ".join(token.says("n").split()))

    def _close(self, token: Token) -> None:
        last = self.stack.pop()
        self.out.silent(token.span, MARKUP)
        if self.call and self.call[0] is last:
            self._close_call()
        if last.silent:
            return
        if token.name == "note":
            self._close_note(last.index)
        elif token.name in elements.BLOCKS:
            self._part(token)

    def _is_silent(self, token: Token) -> bool:
        if token.name in elements.SILENT:
            return True
        if token.name in elements.OTHER_READING:
            return True
        if not self.found.ours:
            return False
        above = [it.token.name for it in self.stack]
        if token.name in ("front", "back") and above == ["TEI", "text"]:
            return True
        if token.name in ("div", "note") and token.says("type") in OUR_SILENT:
            return True
        if token.name == "head" and self.stack:
            holder = self.stack[-1].token
            commentary = any(it.token.says("type") == "commentary" for it in self.stack)
            return holder.says("type") == "author-notes" or (holder.name == "body" and commentary)
        return token.name in ("ref", "ptr") and token.says("type") == "back"

    def _part(self, token: Token) -> None:
        """A tag of a block: what comes is another paragraph, but not within one."""
        if token.name in elements.INLINE_TOO and self._in_paragraph():
            return
        if self.note is not None:
            if self.note.paragraphs:
                self.out.apart("\n\n")
            return
        self.call = None  # nor is one round paragraphs
        self._end_block()
        self.out.apart("\n\n")

    def _in_paragraph(self) -> bool:
        names = [it.token.name for it in self.stack[:-1]]
        if "note" in names:
            names = names[len(names) - names[::-1].index("note") :]
        return any(name in elements.PARAGRAPHS for name in names)

    def _line(self, token: Token) -> None:
        if token.name == "l":
            if self.block is not None and self.block.kind == BlockKind.VERSE:
                self.out.apart("\n")
            else:
                self._part(token)
        elif token.says("break") != "no":
            self.out.blank = True

    # ------------------------------------------------------------ words
    def _words(self, token: Token) -> None:
        if self.stack and self.stack[-1].silent:
            self.out.silent(token.span, UNPRINTED)
            self._hear_warning(token.words)
            return
        if not self._in_text():
            self.out.silent(token.span, MARKUP)
            return
        if self.call and self.call[1].inline is False and self._supplied():
            self.call[2].append(-1)
            self.out.silent(token.span, BACK_LINK)
            return
        placed = self.out.words(token.span, token.words)
        if placed is None:
            return
        if self.block is None:
            self.block = self._laid(placed[0])
        if self.block.zone not in (ZoneKind.FRAME, ZoneKind.COMMENT):  # no print has readers
            self.found.pages += [PageBreak(n, placed[0]) for n in self.turned]
        self.turned.clear()
        if self.note is not None:
            self._in_note(self.note, *placed)
        if self.call:
            self.call[2].extend(placed)
        if self.found.ours and self.stack[-1].token.says("ana") == UNANSWERED:
            self.found.unanswered.append(Span(*placed))

    def _hear_warning(self, words: str) -> None:
        post = next((it.index for it in self.stack if it.token.name == "post"), -1)
        if post >= 0 and self.stack[-1].token.says("type") == WARNING:
            self.found.warned[post] = (self.found.warned.get(post, "") + words).strip()

    def _in_text(self) -> bool:
        return any(it.token.name == "text" for it in self.stack)

    def _supplied(self) -> bool:
        return self.found.ours and any(it.token.name == "supplied" for it in self.stack)

    def _in_note(self, note: NoteFound, start: int, end: int) -> None:
        words = note.paragraphs
        between = self.out.words_at(Span(words[-1].end, start)) if words else ""
        if words and "\n" not in between:
            words[-1] = Span(words[-1].start, end)
        else:
            words.append(Span(start, end))

    def _end_block(self) -> None:
        if self.block is not None:
            self.block.end = self.out.end
            self.found.laid.append(self.block)
            self.block = None

    # ------------------------------------------------------------ what a block is
    def _laid(self, start: int) -> Laid:
        zone, owner = self._zone()
        names = [it.token.name for it in self.stack]
        kind, level, quote = BlockKind.PARAGRAPH, 0, -1
        if "head" in names and not NOT_HEADINGS.intersection(names):
            kind = BlockKind.HEADING
            level = max(1, sum(name in elements.DIVISIONS for name in names))
        elif "l" in names or "lg" in names:
            kind = BlockKind.VERSE
        else:
            quote = self._set_off()
            kind = BlockKind.QUOTATION if quote >= 0 else kind
        note = next((it.index for it in self.stack if it.token.name == "note"), -1)
        known = " ".join(it.token.says("ana") for it in self.stack if it.token.name in ("p", "lg"))
        head = zone == ZoneKind.COMMENT and "head" in names
        named = self._named(owner) if self.found.ours and not head else ""
        return Laid(zone, owner, kind, start, 0, level, quote, known, note, head, named)

    def _named(self, owner: int) -> str:
        """The id of a passage in a file of ours; the first of a post or frame has that of all."""
        own = next(
            (it.token.says(NAMED_ID) for it in self.stack[::-1] if it.token.name in PASSAGES), ""
        )
        whole = next((it.token.says(NAMED_ID) for it in self.stack if it.index == owner), "")
        return own or whole

    def _set_off(self) -> int:
        """The element that sets words off as a quotation: round a paragraph, not within one."""
        names = [it.token.name for it in self.stack]
        inner = max((at for at, it in enumerate(names) if it in elements.PARAGRAPHS), default=-1)
        outer = next((at for at, it in enumerate(names) if it in QUOTED), -1)
        return self.stack[outer].index if outer >= 0 and (inner < 0 or outer < inner) else -1

    def _zone(self) -> tuple[ZoneKind, int]:
        names = [it.token.name for it in self.stack]
        for it in self.stack:
            if it.token.name == "note" and it.index in self.found.notes and self.note is None:
                return ZoneKind.ENDNOTES, 0
            if it.token.name == "post":
                return ZoneKind.COMMENT, it.index
            if it.token.name == "div" and it.token.says("type") == "frame":
                return ZoneKind.FRAME, it.index
        own = self.stack[-1].index
        if any(it.token.says("type") == "commentary" for it in self.stack):
            return ZoneKind.FRAME, 0
        if "byline" in names or "docAuthor" in names:
            return ZoneKind.BYLINE, own
        holder = names[names.index("head") - 1] if "head" in names else ""
        if not self.titled and (holder in ("body", "front") or "titlePart" in names):
            self.titled = True
            return ZoneKind.TITLE, own
        if "bibl" in names and any(it.token.says("type") == "source-line" for it in self.stack):
            return ZoneKind.SOURCE_CITATION, own
        return ZoneKind.BODY, 0

    # ------------------------------------------------------------ notes and calls
    def _open_note(self, index: int) -> None:
        note = self.found.notes[index]
        inside = self.note is not None or self._in_paragraph_of_text()
        if not inside:
            self._part(self.stack[-1].token)
        elif self.note is None:
            note.inline = True
            self.note = note
            self.call = None  # a link round a note is no call
        else:
            del self.found.notes[index]  # a note in a note: its words stay in that one

    def _in_paragraph_of_text(self) -> bool:
        names = [it.token.name for it in self.stack[:-1]]
        return any(name in elements.PARAGRAPHS for name in names)

    def _close_note(self, index: int) -> None:
        note = self.found.notes.get(index)
        if note is None:
            return
        if note is not self.note:
            self._part(self.tokens[index])
            return
        self.note = None
        self.out.breaks = ""
        note.paragraphs = [it for it in map(self.out.trimmed, note.paragraphs) if len(it)]
        if note.paragraphs and self._may_call():
            whole = Span(note.paragraphs[0].start, note.paragraphs[-1].end)
            note.calls.append((whole, "", False))
        else:
            del self.found.notes[index]  # in the commentary, or in a note: words like others

    def _may_call(self) -> bool:
        """Whether a call may stand here: in the author's text, not in his notes."""
        zone = self.block.zone if self.block else self._zone()[0]
        return zone in (ZoneKind.BODY, ZoneKind.TITLE, ZoneKind.BYLINE, ZoneKind.SOURCE_CITATION)

    def _open_call(self, token: Token) -> None:
        note = self.at_id.get(token.says(NAMED_ID))
        targets = token.says("target").split()
        if note is None and len(targets) == 1:
            note = self.of_id.get(targets[0].removeprefix("#"))
        if note is None or self.note is not None or self.call or not self._may_call():
            return
        if self.found.ours and token.name == "ptr":
            return  # the editors' own
        self.call = (self.stack[-1], note, [])

    def _close_call(self) -> None:
        assert self.call
        _, note, places = self.call
        self.call = None
        supplied = -1 in places
        places = [at for at in places if at >= 0]
        if places:
            span = self.out.trimmed(Span(min(places), max(places)))
            words = self.out.words_at(span)
        else:
            span, words = Span(self.out.end, self.out.end), ""
        note.calls.append((span, words, supplied))
