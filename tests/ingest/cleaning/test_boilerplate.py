"""Boilerplate goes, sentences stay, and no line takes long."""

from __future__ import annotations

from collections.abc import Callable
from re import _parser as re_parser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.ingest.cleaning.boilerplate import RULE_KINDS, Rule, _finder, load_rules, strip_edges, strip_texts
from tests.support import loops_run_as

GONE = [
    "TRENDING: Ten Foods That Doctors Never Touch",
    "* * *",
    "---",
    "Read more...",
    "READ MORE: Moscow warns NATO over troops",
    "Also read: Zelensky addresses parliament",
    "Related articles",
    "See also: A timeline of the war",
    "More on this story",
    "Recommended Stories",
    "list of 4 items",
    "Subscribe to our channel for the latest news",
    "Already a subscriber? Log in",
    "Sign up for our daily briefing",
    "Sign in",
    "Get the day's top stories in our newsletter",
    "Our weekly newsletter",
    "Newsletter",
    "We use cookies to improve your experience.",
    "This website uses cookies. Accept all?",
    "Cookie settings",
    "Follow us on Twitter and Telegram",
    "Follow Al Jazeera on Facebook",
    "Join us on Telegram!",
    "Download our mobile app today",
    "© 2022 Reuters",
    "Copyright 2022 The Associated Press.",
    "All rights reserved",
    "(c) 2022 ABC. All rights reserved.",
    "Share this article",
    "This material may not be published, broadcast, rewritten in any form.",
    "Print this page",
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Story continues below advertisement",
    "Sponsored content",
    "If you notice a spelling error, select it with the mouse and press Ctrl+Enter",
    "Found a mistake? Select it and press Ctrl+Enter",
    "While citing and using any materials on the Internet, links to the website are mandatory.",
    "We need your financial support to stay free to read.",
    "You can share this story on social media:",
    "Our Standards: The Thomson Reuters Trust Principles.",
    "Reporting by Jane Doe in Kyiv; Editing by John Roe",
    "Register now for FREE unlimited access to Reuters.com",
    "FILE PHOTO: A view of the Kremlin in Moscow",
    "Photo: Reuters",
    "Image source, Getty Images",
    "Sergei Supinsky/AFP via Getty Images",
    "Handout via Reuters",
    "To play this video you need to enable JavaScript in your browser.",
    "Media caption, Watch: The moment of the strike",
    "Please enable JavaScript to view this page",
    "View comments",
    "12 comments",
    "4 min read",
]

KEPT = [
    "Russia said on Thursday that talks with NATO had hit a dead end.",
    "Trending talks on social media show how divided the country is.",
    "Read more slowly, the minister told the interpreter.",
    "Subscribers to the treaty must disarm within a year.",
    "Sign the treaty or face sanctions, the EU told Belgrade.",
    "Signing up new members is not on the agenda, NATO said.",
    "Follow the money, the prosecutor told reporters in Kyiv.",
    "The general said that all rights reserved under the treaty would be used.",
    "Share prices fell after the strike on Kharkiv.",
    "Photographs show tanks near the border with Ukraine.",
    "Photo of the strike emerged on Telegram, the ministry said.",
    "Video of the attack was published by the army.",
    "Cookies were handed out to protesters on the Maidan.",
    "Related sanctions were lifted after the talks.",
    "Print media reported a build-up of troops at the border.",
    "Sponsored attacks on Ukraine will be answered, Kyiv said.",
    "Copyright law was changed in response to sanctions.",
    "Reporting by independent observers shows shelling of Mariupol.",
    "The Kremlin wrote in a newsletter on Friday that the talks had failed.",
    "The pictures were sold to Getty Images.",
    "Handout photos showed tanks near the border with Ukraine.",
    "Image sources in Moscow said that Putin had lost face.",
    "Sponsored by Iran, the group attacked Haifa.",
    "Comment was not immediately available from the Kremlin.",
    "Advertising by Russian state firms was banned.",
    "Join us or be left behind, Putin told Belarus.",
    "Recommended measures include an embargo on oil.",
    "Moscow views news of the build-up as hostile.",
    "The visit was reported by the BBC.",
    "The attack happened on April 14, 2022",
    "Updated sanctions lists will be published on Friday.",
    "$100",
]


