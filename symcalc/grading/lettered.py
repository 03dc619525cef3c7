"""Answers to lessons that name what they give: x = 2.56, y = 0.32; w = (1/2, 1/2), b = −2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.points.numbers import OTHER, ROUNDED, SHORT, agreement
from symcalc.grading.told import Told
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, replace_nodes
from symcalc.reading import key
from symcalc.steps import walk
from symcalc.tutor.lessons import is_lesson
from symcalc.tutor.several.rates import in_letters
from symcalc.writing.text import text

VALUE = "f"
BELOW = ("<", "<=", "≤")
ABOVE = (">", ">=", "≥")
STRANGE = "I cannot tell what {name} is in the answer."
SEVERAL = "I cannot tell which of the numbers are meant."
WRONG = "{name} is not {told}."
MISSING = "What there is is right; {names} {verb} missing."
EDGE = "At rate = {edge} the distance stays as large as it was: the bound itself does not belong."
LOW = "Every rate above 0 converges, up to the bound."
HIGH = "The bound is not {told}."
CHAINED = ("derivative", "total-derivative")  # their letters may be formulas
Values = dict[str, sp.Expr]


def words_of(asked: Asked) -> tuple[str, ...]:
    """The names of several letters that the lesson itself uses, as rate."""
    found = _worked(asked)
    if found is None:
        return ()
    nodes = [n for s in walk(found.steps) for n in (s.before, s.after)]
    symbols = {s for node in (*nodes, found.asked, found.result) for s in node.symbols}
    own = ("rate",) if asked.kind == "convergence" else ()
    named = [s.name for s in symbols if isinstance(s, sp.Symbol)]  # a double is an atom, too
    return tuple(sorted({*own, *(name for name in named if len(name) > 1)}))


def with_definitions(asked: Asked, told: Told) -> Told:
    """2x·cos(u) with what u is in its place, where the question says it: u = x² + 1."""
    if asked.kind == "related-rates":
        return Told(told.typed, in_letters(told.whole, asked.question.wrt[0]))
    given = dict(asked.question.given) if asked.kind in CHAINED else {}
    if asked.kind == "total-derivative":  # by z, which is a formula itself
        given |= {x: arrange(v) for x, v in asked.question.at if not v.is_number}
    if not told.whole.symbols & given.keys():
        return told

    def change(part: Notation) -> Notation | None:
        if part.head == "derivative":  # du/dx is a name
            return part
        return given.get(part.expr) if part.head == "name" else None

    return Told(told.typed, replace_nodes(told.whole, change))


def lettered(asked: Asked, told: Told) -> Told | Finding:
    """The numbers alone, in the order of the question; a finding where that settles it."""
    found = _worked(asked) if asked.wants == "formula" else None
    if found is None:
        return told
    if asked.kind == "convergence":
        return bounded(found, told)
    pairs = _pairs(told.whole)
    if pairs is None:
        return told
    updated = _updated(found, pairs)
    if updated is not None:
        return Told(told.typed, updated)
    coordinates, more = _coordinates(found), _more(found)
    spelled = dict(_spelled(pairs, coordinates))
    strange = [name for name in spelled if name not in coordinates and name not in more]
    if strange and len(pairs) == 1:
        return told  # a name for the answer
    if strange or len(spelled) < len(pairs):
        return undecided(STRANGE.format(name=strange[0]) if strange else SEVERAL, "unsupported")
    agreed = {n: agreement({**more, **coordinates}[n], part) for n, part in spelled.items()}
    missing = [name for name in coordinates if name not in spelled]
    for name, how in agreed.items():
        if how == OTHER and (missing or name in more):
            return wrong(WRONG.format(name=name, told=text(spelled[name])))
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        return partly("incomplete", MISSING.format(names=" and ".join(missing), verb=verb))
    numbers = [spelled[name] for name in coordinates]
    whole = build("vector", *numbers) if len(numbers) > 1 else numbers[0]
    return Told(told.typed, whole)


def _worked(asked: Asked) -> Derivation | None:
    """The lesson worked out; None of another question, or of one that cannot be."""
    if not is_lesson(asked.kind):
        return None
    try:
        return asked.derivation
    except SymcalcError:
        return None


def _pairs(node: Notation) -> list[tuple[str, Notation]] | None:
    """x and 2.56, y and 0.32; None where the answer does not name its parts."""
    parts = node.parts if node.head in ("tuple", "and") else (node,)
    named = [p.head == "relation" and p.text == "=" and p.parts[0].head == "name" for p in parts]
    if not parts or not all(named):
        return None
    return [(key(str(p.parts[0].expr)), p.parts[1]) for p in parts]


def _updated(found: Derivation, pairs: Sequence[tuple[str, Notation]]) -> Notation | None:
    """The right side of x = x − rate·v, where the question has such lines."""
    lines = found.asked.parts if found.asked.head == "tuple" else ()
    own = {
        key(str(line.parts[0].expr))
        for line in lines
        if line.head == "relation" and line.parts[1].expr == found.result.expr
    }
    return pairs[-1][1] if pairs[-1][0] in own else None


def _coordinates(found: Derivation) -> Values:
    """What the variables of the question are, by name."""
    result = found.result.expr
    if isinstance(found.told, sp.MatrixBase):
        result = found.told  # to all digits
    values = list(result) if isinstance(result, sp.MatrixBase) else [result]
    wrt = found.question.wrt
    if len(wrt) != len(values) or not all(isinstance(v, sp.Expr) for v in values):
        return {}
    return {key(x.name): v for x, v in zip(wrt, values, strict=True)}


def _more(found: Derivation) -> Values:
    """Multipliers, and the value of f, where the answer tells them."""
    answer = found.answer
    heights = getattr(found, "values", None)
    if heights is not None and len(heights):
        return {VALUE: sp.Float(float(heights[-1]))}
    if not isinstance(answer, tuple):
        return {}
    if found.question.kind == "svm" and len(answer) == 3:
        return {f"alpha{i}": sp.sympify(a, strict=True) for i, a in enumerate(answer[2], 1)}
    row = answer[0] if len(answer) == 1 else ()
    if not isinstance(row, tuple) or len(row) != 3 or not isinstance(row[1], Mapping):
        return {}
    return {VALUE: row[2], **{key(x.name): v for x, v in row[1].items()}}


def _spelled(
    pairs: Sequence[tuple[str, Notation]], coordinates: Values
) -> Iterator[tuple[str, Notation]]:
    """w = (1/2, 1/2) as w1 = 1/2, w2 = 1/2."""
    for name, part in pairs:
        own = [n for n in coordinates if n.rstrip("0123456789") == name != n]
        if part.head in ("tuple", "vector") and len(own) == len(part.parts):
            yield from zip(own, part.parts, strict=True)
        elif isinstance(part.expr, sp.Expr) and not part.expr.is_Matrix:
            yield name, part


def bounded(found: Derivation, told: Told) -> Told | Finding:
    """0 < rate < 1/10, where the bound is the answer."""
    links = told.whole.parts if told.whole.head == "and" else (told.whole,)
    sides = [_side(link) for link in links if link.head == "relation"]
    if len(sides) != len(links) or None in sides:
        return told
    bounds = {side[0]: side[1:] for side in sides if side is not None}
    if len(bounds) != len(sides) or not isinstance(found.result.expr, sp.Expr):
        return undecided(SEVERAL, "unsupported")
    if "=" in bounds:
        return Told(told.typed, bounds["="][0])
    low = bounds.get("low")
    if low is not None and agreement(sp.S.Zero, low[0]) == OTHER:
        return wrong(LOW)
    if "high" not in bounds:
        return undecided(SEVERAL, "unsupported")
    edge, strict = bounds["high"]
    how = agreement(found.result.expr, edge)
    if how == OTHER:
        return wrong(HIGH.format(told=text(edge)))
    if not strict:
        return wrong(EDGE.format(edge=text(edge)))
    return partly("rounded", SHORT) if how == ROUNDED else right(proof="exact")


def _side(link: Notation) -> tuple[str, Notation, bool] | None:
    """Which bound of the rate a relation is: what it is, and whether it is strict."""
    names = [part.head == "name" and str(part.expr) == "rate" for part in link.parts]
    if len(names) != 2 or sum(names) != 1:
        return None
    other = link.parts[names.index(False)]
    if link.text == "=":
        return "=", other, False
    if link.text not in BELOW + ABOVE:
        return None
    high = names[0] == (link.text in BELOW)
    return "high" if high else "low", other, link.text in "<>"
