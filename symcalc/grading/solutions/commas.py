"""A comma between two digits: of a list, or of one number."""

from __future__ import annotations

import re

from symcalc.errors import SymcalcError
from symcalc.grading.solutions.comparing import Sought, compared
from symcalc.grading.solutions.scope import Unlike
from symcalc.grading.spoken import NUMBERS, gathered
from symcalc.reading import read_strictly

DECIMAL, THOUSANDS = ".", ""
BRACKETED = re.compile(r"[(\[{][^;]*[)\]}]")


def may_mean_otherwise(question: Sought, typed: str) -> bool:
    """Whether a list that is wrong is right with the comma of 2,5 or of 1,000.

    In brackets, a comma stands between two things.
    """
    if not NUMBERS.search(typed) or (BRACKETED.search(typed) and ";" not in typed):
        return False
    return any(_is_right(question, NUMBERS.sub(mark, typed)) for mark in (DECIMAL, THOUSANDS))


def _is_right(question: Sought, typed: str) -> bool:
    try:
        node = gathered(typed, lambda piece: read_strictly(piece, symbols=question.scope.unknowns))
        found, _ = compared(question, node)
    except (SymcalcError, Unlike):
        return False
    return not (found.lost or found.gained)
