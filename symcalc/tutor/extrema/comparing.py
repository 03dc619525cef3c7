"""Extrema under constraints beside each other: which of them are absolute, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.diff import Part
from symcalc.tutor.extrema.answering import derivation, parameters
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.composition import shape
from symcalc.tutor.extrema.constraints import Constraint, bounded, constraints_of, kinked, linear
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import sign_of, value_at
from symcalc.tutor.extrema.one_variable import ending_of
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    Extremum,
    Function,
    equal,
    equation_said,
    joined,
    listed,
    place_said,
    step,
)
from symcalc.tutor.extrema.several import Surface
from symcalc.tutor.extrema.systems import solve_system
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


def equal_claims(partials: Sequence[Part]) -> list[Claim]:
    """The partial derivatives, where no point is there to claim anything of."""
    return [Equal(p.steps[0].before.expr, p.after.expr) for p in partials]


def nowhere(
    named: Function,
    written: Sequence[Notation],
    impossible: Constraint | None,
    steps: Sequence[Step] = (),
    why: str = "",
) -> Derivation:
    """A constraint that is never met, or several that are not met together."""
    if impossible is not None:
        gap = text(impossible.gap)
        row = "never-met" if impossible.equality else "never-below"
        told = SAYS[row].format(constraint=text(impossible.written), gap=gap)
        never = equal(impossible.gap, notation.number(0), "!=" if impossible.equality else ">")
        steps = [step("constraint", impossible.written, never)]
    told = (
        told
        if impossible is not None
        else why or SAYS["none-met"].format(constraints=listed([text(w) for w in written]))
    )
    surface = Surface(named)
    sure = impossible is not None or bool(why) or _is_empty(written, named.wrt)
    claims = equal_claims(surface.partials)
    return derivation(
        named, steps, [], told, claims, subject_to=written, open_=not sure, empty=sure
    )


def _is_empty(written: Sequence[Notation], wrt: Sequence[sp.Symbol]) -> bool:
    """Whether equations alone are solved exactly, and have no solution."""
    constraints = constraints_of(written, wrt)
    if not all(c.equality for c in constraints):
        return False
    try:
        return not solve_system([c.expr for c in constraints], wrt)
    except Stuck:
        return False


def odd_points(
    named: Function,
    odd: Sequence[Mapping[sp.Symbol, sp.Expr]],
    found: Sequence[Extremum],
) -> list[Extremum]:
    """Points at which the rule does not apply, as candidates that nothing is known of."""
    known = {place_said(e.point) for e in found}
    told = []
    for values in odd:
        point = {x: values[x] for x in named.wrt}
        value = value_at(named.expr, point)
        if value is not None and place_said(point) not in known:
            told.append(Extremum(point, value, INCONCLUSIVE))
    return told


def build_all(nodes: Sequence[Notation]) -> Notation:
    """Relations that hold together."""
    return nodes[0] if len(nodes) == 1 else build("system", *nodes)


def compared(
    named: Function,
    constraints: Sequence[Constraint],
    found: Sequence[Extremum],
    *,
    exact: bool,
) -> tuple[list[Extremum], Step | None]:
    """Which values are absolute, and why."""
    points = [e for e in found if not e.value.free_symbols]
    straight = linear(constraints, named.wrt) and all(c.equality for c in constraints)
    if len(found) == 1 and found[0].kind != INCONCLUSIVE and straight:
        points = list(found)
    if not points or len(points) < len(found) or all(e.free for e in points):
        return list(found), None
    written = listed(list(dict.fromkeys(text(c.written) for c in constraints)))
    least, *_, greatest = _ordered(points) * 2
    wrt = named.wrt
    if bounded(constraints, wrt) and exact:
        fields = {"f": named.name, "result": equation_said(named, least)}
        row = "bounded-one" if is_alone(points) else "bounded"
        told = SAYS[row].format(constraints=written, **fields)
        marked = [_absolute(e, least, greatest) for e in points]
        return marked, step("compare", named.equation(), named.equation(), explanation=told)
    coercive = bend_of(named) if exact else ""
    if coercive and not linear(constraints, wrt):
        bounds = (least, None) if coercive == "convex" else (None, greatest)
        marked = [_absolute(e, *bounds) for e in points]
        return marked, _growing(named, written, coercive)
    form = convex_domain(constraints, wrt)
    bend = bend_on(named, constraints) if form else None
    if bend is not None:
        return _in_convex_problem(named, points, bend, form, exact=exact)
    bent = [text(n) for n in (named.body, *(c.written for c in constraints)) if kinked([n.expr])]
    row = "kinked-set" if bent else "open-set"
    row = "open-line" if not bent and straight and len(constraints) < len(wrt) else row
    told = SAYS[row].format(kinked=listed(bent), constraints=written)
    return points, step("compare", named.equation(), named.equation(), explanation=told)


def is_alone(found: Sequence[Extremum]) -> bool:
    """Whether there is one candidate and no more."""
    return len(found) == 1 and not found[0].free and not found[0].value.free_symbols


def twofold(
    named: Function, constraints: Sequence[Constraint], found: Sequence[Extremum]
) -> list[Extremum]:
    """The only point of a set is its minimum and its maximum."""
    whole = is_alone(found) and found[0].reach == "absolute"
    if not whole or not bounded(constraints, named.wrt):
        return list(found)
    return [*found, replace(found[0], kind=MAXIMUM)]


def unsure(named: Function, found: Sequence[Extremum], *, exact: bool) -> list[str]:
    """What is to be said where Newton's method found the points."""
    if exact or not found:
        return []
    best = [e for e in found if e.kind == MINIMUM and e.reach == "absolute"]
    between = len(best) > 1 and 1 in curved(named)
    return [SAYS["newton-found"], *([SAYS["between"]] if between else [])]


