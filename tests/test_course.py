"""The whole of a course: each of its rows through the public verbs, with its true value.

A row is asked in one module of tests/course, or it is a definition, a claim or a fact on a library,
and stands in docs/course.toml with the true statement in our words.
"""

from __future__ import annotations

import importlib
import pkgutil
import runpy
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import course
import numpy as np
import pytest
import sympy as sp
from course import Asked, Row, Said, all_rows
from course.compare import assert_true

DOCS = Path(__file__).parent.parent / "docs"
ROWS = all_rows()
SUBJECTS = {
    info.name: module
    for info in pkgutil.iter_modules(course.__path__)
    if hasattr(module := importlib.import_module(f"course.{info.name}"), "ROWS")
}
EVERY = (
    *("activations", "constrained", "derivatives", "descent", "information", "integrals"),
    *("linear", "modes", "networks", "numeric", "optimisers", "probability", "several"),
    *("spectra", "training"),
)
SAID = tomllib.loads((DOCS / "course.toml").read_text(encoding="utf-8"))
STATED = SAID["statements"]
ASKED = Counter(row for module in SUBJECTS.values() for row in module.ROWS)
ENOUGH = 300


def cases(table: str) -> Iterator[Any]:
    """The rows of a table of every module, as `module-id`."""
    for name, module in SUBJECTS.items():
        for row, asked in getattr(module, table, {}).items():
            yield pytest.param(ROWS[row], asked, id=f"{name}-{row}")


@pytest.mark.parametrize(("row", "asked"), list(cases("ROWS")))
def test_row(row: Row, asked: Asked) -> None:
    """What symcalc says is what is true."""
    assert_true(asked(row), row)


@pytest.mark.parametrize(("row", "asked"), list(cases("MISPRINTS")))
def test_misprint(row: Row, asked: Asked) -> None:
    """What is printed is found to be wrong."""
    verdict = asked(row)

    assert row.misprint
    assert verdict.status == "incorrect", verdict.feedback
    assert verdict.feedback


def test_every_module_is_there() -> None:
    assert tuple(sorted(SUBJECTS)) == tuple(sorted(EVERY))


def test_every_row_is_asked_once_or_stated() -> None:
    assert [row for row, times in ASKED.items() if times > 1] == []
    assert [row for row in STATED if row in ASKED] == []
    assert {*ASKED, *STATED} == set(ROWS)
    assert len(ROWS) == 405
    assert len(ASKED) >= ENOUGH


def test_every_misprint_is_found() -> None:
    """Of a value or a formula by a verdict; of a claim or code it is told what is true."""
    graded = {row for module in SUBJECTS.values() for row in getattr(module, "MISPRINTS", {})}
    wrong = {row.id for row in ROWS.values() if row.misprint}
    formal = {row.id for row in ROWS.values() if row.note.startswith(("value:", "formula:"))}

    assert formal <= graded
    assert not formal & set(STATED)
    assert wrong - graded <= {*STATED, *SAID["claims"]}
    assert set(SAID["claims"]) <= wrong


# What is not what is true: a comparison that takes these would prove nothing.
REFUSED = [
    (1.000001, 1),
    ([1, 2], [1, 3]),
    ([1, 2], [1, 2, 3]),
    ([[1, 0], [0, 1]], [[1, 0], [0, 2]]),
    (sp.Matrix([1, 2]), [1, 2.5]),
    (np.array([1.0, np.nan]), [1, 2]),
    (np.array([1.0, 2.0]), 1),
    (2 * sp.Symbol("x"), "3*x"),
    (sp.Symbol("x"), "sign(x) for x != 0"),  # words are no formula
    ("minimum", "saddle point"),
    ({"x": 0}, {"x": 0, "kind": "minimum"}),
    ({"x": 0, "kind": "maximum"}, {"x": 0, "kind": "minimum"}),
    (False, True),
    (Said("x = 1", ("x = 2",)), "x = 2"),
    (Said("x = 1", ()), "x = 2"),
    ([], [1]),
    (None, 1),
]


@pytest.mark.parametrize(("told", "true"), REFUSED)
def test_what_is_not_true_is_refused(told: Any, true: Any) -> None:
    row = replace(ROWS["001-06-x3"], true=true)

    with pytest.raises((AssertionError, TypeError, ValueError)):
        assert_true(told, row)


EXACT = [
    (8 / 3, "8/3"),
    (14**0.5, "sqrt(14)"),
    ((7 - 17**0.5) / 2, "(7 - sqrt(17))/2"),
    ([1.0, np.e], "[1, e]"),
    (0.25**50, "2^(-100)"),
    (-0.5, "-0.5"),
    (-3.9999999956741306, None),  # a finite difference in doubles
    ([1, 0.9933071490757153], None),
    (True, "true"),
]


@pytest.mark.parametrize(("double", "exact"), EXACT)
def test_the_page_is_exact_where_it_can_be(double: Any, exact: str | None) -> None:
    assert runpy.run_path(str(DOCS / "make_course.py"))["exactly"](double) == exact


def test_the_page_is_what_is_generated() -> None:
    """`python docs/make_course.py` writes it anew."""
    page = runpy.run_path(str(DOCS / "make_course.py"))["page"]()

    assert (DOCS / "course.md").read_text(encoding="utf-8") == page
