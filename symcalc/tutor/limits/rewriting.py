"""Identities that bring a standard limit to light."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, replace_nodes
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.factoring import small
from symcalc.tutor.limits.forms import form
from symcalc.tutor.limits.lines import rewritten
from symcalc.writing.text import text

Change = Callable[[Notation], Notation | None]
LETTERS = ("t", "s", "h", "w", "v")


def logarithms(ask: Ask, finder: Finder) -> Found | None:
    """ln a − ln b, where neither has a limit or both have the same."""

    def change(node: Notation) -> Notation | None:
        if node.head != "difference" or any(p.head != "log" for p in node.parts):
            return None
        u, v = (p.parts[0].expr for p in node.parts)
        if not ask.moves(node) or not (ask.vanishes(node.expr) or form(ask.of(node)) == "∞ − ∞"):
            return None
        inside = sp.factor(u) / sp.factor(v)
        made = sp.expand(sp.cancel(inside)) if inside.is_rational_function() else inside
        return build("log", arrange(made, like=ask.body), text=node.parts[0].text)

    return _changed(ask, finder, "rewrite-logs", change)


def _changed(ask: Ask, finder: Finder, rule: str, change: Change, **fields: str) -> Found | None:
    line = replace_nodes(ask.body, change)
    return None if line == ask.body else rewritten(ask, finder, rule, line, **fields)


def exponentials(ask: Ask, finder: Finder) -> Found | None:
    """e^p − e^q = e^q (e^(p−q) − 1), in a form 0/0."""
    pair = _zero_over_zero(ask)
    if pair is None:
        return None
    for factor in sp.Mul.make_args(pair[0].expr):
        terms = sp.Add.make_args(factor)
        if len(terms) != 2:
            continue
        p, q = (_power(t, s, ask) for t, s in zip(terms, _signs(terms), strict=True))
        if p is None or q is None or p == 1 or q == 1 or sum(_signs(terms)):
            continue
        lead, back = (p, q) if _signs(terms)[0] > 0 else (q, p)
        ratio = _ratio(lead, back)
        taken = notation.multiply(
            arrange(pair[0].expr / factor, like=ask.body),
            arrange(back, like=ask.body),
            notation.subtract(arrange(ratio, like=ask.body), notation.number(1)),
        )
        made = notation.divide(taken, pair[1])
        return rewritten(ask, finder, "rewrite-exponentials", made, term=text(arrange(back)))
    return None


def _ratio(p: sp.Expr, q: sp.Expr) -> sp.Expr:
    """aᵘ/bᵘ = (a/b)ᵘ, and e^p/e^q = e^(p − q)."""
    if p.is_Pow and q.is_Pow and p.exp == q.exp:
        return (p.base / q.base) ** p.exp
    if p.is_Pow and q.is_number:
        return p.base ** (p.exp - sp.simplify(sp.log(q) / sp.log(p.base)))
    return sp.exp(sp.expand(_log(p) - _log(q)))


def _signs(terms: tuple[sp.Expr, ...]) -> list[int]:
    return [-1 if t.could_extract_minus_sign() else 1 for t in terms]


def _power(term: sp.Expr, sign: int, ask: Ask) -> sp.Expr | None:
    """A constant to a power, or a positive number, without its sign."""
    term = sign * term
    if term.is_number:
        return term if term.is_positive else None
    power = isinstance(term, sp.exp) or (term.is_Pow and not ask.moves(term.base))
    return term if power else None


def _log(power: sp.Expr) -> sp.Expr:
    if power.is_Rational:
        return sp.log(power)
    return power.args[0] if isinstance(power, sp.exp) else power.exp * sp.log(power.base)


def _zero_over_zero(ask: Ask) -> tuple[Notation, Notation] | None:
    if ask.body.head != "quotient" or form(ask) != "0/0" or not small(ask.expr):
        return None
    return ask.body.parts[0], ask.body.parts[1]


def trigonometric(ask: Ask, finder: Finder) -> Found | None:
    """Differences of sines and cosines, and tan u − sin u, as products."""
    pair = _zero_over_zero(ask)
    if pair is None:
        return None
    for place in (0, 1):
        for factor in sp.Mul.make_args(pair[place].expr):
            made = _product(factor)
            if made is None:
                continue
            new, told = made
            whole = arrange(pair[place].expr / factor * new, like=ask.body)
            line = notation.divide(*(whole if k == place else pair[k] for k in (0, 1)))
            return rewritten(ask, finder, "rewrite-trigonometric", line, identity=told)
    return None


def _product(factor: sp.Expr) -> tuple[sp.Expr, str] | None:
    """A difference as a product, and the identity that it is by."""
    terms = sp.Add.make_args(factor)
    if len(terms) != 2:
        return None
    first, second = sorted(terms, key=lambda t: t.could_extract_minus_sign())
    second = -second
    if isinstance(first, sp.sin) and isinstance(second, sp.sin):
        a, b = first.args[0], second.args[0]
        new = 2 * sp.cos(sp.expand((a + b) / 2)) * sp.sin(sp.expand((a - b) / 2))
        return new, "sin a − sin b = 2 cos((a + b)/2) sin((a − b)/2)"
    if isinstance(first, sp.cos) and isinstance(second, sp.cos):
        a, b = first.args[0], second.args[0]
        new = -2 * sp.sin(sp.expand((a + b) / 2)) * sp.sin(sp.expand((a - b) / 2))
        return new, "cos a − cos b = −2 sin((a + b)/2) sin((a − b)/2)"
    kinds = {type(first), type(second)}
    if kinds == {sp.tan, sp.sin} and first.args == second.args:
        u = first.args[0]
        sign = 1 if isinstance(first, sp.tan) else -1
        return sign * sp.sin(u) * (1 - sp.cos(u)) / sp.cos(u), "tan u = sin u/cos u"
    return None


def in_sines(expr: sp.Expr) -> sp.Expr:
    """Tangents, cotangents and reciprocals as quotients of sines and cosines."""
    expr = expr.replace(sp.tan, lambda u: sp.sin(u) / sp.cos(u))
    expr = expr.replace(sp.cot, lambda u: sp.cos(u) / sp.sin(u))
    return expr.replace(sp.sec, lambda u: 1 / sp.cos(u)).replace(sp.csc, lambda u: 1 / sp.sin(u))


def shift(ask: Ask, finder: Finder) -> Found | None:
    """The distance from the point as a new variable, where functions are easier at 0."""
    if ask.to.is_infinite or ask.to == 0 or form(ask) != "0/0":
        return None
    if not ask.expr.has(sp.sin, sp.cos, sp.tan, sp.cot) or not small(ask.expr):
        return None
    taken = {s.name for s in ask.body.symbols | ask.to.free_symbols}
    t = sp.Symbol(next((c for c in LETTERS if c not in taken), "u_0"))
    moved = in_sines(ask.expr.subs(ask.x, ask.to + t))
    then = Ask(
        arrange(sp.expand(moved, trig=False) if small(moved) else moved), t, sp.S.Zero, ask.side
    )
    gap = text(arrange(ask.x - ask.to))
    return rewritten(ask, finder, "shift", then, t=t.name, gap=gap, back=text(arrange(ask.to + t)))


def poles(ask: Ask, finder: Finder) -> Found | None:
    """Cotangents and reciprocals that grow, as quotients of sines and cosines."""
    if form(ask) not in ("0·∞", "∞/∞", "∞ − ∞") or not small(ask.expr):
        return None
    kinds = (sp.tan, sp.cot, sp.sec, sp.csc)
    grown = [f for f in ask.expr.atoms(*kinds) if ask.moves(f) and ask.large(f)]
    if not grown:
        return None
    change = {f: in_sines(f) for f in grown}
    told = ", ".join(f"{text(arrange(f))} = {text(arrange(made))}" for f, made in change.items())
    line = sp.together(ask.expr.xreplace(change))
    return rewritten(ask, finder, "rewrite-trigonometric", line, identity=told)


def hyperbolic(ask: Ask, finder: Finder) -> Found | None:
    """Hyperbolic functions as exponentials, far out."""
    if not ask.to.is_infinite or not form(ask) or not ask.expr.has(sp.sinh, sp.cosh):
        return None
    line = sp.expand(ask.expr.rewrite(sp.exp))
    return rewritten(ask, finder, "rewrite-hyperbolic", line)


def roots_of_squares(ask: Ask, finder: Finder) -> Found | None:
    """√(u²) is |u|."""
    found = [p for p in ask.expr.atoms(sp.Pow) if p.exp == sp.S.Half and _square(p.base)]
    moving = [p for p in found if ask.moves(p)]
    if not moving:
        return None
    change = {p: sp.Abs(p.base.base ** (p.base.exp / 2)) for p in moving}
    u = text(arrange(moving[0].base.base ** (moving[0].base.exp / 2)))
    return rewritten(ask, finder, "root-of-square", ask.expr.xreplace(change), u=u)


def _square(expr: sp.Expr) -> bool:
    return bool(expr.is_Pow and expr.exp.is_Integer and expr.exp % 2 == 0)


def reciprocal(ask: Ask, finder: Finder) -> Found | None:
    """t = 1/x for exponentials that have 1/x inside: they are easier far out."""
    if ask.to != 0 or not ask.side or not small(ask.expr):
        return None
    exponents = [e.args[-1] for e in ask.expr.atoms(sp.exp, sp.Pow) if ask.moves(e.args[-1])]
    if not any(ask.large(u) for u in exponents):
        return None
    t = sp.Symbol(next((c for c in LETTERS if c not in {s.name for s in ask.body.symbols}), "u_0"))
    end = sp.oo if ask.side == "+" else -sp.oo
    then = Ask(arrange(sp.powsimp(ask.expr.subs(ask.x, 1 / t))), t, end)
    return rewritten(ask, finder, "reciprocal", then, t=t.name, end=text(arrange(end)))
