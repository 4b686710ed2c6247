"""Write the deep classifier's card beside it: what it is, what it learned from, how good it is, what it is not for."""

from __future__ import annotations

from pathlib import Path

from models.classifiers.artefact import read_meta, version_of

CARD = """# The deep classifier, version {version}

Written by `models.train_deep`; do not edit, train again. Made with:

    {command}

## What it is

{base}, fine-tuned with three heads on the mean of its word vectors: is the sentence neutral; if not, is it escalatory;
is it a deed. It reads sentences whose actors' names have been replaced by `actor` and whose cities by `place`. ONNX in
int8, {megabytes:.0f} MB with its tokenizer; onnxruntime and tokenizers run it, torch only trains it. The ranges of its
activations are fixed, so that a sentence's probabilities do not depend on its neighbours
(docs/decisions/006-deep-classifier.md).

A text without letters, mostly in another script, or (from ten words on) clearly not English is not judged: a row of
NaN. A sentence is judged by its first {tokens} tokens.

## What it learned from

{rows}

`labels_*`: sentences of our own. `news_labels`, `real_labels`: real headlines and first lines labelled by the project's
codebook; `real_labels` were chosen where rules and fast classifier disagree, are unsure, or see de-escalation, so they
are harder than a random draw. The others are public research sets; PLV and AW have no neutral sentences.

## How good it is

Macro-F1 with a bootstrap 95 % interval on one story in five, held out; the network measured had not seen them, the one
shipped was then trained on all. In fp32; int8 moves a probability by .02 on average.

{told}

Beside the other scorers on the same sentences, with majority, VADER and the worst errors: docs/accuracy.md.

## What it must not be used for

Not a forecast, not a measure of risk, and no ground for a decision about persons, targets, sanctions or trade. A score
says what a sentence reports, not whether it is true. Most of the real news that it learned from is about one war,
Sep 2021 to Nov 2022; other crises, other genres and other languages are judged worse or not at all.
"""


def write_deep_card(folder: Path, told: str, command: str) -> None:
    """Write CARD.md into the folder of a saved model; `told` holds a line per file and question."""
    from models.classifiers.deep import MAX_TOKENS

    meta = read_meta(folder)
    rows = "\n".join(["| file | rows |", "|---|---|", *(f"| {name} | {n} |" for name, n in meta["rows"].items())])
    text = CARD.format(
        version=version_of(folder),
        command=command,
        base=meta["base"],
        megabytes=sum(meta["bytes"].values()) / 1e6,
        tokens=MAX_TOKENS,
        rows=rows,
        told="\n".join("    " + line for line in told.splitlines()),
    )
    (folder / "CARD.md").write_text(text, encoding="utf-8")
