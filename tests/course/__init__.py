"""The rows of tests/data/course.json, each asked of a public verb; tests/test_course.py runs them.

A module has `ROWS`: the id of a row and a function of the row. What it returns is compared with
the row's true value, or is a verdict, which has to be correct. `MISPRINTS` are the same for what is
printed wrongly: the verdict on it has to be incorrect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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


Asked = Callable[[Row], Any]
