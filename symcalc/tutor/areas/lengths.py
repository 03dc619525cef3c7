"""Lengths of curves."""

from __future__ import annotations

import sympy as sp

from symcalc import notation
from symcalc.checking.iterated import Iterated
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, over_reals
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.scope import need_value
from symcalc.tutor.areas.parts import (
    checked,
    integral,
    interval_of,
    near_value,
    need_order,
    step_of,
    steps_in,
)
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema.numbers import sign_at
from symcalc.tutor.extrema.places import within
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.words.areas import ASKS, JUMPS, JUMPS_HINT
from symcalc.writing.text import text

SIMPLE = 60  # operations of a root that is simplified


def arc_length(body: Notation, x: sp.Symbol, low: sp.Expr, high: sp.Expr) -> Derivation:
    """The length of the graph of a formula between two numbers.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> arc_length(arrange(2 * sp.sqrt(x) ** 3 / 3), x, sp.S.Zero, sp.Integer(3)).answer
    14/3
    """
    need_value(body)
    if steps_in(body):
        raise UnsupportedError(JUMPS, where=text(body), hint=JUMPS_HINT)
    low, high = need_order(low, high, "the arc length")
    slope = differentiated(body, x, "d")
    name = text(notation.name(x))
    ends = arrange(low), arrange(high)
    fields = {"f": text(body), "x": name, "a": text(ends[0]), "b": text(ends[1])}
    frame = step_of(
        "slope-of-curve", slope.steps[0].before, slope.after, fields, substeps=slope.steps
    )
    square = notation.power(slope.after, notation.number(2))
    root = build("sqrt", notation.add(notation.number(1), square))
    whole = build("integral", root, notation.name(x), *ends)
    plain = _simple(root, x, (low, high))
    part = integral(plain, x, low, high)
    fields["slope"] = text(slope.after)
    step = checked(step_of("arc-length", whole, part.whole, fields))
    told = Question(
        "arc-length",
        body,
        (x,),
        ASKS["arc-length"].format(**fields),
        subject_to=interval_of(low, high, x),
    )
    return Derivation(
        told,
        whole,
        part.after,
        (frame, step, *part.steps),
        remarks=(*body.remarks, *part.remarks),
        claims=part.claims if part.ending else (Iterated(whole.expr, part.after.expr),),
        ending=part.ending or near_value(part.after),
    )


def _simple(root: Notation, x: sp.Symbol, ends: tuple[sp.Expr, sp.Expr]) -> Notation:
    """√(1 + f′²), with identities used, and |u| as u where u does not change its sign."""
    if sp.count_ops(root.expr) > SIMPLE:
        return root
    inner = over_reals(sp.simplify, root.expr.args[0])
    middle = {x: (ends[0] + ends[1]) / 2}
    top, bottom = sp.fraction(sp.together(inner))
    if sign_at(bottom, middle) == -1:
        top, bottom = -top, -bottom
    plain = over_reals(lambda u, v: _root(u) / _root(v), sp.expand(top), sp.expand(bottom))
    forms = [plain, sp.sqrt(sp.expand(root.expr.args[0])), over_reals(sp.simplify, sp.sqrt(inner))]
    best = min(forms, key=lambda form: (_has_fraction(form), sp.count_ops(form)))
    for size in best.atoms(sp.Abs):
        roots = exact_roots(size.args[0], x)
        sign = sign_at(size.args[0], middle)
        if roots is not None and not within(roots, *ends) and sign:
            best = best.xreplace({size: sign * size.args[0]})
    return arrange(best, like=root)


def _has_fraction(form: sp.Expr) -> bool:
    """Whether a fraction stands under a root: √(1/u), which is 1/√u."""
    roots = [p.base for p in form.atoms(sp.Pow) if p.exp.is_Rational and not p.exp.is_Integer]
    return any(sp.fraction(sp.together(base))[1].free_symbols for base in roots)


def _root(square: sp.Expr) -> sp.Expr:
    """√u, with what is a square taken out of it."""
    if square == 1:
        return square
    _, powers = sp.factor_list(square)
    return sp.sqrt(sp.factor(square) if any(n > 1 for _, n in powers) else square)
