"""Probabilities as they are given: a list, a table of outcomes, a die."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import natural_order, over_reals
from symcalc.notation import Notation, number, rational
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.reading.numbers import exact, is_real
from symcalc.tutor.words.masses import FAILS, HINTS, ROUNDED
from symcalc.writing.text import text

MOST = 1000  # outcomes
NEAR = 1e-6  # how far from one a sum of rounded probabilities may be
DIGITS = 30
DIE = re.compile(r"(?:an?\s+|the\s+)?(?:fair\s+)?(?:(\d+)-sided\s+)?die", re.IGNORECASE)
COIN = re.compile(r"(?:an?\s+|the\s+)?fair\s+coin", re.IGNORECASE)
EQUAL = re.compile(r"uniform\s+on\s+(?:(-?\d+)\s*\.\.\s*(-?\d+)|\{(.+)\})", re.IGNORECASE)
TRIED = tuple(sp.Rational(1, k) for k in (7, 3, 5, 11, 13))  # of letters


@dataclass(frozen=True)
class Masses:
    """Probabilities that sum to one, and the outcomes they belong to, if these have values.

    `letters` says whether a letter stands in one of the probabilities; then they sum to one as
    formulas, and are taken to lie between 0 and 1.
    """

    probabilities: tuple[Notation, ...]
    outcomes: tuple[Notation, ...] = ()
    remarks: tuple[str, ...] = ()
    said: str = ""

    @cached_property
    def values(self) -> tuple[sp.Expr, ...]:
        """The probabilities as SymPy numbers or formulas."""
        return tuple(p.expr for p in self.probabilities)

    @cached_property
    def letters(self) -> tuple[sp.Symbol, ...]:
        """What stands for a number in the probabilities."""
        return natural_order({s for p in self.values for s in p.free_symbols})

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Each letter makes probabilities."""
        asked = (c for p in self.values if p.free_symbols for c in _positive(p))
        return tuple(dict.fromkeys(asked))

    def __len__(self) -> int:
        return len(self.probabilities)

    def __str__(self) -> str:
        return self.said or f"({', '.join(map(text, self.probabilities))})"


def _positive(p: sp.Expr) -> list[sp.Basic]:
    """What makes a probability with letters positive: of p (1 - p)² its factors."""
    bases = [part.as_base_exp()[0] for part in sp.Mul.make_args(p) if part.free_symbols]
    if not all(base.is_Symbol or (1 - base).is_Symbol for base in bases):
        return [sp.Gt(p, 0)]
    return [sp.Lt(1 - b, 1) if (1 - b).is_Symbol else sp.Gt(b, 0) for b in bases]


def masses_of(given: str) -> Masses | None:
    """Probabilities from text; None where it is none of the forms they are written in.

    Examples
    --------
    >>> masses_of("(0.7, 0.2, 0.1)").values
    (7/10, 1/5, 1/10)
    >>> masses_of("fair die").outcomes[5].expr
    6

    Raises
    ------
    UnsupportedError
        If they are no probabilities, or do not sum to one.
    """
    said = given.strip()
    named = _equal(said)
    if named:
        share = rational(sp.Rational(1, len(named)))
        return Masses((share,) * len(named), tuple(named), said=said)
    if said.startswith("{") and said.endswith("}"):
        pairs = [part.partition(":") for part in items(said[1:-1])]
        if not all(colon for _, colon, _ in pairs):
            raise UnsupportedError(FAILS["table"], where=said, hint=HINTS["table"])
        outcomes = tuple(_number(x, said) for x, _, _ in pairs)
        if len({x.expr for x in outcomes}) < len(outcomes):
            raise UnsupportedError(FAILS["twice"], where=said, hint=HINTS["twice"])
        return checked(Masses(tuple(_number(p, said) for _, _, p in pairs), outcomes, said=said))
    if said[:1] + said[-1:] not in ("()", "[]") or not _is_list(said):
        return None
    return checked(Masses(tuple(_number(p, said) for p in items(said[1:-1]))))


def counts_of(given: str) -> Masses:
    """Counts over their sum.

    >>> counts_of("3, 5, 2").values
    (3/10, 1/2, 1/5)

    Raises
    ------
    UnsupportedError
        If they are no whole numbers, or there are none.
    """
    said = given.strip()
    inner = said[1:-1] if said[:1] + said[-1:] in ("()", "[]") else said
    found = [_number(x, given).expr for x in items(inner.replace(" and ", ", "))]
    total = sp.Add(*found)
    if not total or not all(n.is_Integer and n >= 0 for n in found):
        raise UnsupportedError(FAILS["counts"].format(given=given), hint=HINTS["list"])
    return Masses(tuple(rational(n / total) for n in found))


