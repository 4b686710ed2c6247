"""Functions that loop over arrays: plain Python for an article, machine code (Numba) for a corpus.

A function marked `compiled` is called as any other; its first argument is what it loops over. It runs as it is written
until a process has looped over so many numbers that loading Numba (a quarter of a second) pays; from then on its
machine code runs, with the same results. That is made once per machine and version of the sources, and kept in a
folder.

Such functions hold what Numba compiles: arrays, whole numbers, floats, tuples and NamedTuples of these, and calls of
functions marked `part`, `maker` or `compiled`. Constants stand at the top of a module; tables read from files are
arguments.
DRUMBEAT_COMPILED=0 never compiles, =1 does from the first call on. Why: docs/decisions/014-compiled-loops.md
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import RLock
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
SOURCES = Path(__file__).parent
ENOUGH_NUMBERS = 1_000_000  # to loop over them in plain Python takes about as long as to load Numba
# Numba's options. Parts and makers are kept within the machine code of those that call them. A part does not count who
# holds an array: that takes longer than to read it.
OF_COMPILED = {"cache": True}
OF_MAKERS = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
OF_PARTS = {**OF_MAKERS, "_nrt": False, "forceinline": True}
FIRST_TIME = "compiling loops for this machine, once for this version of Drumbeat: about a minute"

_written: dict[object, FunctionType] = {}  # what a marked function is called by -> the function as it is written
_makers: set[object] = set()
_machine_code: dict[FunctionType, Callable[..., Any]] = {}
_lock = RLock()


class _Work:
    """How many numbers plain Python has looped over, and whether machine code runs from now on."""

    done = 0
    is_enough = os.environ.get("DRUMBEAT_COMPILED") == "1"
    never = os.environ.get("DRUMBEAT_COMPILED") == "0"


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that compiled functions call. It makes no array, and returns none of those that it is given."""
    assert isinstance(function, FunctionType)
    _written[function] = function
    return function


def maker(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that makes or returns arrays. Compiled functions and other makers call it, but no part does."""
    _makers.add(function)
    return part(function)


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that loops over its first argument, to be compiled where there is much to do; no keywords."""
    assert isinstance(function, FunctionType)
    as_written: FunctionType = function

    @functools.wraps(function)
    def stand_in(*arguments: Any) -> Any:
        if not _Work.is_enough:
            _Work.done += _n_numbers(arguments[0])
            _Work.is_enough = _Work.done > ENOUGH_NUMBERS and not _Work.never
        run = machine_code(as_written) if _Work.is_enough else as_written
        return run(*arguments)

    _written[stand_in] = as_written
    return stand_in  # type: ignore[return-value]


def _n_numbers(data: Any) -> int:
    """How many numbers an array, or a NamedTuple of arrays and others, holds."""
    return sum(map(_n_numbers, data)) if isinstance(data, tuple) else getattr(data, "size", 1)


def machine_code(function: FunctionType) -> Callable[..., Any]:
    """Return the compiled form of a function as it is written, which calls the compiled forms of its parts."""
    found = _machine_code.get(function)
    if found is None:
        with _lock:
            found = _machine_code.get(function) or _compile(function)
            _machine_code[function] = found
    return found


def _compile(function: FunctionType) -> Callable[..., Any]:
    known = function.__globals__
    values = {name: known[name] for name in function.__code__.co_names if name in known}
    linked = {
        name: machine_code(_written[value]) if isinstance(value, FunctionType) and value in _written else value
        for name, value in values.items()
    }
    copy = FunctionType(function.__code__, {**linked, "__name__": function.__module__}, function.__name__)
    copy.__qualname__ = function.__qualname__
    return _numba().njit(error_model="numpy", **_options(function, values.values()))(copy)


def _options(function: FunctionType, callees: Iterable[object]) -> dict[str, bool]:
    """Return Numba's options for a function that has these among its globals."""
    if function not in _written:
        return OF_COMPILED
    if function in _makers:
        return OF_MAKERS
    calls_maker = any(isinstance(one, FunctionType) and one in _makers for one in callees)
    assert not calls_maker, f"{function.__name__} calls a maker"
    return OF_PARTS


@functools.cache
def _numba() -> Any:
    """Import Numba, its machine code kept in a folder of its own for each state of the sources.

    By itself Numba looks only at a function's own file to tell whether kept code still holds, but parts and constants
    come from others.
    """
    import numba

    numba.config.CACHE_DIR = str(_folder())
    return numba


def _folder() -> Path:
    """Return the folder for machine code: beside the sources, or else the user's, or else one for this process."""
    name = f"drumbeat-{_state_of_sources()}"
    for place in (SOURCES / "__pycache__", Path.home() / ".cache", Path(tempfile.gettempdir())):
        folder = place / name
        is_new = not folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            if is_new:
                logging.getLogger(__name__).warning(FIRST_TIME)
            return folder
    return Path(tempfile.mkdtemp(prefix=name))


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    for path in sorted([*SOURCES.rglob("*.py"), *(SOURCES.parent / "models").glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
