"""What is written reads back, whatever is put together; and fits on paper."""

from __future__ import annotations

from hypothesis import given, reject
from writing_formulas import FORMULAS

from symcalc.errors import ReadingError, TooLargeError, UnsupportedError
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.writing.latex import latex
from symcalc.writing.pretty import pretty
from symcalc.writing.text import text

# The formulas are put together without SymPy; the reader refuses what means nothing, with these.
MEANINGLESS = (
    "is not a real number",
    "division by zero",
    "no value here",
    "no real value",
    "whole number above",
    "cannot depend on",
    "is above",
    "of a value at a point",
    "the base of a logarithm",
)


def read_back(written: str, node: Notation) -> Notation:
    """Read with the names of the formula declared, since w0 and w_{0} are one."""
    try:
        return read(written, symbols=node.symbols)
    except TooLargeError:
        reject()
    except (ReadingError, UnsupportedError) as error:
        if not any(words in str(error) for words in MEANINGLESS):
            raise
        reject()


@given(FORMULAS)
def test_text_reads_back_to_the_same_notation(node: Notation) -> None:
    assert read_back(text(node), node) == node, text(node)


@given(FORMULAS)
def test_latex_reads_back_to_the_same_notation(node: Notation) -> None:
    assert read_back(latex(node), node) == node, latex(node)


@given(FORMULAS)
def test_pretty_text_is_a_clean_picture(node: Notation) -> None:
    """No space at the end of a line, no empty line around it, and no wider than its LaTeX."""
    lines = pretty(node).split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert lines[0]
    assert lines[-1]
    assert max(map(len, lines)) <= max(len(latex(node)), len(text(node)))
