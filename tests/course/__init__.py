"""The rows of tests/data/course.json, each asked of a public verb; tests/test_course.py runs them.

A module has `ROWS`: the id of a row and a function of the row. What it returns is compared with
the row's true value (tests/course/compare.py), or is a verdict, which has to be correct, a report,
which has to agree, or `Said`. `MISPRINTS` are the same for what is printed wrongly: the verdict on
it has to be incorrect.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "data" / "course.json"


@dataclass(frozen=True)
class Row:
    """A row of the course, as in tests/data/course.json."""

    id: str
    topic: str
    ask: str
    formula: str
    at: Any
    printed: Any
    true: Any
    misprint: bool
    note: str


@dataclass(frozen=True)
class Said:
    """What a derivation tells, for a true value in words: these `lines` have to stand in `text`.

    The lines say in symcalc's words what the row says in its own.
    """

    text: str
    lines: tuple[str, ...]


Asked = Callable[[Row], Any]


def all_rows() -> dict[str, Row]:
    """The rows of the course by their ids."""
    fields = Row.__dataclass_fields__
    return {
        row["id"]: Row(**{name: row[name] for name in fields})
        for row in json.loads(DATA.read_text(encoding="utf-8"))
    }
