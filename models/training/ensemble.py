"""Join a network and the fast classifier, calibrated on the stories that neither has seen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from models.classifiers.artefact import read_meta
from models.classifiers.deep import ensemble_log_odds, network_content, save_deep
from models.classifiers.loading import SHIPPED, load
from models.datasets.held_out import read_held_out, sentence_key, write_held_out
from models.datasets.labelled import masked_sentences
from models.training.cross_validation import cross_calibrated_probabilities, fit_calibration, reference_rows
from models.training.distillation import FINAL, load_teacher

KEPT_OF_NETWORK = ("name", "base", "command", "seed", "epochs", "rows", "n_rejected")  # of its meta.json


def save_ensemble(folder: Path, labelled: pd.DataFrame, network: Path) -> tuple[np.ndarray, np.ndarray]:
    """Write the deep classifier made of the networks in `network` and the shipped fast classifier.

    Returns the rows that neither has seen, and what they say of these together, (len(rows), 4). Raises ValueError when
    the two readers had other stories held back.
    """
    rows, odds = held_out_log_odds(labelled, network)
    is_reference = reference_rows(labelled)
    calibration = fit_calibration(odds, labelled, rows[is_reference[rows]])
    meta = read_meta(network / FINAL)
    about = {name: meta[name] for name in KEPT_OF_NETWORK}
    save_deep(folder, network_content(network / FINAL), calibration, load("fast").version, about)
    probabilities = cross_calibrated_probabilities(odds, labelled, rows, is_reference, seed=meta["seed"])
    write_held_out(folder, labelled, rows, probabilities)
    return rows, probabilities


def held_out_log_odds(labelled: pd.DataFrame, network: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows that neither the network nor the shipped fast classifier has seen, and joint log-odds (n, 3),
    meaningful at those rows.

    Raises ValueError when the two readers had other stories held back.
    """
    teacher = load_teacher(network, labelled)
    rows = np.flatnonzero(teacher.is_held_out)
    held_out, part = read_held_out(SHIPPED / "fast"), labelled.iloc[rows]
    keys = [sentence_key(sentence) for sentence in part["sentence"]]
    if missing := sum(key not in held_out.index for key in keys):
        raise ValueError(
            f"{SHIPPED / 'fast'}: {missing} of {len(keys)} held-out sentences were not held out from the fast "
            f"classifier; expected one made by python -m models.train --teacher {network}"
        )
    odds = np.zeros((len(labelled), 3))
    network_odds = teacher.measured.log_odds(masked_sentences(part))
    odds[rows] = ensemble_log_odds(network_odds, held_out.loc[keys].to_numpy())
    return rows, odds
