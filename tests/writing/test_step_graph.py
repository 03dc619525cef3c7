"""Step trees as mermaid and DOT: every step a box, every label harmless."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
import sympy as sp

import symcalc as sc
from symcalc.steps import walk

DOT = shutil.which("dot") or ""
HOSTILE = sp.Symbol('a"];b -->|x| {c}<br>\\N#1;`')

DERIVATIONS = [
    sc.diff("x^2 sin(3x)", at={"x": 3}),
    sc.diff("|x|"),
    sc.gradient("100(y-x^2)^2 + (1-x)^2"),
    sc.diff(HOSTILE**2 * sp.sin(HOSTILE), HOSTILE),
]

MERMAID_BOX = re.compile(r' {4}s\d+\["[^"\\<>{}|`]*<br/>[^"\\<>{}|`]*"\]')
MERMAID_ARROW = re.compile(r" {4}s(\d+) --> s(\d+)")
DOT_BOX = re.compile(r' {4}s\d+ \[label="(?:[^"\\]|\\["\\n])*"\];')
DOT_ARROW = re.compile(r" {4}s(\d+) -> s(\d+);")


def lines(d: sc.Derivation, language: str) -> list[str]:
    first = {"mermaid": 1, "dot": 2}[language]
    return [line for line in d.graph(language).splitlines()[first:] if line != "}"]


@pytest.mark.parametrize("d", DERIVATIONS, ids=lambda d: d.question.kind)
@pytest.mark.parametrize(
    ("language", "box", "arrow"),
    [("mermaid", MERMAID_BOX, MERMAID_ARROW), ("dot", DOT_BOX, DOT_ARROW)],
)
def test_every_line_is_a_box_or_an_arrow(
    d: sc.Derivation, language: str, box: re.Pattern[str], arrow: re.Pattern[str]
) -> None:
    found = lines(d, language)
    arrows = [m for line in found if (m := arrow.fullmatch(line))]
    boxes = [line for line in found if box.fullmatch(line)]
    steps = len(list(walk(d.steps)))
    assert len(found) == len(arrows) + len(boxes)
    assert (len(boxes), len(arrows)) == (steps + 1, steps)
    # a tree: every step has one box above it, which was drawn before
    assert [int(m[2]) for m in arrows] == list(range(1, steps + 1))
    assert all(int(m[1]) < int(m[2]) for m in arrows)


def test_the_arrows_are_those_of_the_tree() -> None:
    arrows = MERMAID_ARROW.findall(sc.diff("x sin x").graph())
    assert arrows == [("0", "1"), ("1", "2"), ("1", "3"), ("0", "4")]


def test_there_are_two_languages() -> None:
    with pytest.raises(sc.UnsupportedError, match="mermaid or dot"):
        sc.diff("x").graph("svg")


@pytest.mark.skipif(not DOT, reason="needs Graphviz")
@pytest.mark.parametrize("d", DERIVATIONS, ids=lambda d: d.question.kind)
def test_graphviz_draws_it(d: sc.Derivation) -> None:
    given = d.graph("dot").encode()
    done = subprocess.run([DOT, "-Tsvg"], input=given, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(b"<ellipse") + done.stdout.count(b'class="node"') > 1
