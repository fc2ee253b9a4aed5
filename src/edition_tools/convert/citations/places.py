"""The marks by which citations point to places in a work: p., fol., ll., ch., Taf., act.

Data only, in the languages that we read, with the label that CSL has for each; longer marks
stand before those that begin them.
"""

from __future__ import annotations

BEHIND_COMMA = r"(?<=[,;(]\s)"  # where a mark could be a word of a title or an initial
NUMBERED = r"(?=\s?\d)"

# marks of pages and of what is counted as pages are: pp. 12 · fol. 12r · col. 345 · ll. 12-20
PAGE_LIKE = (
    ("folio", rf"fols?\.|foll\.|fos?\.|f°|{BEHIND_COMMA}ff?\.{NUMBERED}|Bl\.|[лЛ]л?\.|"
     rf"{BEHIND_COMMA}cc?\.(?=\s?\d+[rv])"),
    ("column", rf"cols?\.|coll?\.|Sp\.|{BEHIND_COMMA}cols?{NUMBERED}"),
    ("line", rf"ll?\.|{BEHIND_COMMA}lines?|{BEHIND_COMMA}Z\.{NUMBERED}"),
    ("verse", rf"{BEHIND_COMMA}vv\.|{BEHIND_COMMA}v\.(?=\s\d+\s?[-–]\s?\d)|"
     rf"{BEHIND_COMMA}V\.{NUMBERED}"),
    ("page", r"pp?\.?|pages?|S\.|Seiten?|ss?\.|pagg?\.|стр\.|[сС]\.|σσ?\."),
)  # fmt: skip
# marks of divisions that show by themselves what they are: ch. 5 · § 12 · гл. 3
CLEAR = (
    ("chapter", r"[Cc]hapters?|[Cc]hs?\.|[Cc]haps?\.|[Kk]ap(?:itel|\.)|capp?\.|capitolo|chapitres?|"
     r"[гГ]л\.|gl\."),
    ("section", r"§§?|[Ss]ections?|[Ss]ects?\."),
)  # fmt: skip
# marks of divisions that stand in titles, too: behind a comma only
UNCLEAR = (
    ("paragraph", r"paras?\.|paragraphs?|R[nz]\.|Rdnr\.|Ziff\."),
    ("part", r"pts?\.|[Pp]arts?|Teil|Tl\.|parties?|parte|[чЧ]\."),
    ("book", r"bks?\.|[Bb]ooks?|Buch|livre|liv\.|libro|lib\.|кн\."),
    ("act", r"[Aa]cte?|atto|Akt"),
    ("scene", r"[Ss]cene|sc\.|scène|scena|Szene"),
    ("appendix", r"[Aa]ppendix|app\.|Anhang|annexe|appendice"),
    ("plate", r"[Pp]lates?|pls?\.|Taf(?:el|\.)|tavv?\.|planches?"),
    ("figure", r"figs?\.|[Ff]igures?|Abb(?:ildung|\.)|ill\."),
    ("table", r"[Tt]ables?|Tab(?:elle|\.)|tabb?\."),
    ("signature", r"sigs?\."),
)
COUNTED = (
    ("volume", r"[Vv]ols?\.?|[Vv]olume|Bde?\.|Band|t\.|tome|tomo|[тТ]\.|Jg\.|Jahrgang"),
    ("number", r"[Nn]os?\.?|N°|n°|[Nn]r\.|№|[Ii]ssues?|Heft|H\.|Sonderheft|[Ff]asc\."),
)
MARKED = (*PAGE_LIKE, *CLEAR, *UNCLEAR, *COUNTED)


def alternatives(marks: tuple[tuple[str, str], ...]) -> str:
    """A pattern for any of the *marks*."""
    return "|".join(pattern for _, pattern in marks)
