"""The closed classes of words around verbs: what goes before a finite verb, what a verb group holds, what ends it."""

from __future__ import annotations

import re

from signals.data.verb_forms import HAVE, MODAL

# The closed classes of words by which attribution tells speech, deeds, victims, offices and places apart.

# After these a name is what the noun before is aimed at: "attack on", "sanctions against", "talks with".
GOVERNING = frozenset(
    """
    against on upon with toward towards at over about of to for from into since after before amid in under than
    until near without
    """.split()
)
FREEING = frozenset("by , : and".split())  # between the two: then it is not governed
AIMED_AT = frozenset("against on upon with toward towards at over about".split())
# Before what a sentence puts in front of its subject.
FRONTING = frozenset(
    """
    in on at by for with from to into after before during following amid amidst despite since until as while
    when if unless because although though under over through against without within among between speaking
    citing acting according responding asked given besides beyond upon ahead meanwhile once where whereas like
    unlike including
    """.split()
)
RELATIVES = frozenset("who which whose whom where".split())
PERSON_WORDS = frozenset("he she they i we".split())
PERSON_NOUNS = frozenset(
    """
    minister envoy ambassador spokesman spokeswoman spokesperson president official diplomat leader chancellor
    premier secretary general commander adviser advisor senator negotiator chief king prince statement ministry
    foreign governor
    """.split()
)


# Where one of these stands, a mere place is what suffers: "explosions in Kharkiv".
HARM = re.compile(
    r"\b(?:attack|str(?:ike|uck)|shell|kill|bomb|missile|rocket|explo|fighting|fought|battle|clash|"
    r"evacuat|destroy|damag|wound|injur|hit\b|invad|invasion|offensive|occup|liberat|captur|seiz|siege|"
    r"dead|died|bodies|victims|casualt|airstrike|drone|massacre|atrocit|tortur|raid|storm|fire|fired|"
    r"war\b|sanction|arrest|detain|blockad|aid\b|refugee|humanitarian|corridor|ceasefire|truce|support)"
)
VENUE_WORDS = re.compile(
    r"\b(?:talks?|meetings?|met|meets?|summit|conference|forum|briefing|negotiations?|speech|interview|"
    r"visit\w*|arriv\w+)\b"
)


