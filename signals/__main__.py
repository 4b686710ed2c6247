"""The command line: `python -m signals score ...` and `python -m signals trend ...`.

Here, and in `dashboard.py`, the parts are put together: `signals/` itself knows no classifier, it is handed one.
"""

from __future__ import annotations

import sys

from signals.cli.parser import main
from signals.documents import Classifier


def load_classifier(name: str | None, *, threads: int | None = None) -> Classifier | None:
    """Return the classifier called `name`, the best one shipped for None, no classifier for "none".

    `threads`: how many cores it may use, all for None. Raises ValueError in one line if there is no such classifier.
    """
    if name == "none":
        return None
    import models

    return models.load(name or models.best_shipped(), threads=threads)


if __name__ == "__main__":
    sys.exit(main(load_classifier=load_classifier))
