"""The value of a formula at numbers: put in, and worked out from the inside, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.evaluate import Enormous, Number, Undefined
from symcalc.checking.precise import Precise
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, SymcalcError, TooLargeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read, right_side
from symcalc.reading.names import key
from symcalc.scope import need_value
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.gathered import gathered
from symcalc.tutor.linear.given import written
from symcalc.tutor.linear.layers import exact_layers, in_decimals
from symcalc.tutor.linear.numbers import FIGURES, rounded
from symcalc.tutor.linear.of_vectors import of_vectors
from symcalc.tutor.linear.places import named, placed
from symcalc.tutor.linear.products import by_arrays
from symcalc.tutor.words.linear import ZERO_POWER
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

ROWS = 200  # of a table of values
DIGITS = 30
PRECISIONS = (DIGITS, 1000, 5000)  # 1 − sigmoid(1000) is 0 to hundreds of digits
RELATIONS = ("relation", "and", "or", "not", "system")
VECTORS = ("apply", "norm", "transpose", "determinant", "trace", "inverse", "name-of")

Value = Any  # a number, or lists of numbers
At = Mapping[str, Value]


@lesson("value", "value of {formula}[ at {point}][ where {shapes}]")
def said(formula: str, point: str = "", shapes: str = "") -> Derivation:
    """The value at a point as it is written: x = 3, y = [1, 2]; several between semicolons."""
    points = placed(formula, point) if point else None
    return evaluate(formula, points, shapes or None, lengths="(" in point)


def evaluate(
    formula: Any,
    at: Any = None,
    shapes: Any = None,
    samples: str = "rows",
    *,
    lengths: bool = False,
) -> Derivation:
    """The value of a formula.

    Parameters
    ----------
    formula : text, Notation or SymPy object
        Scalar, or of vectors and matrices.
    at : mapping, or a sequence of mappings
        A number or an array for every letter. Where one letter has a list of numbers and the
        formula is of numbers, there is a table; several points make one, too.
    shapes, samples
        As of a gradient; shapes are read off the arrays where they are left out.
    lengths : bool
        Whether |a| of a list is its length, not a table.

    Raises
    ------
    UnsupportedError
        If a letter has no value, or the formula has none there.
    """
    points = list(at) if isinstance(at, list | tuple) else [{} if at is None else at]
    if len(points) != 1:
        return _table(formula, [named(point) for point in points])
    point = named(points[0])
    lists = [name for name, value in point.items() if isinstance(value, list)]
    node = None if shapes else _scalar(formula, point)
    if node is not None and not lists:
        return _single(node, point)
    deep = any(isinstance(entry, list) for name in lists for entry in point[name])
    meant = of_vectors(formula, point, lengths=lengths)
    if node is not None and len(lists) == 1 and not deep and not meant.signs:
        return _of_list(node, point, lists[0])
    try:
        return by_arrays(meant.formula, point, shapes, samples)
    except ShapeError:
        lengths_of = {len(point[name]) for name in lists}
        if node is None or deep or meant.sure or len(lengths_of) != 1:
            raise
        return _along(node, point, *lists) if lists[1:] else _of_list(node, point, lists[0])


def _scalar(formula: Any, point: At) -> Notation | None:
    """The formula of numbers; None where it has operations of vectors, or is none of numbers."""
    try:
        node = read(formula, names=list(point)) if isinstance(formula, str) else formula
    except SymcalcError:
        if not point or not any(isinstance(v, list) for v in point.values()):
            raise
        return None
    node = right_side(
        node if isinstance(node, Notation) else arrange(sp.sympify(node, strict=True))
    )
    heads = {n.head for n in node.walk()}
    if node.head in RELATIONS:
        raise UnsupportedError(FAILS["relation"], where=text(node), hint=HINTS["relation"])
    unlike = heads & set(VECTORS) or not isinstance(node.expr, sp.Expr) or node.expr.is_Matrix
    return None if unlike else node


def _known(node: Notation, point: At) -> dict[sp.Symbol, sp.Expr]:
    """The formula's own letters with their values."""
    letters = natural_order(node.symbols)
    found = {x: v for x in letters for name, v in point.items() if key(x.name) == key(name)}
    missing = [x.name for x in letters if x not in found]
    if missing:
        raise UnsupportedError(
            FAILS["missing"].format(names=", ".join(missing)),
            where=text(node),
            hint=HINTS["missing"].format(name=missing[0]),
        )
    strange = [n for n in point if all(key(n) != key(x.name) for x in letters)]
    if strange:
        what = FAILS["strange"].format(name=strange[0])
        raise UnsupportedError(what, where=text(node), hint=HINTS["strange"])
    return found


