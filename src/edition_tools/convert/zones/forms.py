"""Where a page asks for a comment: the form below a thread, or the line that says it is closed.

A form is told by the labels of its fields, two of which stand near each other: a name, an
address, a site, in whatever language; a star behind a label says that it must be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile

from edition_tools.convert.zones import shapes
from edition_tools.convert.zones.lines import Line

LABEL_MOST = 6  # words of a label: "E-mail (will not be published)"
NEAR = 6  # lines between two labels of one form, at most
ABOVE_MOST = 6  # lines of a form above its first label: a heading, a sentence on privacy
ABOVE_MENU = 0.25  # share of buttons' words in such a line
YOUR = (
    r"(?:your|votre|ihre?|deine?|ditt?|din|tu|su|vuestro|(?:il )?tuo|(?:o )?seu|(?:la )?tua"
    r"|je|uw|twój|ваше?)\s"
)
NAME = r"""
name nom nombre nome naam namn navn nimi imię jméno név meno ime nume vardas isim adınız ad имя
ім['’]я име όνομα nick(?:name)? pseudo(?:nym)? username user\sname benutzername usuario utente
"""
ADDRESS = r"""
e-?mail(?:[\s-](?:address|adresse|adres))? mail courriel correo(?:\selectrónico)?
adresse\s(?:e-?mail|de\smessagerie) posta(?:\selettronica)? indirizzo\semail adres\se-?mail
endereço(?:\sde)?\se-?mail e-?post(?:adress)? sähköposti(?:osoite)?
почта e-?posta adresse\se-?mail adresa ηλεκτρονικό
"""
SITE = r"""
web[\s-]?sites? site(?:\s(?:web|internet))? web-?seiten? web sitio(?:\sweb)?
sito(?:\s(?:web|internet))? strona(?:\s(?:internetowa|www))?
webb?plats nettsted hjemmeside сайт ur[li] home-?page
webová\sstránka honlap websted verkkosivu(?:sto)? ιστοσελίδα
"""
WORDS = r"""
(?:your\s)?comment kommentar commentaire comentario commento reactie komentarz kommentti
комментарий message nachricht mensaje mensagem messaggio bericht
"""
STAR = r"\s?:?\s?(?:\*|\([^()]{3,40}\)\s?\*?|\[[^\[\]]{3,40}\])?\s?:?"
FIELDS = {
    kind: re.compile(rf"(?:{YOUR})?(?:{'|'.join(words.split())}){STAR}", re.IGNORECASE)
    for kind, words in (("name", NAME), ("address", ADDRESS), ("site", SITE), ("words", WORDS))
}
STARRED = re.compile(r"[^\W\d][^.!?]{1,60}\s?:?\s?\*\s?:?")  # "Telefon *"
# "Save my name, email, and website in this browser": a sentence that names the fields
NAMED = {kind: re.compile(rf"\b(?:{'|'.join(words.split())})\b", re.IGNORECASE)
         for kind, words in (("name", NAME), ("address", ADDRESS), ("site", SITE))}  # fmt: skip
SENTENCE_MOST = 40  # words of such a sentence
# "3 comments", "3 new comments", "Comments (3)", "Kommentare: 3"
COUNTED = re.compile(
    rf"(?<![\d.:/])(\d{{1,5}})\s(?:[^\W\d_]+\s)?(?:{shapes.TALK_WORD.pattern})"
    rf"|(?:{shapes.TALK_WORD.pattern})\w*(?:\s[^\W\d_]+)?\s?[(:\[]?\s?(\d{{1,5}})\b",
    re.IGNORECASE,
)
COUNTING_MOST = 16  # words of a line that counts comments
QUOTED = re.compile('[“«„‘"]')  # the title of the post: it can hold figures
ONE = re.compile(r"(?:one|une?|eine?|uno|um|en|ett|jeden)\b", re.IGNORECASE)
CLOSED = re.compile(  # "Comments are closed.", "Les commentaires sont fermés."
    r"\b(?:closed|disabled|geschlossen|deaktiviert|gesperrt|abgeschaltet|fermés?|désactivés?"
    r"|cerrad[oa]s?|desactivad[oa]s?|chius[ie]|disattivat[ie]|disabilitat[ie]|fechad[oa]s?"
    r"|encerrad[oa]s?|desativad[oa]s?|gesloten|uitgeschakeld|zamknięt[ey]|wyłączon[ey]"
    r"|закрыты|отключены|stängd[ae]?|lukke(?:t|de)|stengt|suljettu|uzavřen[yé]|zakázán[yé])\b",
    re.IGNORECASE,
)


def find(lines: Sequence[Line]) -> list[range]:
    """The runs of lines that ask for a comment, or say that none is taken."""
    found: list[range] = []
    labels = [(i, kind) for i, line in enumerate(lines) for kind in _kinds(line)]
    for near in _near(labels):
        run = list(dropwhile(lambda label: label[1] == "words", near))  # "Comment" heads a thread
        if len({kind for _, kind in run}) > 1:
            found.append(range(_begins(lines, run[0][0]), run[-1][0] + 1))
    for i, line in enumerate(lines):
        if line.words <= 16 and line.talk and CLOSED.search(line.text) and not line.dates:
            found.append(range(i, i + 1))
    return sorted(found, key=lambda one: one.start)


def told(lines: Sequence[Line]) -> set[int]:
    """The numbers of comments that lines count: 3 for `3 comments`, 1 for `One thought on`."""
    numbers = set()
    for line in lines:
        if line.words > COUNTING_MOST or not line.talk or line.prose:
            continue
        words = QUOTED.split(line.text)[0]
        numbers |= {int(one or two) for one, two in COUNTED.findall(words)}
        if line.counter and ONE.match(words):
            numbers.add(1)
    return numbers


def _kinds(line: Line) -> Iterator[str]:
    """The fields that a line labels, if it is a label; several, if a sentence names them."""
    if line.words <= LABEL_MOST:
        kind = next((kind for kind, label in FIELDS.items() if label.fullmatch(line.text)), "")
        if kind or STARRED.fullmatch(line.text):
            yield kind or "starred"
    elif line.words <= SENTENCE_MOST and line.menu:
        named = [kind for kind, words in NAMED.items() if words.search(line.text)]
        if len(named) == len(NAMED):
            yield from named


def _near(labels: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    run: list[tuple[int, str]] = []
    for label in labels:
        if run and label[0] - run[-1][0] > NEAR:
            yield run
            run = []
        run.append(label)
    if run:
        yield run


def _begins(lines: Sequence[Line], first: int) -> int:
    """The first line of a form: what stands right above its labels and is of buttons' words."""
    top = first
    for i in range(first - 1, max(-1, first - 1 - ABOVE_MOST), -1):
        line = lines[i]
        if line.dates or line.menu < ABOVE_MENU or (line.counter and line.talk):
            break
        top = i
    return top
