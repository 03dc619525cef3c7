"""One estimate of several, or that of a function of them: σ² from μ and σ."""

from __future__ import annotations

import re
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.tutor.lessons import asked
from symcalc.tutor.probability.average_parts import finite, means, variance_of
from symcalc.tutor.probability.draws import Sample, rounded
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.setting import hat
from symcalc.tutor.probability.terms import shortest
from symcalc.tutor.worded import worded
from symcalc.tutor.words.likelihood import EDGES, HINTS, WORDS
from symcalc.writing.text import text

MOMENT = re.compile(r"(?:the\s+)?(mean|variance|standard\s+deviation)", re.IGNORECASE)


def chosen(found: Derivation, law: Distribution, wanted: str, sample: Sample | None) -> Derivation:
    """The estimate that is asked for; the same derivation where it is the only one.

    Raises
    ------
    UnsupportedError
        If it is no function of the parameters that are estimated.
    """
    node = _meant(wanted, law)
    letters = found.question.wrt
    if letters == (node.expr,):
        return found
    if not node.symbols or node.symbols - set(letters):
        shown = ", ".join(text(notation.name(s)) for s in letters)
        what = EDGES["no-parameter"].format(wanted=text(node), law=law.name)
        raise UnsupportedError(what, hint=HINTS["parameter"].format(letters=shown))
    expr = found.result.expr
    entries = list(expr) if isinstance(expr, sp.MatrixBase) else [expr]
    value = node.expr.xreplace(dict(zip(letters, entries, strict=True)))
    if not value.is_finite and value.is_number:
        raise UnsupportedError(EDGES["no-value"].format(wanted=text(node)), where=wanted)
    result = replace(rounded(value), expr=value) if sample else arrange(value)
    plain = node.head == "name"
    fields = {"wanted": text(node)}
    step = worded(
        WORDS, "one-estimate" if plain else "invariance", found.result, result, fields, "implies"
    )
    spelled = {"data": sample.spelled} if sample else {}
    return replace(
        found,
        question=asked(
            "likelihood", law.density, letters, law=law.name, letter=text(node), **spelled
        ),
        asked=put(node, {s: notation.name(hat(s)) for s in letters}),
        result=result,
        steps=(*found.steps, step),
    )


def _meant(wanted: str, law: Distribution) -> Notation:
    """A formula in the parameters; the mean and the variance by the law."""
    said = MOMENT.fullmatch(wanted.strip())
    if said is None:
        return replace(read(wanted), remarks=())
    mean, second = means(law)
    if mean is None or second is None or not (finite(mean) and finite(second)):
        what = EDGES["no-value"].format(wanted=wanted)
        raise UnsupportedError(what, where=law.name)
    if said[1].lower() == "mean":
        return mean.after
    variance = shortest(variance_of(mean, second))
    return arrange(variance if said[1].lower() == "variance" else sp.sqrt(variance))
