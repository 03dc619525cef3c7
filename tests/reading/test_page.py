"""docs/reading.md is what the reader's own tables and its answers make it, and leaves nothing out.

`SYMCALC_UPDATE=1 pytest tests/reading/test_page.py` writes the page anew.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import symcalc.reading.grammar  # noqa: F401 - every kind of token is registered with it
from symcalc.reading import read
from symcalc.reading.characters import OPERATORS
from symcalc.reading.commands import OPERATOR_COMMANDS, OPERATOR_WORDS
from symcalc.reading.reader import INFIX, PREFIX
from symcalc.structures import STRUCTURES

DOCS = Path(__file__).parents[2] / "docs"
MAKER = runpy.run_path(str(DOCS / "make_reading.py"))


def test_the_page_is_up_to_date() -> None:
    made = MAKER["page"]()
    if os.environ.get("SYMCALC_UPDATE"):
        (DOCS / "reading.md").write_text(made, encoding="utf-8")
    assert (DOCS / "reading.md").read_text(encoding="utf-8") == made


def test_every_structure_has_an_example() -> None:
    typed = [t for _, texts in MAKER["EXAMPLES"].values() for t in texts.split("\n") if t]
    shown = {node.head for text in typed for node in read(text).walk()}
    assert set(STRUCTURES) - shown == set()


def test_every_sign_has_a_reader() -> None:
    """A kind of token that the tables name and nothing reads would be refused everywhere."""
    tables = (OPERATORS, OPERATOR_COMMANDS, OPERATOR_WORDS)
    kinds = {kind for table in tables for kind, _ in table.values()}
    assert kinds - set(PREFIX) - set(INFIX) - INSIDE == set()


# Kinds that stand inside what another kind begins.
INSIDE = {
    *(
        ")",
        "]",
        "}",
        ",",
        ";",
        ":",
        "&",
        "'",
        "_",
        "\\\\",
        "to",
        "partial",
        "such-that",
        "transposed",
    ),
    *("close-floor", "close-ceil", "close-bar", "close-bars", "close-set", "close-angle"),
}
