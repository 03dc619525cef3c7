"""Several laws side by side: a table of their means and variances, and a picture."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.plotting import distributions
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.probability.distribution import distribution, pictured
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.probability.parameters import in_one_way
from symcalc.tutor.words.distributions import FAILS, REMARKS, WORDS
from symcalc.writing.text import text

MOST = 24  # laws in one table


@lesson("laws", "comparison of the laws {given}")
def laws(given: Any) -> Derivation:
    """Means, variances and pictures of several laws.

    Examples
    --------
    >>> laws("normal(0, 1); uniform(0, 2)").answer
    ((0, 1), (1, 1/3))
    """
    if isinstance(given, str):
        given = [part for part in given.split(";") if part.strip()]
    if not isinstance(given, Sequence) or not given:
        raise UnsupportedError(FAILS["no-laws"], hint='write "normal(0, 1); normal(0, 2)"')
    if len(given) > MOST:
        raise TooLargeError(f"more than {MOST} laws do not fit into a table", hint="take fewer")
    known = [law_of(one) for one in in_one_way(*given)]
    told = [distribution(one) for one in known]
    wrong = next((d for d in told if d.ending), None)
    if wrong is not None:
        raise UnsupportedError(wrong.ending, where=wrong.question.text)
    rows = tuple(
        (law.name, text(law.density), _shown(d.mean), _shown(d.variance))
        for law, d in zip(known, told, strict=True)
    )
    table = Table(("law", "density or probability", "mean", "variance"), rows)
    words = WORDS["laws-compared"]
    line = build("tuple", *(law.density for law in known))
    told_of = words.title, line, line, words.explanation
    hints = (words.hint,)
    step = Step("laws-compared", *told_of, relation="implies", hints=hints, table=table)
    return Derivation(
        asked("laws", given="; ".join(law.name for law in known)),
        line,
        line,
        (step,),
        remarks=tuple(dict.fromkeys(r for d in told for r in d.remarks)),
        claims=tuple(c for d in told for c in d.claims),
        told=tuple((d.mean, d.variance) for d in told),
        ending=REMARKS["compared"],
        picture=partial(distributions.gallery, tuple(map(pictured, known))),
    )


def _shown(value: sp.Expr | None) -> str:
    return "none" if value is None else text(arrange(value))
