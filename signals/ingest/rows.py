"""From a table's blocks of rows to documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from signals.documents import Document, Rejected
from signals.ingest.blocks import Block, Table
from signals.ingest.cleaning import one_lines
from signals.ingest.columns import NAMES, Columns, recognise_columns, shown_names
from signals.ingest.docids import DocIds
from signals.ingest.fielddates import DateOrder, find_date_order, is_blank, parse_field_date
from signals.ingest.itemdates import Dated, date_item, file_name_date
from signals.ingest.items import clean_items
from signals.ingest.options import Options
from signals.ingest.rejects import reject
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables import open_table

Value = TypeVar("Value")
_UNDATED = Dated(date.max, "")  # stands in where a row is turned away


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
        outlets = one_lines(self._cells(block, "outlet", problems))
        titles, texts = self._titles_and_texts(block, outlets, problems)
        dated = self._dated(block, texts, problems)
        urls = one_lines(self._cells(block, "url", problems))
        own_ids = one_lines(self._cells(block, "id", problems))
        kept = self._kept(block)
        for at in range(block.n_rows):
            number = block.first + at
            if at in problems:
                yield reject(f"{self.source.name} row {number}", problems[at])
                continue
            doc_id = self.ids.named(own_ids[at]) if own_ids[at] else self.ids.numbered(self.source.stem, number)
            yield Document(
                doc_id,
                dated[at].day,
                texts[at],
                titles[at],
                outlets[at],
                urls[at],
                dated[at].basis,
                self.options.one_sentence_per_row,
                kept[at],
            )

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

    def _dated(self, block: Block, texts: Sequence[str], problems: dict[int, str]) -> list[Dated]:
        days = self._field_days(block, problems)
        stem, published = self.source.file_stem, self.options.published

        def date_row(at: int) -> Dated:
            return date_item(days[at], texts[at], stem, published)

        return _each(date_row, range(block.n_rows), problems, _UNDATED)

    def _field_days(self, block: Block, problems: dict[int, str]) -> list[date | None]:
        at = self.columns.date
        if at < 0:
            return [None] * block.n_rows
        values = block.columns[at]
        # A column names the same few days again and again; only text is sure to have a hash.
        read = lru_cache(maxsize=block.n_rows)(self._field_day) if _are_texts(values) else self._field_day
        return _each(read, values, problems, None)

    def _field_day(self, value: Any) -> date | None:
        if is_blank(value):
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


def _are_texts(values: Sequence[Any]) -> bool:
    return set(map(type, values)) <= {str}


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):  # Some writers of Parquet mark text as binary.
        return value.decode("utf-8", "replace")
    if isinstance(value, (dict, list)):
        raise Unreadable(f"holds a {type(value).__name__} where text was expected; flatten it")
    return "" if is_blank(value) else str(value)
