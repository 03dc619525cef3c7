"""A formula with kinks as smooth pieces: beside its kinks, on each of them, where they meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.formula import measure, natural_order
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.composition import is_positive, is_smooth
from symcalc.tutor.extrema.numbers import sign_at
from symcalc.tutor.extrema.signs import quadratic_form
from symcalc.tutor.extrema.zeros import never_zero

MOST = 243  # pieces: five kinks, each with two sides and the kink itself
EFFORT = 12_000  # nodes of all formulas on the way to them
KINKED = (sp.Abs, sp.Max, sp.Min, sp.Piecewise)
JUMPING = (sp.sign, sp.Heaviside, sp.floor, sp.ceiling)
HALF = sp.Rational(1, 2)

Side = tuple[sp.Expr, int]


@dataclass(frozen=True)
class Piece:
    """Where a formula is smooth: what it is there, and the sides of its edges.

    `zero` are the edges on which the piece lies, `sides` the others with the sign they have;
    `norms` are square roots of quadratic forms, whose only kink is where they are 0.
    """

    formula: sp.Expr
    zero: tuple[sp.Expr, ...] = ()
    sides: tuple[Side, ...] = ()
    norms: tuple[sp.Expr, ...] = ()

    def on(self, formula: sp.Expr, edge: sp.Expr, side: int) -> Piece:
        """The part of it on one side of an edge, or on the edge."""
        if side:
            return Piece(formula, self.zero, (*self.sides, (edge, side)), self.norms)
        return Piece(formula, (*self.zero, edge), self.sides, self.norms)

    def side_of(self, edge: sp.Expr) -> int | None:
        """The sign that an edge is known to have."""
        return 0 if edge in self.zero else dict(self.sides).get(edge)

    def touches(self, point: dict[sp.Symbol, sp.Expr]) -> bool:
        """Whether a point lies in it or at its border."""
        return all(sign_at(edge, point) in (0, side) for edge, side in self.sides)


def has_kinks(expr: sp.Expr) -> bool:
    """Whether something in a formula may have a kink that is known how to take apart."""
    return expr.has(*KINKED) or any(p.exp == HALF for p in expr.atoms(sp.Pow))


def pieces(expr: sp.Expr, wrt: Sequence[sp.Symbol]) -> list[Piece]:
    """All smooth pieces of a formula.

    Raises
    ------
    Stuck
        If there are too many, or one is not known to be smooth.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> [(p.formula, p.zero, p.sides) for p in pieces(sp.Abs(x) + x, (x,))]
    [(2*x, (), ((x, 1),)), (0, (), ((x, -1),)), (x, (x,), ())]
    """
    done: list[Piece] = []
    left, spent = [Piece(_with_bars(expr))], 0
    while left:
        piece = left.pop(0)
        spent += measure(piece.formula)[1]
        if len(done) + len(left) > MOST or spent > EFFORT:
            raise Stuck
        if piece.formula.has(*JUMPING):
            raise Stuck
        atom = _innermost(piece, wrt)
        if atom is not None:
            left = [*_parted(piece, atom, wrt), *left]
            continue
        plain = piece.formula.xreplace({n: sp.Dummy() for n in piece.norms})
        if not is_smooth(plain, wrt) or any(_ends(p, wrt) for p in plain.atoms(sp.Pow)):
            raise Stuck
        done.append(piece)
    return done


def _ends(power: sp.Pow, wrt: Sequence[sp.Symbol]) -> bool:
    """Whether it is a root whose domain has an edge, where f may have extrema, too."""
    return power.base.has(*wrt) and not power.exp.is_Integer and not is_positive(power.base)


def _with_bars(expr: sp.Expr) -> sp.Expr:
    """|u| for √(u²)."""
    roots = [p for p in expr.atoms(sp.Pow) if p.exp == HALF]
    squares = {p: p.base.base for p in roots if p.base.is_Pow and p.base.exp == 2}
    return expr.xreplace({p: sp.Abs(u) for p, u in squares.items()})


def _innermost(piece: Piece, wrt: Sequence[sp.Symbol]) -> sp.Expr | None:
    """A part with a kink, and none inside it."""
    found = [a for a in piece.formula.atoms(*KINKED) if a.has(*wrt)]
    found += [p for p in piece.formula.atoms(sp.Pow) if _is_norm(p, wrt) and p not in piece.norms]
    bare = [a for a in found if not any(b != a and a.has(b) for b in found)]
    return min(bare, key=str) if bare else None


def _is_norm(power: sp.Pow, wrt: Sequence[sp.Symbol]) -> bool:
    if power.exp != HALF or not power.base.has(*wrt) or power.base.has(*KINKED):
        return False
    return quadratic_form(power.base, wrt) and not never_zero(power.base)


def _parted(piece: Piece, atom: sp.Expr, wrt: Sequence[sp.Symbol]) -> Iterator[Piece]:
    if atom.is_Pow:
        yield Piece(piece.formula, piece.zero, piece.sides, (*piece.norms, atom))
        slopes = tuple(sp.expand(atom.base.diff(x)) for x in wrt)  # a form is 0 where it is least
        at_zero = tuple(dict.fromkeys(_primitive(s)[0] for s in slopes if s != 0))
        rest = piece.formula.xreplace({atom: sp.S.Zero})
        yield Piece(rest, (*piece.zero, *at_zero), piece.sides, piece.norms)
        return
    edge, values = _branches(atom)
    plain, flip = _primitive(edge)
    if never_zero(plain):
        side = sign_at(plain, {s: sp.Rational(3, 7) for s in plain.free_symbols})
        if side is None:
            raise Stuck
        part = piece.formula.xreplace({atom: values[side * flip]})
        yield Piece(part, piece.zero, piece.sides, piece.norms)
        return
    known = piece.side_of(plain)
    for side in (1, -1, 0) if known is None else (known,):
        value = values[side * flip]
        part = piece.formula.xreplace({atom: value})
        if known is None:
            yield piece.on(part, plain, side)
        else:
            yield Piece(part, piece.zero, piece.sides, piece.norms)


def _branches(atom: sp.Expr) -> tuple[sp.Expr, dict[int, sp.Basic]]:
    """The edge of a part, and what the part is where it is positive, negative and zero."""
    if isinstance(atom, sp.Abs):
        (u,) = atom.args
        return u, {1: u, -1: -u, 0: sp.S.Zero}
    if isinstance(atom, sp.Max | sp.Min):
        a, b, *rest = sorted(atom.args, key=str)
        sign = 1 if isinstance(atom, sp.Max) else -1
        first, second = atom.func(a, *rest), atom.func(b, *rest)
        return a - b, {sign: first, -sign: second, 0: second}
    relations = sorted(atom.atoms(sp.core.relational.Relational), key=str)
    one = relations[0]
    if not isinstance(one, sp.Lt | sp.Le | sp.Gt | sp.Ge):
        raise Stuck
    edge, below = one.lhs - one.rhs, isinstance(one, sp.Lt | sp.Le)
    strict = isinstance(one, sp.Lt | sp.Gt)
    truths = {1: not below, -1: below, 0: not strict}
    return edge, {s: atom.subs(one, sp.true if t else sp.false) for s, t in truths.items()}


def _primitive(edge: sp.Expr) -> tuple[sp.Expr, int]:
    """The edge without a numeric factor, its first term positive, and the factor's sign."""
    number, rest = sp.factor_terms(sp.expand(edge)).as_coeff_Mul()
    plain = sp.expand(rest)
    letters = natural_order(plain.free_symbols)
    lead = sp.Poly(plain, *letters).LC() if plain.is_polynomial(*letters) else plain
    sign = -1 if lead.could_extract_minus_sign() else 1
    return sp.expand(sign * plain), sign * (1 if number > 0 else -1)


def edges_of(found: Iterable[Piece]) -> list[sp.Expr]:
    """All edges, each once."""
    return list(dict.fromkeys(edge for p in found for edge, _ in p.sides))
