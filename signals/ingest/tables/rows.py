"""From a table's blocks of rows to documents."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import Any, TypeVar

from signals.documents import Document, Rejected
from signals.ingest.cleaning.items import clean_items
from signals.ingest.cleaning.text_cleaning import lines_that_repeat, one_lines
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import DateOrder, find_date_order, is_blank_cell, parse_field_date
from signals.ingest.item_dates import date_item, file_name_date
from signals.ingest.sources import Options, Source, Unreadable, reject
from signals.ingest.tables.blocks import Block, Table
from signals.ingest.tables.header import NAMES, Columns, recognise_columns, shown_names
from signals.ingest.tables.readers import open_table

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class BlockReader:
    """Reads the rows of one table, block by block: everything that is the same for all of them."""

    source: Source
    header: tuple[str, ...]
    columns: Columns
    order: DateOrder | None
    options: Options
    ids: DocIds

    def read(self, block: Block) -> Iterator[Document | Rejected]:
        """The document in each row, or why there is none, in the order of the rows."""
        problems = dict(block.problems)
        outlets = lines_that_repeat(self._cells(block, "outlet", problems))
        titles, texts = self._titles_and_texts(block, outlets, problems)
        days, bases = self._days(block, texts, problems)
        urls = one_lines(self._cells(block, "url", problems))
        doc_ids = self._doc_ids(block, problems)
        is_one_sentence = repeat(self.options.one_sentence_per_row)
        columns = (doc_ids, days, texts, titles, outlets, urls, bases, is_one_sentence, self._kept(block))
        items: list[Document | Rejected] = list(map(Document, *columns))
        for at, problem in problems.items():
            items[at] = reject(f"{self.source.name} row {block.first + at}", problem)
        yield from items

    def _doc_ids(self, block: Block, problems: dict[int, str]) -> list[str]:
        """The id of each row, '' where it has a problem: ids are not spent on these."""
        own_ids = one_lines(self._cells(block, "id", problems))
        if not problems and not any(own_ids):
            return self.ids.numbered_rows(self.source.stem, block.first, block.n_rows)
        ids = [""] * block.n_rows
        for at, own_id in enumerate(own_ids):
            if at not in problems:
                ids[at] = self.ids.named(own_id) if own_id else self.ids.numbered(self.source.stem, block.first + at)
        return ids

    def _cells(self, block: Block, kind: str, problems: dict[int, str]) -> list[str]:
        """The text in a kind of column, '' where it is missing or the row has a problem."""
        at = getattr(self.columns, kind)
        if at < 0:
            return [""] * block.n_rows
        values = block.columns[at]
        return list(values) if _are_texts(values) else _each(_as_text, values, problems, "")

    def _titles_and_texts(
        self, block: Block, outlets: Sequence[str], problems: dict[int, str]
    ) -> tuple[Sequence[str], Sequence[str]]:
        titles: Sequence[str] = self._cells(block, "title", problems)
        texts: Sequence[str] = self._cells(block, "text", problems)
        if self.options.one_sentence_per_row:
            texts = [text or title for text, title in zip(one_lines(texts), one_lines(titles), strict=True)]
            titles = [""] * block.n_rows
        else:
            titles, texts = clean_items(titles, texts, outlets)
        for at, (title, text) in enumerate(zip(titles, texts, strict=True)):
            if not title and not text:
                problems.setdefault(at, f"no text: {self._text_names()} blank; fill one, or leave the row out")
        return titles, texts

    def _text_names(self) -> str:
        names = [self.header[at] for at in (self.columns.text, self.columns.title) if at >= 0]
        return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'}"

    def _days(self, block: Block, texts: Sequence[str], problems: dict[int, str]) -> tuple[list[date], list[str]]:
        """The day of each row, and where it comes from."""
        found = self._field_days(block, problems)
        undated = [at for at, day in enumerate(found) if day is None]
        days, bases = [day or date.max for day in found], ["field"] * block.n_rows
        stem, published = self.source.file_stem, self.options.published
        for at in undated:
            if at not in problems:
                try:
                    days[at], bases[at] = date_item(None, texts[at], stem, published)
                except Unreadable as error:
                    problems[at] = str(error)
        return days, bases

    def _field_days(self, block: Block, problems: dict[int, str]) -> list[date | None]:
        at = self.columns.date
        if at < 0:
            return [None] * block.n_rows
        values = block.columns[at]
        # A column names the same few days again and again; only text is sure to have a hash.
        read_each = _each_distinct if _are_texts(values) else _each
        return read_each(self._field_day, values, problems, None)

    def _field_day(self, value: Any) -> date | None:
        if is_blank_cell(value):
            return None
        try:
            return parse_field_date(value, self.order)
        except ValueError as error:
            raise Unreadable(f"{self.header[self.columns.date].strip()} {error}") from error

    def _kept(self, block: Block) -> Sequence[Mapping[str, Any]]:
        if not self.columns.kept:
            return [{}] * block.n_rows
        names = [name for name, _ in self.columns.kept]
        cells = [block.columns[at] for _, at in self.columns.kept]
        return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def read_table(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of a table, one row at a time. Raises Unreadable if the table as a whole cannot be used."""
    yield from documents_of_table(open_table(source), source, options, ids)


