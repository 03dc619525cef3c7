"""Newton's method for a root: "two iterations of Newton's method for x^2 = 7 from x = 3"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.formula import natural_order, written_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.reading.arrays import flat, numbers, outside, pairs
from symcalc.steps import Step
from symcalc.tutor.descent.iterates import Iterate, Newton, found_by
from symcalc.tutor.descent.read import whole_of
from symcalc.tutor.descent.spoken import NUMBERS as COUNTED
from symcalc.tutor.extrema.numbers import said, shown
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.descent import COUNTS
from symcalc.tutor.words.descent_roots import ENDINGS, FAILS, HINTS, MATRIX, SLOPE, WORDS
from symcalc.writing.text import text

MOST, SHOWN = 100, 3
FIGURES, TEN = 9, 10
METHOD = (
    "{method:Newton's method|Newton method|Newton-Raphson method|Newton-Raphson|Newton iterations"
)
METHOD += "|Newton iteration|Newton steps|Newton step|Newton|the Newton-Raphson method}"
FROM = "{begin:from|starting at|starting from|starting with|with start|with initial guess|at}"
BY = "{by:by|with|using}"
UNITS = "{units:steps|step|iterations|iteration}"
ROOT = "{what:root|zero|solution}"
TIMES = "{count:count} [{of:steps of|iterations of} ]"
OF = f"{ROOT} of {{equation}} {BY} "
SOLVE = f"{{do:solve|approximate|estimate|compute}} {{equation}} {BY} "
START = f"{METHOD} {FROM} {{start}}"


@lesson(
    "newton-root",
    "root of {equation} by Newton's method from {start}[ in {steps}]",
    f"{OF}{TIMES}{START}",
    f"{OF}{START}, {{count:count}} {UNITS}",
    f"{OF}{START} {{for:with|for|in|and}} {{count:count}} {UNITS}",
    f"{OF}{START}",
    f"{SOLVE}{TIMES}{START}",
    f"{SOLVE}{START}, {{count:count}} {UNITS}",
    f"{SOLVE}{START} {{for:with|for|in|and}} {{count:count}} {UNITS}",
    f"{SOLVE}{START}",
)
def newton_root(
    equation: str, start: str, count: str = "", steps: str = "", **between: str
) -> Derivation:
    """The points that tangents lead to.

    Examples
    --------
    >>> newton_root("x^2 = 7", "x = 3", "2").answer
    127/48
    """
    wanted = between.get("do", "") not in ("", "solve", "Solve")
    sides = [_side(one, wanted=wanted) for one in outside(equation.replace(" and ", ", "))]
    letters, point = _start(start, sides)
    count = count or steps.partition(" ")[0]
    times = None if not count else whole_of("steps", _figures(count), 0, MOST)
    newton = Newton(tuple(letters), tuple(side.expr for side in sides))
    return _told(newton, sides, point, times)


def of_equation(run: Mapping[str, Any]) -> Derivation:
    """The same, where a run of Newton's method is asked for on an equation."""
    strange = set(run) - {"f", "x0", "method", "steps", "noted"}
    if strange:
        raise UnsupportedError(FAILS["option"].format(name=min(strange)), hint=HINTS["start"])
    if "x0" not in run:
        raise UnsupportedError(FAILS["no-start"], hint=HINTS["start"])
    start = run["x0"] if isinstance(run["x0"], str) else str(tuple(run["x0"]))
    return newton_root(run["f"], start, run.get("steps", ""))


def _figures(count: str) -> str:
    word = count.split()[-1].lower()
    return COUNTED.get(word, word)


def _side(one: str, *, wanted: bool) -> Notation:
    """What is to be 0; of a root such as √7 that is wanted, x² − 7."""
    node = read(one.strip())
    if node.head == "relation" and node.text == "=":
        left, right = node.parts
        return left if right.expr == 0 else build("difference", left, right)
    base, power = node.expr.as_base_exp()
    if wanted and base.is_number and power.is_Rational and power.p == 1 and power.q > 1:
        x = sp.Symbol("x")
        return arrange(x**power.q - base)
    return node


def _start(said_: str, sides: list[Notation]) -> tuple[list[sp.Symbol], list[sp.Expr]]:
    """The letters, and a number for each."""
    met = frozenset().union(*(side.symbols for side in sides))
    natural = list(natural_order(met))
    if len(sides) != len(natural):
        names = ", ".join(map(str, natural))
        told = FAILS["equations"].format(n=len(sides), m=len(natural), names=names)
        raise UnsupportedError(told, hint=HINTS["start"])
    if "=" in said_:
        named = pairs(said_, HINTS["start"])
        letters = [_letter(name, natural) for name in named]
        values = [v for text_ in named.values() for v in flat(numbers(text_))]
        letters = letters if len(letters) == len(values) else natural
    else:
        values = list(flat(numbers(said_)))
        letters = natural if len(sides) > 1 else list(written_order(sides[0]))
    if len(values) != len(natural) or set(letters) != met:
        names = ", ".join(map(str, natural))
        told = FAILS["start"].format(got=len(values), n=len(natural), names=names)
        raise ShapeError(told, hint=HINTS["start"])
    return letters, values


