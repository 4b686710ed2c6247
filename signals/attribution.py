"""Say who speaks or acts in each sentence, toward whom, and by which rule and words.

The rules stand in RULES, tried in order; each returns the source and target it is sure of, with its reason. What is
carried over from sentence to sentence (the last speaker, an open quotation) is in `DocumentState`. The method, its
accuracy and its known misses: docs/attribution.md
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from .clauses import CLOSING, OPENING, RELATIVES, Clause, Token, dateline_end, find_clause, is_speech_verb, token_at, tokenize
from .mentions import Mention, head_roles
from .outlets import NOWHERE, Standpoint
from .verbs import BE, HAVE, MODAL, SPEECH, participles, verb_forms


class Attribution(NamedTuple):
    """Codes of source and target (empty where none is named or carried over) and the rule and words behind them."""

    source: str
    target: str
    basis: str


NOBODY = Attribution("", "", "")
# After these a name is what the noun before is aimed at: "attack on", "sanctions against", "talks with".
GOVERNING = frozenset("against on upon with toward towards at over about of to for from into since after before amid in under than until near without".split())
AIMED_AT = frozenset("against on upon with toward towards at over about".split())
PERSON_WORDS = frozenset("he she they i we".split())
PERSON_NOUNS = frozenset(
    "minister envoy ambassador spokesman spokeswoman spokesperson president official diplomat leader chancellor premier secretary "
    "general commander adviser advisor senator negotiator chief king prince statement ministry foreign governor".split()
)
# Where one of these stands, a mere place is what suffers: "explosions in Kharkiv".
HARM = re.compile(
    r"\b(?:attack|str(?:ike|uck)|shell|kill|bomb|missile|rocket|explo|fighting|fought|battle|clash|evacuat|destroy|damag|wound|injur|hit\b|invad|invasion|"
    r"offensive|occup|liberat|captur|seiz|siege|dead|died|bodies|victims|casualt|airstrike|drone|massacre|atrocit|tortur|raid|storm|fire|fired|war\b|"
    r"sanction|arrest|detain|blockad|aid\b|refugee|humanitarian|corridor|ceasefire|truce|support)",
    re.IGNORECASE,
)
VENUE_WORDS = re.compile(r"\b(?:talks?|meetings?|met|meets?|summit|conference|forum|briefing|negotiations?|speech|interview|visit\w*|arriv\w+)\b")
# What armies do: reported as a fact it keeps its own actor, whoever reports it (codebook, rule 12).
DEEDS = frozenset(
    "attack attacks attacked strike strikes struck shell shells shelled hit hits bomb bombs bombed bombard bombards bombarded kill kills killed "
    "wound wounds wounded injure injures injured destroy destroys destroyed fire fires fired launch launches launched shoot shoots shot down downs "
    "downed invade invades invaded seize seizes seized capture captures captured storm storms stormed raid raids raided deploy deploys deployed "
    "release releases released free frees freed evacuate evacuates evacuated detain detains detained arrest arrests arrested withdraw withdraws "
    "withdrew repel repels repelled liberate liberates liberated blow blows blew burn burned take takes took leave leaves left "
    "abduct abducts abducted torture tortures tortured execute executes executed deport deports deported annex annexes annexed send sends sent "
    "move moves moved transfer transfers transferred use uses used block blocks blocked loot loots looted advance advances advanced expel expels "
    "expelled hand hands handed swap swaps swapped exchange exchanged exchanges eliminate eliminates eliminated".split()
)
DEED_NOUN = re.compile(
    r"(?:['’]s?)?(?: (?!(?:of|with|amid|in|to|after|from|for|on|by|and|at|as|over|about)\b)[\w-]+){0,3}? (?:shelling|strikes?|attacks?|invasion|aggression|bombardments?|bombings?|airstrikes?|raids?|assaults?|offensive|"
    r"missiles?|rockets?|drones?|mines?|fire|forces|troops|army|occupation|captivity|occupiers|atrocities|war crimes)\b"
)
VICTIM = frozenset(
    "killed wounded injured destroyed hit shelled bombed damaged struck released freed captured downed shot burned attacked evacuated detained "
    "arrested abducted tortured executed deported liberated lost eliminated looted blocked expelled rescued displaced returned".split()
)
INTENDED = re.compile(r"\b(?:will|would|may|might|could|can|plan(?:s|ned)?|wants?|wanted|intends?|must|should)\b")
RECEIVING = frozenset("receive receives received get gets got obtain obtains obtained secure secures secured".split())
MILITARY = re.compile(r"\b(?:troops|forces|army|military|soldiers|invaders|occupiers|enemy|aircraft|missiles|tanks|fleet|warplanes|drones|artillery)\b", re.I)
ENEMY = re.compile(r"\b(?:[Ee]nem(?:y|ies)(?:['’]s)?|[Oo]ccupiers|[Oo]ccupants|[Ii]nvaders|[Aa]ggressors?)\b")
HOME_OFFICE = re.compile(
    r"\b(?:(?:[Tt]he )?General Staff|(?:[Tt]he )?(?:[Ff]oreign|[Dd]efen[cs]e|[Ii]nterior) [Mm]inist(?:ry|er)|(?:[Tt]he )?[Pp]resident|[Pp]arliament|"
    r"(?:the )?[Pp]rosecutor(?: General)?(?:['’]s)?(?: Office)?|[Bb]order guards|Ombuds\w+|[Pp]rime [Mm]inister|PM|Armed Forces|[Ii]ntelligence|Air Force|Navy|Operational Command|"
    r"Verkhovna Rada|(?:[Tt]he )?[Gg]overnment|NSDC|[Bb]order [Gg]uard Service|[Rr]egional [Mm]ilitary [Aa]dministration|[Mm]ayor|[Gg]overnor|RMA)\b"
)
OFFICE_NOUN_HINT = re.compile("taff|inist|resident|arliament|rosecutor|mbuds|PM|orces|ntelligence|Navy|ommand|overn|NSDC|ervice|dministr|ayor|RMA|Rada")
TOPIC = re.compile(
    r"^([^:“\"]{2,75}): (?=\S)"
)
TOPIC_WORDS = re.compile(
    r"\b(?:war|round-up|updates?|invasion|crisis|timeline|live|battles?|shelling|attacks?|strikes?|explosions?|situation|evacuation|mobili[sz]ation|"
    r"combat|hostilities|bombardment|destruction|region|day|week|analysis|explainer|factbox|exclusive|summary|work|death|memory|prisoners|conflict|"
    r"conversation|meeting|visit|support|help|aid|assistance|sanctions|talks|negotiations|crimes|atrocities|losses|about|prepares|for|in|on|at|of)\b",
    re.IGNORECASE,
)
STAMP = re.compile(r"(?:\. (?:VIDEO|PHOTOS?|MAP|INFOGRAPHICS?)(?: ?[+&] ?\w+)?)?\.? ?\(\d\d\.\d\d\.\d\d(?:\d\d)? \d\d:\d\d\)\s*$")
RECIPROCAL = frozenset(
    "agree agreed agrees meet met hold held sign signed signs discuss discussed exchange exchanged exchanges swap swapped resume resumed begin "
    "began start started talk talked negotiate negotiated clash clashed trade traded normalise normalised normalize normalized reach reached "
    "conclude concluded restore restored establish established".split()
)
STANDS_FOR = {"alliance": "NATO", "bloc": "EU"}
ACCORDING = re.compile(r"\b[Aa]ccording to ")
COLON_SPEAKER = re.compile(r"^([^:“\"]{2,60}): ?(?=\S)")
DASH_SPEAKER = re.compile(r",?(?: [–—-]+ ?| \| )((?:the )?[A-Z][^–—|:,]{1,60}?(?:, [\w ’']{3,50})?|[a-z][\w ’']{3,40})[. ]*$")
LAST_NAME_LENGTH = 60
INTRODUCED = re.compile(
    r"(?:['’]s)? (?:[\w'’.-]+ ){0,8}?(?:[Mm]inister|[Pp]resident|[Aa]mbassador|[Ee]nvoy|[Ss]pokes\w+|[Ss]ecretary|[Cc]hief|[Gg]eneral|[Ll]eader|"
    r"[Oo]fficial|[Cc]ommander|[Ss]enator|[Dd]iplomat|[Nn]egotiator|[Aa]dvis[eo]r|[Cc]hancellor|[Pp]remier|[Gg]overnor)"
    r"(?: (?:to|for|of|at|in) [\w'’ ().-]{2,70}?)? ((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+)"
)
APPOSITION = re.compile(
    r"\b((?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+), (?:the |an? )?(?:[\w'’-]+ ){0,3}?(?=[\w'’.-]*)"
)
OFFICE_NOUN = re.compile(r"\b(?:minister|president|ambassador|envoy|spokes\w+|secretary|chief|general|leader|official|commander|diplomat|negotiator|advis[eo]r|chancellor|premier|governor|intelligence|prosecutor|police|navy|parliament|envoys|officials)\b", re.I)


@dataclass
class DocumentState:
    """What earlier sentences of a document left behind."""

    speaker: str = ""
    speaker_words: str = ""
    in_quotation: bool = False
    introduced: dict[str, str] = field(default_factory=dict)
    standpoint: Standpoint = NOWHERE


@dataclass(frozen=True, slots=True)
class View:
    """One sentence as the rules see it."""

    text: str
    mentions: Sequence[Mention]
    tokens: Sequence[Token]
    first: int
    begins_quoted: bool
    state: DocumentState
    speaker: Mention | None = None

    def at(self, mention: Mention) -> int:
        """The token at which a mention begins."""
        return token_at(self.tokens, mention.start)

    def words(self, start: int, end: int) -> str:
        """The text from token `start` up to token `end`, shortened."""
        if not self.tokens or start >= len(self.tokens):
            return ""
        piece = self.text[self.tokens[start].start : self.tokens[min(end, len(self.tokens)) - 1].end]
        return piece if len(piece) <= LAST_NAME_LENGTH else piece[: LAST_NAME_LENGTH - 1] + "…"


def attribute(
    sentences: Sequence[str],
    mentions: Sequence[Sequence[Mention]],
    documents: Sequence[int],
    paragraphs: Sequence[int],
    standpoints: Sequence[Standpoint] = (),
) -> list[Attribution]:
    """Return the attribution of every sentence.

    `documents[i]` and `paragraphs[i]` number sentence i's document and paragraph; sentences of one document stand
    together, in order. `standpoints[row]` is that of document `row`'s outlet; without them, none is known.
    """
    attributions: list[Attribution] = []
    rows = range(len(sentences))
    for document, group in groupby(rows, key=documents.__getitem__):
        standpoint = standpoints[document] if standpoints else NOWHERE
        attributions.extend(_attribute_document(list(group), sentences, mentions, paragraphs, standpoint))
    return attributions


def _attribute_document(
    rows: list[int], sentences: Sequence[str], mentions: Sequence[Sequence[Mention]], paragraphs: Sequence[int], standpoint: Standpoint
) -> Iterator[Attribution]:
    state = DocumentState(standpoint=standpoint)
    quoted = _quotation_states([sentences[row] for row in rows], [paragraphs[row] for row in rows])
    awaiting: list[Attribution | None] = []
    views: list[View] = []
    for row, begins_quoted in zip(rows, quoted, strict=True):
        state.in_quotation = begins_quoted
        view = make_view(sentences[row], mentions[row], state, begins_quoted=begins_quoted)
        views.append(view)
        awaiting.append(attribute_sentence(view))
    yield from _settle_quotations(views, awaiting, [paragraphs[row] for row in rows])


def _quotation_states(sentences: Sequence[str], paragraphs: Sequence[int]) -> list[bool]:
    """Say of each sentence whether it begins inside a quotation; a stray closing mark opens one at its paragraph's start."""
    states: list[bool] = []
    is_open = False
    for row, sentence in enumerate(sentences):
        new_paragraph = row == 0 or paragraphs[row] != paragraphs[row - 1]
        if new_paragraph and not sentence.startswith((OPENING, '"')):
            is_open = False
        states.append(is_open)
        if _closes_unopened(sentence) and not is_open:
            states[-1] = True
            for back in range(row - 1, -1, -1):
                if paragraphs[back] != paragraphs[row] or any(mark in sentences[back] for mark in "“”\""):
                    break
                states[back] = True
        is_open = _open_after(sentence, states[-1])
    return states


