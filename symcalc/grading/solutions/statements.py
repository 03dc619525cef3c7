"""What a written statement, list or set says of the letters, as a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.formula import UNEVALUATED, measure
from symcalc.grading.solutions.conditions import ALWAYS, NEVER, All, Compare, Condition, Not, put
from symcalc.grading.solutions.domains import where_written
from symcalc.grading.solutions.membership import between, member
from symcalc.grading.solutions.scope import (
    Scope,
    Unlike,
    any_of,
    only,
    signs,
    solved_by,
    unindexed,
)
from symcalc.notation import Notation
from symcalc.structures import with_sign

LISTS = ("tuple", "lines", "system", "vector", "matrix")
JOINED = ("relation", "and", "or", "not", "element")
SETS = ("set", "interval", "union", "intersection", "set-difference", "set-builder")
STATED = ("relation", "and", "or", "not", "element", "lines", "system", *SETS)
# What has no value of its own: f(x), and what is not worked out.
UNKNOWN = (AppliedUndef, *UNEVALUATED, sp.Derivative)
LARGE = 400  # nodes of a side
SET_NAMES = frozenset("LSMDAX")


def is_statement(node: Notation) -> bool:
    """Whether a question is an equation, an inequality, a system or a set.

    >>> from symcalc.reading import read
    >>> is_statement(read("x^2 = 4")), is_statement(read("x^2")), is_statement(read("(0, 1]"))
    (True, False, True)
    """
    if node.head in LISTS:
        related = [part.head in ("relation", "and") for part in node.parts]
        return bool(related) and all(related)
    return node.head in STATED or isinstance(node.expr, sp.Set)


def stated(node: Notation, scope: Scope) -> Condition:
    """The condition that a statement means.

    Raises
    ------
    Unlike
        If it is none, or one of another kind.
    """
    read = READ.get(node.head)
    if read is not None:
        return read(node, scope)
    if node.expr in (sp.S.Reals, sp.S.EmptySet):
        return ALWAYS if node.expr == sp.S.Reals else NEVER
    if isinstance(node.expr, sp.Set):
        return member(only(scope), node.expr)
    return _values(node, scope)


def _values(node: Notation, scope: Scope) -> Condition:
    """A number alone is what the one unknown is; ±2 is two of them."""
    x = only(scope)
    exprs = node.expr.args if isinstance(node.expr, sp.Tuple) else (node.expr,)
    if not all(isinstance(e, sp.Expr) and not e.is_Matrix for e in exprs):
        raise Unlike
    signed = [v for e in exprs for v in signs(e)]
    if any(x in v.free_symbols for v in signed):
        raise Unlike
    return any_of(solved_by(x, v, scope) for v in signed)


def _relation(node: Notation, scope: Scope) -> Condition:
    if any(n.head == "plus-minus" for n in node.walk()):
        sides = [with_sign(node, sign) for sign in (sp.S.One, sp.S.NegativeOne)]
        return any_of(_compared(e.args[0], e.args[1], node, scope) for e in sides)
    left, right = node.parts
    if left.head == "tuple" and right.head == "tuple" and len(left.parts) == len(right.parts):
        pairs = zip(left.parts, right.parts, strict=True)
        return All(tuple(_compared(a.expr, b.expr, node, scope) for a, b in pairs))
    named = left.head == "name" and node.text == "="
    if named and (isinstance(right.expr, sp.Set) or right.head in LISTS):
        if left.expr in scope.unknowns or left.text in SET_NAMES:
            return stated(right, scope)
        raise Unlike
    return _compared(left.expr, right.expr, node, scope)


def _compared(left: sp.Basic, right: sp.Basic, node: Notation, scope: Scope) -> Condition:
    if not all(isinstance(side, sp.Expr) and not side.is_Matrix for side in (left, right)):
        raise Unlike
    if (
        left.has(*UNKNOWN)
        or right.has(*UNKNOWN)
        or max(measure(s)[1] for s in (left, right)) > LARGE
    ):
        raise Unlike
    left, right = (unindexed(side, scope) for side in (left, right))
    for one, other in ((left, right), (right, left)):
        solved = one in scope.unknowns and one not in other.free_symbols
        if node.text == "=" and solved and other.free_symbols - scope.known:
            several = len(scope.unknowns) > 1  # their letters belong together: see parametric
            return Compare(one, other, "=") if several else solved_by(one, other, scope)
    below = [n.parts[1].expr for n in node.walk() if n.head == "quotient"]
    below += [n.parts[0].expr for n in node.walk() if n.head == "power" and _inverts(n)]
    kept = dict.fromkeys(unindexed(b, scope) for b in below if b.free_symbols)
    return where_written(Compare(left, right, node.text, tuple(kept)), node)


def _inverts(power: Notation) -> bool:
    exponent = power.parts[1].expr
    return bool(exponent.is_number and exponent.is_negative)


def _set(node: Notation, scope: Scope) -> Condition:
    """{2, 3}, (0, 1], A ∪ B."""
    if node.head == "set" and len(scope.unknowns) > 1:
        return any_of(_point(part, scope) for part in node.parts)
    if node.head == "set":
        return any_of(_values(part, scope) for part in node.parts)
    return member(only(scope), node.expr)


def _builder(node: Notation, scope: Scope) -> Condition:
    """{x : x > 2}, {x ∈ ℝ : …}; the letter may be another."""
    first, condition = node.parts
    inner = first.parts[0] if first.head == "element" else first
    x = only(scope)
    if inner.head != "name":
        raise Unlike
    own = Scope((inner.expr,), scope.known | {inner.expr}, scope.ranges)
    parts = [stated(condition, own)]
    parts += [stated(first, own)] if first.head == "element" else []
    found = All(tuple(parts))
    return found if inner.expr == x else _renamed(found, inner.expr, x)


def _renamed(condition: Condition, old: sp.Symbol, new: sp.Symbol) -> Condition:
    return put(condition, {old: new})


def _element(node: Notation, scope: Scope) -> Condition:
    """x ∈ S; k ∈ ℤ says that k counts, which is known."""
    first, collection = node.parts
    if first.expr in scope.unknowns:
        found = member(first.expr, collection.expr)
        return found if node.text == "in" else Not(found)
    if collection.expr in (sp.S.Integers, sp.S.Reals) and first.head == "name":
        return ALWAYS
    raise Unlike


def _or(node: Notation, scope: Scope) -> Condition:
    return any_of(stated(part, scope) for part in node.parts)


def _and(node: Notation, scope: Scope) -> Condition:
    """Both; "x = 2 and x = 3" tells two solutions."""
    return _listed(node.parts, scope)


def _list(node: Notation, scope: Scope) -> Condition:
    """2, 3; x = 2, x = 3; x = 1, y = 2; (1, 2), (3, 4); two equations."""
    if node.head == "vector" and any(p.head not in ("relation", "and") for p in node.parts):
        return _pair(node, scope)
    if node.head == "tuple" and all(isinstance(p.expr, sp.Expr) for p in node.parts):
        return _pair(node, scope)
    return _listed(node.parts, scope)


def _pair(node: Notation, scope: Scope) -> Condition:
    """Numbers in brackets: a point, an interval, or a list."""
    if len(scope.unknowns) > 1:
        return _point(node, scope)
    ends = [part.expr for part in node.parts]
    if len(ends) == 2 and (scope.ranges or any(e in (sp.oo, -sp.oo) for e in ends)):
        if not all(isinstance(e, sp.Expr) for e in ends):
            raise Unlike
        open_ = node.head == "tuple"
        return between(only(scope), sp.Interval(*ends, open_, open_))
    return any_of(stated(part, scope) for part in node.parts)


def _point(node: Notation, scope: Scope) -> Condition:
    """(1, 2), for the unknowns in their order."""
    if node.head not in ("tuple", "vector") or len(node.parts) != len(scope.unknowns):
        raise Unlike
    if not all(isinstance(part.expr, sp.Expr) for part in node.parts):
        raise Unlike
    pairs = zip(scope.unknowns, node.parts, strict=True)
    return All(tuple(Compare(x, part.expr, "=") for x, part in pairs))


def _listed(parts: Sequence[Notation], scope: Scope) -> Condition:
    """Several statements in a row."""
    told = [part for part in parts if not _counts(part, scope)]
    if all(part.head in ("tuple", "vector", *SETS) for part in told):
        return any_of(stated(part, scope) for part in told)
    if len(scope.unknowns) == 1:
        values = [_is_value(part, scope) for part in told]
        if all(values):
            return any_of(stated(part, scope) for part in told)
        if any(part.head not in JOINED for part in told):
            raise Unlike
        return All(tuple(stated(part, scope) for part in told))
    groups = list(_groups(told, scope))
    return any_of(All(tuple(stated(part, scope) for part in group)) for group in groups)


def _counts(part: Notation, scope: Scope) -> bool:
    """k ∈ ℤ."""
    named = part.head == "element" and part.parts[0].expr not in scope.unknowns
    return named and part.parts[1].expr == sp.S.Integers


def _is_value(part: Notation, scope: Scope) -> bool:
    """2, or x = 2."""
    if part.head == "relation" and part.text == "=":
        return _solved(part, scope) is not None
    return isinstance(part.expr, sp.Expr) and not part.expr.is_Matrix


def _solved(part: Notation, scope: Scope) -> sp.Symbol | None:
    """The unknown that an equation is solved for."""
    if part.head != "relation" or part.text != "=" or part.parts[0].head != "name":
        return None
    left = unindexed(part.parts[0].expr, scope)
    return left if left in scope.unknowns and left not in part.parts[1].symbols else None


def _groups(parts: Sequence[Notation], scope: Scope) -> Iterator[list[Notation]]:
    """x = 1, y = 2, x = 3, y = 4 are two points: a letter comes again."""
    letters = [_solved(part, scope) for part in parts]
    if None in letters or len(set(letters)) == len(letters):
        yield list(parts)
        return
    size = len(set(letters))
    if len(letters) % size or any(
        set(letters[k : k + size]) != set(letters) for k in range(0, len(letters), size)
    ):
        raise Unlike
    for _, group in groupby(enumerate(parts), key=lambda pair: pair[0] // size):
        yield [part for _, part in group]


def _never(_node: Notation, _scope: Scope) -> Condition:
    raise Unlike


READ: dict[str, Callable[[Notation, Scope], Condition]] = {
    "relation": _relation,
    "element": _element,
    "or": _or,
    "and": _and,
    "not": lambda node, scope: Not(stated(node.parts[0], scope)),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(SETS, _set),
    "set-builder": _builder,
    **dict.fromkeys(("continued", "implies", "equivalent", "cases", "otherwise"), _never),
}