def _letter(name: str, among: list[sp.Symbol]) -> sp.Symbol:
    """x for x_0, too."""
    known = {s.name: s for s in among}
    plain = name.strip().lstrip("\\")
    short = plain.rstrip("0₀").rstrip("_{")
    return known.get(plain) or known.get(short) or sp.Symbol(plain)


def _told(
    newton: Newton, sides: list[Notation], point: list[sp.Expr], steps: int | None
) -> Derivation:
    path = found_by(newton, tuple(point), steps)
    equation = ", ".join(f"{text(side)} = 0" for side in sides)
    taken = len(path.points) - 1
    about = sides[0] if len(sides) == 1 else build("vector", *sides)
    last = path.points[-1]
    named = ", ".join(f"{x} = {said(v)}" for x, v in zip(newton.letters, point, strict=True))
    question = asked(
        "newton-root",
        about,
        newton.letters,
        equation=equation,
        start=named,
        steps="" if steps is None else COUNTS["one" if steps == 1 else "more"].format(n=steps),
    )
    nowhere = path.end in ("none", "left") and (steps is None or taken < steps)
    result = shown(sp.nan) if nowhere else _column([_double(v) for v in last])
    lines = [_function(newton, about), *(_step(newton, it) for it in path.iterates[:SHOWN])]
    if nowhere:
        lines.append(_without(newton, path.points[-1], taken + 1, about))
    ending = ENDINGS[path.end].format(
        steps=COUNTS["one" if taken == 1 else "more"].format(n=taken),
        place=_place(newton, last),
        near=_near(newton, last),
        what=_what(newton),
    )
    return Derivation(
        question,
        about,
        result,
        tuple(lines),
        claims=tuple(_claims(newton, path.iterates)),
        ending=ending,
        told=sp.nan if nowhere else None,
    )


def _what(newton: Newton) -> str:
    return SLOPE if newton.is_single else MATRIX


def _rounded(value: sp.Expr) -> sp.Expr:
    return sp.Float(float(value)) if value.has(sp.Float) else value


def _equal(values: Iterable[sp.Expr], told: str) -> str:
    """= 2, ≈ 0.46"""
    return f"{'≈' if any(v.has(sp.Float) for v in values) else '='} {told}"


def _double(value: sp.Expr) -> Notation:
    """A number as it is written: of decimals the first ones."""
    return decimal(_rounded(value), FIGURES) if value.has(sp.Float) else arrange(value)


def _column(parts: list[Notation]) -> Notation:
    return parts[0] if len(parts) == 1 else build("vector", *parts)


def _place(newton: Newton, point: tuple[sp.Expr, ...]) -> str:
    pairs_ = zip(newton.letters, point, strict=True)
    return ", ".join(f"{x} {'≈' if v.has(sp.Float) else '='} {_number(v)}" for x, v in pairs_)


def _number(value: sp.Expr) -> str:
    return in_figures(float(value), FIGURES) if value.has(sp.Float) else said(value)


def _near(newton: Newton, point: tuple[sp.Expr, ...]) -> str:
    """≈ 2.0945681, beside a fraction."""
    if all(v.is_Float or (v.is_Rational and v.q <= TEN) for v in point):
        return ""
    near = [in_figures(float(v), FIGURES) for v in point]
    return f" ≈ {near[0]}" if newton.is_single else f" ≈ ({', '.join(near)})"


def _function(newton: Newton, about: Notation) -> Step:
    slope = newton.slopes[0, 0] if newton.is_single else newton.slopes
    rule = "root-of" if newton.is_single else "root-of-system"
    fields = {"f": text(about), "slope": text(arrange(slope))}
    return worded(WORDS, rule, about, arrange(slope), fields, "definition")


def _step(newton: Newton, it: Iterate) -> Step:
    value = [_double(v) for v in it.values]
    slope = it.slopes[0, 0] if newton.is_single else it.slopes.applyfunc(_rounded)
    fields = {
        "k": it.number,
        "place": _place(newton, it.point),
        "value": _equal(it.values, text(_column(value))),
        "slope": _equal(it.slopes, text(_double(slope) if newton.is_single else arrange(slope))),
        "new": _place(newton, it.new),
        "move": _equal(it.move, text(_column([_double(v) for v in it.move]))),
    }
    before, after = (_column([_double(v) for v in p]) for p in (it.point, it.new))
    rule = "root-step" if newton.is_single else "root-step-of-system"
    return worded(WORDS, rule, before, after, fields, "definition")


def _without(newton: Newton, point: tuple[sp.Expr, ...], k: int, about: Notation) -> Step:
    fields = {"k": k, "place": _place(newton, point), "what": _what(newton), "slope": 0}
    return worded(WORDS, "root-none", about, shown(sp.nan), fields, "definition")


def _claims(newton: Newton, iterates: tuple[Iterate, ...]) -> list[Claim]:
    """The derivatives, and at each step that J times the move is −F."""
    found: list[Claim] = []
    for i, f in enumerate(newton.values):
        for j, x in enumerate(newton.letters):
            found.append(Equal(sp.Derivative(f, x), newton.slopes[i, j]))
    for it in iterates[:SHOWN]:
        at = dict(zip(newton.letters, it.point, strict=True))
        for i, f in enumerate(newton.values):
            rise = sum(newton.slopes[i, j].subs(at) * it.move[j] for j in range(len(it.move)))
            found.append(Equal(f.subs(at) + rise, sp.S.Zero))
    return found
