"""Difference quotients that need a standard limit: exponentials, logarithms, sine and cosine."""

from __future__ import annotations

import sympy as sp

from symcalc.notation import Notation, add, arithmetic, divide, multiply, negative, number, subtract
from symcalc.primitives import arrange, build
from symcalc.tutor.quotients.working import Line, Shift, Worked, over, times
from symcalc.tutor.tidy import tidy
from symcalc.writing.text import text


def exponential(f: Notation, shift: Shift) -> Worked | None:
    """a^(u + v) = a^u·a^v, and (e^k - 1)/k tends to 1."""
    base, u = _base(f)
    a = None if base is None or base.has(shift.x.expr) else shift.slope(u)
    if base is None or a is None:
        return None
    step = shift.scaled(a)
    grown = _raised(f, step)
    k = sp.expand_log(a * sp.log(base), force=False) if base != sp.E else a
    small = times(k, shift.h)
    natural = build("exp", small, text=f.text if f.head == "exp" else "e")
    fraction = divide(subtract(natural, number(1)), small)
    lines = [
        Line(
            "split-exponent",
            divide(subtract(multiply(f, grown), f), shift.h),
            {"f": text(shift.to(f)), "split": text(multiply(f, grown))},
        ),
        Line(
            "factor-out",
            multiply(f, divide(subtract(grown, number(1)), shift.h)),
            {"factor": text(f)},
        ),
    ]
    if base != sp.E:
        told = {"power": text(grown), "natural": text(natural)}
        lines.append(
            Line(
                "to-base-e",
                multiply(f, divide(subtract(natural, number(1)), shift.h)),
                told,
            )
        )
    if k != 1:
        lines.append(Line("widen", multiply(arrange(k), f, fraction), {"k": text(arrange(k))}))
    return Worked(tuple(lines), tidy(multiply(arrange(k), f)), (text(fraction) + " → 1",))


def _base(f: Notation) -> tuple[sp.Expr | None, Notation]:
    """The base and the exponent of a power with a constant base that is positive."""
    if f.head == "exp":
        return sp.E, f.parts[0]
    if f.head != "power":
        return None, f
    base = f.parts[0].expr
    allowed = base.is_positive or (not base.is_number and base.free_symbols)
    return (base if allowed else None), f.parts[1]


def _raised(f: Notation, exponent: Notation) -> Notation:
    if f.head == "exp":
        return build("exp", exponent, text=f.text)
    return arithmetic("power", f.parts[0], exponent)


def logarithm(f: Notation, shift: Shift) -> Worked | None:
    """ln(A) - ln(B) = ln(A/B), and ln(1 + k)/k tends to 1."""
    if f.head not in ("log", "log-base"):
        return None
    u = f.parts[0]
    a = shift.slope(u)
    base = f.parts[1].expr if f.head == "log-base" else sp.E
    if a is None or base.has(shift.x.expr):
        return None
    below = [] if base == sp.E else [arrange(sp.log(base))]
    step = shift.scaled(a)
    spelled = f.text if f.head == "log" else ""

    def ln(inside: Notation) -> Notation:
        return build("log", inside, text=spelled)

    ratio = over(step, u)
    one_more = ln(add(number(1), ratio))
    lines = []
    if below:
        change = subtract(ln(shift.to(u)), ln(u))
        lines.append(
            Line(
                "change-base", divide(change, multiply(shift.h, *below)), {"b": text(arrange(base))}
            )
        )
    joined = ln(divide(shift.to(u), u))
    lines += [
        Line("join-logarithms", divide(joined, multiply(shift.h, *below))),
        Line(
            "divide-inside",
            divide(one_more, multiply(shift.h, *below)),
            {"ratio": text(divide(shift.to(u), u)), "sum": text(add(number(1), ratio))},
        ),
    ]
    fraction = divide(one_more, ratio)
    front = over(arrange(a), u, *below)
    lines.append(Line("widen", multiply(front, fraction), {"k": text(over(arrange(a), u))}))
    return Worked(tuple(lines), tidy(front), (text(fraction) + " → 1",))


def sine(f: Notation, shift: Shift) -> Worked | None:
    """sin(u + v) = sin u cos v + cos u sin v, and sin k/k tends to 1, (cos k - 1)/k to 0."""
    return _wave(f, shift, "sin")


def cosine(f: Notation, shift: Shift) -> Worked | None:
    """cos(u + v) = cos u cos v - sin u sin v, with the same two limits."""
    return _wave(f, shift, "cos")


def _wave(f: Notation, shift: Shift, head: str) -> Worked | None:
    a = shift.slope(f.parts[0]) if f.head == head else None
    if a is None:
        return None
    u, k = f.parts[0], shift.scaled(a)
    sin_u, cos_u = build("sin", u), build("cos", u)
    sin_k, cos_k = build("sin", k), build("cos", k)
    other, join = (cos_u, add) if head == "sin" else (sin_u, subtract)
    added = join(multiply(f, cos_k), multiply(other, sin_k))
    inner = add(u, k)

    def two(bottom: Notation, *front: Notation) -> Notation:
        first = multiply(*front, f, divide(subtract(cos_k, number(1)), bottom))
        return join(first, multiply(*front, other, divide(sin_k, bottom)))

    lines = [
        Line(
            f"addition-{head}",
            divide(add(added, negative(f)), shift.h),
            {"f": text(build(head, inner)), "sum": text(added)},
        ),
        Line("group", two(shift.h), {"factor": text(f)}),
    ]
    if a != 1:
        lines.append(Line("widen", two(k, arrange(a)), {"k": text(arrange(a))}))
    limits = (
        f"{text(divide(subtract(cos_k, number(1)), k))} → 0",
        f"{text(divide(sin_k, k))} → 1",
    )
    answer = multiply(arrange(a), other) if head == "sin" else multiply(arrange(-a), other)
    return Worked(tuple(lines), tidy(answer), limits)
