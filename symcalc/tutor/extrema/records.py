"""What the parts of the package hand to each other: extrema, the function's name, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.extrema.numbers import final, is_exact, said, shown
from symcalc.tutor.words.extrema import EXTREMA, SAYS
from symcalc.writing.text import text

MINIMUM, MAXIMUM, SADDLE = "minimum", "maximum", "saddle"
INFLECTION, INCONCLUSIVE = "inflection", "inconclusive"
NO_EXTREMUM = "no extremum"  # at the edge of a domain; it is left out of the answer
NAMES = ("f", "g", "h", "F", "G", "H")


@dataclass(frozen=True)
class Extremum:
    """A point, the value there, and what kind of point it is.

    `reach` is "local" or "absolute" for extremes; `beside` are points nearby that bear
    the kind out; `within` tells that only the part of a curve that meets the constraints counts;
    `sloping` tells of an inflection where f′ is not 0, which is no critical point; `where` which
    part of a curve counts.
    """

    point: Mapping[sp.Symbol, sp.Expr]
    value: sp.Expr
    kind: str
    reach: str = "local"
    multipliers: Mapping[sp.Symbol, sp.Expr] | None = None
    beside: tuple[Mapping[sp.Symbol, sp.Expr], ...] = ()
    within: bool = False
    sloping: bool = False
    where: str = ""

    @property
    def told(self) -> tuple[dict[sp.Symbol, sp.Expr], sp.Expr, str]:
        """As it stands in `.answer`."""
        return {x: final(v) for x, v in self.point.items()}, final(self.value), self.kind

    @property
    def exact(self) -> bool:
        """Whether point and value are known exactly."""
        numbers = (*self.point.values(), self.value)
        return not any(v.has(sp.Float, sp.CRootOf) for v in numbers)

    @property
    def free(self) -> bool:
        """Whether it stands for a whole curve of points."""
        return any(v.free_symbols & set(self.point) for v in self.point.values())

    @property
    def kind_said(self) -> str:
        """A local minimum, a saddle point …"""
        return SAYS[self.kind].format(reach=self.reach)

    def place(self) -> str:
        """(1, 0), or x = 1 of one variable; with ≈ where it is rounded."""
        return place_said(self.point)

    def sentence(self, named: Function) -> str:
        """A local minimum at (1, 0): f = −2."""
        row = "found-edge" if self.within else "found-where" if self.where else "found-curve"
        template = SAYS[row if self.free else "found"]
        return template.format(
            kind=self.kind_said,
            place=self.place(),
            value=equation_said(named, self.value),
            where=self.where,
        )


def place_said(point: Mapping[sp.Symbol, sp.Expr]) -> str:
    """(1, 0), or x = 1 of one variable."""
    if len(point) == 1:
        ((x, value),) = point.items()
        sign = "=" if is_exact(value) or value.free_symbols else "≈"
        return f"{text(notation.name(x))} {sign} {text(shown(value))}"
    rounded = not all(is_exact(v) or v.free_symbols for v in point.values())
    written = ", ".join(text(shown(v)) for v in point.values())
    return f"{'≈ ' if rounded else ''}({written})"


def equation_said(named: Function, value: sp.Expr) -> str:
    """f = −2, or f ≈ −0.38."""
    written = said(value)
    return f"{named.name} {written}" if written.startswith("≈") else f"{named.name} = {written}"


@dataclass(frozen=True)
class Function:
    """The formula that is asked about, its variables, and the letter it is called by.

    `wanted` is "minimum" or "maximum" where that alone is asked for.
    """

    body: Notation
    wrt: tuple[sp.Symbol, ...]
    name: str
    wanted: str = ""

    @classmethod
    def of(cls, body: Notation, wrt: Sequence[sp.Symbol], wanted: str = "") -> Function:
        """Called f, unless the formula has an f of its own."""
        taken = {s.name for s in body.symbols}
        free = next((n for n in NAMES if n not in taken), "f")
        return cls(body, tuple(wrt), free, wanted)

    @property
    def expr(self) -> sp.Expr:
        """What the formula means."""
        return self.body.expr

    def at(self, *places: Notation, primes: int = 0) -> Notation:
        """f(x), f′(2)."""
        if primes:
            return build("derivative-at", *places, text=self.name + "'" * primes)
        return build("apply", *places, text=self.name)

    def called(self) -> Notation:
        """f(x, y)."""
        return self.at(*(notation.name(x) for x in self.wrt))

    def equation(self) -> Notation:
        """f(x, y) = …"""
        return equal(self.called(), self.body)


def equal(left: Notation, right: Notation, sign: str = "=") -> Notation:
    """An equation, or another relation, as written."""
    return build("relation", left, right, text=sign)


def wanted_first(named: Function, found: Sequence[Extremum]) -> list[Extremum]:
    """The points in their order; those of the kind that is asked for come first."""
    return sorted(found, key=lambda e: bool(named.wanted) and e.kind != named.wanted)


def values_of(named: Function, found: Sequence[Extremum]) -> Notation:
    """The answer as a formula: f(−1) = 2, f(1) = −2."""
    lines = [
        equal(named.at(*(arrange(final(v)) for v in e.point.values())), arrange(final(e.value)))
        for e in found
    ]
    if not lines:
        return arrange(sp.S.EmptySet)
    return lines[0] if len(lines) == 1 else build("tuple", *lines)


def step(rule: str, before: Notation, after: Notation, *, words: str = "", **more: Any) -> Step:
    """A step whose words stand in the table; `words` is another row of explanations."""
    row = EXTREMA[rule]
    fields = more.pop("fields", {})
    explanation = more.pop("explanation", None)
    template = SAYS[words] if words else row.explanation
    title = more.pop("title", row.title)
    return Step(
        rule,
        title.format(**fields),
        before,
        after,
        template.format(**fields) if explanation is None else explanation,
        row.statement,
        more.pop("relation", "implies"),
        hints=(row.hint.format(**fields),) if row.hint else (),
        **more,
    )


def table(head: Sequence[str | Notation], rows: Sequence[Sequence[str | Notation]]) -> Table:
    """A table from sequences."""
    return Table(tuple(head), tuple(tuple(row) for row in rows))


def joined(sentences: Sequence[str]) -> str:
    """Sentences, each with its full stop."""
    return " ".join(s if s.endswith(".") else f"{s}." for s in sentences if s)


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def with_article(words: str) -> str:
    """A local minimum, an absolute minimum."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
