"""Where in a passage an atom may begin: at a quotation, a bracket, or a word of those below.

To know a word costs a twentieth of what it costs to try the patterns of all atoms there.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.atoms import DEFINING
from edition_tools.convert.citations.lexicon import MONTHS, words
from edition_tools.convert.citations.shelter import Shelter

BEFORE = ' \t\n\u00a0,.;:([/—–-)]’”"'  # no atom begins inside a word
_BEGINNING = r"([^\W\d_]+|[\d§№<])"
FIRST = re.compile(rf"[{re.escape(BEFORE)}]{_BEGINNING}")
OPENING_WORD = re.compile(_BEGINNING)  # of the whole passage
ROMAN = words(
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv "
    "xxv xxvi xxvii xxviii xxix xxx xxxi xxxii xxxiii xxxiv xxxv xxxvi xxxvii xxxviii xxxix xl xli "
    "xlii xliii xliv xlv xlvi xlvii xlviii xlix"
)
ACTS = words("I II III IV V VI VII VIII IX X XI XII XIII XIV XV")  # III.ii.45
EDITIONS = (
    "second third fourth fifth new revised rev enl neue nouv nouvelle nuova erweiterte verb first"
)
STARTERS = (
    ROMAN
    | ACTS
    | frozenset(re.findall(r"[^\W\d_]+", MONTHS))
    | words(f"{EDITIONS} {EDITIONS.title()} {EDITIONS.upper()}")  # their pattern heeds no case
    | words(
        "0 1 2 3 4 5 6 7 8 9 § № < URL http https www doi "
        "hereinafter hereafter henceforth im künftig fortan ci désormais d in далее dalee cited "
        "Op op opcit Opcit Loc loc loccit Loccit Art art Ouv ouv Ouvr ouvr "  # back-references
        "Ib ib Ibid ibid Ibíd ibíd Ibidem ibidem Ibídem ibídem Tamże tamże Id id Idem idem a aaO "
        "Ebd ebd Ebda ebda Ebenda ebenda Ivi ivi Ders ders Dies dies Tam tam Там там Указ указ "
        "Ukaz ukaz A cit "
        "Above above Supra supra Oben oben Infra infra wie plus n nn fn Fn Anm FN N "  # notes
        "note notes nota Note Notes Nota footnote footnotes footnota Footnote Footnotes Footnota "
        "footNote footNotes footNota FootNote FootNotes FootNota Anmerkung Fußnote Vorige vorige "
        "ed eds editor editors edited Hrsg hrsg Hg hg trans transl translated übers dir éd éds "
        "sous traduit trad traduzione Pod pod Под под herausgegeben établi intro introd "
        "introduction pref preface foreword rev "
        "Esp esp Chapter Chapters chapter chapters Ch Chs ch chs Chap Chaps chap chaps Kap kap "
        "Kapitel kapitel cap capp capitolo chapitre chapitres гл Гл gl Section Sections section "
        "sections Sect Sects sect sects "
        "especially here hier bes insbes notamment ici at p pp page pages S Seite Seiten s ss pag "
        "pagg стр с С σ σσ fol fols foll fo fos f ff Bl л лл Л Лл c cc col cols coll Sp l ll line "
        "lines Z vv v V "
        "para paras paragraph paragraphs Rn Rz Rdnr Ziff pt pts Part Parts part parts Teil Tl "
        "partie parties parte ч Ч bk bks Book Books book books Buch livre liv libro lib кн Act "
        "Acte act acte atto Akt Scene scene sc scène scena Szene Appendix appendix app Anhang "
        "annexe appendice Plate Plates plate plates pl pls Taf Tafel tav tavv planche planches "
        "fig figs Figure Figures figure figures Abb Abbildung ill Table Tables table tables Tab "
        "Tabelle tab tabb sig sigs "
        "voli voll Parti parti "  # a mark that runs into a Roman number
        "Vol vol Vols vols Volume volume Bd Bde Band t tome tomo т Т Jg Jahrgang "
        "No no Nos nos Nr nr Issue issue Issues issues Heft H Sonderheft Fasc fasc dated"
    )
)
# small words that stand everywhere, and what must follow them: in op. cit. · a.a.O. · , c. 12v
LED_ON = {
    "in": re.compile(r"\s+(?:[OoIi]|seguito)"),
    "a": re.compile(r"\.\s?a|\s+c"),
    "c": re.compile(r"\.\s?\d+[rv]"),
}


def beginnings(text: str, sheltered: Shelter) -> tuple[int, ...]:
    """The offsets at which an atom may begin, in order; perhaps none does."""
    found = {
        match.start(1)
        for match in FIRST.finditer(text)
        if match[1] in STARTERS and _is_led_on(text, match)
    }
    opening = OPENING_WORD.match(text)
    if opening and opening[1] in STARTERS and _is_led_on(text, opening):
        found.add(0)
    found.update(quotation.start for quotation in sheltered.quotations)
    found.update(bracket.start for bracket in sheltered.brackets)
    found.update(match.start() for match in DEFINING.finditer(text))
    return tuple(sorted(found))


def _is_led_on(text: str, match: re.Match[str]) -> bool:
    """Whether what must follow a small word, if anything, follows it."""
    following = LED_ON.get(match[1])
    return following is None or following.match(text, match.end()) is not None
