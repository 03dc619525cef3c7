"""Which way a working is followed: of formulas, of equations, or along a curve."""

from __future__ import annotations

from collections.abc import Callable

from symcalc.errors import UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.solutions.comparing import sought
from symcalc.grading.working.areas import area_walk
from symcalc.grading.working.critical import CriticalWalk, critical_walk
from symcalc.grading.working.directions import directional_walk
from symcalc.grading.working.eigenvalues import eigen_walk
from symcalc.grading.working.equations import EquationWalk
from symcalc.grading.working.expansions import taylor_walk
from symcalc.grading.working.formulas import FormulaWalk
from symcalc.grading.working.implicit import ImplicitWalk, implicit_walk
from symcalc.grading.working.runs import RunWalk, run_walk
from symcalc.grading.working.tangents import tangent_walk
from symcalc.grading.working.tracks import track_of

# Kinds whose workings are formulas with statements of their own beside them.
OWN_WAYS: dict[str, Callable[[Asked], FormulaWalk | None]] = {
    "tangent": tangent_walk,
    "directional-derivative": directional_walk,
    "area": area_walk,
    "taylor": taylor_walk,
}


def way_of(
    asked: Asked, typed: str = ""
) -> FormulaWalk | EquationWalk | ImplicitWalk | CriticalWalk | RunWalk:
    """How to follow a working of a question.

    Parameters
    ----------
    asked : Asked
        The question.
    typed : str
        The working; of eigenvalues, its letter counts.

    Raises
    ------
    SymcalcError
        If the question cannot be worked out.
    """
    if asked.wants == "solutions":
        return equation_walk(asked)
    if asked.kind == "implicit":
        along = implicit_walk(asked)
        if along is not None:
            return along
    if asked.kind == "eigenvalues":
        return eigen_walk(asked, typed)
    run = run_walk(asked) if asked.kind == "descent" else None
    if run is not None:
        return run
    if asked.kind == "extrema":
        found = critical_walk(asked)
        if found is None:
            raise UnsupportedError("workings of such questions cannot be graded yet")
        return found
    special = OWN_WAYS.get(asked.kind)
    line = special(asked) if special else None
    return line or FormulaWalk(asked, track_of(asked))


def equation_walk(asked: Asked) -> EquationWalk:
    """The way through equations.

    Raises
    ------
    UnsupportedError
        If the question is no statement that can be worked with.
    """
    question = sought(asked.body, asked.question.wrt)
    if question is None:
        raise UnsupportedError("workings of such questions cannot be graded yet")
    return EquationWalk(asked, question)