@pytest.mark.parametrize("line", GONE)
def test_line_goes(line: str) -> None:
    assert strip_texts([line]) == [""]


@pytest.mark.parametrize("line", KEPT)
def test_sentence_stays(line: str) -> None:
    assert strip_texts([line]) == [line]
    assert strip_edges([line]) == [line]


TITLES = [
    pytest.param("Kyiv hit. PHOTOS (14.05.22 09:15) « Photo News | Censor.NET", "Kyiv hit.", id="censor"),
    pytest.param("Kyiv hit « War in Ukraine | Censor.NET", "Kyiv hit", id="censor_section"),
    pytest.param("Zelensky speaks. VIDEO", "Zelensky speaks.", id="video_tag"),
    pytest.param("Ukraine war: Kyiv hit - BBC News", "Ukraine war: Kyiv hit", id="bbc"),
    pytest.param("Kyiv hit | Reuters", "Kyiv hit", id="bar_reuters"),
    pytest.param("Moscow answers — RT World News", "Moscow answers", id="rt"),
    pytest.param("Moscow answers - Al Jazeera English", "Moscow answers", id="al_jazeera"),
    pytest.param("Moscow answers - World - TASS", "Moscow answers", id="tass"),
    pytest.param("Moscow answers - The New York Times", "Moscow answers", id="nyt"),
    pytest.param("Moscow answers - The Washington Post", "Moscow answers", id="washington_post"),
    pytest.param("Elections in Donbass (updated)", "Elections in Donbass", id="updated"),
    pytest.param("Talks have hit a dead end - Zelensky", "Talks have hit a dead end - Zelensky", id="speaker_stays"),
    pytest.param("Talks fail – General Staff", "Talks fail – General Staff", id="speaker_with_dash_stays"),
    pytest.param("“Мы” « не » Zelensky says", "“Мы” « не » Zelensky says", id="quotation_marks_stay"),
    pytest.param("PHOTOS", "PHOTOS", id="nothing_else_stays"),
]


EDGES = [
    pytest.param("Shelling went on. — Ukrinform.", "Shelling went on.", id="ukrinform"),
    pytest.param("22.03.22 19:24 - Troops came. View news.", "Troops came.", id="censor_both_ends"),
    pytest.param("Troops came View photo news.", "Troops came", id="no_full_stop_before"),
    pytest.param("Troops came. View article.", "Troops came.", id="view_article"),
    pytest.param("Troops came. View blog.", "Troops came.", id="view_blog"),
    pytest.param("VIDEO. Troops came.", "Troops came.", id="video_prefix"),
    pytest.param("PHOTOS. Troops came.", "Troops came.", id="photos_prefix"),
    pytest.param("[PHOTO+VIDEO]: Troops came.", "Troops came.", id="photo_video_prefix"),
    pytest.param("Troops came.Aug. 29, 2022", "Troops came.", id="glued_date"),
    pytest.param("Troops came.” April 14, 2022", "Troops came.”", id="date_after_quote"),
    pytest.param("Warning this clip contains graphic footage. Troops came.", "Troops came.", id="warning"),
    pytest.param("Troops came. WARNING: Video contains images some may find disturbing.", "Troops came.", id="warned"),
    pytest.param("Troops came. READ MORE: Moscow warns NATO", "Troops came.", id="read_more_at_the_end"),
    pytest.param("Troops came. Read more »", "Troops came.", id="read_more_arrow"),
    pytest.param("Troops came [...] Continue reading →", "Troops came", id="continue_reading"),
    pytest.param("Troops came. The post War appeared first on Site.", "Troops came.", id="wordpress"),
    pytest.param("UPDATED 10:30 GMT: Troops came.", "Troops came.", id="time_stamp"),
    pytest.param("Troops came - (Reuters)", "Troops came", id="agency_at_the_end"),
]


