"""A law of probability as it is given: "normal(0, 1)", "2x on [0, 1]", [0.1, 0.3, 0.6]."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.errors import TooLargeError, UnsupportedError, shorten
from symcalc.notation import Notation
from symcalc.primitives import arrange, put, replace_nodes
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.tutor.probability.alike import told_by
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.probability.laws import NAMED, Law
from symcalc.tutor.probability.own import categorical, own_density, probability
from symcalc.tutor.probability.parameters import placed
from symcalc.tutor.probability.spoken import in_words
from symcalc.writing.text import text

__all__ = ["Distribution", "Given", "counted", "law_of"]

# Parameters beyond which sums and powers take too long, or cannot be borne out.
LARGEST = {"poisson": 80, "beta": 200, "gamma": 100}
USUAL = 10**6
Given = Any  # text, a sequence of probabilities, or a Distribution
CALL = re.compile(r"\s*([A-Za-z][A-Za-z -]*?)(?:\s+law|\s+distribution)?\s*(?:\((.*)\))?\s*", re.S)
FONT = re.compile(r"\\(?:mathcal|mathrm|mathbf|text|operatorname)\s*\{\s*([A-Za-z]+)\s*\}")
CLOSED = re.compile(r"\A(U|unif(?:orm)?)\s*\[([^\[\]]*)\]\Z", re.IGNORECASE)  # U[0, 1]
SIZED = re.compile(r"\\(?:left|right|[,;!])")
OF = re.compile(r"\s*([A-Za-z](?:_?\w)?)\s*(?:\||\\mid|;)(.+)", re.DOTALL)  # N(x | 0, 1)


def law_of(given: Given, x: str = "") -> Distribution:
    """The law that a text names, or a list of probabilities.

    Parameters
    ----------
    given : str, sequence or Distribution
        "normal(0, 1)" (the second number is the standard deviation), "N(mu, sigma)", "bernoulli",
        "categorical(0.1, 0.3, 0.6)", a density as "2x on [0, 1]", or a list of probabilities of
        the values 1, 2, 3 …
    x : str
        What the variable is called; if left out, x, or the first of t, y, z that is not taken.

    Raises
    ------
    UnsupportedError
        If no such law is known, or its parameters are none that it can have.

    Examples
    --------
    >>> text(law_of("N(mu, 2)").density)
    '1/(2 √(2π))·e^(−(x − μ)²/8)'
    >>> [text(p) for _, p in law_of([0.1, 0.3, 0.6]).weights]
    ['0.1', '0.3', '0.6']
    """
    if isinstance(given, Distribution):
        return given
    if isinstance(given, Sequence) and not isinstance(given, str):
        return categorical(tuple(probability(p) for p in given))
    if not isinstance(given, str):
        what = f"a {type(given).__name__} is not a law of probability"
        raise UnsupportedError(what, hint='write "normal(0, 1)" or a list of probabilities')
    return _told(in_words(given.strip()), x)


@lru_cache(maxsize=64)
def _told(given: str, x: str) -> Distribution:
    if given.startswith("[") and given.endswith("]"):
        return categorical(tuple(read(p) for p in outside(given[1:-1])))
    other, remark = told_by(given := _plain(given))
    if remark:
        same = _told(other, x)
        return replace(same, remarks=(remark, *same.remarks))
    found = CALL.fullmatch(given)
    law = _named(found[1], found[2]) if found else None
    conditional = OF.fullmatch(found[2] or "") if found and law else None
    if conditional and found:
        return _told(f"{found[1]}({conditional[2]})", x or conditional[1])
    if found is None or law is None:
        return own_density(given, found[1] if found else "", x)
    args = outside(found[2]) if found[2] else []
    if not law.parameters and found[2] is None:
        return categorical(tuple(read(f"p_{k}") for k in (1, 2, 3)))
    if not law.parameters:
        return categorical(tuple(map(read, args)))
    return _of_row(law, *placed(law, args, given), given, x)


def _plain(given: str) -> str:
    """N(0, 1) for \\mathcal{N}(0, 1).

    >>> _plain(r"\\mathcal{N}\\left(0, 1\\right)")
    'N(0, 1)'
    """
    plain = SIZED.sub("", FONT.sub(r"\1", given)).strip()
    return CLOSED.sub(r"\1(\2)", plain)


def _named(word: str, inner: str | None) -> Law | None:
    """The row that a word names; exp(…) with an x in it is a formula."""
    if word in ("Exp", "exp"):
        return None if word == "exp" and "x" in (inner or "x") else NAMED["exponential"]
    return NAMED.get(word) or NAMED.get(word.lower() if len(word) > 1 else word)


def _of_row(
    law: Law, parameters: tuple[Notation, ...], remarks: tuple[str, ...], given: str, x: str
) -> Distribution:
    values = {read(p).expr: node for p, node in zip(law.parameters, parameters, strict=True)}
    conditions = tuple(_conditions(law, values, given))
    taken = {s.name for node in parameters for s in node.symbols}
    letter = x or next(s for s in ("x", "t", "y", "z", "u", "v", "w") if s not in taken)
    values[sp.Symbol("x")] = notation.name(sp.Symbol(letter))
    low, high = (put(read(end), values) for end in law.support)
    density = counted(put(read(law.density), values))
    at = sp.Symbol(letter)
    return Distribution(
        law, parameters, density, at, (low, high), law.discrete, conditions, remarks
    )


def counted(node: Notation) -> Notation:
    """The formula with what is made of numbers alone worked out: 2·2² is 8.

    >>> text(counted(read("x^(2 - 1) + 2*2^2")))
    'x + 8'
    """

    def change(part: Notation) -> Notation | None:
        fixed = part.head not in ("number", "negation") and not part.symbols
        return arrange(part.expr, like=part) if fixed and part.expr.is_Rational else None

    return replace_nodes(node, change)


def _conditions(law: Law, values: Mapping[sp.Basic, Notation], given: str) -> list[sp.Basic]:
    """What is asked of letters; what numbers do not fulfil is refused."""
    for node in values.values():
        expr = node.expr
        if not isinstance(expr, sp.Expr) or expr.has(sp.nan, sp.zoo, sp.oo, sp.I):
            what = f"{text(node)} is not a parameter of the {law.title}"
            raise UnsupportedError(what, where=given, hint="parameters are numbers or letters")
        most = LARGEST.get(law.name, USUAL)
        if expr.is_number and abs(expr) > most:
            what = f"a parameter of the {law.title} is at most {most} here"
            raise TooLargeError(what, where=shorten(given), hint="take a smaller number")
        if law.discrete and law.parameters[0] == "n" and node is next(iter(values.values())):
            _need_whole(law, node, given)
    asked = []
    for condition in law.conditions:
        put_in = put(read(condition), values)
        held = put_in.expr.doit() if isinstance(put_in.expr, sp.Basic) else put_in.expr
        if held == sp.false:
            letters = ", ".join(f"{text(notation.name(k))} = {text(v)}" for k, v in values.items())
            what = f"the {law.title} needs {text(read(condition))}, and here {letters}"
            raise UnsupportedError(what, where=given, hint="change the parameter")
        if held != sp.true:
            asked.append(held)
    return asked


def _need_whole(law: Law, node: Notation, given: str) -> None:
    if node.expr.is_number and not node.expr.is_Integer:
        what = f"n of the {law.title} is a whole number, and here {text(node)}"
        raise UnsupportedError(what, where=given, hint="take 1, 2, 3 …")