def _closes_unopened(sentence: str) -> bool:
    closing = sentence.find(CLOSING)
    return closing >= 0 and not 0 <= sentence.find(OPENING) < closing


def _open_after(sentence: str, is_open: bool) -> bool:
    for mark in re.findall("[“”\"]", sentence):
        is_open = mark == OPENING or (mark == '"' and not is_open)
    return is_open


def _settle_quotations(
    views: Sequence[View], found: Sequence[Attribution | None], paragraphs: Sequence[int]
) -> Iterator[Attribution]:
    """Give sentences that are all quotation the speaker who is named after them, or else before them."""
    speaker, words = "", ""
    for row, (view, attribution) in enumerate(zip(views, found, strict=True)):
        if attribution is None:
            ahead = _speaker_ahead(views, found, paragraphs, row)
            name, reason = ahead or (speaker, words)
            target = _other_actor(view.mentions, name, view.text)
            yield Attribution(name, target, f"quotation continued: {reason}" if name else "quotation: its speaker is no actor")
            continue
        if attribution.basis.startswith(("speaker", "quotation", "carried", "according")):
            speaker, words = attribution.source, attribution.basis.partition(": ")[2]
        yield attribution


def _speaker_ahead(
    views: Sequence[View], found: Sequence[Attribution | None], paragraphs: Sequence[int], row: int
) -> tuple[str, str] | None:
    """The speaker named where the quotation that holds sentence `row` ends, in its own paragraph."""
    if not _open_after(views[row].text, views[row].begins_quoted):
        return None
    for ahead in range(row + 1, len(views)):
        attribution = found[ahead]
        if paragraphs[ahead] != paragraphs[row] or not views[ahead].begins_quoted:
            return None
        if attribution is not None:
            return attribution.source, attribution.basis.partition(": ")[2]
    return None


