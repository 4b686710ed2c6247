"""Columns of text as pandas holds them, made without a look at each value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT = pd.StringDtype(na_value=np.nan)
"""What pandas takes text for by itself."""


def text_column(values: Sequence[str]) -> pd.arrays.ArrowStringArray:
    """Return texts as a column."""
    return as_column(pa.array(values, type=pa.large_string()))


def repeated_texts(values: Sequence[str], rows: np.ndarray) -> pd.arrays.ArrowStringArray:
    """Return the values at `rows` as a column."""
    return as_column(pa.array(values, type=pa.large_string()).take(pa.array(rows)))


def text_of_letters(letters: np.ndarray, edges: np.ndarray) -> pd.arrays.ArrowStringArray:
    """Return a column of texts in UTF-8: text i is `letters[edges[i]:edges[i + 1]]` (uint8, int64)."""
    buffers = pa.py_buffer(edges), pa.py_buffer(letters)
    return as_column(pa.LargeStringArray.from_buffers(len(edges) - 1, *buffers))


def as_column(texts: pa.Array) -> pd.arrays.ArrowStringArray:
    """Return texts of Arrow as a column, without copying them."""
    return pd.arrays.ArrowStringArray(texts, dtype=TEXT)  # type: ignore[call-arg]  # pandas-stubs do not know it yet
