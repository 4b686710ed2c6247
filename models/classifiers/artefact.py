"""Save and read a trained model: arrays in .npz, the estimators in skops, checksums of both in meta.json.

Reading builds no Python object from the files: no pickle, and the coefficients are taken out of the skops archive as
plain arrays once every type named in it has been found on the list below (docs/decisions/005-fast-classifier.md).
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from models.classifiers.fast import HEADS, Artefact
from models.classifiers.features import blocks_of
from models.classifiers.vocabulary import Vocabulary

FORMAT = 1
META, HEADS_FILE, VOCABULARY_FILE = "meta.json", "heads.skops", "vocabulary.npz"
ALLOWED_TYPES = frozenset(
    {
        "sklearn.linear_model._logistic.LogisticRegression",
        "numpy.ndarray",
        "builtins.dict",
        "builtins.list",
        "builtins.str",
    }
)
SEPARATOR = "\0"  # between strings; no token holds it
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def read_artefact(folder: Path) -> Artefact:
    """Read a model's folder. Raises ValueError in one line: what was found, what was expected."""
    meta = read_meta(folder)
    content = {name: checked_bytes(folder / name, meta) for name in (HEADS_FILE, VOCABULARY_FILE)}
    vocabulary = unpack_vocabulary(content[VOCABULARY_FILE], tuple(meta["families"]))
    coefficients, intercepts = read_heads(content[HEADS_FILE], place=str(folder / HEADS_FILE))
    expected = (len(HEADS), blocks_of(vocabulary).n_columns)
    if coefficients.shape != expected:
        raise ValueError(f"{folder}: {coefficients.shape} coefficients; expected {expected}; train again")
    return Artefact(
        meta["name"],
        version_of(folder),
        vocabulary,
        coefficients,
        intercepts,
        np.array(meta["calibration"], dtype=float),
    )


def read_meta(folder: Path) -> dict[str, Any]:
    """Return the content of meta.json. Raises ValueError when it is no such file or of another format."""
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{folder / META}: {error}; expected a model's description") from error
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise ValueError(f"{folder / META}: not a model of format {FORMAT}; train it again with python -m models.train")
    return meta


def version_of(folder: Path) -> str:
    """Return 12 hex digits that name the content: those of meta.json, which holds the checksums of the rest."""
    return hashlib.sha256((folder / META).read_bytes()).hexdigest()[:12]


