"""The rules of a derivation in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symcalc.notation import Notation
from symcalc.steps import CLOSING, Step, groups, walk
from symcalc.writing.lines import FRAMES, outer, routine
from symcalc.writing.text import text

MOST = 3  # parts that are named with their rules
LONG = 30  # characters of a part that is named
RETURNING = ("back",)  # steps that follow from an earlier one
# How a title begins that keeps its capital inside a sentence.
NAMES = (
    *("Lagrang", "Leibniz", "Newton", "Taylor", "Maclaurin", "Richardson", "L'Hôpital", "Karush"),
    *("Hessian", "Jacobian", "Laplac", "KKT"),
)
# What several steps of a kind are called together.
SEVERAL = {
    "partial": "Partial derivatives",
    "order": "Derivatives",
    "next-order": "Derivatives",
}
# Rules of policy that have a part worth naming; a function's own derivative has none.
STRUCTURAL = ("product", "quotient", "chain", "reciprocal", "general-power", "piecewise")


def rules(steps: Sequence[Step]) -> str:
    """What is applied to the whole, and to which parts something else.

    Examples
    --------
    >>> import symcalc as sc
    >>> rules(sc.diff("x^2 sin(3x)").steps)
    'Product rule, with the chain rule for sin(3x).'
    """
    main = [step for step in steps if step.rule not in (*CLOSING, *RETURNING)]
    if not main:
        return ""
    if len(main) > 1 or main[0].rule in FRAMES:
        return _sentence(_gathered(main))
    first = main[0]
    named = _named(first)
    return f"{first.title}, with {named}." if named else f"{first.title}."


def _gathered(steps: Sequence[Step]) -> list[str]:
    """Titles, each once; several frames of a kind go by a common name."""
    counts = Counter(step.rule for step in steps)
    return list(
        dict.fromkeys(
            SEVERAL[step.rule] if step.rule in SEVERAL and counts[step.rule] > 1 else step.title
            for step in steps
        )
    )


def _sentence(titles: Sequence[str]) -> str:
    first, *rest = titles
    return ", ".join([first, *map(lowered, rest)]) + "."


def lowered(title: str) -> str:
    """A title inside a sentence.

    >>> lowered("Chain rule"), lowered("Hessian matrix"), lowered("ε and δ")
    ('chain rule', 'Hessian matrix', 'ε and δ')
    """
    return title if title.startswith(NAMES) else title[:1].lower() + title[1:]


def _named(rule: Step) -> str:
    """The rules for the parts, each with its parts: the chain rule for sin(3x)."""
    found: dict[str, dict[str, None]] = {}
    for step in _parts(rule):
        found.setdefault(step.title, {})[_part(step.before)] = None
    if sum(map(len, found.values())) > MOST or any(
        len(p) > LONG for v in found.values() for p in v
    ):
        return _and(list(map(_called, found)))
    return _and([f"{_called(title)} for {_and(list(parts))}" for title, parts in found.items()])


def _called(title: str) -> str:
    return f"the {lowered(title)}" if title.endswith("rule") else lowered(title)


def _parts(rule: Step) -> list[Step]:
    """The steps below a rule that a reader would not guess."""
    below = [g for g in groups(rule.substeps) if not routine(g) and not outer(g, rule)]
    return [s for g in below for s in walk(g[:1]) if s.rule in STRUCTURAL]


def _part(before: Notation) -> str:
    return text(before.parts[0] if before.head == "derivative" else before)


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
