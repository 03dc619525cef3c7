"""What is asked of a definite integral, and what is found: the ground of every method."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.checking.breaks import breaks
from symcalc.checking.definite import AreaIs
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import all_rules
from symcalc.tutor.integrate.search import Search, Solution
from symcalc.tutor.worded import worded
from symcalc.tutor.words.definite import WORDS
from symcalc.writing.text import text

DEEPEST = 8  # integrals inside integrals
SECONDS = 4.0  # for an antiderivative


@dataclass(frozen=True)
class Definite:
    """The integral of `body` by `x` from `low` to `high`.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Definite(arrange(x**2), x, arrange(sp.S.Zero), arrange(sp.S.One)).whole.expr
    Integral(x**2, (x, 0, 1))
    """

    body: Notation
    x: sp.Symbol
    low: Notation
    high: Notation

    @property
    def integrand(self) -> sp.Expr:
        """What the integrand means."""
        return self.body.expr

    @property
    def ends(self) -> tuple[sp.Expr, sp.Expr]:
        """What the limits mean."""
        return self.low.expr, self.high.expr

    @cached_property
    def whole(self) -> Notation:
        """The integral as a formula."""
        return build("integral", self.body, notation.name(self.x), self.low, self.high)

    @property
    def numeric(self) -> bool:
        """Whether the only letter is the variable."""
        return not self.letters

    @property
    def letters(self) -> frozenset[sp.Symbol]:
        """The other letters."""
        return (self.body.symbols - {self.x}) | self.low.symbols | self.high.symbols

    @property
    def ordered(self) -> bool:
        """Whether the limits are numbers of which the lower is less."""
        low, high = self.ends
        return bool(low.is_number and high.is_number and low < high)

    @cached_property
    def breaks(self) -> tuple[sp.Expr, ...]:
        """Where the integrand may be singular, jump, or have a kink, between limits of numbers."""
        if not all(end.is_number for end in self.ends):
            return ()
        return breaks(self.integrand, self.x, *sorted(self.ends))

    @cached_property
    def sample(self) -> dict[sp.Symbol, sp.Rational]:
        """Values of the other letters at which the integrand is looked at."""
        letters = natural_order(self.letters)
        return {s: sp.Rational(7 + 3 * k, 5) for k, s in enumerate(letters)}

    def of(self, body: Notation | sp.Expr, x: sp.Symbol | None = None) -> Definite:
        """The integral of something else between the same limits."""
        node = body if isinstance(body, Notation) else self.written(body)
        return replace(self, body=node, x=x or self.x)

    def between(self, low: sp.Expr | Notation, high: sp.Expr | Notation) -> Definite:
        """The same integrand between other limits."""
        ends = (e if isinstance(e, Notation) else arrange(e) for e in (low, high))
        return Definite(self.body, self.x, *ends)

    def written(self, expr: sp.Basic) -> Notation:
        """An expression as a person would write it, in the habits of the integrand."""
        return arrange(expr, like=self.body)

    def letter(self, *wanted: str) -> sp.Symbol:
        """The first of these letters that means nothing yet."""
        taken = {s.name for s in self.letters | {self.x}}
        tried = (*wanted, *"cskmp", *(f"b_{k}" for k in range(1, 100)))
        return sp.Symbol(next(name for name in tried if name not in taken))

    @property
    def fields(self) -> dict[str, str]:
        """What most sentences name."""
        low, high = text(self.low), text(self.high)
        return {"f": text(self.body), "x": self.x.name, "low": low, "high": high}

    def step(
        self,
        rule: str,
        after: Notation | sp.Expr,
        before: Notation | None = None,
        relation: str = "equal",
        substeps: Sequence[Step] = (),
        **fields: object,
    ) -> Step:
        """A step of this integral, from the whole of it or from another line."""
        line = after if isinstance(after, Notation) else self.written(after)
        told = {**self.fields, **fields}
        return worded(WORDS, rule, before or self.whole, line, told, relation, substeps)


@dataclass(frozen=True)
class Found:
    """The steps from an integral to its value: ±oo or nan where it diverges.

    `ending` is the sentence for that, `remarks` what a reader should know besides, `conditions`
    what is asked of letters.
    """

    steps: tuple[Step, ...]
    value: sp.Expr
    ending: str = ""
    remarks: tuple[str, ...] = ()
    conditions: tuple[sp.Basic, ...] = ()

    @property
    def converges(self) -> bool:
        """Whether there is a finite value."""
        return not self.value.has(sp.oo, -sp.oo, sp.nan, sp.zoo)

    def after(self, *steps: Step) -> Found:
        """The same, where other steps come first."""
        return replace(self, steps=(*steps, *self.steps))


Method = Callable[[Definite, "Finder"], Found | None]


@dataclass
class Finder:
    """Tries the methods in turn; what quadrature contradicts is dropped, and kept in `refuted`."""

    methods: Sequence[Method]
    search: Search = field(default_factory=lambda: Search(all_rules(), seconds=SECONDS))
    refuted: list[Found] = field(default_factory=list)
    _path: list[sp.Expr] = field(default_factory=list)

    def find(self, ask: Definite, without: Iterable[Method] = ()) -> Found | None:
        """The steps, or None where no method leads to a value."""
        if ask.whole.expr in self._path or len(self._path) >= DEEPEST:
            return None
        self._path.append(ask.whole.expr)
        for method in self.methods:
            found = method(ask, self) if method not in without else None
            kept = self._kept(ask, found) if found is not None else None
            if kept is not None:
                self._path.pop()
                return kept
        self._path.pop()
        return None

    def antiderivative(self, body: Notation, x: sp.Symbol) -> Solution | None:
        """The steps of the indefinite integral."""
        return self.search.find(Integral(body, x))

    def _kept(self, ask: Definite, found: Found) -> Found | None:
        """What was found, unless quadrature contradicts a line or the value.

        What holds only for positive letters says so.
        """
        for given in (found.conditions, (*found.conditions, *positive(ask))):
            claim = AreaIs(ask.whole.expr, found.value, given).check()
            if claim.status == "disagrees" or (undecided(claim, found) and ask.numeric):
                continue
            steps = (
                tuple(_conditional(s, given) for s in found.steps) if ask.letters else found.steps
            )
            if ask.letters or not any(_refuted(s) for s in steps):
                return replace(found, steps=steps, conditions=tuple(dict.fromkeys(given)))
        self.refuted.append(found)
        return None


def undecided(claim: CheckReport, found: Found) -> bool:
    """Whether quadrature does not bear a finite value out: then it is not told."""
    return found.converges and claim.status == "undecided"


def positive(ask: Definite) -> tuple[sp.Basic, ...]:
    """That every letter is positive."""
    return tuple(sp.Gt(s, 0) for s in natural_order(ask.letters))


def _refuted(step: Step) -> bool:
    """Whether numbers speak against a line."""
    equal = step.relation == "equal"
    return equal and check_equal(step.before.expr, step.after.expr).status == "disagrees"


def _conditional(step: Step, given: Sequence[sp.Basic]) -> Step:
    """A line that is equal only under the conditions says them."""
    if not _refuted(step):
        return step
    return replace(step, relation="implies", conditions=tuple(map(arrange, given)))


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    items = list(dict.fromkeys(words))
    return f"{', '.join(items[:-1])} and {items[-1]}" if items[1:] else "".join(items)
