"""Rows that are questions in one line: a derivative, a value, an answer that is graded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import symcalc as sc

from . import Asked, Row


def derivative(row: Row) -> sc.Derivation:
    """The derivative of the row's formula; what is printed of it is right too."""
    derivation = sc.diff(row.formula, "x")
    if row.printed is not None:
        verdict = sc.grade(derivation, str(row.printed), timeout=None)
        assert verdict.status == "correct", verdict.feedback
    return derivation


def slopes(formula: str = "", x: str = "x") -> Asked:
    """The derivative at the numbers that the row names, worked out by steps at each."""

    def ask(row: Row) -> Any:
        asked = row.at[x]
        places = asked if isinstance(asked, list) else [asked]
        found = [sc.diff(formula or row.formula, x, at={x: str(place)}).value for place in places]
        return found if isinstance(asked, list) else found[0]

    return ask


def values(formula: str = "", x: str = "x") -> Asked:
    """The formula at the numbers that the row names, compiled."""

    def ask(row: Row) -> Any:
        kernel = sc.compile(formula or row.formula, [x], backend="python")
        asked = row.at[x]
        return [kernel(float(p)) for p in asked] if isinstance(asked, list) else kernel(asked)

    return ask


def explained(question: str) -> Asked:
    """The answer to a question in words, borne out by numbers."""

    def ask(row: Row) -> sc.Derivation:
        derivation = sc.explain(question)
        assert derivation.check.status == "agrees"
        return derivation

    return ask


def graded(question: str, answer: str = "") -> Asked:
    """The verdict on an answer, where none is given on what the row says is true."""

    def ask(row: Row) -> sc.Verdict:
        return sc.grade(question, answer or str(row.true), timeout=None)

    return ask


def printed(question: str) -> Asked:
    """The verdict on what is printed."""
    return lambda row: sc.grade(question, str(row.printed), timeout=None)


def of_formula(template: str) -> Asked:
    """The answer to a question about the row's formula, which stands for {} in it."""
    return lambda row: explained(template.format(row.formula))(row)


Value = Callable[[Row], Any]
