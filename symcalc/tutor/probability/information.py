"""Entropy, cross-entropy and divergence of probabilities that are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import sympy as sp

from symcalc.checking.precise import Precise
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal
from symcalc.notation import Notation, add, divide, multiply, negative
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.steps import Table
from symcalc.tutor.probability.claims import LogarithmicMean
from symcalc.tutor.probability.masses import Masses, places
from symcalc.tutor.words.information import CHECKED, FAILS, HINTS, SUMS, UNITS
from symcalc.writing.text import text

DIGITS = 30
FEW = 12  # terms of a sum that are all written
TABLED = 24  # rows of a table
BASES = {"e": sp.S.One, "2": sp.log(2), "10": sp.log(10)}
HEADS = {"entropy": " pᵢ", "cross-entropy": " qᵢ", "kl": "(pᵢ/qᵢ)"}
SIGNS = {"entropy": -1, "cross-entropy": -1, "kl": 1}
NAMES = {"entropy": "H(p)", "cross-entropy": "H(p, q)", "kl": "KL(p‖q)"}


@dataclass(frozen=True)
class Mean:
    """One of the three: the mean under p of −log p, −log q or log(p/q).

    `kind` is "entropy", "cross-entropy" or "kl"; of an entropy q is p.
    """

    kind: str
    p: Masses
    q: Masses
    base: str = "e"

    @property
    def log(self) -> str:
        """The logarithm as it is written."""
        return "log" if self.base == "e" else f"log_{self.base}"

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return UNITS[self.base]

    @cached_property
    def terms(self) -> list[tuple[int, Notation, Notation]]:
        """Which outcome, its probability, and what stands in the logarithm; p = 0 adds nothing."""
        pairs = zip(self.p.probabilities, self.q.probabilities, strict=True)
        return [
            (i, p, self._inside(p, q))
            for i, (p, q) in enumerate(pairs)
            if p.expr != 0 and self.q.values[i] != 0
        ]

    def _inside(self, p: Notation, q: Notation) -> Notation:
        """What stands in the logarithm."""
        return divide(p, q) if self.kind == "kl" else q

    @cached_property
    def impossible(self) -> int | None:
        """An outcome that comes under p, and never under q."""
        pairs = enumerate(zip(self.p.values, self.q.values, strict=True))
        return next((i for i, (p, q) in pairs if p != 0 and q == 0), None)

    @cached_property
    def whole(self) -> Notation:
        """The sum with the numbers in it; ∞ for an impossible outcome."""
        if self.impossible is not None:
            return arrange(sp.oo)
        parts = [multiply(p, self._log(r)) for _, p, r in self.terms]
        return negative(add(*parts)) if SIGNS[self.kind] < 0 else add(*parts)

    def _log(self, inner: Notation) -> Notation:
        return logarithm(inner, self.base)

    @cached_property
    def value(self) -> sp.Expr:
        """Exact, with common factors of numbers cancelled where few terms stand."""
        expr = self.whole.expr
        if len(self.terms) > FEW or self.p.letters or self.q.letters:
            return expr
        plain = sp.expand(sp.expand_log(expr, force=True, factor=True))
        return plain if plain.is_Rational else expr

    @cached_property
    def near(self) -> float:
        """The value in decimals; NaN with letters."""
        if self.value.free_symbols:
            return float("nan")
        return float(Precise(DIGITS).at(self.value, {})) if self.value != sp.oo else float("inf")

    @property
    def lettered(self) -> bool:
        """Whether it has no value in numbers."""
        return bool(self.value.free_symbols)

    def claim(self) -> LogarithmicMean:
        """What numbers can bear out."""
        pairs = tuple(
            (p.expr, 1 / r.expr if self.kind == "kl" else r.expr) for _, p, r in self.terms
        )
        sentence = CHECKED.replace("{sum}", SUMS[self.kind])
        at = tuple(places(self.p, self.q))
        return LogarithmicMean(pairs, self.value, BASES[self.base], at, sentence)

    def table(self) -> Table:
        """Each outcome with its probabilities and its term."""
        two, sign = self.kind != "entropy", "−" if SIGNS[self.kind] < 0 else ""
        log = self.log.replace("_2", "₂").replace("_10", "₁₀")
        shown = f"{log}{HEADS[self.kind]}"
        head = ("i", "pᵢ", *(("qᵢ",) if two else ()), shown, f"{sign}pᵢ {shown}")
        rows = [self._row(i, two=two) for i in range(len(self.p))]
        if len(rows) > TABLED:
            dots = ("…",) * len(head)
            rows = [*rows[: TABLED - 2], dots, rows[-1]]
        return Table(head, tuple(rows))

    def _row(self, i: int, *, two: bool) -> tuple[str | Notation, ...]:
        p, q = self.p.probabilities[i], self.q.probabilities[i]
        name = str(self.p.outcomes[i].expr) if self.p.outcomes else str(i + 1)
        start: tuple[str | Notation, ...] = (name, p, q) if two else (name, p)
        if p.expr == 0:
            return (*start, "", "0")
        if q.expr == 0:
            return (*start, "∞" if self.kind == "kl" else "−∞", "∞")
        _, _, inner = next(term for term in self.terms if term[0] == i)
        log = self._log(inner)
        term = multiply(p, log)
        term = negative(term) if SIGNS[self.kind] < 0 else term
        return (*start, *(cell(part) for part in (log, term)))

    def shares(self) -> list[Notation]:
        """The terms in decimals."""
        sign = SIGNS[self.kind]
        return [_decimal(sign * p.expr * self._log(r).expr) for _, p, r in self.terms]


def logarithm(inner: Notation, base: str) -> Notation:
    """log u, or log_2 u, as the reader writes it."""
    return put(_pattern(base), {sp.Symbol("u"): inner})


@lru_cache(maxsize=8)
def _pattern(base: str) -> Notation:
    return replace(read("log(u)" if base == "e" else f"log_{base}(u)"), remarks=())


def cell(part: Notation) -> str | Notation:
    """A number as its decimals, a formula as it is."""
    return part if part.expr.free_symbols else text(_decimal(part.expr))


def _decimal(value: sp.Expr) -> Notation:
    return decimal(float(Precise(DIGITS).at(value, {})))


def unit_of(base: object) -> str:
    """A base as it is kept: "e", "2" or "10"; units are read, too.

    Raises
    ------
    UnsupportedError
        If it is another one.
    """
    said = str(base).strip().lower().removeprefix("base ").strip()
    said = said.replace("shannon", "bit")
    by_unit = {unit: known for known, unit in UNITS.items()}
    known = by_unit.get(said, by_unit.get(said + "s", said))
    if known not in UNITS:
        what = FAILS["base"].format(base=base)
        raise UnsupportedError(what, hint=HINTS["base"])
    return known


def unit_said(base: str) -> str:
    """The unit, where it has to be said."""
    return "" if base == "e" else UNITS[base]


def paired(p: Masses, q: Masses) -> tuple[Masses, Masses]:
    """Two laws of the same outcomes, in the same order.

    Raises
    ------
    UnsupportedError
        If they are about different outcomes.
    """
    if len(p) != len(q):
        what = FAILS["lengths"].format(p=len(p), q=len(q))
        raise UnsupportedError(what, hint=HINTS["lengths"])
    ours, theirs = ([x.expr for x in side.outcomes] for side in (p, q))
    if not ours or not theirs or ours == theirs:
        return p, q
    if set(ours) != set(theirs):
        raise UnsupportedError(FAILS["outcomes"], hint=HINTS["lengths"])
    order = [theirs.index(x) for x in ours]
    moved: Sequence[Notation] = [q.probabilities[k] for k in order]
    return p, replace(q, probabilities=tuple(moved), outcomes=p.outcomes)
