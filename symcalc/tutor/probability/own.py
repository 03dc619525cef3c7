"""Laws that are no row of the table: listed probabilities, and densities of the user's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.errors import TooLargeError, UnsupportedError, shorten
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import SPELLINGS, arrange, build
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.reading.numbers import exact, is_decimal
from symcalc.reading.suggest import close_match
from symcalc.tutor.probability.distributed import MANY, Distribution
from symcalc.tutor.probability.laws import LAWS, NAMED
from symcalc.writing.text import text

SUMS_TO = sp.Rational(1, 10**9)  # how far probabilities may be from one, as rounded ones are
SAYS_F = re.compile(r"\s*[fp](?:_\{?[A-Z]\}?)?\s*\(\w\)\s*=\s*")
ELSE = re.compile(r"[,;]?\s+(?:and\s+)?(?:0|zero)\s+(?:otherwise|elsewhere)\s*", re.IGNORECASE)
_LESS, _MORE = r"(?:<=?|≤|\\leq?\b)", r"(?:>=?|≥|\\geq?\b)"
# Where it holds, as a range of its variable: 2x for 0 < x < 1, e^(-x) for x > 0.
RANGE = re.compile(
    r"(?P<f>.+?)\s*(?:,|\s(?:for|where|if|when|on|with))\s+"
    rf"(?:(?P<low>[^<>≤≥\s]+)\s*{_LESS}\s*[A-Za-z]\s*{_LESS}\s*(?P<high>[^<>≤≥\s]+)"
    rf"|[A-Za-z]\s*{_MORE}\s*(?P<least>[^<>≤≥\s]+))\s*",
    re.DOTALL,
)
ON = re.compile(r"(.+?)\s+on\s+(?:the\s+)?(?:\[|\()?(.+?)(?:\]|\))?\s*", re.DOTALL)
KNOWN = ", ".join(law.name for law in LAWS)
DRAWN = re.compile(r"[r-zR-Z]_?\d*")  # what a variable is called; others may be constants
LATE = (re.compile(r"[R-Z]"), re.compile(r"[t-z]"))
SAMPLES = (1, 3, 5, 7, 9)  # tenths of an interval, where a density is looked at


def probability(given: Any) -> Notation:
    """A probability of a list, as it is written."""
    if isinstance(given, Notation):
        return given
    if isinstance(given, str):
        return read(given)
    value = exact(given, "{value} is not a probability", "write [0.1, 0.3, 0.6]")
    decimal = isinstance(given, float) and is_decimal(value)
    return read(str(float(given))) if decimal else arrange(value)


def categorical(weights: tuple[Notation, ...]) -> Distribution:
    """The law of the values 1, 2, 3 … with these probabilities."""
    law = NAMED["categorical"]
    if not weights:
        what = "the categorical law needs the probability of each value"
        raise UnsupportedError(what, hint="write categorical(0.1, 0.3, 0.6)")
    if len(weights) > MANY:
        raise TooLargeError(f"more than {MANY} probabilities are not listed", hint="take fewer")
    known = [w.expr for w in weights if w.expr.is_number]
    wrong = next((w for w in weights if w.expr.is_number and not 0 <= w.expr <= 1), None)
    if wrong is not None:
        what = f"{text(wrong)} is not a probability: it is not between 0 and 1"
        raise UnsupportedError(what, hint="probabilities are numbers from 0 to 1")
    total = sp.Add(*(w.expr for w in weights))
    if len(known) == len(weights) and abs(total - 1) > SUMS_TO:
        shown = text(arrange(total, like=weights[0]))
        hint = "divide each by their sum"
        raise UnsupportedError(f"the probabilities sum to {shown}, not to 1", hint=hint)
    x = sp.Symbol("x")
    pieces = [
        build("piece", w, build("relation", notation.name(x), notation.number(k), text="="))
        for k, w in enumerate(weights, 1)
    ]
    letters = [w.expr for w in weights if not w.expr.is_number]
    asked = tuple(sp.Ge(p, 0) for p in letters)
    asked += (sp.Eq(total, 1),) if letters else ()
    ends = notation.number(1), notation.number(len(weights))
    return Distribution(
        law, weights, build("cases", *pieces), x, ends, discrete=True, conditions=asked
    )


def own_density(given: str, word: str, x: str) -> Distribution:
    """A density of the user's own, with its support; without one, all real numbers."""
    given = _with_interval(given)
    found = ON.fullmatch(given)
    close = close_match(word.lower(), NAMED) if word and word not in SPELLINGS else None
    named = len(word) > 3 or close or not given.rstrip().endswith(")")
    if word and not found and named:
        hint = f"did you mean {close}?" if close else f"known are {KNOWN}"
        what = f"the law {shorten(word)} is not known"
        raise UnsupportedError(what, where=shorten(given), hint=hint)
    density = read(found[1] if found else given)
    ends = _interval(found[2], given) if found else (read("-oo"), read("oo"))
    if not isinstance(density.expr, sp.Expr) or density.expr.is_Matrix:
        what = "this is not a density, which is a formula in x"
        raise UnsupportedError(what, where=given, hint='write "2x on [0, 1]"')
    letter = _variable(density.expr, ends, x or "x")
    if any(letter in end.symbols for end in ends):
        what = f"{letter.name} is drawn, so the interval cannot depend on it"
        raise UnsupportedError(what, where=given, hint='write "2x on [0, 1]"')
    _need_positive(density, letter, ends, given)
    return Distribution(None, (), density, letter, ends, remarks=density.remarks)


