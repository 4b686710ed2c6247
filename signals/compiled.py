"""Functions that loop over arrays: plain Python for an article, machine code (Numba) for a corpus.

A function marked `compiled` is called as any other. It runs as it is written until a process has sent so many numbers
through such functions that loading Numba (a quarter of a second) pays; from then on its machine code runs, with the
same results. That is made once per machine and version of the sources, and kept in a folder.

What such functions may hold is what Numba compiles: arrays, whole numbers, floats, tuples and NamedTuples of these, and
calls of functions marked `part` or `compiled`. Constants stand at the top of their module; tables read from files are
arguments. DRUMBEAT_COMPILED=0 never compiles, =1 does so from the first call on.
"""

from __future__ import annotations

import functools
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SOURCES = Path(__file__).parent
ENOUGH_WORK = 1_000_000  # numbers in arrays: about as long in plain Python as Numba takes to load

_parts: dict[Callable[..., Any], Callable[..., Any]] = {}  # function or its stand-in -> the function as written
_borrowing: set[Callable[..., Any]] = set()
_machine_code: dict[Callable[..., Any], Callable[..., Any]] = {}  # function as written -> its compiled form
_lock = RLock()


class _Work:
    """How many numbers went through plain Python so far, and whether compiled functions run from now on."""

    done = 0
    is_enough = os.environ.get("DRUMBEAT_COMPILED") == "1"
    is_plain = os.environ.get("DRUMBEAT_COMPILED") == "0"


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that compiled functions call."""
    _parts[function] = function
    _borrowing.add(function)
    return function


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that loops over arrays, to be compiled where there is much to do. It takes no keywords."""

    @functools.wraps(function)
    def stand_in(*arguments: P.args, **keywords: P.kwargs) -> R:
        if not _Work.is_enough:
            _Work.done += _n_numbers(arguments)
            _Work.is_enough = _Work.done > ENOUGH_WORK and not _Work.is_plain
        if not _Work.is_enough:
            return function(*arguments, **keywords)
        return _compile(function)(*arguments)  # type: ignore[no-any-return]

    _parts[stand_in] = function
    return stand_in


def _n_numbers(arguments: tuple[Any, ...]) -> int:
    return sum(_n_numbers(one) if isinstance(one, tuple) else getattr(one, "size", 1) for one in arguments)


def _compile(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the compiled form of a function, which calls the compiled forms of its parts."""
    found = _machine_code.get(function)
    if found is None:
        with _lock:
            found = _machine_code.get(function) or _make(function)
            _machine_code[function] = found
    return found


def _make(function: Callable[..., Any]) -> Callable[..., Any]:
    numba = _numba()
    assert isinstance(function, FunctionType)
    names = {name: function.__globals__[name] for name in function.__code__.co_names if name in function.__globals__}
    linked = {name: _compile(_parts[value]) if _is_part(value) else value for name, value in names.items()}
    copy = FunctionType(
        function.__code__, {**linked, "__name__": function.__module__}, function.__name__, function.__defaults__
    )
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return numba.njit(
        cache=True, error_model="numpy", _nrt=function not in _borrowing, forceinline=function in _borrowing
    )(copy)  # type: ignore[no-any-return]


def _is_part(value: object) -> bool:
    return callable(value) and isinstance(value, FunctionType) and value in _parts


@functools.cache
def _numba() -> Any:
    """Import Numba, its machine code kept in a folder of its own for each state of the sources.

    Numba looks at a function's own file only to tell whether kept code still holds; parts and constants come from others.
    """
    import numba

    numba.config.CACHE_DIR = str(_folder())
    return numba


def _folder() -> Path:
    digest = hashlib.sha256()
    for path in sorted(SOURCES.parent.glob("signals/**/*.py")) + sorted(SOURCES.parent.glob("models/*.py")):
        digest.update(path.read_bytes())
    name = f"drumbeat-{digest.hexdigest()[:16]}"
    for place in (SOURCES / "__pycache__", Path.home() / ".cache", Path(tempfile.gettempdir())):
        try:
            (place / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place / name, os.W_OK):
            return place / name
    return Path(tempfile.mkdtemp(prefix=name))