def make_view(text: str, mentions: Sequence[Mention], state: DocumentState, *, begins_quoted: bool = False) -> View:
    """Prepare a sentence for the rules: without its dateline's names, with the names that the document introduced."""
    start, stop = dateline_end(text), _end_of_words(text)
    known = [mention for mention in mentions if start <= mention.start < stop]
    _remember_introduced(text, known, state)
    known = _with_standpoint(text, _with_introduced(text, known, state), state, stop)
    speaker, start = (None, start) if begins_quoted else _before_colon(text, known, start)
    tokens = [token for token in tokenize(text, starts_quoted=begins_quoted) if token.start < stop]
    return View(text[:stop], known, tokens, token_at(tokens, start), begins_quoted, state, speaker)


def _end_of_words(text: str) -> int:
    """Where a headline's time stamp begins ("... (26.04.22 22:24)"), or the length of the text."""
    stamp = STAMP.search(text) if text.endswith(")") else None
    return stamp.start() if stamp else len(text)


def _with_standpoint(text: str, mentions: Sequence[Mention], state: DocumentState, stop: int) -> Sequence[Mention]:
    """Add "the enemy" and offices without a country ("the General Staff"): the outlet's side means its own."""
    home, enemy = state.standpoint
    found = []
    if enemy:
        found += [(match, enemy, "enemy") for match in ENEMY.finditer(text, 0, stop)]
    owner = state.speaker or home
    if owner and OFFICE_NOUN_HINT.search(text, 0, stop):
        found += [(match, owner, "office") for match in HOME_OFFICE.finditer(text, 0, stop) if not _has_owner(text, match, mentions)]
    added = [
        Mention(match.start(), match.end(), code, kind, "agent")
        for match, code, kind in found
        if not any(one.start < match.end() and match.start() < one.end for one in mentions)
    ]
    return sorted([*mentions, *added]) if added else mentions


