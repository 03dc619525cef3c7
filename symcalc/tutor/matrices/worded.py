"""Questions about matrix formulas: what works them out, and how they are put in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from symcalc.derivation import Derivation
from symcalc.tutor.matrices.asked import Asked, asked
from symcalc.tutor.matrices.gradients import gradient
from symcalc.tutor.matrices.inferred import inferred, remark_on
from symcalc.tutor.matrices.jacobians import hessian, hvp, jacobian

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
    said = ASKED.match(text) if isinstance(text, str) else None
    shapes = (said and said["shapes"]) or shapes
    if said is not None and not shapes:
        return by_letters(said)
    if said is None:
        return None
    return _of(said, shapes, samples)


def by_letters(said: re.Match[str]) -> Asked | None:
    """The question about a norm, whose letters tell the shapes; None where they do not."""
    shapes = inferred(said["body"])
    wrt = names_in(said["wrt"])
    if shapes is None or not set(wrt) <= shapes.keys():
        return None
    return told_by_letters(_of(said, shapes, "rows"), shapes)


def told_by_letters(question: Asked, shapes: dict[str, tuple[str, ...]]) -> Asked:
    """The question, with the remark that its shapes are not declared."""
    formula = question.formula
    remarks = (*formula.remarks, remark_on(shapes))
    return replace(question, formula=replace(formula, remarks=remarks))


def _of(said: re.Match[str], shapes: Any, samples: str) -> Asked:
    """The question with its shapes."""
    kind = said["kind"].lower()
    plain = "hvp" if kind == PRODUCT else kind
    wrt, samples = names_in(said["wrt"]), said["samples"] or samples
    question = asked(plain, said["body"], wrt, shapes, samples, said["facts"] or "")
    return question.along(said["vector"] or "v") if plain == "hvp" else question
