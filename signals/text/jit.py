"""Loops over arrays: plain Python for an article, machine code (Numba) for a corpus, with the same results.

`kernel` marks what Python calls, `inlined` what kernels call, `allocating` what kernels call and makes arrays. They
hold what Numba compiles: arrays, numbers, NamedTuples of these, and calls of marked functions. Constants stand at the
top of a module; tables read from files are arguments. All of them run as they are written until `use_machine_code`:
loading Numba costs half a second, which an article must not pay. Why: docs/decisions/014-compiled-loops.md
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
ENOUGH_CHARACTERS = 300_000  # to loop over them in plain Python takes about as long as to load Numba and its cache
# A function that is inlined does not count who holds an array, which takes longer than to read it: the rules of
# attribution cost five times as much without these two options, the phrase search eleven times.
INLINED = {"forceinline": True, "_nrt": False}
ROOT = Path(__file__).parents[2]
OUR_IMPORT = re.compile(r"^from ((?:signals|models)[.\w]*) import", re.MULTILINE)
_callees: list[tuple[Callable[..., Any], dict[str, bool]]] = []
_lock = RLock()


class Mode:
    """Whether kernels run as machine code. DRUMBEAT_JIT=0: never, =1: from the first call on."""

    setting = os.environ.get("DRUMBEAT_JIT", "")
    is_compiled = setting == "1"
    is_wait_said = False


def inlined(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that kernels call. It makes no array, and returns none of those that it is given."""
    _callees.append((function, INLINED))
    return function


def allocating(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that makes or returns arrays, called by kernels and by others of its kind."""
    _callees.append((function, {}))
    return function


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a function that Python calls to loop over arrays, once a batch: no keywords, always the same types."""

    @functools.wraps(function)
    def run(*arguments: P.args, **_: P.kwargs) -> R:
        chosen: Callable[..., R] = _compiled(function) if Mode.is_compiled else function
        return chosen(*arguments)

    return run


def use_machine_code(n_characters: int = ENOUGH_CHARACTERS) -> None:
    """Run kernels as machine code from now on, if a text of so many characters is worth it."""
    Mode.is_compiled = Mode.is_compiled or (n_characters >= ENOUGH_CHARACTERS and Mode.setting != "0")


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    with _lock:
        return _compile(function)


@functools.cache
def _compile(function: Callable[..., Any]) -> Callable[..., Any]:
    import numba
    from numba.extending import register_jitable

    while _callees:
        callee, options = _callees.pop()
        register_jitable(error_model="numpy", **options)(callee)
    folder = cache_folder(Path(function.__code__.co_filename))
    if not Mode.is_wait_said and not (folder and any(folder.rglob(f"*{function.__name__}-*.nbi"))):
        print("drumbeat: compiling, up to two minutes, once; `make setup` does it beforehand", file=sys.stderr)
        Mode.is_wait_said = True
    numba.config.CACHE_DIR = str(folder or "")
    return numba.njit(cache=folder is not None, error_model="numpy")(function)


def cache_folder(source: Path) -> Path | None:
    """Return where the machine code of a file's kernels is kept; None where others than the user could write to it.

    Its name is a digest of the file and all that it imports: by itself Numba looks only at the file.
    """
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_imported_sources(source))))
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for parent in (ROOT / ".kernels", own / "drumbeat"):
        folder = parent / f"{source.stem}-{digest.hexdigest()[:16]}"
        try:
            parent.parent.mkdir(parents=True, exist_ok=True)
            parent.mkdir(exist_ok=True, mode=0o700)
            folder.mkdir(exist_ok=True, mode=0o700)
        except OSError:
            continue
        if all(map(_only_the_owner_writes_to, (parent.parent, parent, folder))):
            return folder
    return None


def _imported_sources(source: Path) -> set[Path]:
    """Return a file and all files of ours that it imports, directly or not."""
    found, waiting = set[Path](), [source]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            names = OUR_IMPORT.findall(path.read_text(encoding="utf-8"))
            waiting += [one for name in names if (one := ROOT / f"{name.replace('.', '/')}.py").is_file()]
    return found


def _only_the_owner_writes_to(folder: Path) -> bool:
    found = folder.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
