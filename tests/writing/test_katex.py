"""KaTeX, as strict as it can be, takes every LaTeX that symcalc writes.

Without Node and katex it is skipped. `make katex` installs katex into node_modules, which git
ignores; a folder that NODE_PATH names does as well.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from hypothesis import given, settings
from writing_formulas import CANONICAL, FORMULAS

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import PRIMITIVES, arrange, build
from symcalc.reading.characters import GREEK_WORDS
from symcalc.writing.latex import latex
from symcalc.writing.latex_names import symbol

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
NODE = shutil.which("node") or ""

RENDER = """
const katex = require("katex");
const refused = [];
for (const tex of JSON.parse(require("fs").readFileSync(0, "utf8"))) {
  try {
    katex.renderToString(tex, {strict: "error", throwOnError: true, displayMode: true});
  } catch (error) {
    refused.push([tex, error.message]);
  }
}
console.log(JSON.stringify(refused));
"""
WORDS = ("rate", "größe", "x_max", "w0", "y_hat_1", "my_long_name", "x_{i,j}", "y'", "h_{t-1}")


def node(script: str, given: str) -> subprocess.CompletedProcess[str]:
    command = [NODE, "-e", script]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )


def has_katex() -> bool:
    return bool(NODE) and node('require.resolve("katex")', "").returncode == 0


def rows() -> Iterator[Notation]:
    """Every function of the table, and its derivatives as a textbook has them."""
    letters = [notation.name(sp.Symbol(letter)) for letter in "uvw"]
    for row in PRIMITIVES:
        if row.names:
            parts = letters[: row.arity or 3]
            yield build(row.name, *parts)
            yield from map(arrange, row.partials(*(part.expr for part in parts)))


def fields(data: Any) -> Iterator[str]:
    """What a JSON document has in LaTeX."""
    if isinstance(data, list):
        for entry in data:
            yield from fields(entry)
    if isinstance(data, dict):
        yield from (data[key] for key in ("latex", "statement") if data.get(key))
        for entry in data.values():
            yield from fields(entry)


def documents() -> Iterator[str]:
    for file in GOLDEN.glob("*.tex"):
        yield from re.findall(r"\\\[(.+?)\\\]", file.read_text("utf-8"))
    for file in GOLDEN.glob("*.md"):
        yield from re.findall(r"\$\$?(.+?)\$\$?", file.read_text("utf-8"))
    for file in GOLDEN.glob("*.json"):
        yield from fields(json.loads(file.read_text("utf-8")))


def generated(count: int) -> list[str]:
    found: list[str] = []

    @settings(max_examples=count, derandomize=True, database=None)
    @given(FORMULAS)
    def collect(formula: Notation) -> None:
        found.append(latex(formula))

    collect()
    return found


@pytest.mark.skipif(not has_katex(), reason="needs Node and katex: make katex")
def test_katex_takes_what_is_written() -> None:
    written = [
        *(typeset for _, typeset in CANONICAL),
        *map(latex, rows()),
        *map(symbol, [*GREEK_WORDS, *WORDS]),
        *documents(),
        *generated(300),
    ]
    done = node(RENDER, json.dumps(written))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
