"""Scalar formulas applied entry by entry: a formula of the one table, with matrices put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise

import sympy as sp

from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.matrix import algebra
from symcalc.matrix.term import Shape, Term, number
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.primitives.table import TABLE

LETTERS = sp.symbols("u v w", cls=sp.Dummy)
WHOLE = sp.Dummy("f")  # the function's own value, which many a derivative is written with
Given = tuple[sp.Expr | None, ...]


def partial(term: Term, k: int) -> Term:
    """∂f/∂uₖ of an elementwise function, entry by entry, from the row of the table.

    A row with kinks has its derivative by the convention of compiled functions; any other is
    written as a textbook does.
    """
    own = OWN.get(term.value)
    if own is not None:
        return own(term, k)
    row, letters = TABLE[term.value], LETTERS[: len(term.args)]
    values = dict(zip(letters, term.args, strict=True)) | {WHOLE: term}
    exprs = [a.value if a.op == "number" else u for u, a in zip(letters, term.args, strict=True)]
    if row.written is not None:
        return lifted(row.written(*map(arrange, exprs))[k], values, term.shape)
    rule = row.stable if row.stable and row.kinks(*exprs) else row.partials
    told = sp.sympify(rule(*exprs)[k], strict=True).xreplace({row.formula(*exprs): WHOLE})
    return lifted(arrange(told), values, term.shape)


def _nothing(term: Term, _k: int) -> Term:
    """An indicator is constant but where it jumps."""
    return algebra.filled(0, term.shape)


def _of_choice(term: Term, k: int) -> Term:
    """A choice passes on to the value that is chosen."""
    holds = algebra.spread(term.args[0], term.shape)
    if k == 0:
        return _nothing(term, k)
    return holds if k == 1 else algebra.minus(algebra.filled(1, term.shape), holds)


def _of_extreme(strict: str, weak: str) -> Callable[[Term, int], Term]:
    """Of a maximum: 1 for the largest argument; k equal ones have 1/k each, and a literal 0 none.

    A maximum of three is one of two of which one is a maximum: there, those in it are counted.
    """

    def rule(term: Term, k: int) -> Term:
        here, other = term.args[k], term.args[1 - k]
        ahead = algebra.mapped(strict, here, other)
        if algebra.is_number(other, 0):
            return algebra.spread(ahead, term.shape)
        level = algebra.mapped(weak, here, other)
        if here.op == "map" and here.value == term.value:
            return _shared(term, k, ahead)
        if other.op == "map" and other.value == term.value:
            return _shared(term, k, ahead)
        half = number(sp.S.Half)
        both = (algebra.spread(one, term.shape) for one in (ahead, level))
        return algebra.times(half, algebra.plus(*both))

    return rule


def _shared(term: Term, k: int, ahead: Term) -> Term:
    """1 where argument k is ahead; at a tie as many shares as there are equal ones in it."""
    counts = [_tied(term, term.value, arg) for arg in term.args]
    over = algebra.power(algebra.plus(*counts), sp.S.NegativeOne)
    level = algebra.spread(algebra.mapped("equal", *term.args), term.shape)
    return algebra.plus(algebra.spread(ahead, term.shape), algebra.hadamard(level, counts[k], over))


def _tied(whole: Term, name: str, arg: Term) -> Term:
    """How many of the arguments that a maximum is of are equal to it."""
    found, waiting = [], [arg]
    while waiting:
        one = waiting.pop()
        if one.op == "map" and one.value == name:
            waiting += reversed(one.args)
        else:
            found.append(one)
    if len(found) == 1:
        return algebra.filled(1, whole.shape)
    equal = (algebra.mapped("equal", one, arg) for one in found)
    return algebra.plus(*(algebra.spread(one, whole.shape) for one in equal))


def lifted(node: Notation, values: Mapping[sp.Basic, Term], shape: Shape) -> Term:
    """A scalar formula with terms put in for its letters, worked out entry by entry."""
    if not any(symbol in values for symbol in node.symbols):
        return algebra.spread(number(node.expr), shape)
    if node.head == "name":
        return algebra.spread(values[node.expr], shape)
    inner = logistic_of(node.expr)
    if inner is not None:
        return algebra.mapped("sigmoid", lifted(arrange(inner), values, shape))
    if node.head == "cases":
        return _selected(node, values, shape)
    parts = [lifted(part, values, shape) for part in node.parts]
    if node.head in ARITHMETIC:
        return ARITHMETIC[node.head](*parts)
    if node.head == "power" and node.parts[1].expr.is_number:
        return raised(parts[0], node.parts[1].expr)
    return algebra.spread(algebra.mapped(node.head, *map(_plain, parts)), shape)


def logistic_of(expr: sp.Basic) -> sp.Expr | None:
    """The argument of the sigmoid that a formula is."""
    base, exponent = expr.as_base_exp() if isinstance(expr, sp.Pow) else (expr, sp.S.One)
    if not isinstance(base, sp.Add):
        return None
    raised_to = base - 1
    if exponent != -1 or not isinstance(raised_to, sp.exp):
        return None
    return -raised_to.args[0]


def _plain(part: Term) -> Term:
    """A number that was repeated, as the number."""
    coefficient, rest = algebra.split(part)
    if rest.op != "broadcast" or not rest.args[0].is_scalar:
        return part
    return algebra.times(number(coefficient), rest.args[0])


def raised(base: Term, exponent: sp.Expr) -> Term:
    """Each entry to a power; the square of what has itself a power is collected."""
    return algebra.hadamard(base, base) if exponent == 2 else algebra.power(base, exponent)


def divided(top: Term, bottom: Term) -> Term:
    """Entry by entry; a factor that stands above and below goes."""
    return algebra.hadamard(top, algebra.power(bottom, sp.S.NegativeOne))


ARITHMETIC: dict[str, Callable[..., Term]] = {
    "sum": algebra.plus,
    "difference": algebra.minus,
    "negation": algebra.negative,
    "product": algebra.hadamard,
    "quotient": divided,
}


def _selected(node: Notation, values: Mapping[sp.Basic, Term], shape: Shape) -> Term:
    """Cases: an indicator where they are 1 and 0, a choice between values otherwise.

    The last case holds wherever none before it does: that is the convention at a kink.
    """
    (value, condition), *rest = (piece.parts for piece in node.parts)
    chosen = lifted(value, values, shape)
    if condition.head == "otherwise" or not rest:
        return chosen
    holds = _indicator(condition, values, shape)
    other = _selected(Notation("cases", node.parts[1:]), values, shape)
    if algebra.is_filled(other, 0):
        return algebra.hadamard(holds, chosen)
    made = algebra.mapped("select", *map(_plain, (holds, chosen, other)))
    return algebra.spread(made, shape)


def _indicator(node: Notation, values: Mapping[sp.Basic, Term], shape: Shape) -> Term:
    """1 where a condition holds, 0 elsewhere."""
    if node.head in JOINED:
        return JOINED[node.head](*(_indicator(part, values, shape) for part in node.parts))
    signs = node.text.split()
    sides = [_plain(lifted(side, values, shape)) for side in node.parts]
    holds = [
        algebra.mapped(RELATIONS[sign], left, right)
        for sign, (left, right) in zip(signs, pairwise(sides), strict=True)
    ]
    return algebra.hadamard(*(algebra.spread(one, shape) for one in holds))


JOINED: dict[str, Callable[..., Term]] = {
    "and": algebra.hadamard,
    "or": lambda *terms: algebra.mapped("max", *terms),
    "not": lambda term: algebra.minus(algebra.filled(1, term.shape), term),
}
RELATIONS = {
    "<": "less",
    "<=": "less-equal",
    ">": "greater",
    ">=": "greater-equal",
    "=": "equal",
    "!=": "not-equal",
}


OWN: dict[str, Callable[[Term, int], Term]] = {
    "abs": lambda term, _k: algebra.mapped("sign", term.args[0]),  # which is 0 at 0
    **dict.fromkeys(RELATIONS.values(), _nothing),
    "select": _of_choice,
    "max": _of_extreme("greater", "greater-equal"),
    "min": _of_extreme("less", "less-equal"),
}


def formula(name: str, args: tuple[sp.Expr, ...]) -> sp.Expr:
    """What an elementwise function means for scalars; a relation is 1 where it holds."""
    if name == "select":
        return sp.Piecewise((args[1], sp.Ne(args[0], 0)), (args[2], True))
    made = TABLE[name].formula(*args)
    relational = name in RELATIONS.values()
    return sp.Piecewise((sp.S.One, made), (sp.S.Zero, True)) if relational else made


@lru_cache(maxsize=500)
def program(name: str, given: Given) -> Program:
    """The Program of an elementwise function; numbers among the arguments stay constants."""
    letters = [u for u, value in zip(LETTERS, given, strict=False) if value is None]
    args = tuple(u if value is None else value for u, value in zip(LETTERS, given, strict=False))
    return lower([formula(name, args)], letters)