def _number(node: Notation, known: Mapping[sp.Symbol, sp.Expr]) -> sp.Float:
    """The value at 30 digits, by mpmath alone."""
    place = ", ".join(f"{x} = {v}" for x, v in known.items())
    where = f"{text(node)} at {place}" if place else text(node)
    try:
        value = next(
            (v for digits in PRECISIONS if (v := _at(node, known, digits)) is not None), None
        )
        value = value or _at(node, known, PRECISIONS[-1])  # 0 may be ln(1 + e⁻⁸⁰⁰)
    except Enormous:
        raise TooLargeError(FAILS["enormous"], where=where, hint=HINTS["enormous"]) from None
    if value is None:
        raise UnsupportedError(FAILS["no-value"], where=where, hint=HINTS["no-value"])
    return sp.Float(value, DIGITS)


def _at(node: Notation, known: Mapping[sp.Symbol, sp.Expr], digits: int) -> Number | None:
    """The value by mpmath; None where there is none, or digits cancel."""
    try:
        return Precise(digits).at(node.expr, known)
    except Enormous:
        raise
    except Undefined:
        return None


def put_in(node: Notation, known: Mapping[sp.Symbol, sp.Expr]) -> Notation:
    """The formula with numbers for its letters, and nothing worked out."""
    if node.head == "name" and node.expr in known:
        return arrange(known[node.expr])
    if not node.parts or node.running & known.keys():
        return node
    return build(node.head, *(put_in(part, known) for part in node.parts), text=node.text)


def _worked(node: Notation, known: Mapping[sp.Symbol, sp.Expr]) -> tuple[list[Step], sp.Expr, Same]:
    """The steps, the exact value, and what mpmath says."""
    need_value(node)
    near = _number(node, known)
    start = put_in(node, known)
    place = ", ".join(f"{text(notation.name(x))} = {text(arrange(v))}" for x, v in known.items())
    steps = [step("put-in", start, place=place)] if known else []
    layers = exact_layers(start)
    befores = [start, *(after for after, _ in layers)]
    for before, (after, what) in zip(befores, layers, strict=False):
        steps.append(Step("worked-out", what, before, after))
    value = sp.S(layers[-1][0].expr if layers else start.expr)
    if value.has(sp.zoo, sp.nan, sp.oo, -sp.oo):  # tan at π/2, where numbers are only large
        raise UnsupportedError(
            FAILS["no-value"], where=f"{text(node)} at {place}", hint=HINTS["no-value"]
        )
    chain, figures = in_decimals(layers[-1][0] if layers else start)
    if chain:
        whole = equalities(*chain) if len(chain) > 1 else chain[0]
        more = figures > FIGURES
        steps.append(step("cancelling-lines" if more else "decimal-lines", whole, figures=figures))
    return steps, value, Same(((value, near),), "mpmath", CHECKS["value"], 1e-12)


def _place(point: At, *, square: bool = False) -> str:
    """x = (1, 2), y = 3; lists in square brackets where that is asked for."""
    return ", ".join(f"{name} = {_spelled(value, square=square)}" for name, value in point.items())


