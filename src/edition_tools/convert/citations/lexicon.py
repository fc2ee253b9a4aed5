"""The words by which citations show themselves, in the languages that we read.

Data only: signals, particles of names, months, cities of publication, marks of editors.
Lists are alternatives for patterns, longest first where one begins another.
"""

from __future__ import annotations

import re

from edition_tools.convert.citations.sought import Opened


def alternatives(words: str) -> str:
    """A pattern for any of the *words* (blank-separated; `_` stands for a blank)."""
    items = sorted(words.split(), key=len, reverse=True)
    return "|".join(re.escape(item).replace("_", r"\s+") for item in items)


def words(listed: str) -> frozenset[str]:
    """The blank-separated words, as a set."""
    return frozenset(listed.split())


UPPER = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЇІЄҐ"
    "Ά-ΏΑ-ΫἈ-ἏἘ-ἝἨ-ἯἸ-ἿὈ-ὍὙ-ὟὨ-Ὧ"  # Greek, with its accents and breathings
)
LETTER = r"[^\W\d_]"
SOFT = "’'ʹʼ‘`"  # apostrophes and transliterated soft signs
DASH = r"\-‐‑–—−"

# particles that stand in names with a small letter: "van Loon", "de la Cruz"
PARTICLES = alternatives(
    "van von der den de del della dello degli di da dal dos du des la le ten ter zu zum zur "
    "af al el ibn bin y d’ d' l’ l' af."
)

# words that begin titles, never names
NO_NAME = frozenset(
    [
        "The",
        "A",
        "An",
        "On",
        "In",
        "Of",
        "At",
        "To",
        "For",
        "From",
        "Is",
        "Are",
        "How",
        "Why",
        "What",
        "When",
        "Where",
        "Who",
        "Some",
        "Towards",
        "Toward",
        "Against",
        "Beyond",
        "Between",
        "After",
        "Before",
        "Der",
        "Die",
        "Das",
        "Ein",
        "Eine",
        "Über",
        "Zur",
        "Zum",
        "Zu",
        "Vom",
        "Von",
        "Im",
        "Am",
        "Aus",
        "Und",
        "Le",
        "La",
        "Les",
        "Un",
        "Une",
        "Des",
        "Du",
        "Sur",
        "Il",
        "Lo",
        "Gli",
        "I",
        "L",
        "Una",
        "Uno",
        "Del",
        "Della",
        "Dal",
        "Dalle",
        "Per",
        "See",
        "Cf",
        "Compare",
        "Chapter",
        "Part",
        "Vol",
        "No",
        "Note",
        "Notes",
        "Ibid",
        "Ibidem",
        "Ivi",
        "Ebd",
        "Ebenda",
        "Ders",
        "Dies",
        "Op",
        "Loc",
        "Idem",
        "Id",
        "Here",
        "There",
        "This",
        "These",
        "That",
        "It",
        "He",
        "She",
        "They",
        "We",
        "His",
        "Her",
        "Their",
        "Our",
        "And",
        "But",
        "Also",
        "Both",
        "Most",
        "Many",
        "Such",
        "Such",
        "Only",
        "One",
        "Two",
        "Three",
        "As",
        "If",
        "Not",
        "Writings",
        "Works",
        "Letters",
        "Collected",
        "Selected",
        "Complete",
        "Papers",
        "Quoted",
        "Writings",
        "Essays",
        "Although",
        "While",
        "Despite",
        "Since",
        "Because",
        "Above",
        "Below",
        "Supra",
        "Infra",
        "Oben",
        "Unten",
        "Voir",
        "Siehe",
        "Vgl",
        "Cfr",
        "Vedi",
        "Nota",
        "Anm",
        "Thus",
        "Hence",
        "However",
        "Moreover",
        "О",
        "Об",
        "Из",
        "К",
        "На",
        "По",
    ]
)

MONTHS = alternatives(
    "January February March April May June July August September October November December "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Jan Feb Mar Apr Jun Jul Aug Sep "
    "Sept Oct Nov Dec "
    "Januar Februar März Mai Juni Juli Oktober Dezember "
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря "
    "yanvarya fevralya marta aprelya maya iyunya iyulya avgusta sentyabrya oktyabrya noyabrya "
    "dekabrya Spring Summer Autumn Fall Winter"
)

