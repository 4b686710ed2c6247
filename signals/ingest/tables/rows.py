"""From a row of a table to a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from signals.documents import Document, Rejected
from signals.ingest.cleaning.item_cleaning import clean_items
from signals.ingest.cleaning.text_cleaning import one_line
from signals.ingest.document_ids import DocIds
from signals.ingest.field_dates import DateOrder, is_blank_cell, parse_field_date
from signals.ingest.item_dates import date_item
from signals.ingest.sources import Options, Source, Unreadable, reject
from signals.ingest.tables.blocks import Block
from signals.ingest.tables.header import Columns

Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table: everything that is the same for all of them."""

    source: Source
    header: tuple[str, ...]
    columns: Columns
    order: DateOrder | None
    options: Options
    ids: DocIds

    def read(self, block: Block) -> Iterator[Document | Rejected]:
        """The document in each row, or why there is none, in the order of the rows."""
        problems = dict(block.problems)
        outlets = [one_line(outlet) for outlet in self._texts(block, "outlet", problems)]
        titles, texts = self._titles_and_texts(block, outlets, problems)
        rows = zip(zip(*block.columns, strict=True), titles, texts, outlets, strict=True)
        for position, (cells, title, text, outlet) in enumerate(rows):
            number = block.first + position
            try:
                if position in problems:
                    raise Unreadable(problems[position])
                item: Document | Rejected = self._document(number, cells, title, text, outlet)
            except Unreadable as error:
                item = reject(f"{self.source.name} row {number}", error)
            yield item

    def _document(self, number: int, cells: Cells, title: str, text: str, outlet: str) -> Document:
        """The document in a row. An id is not spent on a row that has none."""
        if not title and not text:
            raise Unreadable(f"no text: {self._text_names()} blank; fill one, or leave the row out")
        day, basis = self._field_day(cells), "field"
        if day is None:
            day, basis = date_item(None, text, self.source.file_stem, self.options.published)
        url = self._line(cells, self.columns.url)
        own_id = self._line(cells, self.columns.id)
        doc_id = self.ids.named(own_id) if own_id else self.ids.numbered(self.source.stem, number)
        kept = {name: cells[position] for name, position in self.columns.kept}
        return Document(doc_id, day, text, title, outlet, url, basis, self.options.one_sentence_per_row, kept)

    def _titles_and_texts(
        self, block: Block, outlets: Sequence[str], problems: dict[int, str]
    ) -> tuple[Sequence[str], Sequence[str]]:
        titles, texts = self._texts(block, "title", problems), self._texts(block, "text", problems)
        if not self.options.one_sentence_per_row:
            return clean_items(titles, texts, outlets)
        sentences = [one_line(text) or one_line(title) for title, text in zip(titles, texts, strict=True)]
        return [""] * block.n_rows, sentences

    def _texts(self, block: Block, kind: str, problems: dict[int, str]) -> Sequence[str]:
        """The text in a kind of column, '' where it or the row has a problem; new ones are put into `problems`."""
        position = getattr(self.columns, kind)
        values = block.columns[position] if position >= 0 else [""] * block.n_rows
        if set(map(type, values)) <= {str}:
            return values
        texts = [""] * block.n_rows
        for row, value in enumerate(values):
            if row not in problems:
                try:
                    texts[row] = _as_text(value)
                except Unreadable as error:
                    problems[row] = str(error)
        return texts

    def _line(self, cells: Cells, position: int) -> str:
        return one_line(_as_text(cells[position])) if position >= 0 else ""

    def _text_names(self) -> str:
        names = [self.header[position] for position in (self.columns.text, self.columns.title) if position >= 0]
        return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'}"

    def _field_day(self, cells: Cells) -> date | None:
        value = cells[self.columns.date] if self.columns.date >= 0 else None
        if is_blank_cell(value):
            return None
        try:
            return parse_field_date(value, self.order)
        except ValueError as error:
            raise Unreadable(f"{self.header[self.columns.date].strip()} {error}") from error


def _as_text(value: Any) -> str:
    """The text in a cell, '' where it is missing. Raises Unreadable for a list or a mapping."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):  # Some writers of Parquet mark text as binary.
        return value.decode("utf-8", "replace")
    if isinstance(value, (dict, list)):
        raise Unreadable(f"holds a {type(value).__name__} where text was expected; flatten it")
    return "" if is_blank_cell(value) else str(value)
