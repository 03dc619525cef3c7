"""What is asked of a limit, and what is found: the ground on which every method stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.sampling import candidates
from symcalc.checking.tendency import SAME, Tendency, tendency
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.writing.text import text

SAMPLES = 4  # values of the other letters at which a formula is looked at
LOOKED = 24
DEEPEST = 14  # limits inside limits
MOST = 60  # limits looked at for one question


@dataclass(frozen=True)
class Ask:
    """The limit of `body` as `x` approaches `to`, from the `side` "+" or "-", or from both: "".

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> Ask(arrange(sp.sin(x) / x), x, sp.S.Zero).near.value
    1.0
    """

    body: Notation
    x: sp.Symbol
    to: sp.Expr
    side: str = ""

    @property
    def expr(self) -> sp.Expr:
        """What the formula means."""
        return self.body.expr

    @property
    def whole(self) -> Notation:
        """The limit as a formula."""
        return self.limit(self.body)

    def limit(self, body: Notation) -> Notation:
        """The limit of something else at the same place."""
        return build("limit", body, notation.name(self.x), arrange(self.to), text=self.side)

    def of(self, body: Notation | sp.Expr) -> Ask:
        """The same question about something else."""
        node = body if isinstance(body, Notation) else arrange(body, like=self.body)
        return replace(self, body=node)

    def moves(self, node: Notation | sp.Expr) -> bool:
        """Whether something depends on the variable."""
        return self.x in (node.symbols if isinstance(node, Notation) else node.free_symbols)

    @property
    def near(self) -> Tendency:
        """Where the values go."""
        return self.tends(self.expr)

    def tends(self, expr: sp.Expr) -> Tendency:
        """Where the values of a formula go; "depends" where the other letters decide.

        A number is 0 only where it is for all of their values.
        """
        found = [tendency(expr, self.x, self.to, self.side, p) for p in self._points(expr)]
        told = [t for t in found if t.kind != "undefined"]
        if not told:
            return Tendency("undefined")
        if len({t.kind for t in told}) > 1:
            return Tendency("depends")
        if told[0].kind == "infinite" and len({t.value for t in told}) > 1:
            return Tendency("depends")
        return max(told, key=lambda t: abs(t.value)) if told[0].kind == "finite" else told[0]

    def _points(self, expr: sp.Expr) -> list[dict[sp.Symbol, sp.Rational]]:
        """Some values of the letters, without the special ones."""
        letters = natural_order((expr.free_symbols | self.to.free_symbols) - {self.x})
        if not letters:
            return [{}]
        general = (p for p in candidates(letters) if not {1, -1} & set(p.values()))
        found: list[dict[sp.Symbol, sp.Rational]] = []
        for point in islice(general, LOOKED):
            if tendency(expr, self.x, self.to, self.side, point).kind != "undefined":
                found.append(point)
            signs = {v > 0 for p in found for v in p.values()}
            if len(found) >= SAMPLES and len(signs) == 2:
                break
        return found

    def vanishes(self, expr: sp.Expr) -> bool:
        """Whether a formula tends to 0."""
        found = self.tends(expr)
        return found.kind == "finite" and abs(found.value) <= SAME

    def settles(self, expr: sp.Expr) -> bool:
        """Whether a formula has a finite limit."""
        return self.tends(expr).kind == "finite"

    def grows(self, expr: sp.Expr) -> bool:
        """Whether a formula has an infinite limit."""
        return self.tends(expr).kind == "infinite"

    def large(self, expr: sp.Expr) -> bool:
        """Whether the size of a formula grows without bound, of whatever sign."""
        kind = self.tends(expr).kind
        return kind == "infinite" or (kind == "varies" and self.vanishes(1 / expr))

    @property
    def at(self) -> str:
        """x = 2, or x = ∞ where that is the place."""
        return f"{self.x.name} = {text(arrange(self.to))}"

    @property
    def nearby(self) -> str:
        """Close to the point, but not at it."""
        if not self.to.is_infinite:
            return f"close to {self.at}, but not at it"
        return f"for {self.x.name} far out"

    @property
    def approach(self) -> str:
        """x → 2⁺."""
        sign = {"+": "⁺", "-": "⁻", "": ""}[self.side]
        return f"{self.x.name} → {text(arrange(self.to))}{sign}"


class Found(NamedTuple):
    """The steps from a limit to its value; the value is nan where there is none."""

    steps: tuple[Step, ...]
    value: sp.Expr

    @property
    def exists(self) -> bool:
        """Whether there is a limit, finite or not."""
        return self.value is not sp.nan


Method = Callable[[Ask, "Finder"], Found | None]


@dataclass
class Finder:
    """Tries the methods in turn, and remembers what came of each question."""

    methods: Sequence[Method]
    lhopital_first: bool = False
    known: dict[Ask, Found | None] = field(default_factory=dict)
    depth: int = 0
    differentiated: int = 0  # how often L'Hôpital's rule was tried

    def find(self, ask: Ask) -> Found | None:
        """The steps, or None where no method applies."""
        if ask in self.known:
            return self.known[ask]
        if self.depth >= DEEPEST or len(self.known) >= MOST:
            return None
        self.known[ask] = None  # what leads back to itself leads nowhere
        self.depth += 1
        tried = (method(ask, self) for method in self.methods)
        self.known[ask] = next((found for found in tried if found is not None), None)
        self.depth -= 1
        return self.known[ask]

    def value(self, ask: Ask) -> sp.Expr | None:
        """The value alone, if a limit is found."""
        found = self.find(ask)
        return found.value if found and found.exists else None
