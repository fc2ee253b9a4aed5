"""How sentences begin and what their words are, in several languages."""

from __future__ import annotations

# the first words of sentences, by what they do
OPENERS = {
    "third": """he she they his her their him them hers theirs il elle ils elles lui leur leurs son
        sa ses er sie ihr sein seine ihre ihm ihn ihnen lei essi loro suo sua él ella ellos ellas
        sus is ea hic haec ille illa он она они его её их""",
    "it": """it its there c'est ce cela il's y es man hoc id esto eso lo ciò это""",
    "self": """i we my our you your je nous mon notre nos vous votre vos ich wir mein unser unsere
        sie's yo nosotros mi nuestro nuestra usted io noi mio nostro nostra ego nos noster я мы мой
        наш вы""",
    "and": """and or nor for so then also besides still indeed even only because et ou donc car ni
        aussi encore puis und oder denn doch auch sondern nur ja dann o ni pues e né quindi perché
        ac atque nam enim igitur itaque и а или ибо""",
    "but": """but yet mais or aber allein pero mas ma però sed at autem но""",
    "this": """this these that those such here thus therefore hence both neither cet cette ces
        celui celle ainsi tel telle dies diese dieser dieses solche so hier da daher deshalb este
        esta estos estas así questo questa questi queste così tale этот эта эти так""",
    "turn": """however nevertheless moreover furthermore finally first firstly second secondly third
        thirdly last lastly another meanwhile nonetheless although though while whereas now again
        perhaps cependant toutefois enfin d'abord premièrement néanmoins pourtant or jedoch dennoch
        ferner endlich schließlich zunächst zuerst obwohl während nun sin finalmente infine
        tuttavia ora ahora nunc deinde denique postea однако наконец теперь""",
    "place": """in on at by from with without within during among between against through to of
        upon under into like as dans en à au aux par pour chez vers sous sur selon im am an auf bei
        nach vor mit aus zu zur zum unter über durch für con de desde nel nella dal per ad ab cum
        ex in inter в на по с из""",
    "when": """when where if after before since until unless once whatever whoever quand lorsque si
        depuis après avant pendant comme puisque wenn als nachdem seit bevor ob cuando si hasta
        después dopo quando se poiché ut quando postquam когда если после""",
    "the": """the le la les l der die das den dem el los las il gli i""",
    "some": """a an all every each some many most no none few several one two three un une des
        tout tous chaque ein eine einer einem alle jede jeder viele einige una uno todo todos cada
        ogni tutti molti все каждый один""",
    "asks": """what who why how which where's que qui pourquoi comment quel quelle was wer warum
        wie welche qué quién cómo che chi come quid quis cur что кто как почему""",
}
OPENER = {word: kind for kind, words in OPENERS.items() for word in reversed(words.split())}
KINDS = (*OPENERS, "other")
BOUND = frozenset(("third", "it", "this"))  # kinds that lean on the sentence before
# words that point back, wherever they stand near the beginning of a sentence
POINTERS_LIST = """
    this these those such same former latter he she they him them his their it its therefore thus
    too also however then here ce cet cette ces celui celle même il elle ils elles leur ainsi donc
    dies diese dieser dieses diesem solche derselbe er sie ihm ihn ihr sein seine also daher dabei
    este esta estos ese esa mismo questo questa stesso egli essi suo hic haec hoc ille idem eius это
    этот эта эти он она они его
"""
POINTERS = frozenset(POINTERS_LIST.split())
PERSONS_LIST = """
    i we my our me us je nous mon notre nos moi ich wir mein unser mich uns yo nosotros mi
    nuestro io noi mio nostro ego я мы мой наш
"""
PERSONS = frozenset(PERSONS_LIST.split())
PAST_LIST = """
    was were had did said came went became began took made gave saw found thought wrote left held
    était étaient fut furent avait avaient eut war waren hatte hatten wurde wurden era eran fue
    fueron había erano fu furono aveva erat erant fuit fuerunt был была были было
"""
PAST = frozenset(PAST_LIST.split())
