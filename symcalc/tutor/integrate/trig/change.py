"""The substitution of a tangent, taken back without jumps."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import Change
from symcalc.tutor.integrate.trig.continued import Angle, continued
from symcalc.tutor.integrate.trig.telling import said
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals_trig_rational import CONTINUED, GAPS, MAY_JUMP, WORDS


@dataclass(frozen=True)
class TangentChange(Change):
    """A change to t = tan h, which has no value at h = π/2 + kπ, though the integrand may have."""

    angle: sp.Expr = sp.S.Zero

    @classmethod
    def of(cls, change: Change, angle: sp.Expr) -> TangentChange:
        """The same change, told whose tangent the new variable is."""
        return cls(**{f: getattr(change, f) for f in Change.__dataclass_fields__}, angle=angle)

    def mended(self, question: Integral, line: Notation) -> tuple[Step, ...]:
        """The antiderivative without jumps and gaps where the tangent has no value."""
        angle = Angle(self.angle)
        after = continued(line.expr, angle, question.x)
        if after is None or after == line.expr:
            return ()
        arcs = [arc for arc in line.expr.atoms(sp.atan) if arc.has(angle.tangent)]
        told = CONTINUED if arcs else GAPS
        inner = said(question, angle.tangent)
        known = {"inner": inner, "arcs": _listed(question, arcs)}
        known["jump"] = "jumps" if len(arcs) == 1 else "jump"
        title = "Without jumps" if arcs else "Without gaps"
        fields = {"title": title, "told": told.format(**known)}
        made = question.written(after)
        return (worded(WORDS, "trig-continued", line, made, fields, "equal-up-to-constant"),)


def _listed(question: Integral, arcs: list[sp.Expr]) -> str:
    return " and ".join(said(question, arc) for arc in sorted(arcs, key=sp.default_sort_key))


def in_front(question: Integral, rest: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """The integral by a new variable, its constant factors in front."""
    front, moving = sp.factor_terms(rest).as_independent(u, as_Add=False)
    return question.split[0] * front * sp.Integral(moving, u)


def returning(question: Integral, u: sp.Symbol, inner: sp.Expr) -> str:
    """The sentence of the way back where letters do not tell whether there is a jump."""
    letters = question.integrand.free_symbols - {question.x}
    if not letters or not inner.has(sp.tan):
        return ""
    return MAY_JUMP.format(u=said(question, u), inner=said(question, inner))
