"""A step from the words of its rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcalc.notation import Notation
from symcalc.steps import Step
from symcalc.tutor.words import Words


def worded(
    table: Mapping[str, Words],
    rule: str,
    before: Notation,
    after: Notation,
    fields: Mapping[str, object],
    relation: str = "equal",
    substeps: Sequence[Step] = (),
) -> Step:
    """A step whose title, explanation and hint are those of `table[rule]`, with the fields put in.

    Examples
    --------
    >>> from symcalc.notation import number
    >>> table = {"halve": Words("Half", "{whole} is halved.", hint="What is half of {whole}?")}
    >>> step = worded(table, "halve", number(4), number(2), {"whole": 4}, "implies")
    >>> step.explanation, step.hints
    ('4 is halved.', ('What is half of 4?',))
    """
    words = table[rule]
    return Step(
        rule,
        words.title.format(**fields),
        before,
        after,
        words.explanation.format(**fields),
        words.statement,
        relation,
        substeps=tuple(substeps),
        hints=(words.hint.format(**fields),) if words.hint else (),
    )