def checked_bytes(path: Path, meta: dict[str, Any]) -> bytes:
    """Return a file's content. Raises ValueError unless its sha256 is the one in `meta`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}; expected a file of the model") from error
    found, expected = hashlib.sha256(content).hexdigest(), meta["sha256"].get(path.name, "none")
    if found != expected:
        raise ValueError(
            f"{path}: sha256 {found[:12]}..., expected {expected[:12]}... as in {META}; changed or damaged: train again"
        )
    return content


def write_model(folder: Path, content: dict[str, bytes], about: dict[str, Any]) -> None:
    """Write a model's files and, last, meta.json: what it is about, and the size and checksum of every file."""
    folder.mkdir(parents=True, exist_ok=True)
    meta = {
        "format": FORMAT,
        **about,
        "bytes": {name: len(packed) for name, packed in content.items()},
        "sha256": {name: hashlib.sha256(packed).hexdigest() for name, packed in content.items()},
    }
    for name, packed in content.items():
        (folder / name).write_bytes(packed)
    (folder / META).write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_heads(content: bytes, *, place: str) -> tuple[np.ndarray, np.ndarray]:
    """Return coefficients (3, columns) and intercepts (3,) from a skops archive.

    Raises ValueError for a foreign type.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        schema = json.loads(archive.read("schema.json"))
        foreign = sorted(_types_in(schema) - ALLOWED_TYPES)
        if foreign:
            raise ValueError(
                f"{place}: holds the type {foreign[0]}; expected only {', '.join(sorted(ALLOWED_TYPES))}: not loaded"
            )
        nodes = [schema["content"][head]["content"]["content"] for head in HEADS]
        coefficients = [_array(archive, node["coef_"]) for node in nodes]
        intercepts = [_array(archive, node["intercept_"]) for node in nodes]
    return np.concatenate(coefficients).astype(float), np.concatenate(intercepts).astype(float)


def _types_in(node: Any) -> set[str]:
    """Return every type named anywhere in a skops schema."""
    if isinstance(node, list):
        return set().union(*map(_types_in, node))
    if not isinstance(node, dict):
        return set()
    own = {f"{node.get('__module__')}.{node['__class__']}"} if "__class__" in node else set()
    return own.union(*map(_types_in, node.values()))


def _array(archive: zipfile.ZipFile, node: dict[str, Any]) -> np.ndarray:
    return np.load(io.BytesIO(archive.read(node["file"])), allow_pickle=False)


def pack_heads(estimators: dict[str, Any]) -> bytes:
    """Return the estimators as a skops archive, the same bytes every time.

    skops itself writes memory addresses and the clock into it.
    """
    import skops.io

    with zipfile.ZipFile(io.BytesIO(skops.io.dumps(estimators))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    schema = json.loads(members.pop("schema.json"))
    numbers: dict[str, int] = {}
    schema = _renumbered(schema, numbers)
    renamed = {f"{numbers[Path(name).stem]}.npy": content for name, content in members.items()}
    return _zipped({**dict(sorted(renamed.items())), "schema.json": json.dumps(schema, indent=1).encode()})


def _renumbered(node: Any, numbers: dict[str, int]) -> Any:
    """Return the schema with object ids and file names counted from 0 in order of appearance."""
    if isinstance(node, list):
        return [_renumbered(one, numbers) for one in node]
    if not isinstance(node, dict):
        return node
    fresh = {key: _renumbered(value, numbers) for key, value in node.items()}
    if "__id__" in node:
        fresh["__id__"] = numbers.setdefault(str(node["__id__"]), len(numbers))
    if "file" in node:
        fresh["file"] = f"{numbers.setdefault(Path(node['file']).stem, len(numbers))}.npy"
    return fresh


def _zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def pack_vocabulary(vocabulary: Vocabulary) -> bytes:
    """Return the vocabulary as .npz bytes; strings as UTF-8 in one array."""
    arrays: dict[str, Any] = {
        field.name: getattr(vocabulary, field.name) for field in fields(Vocabulary) if field.name != "families"
    }
    packed = io.BytesIO()
    strings: dict[str, Any] = {
        name: np.frombuffer(SEPARATOR.join(arrays.pop(name)).encode(), dtype=np.uint8) for name in ("types", "grams")
    }
    np.savez_compressed(packed, **arrays, **strings)
    return packed.getvalue()


def unpack_vocabulary(content: bytes, families: tuple[str, ...]) -> Vocabulary:
    """Return what `pack_vocabulary` packed."""
    with np.load(io.BytesIO(content), allow_pickle=False) as archive:
        arrays: dict[str, Any] = {name: archive[name] for name in archive.files}
    for name in ("types", "grams"):
        joined = arrays[name].tobytes().decode()
        arrays[name] = tuple(joined.split(SEPARATOR)) if joined else ()
    return Vocabulary(families=families, **arrays)


def save_artefact(
    folder: Path, vocabulary: Vocabulary, estimators: dict[str, Any], calibration: np.ndarray, about: dict[str, Any]
) -> None:
    """Write heads.skops, vocabulary.npz and, last, meta.json. `about` is what else meta.json should tell."""
    content = {HEADS_FILE: pack_heads(estimators), VOCABULARY_FILE: pack_vocabulary(vocabulary)}
    learned = {"families": list(vocabulary.families), "calibration": np.round(calibration, 6).tolist()}
    write_model(folder, content, {**about, **learned})
