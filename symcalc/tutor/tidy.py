"""The form in which a teacher leaves a result."""

from __future__ import annotations

import sympy as sp

from symcalc.formula import lettered
from symcalc.notation import Notation
from symcalc.notation import name as name_of
from symcalc.primitives import arrange, opened, put, replace_nodes
from symcalc.primitives.activations import NAMED as ACTIVATIONS
from symcalc.tutor.forms import improved

COMPOSED = ("sigmoid", "softplus")  # one function for a reader, and a fraction for SymPy
SHORT = ("norm", "binomial")  # heads that stand for other formulas


def tidy(node: Notation) -> Notation:
    """Work a line out: numbers multiplied, like terms collected, in the learner's order."""
    return next((after for _, after in reversed(stages(node))), node)


def stages(node: Notation) -> list[tuple[str, Notation]]:
    """The lines on the way to the form in which a line is left, each after what was done.

    Examples
    --------
    >>> from sympy import sec, tan
    >>> from sympy.abc import x
    >>> line = arrange((sec(x) * tan(x) + sec(x) ** 2) / (sec(x) + tan(x)))
    >>> [(name, after.expr) for name, after in stages(line)]
    [('common-factor', sec(x))]
    """
    plain, named = with_letters(node)
    if named:
        return [(name, put(line, named)) for name, line in stages(plain)]
    (shown,), back = lettered(node.expr)
    found: list[tuple[str, Notation]] = []
    line = node
    for name, expr in improved(shown):
        worked = arrange(expr.xreplace(back), like=node)
        kept = any(part.head in COMPOSED for part in line.walk())
        if name != "simplify" and (kept or size(worked) >= size(line)):
            break  # less for SymPy, and not for a reader
        if shape(worked) != shape(line):
            found.append((name, worked))
            line = worked
    return found


def with_letters(node: Notation) -> tuple[Notation, dict[sp.Basic, Notation]]:
    """The line with a letter for each function that SymPy has no name for, and what they mean."""
    letters: dict[Notation, Notation] = {}

    def change(part: Notation) -> Notation | None:
        if part.head not in ACTIVATIONS or not part.symbols:
            return None
        # no two names alike; among factors they stand behind the variables
        return letters.setdefault(part, name_of(sp.Dummy(f"\uffff{len(letters)}")))

    plain = replace_nodes(node, change)
    return plain, {letter.expr: part for part, letter in letters.items()}


def size(node: Notation) -> int:
    """How many parts a formula has; a sign more or less is not worth a step."""
    return sum(part.head != "negation" for part in node.walk())


def written_out(node: Notation) -> Notation:
    """Norms as the roots, sums and maxima that they are, binomial coefficients as numbers.

    Functions of the user's own become their formulas.
    """

    def change(part: Notation) -> Notation | None:
        if part.head in SHORT:
            return arrange(part.expr, like=node)
        formula = opened(part)
        return None if formula is None else written_out(formula)

    return replace_nodes(node, change)


def shape(node: Notation) -> tuple[object, ...]:
    """A formula without the order of its terms."""
    parts = [shape(part) for part in node.parts]
    if node.head == "sum":
        parts.sort(key=repr)
    return node.head, node.text, tuple(parts)
