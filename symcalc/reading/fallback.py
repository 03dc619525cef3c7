"""LaTeX that the grammar does not know, read with the help of latex2sympy2.

Two readers have to agree. The grammar reads the text in its own words, as `accounting` has put
it, so every name, number, operator and command is accounted for. latex2sympy2 reads the text as it
was typed, in a killable process. Where they differ, or one of them reads nothing, there is no
reading: alone, latex2sympy2 takes {a+b \\over c} for a + b/c.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.notation import Notation, with_remarks
from symcalc.reading import grammar
from symcalc.reading.accounting import in_own_words
from symcalc.worker import Worker

REMARK = "read with the help of latex2sympy2; check that this is what you mean"
SECONDS = 5.0


@cache
def helper() -> Worker:
    """The process that latex2sympy2 runs in, kept warm between texts."""
    return Worker("symcalc.reading.witness:respond")


def read(
    text: str, names: Sequence[str | sp.Symbol], symbols: Sequence[sp.Symbol]
) -> Notation | None:
    """Read LaTeX that the grammar refused; None where the two readers do not agree.

    Parameters
    ----------
    text : str
        What was typed. Neither reader evaluates it.
    names, symbols : sequences
        As for `symcalc.reading.read`.

    Examples
    --------
    >>> read(r"2{n \\choose k}", [], []).expr
    2*binomial(n, k)
    >>> read(r"{a+b \\over c}", [], []) is None
    True
    """
    if "\\" not in text:
        return None
    known = [str(name) for name in (*names, *symbols)]
    try:
        own, introduced = in_own_words(text)
        if own == text:
            return None
        made = grammar.formula(own, names, symbols)
        agreed = helper().ask({"text": text, "own": own, "names": known}, SECONDS)
    except SymcalcError:  # of either reader, or one of the limits
        return None
    doubtful = any(name in remark for name in introduced for remark in made.remarks)
    return with_remarks(made, (*made.remarks, REMARK)) if agreed and not doubtful else None


def helped(node: Notation) -> bool:
    """Whether a formula, or a part of it, was read with this help."""
    return any(REMARK in part.remarks for part in node.walk())
