"""Functions that loop over arrays: plain Python for an article, machine code (Numba) for a corpus.

A function marked `compiled` is called as any other; its first argument is what it loops over. It runs as it is written
until a process has looped over so many numbers that loading Numba (half a second) pays; from then on its machine code
runs, with the same results. That is made once per machine and state of the function (kept_code.py): by `make setup`,
or by another process when it is first missed, while who misses it goes on in plain Python.

Such functions hold what Numba compiles: arrays, whole numbers, floats, tuples and NamedTuples of these, and calls of
functions marked `part`, `maker` or `compiled`. Constants stand at the top of a module; tables read from files are
arguments. DRUMBEAT_COMPILED=0 never compiles; =1 runs machine code from the first call on, and waits for it.
Why: docs/decisions/014-compiled-loops.md
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterable
from threading import RLock
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

from .kept_code import folder_of, is_kept, parts_among
from .machine_code import let_it_be_made

P = ParamSpec("P")
R = TypeVar("R")
ENOUGH_NUMBERS = 1_000_000  # to loop over them in plain Python takes about as long as to load Numba
# Numba's options. Parts and makers are kept within the machine code of those that call them. A part does not count who
# holds an array, which takes longer than to read it, and is not called but copied to where it is called.
OF_COMPILED = {"cache": True}
OF_MAKERS = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
OF_PARTS = {**OF_MAKERS, "_nrt": False, "forceinline": True}

_written: dict[object, FunctionType] = {}  # what a marked function is called by -> the function as it is written
_makers: set[object] = set()
_machine_code: dict[FunctionType, Callable[..., Any]] = {}
_lock = RLock()


class _Work:
    """How many numbers plain Python has looped over, and whether machine code is wanted from now on."""

    setting = os.environ.get("DRUMBEAT_COMPILED")
    done = 0
    is_enough = setting == "1"


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
            _Work.is_enough = _Work.done > ENOUGH_NUMBERS and _Work.setting != "0"
        run = machine_code(as_written) if _Work.is_enough and _is_at_hand(as_written) else as_written
        return run(*arguments)

    _written[stand_in] = as_written
    return stand_in  # type: ignore[return-value]


def _n_numbers(data: Any) -> int:
    """How many numbers an array, or a NamedTuple of arrays and others, holds."""
    return sum(map(_n_numbers, data)) if isinstance(data, tuple) else getattr(data, "size", 1)


def _is_at_hand(function: FunctionType) -> bool:
    """Whether nobody has to wait long for machine code; where it has to be made first, that is begun elsewhere."""
    if function in _machine_code or _Work.setting == "1" or is_kept(function, _written):
        return True
    let_it_be_made()
    return False


def machine_code(function: FunctionType) -> Callable[..., Any]:
    """Return the compiled form of a function as it is written, which calls the compiled forms of its parts."""
    found = _machine_code.get(function)
    if found is None:
        with _lock:
            found = _machine_code.get(function) or _compile(function)
            _machine_code[function] = found
    return found


def _compile(function: FunctionType) -> Callable[..., Any]:
    import numba

    values, parts = parts_among(function, _written)
    linked = {**values, **{name: machine_code(one) for name, one in parts.items()}}
    copy = FunctionType(function.__code__, {**linked, "__name__": function.__module__}, function.__name__)
    copy.__qualname__ = function.__qualname__
    numba.config.CACHE_DIR = str(folder_of(function, _written))
    return numba.njit(error_model="numpy", **_options(function, parts.values()))(copy)


def _options(function: FunctionType, parts: Iterable[FunctionType]) -> dict[str, bool]:
    """Return Numba's options for a function that calls these parts."""
    if function not in _written:
        return OF_COMPILED
    if function in _makers:
        return OF_MAKERS
    assert _makers.isdisjoint(parts), f"{function.__name__} calls a maker"
    return OF_PARTS
