"""The accuracy report in plain words: what files and scorers are called, how it was measured, what it is not for."""

from __future__ import annotations

TITLES = {
    "news_labels": "real news",
    "real_labels": "real news, chosen hard",
    "plv_train": "PLOVER (PLV)",
    "cameo_train": "CAMEO",
    "aw_train": "other genres (AW)",
    "labels_a": "our own pairs, a",
    "labels_b": "our own pairs, b",
    "labels_c": "our own pairs, c",
    "labels_d": "our own pairs, d",
    "all": "both together",
}
SCORERS = {
    "majority": "commonest class",
    "VADER": "VADER",
    "rules": "rules",
    "fast": "fast",
    "fast + rules": "fast + rules",
    "deep": "deep",
    "deep + rules": "deep + rules",
}
NOT_FOR = (
    "**Not a forecast.** A score says what a text reports, not what will happen, and not how near a war is.",
    "**Not evidence about a person**, nor ground for a decision about one: names stand for states and organisations.",
    "**Not a ranking of countries' guilt.** Who is written about, and by whom, decides more than who did what.",
    "**Not a finding of fact.** A claim that a newspaper repeats counts like any other sentence.",
    "**Not without the n and the interval.** A single sentence is often wrong; an average of few says little.",
    "**Not for targeting, sanctions or trade**, nor any decision that nobody reads the sentences for.",
    "**Not for other languages**, nor for social media, transcripts, law or fiction: it was measured on English news.",
)
HOW = (
    "Every classifier is judged on stories that it did not learn from. Every fifth story (near-duplicates and pairs "
    "are one story) was held back while a network learned from the rest; that network taught the fast classifier that "
    "is measured, and was joined with it. The two that ship were made in the same way from all stories. Probabilities "
    "are calibrated on other held-back stories than they are measured on.",
    "`rules` is the lexicon with its default weights. Its words and weights were chosen by people who had read part of "
    "these files, so rules, and whatever is blended with them, look better here than on new text.",
    "`+ rules` is the label that the dashboard and `signals score` show: classifier and rules blended with the default "
    "settings.",
    "VADER is a lexicon of sentiment: compound score up to −.05 read as escalatory, from .05 as de-escalatory. "
    "*Commonest class* always gives the commonest answer of the very rows measured.",
    "Figures are macro-F1 with the 95 % interval of 1,000 bootstrap resamples; n is the number of sentences. "
    "Three-way: escalatory, de-escalatory or neutral. Binary: which direction, among sentences that have one. Quad: "
    "direction and form.",
    "*Real news, chosen hard* was picked where the scorers disagreed or were unsure, so it is harder than news as it "
    "comes; part of it is from CAMEO and AW. *Sure* are the sentences of which the reader thought that no reasonable "
    "analyst could differ.",
)


def title(file: str) -> str:
    """Return what a file is called on the page; `, sure` after its name is kept."""
    stem, comma, rest = file.partition(",")
    return TITLES.get(stem, stem) + comma + rest