def _ordered(found: Sequence[Extremum]) -> list[sp.Expr]:
    """Their values, the least first; one with letters stands alone."""
    values = [e.value for e in found]
    return values if len(values) == 1 else sorted(values, key=float)


def _growing(named: Function, written: str, bend: str) -> Step:
    """A function that goes to infinity takes its least value on a closed set."""
    limit, least = ("∞", "least") if bend == "convex" else ("−∞", "greatest")
    told = SAYS["grows"].format(f=named.name, limit=limit, constraints=written, least=least)
    return step("compare", named.equation(), named.equation(), explanation=told)


def _absolute(e: Extremum, least: sp.Expr | None, greatest: sp.Expr | None) -> Extremum:
    if least is not None and sign_of(e.value - least) == 0:
        return replace(e, kind=MINIMUM, reach="absolute")
    if greatest is not None and sign_of(e.value - greatest) == 0:
        return replace(e, kind=MAXIMUM, reach="absolute")
    return e


def bend_of(named: Function) -> str:
    """Strictly convex or concave by a constant Hessian, so that it goes to infinity."""
    matrix = Surface(named).hessian
    if matrix.free_symbols or kinked([named.expr]):
        return ""
    signs = {sign_of(v) for v in Form(matrix).eigenvalues}
    return "convex" if signs == {1} else "concave" if signs == {-1} else ""


def none_wanted(named: Function, constraints: Sequence[Constraint] = ()) -> str:
    """That a convex function has no maximum where linear equations hold, if one is asked for."""
    bend = bend_of(named) if named.wanted else ""
    limit, missing = {"convex": ("∞", MAXIMUM), "concave": ("−∞", MINIMUM)}.get(bend, ("", ""))
    straight = linear(constraints, named.wrt) and all(c.equality for c in constraints)
    if not missing or missing != named.wanted or not straight or len(constraints) >= len(named.wrt):
        return ""
    places = listed([text(c.written) for c in constraints])
    on = SAYS["far-out-on"].format(constraints=places) if places else SAYS["far-out"]
    return SAYS["none-wanted"].format(kind=missing, f=named.name, bend=bend, on=on, limit=limit)