# What armies do: reported as a fact it keeps its own actor, whoever reports it (codebook, rule 12).
DEEDS = frozenset(
    """
    attack attacks attacked strike strikes struck shell shells shelled hit hits bomb bombs bombed bombard
    bombards bombarded kill kills killed wound wounds wounded injure injures injured destroy destroys destroyed
    fire fires fired launch launches launched shoot shoots shot down downs downed invade invades invaded seize
    seizes seized capture captures captured storm storms stormed raid raids raided deploy deploys deployed
    release releases released free frees freed evacuate evacuates evacuated detain detains detained arrest
    arrests arrested withdraw withdraws withdrew repel repels repelled liberate liberates liberated blow blows
    blew burn burned take takes took leave leaves left abduct abducts abducted torture tortures tortured execute
    executes executed deport deports deported annex annexes annexed send sends sent move moves moved transfer
    transfers transferred use uses used block blocks blocked loot loots looted advance advances advanced expel
    expels expelled hand hands handed swap swaps swapped exchange exchanged exchanges eliminate eliminates
    eliminated
    """.split()
)
# What makes a deed of an actor's name before it, at most three words between: "Russian artillery strikes".
DEED_NOUNS = frozenset(
    """
    shelling strike strikes attack attacks invasion aggression bombardment bombardments bombing bombings airstrike
    airstrikes raid raids assault assaults offensive missile missiles rocket rockets drone drones mine mines fire
    forces troops army occupation captivity occupiers atrocities
    """.split()
)
STOPS_BEFORE_DEED = frozenset("of with amid in to after from for on by and at as over about".split())
VICTIM = frozenset(
    """
    killed wounded injured destroyed hit shelled bombed damaged struck released freed captured downed shot
    burned attacked evacuated detained arrested abducted tortured executed deported liberated lost eliminated
    looted blocked expelled rescued displaced returned
    """.split()
)
INTENDED = frozenset(
    """
    will would may might could can plan plans planned want wants wanted intend intends must should
    """.split()
)
RECEIVING = frozenset("receive receives received get gets got obtain obtains obtained secure secures secured".split())
MILITARY = frozenset(
    """
    troops forces army military soldiers invaders occupiers enemy aircraft missiles tanks fleet warplanes drones
    artillery
    """.split()
)
ENEMY = re.compile(r"\b(?:[Ee]nem(?:y|ies)(?:['’]s)?|[Oo]ccupiers|[Oo]ccupants|[Ii]nvaders|[Aa]ggressors?)\b")
HOME_OFFICE = re.compile(
    r"\b(?:(?:[Tt]he )?General Staff|(?:[Tt]he )?(?:[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior) [Mm]inist(?:ry|"
    r"er)|(?:[Tt]he )?[Pp]resident|[Pp]arliament|"
    r"(?:the )?[Pp]rosecutor(?: General)?(?:['’]s)?(?: Office)?|[Bb]order guards|Ombuds\w+|"
    r"[Pp]rime [Mm]inister|PM|Armed Forces|[Ii]ntelligence|Air Force|Navy|Operational Command|"
    r"Verkhovna Rada|(?:[Tt]he )?[Gg]overnment|NSDC|[Bb]order [Gg]uard Service|"
    r"[Rr]egional [Mm]ilitary [Aa]dministration|[Mm]ayor|[Gg]overnor|RMA)\b"
)
# What every HOME_OFFICE holds, in small letters: one of these, or half of one right after its other half.
WHOLE_OFFICE = re.compile(
    r"\b(?:president|parliament|prosecutor|ombuds\w+|pm|intelligence|navy|government|nsdc|mayor|governor|rma)\b"
)
HALF_OFFICE = re.compile(r"^(?:staff|ministry|minister|guards|forces?|command|rada|service|administration)\b")
OFFICE_QUALIFIER = re.compile(
    r"\b(?:general|foreign|defen[cs]e|interior|border|prime|armed|air|operational|verkhovna|guard|military)$"
)
TOPIC_WORDS = re.compile(
    r"\b(?:war|round-up|updates?|invasion|crisis|timeline|live|battles?|shelling|attacks?|strikes?|"
    r"explosions?|situation|evacuation|mobili[sz]ation|combat|hostilities|bombardment|destruction|region|"
    r"day|week|analysis|explainer|factbox|exclusive|summary|work|death|memory|prisoners|conflict|"
    r"conversation|meeting|visit|support|help|aid|assistance|sanctions|talks|negotiations|crimes|"
    r"atrocities|losses|about|prepares|in|on|at)\b"
)
RECIPROCAL = frozenset(
    """
    agree agreed agrees meet met hold held sign signed signs discuss discussed exchange exchanged exchanges swap
    swapped resume resumed begin began start started talk talked negotiate negotiated clash clashed trade traded
    normalise normalised normalize normalized reach reached conclude concluded restore restored establish
    established
    """.split()
)
ATTRIBUTES = frozenset(
    """
    say says said tell tells told announce announced announces warn warns warned claim claims claimed report
    reports reported add adds added argue argues argued state states stated insist insists insisted suggest
    suggests suggested confirm confirms confirmed allege alleges alleged declare declares declared note notes
    noted believe believes believed
    """.split()
)
STANDS_FOR = {"alliance": "NATO", "bloc": "EU"}
# Without one of these, or a quotation, a sentence that names nobody is nobody's.
CARRYING = PERSON_WORDS | PERSON_NOUNS | STANDS_FOR.keys() | ATTRIBUTES
OFFICE_NOUN = re.compile(
    r"\b(?:minister|president|ambassador|envoy|spokes\w+|secretary|chief|general|leader|official|"
    r"commander|diplomat|negotiator|advis[eo]r|chancellor|premier|governor|intelligence|prosecutor|police|"
    r"navy|parliament|envoys|officials)\b",
    re.I,
)
ACCORDING = re.compile(r"\b[Aa]ccording\b")
COME = frozenset("came comes come".split())  # under attack
VICTIM_FOLLOWERS = frozenset(
    "in by from near at on as during after overnight since when while amid today yesterday over around".split()
)
# After a comma these begin no speaker's name: ", in what he said was", ", which said".
NO_SPEAKER_STARTS = frozenset(
    """
    who which after as and but while when where before saying including citing adding to in on by with for amid
    """.split()
)


SUBJECT_BREAKS = frozenset(', ( ) — – “ ” " : ;'.split())
DETERMINERS = frozenset("a an the its his her their our this that these those".split())
# Verbs in the third person that are plural nouns as often, and what follows them then.
NOUNS_IN_S = frozenset(
    """talks attacks strikes sanctions claims threats raids charges protests calls reports demands bombs moves plans
    fires forces orders troops clashes tests launches exchanges limits curbs returns visits offers links""".split()
)
AFTER_NOUNS = frozenset("against on with of between by from , and".split())
PLURALS = frozenset("they we i people troops police forces also".split())
NO_REDUCED_BEFORE = frozenset("by of in on from near to at against".split())
NO_BASE_BEFORE = SUBJECT_BREAKS | {"of", "in", "on", "by"}
NOT_FINITE = frozenset("being having be been".split())
IN_VERB_GROUP = HAVE | MODAL | frozenset("not also now still already never".split())
ENDS_VERB_GROUP = SUBJECT_BREAKS | {"to", "that"}


def is_plural(word: str) -> bool:
    """Whether a word before a verb without -s can be its subject."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("'s", "ss", "us")))
