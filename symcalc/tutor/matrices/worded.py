"""Questions about matrix formulas: what works them out, and how they are put in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from symcalc.derivation import Derivation
from symcalc.tutor.matrices.asked import Asked, asked
from symcalc.tutor.matrices.gradients import gradient
from symcalc.tutor.matrices.inferred import inferred, remark_on
from symcalc.tutor.matrices.jacobians import hessian, hvp, jacobian
from symcalc.tutor.matrices.phrased import usually

WORK: Mapping[str, Callable[..., Derivation]] = {
    "gradient": gradient,
    "jacobian": jacobian,
    "hessian": hessian,
    "hvp": hvp,
}
PRODUCT = "hessian-vector product"
ASKED = re.compile(
    r"^\s*(?:the\s+)?(?P<kind>gradient|jacobian|hessian(?:-vector product)?)\s+of\s+(?P<body>.*?)"
    r"(?:\s+(?:with respect to|w\.?r\.?t\.?|by)\s+(?P<wrt>[^:]*?))?"
    r"(?:\s+in the direction\s+(?P<vector>\w+))?"
    r"(?:,?\s+(?:with )?shapes:?\s+(?P<shapes>.*?))?"
    r"(?:,\s+samples as (?P<samples>rows|columns))?(?:,\s+assuming (?P<facts>.*?))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
UNKNOWNS = ("x", "w", "X", "W")  # one of them alone is what a formula is differentiated by
UNDECLARED = "is not declared, so it is read as a number"  # which the remark on letters says
NAMES = re.compile(r"\s*,\s*|\s+and\s+")


def names_in(said: str | None) -> list[str]:
    """The names after "with respect to".

    >>> names_in("W, b and x"), names_in(None)
    (['W', 'b', 'x'], [])
    """
    return NAMES.split(said.strip()) if said else []


def worked(question: Asked, at: Any = None, **more: bool) -> Derivation:
    """The answer, step by step, with its value at arrays.

    Raises
    ------
    ShapeError, UnsupportedError
        If the formula or the variable is not of the shape that the question needs.
    """
    return WORK[question.kind](question, at, **more)


def in_words(text: Any, shapes: Any = None, samples: str = "rows") -> Asked | None:
    """The question that is put in words, with the shapes that it declares or these.

    Returns
    -------
    Asked or None
        None where it is no such question, or nothing says the shapes.

    Examples
    --------
    >>> in_words("gradient of ||x||^2 with respect to x, shapes x: n").kind
    'gradient'
    """
    if not isinstance(text, str):
        return None
    said = ASKED.match(text)
    declared = (said and said["shapes"]) or shapes
    if said is not None and declared:
        return _of(said, declared, samples)
    if said is not None and (found := by_letters(said)):
        return found
    again = ASKED.match(usually(text) or "")
    if again is None:
        return None
    declared = again["shapes"] or shapes
    return _of(again, declared, samples) if declared else by_letters(again)


def by_letters(said: re.Match[str]) -> Asked | None:
    """The question whose letters tell the shapes; None where they do not."""
    kind = said["kind"].lower()
    shapes = inferred(said["body"], kind)
    wrt = names_in(said["wrt"])
    if shapes is None or any("=" in name for name in wrt):  # "x at x = (1, 2)" is no name
        return None
    usual = [name for name in shapes if name in UNKNOWNS]
    if not wrt and len(usual) == 1:
        wrt = usual
    return told_by_letters(_of(said, shapes, "rows", wrt), shapes)


def told_by_letters(question: Asked, shapes: dict[str, tuple[str, ...]]) -> Asked:
    """The question, with the remark that its shapes are not declared."""
    formula = question.formula
    numbers = [str(s.value) for s in formula.symbols if str(s.value) not in shapes]
    kept = [said for said in formula.remarks if UNDECLARED not in said]
    remarks = (*kept, remark_on(shapes, numbers))
    return replace(question, formula=replace(formula, remarks=remarks))


def _of(said: re.Match[str], shapes: Any, samples: str, by: Sequence[str] = ()) -> Asked:
    """The question with its shapes."""
    kind = said["kind"].lower()
    plain = "hvp" if kind == PRODUCT else kind
    wrt, samples = by or names_in(said["wrt"]), said["samples"] or samples
    question = asked(plain, said["body"], wrt, shapes, samples, said["facts"] or "")
    return question.along(said["vector"] or "v") if plain == "hvp" else question