def _has_owner(text: str, match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether an actor stands right before an office or after its "of", or names the person who holds it."""
    return any(match.start() - 25 <= one.end <= match.start() + 1 or match.end() <= one.start <= match.end() + 22 for one in mentions)


def _before_colon(text: str, mentions: Sequence[Mention], start: int) -> tuple[Mention | None, int]:
    """Tell a speaker before a colon ("Kyiv: no talks") from a topic ("Ukraine war: ..."): the speaker, where the rest begins."""
    match = TOPIC.match(text, start) if ": " in text[:90] else None
    if not match or (match[1].endswith(("says", "said")) and text[match.end()] in "“\""):
        return None, start
    speakers = [one for one in mentions if one.end <= match.end(1) and one.role == "agent"]
    is_speaker = speakers and len(match[1].split()) <= 9 and not TOPIC_WORDS.search(_outside(match[1], speakers, text))
    if is_speaker and _can_speak(speakers, match[1], text[match.end()]):
        return speakers[0], match.end()
    return None, match.end()


def _can_speak(speakers: Sequence[Mention], words: str, following: str) -> bool:
    """Whether names before a colon are a speaker: an office, a person, a seat of power; not "Russia-Ukraine:".

    A state's bare name is as often the topic ("Ukraine: What we know"): it speaks only where words of its own follow,
    small or quoted ("Russia: no grounds for talks").
    """
    if OFFICE_NOUN.search(words) or any(one.kind in ("person", "surname", "office", "ministry", "force") for one in speakers):
        return True
    first = speakers[0]
    if len(speakers) > 1 or first.kind in ("adjective", "demonym", "enemy") or len(words) - (first.end - first.start) > 4:
        return False
    return first.kind in ("capital", "seat", "abbreviation") or following.islower() or following in "“‘'\""


def _outside(words: str, mentions: Sequence[Mention], text: str) -> str:
    """The words without the names in them; "of" between two names is part of an office, not a topic."""
    for mention in mentions:
        words = words.replace(text[mention.start : mention.end], "")
    return re.sub(r"\b(?:of|the|for)\b", "", words)


def _remember_introduced(text: str, mentions: Sequence[Mention], state: DocumentState) -> None:
    """Learn "Ukraine's deputy defence minister Ivan Petrov" and "Ivan Petrov, an envoy of Ukraine,"."""
    for mention in mentions:
        if mention.role != "agent" or mention.person:
            continue
        match = INTRODUCED.match(text, mention.end)
        if match:
            state.introduced[match[1].split()[-1]] = mention.code
    if ", " in text and mentions and OFFICE_NOUN.search(text):
        _remember_appositions(text, mentions, state)


def _remember_appositions(text: str, mentions: Sequence[Mention], state: DocumentState) -> None:
    for match in APPOSITION.finditer(text):
        closing = text.find(",", match.end())
        span = text[match.end(1) : closing if closing > 0 else match.end(1) + 80]
        if not OFFICE_NOUN.search(span) or any(one.start < match.end(1) and one.end > match.start() for one in mentions):
            continue
        inside = next((one for one in mentions if match.end(1) <= one.start < match.end(1) + len(span) and one.role == "agent"), None)
        if inside:
            state.introduced[match[1].split()[-1]] = inside.code


def _with_introduced(text: str, mentions: list[Mention], state: DocumentState) -> list[Mention]:
    added = []
    for name, code in state.introduced.items():
        at = text.find(name)
        if at >= 0 and not any(one.start <= at < one.end for one in mentions) and text[at - 1 : at] in ("", " ", "“"):
            added.append(Mention(at, at + len(name), code, "introduced", "agent", name))
    return sorted([*mentions, *added]) if added else mentions


def attribute_sentence(view: View) -> Attribution | None:
    """Return what the first rule that applies says; None for a sentence that is all quotation, whose speaker stands elsewhere."""
    for rule in RULES:
        attribution = rule(view)
        if attribution is not None:
            _remember_speaker(view.state, attribution)
            return attribution
    if view.begins_quoted or _is_all_quotation(view):
        return None
    return NOBODY


def _remember_speaker(state: DocumentState, attribution: Attribution) -> None:
    rule, _, words = attribution.basis.partition(": ")
    if rule.startswith(("speaker", "quotation", "carried", "according", "reporter")):
        state.speaker, state.speaker_words = attribution.source, words
    elif attribution.source:
        state.speaker, state.speaker_words = attribution.source, words


def _is_all_quotation(view: View) -> bool:
    outside = [token for token in view.tokens if not token.quoted and token.low not in "“”\",;.()"]
    return bool(view.tokens) and not outside


# --- rules: each takes a View and returns an Attribution, or None where it does not apply ---


def _quotation_speaker(view: View) -> Attribution | None:
    """A quotation with its speaker in the sentence: “...,” Ryabkov said; “...,” said the envoy; he said: “...”."""
    if not (view.begins_quoted or OPENING in view.text or '"' in view.text):
        return None
    for row, token in enumerate(view.tokens):
        if token.quoted or not is_speech_verb(token.low) or not _is_beside_quotation(view, row):
            continue
        start, end = _speaker_region(view, row)
        return _from_speaker_region(view, start, end, row, "quotation")
    return None


def _is_beside_quotation(view: View, verb: int) -> bool:
    """Whether the clause of a speech verb touches a quotation of more than a word or two."""
    if not any(token.quoted for token in view.tokens):
        return False
    marks = [row for row, token in enumerate(view.tokens) if token.low in "“”\""]
    return any(mark < verb and verb - mark < 25 or mark > verb and mark - verb < 4 for mark in marks) and _longest_quote(view) >= 4


def _longest_quote(view: View) -> int:
    longest = run = 0
    for token in view.tokens:
        run = run + 1 if token.quoted else 0
        longest = max(longest, run)
    return longest


def _speaker_region(view: View, verb: int) -> tuple[int, int]:
    """The tokens that name the speaker: after an inverted verb ("said the envoy"), else before it up to a quotation."""
    before = view.tokens[verb - 1].low if verb else ""
    if verb and before in (CLOSING, '"', ","):
        return verb + 1, _region_end(view, verb + 1)
    start = verb
    while start > view.first and view.tokens[start - 1].low not in (CLOSING, OPENING, '"', ";") and not view.tokens[start - 1].quoted:
        start -= 1
    return start, verb


def _region_end(view: View, start: int) -> int:
    end = start
    while end < len(view.tokens) and view.tokens[end].low not in (OPENING, '"', ";", ":", "."):
        end += 1
    return end


def _from_speaker_region(view: View, start: int, end: int, verb: int, rule: str) -> Attribution:
    words = view.words(min(start, verb), max(end, verb + 1))
    mention = _head_mention(view, start, end)
    if mention:
        others = [one for one in view.mentions if not start <= view.at(one) < end]
        return Attribution(mention.code, _other_actor(others, mention.code, view.text), f"{rule}: {words}")
    carried = _carried(view, start, end)
    if carried:
        return Attribution(carried, _other_actor(view.mentions, carried, view.text), f"carried over from “{view.state.speaker_words}”: {words}")
    return Attribution("", "", f"{rule}: {words} (no actor)")


def _carried(view: View, start: int, end: int) -> str:
    """The code that "he", "the envoy", "the alliance" stand for, or nothing."""
    region = [token.low for token in view.tokens[start:end] if token.low not in ",;“”\""]
    if len(region) > 6:
        return ""
    if any(word in STANDS_FOR for word in region):
        return next(STANDS_FOR[word] for word in region if word in STANDS_FOR)
    is_pronoun = any(word in PERSON_WORDS for word in region)
    is_role = bool(region) and region[0] == "the" and any(word in PERSON_NOUNS for word in region)
    return view.state.speaker if is_pronoun or is_role else ""


def _according_to(view: View) -> Attribution | None:
    """"..., according to the ministry": the main clause decides; without an actor in it, the one who is cited."""
    match = ACCORDING.search(view.text)
    if not match:
        return None
    cited = next((one for one in view.mentions if one.start >= match.end() and one.role == "agent"), None)
    rest = [one for one in view.mentions if not (cited and match.start() <= one.start <= cited.start)]
    main = _by_clause(view, rest)
    if main and main.source:
        return main
    if not cited:
        return None
    if cited.start - match.end() < LAST_NAME_LENGTH:
        return Attribution(cited.code, _other_actor(rest, cited.code, view.text), f"according to: {view.text[match.start():cited.end]}")
    return main


def _colon_speaker(view: View) -> Attribution | None:
    """A headline's speaker before a colon: "Kyiv: no talks before withdrawal"; a deed after it keeps its own actor."""
    if view.speaker is None:
        return None
    rest = [one for one in view.mentions if view.at(one) >= view.first]
    main = _by_clause(view, rest)
    if main and main.source and _is_deed(main):
        return main
    words = view.text[view.speaker.start : view.speaker.end]
    return Attribution(view.speaker.code, _other_actor(rest, view.speaker.code, view.text), f"speaker before colon: {words}")


def _dash_speaker(view: View) -> Attribution | None:
    """A headline's speaker after a dash: "More weapons needed – Zelensky"."""
    match = DASH_SPEAKER.search(view.text)
    if not match:
        return None
    speaker = next((one for one in view.mentions if one.start >= match.start(1) and one.role == "agent"), None)
    if not speaker:
        return None
    rest = [one for one in view.mentions if one.end <= match.start() and view.at(one) >= view.first]
    main = _by_clause(view, rest, last=token_at(view.tokens, match.start()))
    if main and main.source and _is_deed(main) and main.source != speaker.code:
        return main
    return Attribution(speaker.code, _other_actor(rest, speaker.code, view.text), f"speaker after dash: {match[1]}")


def _is_deed(attribution: Attribution) -> bool:
    """Whether a clause reports an act of force or its end, which keeps its own actor whoever reports it."""
    rule, _, words = attribution.basis.partition(": ")
    if rule == "deed":
        return True
    if INTENDED.search(words):
        return False
    return rule in ("acts", "passive") and (any(word in DEEDS for word in words.lower().split()) or bool(MILITARY.search(words)))


def _trailing_speaker(view: View) -> Attribution | None:
    """"..., the ministry said on Monday": a deed in the main clause keeps its own actor, words belong to the speaker."""
    comma = _trailing_comma(view)
    if comma < 0:
        return None
    verb = next(row for row in range(comma + 1, len(view.tokens)) if view.tokens[row].low in ATTRIBUTES)
    at = view.tokens[comma].start
    rest = [one for one in view.mentions if one.end <= at]
    main = _by_clause(view, rest, last=comma)
    if main and main.source and _is_deed(main):
        return main
    spoken = _from_speaker_region(view, comma + 1, verb, verb, "speaker after")
    if spoken.source:
        return spoken._replace(target=_other_actor(rest, spoken.source, view.text))
    return main or spoken


def _trailing_comma(view: View) -> int:
    """The comma before a speaker at the end of the sentence, or -1."""
    tokens = view.tokens
    for row in range(len(tokens) - 2, max(view.first, len(tokens) - 16), -1):
        if tokens[row].low == "," and not tokens[row].quoted:
            verbs = [at for at in range(row + 2, min(row + 11, len(tokens))) if tokens[at].low in ATTRIBUTES]
            if verbs and len(tokens) - verbs[0] < 9 and tokens[row + 1].low not in PREPOSITION_STARTS and tokens[verbs[0] - 1].low not in MODAL:
                return row
    return -1


ATTRIBUTES = frozenset(
    "say says said tell tells told announce announced announces warn warns warned claim claims claimed report reports reported add adds added argue "
    "argues argued state states stated insist insists insisted suggest suggests suggested confirm confirms confirmed allege alleges alleged "
    "declare declares declared note notes noted believe believes believed".split()
)


PREPOSITION_STARTS = frozenset("who which after as and but while when where before saying including citing adding to in on by with for amid".split())


def _main_clause(view: View) -> Attribution | None:
    """Subject, verb, object of the main clause; where it names nobody, a deed named before the colon."""
    main = _by_clause(view, view.mentions)
    if view.first and (main is None or not main.source):
        return _deed(view, [one for one in view.mentions if view.at(one) < view.first]) or main
    return main


def _by_clause(view: View, mentions: Sequence[Mention], last: int | None = None) -> Attribution | None:
    if view.begins_quoted or _is_all_quotation(view):
        return None
    clause = find_clause(view.tokens, mentions, first=view.first, last=last)
    mentions = [one for one in mentions if view.at(one) >= view.first]
    if clause.verb < 0:
        return _deed(view, mentions) or _without_verb(view, mentions)
    if _is_victims(view, clause) or [token.low for token in view.tokens[clause.verb : clause.verb + 2]] in UNDER:
        return _deed(view, mentions) or _passive(view, clause, mentions)
    if clause.is_passive:
        return _passive(view, clause, mentions)
    subject = _head_mention(view, clause.first, clause.verb, mentions)
    words = view.words(clause.first if not subject else view.at(subject), clause.verb + 2)
    rule = "speaker" if clause.kind == SPEECH else "acts"
    after = [one for one in mentions if view.at(one) > clause.verb]
    if subject and _aimed_at(view, subject):
        source = next((one.code for one in after if one.code != subject.code), "")
        return Attribution(source, subject.code, f"{rule}: {words}")
    giver = _giver(view, clause, after) if subject else None
    if subject and giver and giver.code != subject.code:
        return Attribution(giver.code, subject.code, f"giver: {view.words(clause.verb, view.at(giver) + 1)}")
    reported = _reported_deed(view, clause, subject, after) if subject and rule == "speaker" else None
    if reported:
        return reported
    if subject:
        partner = _partner(view, subject, clause, mentions)
        return Attribution(subject.code, partner or _target(view, subject, after, clause, mentions), f"{rule}: {words}")
    return _subjectless(view, clause, after, words, rule)


def _giver(view: View, clause: Clause, after: Sequence[Mention]) -> Mention | None:
    """Who gives in "Ukraine receives six guns from Germany"."""
    verbs = {token.low for token in view.tokens[clause.verb : clause.verb + 3]}
    if not verbs & RECEIVING:
        return None
    return next((one for one in after if "from" in [token.low for token in view.tokens[max(0, view.at(one) - 3) : view.at(one)]]), None)


def _reported_deed(view: View, clause: Clause, speaker: Mention, after: Sequence[Mention]) -> Attribution | None:
    """"Kyiv says Russian forces seized the plant": a deed told as a fact belongs to its actor (codebook, rule 12)."""
    if view.tokens[clause.verb].low not in ATTRIBUTES:
        return None
    inner = find_clause(view.tokens, after, first=clause.verb + 1)
    if inner.verb < 0 or view.tokens[inner.verb].low not in DEEDS or view.tokens[inner.verb].quoted:
        return None
    actor = _head_mention(view, clause.verb + 1, inner.verb, after)
    between = view.tokens[clause.verb + 1 : inner.verb]
    if actor is None or actor.code == speaker.code or view.at(actor) - clause.verb > 4 or any(one.low in RELATIVES for one in between):
        return None
    target = _other_actor([one for one in after if one.start > actor.end], actor.code, view.text) or speaker.code
    return Attribution(actor.code, target, f"deed: {view.words(view.at(actor), inner.verb + 1)}, as {view.text[speaker.start:speaker.end]} says")


def _partner(view: View, subject: Mention, clause: Clause, mentions: Sequence[Mention]) -> str:
    """The other party of "Jordan and Britain have agreed ...": what the two do, they do with each other."""
    verbs = {token.low for token in view.tokens[clause.verb : clause.verb + 4]}
    if not verbs & RECIPROCAL:
        return ""
    between = [one for one in mentions if one.start > subject.start and view.at(one) < clause.verb and one.code != subject.code]
    joined = [one for one in between if any(token.low in ("and", ",") for token in view.tokens[max(0, view.at(one) - 4) : view.at(one)])]
    return joined[0].code if joined else ""


def _subjectless(view: View, clause: Clause, after: Sequence[Mention], words: str, rule: str) -> Attribution | None:
    """The subject names no actor: a pronoun is carried over; a reporter's or observer's words are looked into."""
    carried = _carried(view, clause.first, clause.verb)
    if carried:
        return Attribution(carried, _other_actor(after, carried, view.text), f"carried over from “{view.state.speaker_words}”: {words}")
    if rule == "speaker" and after and clause.verb + 1 < len(view.tokens):
        inner = find_clause(view.tokens, after, first=clause.verb + 1)
        subject = _head_mention(view, inner.first, inner.verb, after) if inner.verb > 0 else None
        if subject:
            later = [one for one in after if one.start > subject.end]
            return Attribution(subject.code, _other_actor(later, subject.code, view.text), f"reporter's words: {view.words(view.at(subject), inner.verb + 1)}")
    by = _agent_after_by(view, clause.verb, after)
    if by:
        return Attribution(by.code, _other_actor([one for one in view.mentions if one != by], by.code), f"agent: {view.words(view.at(by) - 1, view.at(by) + 2)}")
    rest = [one for one in view.mentions if view.at(one) >= view.first]
    deed = _deed(view, rest)
    return deed._replace(basis=deed.basis.replace("deed", "names", 1)) if deed else _leftover(view, rest)


def _is_victims(view: View, clause: Clause) -> bool:
    """"12 killed in Kharkiv", "... have been wounded": the subject suffers the verb, with or without "be"."""
    words = [token.low for token in view.tokens[clause.verb : clause.verb + 5]]
    if clause.is_passive:
        return any(word in VICTIM for word in words) and "by" not in words
    after = words[1] if len(words) > 1 else ""
    has_doer = any(one.role == "agent" and clause.first <= view.at(one) < clause.verb for one in view.mentions)
    return words[0] in VICTIM and (after in VICTIM_FOLLOWERS or len(words) == 1 or (after in ("and", ",") and not has_doer))


UNDER = (["came", "under"], ["comes", "under"], ["come", "under"])
VICTIM_FOLLOWERS = frozenset("in by from near at on as during after overnight since when while amid today yesterday over around".split())


def _deed(view: View, mentions: Sequence[Mention]) -> Attribution | None:
    """"Russian shelling", "Moscow's invasion": who owns the deed is the source, who suffers it the target."""
    for mention in mentions:
        match = DEED_NOUN.match(view.text, mention.end) if mention.role == "agent" else None
        if match:
            others = [one for one in mentions if one.code != mention.code]
            target = others[0].code if others else ""
            return Attribution(mention.code, target, f"deed: {view.text[mention.start:match.end()]}")
    return None


def _passive(view: View, clause: Clause, mentions: Sequence[Mention]) -> Attribution | None:
    """"X was condemned by Y": the agent after "by" is the source, the subject the target."""
    subject = _head_mention(view, clause.first, clause.verb, mentions)
    after = [one for one in mentions if view.at(one) > clause.verb]
    agent = _agent_after_by(view, clause.verb, after)
    words = view.words(clause.verb, clause.verb + 3)
    if agent:
        others = [one for one in mentions if one.start < agent.start]
        target = subject.code if subject and subject.code != agent.code else _other_actor(others, agent.code, view.text)
        return Attribution(agent.code, target, f"passive: {words.removesuffix(' by')} by {view.text[agent.start:agent.end]}")
    if not subject:
        return _leftover(view, mentions)
    source = next((one.code for one in after if one.code != subject.code), "")
    return Attribution(source, subject.code, f"passive: {words}")


def _agent_after_by(view: View, verb: int, after: Sequence[Mention]) -> Mention | None:
    for mention in after:
        at = view.at(mention)
        preceding = [token.low for token in view.tokens[max(verb, at - 4) : at]]
        if "by" in preceding and "," not in preceding[preceding.index("by") :]:
            return mention
    return None


def _without_verb(view: View, mentions: Sequence[Mention]) -> Attribution | None:
    """A headline without a verb: "Russian strike on Kyiv", "Moscow's troop build-up near Ukraine"."""
    agents = [one for one in mentions if one.role == "agent" and not _is_governed(view, one)]
    if not agents:
        return _leftover(view, mentions)
    source = agents[0]
    return Attribution(source.code, _other_actor(mentions, source.code, view.text), f"names: {view.text[source.start:source.end]}")


def _leftover(view: View, mentions: Sequence[Mention]) -> Attribution | None:
    """Names that stand in no role: those that something is aimed at are the target, the first other one the source."""
    mentions = [one for one in mentions if one.role == "agent" or (one.role == "passive" and HARM.search(view.text))]
    if not mentions:
        return None
    aimed = next((one for one in mentions if _is_governed(view, one) or one.role != "agent"), None)
    free = [one for one in mentions if one.role == "agent" and one is not aimed and not _is_governed(view, one)]
    acting = next((one for one in free if aimed is None or one.code != aimed.code), None)
    if aimed and acting:
        return Attribution(acting.code, aimed.code, f"names: {view.text[aimed.start:aimed.end]} is what it is about")
    if aimed:
        return Attribution("", aimed.code, f"names: {view.text[aimed.start:aimed.end]} is what it is about")
    return Attribution(acting.code, _other_actor(mentions, acting.code, view.text), f"names: {view.text[acting.start:acting.end]}") if acting else None


def _head_mention(view: View, start: int, end: int, mentions: Sequence[Mention] | None = None) -> Mention | None:
    """The mention that heads the noun phrase between two tokens: the first that can act, else the first place."""
    inside = [one for one in (view.mentions if mentions is None else mentions) if start <= view.at(one) < end]
    agents = [one for one in inside if one.role == "agent"]
    if agents:
        return _after_possessive(view, agents)
    official = any(head_roles().get(token.low) == "agent" for token in view.tokens[start:end])
    return inside[0] if inside and official else None


def _after_possessive(view: View, agents: Sequence[Mention]) -> Mention:
    """"Russia's Wagner group": the one who is owned acts; else the first."""
    if len(agents) > 1 and agents[1].kind in ("name", "force") and view.text[agents[0].end : agents[1].start] in ("'s ", "’s "):
        return agents[1]
    return agents[0]


def _aimed_at(view: View, mention: Mention) -> bool:
    at = view.at(mention)
    return at > 0 and view.tokens[at - 1].low in AIMED_AT


def _is_governed(view: View, mention: Mention) -> bool:
    """Whether a preposition stands before a name, with at most two words between: "life in occupied Ukraine"."""
    at = view.at(mention)
    before = [token.low for token in view.tokens[max(0, at - 3) : at]]
    return any(word in GOVERNING for word in before) and not any(word in ("by", ",", ":", "and") for word in before)


def _target(view: View, subject: Mention, after: Sequence[Mention], clause: Clause, mentions: Sequence[Mention]) -> str:
    other = _other_actor(after, subject.code, view.text)
    if other:
        return other
    between = [one for one in mentions if one.start > subject.start and view.at(one) < clause.verb]
    return _other_actor(between, subject.code, view.text)


def _other_actor(mentions: Sequence[Mention], code: str, text: str = "") -> str:
    """The first other actor's code: one that can act before a mere place or person, and no place where people only met."""
    others = [one for one in mentions if one.code != code]
    agents = [one for one in others if one.role == "agent"]
    places = others if HARM.search(text) or not VENUE_WORDS.search(text) else []
    chosen = agents or places
    return chosen[0].code if chosen else ""


Rule = Callable[[View], Attribution | None]
RULES: tuple[Rule, ...] = (_quotation_speaker, _colon_speaker, _according_to, _dash_speaker, _trailing_speaker, _main_clause)