def _equal(said: str) -> list[Notation]:
    """The outcomes of a die, a coin, or what is uniform on whole numbers."""
    if COIN.fullmatch(said):
        return [number(0), number(1)]
    die, equal = DIE.fullmatch(said), EQUAL.fullmatch(said)
    if equal and equal[3]:
        return [_number(x, said) for x in items(equal[3])]
    if not (die or equal):
        return []
    low, high = (int(equal[1]), int(equal[2])) if equal else (1, int((die and die[1]) or 6))
    if not 1 <= high - low + 1 <= MOST:
        raise UnsupportedError(FAILS["range"].format(most=MOST), where=said, hint=HINTS["range"])
    return [rational(sp.Integer(k)) for k in range(low, high + 1)]


def _is_list(said: str) -> bool:
    """Whether the first bracket closes at the end: (0.2, 0.8), not (1 - p)/(1 + p)."""
    depth = 0
    for i, letter in enumerate(said):
        depth += (letter in "([") - (letter in ")]")
        if not depth:
            return i == len(said) - 1
    return False


def items(inner: str) -> list[str]:
    """What stands between the commas outside all brackets, at most `MOST` of them."""
    parts = outside(inner)
    if len(parts) > MOST:
        raise TooLargeError(FAILS["many"].format(count=len(parts), most=MOST))
    return [part.strip() for part in parts]


def _number(part: str, said: str) -> Notation:
    """A number or a formula with letters."""
    if not part:
        raise UnsupportedError(FAILS["empty"], where=said, hint=HINTS["list"])
    node = replace(read(part), remarks=())
    expr = exact(node, FAILS["number"], HINTS["list"], p=part)
    if expr.is_number and not is_real(expr):
        raise UnsupportedError(FAILS["number"].format(p=part), where=said, hint=HINTS["list"])
    return node


def checked(given: Masses) -> Masses:
    """The same, once it is sure that they are probabilities.

    Raises
    ------
    UnsupportedError
        If one is negative, or they do not sum to one: then the sum is said.
    """
    where = str(given)
    for p in given.probabilities:
        if p.expr.is_number and _near(p.expr) < 0:
            raise UnsupportedError(FAILS["negative"].format(p=text(p)), where=where)
    total = over_reals(sp.simplify, sum(given.values)) if given.letters else sum(given.values)
    if total == 1:
        return given
    shown = arrange(total)
    if total.is_number and abs(_near(total) - 1) <= NEAR:
        told = in_figures(_near(total), 9)
        return replace(given, remarks=(ROUNDED.format(total=told),)) if told != "1" else given
    written = text(shown) if total.free_symbols else in_figures(_near(total))
    if not total.is_number or len(given) == 1:
        what, hint = FAILS["sum"].format(total=written), HINTS["list"]
        raise UnsupportedError(what, where=where, hint=hint)
    mended = ", ".join(in_figures(_near(p / total), 4) for p in given.values[:4])
    more = ", …" if len(given) > 4 else ""
    hint = HINTS["sum"].format(total=written, mended=mended + more)
    raise UnsupportedError(FAILS["sum"].format(total=written), where=where, hint=hint)


def _near(value: sp.Expr) -> float:
    try:
        return float(Precise(DIGITS).at(value, {}))
    except Undefined:
        return float("nan")


def places(*given: Masses) -> list[dict[sp.Symbol, sp.Rational]]:
    """Numbers for the letters with which all are probabilities; one empty place without letters.

    >>> places(masses_of("(p, 1 - p)"))[0]
    {p: 1/7}
    """
    letters = natural_order({s for masses in given for s in masses.letters})
    values = [p for masses in given for p in masses.values if p.free_symbols]
    found = []
    for chosen in product(TRIED, repeat=min(len(letters), 4)):
        point = dict(zip(letters, chosen, strict=False))
        apart = len(set(chosen)) == len(chosen)
        known = len(point) == len(letters)
        if apart and known and all(0 < p.subs(point) < 1 for p in values):
            found.append(point)
        if len(found) == 3:
            break
    return found


def outcomes_of(given: Masses) -> Sequence[Notation]:
    """The values of the outcomes.

    Raises
    ------
    UnsupportedError
        If only probabilities were given.
    """
    if not given.outcomes:
        raise UnsupportedError(FAILS["outcomes"], where=str(given), hint=HINTS["outcomes"])
    return given.outcomes