def documents_of_table(table: Table, source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of an open table; `source` names it for the user and its file name may hold a date."""
    columns = recognise_columns(table.header, one_sentence_per_row=options.one_sentence_per_row)
    _check_has_dates(table, columns, source, options)
    reader = BlockReader(source, table.header, columns, _date_order(table, columns, options), options, ids)
    for block in table.blocks():
        yield from reader.read(block)


def _check_has_dates(table: Table, columns: Columns, source: Source, options: Options) -> None:
    if columns.date < 0 and not options.published and not file_name_date(source.file_stem):
        raise Unreadable(
            f"has no date column; found the columns {shown_names(table.header)}; "
            f"expected one of {', '.join(NAMES['date'])}; rename one, or pass --published YYYY-MM-DD"
        )


def _date_order(table: Table, columns: Columns, options: Options) -> DateOrder | None:
    if options.date_order or columns.date < 0:
        return options.date_order
    try:
        return find_date_order(table.column(columns.date))
    except ValueError as error:
        raise Unreadable(f"in the column {table.header[columns.date].strip()}, {error}") from error


def _each(
    read: Callable[[Any], Value], values: Sequence[Any], problems: dict[int, str], otherwise: Value
) -> list[Value]:
    """Each value read; `otherwise` where there is a problem already, or comes up: it is put into `problems`."""
    found = []
    for at, value in enumerate(values):
        read_value = otherwise
        if at not in problems:
            try:
                read_value = read(value)
            except Unreadable as error:
                problems[at] = str(error)
        found.append(read_value)
    return found


def _each_distinct(
    read: Callable[[str], Value], values: Sequence[str], problems: dict[int, str], otherwise: Value
) -> list[Value]:
    """As `_each`, of values that repeat: each is read once."""
    distinct = list(dict.fromkeys(values))
    wrong: dict[int, str] = {}
    found = dict(zip(distinct, _each(read, distinct, wrong, otherwise), strict=True))
    reasons = {distinct[at]: why for at, why in wrong.items()}
    for at, value in enumerate(values) if reasons else ():
        if value in reasons:
            problems.setdefault(at, reasons[value])
    return [found[value] for value in values]


def _are_texts(values: Sequence[Any]) -> bool:
    return set(map(type, values)) <= {str}


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):  # Some writers of Parquet mark text as binary.
        return value.decode("utf-8", "replace")
    if isinstance(value, (dict, list)):
        raise Unreadable(f"holds a {type(value).__name__} where text was expected; flatten it")
    return "" if is_blank_cell(value) else str(value)


def read_records(
    records: Sequence[Mapping[str, Any]],
    header: Sequence[str],
    *,
    published: date | None = None,
    one_sentence_per_row: bool = False,
) -> Iterator[Document | Rejected]:
    """Read one document per record; columns are recognised as in a file, what cannot be read comes back Rejected.

    Raises ValueError if the columns as a whole cannot be used (no text, no date).
    """
    columns = [[record.get(name) for record in records] for name in header]
    block = Block(1, len(records), columns, {})
    table = Table(tuple(header), lambda: iter([block]), lambda position: iter(columns[position]))
    source = Source("documents", "documents", "", 0, io.BytesIO)
    try:
        yield from documents_of_table(table, source, Options(published, None, one_sentence_per_row), DocIds())
    except Unreadable as error:
        raise ValueError(f"documents: {error}") from error
