"""Where the machine code of a compiled function is kept: in a folder named after all that it is made of.

By itself Numba looks only at a function's own file to tell whether kept code still holds, but parts and constants come
from others. Old folders may be deleted at any time.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

SOURCES = Path(__file__).parent
NAME = "drumbeat"
_folders: dict[FunctionType, Path] = {}


def parts_among(
    function: FunctionType, written: Mapping[object, FunctionType]
) -> tuple[dict[str, Any], dict[str, FunctionType]]:
    """Return the globals that a function names: plain values, and parts as they are written."""
    known = function.__globals__
    named = {name: known[name] for name in function.__code__.co_names if name in known}
    parts = {name: written[one] for name, one in named.items() if isinstance(one, FunctionType) and one in written}
    return {name: one for name, one in named.items() if name not in parts}, parts


def is_kept(function: FunctionType, written: Mapping[object, FunctionType]) -> bool:
    """Whether machine code of a compiled function is at hand."""
    return any(folder_of(function, written).rglob("*.nbi"))


def folder_of(function: FunctionType, written: Mapping[object, FunctionType]) -> Path:
    """Return the folder for the machine code of a compiled function and its parts."""
    if function not in _folders:
        digest = hashlib.sha256("".join(_made_of(function, written)).encode())
        _folders[function] = place() / f"{function.__name__}-{digest.hexdigest()[:16]}"
    return _folders[function]


def _made_of(function: FunctionType, written: Mapping[object, FunctionType]) -> Iterator[str]:
    """Yield the code of a function, the constants that it names, and the same of its parts."""
    code, values, parts = function.__code__, *parts_among(function, written)
    source = Path(code.co_filename).stat()  # Numba makes code anew where the file is another
    yield repr((code.co_filename, source.st_mtime_ns, source.st_size, code.co_code, code.co_consts, code.co_names))
    for name, value in values.items():
        yield f"{name}={_as_text(value)}"
    for one in parts.values():
        yield from _made_of(one, written)


def _as_text(value: object) -> str:
    if isinstance(value, np.ndarray):
        return repr((value.dtype, value.shape, value.tobytes()))
    if isinstance(value, (type, ModuleType, FunctionType)):
        return repr((value.__name__, getattr(value, "_fields", ())))
    return repr(value)


@functools.cache
def place() -> Path:
    """Return where machine code is kept: beside the sources, or else with the user, or else for this process only."""
    for folder in (SOURCES / "__pycache__" / NAME, Path.home() / ".cache" / NAME, Path(tempfile.gettempdir()) / NAME):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix=NAME))
