"""The same sentence with the countries swapped gets the same score: 200 sentences x 20 countries, every scorer.

The sentences are our own (tests/data/fairness_sentences.csv); each of the countries in fairness_countries.csv is once
the source of each, and another one its target, in that country's words: name, short name, adjective, capital, people,
leader.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

import numpy as np
import pytest

import models
from signals.actors.masking import blanked_words, mask_actors, name_spans
from signals.actors.mention_finder import MentionFinder
from signals.cues.profile import Profile
from signals.cues.scoring import P_DEESCALATORY, P_ESCALATORY
from signals.documents import Classifier
from signals.pipeline import Tools, score_tagged, tag_documents
from tests.support import DAY, ROOT, document

TABLES = ROOT / "tests" / "data"
MAX_MEAN_CHANGE = 0.02
MIN_SAME_LABEL = 0.99
STEP = 7  # how far down the list the target of a source stands


def rows_of(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def filled(sentence: str, source: dict[str, str], target: dict[str, str]) -> str:
    """The sentence with both countries in its slots; "a" becomes "an" where the name asks for it."""
    words = {"s": source["name"], "t": target["name"]}
    words |= {f"{slot}_{form}": text for slot, one in (("s", source), ("t", target)) for form, text in one.items()}
    text = re.sub(r"\b([Aa]) (?=[AEIO])", r"\1n ", sentence.format(**words))
    at = text.startswith("“")
    return text[:at] + text[at].upper() + text[at + 1 :]


COUNTRIES = rows_of("fairness_countries.csv")
SENTENCES = [row["sentence"] for row in rows_of("fairness_sentences.csv")]
SWAPPED = [
    filled(sentence, COUNTRIES[at], COUNTRIES[(at + STEP) % len(COUNTRIES)])
    for sentence in SENTENCES
    for at in range(len(COUNTRIES))
]


class AskedOnce:
    """A classifier that is asked about each masked sentence once, however many rows have it: fair ones share theirs."""

    def __init__(self, classifier: Classifier) -> None:
        self.name, self.version, self._classifier = classifier.name, classifier.version, classifier

    def predict(self, masked_sentences: Sequence[str]) -> np.ndarray:
        distinct, row = np.unique(np.array(masked_sentences, dtype=object), return_inverse=True)
        return self._classifier.predict(distinct.tolist())[row]


def scores_by_country(tools: Tools, classifier: Classifier | None) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Signal and label, (sentences, countries) each, of the flow as users get it and of the classifier alone."""
    documents = [document(text, f"d{row}", is_one_sentence=True) for row, text in enumerate(SWAPPED)]
    scored = score_tagged(tag_documents(documents, tools, classifier), tools.lexicon, Profile())
    found = {"flow": (scored["signal"].to_numpy(), scored["label"].to_numpy())}
    if classifier is not None:
        shares = scored[["p_escalatory", "p_deescalatory", "p_neutral"]].to_numpy()
        found["alone"] = (shares[:, P_ESCALATORY] - shares[:, P_DEESCALATORY], shares.argmax(axis=1))
    shape = (len(SENTENCES), len(COUNTRIES))
    return {what: (signal.reshape(shape), label.reshape(shape)) for what, (signal, label) in found.items()}


def change_of(signal: np.ndarray) -> float:
    """The mean absolute difference between any two countries' signals of one sentence; (sentences, countries)."""
    first, second = np.triu_indices(signal.shape[1], 1)
    return float(np.abs(signal[:, first] - signal[:, second]).mean())


def same_label_share(label: np.ndarray) -> float:
    """The share of pairs of countries that get the same label in one sentence; (sentences, countries)."""
    first, second = np.triu_indices(label.shape[1], 1)
    return float((label[:, first] == label[:, second]).mean())


def test_there_are_200_sentences_and_20_countries() -> None:
    assert (len(set(SENTENCES)), len({one["code"] for one in COUNTRIES})) == (200, 20)
    assert all("{s" in sentence or "{t" in sentence for sentence in SENTENCES)


@pytest.mark.parametrize("name", ["rules", "fast", "deep"])
def test_swapping_countries_leaves_signal_and_label_alone(name: str, tools: Tools) -> None:
    classifier = None if name == "rules" else AskedOnce(models.load(name))
    for what, (signal, label) in scores_by_country(tools, classifier).items():
        assert change_of(signal) <= MAX_MEAN_CHANGE, what
        assert same_label_share(label) >= MIN_SAME_LABEL, what
        assert signal.std(axis=0).min() > 0.2, f"{what}: the sentences must differ, or equal scores say nothing"


def test_no_country_fares_worse(tools: Tools) -> None:
    """No single country's rule score leaves the others' by more than the mean change allowed."""
    signal, _ = scores_by_country(tools, None)["flow"]
    apart = np.abs(signal - np.median(signal, axis=1, keepdims=True)).mean(axis=0)
    assert [(one["code"], far) for one, far in zip(COUNTRIES, apart, strict=True) if far > MAX_MEAN_CHANGE / 2] == []


@pytest.mark.parametrize(
    ("sentence", "masked"),
    [
        pytest.param("The United States attacked.", "actor attacked.", id="article_of_a_name"),
        pytest.param("Troops of the UK left.", "Troops of actor left.", id="article_of_an_abbreviation"),
        pytest.param("The U.S. said so.", "actor said so.", id="article_before_a_verb"),
        pytest.param("The US army left.", "The actor army left.", id="article_of_the_noun_after"),
        pytest.param("The US-led talks failed.", "The actor-led talks failed.", id="article_of_a_compound"),
        pytest.param("The Russian army left.", "The actor army left.", id="article_of_a_noun_after_an_adjective"),
        pytest.param("An Iranian jet and a Russian one.", "An actor jet and an actor one.", id="a_and_an"),
        pytest.param("Panama Russia", "actor actor", id="no_article_in_a_word"),
        pytest.param("The United States' army left.", "actor's army left.", id="bare_genitive"),
        pytest.param("‘Leave the United States’", "‘Leave actor’", id="closing_quotation_mark"),
        pytest.param("They bathe Russia in light.", "They bathe actor in light.", id="the_at_the_end_of_a_word"),
        pytest.param("Anti-Russian rallies", "Anti-actor rallies", id="prefix"),
        pytest.param("A pro-North Korean paper in Iran", "A pro-actor paper in actor", id="prefix_of_two_words"),
        pytest.param("non-lethal aid to Iran", "non-lethal aid to actor", id="prefix_of_a_common_word"),
        pytest.param("On Tuesday Israel left.", "On Tuesday actor left.", id="a_weekday_is_no_first_name"),
    ],
)
def test_a_name_takes_its_traces_with_it(sentence: str, masked: str, mention_finder: MentionFinder) -> None:
    words = mention_finder.words_of([sentence])
    mentions = mention_finder.mentions_among(words, [sentence], [0], [DAY.toordinal()])
    names = name_spans([sentence], mentions)
    assert list(mask_actors([sentence], mentions, names)) == [masked]
    assert len(blanked_words(words, names).text) == len(sentence)
