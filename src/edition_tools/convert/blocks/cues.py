"""What speaks for a new paragraph between two sentences: marks, openers, change of words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from edition_tools.convert.blocks.sentences import Sentence

WORD = re.compile(r"[^\W\d_]+")
YEAR = re.compile(r"\b1[0-9]\d\d\b|\b20\d\d\b")
CONTENT_LEAST = 5  # letters of a word that can carry a subject
STEM = 6  # letters that are compared
COMMON = 0.12  # share of the sentences from which on a word carries no subject
REACH = 4  # sentences compared on each side

# the first words of sentences, by what they do, in several languages
OPENERS = {
    "pronoun": """he she it they we i you his her its their him them il elle ils elles on nous je
        lui leur son sa ses er sie es wir ich ihr sein seine ihre man lui lei essi noi él ella
        ellos is ea id hic haec hoc он она они оно его""",
    "and": """and but yet or nor for so then also besides still indeed even only et mais or donc
        car ni aussi encore puis und aber oder denn doch auch sondern nur ja y pero o ni pues e ma
        però né dunque et sed at aut nam enim igitur itaque и но а да или ибо""",
    "this": """this these that those such here there thus therefore hence ce cet cette ces cela
        ceci celui ainsi tel telle dies diese dieser dieses das solche so hier da daher este esta
        estos eso así questo questa questi così tale этот эта эти это так""",
    "turn": """however nevertheless moreover furthermore finally first second third last another
        meanwhile nonetheless although though while whereas cependant toutefois enfin d'abord
        premièrement néanmoins pourtant jedoch dennoch ferner endlich schließlich zunächst
        zuerst obwohl während sin embargo finalmente infine tuttavia однако наконец""",
    "place": """in on at by from with without within during after before since until upon under
        between among against through to of as when where if dans en à au aux par pour depuis
        après avant pendant quand lorsque si sur sous chez vers in im am an auf bei nach vor seit
        mit aus zu zur zum als wenn unter über durch für con de desde hasta cuando nel nella dal
        dopo quando per ad ab cum ex post в на по с при после когда если""",
    "the": """the a an all every each some many most no le la les l un une des der die das den dem
        ein eine einer alle jede el los las un una lo gli i""",
}
OPENER = {word: kind for kind, words in OPENERS.items() for word in reversed(words.split())}
KINDS = (*OPENERS, "name")


def names() -> tuple[str, ...]:
    """The names of the cues, in the order of `between`."""
    return (
        "marker",
        "unmarked",
        "glued",
        *KINDS,
        "quoted",
        "year",
        "question",
        "closed",
        "before",
        "after",
        "cohesion",
        "depth",
        "echo",
        "novelty",
        "promise",
        "inside",
    )


class Prose:
    """Sentences of one stretch of text, counted once for all cues."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.words = [s.span.of(text) for s in sentences]

    @cached_property
    def bags(self) -> list[frozenset[str]]:
        """The words of each sentence that can carry a subject."""
        raw = [
            frozenset(w[:STEM].casefold() for w in WORD.findall(s) if len(w) >= CONTENT_LEAST)
            for s in self.words
        ]
        often = Counter(word for bag in raw for word in bag)
        limit = max(3, COMMON * len(raw))
        return [frozenset(word for word in bag if often[word] <= limit) for bag in raw]

    @cached_property
    def cohesion(self) -> list[float]:
        """For each boundary, how many words the sentences on both sides share."""
        return [self._shared(i) for i in range(1, len(self.words))]

    def _shared(self, i: int) -> float:
        left = Counter(word for bag in self.bags[max(0, i - REACH) : i] for word in bag)
        right = Counter(word for bag in self.bags[i : i + REACH] for word in bag)
        met = sum(min(n, right[word]) for word, n in left.items())
        return met / math.sqrt(max(1, left.total()) * max(1, right.total()))

    @cached_property
    def open_quotes(self) -> list[bool]:
        """For each boundary, whether a quotation is open there."""
        depth = 0
        found = []
        for words in self.words[:-1]:
            depth += words.count("“") + words.count("«") + words.count("„")
            depth = max(0, depth - words.count("”") - words.count("»"))
            found.append(depth > 0)
        return found

    def between(self, i: int, habit: tuple[float, float]) -> list[float]:
        """The cues at the boundary before sentence *i*, in the order of `names`.

        *habit*: log odds that a paragraph of this text ends with a marker, and without.
        """
        one, words = self.sentences[i - 1], self.words[i]
        kind = opener(words)
        left, right = self.cohesion[max(0, i - 4) : i + 3], self.cohesion[i - 1]
        back = frozenset().union(*self.bags[max(0, i - 5) : i])
        ahead = frozenset().union(*self.bags[i + 1 : i + 5])
        bag = self.bags[i]
        size = max(1, len(bag))
        return [
            habit[0] if one.mark else 0.0,
            0.0 if one.mark else habit[1],
            float(not one.blank and not one.mark),
            *(float(kind == k) for k in KINDS),
            float(words[:1] in "“‘«„\"'"),
            float(bool(YEAR.search(words[:60]))),
            float(one.stop[:1] in "?!"),
            float(len(one.stop) > 1),
            math.log(1 + len(self.words[i - 1])) - 4.8,
            math.log(1 + len(words)) - 4.8,
            right,
            right - sum(left) / len(left),
            len(bag & self.bags[i - 1]) / size,
            len(bag - back) / size,
            len((bag & ahead) - back) / size,
            float(self.open_quotes[i - 1]),
        ]


def opener(words: str) -> str:
    """What kind of word a sentence begins with."""
    first = WORD.search(words[:40])
    return OPENER.get(first[0].casefold(), "name") if first else "name"
