"""Whether what symcalc says is what is true, by the type of the true value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp

import symcalc as sc
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.errors import SymcalcError

from . import Row, Said

RELATIVE, ABSOLUTE = 1e-9, 1e-15


def assert_true(told: Any, row: Row) -> None:
    """What was told is what is true of this row."""
    if isinstance(told, sc.Verdict):
        assert told.status == "correct", told.feedback
    elif isinstance(told, CheckReport):
        assert told.status == "agrees", told
    elif isinstance(told, list) and told and all(isinstance(t, CheckReport) for t in told):
        assert [report for report in told if report.status != "agrees"] == []
    elif isinstance(told, Said):
        assert [line for line in told.lines if line not in told.text] == []
        assert told.lines
    else:
        assert_same(told, row.true)


def assert_same(told: Any, true: Any) -> None:
    """Numbers by their size, formulas by what they are equal to, words as words."""
    if isinstance(true, Mapping):
        assert set(told) == set(true)
        for key, value in true.items():
            assert_same(told[key], value)
    elif isinstance(true, str):
        assert_formula(told, true)
    elif isinstance(true, Sequence):
        parts = _parts(told, len(true))
        assert len(parts) == len(true), (told, true)
        for part, value in zip(parts, true, strict=True):
            assert_same(part, value)
    else:
        number = _number(told)
        assert np.isclose(number, float(true), rtol=RELATIVE, atol=ABSOLUTE), (number, true)


def assert_formula(told: Any, true: str) -> None:
    """Two formulas are equal wherever both are defined; words are the same words."""
    if isinstance(told, str):
        assert told.casefold() == true.casefold(), (told, true)
        return
    said = sp.sympify(getattr(told, "answer", told))
    names = [symbol.name for symbol in said.free_symbols]
    assert check_equal(said, _read(true, names)).status == "agrees", (said, true)


def _read(text: str, names: list[str]) -> sp.Basic:
    try:
        return sc.parse(text, names=names)
    except SymcalcError as error:
        raise AssertionError(f"{text!r} is no formula: say it by Said or by a verdict") from error


def _parts(told: Any, count: int) -> list[Any]:
    """The parts of a vector, or the rows of a matrix, of whatever kind."""
    told = getattr(told, "answer", told)
    if isinstance(told, sp.MatrixBase):
        rows = told.tolist()
        column = told.cols == 1 or (told.rows == 1 and count != 1)
        return [c for row in rows for c in row] if column else rows
    return list(told)


def _number(told: Any) -> float:
    told = getattr(told, "answer", told)
    if isinstance(told, np.ndarray):
        told = told.item()
    if isinstance(told, sp.MatrixBase):
        (told,) = told
    return float(told)