# cities that stand on title pages; a lone one is no author, and before a year no title ends in it
PLACES = alternatives(
    "Aldershot Amsterdam Ann_Arbor Athens Baltimore Barcelona Bari Basel Basingstoke Beijing "
    "Belgrade Bergamo Berkeley Berlin Bern Berne Bielefeld Bloomington Bologna Bonn Boston "
    "Boulder Bratislava Brescia Bristol Bruxelles Brussels Brüssel Bucharest Budapest Cambridge "
    "Cambridge,_Mass. Cambridge,_Mass Cambridge,_MA Chapel_Hill Charlottesville Chicago "
    "Chichester Cleveland Copenhagen Darmstadt Detroit Den_Haag Dordrecht Dresden Dublin Durham "
    "Edinburgh Exeter Farnham Ferrara Firenze Florence Frankfurt Frankfurt_a._M. Frankfurt/M. "
    "Frankfurt_am_Main Freiburg Genève Geneva Genova Glasgow Göttingen Greenwich Halle Hamburg "
    "Hannover Harmondsworth Heidelberg Helsinki Hildesheim Hobart Houndmills Ithaca Jena Jerusalem "
    "Kiev København Köln Königsberg Kraków L. Lausanne Lawrence Leiden Leipzig Leningrad Liège "
    "Lisbon Ljubljana London Londra Los_Angeles Louvain Lund Lyon Madison Madrid Mainz Manchester "
    "Marburg Melbourne Meisenheim Milan Milano Minneapolis Minsk Montreal Montréal Moscow Moskau "
    "Moskva Moscou München Munich Münster Namur Napoli Naples New_Brunswick New_Haven New_York "
    "New_York,_NY Newark Notre_Dame Nürnberg Opladen Oslo Oxford Padova Padua Palermo Paris Parigi "
    "Parma Philadelphia Pisa Pittsburgh Praha Prague Prag Princeton Providence Reading Riga Roma "
    "Rome Rotterdam Saint-Pétersbourg San_Francisco Santa_Monica Seattle Sofia Stanford "
    "Stanford,_CA Stockholm Strasbourg Stuttgart Sydney Tallinn Tartu Tokyo Torino Toronto "
    "Toulouse Treviso Trieste Tübingen Tunbridge_Wells Turin Udine University_Park Uppsala Urbana "
    "Utrecht Venezia Venice Verona Vicenza Vienna Wien Washington Washington,_D.C. Washington,_DC "
    "Warsaw Warszawa Weimar Wiesbaden Wolfenbüttel Zagreb Zürich Zurich Москва Ленинград СПб М. Л. "
    "Петроград Санкт-Петербург St._Petersburg Petrograd The_Hague Garden_City Westport "
    "Αθήνα Ἀθῆναι Θεσσαλονίκη Aix-en-Provence Grenoble Rennes Lille Bordeaux Montpellier Dijon "
    "Rouen Poitiers Caen Lecce Catania Messina Modena Siena Perugia Pavia Graz Salzburg Linz "
    "Innsbruck Bremen Kassel Kiel Rostock Stettin Breslau Erlangen Dortmund Düsseldorf Augsburg "
    "Regensburg Passau Würzburg Giessen Gießen Karlsruhe Mannheim Potsdam Kazan Odessa Tbilisi "
    "Vilnius Kharkov Novosibirsk Sankt-Peterburg SPb. Lanham Totowa Middletown New_Delhi "
    "Delhi Bombay Calcutta Hong_Kong Singapore Cairo Beirut Istanbul Ankara Mexico_City Havana "
    "Buenos_Aires São_Paulo Rio_de_Janeiro Cape_Town Johannesburg Nairobi Ottawa "
    "Vancouver Auckland Canberra Brisbane Leicester Leeds Liverpool "
    "Nottingham Norwich Brighton Aberdeen Cardiff Swansea Belfast Galway Malden Hoboken "
    "Evanston Carbondale Tucson Tempe Armonk Boca_Raton Hillsdale "
    "Mahwah Upper_Saddle_River San_Diego Palo_Alto "
    "West_Lafayette Englewood_Cliffs Thousand_Oaks Beverly_Hills Mediolani Venetiis Lugduni"
)

PUBLISHERS = re.compile(  # Harvard University Press · Éditions du Seuil · Suhrkamp Verlag · PUF
    r"\b(?:Press|Verlag|University|Univ\.|Books|Publish\w*|Éditions?|Edizioni|Editore|Editrice|"
    r"Editions|Presses|Gallimard|Seuil|Suhrkamp|Klostermann|Reimer|Beck|Niemeyer|Penguin|"
    r"Routledge|Macmillan|Blackwell|Longmans?|Knopf|Norton|Brill|Mohr|Einaudi|Laterza|Olschki|"
    r"Feltrinelli|Hachette|Fayard|Plon|Minuit|Droz|Champion|Duckworth|Methuen|Faber|Vintage|"
    r"Pathfinder|Clarendon|Library|Company|& Co|and Sons|& Sons|Inc\.|Ltd|Brothers|Academic|"
    r"Ashgate|Palgrave|Springer|Elsevier|Wiley|Sage|Academia|Academy|PUF|OUP|CUP|HarperCollins|"
    r"Little, Brown|Society|Nauka|Наука|Издательство|Izdatel\W?stvo|Mondadori|Mulino|Sansoni)\b"
)

CORPORATE = re.compile(  # The Paper Commission · Eds. of the …
    r"\b(?:Commission|Committee|Council|Ministry|Senate|Institute|Bureau|Department|Office|Group|"
    r"Service|Association|Eds\.|Editors|Congress|Parliament|Party|Union|Academy|Federation|"
    r"Company|Court|Board|Agency|Society|House of (?:Commons|Lords|Representatives)|"
    r"Kommission|Ministerium|Verein|Gesellschaft|Comité|Conseil|Ministère)(?!\w)"
)

