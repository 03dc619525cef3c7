"""Questions about integrals: which of the three kinds is asked."""

from __future__ import annotations

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.tutor.definite import definite
from symcalc.tutor.definite.derivatives import differentiated_by, undone
from symcalc.tutor.diff import Points, at_points
from symcalc.tutor.integrate import antiderivative
from symcalc.tutor.iterated import inwards, iterated


def integrated(question: Question, points: Points = ()) -> Derivation:
    """The answer to a question whose body is an integral as written."""
    whole = question.body
    body, x, *bounds = whole.parts
    if inwards(body).head == "integral":
        told = iterated(whole)
    elif bounds:
        told = definite(whole)
    elif (primitive := differentiated_by(body, x.expr)) is not None:
        told = undone(whole, primitive, x.expr)
    else:
        told = antiderivative(notation.with_remarks(body, whole.remarks), x.expr)
    return at_points(told, points)
