"""The limit laws: sums, products, quotients and continuous functions of what has a limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.tendency import close
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange, build
from symcalc.tutor.limits.ask import Ask, Finder, Found
from symcalc.tutor.limits.bounds import bounds
from symcalc.tutor.limits.lines import becomes, composed, ends
from symcalc.tutor.limits.substitution import continuous, value_there
from symcalc.writing.text import text

Part = tuple[Notation, Found]
Make = Callable[[Notation], Notation]


def sum_law(ask: Ask, finder: Finder) -> Found | None:
    """Each term by itself; terms that are continuous at the point are taken together."""
    if ask.body.head == "negation":
        return _negation(ask, finder)
    if ask.body.head not in ("sum", "difference"):
        return None
    terms = notation.signed_terms(ask.body)
    kinds = [ask.tends(t.expr) for t in terms]
    grown = {t.value for t in kinds if t.kind == "infinite"}
    if len(grown) == 1 and any(t.kind == "varies" for t in kinds):
        return _with_bounded(ask, finder, terms, grown.pop() * sp.oo)
    if len(grown) > 1 or any(t.kind not in ("finite", "infinite") for t in kinds):
        return None
    if grown:
        return _sum_grows(ask, finder, terms, grown.pop() * sp.oo)
    grouped = _grouped(ask, terms)
    found = _each(ask, finder, grouped)
    if found is None or len(grouped) < 2:
        return None
    line = notation.add(*(_kept(ask, part) for part, _ in found))
    return composed(ask, "sum", line, _inner(ask, found))


def _kept(ask: Ask, part: Notation) -> Notation:
    """The limit of a part, a minus sign or a constant as it is."""
    if not ask.moves(part):
        return part
    if part.head == "negation":
        return notation.negative(ask.limit(part.parts[0]))
    return ask.limit(part)


def _inner(ask: Ask, found: Sequence[Part]) -> dict[Notation, Found]:
    """Limits that stand in a line, with what each comes to."""
    inner: dict[Notation, Found] = {}
    for part, steps in found:
        if not ask.moves(part):
            continue
        if part.head == "negation":
            inner[ask.limit(part.parts[0])] = Found(steps.steps, -steps.value)
        else:
            inner[ask.limit(part)] = steps
    return inner


def _each(ask: Ask, finder: Finder, parts: Sequence[Notation]) -> list[Part] | None:
    """What each part tends to: of −u, what u does, with the sign changed."""
    found: list[Part] = []
    for part in parts:
        positive = part.parts[0] if part.head == "negation" else part
        steps = finder.find(ask.of(positive))
        if steps is None or not steps.exists:
            return None
        signed = steps if positive is part else Found(steps.steps, -steps.value)
        found.append((part, signed))
    return found


def _grouped(ask: Ask, terms: Sequence[Notation]) -> list[Notation]:
    """The terms, those that are continuous at the point put together where the first stood."""
    easy = [t for t in terms if not ask.to.is_infinite and continuous(t, ask.x, ask.to)]
    if len(easy) < 2:
        return list(terms)
    whole = notation.add(*easy)
    return [whole if t is easy[0] else t for t in terms if t is easy[0] or t not in easy]


def _sum_grows(ask: Ask, finder: Finder, terms: Sequence[Notation], value: sp.Expr) -> Found | None:
    """Terms that grow to one side, and others that have limits."""
    found = _each(ask, finder, terms)
    if found is None:
        return None
    parts = [(p.parts[0] if p.head == "negation" else p, f) for p, f in found]
    return ends(ask, "sum-grows", value, {"terms": _told(ask, found)}, parts)


def _with_bounded(
    ask: Ask, finder: Finder, terms: Sequence[Notation], value: sp.Expr
) -> Found | None:
    """Terms that grow, and others that oscillate within bounds."""
    wild = [t for t in terms if ask.tends(t.expr).kind == "varies"]
    within = [bounds(t.expr) for t in wild]
    found = _each(ask, finder, [t for t in terms if t not in wild])
    if None in within or found is None:
        return None
    stays = [
        f"{text(t)} stays between {text(arrange(pair[0]))} and {text(arrange(pair[1]))}"
        for t, pair in zip(wild, within, strict=True)
        if pair is not None
    ]
    return ends(ask, "sum-grows", value, {"terms": f"{_told(ask, found)} {', '.join(stays)}."})


def _told(ask: Ask, found: Sequence[Part]) -> str:
    """What each part does, in a sentence."""
    moving = [f"{text(part)} {becomes(f.value)}" for part, f in found if ask.moves(part)]
    return (
        f"As {ask.approach}, {', '.join(moving[:-1])}{' and ' if moving[1:] else ''}{moving[-1]}."
    )


def _negation(ask: Ask, finder: Finder) -> Found | None:
    """A minus sign is a constant factor."""
    inner = ask.body.parts[0]
    found = finder.find(ask.of(inner))
    if found is None or not found.exists:
        return None
    line = notation.negative(ask.limit(inner))
    return composed(ask, "constant-multiple", line, {ask.limit(inner): found}, c="−1")


def product_law(ask: Ask, finder: Finder) -> Found | None:
    """Constant factors in front; each of the others by itself."""
    factors = _factors(ask.body)
    if len(factors) < 2:
        return None
    still = [f for f in factors if not ask.moves(f)]
    moving = [f for f in factors if ask.moves(f)]
    if still and moving:
        return _constant_multiple(ask, finder, still, moving)
    kinds = [ask.tends(f.expr) for f in moving]
    if any(t.kind not in ("finite", "infinite") for t in kinds):
        return None
    if any(t.kind == "infinite" for t in kinds):
        return _product_grows(ask, finder, moving)
    found = _each(ask, finder, moving)
    if found is None:
        return None
    line = notation.multiply(*(ask.limit(part) for part, _ in found))
    return composed(ask, "product", line, {ask.limit(part): f for part, f in found})


def _factors(body: Notation) -> tuple[Notation, ...]:
    """The factors of a product; a quotient by a constant is one too."""
    if body.head == "product":
        return body.parts
    if body.head == "quotient" and body.parts[1].expr.is_number:
        return (notation.divide(notation.number(1), body.parts[1]), body.parts[0])
    if body.head == "quotient" and body.parts[0].head == "product":
        top, bottom = body.parts
        fixed = [p for p in top.parts if p.expr.is_number]
        rest = [p for p in top.parts if not p.expr.is_number]
        return (*fixed, notation.divide(notation.multiply(*rest), bottom)) if fixed else ()
    return ()


def _constant_multiple(
    ask: Ask, finder: Finder, still: Sequence[Notation], moving: Sequence[Notation]
) -> Found | None:
    rest = notation.multiply(*moving)
    found = finder.find(ask.of(rest))
    if found is None or not found.exists:
        return None
    c = notation.multiply(*still)
    if found.value.is_infinite and not c.expr.is_number:
        return None
    line = notation.multiply(c, ask.limit(rest))
    return composed(ask, "constant-multiple", line, {ask.limit(rest): found}, c=text(c))


def _product_grows(ask: Ask, finder: Finder, factors: Sequence[Notation]) -> Found | None:
    """A factor without bound, and others that do not tend to 0."""
    if any(ask.vanishes(f.expr) for f in factors) or not ask.grows(ask.expr):
        return None
    found = _each(ask, finder, factors)
    if found is None:
        return None
    value = sp.Integer(ask.near.value) * sp.oo
    fields = {"terms": _told(ask, found), "becomes": becomes(value)}
    return ends(ask, "product-grows", value, fields, found)


def quotient_law(ask: Ask, finder: Finder) -> Found | None:
    """Top and bottom by themselves where the bottom does not tend to 0."""
    if ask.body.head != "quotient":
        return None
    top, bottom = ask.body.parts
    kinds = ask.tends(top.expr).kind, ask.tends(bottom.expr).kind
    if ask.vanishes(bottom.expr) or set(kinds) - {"finite", "infinite"}:
        return None
    if kinds == ("infinite", "infinite"):
        return None
    found = _each(ask, finder, (top, bottom))
    if found is None:
        return None
    (_, above), (_, below) = found
    if kinds == ("finite", "infinite"):
        told = {"top": becomes(above.value), "bottom": becomes(below.value)}
        if not ask.moves(top):
            told["top"] = f"is {text(top)}"
        return ends(ask, "bounded-over-large", sp.S.Zero, told, found)
    if kinds == ("infinite", "finite"):
        if not ask.grows(ask.expr):
            return None
        value = sp.Integer(ask.near.value) * sp.oo
        fields = {"terms": _told(ask, found), "becomes": becomes(value)}
        return ends(ask, "quotient-grows", value, fields, found)
    line = notation.divide(_kept(ask, top), _kept(ask, bottom))
    return composed(ask, "quotient", line, _inner(ask, found))


def composition(ask: Ask, finder: Finder) -> Found | None:
    """A function of something that has a limit."""
    split = outer_and_inner(ask)
    if split is None:
        return None
    make, u = split
    found = finder.find(ask.of(u))
    if found is None or not found.exists:
        return None
    fields = {"u": text(u), "outer": text(make(notation.name(sp.Symbol("u"))))}
    if found.value.is_finite is not False and _steady(make, found.value):
        line = make(ask.limit(u))
        return composed(ask, "composition", line, {ask.limit(u): found}, **fields)
    value = _far_out(ask, make, found.value)
    if value is None:
        return None
    rule = "power-grows" if u.head == "name" and ask.body.head in POWERS else "end-behaviour"
    told = {"tends": becomes(found.value), "becomes": becomes(value)}
    return ends(ask, rule, value, fields | told, [(u, found)])


POWERS = ("power", "sqrt", "cbrt", "root")


def outer_and_inner(ask: Ask) -> tuple[Make, Notation] | None:
    """A function of one argument that moves, as what makes it from its argument."""
    body = ask.body
    moving = [i for i, part in enumerate(body.parts) if ask.moves(part)]
    if len(moving) != 1 or body.head in APART or body.head not in TABLE:
        return None
    (i,) = moving

    def make(u: Notation) -> Notation:
        return build(body.head, *body.parts[:i], u, *body.parts[i + 1 :], text=body.text)

    return make, body.parts[i]


APART = (
    "sum",
    "difference",
    "product",
    "quotient",
    "negation",
    "floor",
    "ceil",
    "sign",
    "heaviside",
)


def _steady(make: Make, at: sp.Expr) -> bool:
    """Whether a function is continuous at a value of its argument."""
    u = sp.Dummy("u")
    whole = make(notation.name(u))
    return continuous(whole, u, at) and value_there(whole.expr, u, at) is not None


def _far_out(ask: Ask, make: Make, at: sp.Expr) -> sp.Expr | None:
    """What a function does where its argument grows, or at the end of its domain."""
    near = ask.near
    if near.kind == "infinite":
        return sp.Integer(near.value) * sp.oo
    value = make(arrange(at)).expr
    known = value.is_number and value.is_extended_real
    if near.kind == "unknown" and at.is_infinite and known:
        return value  # too fast or too slow to be seen in numbers
    told = near.kind == "finite" and value.is_number and value.is_finite
    return value if told and close(float(value), near.value) else None


def itself(ask: Ask, _finder: Finder) -> Found | None:
    """The variable, far out."""
    if ask.body.head != "name" or not ask.to.is_infinite:
        return None
    return ends(ask, "itself", ask.to, {"becomes": becomes(ask.to)})
