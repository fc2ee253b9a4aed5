"""What a line shows by its shape: dates, times, names, verbs of saying, words of menus.

The words of several languages stand here as one feature among others; no line is decided
by a phrase alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

# the months and their usual short forms in a dozen languages, the long ones in some more
MONTHS = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
janv févr fév avr juil déc
januar jänner februar märz juni juli oktober dezember jän mrz mär okt dez
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
ene abr ago set dic
gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug ott
janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev mai out
januari februari maart mei augustus mrt
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
янв фев мар апр июн июл авг сен сент окт ноя дек
sty lut kwi cze lip sie wrz paź lis gru úno bře kvě čvn čvc zář říj
marts maj desember augusti gener febrer març maig juny juliol agost setembre desembre
xaneiro febreiro xuño xullo ianuarie februarie martie aprilie iunie iulie septembrie octombrie
noiembrie decembrie stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
października listopada grudnia ledna února března dubna května června července srpna září října
listopadu prosince januára februára apríla mája júna júla októbra novembra decembra
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta
lokakuuta marraskuuta joulukuuta március április május június július augusztus szeptember
siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna studenoga prosinca
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
януари февруари март април юни юли август септември октомври ноември декември
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου
νοεμβρίου δεκεμβρίου
"""


def _any_of(words: list[str]) -> str:
    """A pattern for any of *words*, longest first; by first letters, so that most fail at once."""
    rests: dict[str, list[str]] = {}
    for word in sorted(dict.fromkeys(words), key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


MONTH = rf"(?:{_any_of(MONTHS.split())})\b\.?"
# "12 March 2010", "March 12th, 2010", "Jan 22", "2010-03-12", "12.03.2010", "3/12/10",
# "12 kwietnia 2010", "huhtikuuta 12, 2010", "2010. július 12.": with a year any word may be a
# month; "2010年3月12日";
# "Mo., 12.03.2010", "Anna12 mars 2010"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
NEAR_YEAR = r"(?:19[89]\d|20[0-4]\d)\b"
# a day of another century dates a letter or a diary, and no comment
NOT_LONG_AGO = r"(?!,?\s(?:de\s|del\s)?(?:1[0-8]\d\d|19[0-7]\d)\b)"
# short names of weekdays, which stand for nothing else right before a date
SHORT_DAYS = """
mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so lun mar mer jeu ven sam dim
mié jue vie sáb dom gio seg ter qua qui sex ma wo vr za zo mån tis ons tors fre lör sön man tir
tor lør søn pn pon wt śr czw pt sob ndz niedz пн вт ср чт пт сб вс
"""
DATE = re.compile(
    rf"(?:\b(?:{_any_of(SHORT_DAYS.split())})\b[.,]{{0,2}}\s)?"
    rf"(?:(?<!\d)\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?{MONTH}{NOT_LONG_AGO}(?:,?\s(?:de\s|del\s)?{NEAR_YEAR})?"
    rf"|(?<!\d){DAY}\.?\s(?:de\s|of\s)?[^\W\d_]{{3,12}}\.?,?\s(?:de\s)?{NEAR_YEAR}"
    rf"|\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?![\d:]){NOT_LONG_AGO}(?:,?\s{NEAR_YEAR})?"
    rf"|\b[^\W\d_]{{3,12}}\.?\s{DAY}\.?,\s{NEAR_YEAR}"
    rf"|\b{MONTH}\s{NEAR_YEAR}"
    r"|^\d{1,2}\.\s?\d{1,2}\.$"
    rf"|(?<!\d){NEAR_YEAR}\.?\s(?:m\.\s)?[^\W\d_]{{3,12}}\.?\s{DAY}\b\.?"
    r"|(?<!\d)\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2}\b"
    r"|(?<!\d)\d{1,2}[-./]\s?\d{1,2}[-./]\s?(?:\d{4}|\d{2})\b)",
    re.IGNORECASE,
)
# What every date has, found much faster: a day before a month, a late year, figures with signs
# between them; else a month before a figure, told by its last letters
DATE_FIGURE = re.compile(
    rf"\d(?:(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?{MONTH}|[-./]\s?\d{{1,2}}[-./]\s?\d"
    r"|(?<=[12])(?:9[89]|0[0-4])\d\b)",
    re.IGNORECASE,
)
MONTH_ENDS = "|".join(sorted({month[-3:] for month in MONTHS.split()}))
MONTH_FIGURE = re.compile(
    rf"\s\d(?:(?<=(?:{MONTH_ENDS})..)|(?<=(?:{MONTH_ENDS})\...))", re.IGNORECASE
)
# "at 10:11 am", "14 h 22 min", "um 14:22 Uhr", "14.22"
TIME = re.compile(
    r"\b\d{1,2}\s?(?:[:.]\s?\d{2}(?!\d)(?:\s?:\s?\d{2})?|h\s?\d{2}(?:\s?min)?|h\b)"
    r"(?:\s?[ap]\.?\s?m\b\.?|\s?uhr\b)?"
    r"(?:\s?\(?(?:utc|gmt|[cempw]e?[sd]?t|e[sd]t|mesz|mez|[+-]\d{4})\b\)?)?"
    rf"(?:\s{NEAR_YEAR})?",
    re.IGNORECASE,
)
# "3 years ago", "vor 3 Jahren", "il y a un an", "hace 2 meses", "5d", "2 yr. ago"
UNIT = (
    r"(?:sec(?:ond)?s?|sek(?:unden?)?|min(?:u\w{1,4})?|dakika|tunti|perce|hete|mo|mos|mois|m[oe]nths?|monat(?:en?)?"
    r"|hours?|hrs?|heures?|horas?|stunden?|or[ae]|days?|d[ií]as?|dias?|jours?|tag(?:en?)?"
    r"|giorn[io]|we?e?ks?|semaines?|wochen?|semanas?|settiman[ae]|mes(?:es|i|e)?|y(?:ea)?rs?|ans?"
    r"|jahr(?:en?)?|años?|anos?|ann[io]|лет|года?|дн[яей]+|день|месяц(?:а|ев)?|час(?:а|ов)?"
    r"|минут[аы]?|недел[яиь]|uur|jaar|dagen|weken|maand(?:en)?|godzin[aęy]?|dni|dzień|tygod\w+"
    r"|miesi\w+|lata?|roku?|timm(?:e|ar)|timer?|dag(?:ar|e|er)?|veck(?:a|or)|uger?|uker?"
    r"|månad(?:er)?|måned(?:er)?|år|hodin\w?|dny|dní|týdn\w+|měsíc\w*|let|vuotta|päivää|tuntia"
    r"|kuukautta|viikkoa|éve|napja|órája|hónapja|yıl|ay|gün|hafta|saat|anys?|ani|zile|luni)"
)
# with one of these before or behind it, any word after a figure may be a unit of time
BEFORE_UNIT = r"vor|il y a|hace|hai|fa|há|acum|před|pred|prije|pre|преди|πριν|antaŭ"
BEHIND_UNIT = (
    r"ago|fa|atrás|назад|тому|geleden|temu|sedan|siden|sitten|ezelőtt|önce|enrere|lalu|yang lalu"
    r"|trước"
)
RELATIVE = re.compile(
    rf"\b(?:(?:over|about|circa|etwa|environ)\s)?(?:{BEFORE_UNIT})\s\d{{1,3}}\s?[^\W\d_]{{1,12}}\b\.?"
    rf"|(?<!\d)\d{{1,3}}\s?[^\W\d_]{{1,12}}\.?\s(?:{BEHIND_UNIT})\b"
    rf"|\b(?:(?:{BEFORE_UNIT})\s)?"
    rf"(?:(?<!\d)\d{{1,3}}\s?(?:{UNIT}|(?-i:[smhdwy]))|(?:an?|une?|einem|einer|un[oa]|een|ett|én|e[tn]|uma?|bir|egy)\s{UNIT})\b\.?"
    rf"(?:\s(?:{BEHIND_UNIT}))?"
    r"|\b(?:tunti|minuutti|päivä|viikko|kuukausi|vuosi) sitten\b"
    r"|\b(?:rok|lata|dzień|godzinę|minutę|год|месяц|день|неделю|час|минуту) (?:temu|назад)\b"
    r"|\b(?:před|pred|prije|πριν) (?:minutou|hodinou|minutu|sat vremena|ένα λεπτό|μία ώρα)\b"
    r"|(?<!\d)\d{1,3}\s?[^\W\d_a-zà-ÿ]{1,3}\s?[前전](?!\w)",
    re.IGNORECASE,
)
# What every one of these has, found much faster: a figure or an article before a unit, or "ago"
UNIT_COUNTED = re.compile(rf"\d\s?(?:{UNIT}|[smhdwy])\b", re.IGNORECASE)
UNIT_ARTICLE = re.compile(
    r"[aueéAUEÉ](?<!\w.)(?:(?<=a)n?|(?<=u)(?:ne?|n[oa]|ma?)|(?<=e)(?:in(?:em|er)|en|tt|[tn])|(?<=é)n)"
    rf"\s{UNIT}\b",
    re.IGNORECASE,
)
AGO = re.compile(
    rf"\s(?:{BEHIND_UNIT})\b|\b(?:{BEFORE_UNIT})\s|\d\s?\w{{1,3}}\s?[前전]", re.IGNORECASE
)
WEEKDAYS = """
monday tuesday wednesday thursday friday saturday sunday yesterday today
lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonntag gestern heute
lunes martes miércoles jueves viernes sábado domingo ayer
lunedì martedì mercoledì giovedì venerdì sabato domenica ieri oggi вчера сегодня
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag gisteren vandaag
söndag måndag tisdag onsdag torsdag fredag lördag igår idag søndag mandag tirsdag lørdag
poniedziałek wtorek środa czwartek piątek niedziela wczoraj dzisiaj
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira ontem hoje ahir onte
pondělí úterý středa čtvrtek pátek neděle včera dnes
maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina eilen tänään
hétfő kedd szerda csütörtök péntek szombat vasárnap tegnap
понедельник вторник среда четверг пятница суббота воскресенье
вчора неділя понеділок вівторок середа четвер субота
jučer dün χτες χθες
"""
# "last week", "letzten Monat", "la semana pasada", "sidste år"
LAST_TIME = (
    r"(?:last|letzte[ns]?|sidste|förra|vorige?|viime|múlt|minul[ýé]|geçen|siste|минул\w+|прошл\w+)"
    r"\s(?:week|month|year|woche|monat|jahr|uge|måned|år|veckan|månaden|året|maand|jaar|viikolla"
    r"|kuussa|vuonna|héten|hónapban|týden|týždeň|měsíc|mesiac|rok|hafta|ay|yıl|uke|\w*недел\w+"
    r"|месяц\w*|год\w*|тижня|року)"
    r"|(?:semaine|semana|setmana|settimana|mois|mes|mês|mese|année|año|ano|anno|any)"
    r"\s(?:derni[èe]re?|passée?|pasad[oa]|passad[oa]|scors[oa])"
    r"|w (?:ubiegłym|zeszłym) (?:tygodniu|miesiącu|roku)"
)
WEEKDAY = re.compile(
    rf"\b(?:{_any_of(WEEKDAYS.split())}|(?:mon|tue|wed|thu|fri|sat|sun)(?=,)"
    rf"|{LAST_TIME}"
    r"|hier(?=\s?(?:[,·|]|à\b|\d|$)))\b",
    re.IGNORECASE,
)
TIMES = (DATE, RELATIVE, TIME, WEEKDAY)  # in the order in which they are looked for
SIGNS = {  # without one of these a line is not asked for the whole pattern
    DATE: (DATE_FIGURE, MONTH_FIGURE),
    RELATIVE: (UNIT_COUNTED, UNIT_ARTICLE, AGO),
}
# small words and signs that join a name to a date: "at", "um", "à", "|", "•", "»"
FILLER = re.compile(
    r"\b(?:at|on|by|the|of|um|am|à|a|le|les|el|las|il|al|alle|ore|den|der|kl|klo|om|op|em|às|o|в|о|г|dne|dnia|v|uhr"
    r"|posted|edited|submitted|utc|gmt|[cemp][ds]?t|cest|mez|mesz)\b|[|•·»«,;:()\[\]#@<>=–—\-/…]|\.(?=\s|$)",
    re.IGNORECASE,
)
# "Anna says:", "Jean dit :", "Anna hat gesagt…", "On Monday X wrote:"
SAID = r"""
says said writes? wrote replied dit écrit répond sagt sagte gesagt schreibt schrieb geschrieben
meint dice dijo detto scritto scrive scrisse escribió escreveu disse diz zegt schreef skrev
skriver säger siger sier pisze napisał\w* napsala? kirjoitti sanoo
пишет пише писал\w*(?:\(а\))? говорит говорить сказал\w* написал\w*(?:\(а\))? каза írta szerint
kirjoitti spune dedi yazdı kaže píše λέει diu comment[ée]d? kommentiert\w*
"""
SAYS = re.compile(
    rf"\s(?:(?:ha|hat|a|has|har|heeft|à)\s)?(?:{_any_of(SAID.split())})"
    r"(?:\son|\sam|\sle|\sel|\sil)?\s?(?:[:»]|\.\.\.|…|$)",
    re.IGNORECASE,
)
# "By J. Doe", "Von Anna Schmidt", "Translated by X", "Texte de X"
BY = re.compile(
    r"(?i:by|par|von|por|av|af|door|di|przez|автор:?|auctore"
    r"|\w+ (?:by|par|von|por|door)|(?:an essay|text[eo]?|ein \w+) (?:by|de|di|von))\s+"
    r"(?=[^\W\d_a-zà-ÿ]|several|various|de |von |van |d[’'])"
)
# words of menus and buttons: by their beginnings, and whole
MENU_WORD = re.compile(
    r"(?:répon|antwort|respond|respuesta|rispond|ответ|partag|teilen|compart|condivi|поделит"
    r"|gefällt|gusta$|piace$|j[’']aime$|curti|нрави|twitter|facebook|mastodon|pinterest|whatsapp|linkedin|reddit|blogthis|e-?mail"
    r"|drucken|imprim|permal|comment|kommentar|coment|коммент|laisse[rz]|schreibe|оставить"
    r"|publi(?:sh|é|shed|cad)|veröff|verfass|subscri|abonn|suscri|iscriv|assin|подпис|follow"
    r"|startseite|главная|about|propos|acerca|contact|kontakt|menü|recherche|buscar|поиск"
    r"|archiv|categor|catégor|kateg|tagged|schlagw|étiq|etiq|privacy|datenschutz|confidenti"
    r"|cookie|impressum|powered|propuls|thème|copyright|anmeld|connexion|regist|précéd|vorherig"
    r"|nächst|zurück|anterior|siguiente|navig|newsletter|bookmark|javascript|disqus|wordpress"
    r"|blogger|substack|zitieren|melden|signaler|restack|sponsor|donat|mailadresse|webs[ei]ite"
    r"|required|erforderlich|obligatoire|verplicht|wymagan|obligatori|обязательн|©"
    r"|odpow|udostęp|komentar|napisz|dodaj|zaloguj|zarejestr|kategor|prześlij|polub|lubię"
    r"|kommentér|logga|logg|publicera|prenumer|bokmärk|e-?post|tillbaka|permalänk|inlägg"
    r"|reageer|beantwoord|delen$|inloggen|aanmeld|registreer|plaats|gepubl|verzend|laden$"
    r"|войти|рубри|закладк|опублик|метки|подел|ссылк|поиск|регистр|зарегистр|архив|выше"
    r"|vastaa|vastaukset|kommentoi|válasz|odpov[ěe]d|přida[jt]|pridaj|yanıtla|cevapla|paylaş|beğen"
    r"|odgovor|отговор|споделян|відпов|поділит|απάντησ|κοινοποίησ|comparteix|contesta|balas|bagikan"
    r"|回复|回覆|返信|댓글|답글|jaa$|tykkää"
    r"|charger$|inscri|enregistr|lesezeichen|navegad|guardar|cargando|saltar|volver"
    r"|adicion|carregar|marcador|postagem|página|pagina|vai al|iscriviti|etichett|posta$"
    r"|messagg|mensaj|mensag)"
    r"|(?:reply|replies|report|share|like|likes|aime|tweet|mail|print|link|leave|deja|lascia"
    r"|post|posted|posts|suivre|folgen|seguir|home|accueil|inicio|über|menu|search|suche|cerca"
    r"|tags?|labels?|terms|mentions|theme|log|login|sign|older|newer|prev|previous|next|skip"
    r"|aller|zum|filed|entry|ghost|help|hilfe|aide|top|oben|citer|quote|upvote|vote|claps?|views?"
    r"|messages?|thread|forum|sort|champs|felder|careers|status|app|load|loading"
    r"|save|hide|award|flag|embed|favou?rite|haut|arriba|naar|boven"
    r"|mehr|more|weiter|continue|join|cancel|enter|content|discussi?on|unread|sorted|thread"
    r"|powrót|szukaj|strona|dalej|wpis[uy]?|svara|dela|gilla|hem|sök|stäng|svar|synes|søg)$"
)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|©")
# "3 comments", "12 Kommentare:", "Responses (3)", "One thought on “…”", "Комментарии: 4"
COUNTER = re.compile(
    r"^(?:\d+|one|une?|eine?|uno)\s[“„«‘\"]?[^\W\d_]+|^[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s?[(:\[]\s?\d+\s?[)\]]?$",
    re.IGNORECASE,
)
TALK = r"""
comment kommentar comentari coment[aá]rio commento commenti reacti réaction réflexion thought
gedanke pensamiento pensée response réponse antwort respuesta repl(?:y|ies) discussion diskussion
conversation feedback commentaire коммент ответ отклик отзыв komentar reactie reaktion odpowied
komentář komentár kommentti hozzászól yorum коментар відповід отговор σχόλι odgovor válasz
bình\sluận vastau
svar\b inlägg contribution contribu[iç] opini avis\b messages?\b beiträge mensajes berichten
"""
TALK_WORD = re.compile(
    rf"\b(?:{_any_of(TALK.split())})|评论|評論|留言|コメント|댓글", re.IGNORECASE
)
# "Comments", "Vos réactions": a heading over all of them, and no button below one
THREAD_HEADING = re.compile(
    r"(?:(?:all|reader|new|vos|les|alle|leser|tutti i|todos los|os)[\s-]?)?(?:comments|kommentare"
    r"|commentaires|comentarios|commenti|comentários|reacties|komentarze|комментарии|kommentarer"
    r"|kommentit|komentáře|hozzászólások|коментарі|yorumlar|responses|réactions|reactions"
    r"|discussion|diskussion|discussione|discusión|opiniones|messages)\W{0,3}",
    re.IGNORECASE,
)
# "… end.", "… end.”12", not "… at 10:12"
PUNCTUATED = re.compile(
    r"(?:[.!?…;]|:(?!\d\d$))[”’\"'»)\]]*(?:\[\w+\]|\^?\d{1,3}|[⁰¹²³⁴-⁹]+|[*†‡§]+)?\s*$"
)
YEAR = re.compile(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
# "vol. 3", "pp. 24–35", "(London, 1792)", "no. 1", "Bd. 2", "S. 24"
IMPRINT = re.compile(
    r"\b(?:vol|no|nr|n°|pp?|bd|heft|tome|t|s|hrsg|ed|eds|éd|edited|verlag|press|éditions|journal"
    r"|revue|zeitschrift|review|studies)\b\.?|\([^()]{2,60}\d{4}\)",
    re.IGNORECASE,
)


FIGURES = re.compile(r"\d+")
OLD_YEAR = re.compile(r"(?<!\d)1(?:[0-8]\d|9[0-7])\d(?!\d)")
OLD_DATE = re.compile(  # "3 May 1831", "May 3rd, 1831"
    rf"\b{MONTH},?\s(?:de\s|del\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?{OLD_YEAR.pattern}",
    re.IGNORECASE,
)


def without_dates(line: str) -> tuple[str, int]:
    """*line* without dates, times and the small words round them, and how many there were.

    Where a line gives a day of another century it counts as none: no comment is so old.
    """
    found = 0
    if OLD_YEAR.search(line) and OLD_DATE.search(line):
        return line, 0
    for pattern in TIMES:
        signs = SIGNS.get(pattern)
        if not signs or any(sign.search(line) for sign in signs):
            line, times = pattern.subn(" ", line)
            found += times
    return FILLER.sub(" ", line) if found else line, found


def menu_share(line: str) -> float:
    """Which part of the words of a line (the first forty) are words of menus and buttons."""
    words = WORD.findall(line)[:40]
    return sum(map(_is_menu_word, words)) / max(1, len(words))


@lru_cache(maxsize=65_536)  # the words of a book come again and again
def _is_menu_word(word: str) -> bool:
    return MENU_WORD.match(word.casefold()) is not None


def skeleton(line: str) -> str:
    """The line with every figure as 0: `Like (5)` and `Like (13)` are one."""
    return FIGURES.sub("0", line.casefold())