def _spelled(value: Value, *, square: bool) -> str:
    if not isinstance(value, list):
        return text(arrange(value))
    spelled = written(value)
    return f"[{spelled[1:-1]}]" if square and spelled.startswith("(") else spelled


def _single(node: Notation, point: At) -> Derivation:
    """One number."""
    steps, value, claim = _worked(node, _known(node, point))
    place = _place(point)
    return Derivation(
        asked("value", body=node, formula=text(node), point=place),
        node,
        arrange(value) if value.is_number else arrange(sp.N(value)),
        tuple(steps),
        remarks=_remarks(steps),
        claims=(claim,),
        value=value,
    )


def _remarks(steps: Sequence[Step]) -> tuple[str, ...]:
    """That 0⁰ is 1 by convention."""
    powers = (n for s in steps for n in (s.before, *s.after.walk()) if n.head == "power")
    empty = any(all(part.expr == 0 for part in n.parts) for n in powers)
    return (ZERO_POWER,) if empty else ()


def _of_list(node: Notation, point: At, name: str) -> Derivation:
    """A table over the values of one letter; one number, where only its extremes are used."""
    letter = next((x for x in node.symbols if key(x.name) == key(name)), None)
    made = node if letter is None else gathered(node, letter, point[name])
    if letter is None or letter in made.symbols:
        return _along(made, point, name, said=node)
    _known(node, point)
    rest = {x: v for x, v in point.items() if x != name}
    first = step("put-in", made, place=_place({name: point[name]}))
    told = _single(made, rest)
    question = asked("value", body=node, formula=text(node), point=_place(point))
    return replace(told, question=question, asked=node, steps=(first, *told.steps))


def _along(node: Notation, point: At, *lists: str, said: Notation | None = None) -> Derivation:
    """A table over the values of one letter, or of several side by side."""
    count = len(point[lists[0]])
    rows = [{n: v[k] if n in lists else v for n, v in point.items()} for k in range(count)]
    barred = any(part.head == "abs" for part in node.walk())  # |x| of (3, 4) would be a length
    place = _place(point, square=barred) if len(lists) == 1 else _places(rows)
    return _tabled(node, rows, lists, place, said or node)


def _table(formula: Any, points: Sequence[At]) -> Derivation:
    """A table over points."""
    if not points:
        raise UnsupportedError(FAILS["no-points"], hint=HINTS["point"])
    node = _scalar(formula, points[0])
    if node is None:
        raise UnsupportedError(FAILS["one-point"], hint=HINTS["one-point"])
    names = tuple(points[0])
    return _tabled(node, points, names, _places(points), node)


def _places(points: Sequence[At]) -> str:
    """x = 1, y = 1; x = 0, y = 2."""
    return "; ".join(map(_place, points))


def _tabled(
    node: Notation, points: Sequence[At], names: Sequence[str], place: str, said: Notation
) -> Derivation:
    """The first point worked out, and the values at all; the formula is said as it was given."""
    if len(points) > ROWS:
        raise TooLargeError(FAILS["rows"].format(most=ROWS), hint=HINTS["rows"])
    worked = [_worked(node, _known(node, point)) for point in points]
    values = tuple(value for _, value, _ in worked)
    head = (*(notation.name(sp.Symbol(n)) for n in names), node)
    rows = tuple(
        (*(arrange(point[n]) for n in names), _cell(value))
        for point, value in zip(points, values, strict=True)
    )
    last = step("table", node, table=Table(head, rows))
    return Derivation(
        asked("value", body=said, formula=text(said), point=place),
        said,
        Notation("tuple", tuple(map(arrange, values)), expr=sp.Tuple(*values)),
        (*worked[0][0], last),
        remarks=tuple(dict.fromkeys(r for steps, _, _ in worked for r in _remarks(steps))),
        claims=tuple(claim for _, _, claim in worked),
        told=values,
    )


def _cell(value: sp.Expr) -> Notation:
    return arrange(value) if value.is_Rational else rounded(value)