def ending_with(named: Function, found: Sequence[Extremum], why: str) -> str:
    """All that was found, after the reason why what is asked for is not there."""
    return joined([why, ending_of(replace(named, wanted="") if why else named, found)])


def curved(named: Function) -> frozenset[int]:
    """1 if f is convex, -1 if it is concave, both if it is linear; nothing where it has letters."""
    return frozenset() if parameters(named) else shape(named.expr, named.wrt).signs


@dataclass(frozen=True)
class Bend:
    """How f is bent where equations hold: the signs, and the row of words with its fields."""

    signs: frozenset[int]
    row: str = "bent"
    fields: Mapping[str, str] = field(default_factory=dict)


def bend_on(named: Function, constraints: Sequence[Constraint]) -> Bend | None:
    """f as it is, or with what the linear equations say put in; None where nothing is proved."""
    own = curved(named)
    if own:
        return Bend(own)
    equations = [c.expr for c in constraints if c.equality]
    letters = {s for e in equations for s in e.free_symbols} - set(named.wrt)
    if not equations or letters or parameters(named):
        return None
    (solved,) = sp.linsolve(equations, *named.wrt) or ((),)
    put = {x: v for x, v in zip(named.wrt, solved, strict=False) if v != x}
    free = [x for x in named.wrt if x not in put]
    rest = sp.expand(named.expr.subs(put, simultaneous=True))
    if not put or not rest.free_symbols & set(free):
        return None
    signs = shape(rest, free).signs
    lines = listed([text(equal(notation.name(x), arrange(v))) for x, v in put.items()])
    fields = {"put": lines, "formula": text(arrange(rest))}
    return Bend(signs, "bent-reduced", fields) if signs else None


def convex_domain(constraints: Sequence[Constraint], wrt: Sequence[sp.Symbol]) -> str:
    """How constraints describe a convex set: "linear", "convex", or "" where they need not."""
    if linear(constraints, wrt):
        return "linear"
    bent = [c for c in constraints if not linear([c], wrt)]
    fine = all(not c.equality and 1 in shape(c.expr, wrt).signs for c in bent)
    return "convex" if fine else ""


def _in_convex_problem(
    named: Function,
    points: Sequence[Extremum],
    bend_: Bend,
    domain: str,
    *,
    exact: bool,
) -> tuple[list[Extremum], Step]:
    """Where f is convex, a point that meets the conditions of a minimum is an absolute one."""
    told, marked = [], list(points)
    for sign, bend, kind, least in (
        (1, "convex", MINIMUM, "least"),
        (-1, "concave", MAXIMUM, "greatest"),
    ):
        if sign not in bend_.signs:
            continue
        lead = SAYS[bend_.row].format(f=named.name, bend=bend, **bend_.fields)
        lead = lead[0].upper() + lead[1:] if bend_.fields else lead
        best = [e for e in points if e.kind == kind or _meets(e, sign)]
        if best:
            value = _ordered(best)[0 if sign > 0 else -1]
            bounds = (value, None) if sign > 0 else (None, value)
            marked = [_absolute(e, *bounds) for e in marked]
            fields = {"lead": lead, "shape": SAYS[domain], "kind": kind}
            told.append(SAYS["convex-problem"].format(**fields))
        elif domain == "linear" and exact:
            fields = {"f": named.name, "lead": lead, "kind": kind, "least": least}
            told.append(SAYS["no-best"].format(**fields))
    asked = named.equation()
    return marked, step("compare", asked, asked, explanation=joined(told))


def _meets(e: Extremum, sign: int) -> bool:
    """Whether no multiplier of an inequality speaks against a minimum (1) or a maximum (-1)."""
    if e.kind != INCONCLUSIVE or e.multipliers is None:
        return False
    signs = [sign_of(v) for s, v in e.multipliers.items() if s.name.startswith("mu")]
    return all(s is not None and s * sign >= 0 for s in signs)