@pytest.mark.parametrize(("line", "expected"), EDGES)
def test_edges_of_a_line(line: str, expected: str) -> None:
    assert strip_texts([line]) == [expected]


def test_every_rule_has_an_example() -> None:
    written = [*GONE, *(str(case.values[0]) for case in (*EDGES, *TITLES))]
    partly_stripped = {piece for line in written for piece in (line, *_ends(line))}
    rules = [rule for of_kind in load_rules().values() for rule in of_kind]
    unused = [rule.pattern.pattern for rule in rules if not any(_applies(rule, line) for line in partly_stripped)]
    assert unused == []


@pytest.mark.parametrize("is_compiled", [True, False])
def test_many_lines_are_stripped_as_one_is(is_compiled: bool) -> None:
    edges = [str(case.values[0]) for case in (*EDGES, *TITLES)]
    lines = [*GONE, *KEPT, *edges, "1 " * 200 + "View news.", "Kyiv hit. \ud83d read", "PHOTOS. VIDEO. View news."]
    with loops_run_as(machine_code=is_compiled):
        assert strip_texts(lines) == [strip_texts([line])[0] for line in lines]
        assert strip_texts(["\n\n".join(lines)]) == ["\n\n".join(filter(None, strip_texts(lines)))]
        assert strip_edges(lines) == [strip_edges([line])[0] for line in lines]


EDGE_RULES = [*load_rules()["prefix"], *load_rules()["suffix"]]


@pytest.mark.parametrize("rule", EDGE_RULES, ids=lambda rule: f"{rule.kind}-{rule.literal}")
def test_no_edge_is_longer_than_its_rule_says(rule: Rule) -> None:
    _, longest = re_parser.parse(rule.pattern.pattern, rule.pattern.flags).getwidth()
    assert rule.longest == min(longest, 200)


@pytest.mark.parametrize("piece", ["a", " ", "- ", "(", "« ", "read more ", "©.", "photo: ", "all rights reserved "])
def test_long_hostile_lines_come_back_as_they_were(piece: str) -> None:
    """A pattern that backtracks would take minutes over them: here the whole run stands still."""
    lines = [("x" + piece * 100_000)[:200_000] + "x", ("x" + piece * 300)[:299] + "x"]
    assert strip_texts(lines) == lines


EXAMPLES = [*GONE, *(str(case.values[0]) for case in (*EDGES, *TITLES))]
ODD = st.text(
    st.one_of(st.characters(exclude_characters="ıſ\u212a\n", codec=None), st.sampled_from(" ©«|.’İ")), max_size=4
)


@given(ODD, st.sampled_from(EXAMPLES), st.sampled_from([str.upper, str.lower, str.strip]), ODD)
@settings(deadline=None)
def test_candidates_are_never_narrower_than_the_rules(
    before: str, line: str, change: Callable[[str], str], after: str
) -> None:
    line = before + change(line) + after
    rules, finder = _finder(*RULE_KINDS)
    candidates = {number for _, _, number in finder.hits([line])}
    assert {number for number, rule in enumerate(rules) if _matches(rule, line)} <= candidates


def _matches(rule: Rule, line: str) -> bool:
    """Whether a rule may take away the line or an end of it, whatever its literal."""
    if rule.kind == "line":
        return len(line) <= rule.longest and bool(rule.pattern.fullmatch(line))
    if rule.kind == "prefix":
        return bool(rule.pattern.match(line))
    return bool(rule.pattern.search(line, max(0, len(line) - rule.longest)))


def _ends(line: str) -> tuple[str, str]:
    """The line without what a suffix or a prefix in front of the one under test takes away."""
    return line.removesuffix(" | Censor.NET"), line.removesuffix(" « Photo News | Censor.NET")


def _applies(rule: Rule, line: str) -> bool:
    return rule.literal in line.lower() and bool(rule.pattern.search(line))
