"""Files of a class: CSV as spreadsheets write it, and JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import IO, Any

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.grading.classes.rows import VERDICT, Row, broken, from_mapping, with_trouble

NEEDED = ("question", "answer")
DELIMITERS = ",;\t"
LONGEST = 1 << 30  # characters of a cell; the csv module's own bound would stop the file
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
JSON_LINES = (".jsonl", ".ndjson")

HEAD = "the first line must name the columns, as in  student,question,answer"


@dataclass(frozen=True)
class Sheet:
    """A file of answers, read.

    Attributes
    ----------
    columns : tuple of str
        The names of the columns, as they were written.
    rows : tuple of Row
        In the order of the file.
    delimiter : str
        Between the cells of a CSV file.
    mark : bool
        Whether it begins with a byte order mark, as Excel wants it.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    delimiter: str = ","
    mark: bool = False


def is_json(path: Path) -> bool:
    """Whether the name of a file says that it holds JSON lines."""
    return path.suffix.lower() in JSON_LINES


def read_sheet(source: str | PathLike[str] | IO[str], encoding: str = "") -> Sheet:
    """Read a file of answers; what is wrong with all of it is said before anything is graded.

    Parameters
    ----------
    source : path or text file
        CSV, or JSON lines where the name ends in .jsonl.
    encoding : str
        Of a file; UTF-8, or what its byte order mark says, if left out.

    Raises
    ------
    ReadingError
        If it is not text, has no such columns, or a quote is never closed.
    """
    if isinstance(source, str | PathLike):
        path = Path(source)
        text = decoded(path, encoding)
    else:
        path = Path(str(getattr(source, "name", "")))
        text = source.read()
    mark, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    if not text.strip():
        raise ReadingError(f"{path.name or 'the file'} is empty", hint=HEAD)
    return json_sheet(text) if is_json(path) else csv_sheet(text, mark=mark)


def decoded(path: Path, encoding: str) -> str:
    """The text of a file, its byte order mark kept as a character."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnsupportedError(f"{path} cannot be read: {error.strerror}") from error
    found = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    name = encoding or found
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReadingError(
            f"{path.name} is not {name.upper()}: the byte 0x{data[error.start]:02x} in line {line}",
            hint="save it as UTF-8, or say what it is, as in --encoding cp1252",
        ) from error
    except LookupError as error:
        raise UnsupportedError(f"there is no encoding {name!r}") from error
    return f"\ufeff{text}" if name == "utf-8-sig" else text


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a CSV text; empty lines are none."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    yield from (cells for cells in reader if cells)


def csv_sheet(text: str, *, mark: bool) -> Sheet:
    """Rows of a CSV text."""
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=first.count)
    head, *body = records(text, delimiter)
    columns = tuple(name.strip() for name in head)
    known(columns)
    closed(text, delimiter)
    rows = tuple(csv_row(columns, cells, delimiter) for cells in body)
    return Sheet(columns, rows, delimiter, mark)


def closed(text: str, delimiter: str) -> None:
    """Refuse a text that ends inside quotes: all after them would be one answer."""
    probe = "\N{END OF TRANSMISSION}"
    text = text.rstrip().replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(f"{text}\n{probe}", newline=""), delimiter=delimiter)
    begun, start, last = 1, 1, [probe]
    while (found := next(reader, None)) is not None:
        start, last = begun, found
        begun = reader.line_num + 1
    if last != [probe]:
        raise ReadingError(
            f"a quote that is opened in line {start} is never closed",
            where=text.split("\n")[start - 1].strip() or None,
            hint='close it; a quote inside a quoted cell is written twice: ""',
        )


def csv_row(columns: Sequence[str], cells: Sequence[str], delimiter: str) -> Row:
    """One row; with a cell too many it is not clear where the answer ends."""
    count = len(columns)
    if len(cells) <= count:
        return from_mapping(dict(zip(columns, [*cells, *[""] * (count - len(cells))], strict=True)))
    joined = [*cells[: count - 1], delimiter.join(cells[count - 1 :])]
    what = (
        f"it has {len(cells)} cells, and there are {count} columns; an answer with "
        f'{delimiter!r} in it stands in quotes, as in "[2x{delimiter} 1]"'
    )
    return with_trouble(from_mapping(dict(zip(columns, joined, strict=True))), what)


def json_sheet(text: str) -> Sheet:
    """Rows of JSON lines; a line that is no object is one unreadable row."""
    rows = tuple(json_row(line) for line in text.split("\n") if line.strip())
    columns = tuple(dict.fromkeys(name for row in rows for name in row.given))
    known(columns)
    return Sheet(columns, rows)


def json_row(line: str) -> Row:
    """One line."""
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return broken(line, "it is not JSON")
    if not isinstance(found, dict):
        return broken(line, "it is no JSON object")
    return from_mapping(found)


def known(columns: Sequence[str]) -> None:
    """Refuse columns that are missing, twice there, or that grading would overwrite."""
    names = [name.lower() for name in columns]
    shown = ", ".join(columns)
    for name in NEEDED:
        if name not in names:
            raise ReadingError(f"there is no column {name!r}", where=shown, hint=HEAD)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ReadingError(f"the column {twice[0]!r} is there twice", where=shown)
    own = [name for name in VERDICT if name in names]
    if own:
        raise ReadingError(
            f"the file has a column {own[0]!r} of its own, and grading writes one of that name",
            where=shown,
            hint="rename it, so that nothing is lost",
        )
