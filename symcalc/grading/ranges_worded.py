"""Sets of numbers in words: all real numbers except 0, x is greater than 1, negative numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

import sympy as sp

from symcalc.reading.numbers import number

PLAIN = r"(?:\d+(?:\.\d+)?|π|pi\b|(?:√|sqrt)(?:\d+|\(\d+\)))"
NUMBER = rf"[-−+]?{PLAIN}(?:[/*·]?{PLAIN})*"
ONE = re.compile(NUMBER)
# All that stands before the words that count.
WHOLE = (
    r"(?:(?:x|s|l|the\s+solutions?|it)\s+(?:=|is|are|can\s+be|must\s+be|has\s+to\s+be)\s+)?"
    r"(?:all|any|every|each)?\s*(?:of\s+)?(?:the\s+)?(?:real\s+)?(?:numbers?|reals|values?(?:\s+of\s+x)?|x)"
)
LEAD = re.compile(rf"(?:{WHOLE}\s*,?\s*(?:that\s+(?:is|are)\s+|which\s+(?:is|are)\s+)?)")
SUBJECT = re.compile(r"x\s+(?:is|must\s+be|has\s+to\s+be|can\s+be)\s+(?:all\s+|any\s+|a\s+|an\s+)?")
EXCEPT = re.compile(
    r"(?:except|but|besides|other\s+than|apart\s+from|excluding|without|not\s+equal\s+to|unequal\s+to)"
    r"(?:\s+for|\s+not)?(?:\s+x\s*=)?\s*"
    rf"({NUMBER}(?:\s*(?:,|and|or|,\s*and)\s*{NUMBER})*)"
)
OR_EQUAL = r"(?:\s+(?:or|and)\s+equal(?:\s+to)?)"
BOUNDS: tuple[tuple[re.Pattern[str], Callable[[sp.Expr], sp.Set]], ...] = tuple(
    (re.compile(rf"(?:{words})\s+({NUMBER})"), build)
    for words, build in (
        (
            rf"(?:greater|larger|bigger|more)\s+than{OR_EQUAL}|at\s+least|not\s+(?:less|smaller)\s+than",
            lambda a: sp.Interval(a, sp.oo),
        ),
        (
            rf"(?:less|smaller)\s+than{OR_EQUAL}|at\s+most|not\s+(?:greater|more|larger)\s+than",
            lambda a: sp.Interval(-sp.oo, a),
        ),
        (r"(?:greater|larger|bigger|more)\s+than|above", lambda a: sp.Interval.open(a, sp.oo)),
        (r"(?:less|smaller)\s+than|below", lambda a: sp.Interval.open(-sp.oo, a)),
    )
)
SIGNED = {
    "positive": sp.Interval.open(0, sp.oo),
    "negative": sp.Interval.open(-sp.oo, 0),
    "nonnegative": sp.Interval(0, sp.oo),
    "nonpositive": sp.Interval(-sp.oo, 0),
    "nonzero": sp.Complement(sp.S.Reals, sp.FiniteSet(0)),
}
SIGN = re.compile(
    r"(?:x\s+(?:is|must\s+be|has\s+to\s+be)\s+(?:an?\s+|any\s+|all\s+)?|all\s+|any\s+|every\s+|the\s+)*(?:the\s+)?"
    r"(non-?\s?|not\s+)?(positive|negative|zero)(?:\s+(?:real\s+)?(?:numbers?|reals|values?|x))*"
)


def range_in_words(said: str) -> sp.Set | None:
    """The set that the words name; None where they are not known.

    >>> range_in_words("all real numbers except 0")
    Union(Interval.open(-oo, 0), Interval.open(0, oo))
    >>> range_in_words("x is greater than 1"), range_in_words("negative numbers")
    (Interval.open(1, oo), Interval.open(-oo, 0))
    """
    said = " ".join(said.split())
    signed = SIGN.fullmatch(said)
    if signed is not None:
        name = ("non" if signed[1] else "") + signed[2]
        return SIGNED.get(name)
    lead = SUBJECT.match(said) or LEAD.match(said)
    rest = said[lead.end() :].strip(" ,") if lead else said
    rest = re.sub(r"^(?:real\s+)?numbers?\s+", "", rest)
    without = EXCEPT.fullmatch(rest) if lead else None
    if without is not None:
        return sp.Complement(sp.S.Reals, sp.FiniteSet(*map(number, ONE.findall(without[1]))))
    if said.startswith("x is not ") and ONE.fullmatch(said[9:]):
        return sp.Complement(sp.S.Reals, sp.FiniteSet(number(said[9:])))
    for words, build in BOUNDS:
        found = words.fullmatch(rest)
        if found is not None:
            return build(number(found[1]))
    return None
