"""Angles: what has none, of which kind one is, in numbers, and how it is borne out."""

from __future__ import annotations

import mpmath
import sympy as sp

from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.given import numeric
from symcalc.tutor.linear.numbers import rounded, sign, tidy
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear import REMARKS
from symcalc.tutor.words.linear_fails import CHECKS
from symcalc.writing.text import text

UNITS = {"radians": sp.S.One, "degrees": sp.pi / 180}
DIGITS = 60  # of a cosine close to 1, whose angle has half as many


def directions(*vectors: sp.MatrixBase) -> tuple[sp.Basic, ...]:
    """That a vector with letters is not 0: one entry is not, if none is a number other than 0."""
    found = []
    for vector in vectors:
        letters = [e for e in vector if not e.is_zero]
        if any(e.is_number or e.is_nonzero for e in letters):
            continue
        found.append(
            sp.Ne(letters[0] if len(letters) == 1 else sp.Add(*(e**2 for e in letters)), 0)
        )
    return tuple(dict.fromkeys(found))


def near_angle(theta: sp.Expr) -> sp.Float:
    """An angle at 30 digits; the arccosine of a number close to 1 needs twice as many."""
    if not isinstance(theta, sp.acos):
        return sp.N(theta, 30)
    with mpmath.workdps(DIGITS):
        cosine = mpmath.mpmathify(sp.N(theta.args[0], DIGITS))
        return sp.Float(mpmath.acos(max(-1, min(1, cosine))), 30)


def by_halves(x: sp.MatrixBase, y: sp.MatrixBase, theta: sp.Expr) -> Same:
    """The scalar product has the cosine; u − v and u + v, of length 1 both, have the half angle."""
    if not (numeric(x) and numeric(y)):
        sizes = [sp.sqrt(sp.Add(*(e**2 for e in v))) for v in (x, y)]
        pair = (sp.cos(theta) * sizes[0] * sizes[1], x.dot(y))
        return Same((pair,), "‖x‖‖y‖cos θ", CHECKS["angle"])
    with mpmath.workdps(DIGITS):
        u, v = (mpmath.matrix([mpmath.mpmathify(sp.N(e, DIGITS)) for e in w]) for w in (x, y))
        u, v = u / mpmath.norm(u), v / mpmath.norm(v)
        half = mpmath.atan2(mpmath.norm(u - v), mpmath.norm(u + v))
        other = sp.Float(2 * half, 30)
    return Same(((near_angle(theta), other),), "half angles", CHECKS["half"])


def theta_step(theta: sp.Expr, *, known: bool) -> Step:
    """The angle, its kind, and how much it is in radians and in degrees."""
    last = line(letter("theta"), arrange(theta))
    if not known:
        return step("theta", last, kind=REMARKS["letters"])
    cosine = theta.args[0] if isinstance(theta, sp.acos) else sp.cos(theta)
    kind = REMARKS[kind_of_angle(cosine)]
    if not theta.has(sp.acos):
        told = REMARKS["degrees-exact"].format(degrees=text(arrange(theta * 180 / sp.pi)))
    else:
        near = [text(rounded(near_angle(theta) * unit)) for unit in (1, 180 / sp.pi)]
        told = REMARKS["degrees"].format(radians=near[0], degrees=near[1])
    return step("theta", last, kind=f"{kind[0].upper()}{kind[1:]} {told}")


def kind_of_angle(cosine: sp.Expr) -> str:
    """Acute, right, obtuse; the same or the opposite direction."""
    if tidy(cosine**2) == 1:
        return "same" if sign(cosine) > 0 else "opposite"
    return {1: "acute", 0: "right", -1: "obtuse"}[sign(cosine)]


def angle_ending(value: sp.Expr, unit: str) -> str:
    """θ = 45°, θ ≈ 12.93315°."""
    sign_ = "°" if unit == "degrees" else ""
    if not value.has(sp.acos):
        return f"θ = {text(arrange(value))}{sign_}"
    near = near_angle(value * UNITS[unit]) / UNITS[unit]
    return f"θ ≈ {text(rounded(near))}{sign_}"
