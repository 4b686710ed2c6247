"""From a table's rows to documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from signals.documents import Document, Rejected
from signals.ingest.boilerplate import drop_repeated_title, strip_paragraphs, strip_title
from signals.ingest.cleaning import one_line, split_paragraphs, strip_tags
from signals.ingest.columns import NAMES, Columns, recognise_columns, shown_names
from signals.ingest.docids import DocIds
from signals.ingest.fielddates import DateOrder, find_date_order, is_blank, parse_field_date
from signals.ingest.itemdates import date_item, file_name_date
from signals.ingest.options import Options
from signals.ingest.rejects import reject
from signals.ingest.sources import Source, Unreadable
from signals.ingest.tables import Row, Table, open_table


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table: everything that is the same for all of them."""

    source: Source
    header: tuple[str, ...]
    columns: Columns
    order: DateOrder | None
    options: Options
    ids: DocIds

    def read(self, row: Row) -> Document | Rejected:
        """The document in a row, or why there is none."""
        try:
            return self._document(row)
        except Unreadable as error:
            return reject(f"{self.source.name} row {row.number}", error)

    def _document(self, row: Row) -> Document:
        if row.problem:
            raise Unreadable(row.problem)
        values, columns = row.values, self.columns
        outlet = one_line(_cell(values, columns.outlet))
        title, text = self._title_and_text(values, outlet)
        dated = date_item(self._field_date(values), text, self.source.file_stem, self.options.published)
        return Document(
            doc_id=self._doc_id(row),
            published_on=dated.day,
            text=text,
            title=title,
            outlet=outlet,
            url=one_line(_cell(values, columns.url)),
            date_basis=dated.basis,
            is_one_sentence=self.options.one_sentence_per_row,
            kept={name: values[at] for name, at in columns.kept},
        )

    def _title_and_text(self, values: Any, outlet: str) -> tuple[str, str]:
        title, text = _cell(values, self.columns.title), _cell(values, self.columns.text)
        if self.options.one_sentence_per_row:
            title, text = "", one_line(text) or one_line(title)
        else:
            title, text = clean_item(title, text, outlet)
        if not title and not text:
            raise Unreadable(f"no text: {self._text_names()} blank; fill one, or leave the row out")
        return title, text

    def _text_names(self) -> str:
        names = [self.header[at] for at in (self.columns.text, self.columns.title) if at >= 0]
        return f"{' and '.join(names)} {'are' if len(names) > 1 else 'is'}"

    def _field_date(self, values: Any) -> date | None:
        at = self.columns.date
        if at < 0 or is_blank(values[at]):
            return None
        try:
            return parse_field_date(values[at], self.order)
        except ValueError as error:
            raise Unreadable(f"{self.header[at].strip()} {error}") from error

    def _doc_id(self, row: Row) -> str:
        own = one_line(_cell(row.values, self.columns.id))
        return self.ids.named(own) if own else self.ids.numbered(self.source.stem, row.number)


def read_table(source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of a table, one row at a time. Raises Unreadable if the table as a whole cannot be used."""
    yield from documents_of_table(open_table(source), source, options, ids)


def documents_of_table(table: Table, source: Source, options: Options, ids: DocIds) -> Iterator[Document | Rejected]:
    """The documents of an open table; `source` names it for the user and its file name may hold a date."""
    columns = recognise_columns(table.header, one_sentence_per_row=options.one_sentence_per_row)
    _check_has_dates(table, columns, source, options)
    reader = RowReader(source, table.header, columns, _date_order(table, columns, options), options, ids)
    yield from map(reader.read, table.rows())


def clean_item(title: str, text: str, outlet: str) -> tuple[str, str]:
    """Title and text without odd characters, boilerplate and a title that the text repeats."""
    title = strip_title(one_line(strip_tags(title)), outlet)
    text = "\n\n".join(strip_paragraphs(split_paragraphs(text)))
    if title and (rest := drop_repeated_title(text, title)) is not text:
        # What followed the title is a start of line now: "Title. VIDEO. The lead" becomes "The lead".
        text = "\n\n".join(strip_paragraphs(rest.split("\n\n")))
    return title, text


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


def _cell(values: Any, at: int) -> str:
    value = values[at] if at >= 0 else ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):  # Some writers of Parquet mark text as binary.
        return value.decode("utf-8", "replace")
    if isinstance(value, (dict, list)):
        raise Unreadable(f"holds a {type(value).__name__} where text was expected; flatten it")
    return "" if is_blank(value) else str(value)