DAILIES = re.compile(  # The Times · Pravda · Frankfurter Allgemeine Zeitung · Le Monde
    r"\b(?:Times|Post|Herald|Tribune|Guardian|Telegraph|Observer|Chronicle|Gazette|News|Mail|Express|"
    r"Economist|Spectator|Standard|Star|Sun|Mirror|Examiner|Mercury|Courier|Globe|Daily|Weekly|Evening|"
    r"Pravda|Izvesti\w+|Gazeta|Trud|Spiegel|Zeit|\w*[Zz]eitung|\w*[Bb]latt|\w*[Aa]nzeiger|Nachrichten|"
    r"Rundschau|Presse|Kurier|Tagespost|Monde|Figaro|Temps|Humanité|Libération|Croix|Matin|Moniteur|"
    r"Corriere|Stampa|Repubblica|Gazzetta|Messaggero|Unità|Avanti|Popolo|Giornale|País|Hansard)\b"
)

# what leads to a citation and is no part of it: See, See also, cf., vgl., voir, si veda
LEAD_INS = alternatives(
    "in_English, in_English_translation, in_German, in_French, in_Russian, "
    "in_Italian, in_translation, auf_Deutsch, en_français, "
    "see see_also see,_also see_especially see,_for_example, "
    "see_for_example see,_e.g., see_e.g. "
    "see_in_particular see_further see,_further, see_generally but_see "
    "cf. cf._also compare contrast e.g. e.g., i.e. for_example, for_example for_instance, "
    "voir_la voir_les si_veda_la cfr._la vedi_la siehe_die vgl._die "
    "quoted_in cited_in cited_by also also,_see accord thus, "
    "siehe siehe_auch siehe_dazu siehe_etwa siehe_näher siehe_dazu_auch siehe_insbes. "
    "siehe_hierzu siehe_insbesondere "
    "vgl. vgl._auch vgl._dazu vgl._etwa vergleiche dazu dazu_näher dazu_etwa hierzu näher "
    "näher_dazu so so_etwa so_auch ebenso etwa insbesondere insbes. kritisch ähnlich ähnlich_auch "
    "dafür dagegen anders auch z._B. z.B. zit._nach zitiert_nach u.a. nach Beispiel_von "
    "voir voir_aussi voir_notamment cf._aussi comparer par_exemple, cité_par cité_dans "
    "si_veda si_vedano cfr. cfr._anche vedi vedi_anche v._anche "
    "см. см._также ср. sm. sr. vide"
)
LEAD_IN = Opened(
    re.compile(
        rf"(?:{LEAD_INS}|(?-i:s\.(?:\s+auch\b|\s?a\.)?))(?=[\s,:‘“„«\"(])[,:]?\s*", re.IGNORECASE
    ),
    frozenset(re.findall(r"(?:^|\|)([^\W\d_]+)", LEAD_INS.casefold())) | {"s"},
)

# signals strong enough to be looked for inside a sentence
STRONG_SIGNAL = re.compile(  # "…, see " · "(cf. " · "siehe "; a first letter is found fast
    r"[scvс](?<=[\s,;:(—–-].)(?:"
    r"(?<=s)(?:ee(?:,?\s+(?:also|especially|further|generally|in particular))?"
    r"(?:,?\s+(?:for\s+(?:example|instance)|e\.\s?g\.),?)?|"
    r"iehe(?:\s+(?:auch|etwa|dazu|näher|insbes\.))*|\.|i\s+veda(?:no)?)|"
    r"(?<=c)(?:f\.(?:\s+also)?|fr\.)|"
    r"(?<=v)(?:gl\.(?:\s+(?:auch|etwa|dazu))*|oir(?:\s+aussi)?|edi)|"
    r"(?<=с)м\.)\s+(?=[^\sa-zß-öø-ÿ]|van\s|von\s|de\s)"
)

# words of sentences, not of titles; one in the part before the core makes it prose
PROSE = re.compile(
    r"(?<![\w’'])(?:is|was|were|are|has|have|had|be|been|he|she|they|which|that|would|could|may|"
    r"must|shows?|wrote|writes|says|said|argues?|argued|notes|noted|claims?|claimed|we|this|these|"
    r"discusses|describes|remains|gives|contains?|include|includes|included|claim|did|does|"
    r"been|not|only|see|quotes?|quoted|appeared|published|adopted|called|refers|referred|"
    r"ist|sind|war|waren|wird|werden|hat|haben|kann|man|wurde|wurden|soll|daß|dass|sich|nicht|"
    r"est|sont|était|nous|ont|qu’il|sono|era|viene|который|был|была)(?![\w’'])"
)

# words a sentence may set before a name: "the chapter in", "bei"; and, with any sign before them,
# "others include"
INTRODUCING = words("in by of from and with und sowie von bei par et da e as on to en")
LEADING_ON = words(
    "include includes including are is durch nach zu chez für auf schon bereits etwa auch siehe "
    "dazu näher hierzu insbesondere also untersuchungen example bei"
)
