"""Levels of quantiles as they are given: 0.95, 95%, a quartile."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import SymcalcError, UnsupportedError
from symcalc.reading import read
from symcalc.tutor.words.events import FAILS, HINTS

QUARTERS = {"first": "1/4", "lower": "1/4", "third": "3/4", "upper": "3/4"}
PERCENT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:%|th|st|nd|rd)?\s*(?:percent|percentile|%)?\s*")


def level_of(given: str) -> sp.Rational:
    """A number between 0 and 1.

    Raises
    ------
    UnsupportedError
        If it is none.
    """
    percent = PERCENT.fullmatch(given) if given.strip().endswith("%") else None
    try:
        value = sp.Rational(percent[1]) / 100 if percent else read(given.strip()).expr
    except SymcalcError as error:
        raise UnsupportedError(FAILS["level"].format(level=given), hint=HINTS["level"]) from error
    if not (value.is_Rational and 0 < value < 1):
        raise UnsupportedError(FAILS["level"].format(level=given), hint=HINTS["level"])
    return value
