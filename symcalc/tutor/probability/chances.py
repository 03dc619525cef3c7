"""Probabilities as people write them: 0.01, 1%, 1/100, or a letter."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.notation import Notation, number
from symcalc.reading import read
from symcalc.tutor.words.tables import FAILS, HINTS
from symcalc.writing.text import text

PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|\\%|percent|per\s+cent)", re.IGNORECASE)


def chance(given: str) -> Notation:
    """One probability from text.

    Raises
    ------
    UnsupportedError
        If it is no number between 0 and 1, and no formula with letters.

    Examples
    --------
    >>> chance("1%").expr, chance("p").expr
    (1/100, p)
    """
    said = given.strip().rstrip(".,;")
    percent = PERCENT.fullmatch(said)
    if percent:
        share = sp.Rational(percent[1]) / 100
        node = number(share, f"{float(share):g}")
    else:
        node = _read(said)
    expr = node.expr
    if not isinstance(expr, sp.Expr) or (expr.is_number and not expr.is_extended_real):
        raise UnsupportedError(FAILS["number"].format(value=said), hint=HINTS["chance"])
    if expr.is_number and not 0 <= expr <= 1:
        where = "below 0" if expr < 0 else "above 1"
        what = FAILS["chance"].format(value=text(node), where=where)
        raise UnsupportedError(what, where=given, hint=HINTS["chance"])
    return node


def _read(said: str) -> Notation:
    try:
        return replace(read(said), remarks=())
    except SymcalcError as error:
        what = FAILS["number"].format(value=said)
        raise UnsupportedError(what, hint=HINTS["chance"]) from error
