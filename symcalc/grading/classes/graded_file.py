"""The file that graded rows are written to, row by row, and gone on with after a stop."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import Any

from symcalc.errors import UnsupportedError
from symcalc.grading.classes.files import Sheet, is_json, records
from symcalc.grading.classes.rows import VERDICT, Graded, Row
from symcalc.grading.verdict import HALF, Verdict

MARK = "\ufeff"
SAFE = "backslashreplace"  # half a character is written as \ud800

ANOTHER = "name another file with --out, or say --restart to write it anew"


class GradedFile:
    """A file that holds the first rows of a class with their verdicts.

    Parameters
    ----------
    path : path
        JSON lines where it ends in .jsonl, else CSV.
    sheet : Sheet
        The answers that it is about.
    restart : bool
        Whether what is there is thrown away.

    Attributes
    ----------
    done : tuple of Graded
        What is there already. A last line that is torn is not.
    """

    def __init__(self, path: str | PathLike[str], sheet: Sheet, *, restart: bool = False) -> None:
        self.path = Path(path)
        self._sheet = sheet
        self._lines = is_json(self.path)
        self._file = self._opened()
        try:
            self._lock()
            text, torn = ("", b"") if restart else self._found()
            self.done = tuple(self._restored(text))
            self._own(torn, started=bool(text))
        except BaseException:
            self._file.close()
            raise
        self._file.seek(len(encoded(text)))
        self._file.truncate()
        if not text and not self._lines:
            self._put(self._head())

    def _opened(self) -> io.FileIO:
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise UnsupportedError(f"{self.path} cannot be written: {error.strerror}") from error
        return io.FileIO(handle, "r+b")

    def _lock(self) -> None:
        """Keep a second run off the file; the lock goes when this process ends."""
        try:
            import fcntl
        except ImportError:  # not on Windows
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            hint = "wait for it, or name another file with --out"
            what = f"another run is writing {self.path.name}"
            raise UnsupportedError(what, hint=hint) from None
        except OSError:  # a file system without locks
            return

    def _found(self) -> tuple[str, bytes]:
        """What is there: the whole records, and a torn last one."""
        data = self._file.readall()
        text = data.decode("utf-8", "surrogateescape")
        text = text[: text.rfind("\n") + 1] if self._lines else text[: whole(text)]
        return text, data[len(text.encode("utf-8", "surrogateescape")) :]

    def _own(self, torn: bytes, *, started: bool) -> None:
        """Refuse to write over the beginning of anything but the record that comes next."""
        rows, count = self._sheet.rows, len(self.done)
        if not torn:
            return
        if not self._lines and not started:
            begins = encoded(self._head())
        elif count == len(rows):
            raise self._foreign()
        elif self._lines:
            begins = encoded(json_line(rows[count].given)[:-1])
        else:
            begins = encoded(self._record(self._cells(rows[count])).removesuffix("\r\n"))
        if not (torn.startswith(begins) or begins.startswith(torn)):
            raise self._foreign()

    def _head(self) -> str:
        mark = MARK if self._sheet.mark else ""
        return mark + self._record([*self._sheet.columns, *VERDICT])

    def _restored(self, text: str) -> Iterator[Graded]:
        """The rows of what is there, each beside the row of the class that it must be."""
        rows = self._sheet.rows
        for k, (given, told) in enumerate(self._read(text)):
            if k >= len(rows):
                what = f"{self.path.name} has more rows than the answers"
                raise UnsupportedError(what, hint=ANOTHER)
            if given != self._given(rows[k]):
                what = f"row {k + 1} of {self.path.name} is not row {k + 1} of the answers"
                raise UnsupportedError(what, hint=ANOTHER)
            yield Graded(rows[k], told)

    def _read(self, text: str) -> Iterator[tuple[Any, Verdict]]:
        return self._read_lines(text) if self._lines else self._read_cells(text)

    def _read_lines(self, text: str) -> Iterator[tuple[Any, Verdict]]:
        for line in text.split("\n")[:-1]:
            data = None
            with suppress(ValueError):
                data = json.loads(line)
            if not isinstance(data, dict) or not set(VERDICT) <= set(data):
                raise self._foreign()
            told = {name: data.pop(name) for name in VERDICT}
            yield json.dumps(data), restored(told)

    def _read_cells(self, text: str) -> Iterator[tuple[Any, Verdict]]:
        found = records(text.removeprefix(MARK), self._sheet.delimiter)
        head = next(found, None)
        if head is None:
            return
        if head != [*self._sheet.columns, *VERDICT]:
            raise self._foreign()
        count = len(self._sheet.columns)
        for cells in found:
            if len(cells) != len(head):
                raise self._foreign()
            yield cells[:count], restored(dict(zip(VERDICT, cells[count:], strict=True)))

    def _foreign(self) -> UnsupportedError:
        what = f"{self.path.name} is there already, and is no graded file of these answers"
        return UnsupportedError(what, hint=ANOTHER)

    def _given(self, row: Row) -> Any:
        """What a row of the class looks like when it is read again."""
        if self._lines:
            return json.dumps(row.given)
        return [encoded(cell).decode() for cell in self._cells(row)]

    def _cells(self, row: Row) -> list[str]:
        found: list[str] = []
        for name in self._sheet.columns:
            value = row.given.get(name, "")
            plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            found.append("" if value is None else plain)
        return found

    def _record(self, cells: Sequence[str]) -> str:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=self._sheet.delimiter).writerow(cells)
        return line.getvalue()

    def write(self, one: Graded) -> None:
        """Add a row; it is in the file when this returns."""
        told = one.plain()
        if self._lines:
            self._put(f"{json_line(told)}\n")
        else:
            score = f"{told['score']:g}"
            verdict = [score if name == "score" else told[name] for name in VERDICT]
            self._put(self._record([*self._cells(one.row), *verdict]))

    def _put(self, text: str) -> None:
        data = memoryview(encoded(text))
        while data:
            data = data[self._file.write(data) :]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def json_line(told: Mapping[str, Any]) -> str:
    """A row as one line of JSON, in characters where all of them can be written."""
    line = json.dumps(told, ensure_ascii=False)
    return line if encoded(line) == line.encode("utf-8", "replace") else json.dumps(told)


def encoded(text: str) -> bytes:
    """The bytes of a text; what is no character is written out."""
    return text.encode("utf-8", SAFE)


def whole(text: str) -> int:
    """Where the last record of a CSV text ends that was written as a whole.

    >>> whole('a,b\\r\\n1,"2'), whole('a,b\\r\\n1,"2\\r\\n')
    (5, 5)
    """
    end = position = 0
    quoted = False
    for line in text.splitlines(keepends=True):
        position += len(line)
        quoted ^= line.count('"') % 2 == 1
        if not quoted and line.endswith("\r\n"):
            end = position
    return end


def restored(told: Mapping[str, Any]) -> Verdict:
    """A verdict from its columns; what is not among them is not known any more."""
    score = float(told["score"])
    return Verdict(
        told["status"],
        told["note"],
        told["feedback"],
        misconceptions=tuple(told["misconception"].split()),
        partial=score if told["status"] == "partial" else HALF,
    )
