"""Linear equations, with a wrong move or a slip of algebra on one side."""

from __future__ import annotations

from collections.abc import Iterator

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Wrong, done_at
from symcalc.grading.misconceptions.rewriting import rewritten
from symcalc.grading.misconceptions.rows.equations import solved
from symcalc.grading.misconceptions.sites import Equation
from symcalc.grading.misconceptions.strategy import strategy


@strategy("formula")
def equation(asked: Asked) -> Iterator[Wrong]:
    """An equation in one letter that has one solution."""
    body = asked.body
    if body.head != "relation" or body.text != "=" or len(body.symbols) != 1:
        return
    (x,) = body.symbols
    left, right = (part.expr for part in body.parts)
    solution = solved(left - right, x)
    if solution is None:
        return
    yield from done_at(Equation(body, x, (left, right), solution)).wrong
    for part, other in ((body.parts[0], right), (body.parts[1], left)):
        for one in rewritten(part).wrong:
            found = solved(one.value - other, x) if len(one.slips) == 1 else None
            if found is not None:
                yield Wrong(found, one.slips)