def _with_interval(given: str) -> str:
    """2x on [0, 1] for f(x) = 2x for 0 < x < 1.

    >>> _with_interval("f(x) = e^(-x) for x > 0, and 0 otherwise")
    'e^(-x) on [0, oo)'
    """
    plain = ELSE.sub("", SAYS_F.sub("", given, count=1))
    found = RANGE.fullmatch(plain)
    if found is None:
        return plain
    if found["least"]:
        return f"{found['f']} on [{found['least']}, oo)"
    return f"{found['f']} on [{found['low']}, {found['high']}]"


def _variable(density: sp.Expr, ends: tuple[Notation, Notation], usual: str) -> sp.Symbol:
    """What is drawn: x, or the one letter there is unless it is a constant.

    A constant stands in the interval, or is a power with nothing else: 1/a on [0, a], c on [0, 5].
    """
    known, among = sp.Symbol(usual), natural_order(density.free_symbols)
    if known in among or not among:
        return known
    if len(among) > 1:
        return _likely([s for s in among if not any(s in end.symbols for end in ends)], known)
    (letter,) = among
    if any(letter in end.symbols for end in ends):
        return known
    low, high = (end.expr for end in ends)
    _, power = density.as_independent(letter, as_Add=False)
    if DRAWN.fullmatch(letter.name) or power.as_base_exp()[0] != letter:
        return letter
    return letter if sp.integrate(density, (letter, low, high)) == 1 else known


def _likely(among: Sequence[sp.Symbol], usual: sp.Symbol) -> sp.Symbol:
    """The one of several letters that looks drawn: a capital, else a late letter."""
    for kind in LATE:
        found = [s for s in among if kind.fullmatch(s.name)]
        if found:
            return found[0] if len(found) == 1 else usual
    return usual


def _interval(given: str, whole: str) -> tuple[Notation, Notation]:
    if given.strip().lower() in ("reals", "real numbers", "r"):
        return read("-oo"), read("oo")
    parts = outside(given)
    if len(parts) != 2:
        raise UnsupportedError(
            f"{given} is not an interval", where=whole, hint='write "2x on [0, 1]"'
        )
    low, high = (read(part) for part in parts)
    if low.expr.is_number and high.expr.is_number and not low.expr < high.expr:
        what = f"the interval from {text(low)} to {text(high)} is empty"
        raise UnsupportedError(what, where=whole, hint="the lower end comes first")
    return low, high


def _need_positive(
    density: Notation, x: sp.Symbol, ends: tuple[Notation, Notation], given: str
) -> None:
    """A density is nowhere negative, as far as a few points tell."""
    low, high = (end.expr for end in ends)
    if density.symbols - {x} or not (low.is_number and high.is_number):
        return
    a = low if low.is_finite else sp.Integer(-5) if not high.is_finite else high - 10
    b = high if high.is_finite else a + 10
    for k in SAMPLES:
        at = a + (b - a) * sp.Rational(k, 10)
        value = density.expr.subs(x, at)
        if value.is_number and value.is_extended_negative:
            what = f"a density is nowhere negative, and this one is {text(arrange(value))}"
            raise UnsupportedError(
                f"{what} at {x.name} = {text(arrange(at))}", where=given, hint="change the interval"
            )
